//! Which of CSL's locales an entry speaks.

use diglot_model::{LanguageTag, Reference};
use diglot_text::script;
use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, LocaleCode, TermForm};
use std::sync::OnceLock;

/// The terms of all locales of the CSL project.
pub(crate) fn files() -> &'static [Locale] {
    static FILES: OnceLock<Vec<Locale>> = OnceLock::new();
    FILES.get_or_init(hayagriva::archive::locales)
}

/// The language of a work; the script of its title tells where nothing else does.
pub(crate) fn language(reference: &Reference) -> Option<LanguageTag> {
    reference
        .own_language()
        .filter(|tag| *tag != LanguageTag::UND)
        .or_else(|| reference.title().map(script::language_of))
        .filter(|tag| *tag != LanguageTag::UND)
}

/// The CSL locale of a language: CSL names Chinese by region, this program by script.
pub(crate) fn code(tag: &LanguageTag) -> LocaleCode {
    let traditional = ["Hant", "TW", "HK", "MO"];
    let mut subtags = tag.as_str().split('-').skip(1);
    let code = match tag.primary() {
        "zh" if subtags.any(|s| traditional.contains(&s)) => "zh-TW",
        "zh" => "zh-CN",
        "en" if subtags.any(|s| s == "GB") => "en-GB",
        "en" => "en-US",
        _ => tag.as_str(),
    };
    LocaleCode(code.to_owned())
}

/// The primary language of a locale: `zh` of `zh-CN`.
pub(crate) fn primary(code: &LocaleCode) -> &str {
    code.0.split('-').next().unwrap_or_default()
}

/// What a locale says for "and others", as a style overrides it.
pub(crate) fn et_al<'a>(style: &'a [Locale], code: &LocaleCode) -> &'a str {
    let base = LocaleCode(primary(code).to_owned());
    let fallback = code.fallback();
    let term = |locales: &'a [Locale], lang: Option<&LocaleCode>| {
        locales
            .iter()
            .filter(|l| l.lang.as_ref() == lang)
            .find_map(|l| {
                l.term(Term::Other(OtherTerm::EtAl), TermForm::Long)?
                    .single()
            })
    };
    term(style, Some(code))
        .or_else(|| term(style, Some(&base)))
        .or_else(|| term(style, None))
        .or_else(|| term(files(), Some(code)))
        .or_else(|| fallback.and_then(|code| term(files(), Some(&code))))
        .unwrap_or("et al.")
}
