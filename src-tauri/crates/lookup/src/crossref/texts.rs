//! Titles, containers and publishers, each in its language.
//!
//! Crossref tags no text. `title` may hold the same title in two languages, and
//! `original-title` the one in the language of the article: the script tells which is which.

use super::{text, texts};
use diglot_model::{
    LanguageTag, LocalizedText, Origin, Reference, ReferenceType, Sourced, TextField,
};
use diglot_text::normalise::fold_title;
use diglot_text::script::language_of;
use serde_json::Value;

/// Reads all texts of a work but its abstract.
pub(super) fn read(reference: &mut Reference, work: &Value) {
    let stated = stated_language(work);
    titles(reference, work, stated.as_ref());
    containers(reference, work, stated.as_ref());
    for (field, value) in [
        (TextField::TitleShort, &work["short-title"][0]),
        (TextField::Publisher, &work["publisher"]),
        (TextField::PublisherPlace, &work["publisher-location"]),
        (TextField::EventTitle, &work["event"]["name"]),
        (TextField::EventPlace, &work["event"]["location"]),
        (TextField::Genre, &work["degree"][0]),
    ] {
        if let Some(value) = text(value) {
            put(reference, field, language(&value, None, false), value);
        }
    }
    // Some state the language of their platform: only one that a title is in is believed.
    reference.language = stated.and_then(|stated| {
        let titles = reference.texts(TextField::Title);
        let title = titles.iter().find(|t| t.lang.same_language(&stated))?;
        Some(Sourced::bare(title.lang.clone()))
    });
}

/// The language that a work states.
pub(super) fn stated_language(work: &Value) -> Option<LanguageTag> {
    let stated = work["language"].as_str()?.trim().to_ascii_lowercase();
    let primary = stated.split(['-', '_']).next()?;
    let is_tag = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase());
    is_tag.then(|| LanguageTag::new(primary))
}

/// The language of a text: that of its script; of several languages that share the Latin
/// script the stated one, where the text may be in that.
pub(super) fn language(
    text: &str,
    stated: Option<&LanguageTag>,
    may_be_stated: bool,
) -> LanguageTag {
    let by_script = language_of(text);
    let Some(stated) = stated else {
        return by_script;
    };
    let other_script = [
        "zh", "ja", "ko", "ru", "uk", "ar", "fa", "he", "el", "th", "hi",
    ];
    let is_latin = !other_script.contains(&stated.primary());
    match by_script.primary() {
        "en" if is_latin && may_be_stated => stated.clone(),
        // Titles in Japanese and Korean may be written in Han characters alone.
        "zh" if matches!(stated.primary(), "ja" | "ko") => stated.clone(),
        "und" => stated.clone(),
        _ => by_script,
    }
}

fn put(reference: &mut Reference, field: TextField, lang: LanguageTag, text: String) {
    let value = LocalizedText {
        lang,
        text,
        // Publishers deposit what Crossref answers.
        origin: Origin::Publisher,
    };
    reference.add_text(field, Sourced::bare(value));
}

fn titles(reference: &mut Reference, work: &Value, stated: Option<&LanguageTag>) {
    let titles = texts(&work["title"]);
    let subtitles = texts(&work["subtitle"]);
    for (at, title) in titles.iter().enumerate() {
        let subtitle = if subtitles.len() == titles.len() {
            subtitles.get(at)
        } else {
            // Not one for each: the first in the title's language.
            let own = language_of(title);
            subtitles
                .iter()
                .find(|s| language_of(s) == own)
                .filter(|_| at == 0)
        };
        // Of two titles in Latin script the first is that of the article, the second its
        // translation into English.
        let lang = language(title, stated, at == 0);
        put(reference, TextField::Title, lang, joined(title, subtitle));
    }
    for original in texts(&work["original-title"]) {
        let lang = language(&original, stated, true);
        let known = reference.texts(TextField::Title);
        let fold = fold_title(&original);
        if known
            .iter()
            .any(|title| fold_title(&title.text).starts_with(&fold))
        {
            continue;
        }
        let same_language = known.iter().any(|title| title.lang.same_language(&lang));
        let field = if same_language {
            TextField::OriginalTitle
        } else {
            TextField::Title
        };
        put(reference, field, lang, original);
    }
}

/// Title and subtitle as one, unless the title has it already.
fn joined(title: &str, subtitle: Option<&String>) -> String {
    let Some(subtitle) = subtitle.filter(|s| !fold_title(title).contains(&fold_title(s))) else {
        return title.to_owned();
    };
    let between = match title.chars().next_back() {
        Some(':' | '?' | '!') => " ",
        Some('：' | '？' | '！' | '—') => "",
        _ if language_of(title).is_chinese() => "：",
        _ => ": ",
    };
    format!("{title}{between}{subtitle}")
}

fn containers(reference: &mut Reference, work: &Value, stated: Option<&LanguageTag>) {
    let containers = texts(&work["container-title"]);
    let stands_in_book = matches!(
        reference.kind,
        ReferenceType::Chapter | ReferenceType::PaperConference | ReferenceType::Entry
    );
    for (at, title) in containers.iter().enumerate() {
        let lang = language(title, stated, at == 0);
        let next = containers.get(at + 1);
        // A chapter names the series of its book first.
        let is_series =
            stands_in_book && next.is_some_and(|next| language_of(next) == language_of(title));
        let field = if is_series {
            TextField::CollectionTitle
        } else {
            TextField::ContainerTitle
        };
        put(reference, field, lang, title.clone());
    }
    for short in texts(&work["short-container-title"]) {
        if !containers.contains(&short) {
            let lang = language(&short, stated, true);
            put(reference, TextField::ContainerTitleShort, lang, short);
        }
    }
}
