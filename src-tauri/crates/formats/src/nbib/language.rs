//! MEDLINE's codes of languages.

use diglot_model::{LanguageTag, Reference, TextField};
use diglot_text::script;

/// MEDLINE's code (ISO 639-2/B), the tag, and whether the language is written in Latin
/// script.
#[rustfmt::skip]
const LANGUAGES: &[(&str, &str, bool)] = &[
    ("eng", "en", true), ("chi", "zh", false), ("fre", "fr", true), ("ger", "de", true), ("spa", "es", true),
    ("por", "pt", true), ("ita", "it", true), ("rus", "ru", false), ("jpn", "ja", false), ("kor", "ko", false),
    ("pol", "pl", true), ("dut", "nl", true), ("cze", "cs", true), ("dan", "da", true), ("swe", "sv", true),
    ("nor", "no", true), ("fin", "fi", true), ("hun", "hu", true), ("tur", "tr", true), ("heb", "he", false),
    ("ara", "ar", false), ("gre", "el", false), ("rum", "ro", true), ("ukr", "uk", false), ("bul", "bg", false),
    ("hrv", "hr", true), ("srp", "sr", false), ("slo", "sk", true), ("slv", "sl", true), ("est", "et", true),
    ("lav", "lv", true), ("lit", "lt", true), ("per", "fa", false), ("ice", "is", true), ("cat", "ca", true),
    ("glg", "gl", true), ("baq", "eu", true), ("bos", "bs", true), ("mac", "mk", false), ("alb", "sq", true),
    ("arm", "hy", false), ("geo", "ka", false), ("tha", "th", false), ("vie", "vi", true), ("ind", "id", true),
    ("may", "ms", true), ("hin", "hi", false), ("ben", "bn", false), ("afr", "af", true), ("lat", "la", true),
    ("gle", "ga", true), ("wel", "cy", true), ("epo", "eo", true), ("mal", "ml", false), ("san", "sa", false),
    // Codes that were used before, and those of other lists: read only.
    ("zho", "zh", false), ("fra", "fr", true), ("deu", "de", true), ("nld", "nl", true), ("ces", "cs", true),
    ("ell", "el", false), ("ron", "ro", true), ("scr", "hr", true), ("scc", "sr", false), ("slk", "sk", true),
    ("fas", "fa", false), ("isl", "is", true), ("eus", "eu", true), ("sqi", "sq", true), ("hye", "hy", false),
];

/// The tag of a language by its code, or by its name where another database wrote one.
pub(crate) fn tag_of(code: &str) -> Option<LanguageTag> {
    let code = code.trim();
    if code.len() == 3
        && let Some((_, tag, _)) = LANGUAGES
            .iter()
            .find(|(c, ..)| c.eq_ignore_ascii_case(code))
    {
        return Some(match *tag {
            "zh" => LanguageTag::ZH_HANS,
            tag => LanguageTag::new(tag),
        });
    }
    crate::languages::language(code)
}

/// The code to write for a tag: MEDLINE's where it says as much as the tag, else the tag.
pub(super) fn code_of(tag: &LanguageTag) -> String {
    let plain = tag.as_str() == tag.primary() || tag.is_chinese();
    LANGUAGES
        .iter()
        .find(|(_, known, _)| plain && *known == tag.primary())
        .map_or_else(|| tag.as_str().to_owned(), |(code, ..)| (*code).to_owned())
}

/// The language of a text that the source says is in `stated`, as far as its script bears
/// that out. A text in Latin letters that should be in another script is a transliteration.
pub(crate) fn of_text(text: &str, stated: Option<&LanguageTag>) -> LanguageTag {
    let seen = script::language_of(text);
    let Some(stated) = stated else {
        return seen;
    };
    if seen.is_chinese() {
        // Kanji alone do not make a text Chinese.
        return match stated.primary() {
            "ja" | "ko" => stated.clone(),
            _ => seen,
        };
    }
    if !seen.is_english() {
        // Cyrillic is Russian only when nobody says better.
        let same_script = !is_latin(stated) && !stated.is_chinese();
        return if same_script { stated.clone() } else { seen };
    }
    if stated.is_english() || is_latin(stated) {
        return stated.clone();
    }
    LanguageTag::new(&format!("{}-Latn", stated.primary()))
}

/// Makes the stated language more exact: a code says Chinese, the texts say in which script.
pub(crate) fn settle(reference: &mut Reference) {
    let Some(own) = reference.language.as_mut().filter(|l| l.is_chinese()) else {
        return;
    };
    let titles = reference.texts.get(&TextField::Title);
    let mut langs = titles
        .into_iter()
        .flatten()
        .map(|t| &t.value.lang)
        .chain(reference.abstracts.iter().map(|a| &a.value.lang));
    if let Some(lang) = langs.find(|l| l.is_chinese() && !l.as_str().ends_with("-Latn")) {
        own.value = lang.clone();
    }
}

fn is_latin(tag: &LanguageTag) -> bool {
    LANGUAGES
        .iter()
        .find(|(_, known, _)| *known == tag.primary())
        .is_none_or(|(.., latin)| *latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_both_ways() {
        for (code, want) in [
            ("chi", "zh-Hans"),
            ("ger", "de"),
            ("jpn", "ja"),
            ("English", "en"),
        ] {
            assert_eq!(tag_of(code).unwrap().as_str(), want);
        }
        for (tag, want) in [
            ("zh-Hant", "chi"),
            ("en", "eng"),
            ("pt-BR", "pt-BR"),
            ("hr", "hrv"),
        ] {
            assert_eq!(code_of(&LanguageTag::new(tag)), want);
        }
        assert_eq!(tag_of("pt-BR").unwrap().as_str(), "pt-BR");
        assert_eq!(tag_of("mul"), None);
    }

    #[test]
    fn scripts_speak_with_codes() {
        let of = |text, code| of_text(text, tag_of(code).as_ref()).as_str().to_owned();
        assert_eq!(of("睡前热牛奶与阅读", "chi"), "zh-Hans");
        assert_eq!(of("Shuiqian reniunai yu yuedu", "chi"), "zh-Latn");
        assert_eq!(of("研究方法論", "jpn"), "ja");
        assert_eq!(of("Einfluss der Milch", "ger"), "de");
        assert_eq!(of("Молоко перед сном", "ukr"), "uk");
        assert_eq!(of("睡前热牛奶与阅读", "eng"), "zh-Hans");
    }
}
