//! Languages as records name them: by code of two or three letters, or in words.

use crate::build::Builder;
use crate::ris;
use diglot_model::{LanguageTag, Sourced, TextField};
use std::ops::Range;

/// Primary tag, codes of three letters, English name and names in the language itself.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("af", &["afr", "afrikaans"]),
    ("ar", &["ara", "arabic"]),
    ("bg", &["bul", "bulgarian"]),
    ("bn", &["ben", "bengali"]),
    ("ca", &["cat", "catalan", "català"]),
    ("cs", &["cze", "ces", "czech", "čeština"]),
    ("cy", &["wel", "cym", "welsh"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["ger", "deu", "german", "deutsch"]),
    ("el", &["gre", "ell", "greek"]),
    ("en", &["eng", "english", "english (american)"]),
    ("es", &["spa", "spanish", "español", "castilian"]),
    ("et", &["est", "estonian", "eesti"]),
    ("eu", &["baq", "eus", "basque"]),
    ("fa", &["per", "fas", "persian"]),
    ("fi", &["fin", "finnish", "suomi"]),
    ("fr", &["fre", "fra", "french", "français"]),
    ("ga", &["gle", "irish"]),
    ("gl", &["glg", "galician"]),
    ("he", &["heb", "hebrew"]),
    ("hi", &["hin", "hindi"]),
    ("hr", &["hrv", "scr", "croatian", "hrvatski"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("id", &["ind", "indonesian"]),
    ("is", &["ice", "isl", "icelandic", "íslenska"]),
    ("it", &["ita", "italian", "italiano"]),
    ("ja", &["jpn", "japanese", "日本語"]),
    ("ko", &["kor", "korean", "한국어"]),
    ("la", &["lat", "latin"]),
    ("lt", &["lit", "lithuanian"]),
    ("lv", &["lav", "latvian"]),
    ("ms", &["may", "msa", "malay"]),
    ("nb", &["nob", "norsk (bokmål)", "norwegian bokmål"]),
    ("nl", &["dut", "nld", "dutch", "nederlands"]),
    ("nn", &["nno", "norsk (nynorsk)"]),
    ("no", &["nor", "norwegian", "norsk"]),
    ("pl", &["pol", "polish", "polski"]),
    ("pt", &["por", "portuguese", "português"]),
    ("ro", &["rum", "ron", "romanian"]),
    ("ru", &["rus", "russian", "русский"]),
    ("sk", &["slo", "slk", "slovak"]),
    ("sl", &["slv", "slovenian", "slovene"]),
    ("sr", &["srp", "scc", "serbian"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("th", &["tha", "thai"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("uk", &["ukr", "ukrainian"]),
    ("ur", &["urd", "urdu"]),
    ("vi", &["vie", "vietnamese"]),
];

/// The tag of a language by its name or code; `None` when it is not known.
pub(crate) fn language(value: &str) -> Option<LanguageTag> {
    let value = value.trim().trim_end_matches(['.', ';', ',']);
    let lower = value.to_lowercase();
    LANGUAGES
        .iter()
        .find(|(_, names)| names.contains(&lower.as_str()))
        .map(|(tag, _)| LanguageTag::new(tag))
        .or_else(|| ris::language(value))
}

/// States the language of the work by name or code; false when it is not known, stated
/// already, or plainly not that of the title.
///
/// A title in Latin letters counts as English by its script; here it takes the language.
pub(crate) fn state(builder: &mut Builder<'_>, value: &str, range: &Range<usize>) -> bool {
    let Some(tag) = language(value) else {
        return false;
    };
    let span = builder.span(range);
    let reference = &mut builder.reference;
    let title = reference.texts(TextField::Title).first();
    let han = title.is_some_and(|t| t.lang.is_chinese());
    let fits = title.is_none() || han == (tag.is_chinese() || tag.primary() == "ja" && han);
    if reference.language.is_some() || !fits {
        return false;
    }
    let latin = title.is_some_and(|t| t.lang.is_english()) && !tag.is_english();
    if latin && let Some(titles) = reference.texts.get_mut(&TextField::Title) {
        titles[0].value.lang = tag.clone();
    }
    reference.language = Some(Sourced::at(tag, span));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes() {
        let tag = |text| {
            language(text)
                .map(|t| t.as_str().to_owned())
                .unwrap_or_default()
        };
        assert_eq!(tag("ger"), "de");
        assert_eq!(tag("English."), "en");
        assert_eq!(tag("chi"), "zh-Hans");
        assert_eq!(tag("中文"), "zh-Hans");
        assert_eq!(tag("zh-TW"), "zh-Hant");
        assert_eq!(tag("Norsk (Bokmål)"), "nb");
        assert_eq!(tag("Unknown(0)"), "");
    }
}
