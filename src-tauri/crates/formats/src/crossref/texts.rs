//! Titles, containers and publishers, each in its language.
//!
//! Crossref's JSON tags no text. `title` may hold the same title in two languages, and
//! `original-title` the one in the language of the article: the script tells which is which.
//! The XML states the language of an original title.

use super::text;
use crate::build::Builder;
use crate::tree::Node;
use diglot_model::{LanguageTag, Origin, ReferenceType, TextField};
use diglot_text::normalise::fold_title;
use diglot_text::script::language_of;
use std::ops::Range;

/// Reads all texts of a work but its abstract.
pub(super) fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    let stated = stated_language(work);
    titles(builder, work, stated.as_ref());
    containers(builder, work, stated.as_ref());
    let place = match builder.reference.kind {
        // Where a thesis was written is where its university stands.
        ReferenceType::Thesis => &work["institution"][0]["place"][0],
        _ => &work["publisher-location"],
    };
    for (field, node) in [
        (TextField::TitleShort, &work["short-title"][0]),
        (
            TextField::Publisher,
            publisher(work, builder.reference.kind),
        ),
        (TextField::PublisherPlace, place),
        (TextField::EventTitle, &work["event"]["name"]),
        (TextField::EventPlace, &work["event"]["location"]),
        (TextField::CollectionTitle, &work["series-title"]),
        (TextField::Genre, &work["degree"][0]),
    ] {
        if let Some(value) = text(node) {
            let lang = language(&value, None, false);
            builder.put_text(field, lang, Origin::Publisher, value, node.range());
        }
    }
    // Some state the language of their platform: only one that a title is in is believed.
    if let Some(stated) = stated {
        let titles = builder.reference.texts(TextField::Title);
        let title = titles.iter().find(|t| t.lang.same_language(&stated));
        if let Some(lang) = title.map(|t| t.lang.clone()) {
            builder.put_language(lang, work["language"].range());
        }
    }
}

/// Who brought a work out: a university its thesis, a server its preprints.
fn publisher<'n, 't>(work: &'n Node<'t>, kind: ReferenceType) -> &'n Node<'t> {
    let institution = &work["institution"][0]["name"];
    let group = &work["group-title"];
    let is_thesis = kind == ReferenceType::Thesis && !institution.is_null();
    match (&work["publisher"], kind) {
        _ if is_thesis => institution,
        (publisher, _) if !publisher.is_null() => publisher,
        (_, ReferenceType::Article) if !group.is_null() => group,
        _ => institution,
    }
}

/// The language that a work states.
pub(super) fn stated_language(work: &Node<'_>) -> Option<LanguageTag> {
    tag(work["language"].str()?)
}

/// A language by its code, without its region.
pub(crate) fn tag(stated: &str) -> Option<LanguageTag> {
    let stated = stated.trim().to_ascii_lowercase();
    let primary = stated.split(['-', '_']).next()?;
    let is_tag = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase());
    is_tag.then(|| LanguageTag::new(primary))
}

/// The language of a text: that of its script; of several languages that share the Latin
/// script the stated one, where the text may be in that.
pub(crate) fn language(
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

/// Texts without markup, with their places.
fn texts(node: &Node<'_>) -> Vec<(String, Range<usize>)> {
    let each = node.each().iter();
    each.filter_map(|n| Some((text(n)?, n.range()))).collect()
}

fn titles(builder: &mut Builder<'_>, work: &Node<'_>, stated: Option<&LanguageTag>) {
    let titles = texts(&work["title"]);
    let subtitles = texts(&work["subtitle"]);
    for (at, (title, range)) in titles.iter().enumerate() {
        let subtitle = if subtitles.len() == titles.len() {
            subtitles.get(at)
        } else {
            // Not one for each: the first in the title's language.
            let own = language_of(title);
            subtitles
                .iter()
                .find(|(s, _)| language_of(s) == own)
                .filter(|_| at == 0)
        };
        // Of two titles in Latin script the first is that of the article, the second its
        // translation into English.
        let lang = language(title, stated, at == 0);
        let whole = joined(title, subtitle.map(|(text, _)| text.as_str()));
        builder.put_text(
            TextField::Title,
            lang,
            Origin::Publisher,
            whole,
            range.clone(),
        );
    }
    for original in work["original-title"].each() {
        // With a language where the XML states it.
        let node = original.get("text").unwrap_or(original);
        let own = original["lang"].str().and_then(tag);
        if let Some(words) = text(node) {
            let lang = language(&words, own.as_ref().or(stated), true);
            original_title(builder, words, lang, node.range());
        }
    }
}

/// A title in another language is one of the work's titles; one in a language that the work
/// has a title in already is the original's of a translation.
fn original_title(builder: &mut Builder<'_>, words: String, lang: LanguageTag, at: Range<usize>) {
    let known = builder.reference.texts(TextField::Title);
    let fold = fold_title(&words);
    if known
        .iter()
        .any(|title| fold_title(&title.text).starts_with(&fold))
    {
        return;
    }
    let same_language = known.iter().any(|title| title.lang.same_language(&lang));
    let field = if same_language {
        TextField::OriginalTitle
    } else {
        TextField::Title
    };
    builder.put_text(field, lang, Origin::Publisher, words, at);
}

/// Title and subtitle as one, unless the title has it already.
pub(crate) fn joined(title: &str, subtitle: Option<&str>) -> String {
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

fn containers(builder: &mut Builder<'_>, work: &Node<'_>, stated: Option<&LanguageTag>) {
    let containers = texts(&work["container-title"]);
    let stands_in_book = matches!(
        builder.reference.kind,
        ReferenceType::Chapter | ReferenceType::PaperConference | ReferenceType::Entry
    );
    for (at, (title, range)) in containers.iter().enumerate() {
        let lang = language(title, stated, at == 0);
        let next = containers.get(at + 1);
        // A chapter names the series of its book first.
        let is_series =
            stands_in_book && next.is_some_and(|(n, _)| language_of(n) == language_of(title));
        let field = if is_series {
            TextField::CollectionTitle
        } else {
            TextField::ContainerTitle
        };
        builder.put_text(field, lang, Origin::Publisher, title.clone(), range.clone());
    }
    // Content negotiation calls it as CSL does.
    let keys = ["short-container-title", "container-title-short"];
    for (short, range) in keys.iter().flat_map(|key| texts(&work[*key])) {
        if !containers.iter().any(|(title, _)| *title == short) {
            let lang = language(&short, stated, true);
            let field = TextField::ContainerTitleShort;
            builder.put_text(field, lang, Origin::Publisher, short, range);
        }
    }
}
