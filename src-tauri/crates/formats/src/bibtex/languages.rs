//! Languages as BibTeX names them: those of babel, codes, and names of any kind.

use diglot_model::LanguageTag;

/// Names and codes, all in lower case, with the tag.
const LANGUAGES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "english",
            "eng",
            "usenglish",
            "englisch",
            "anglais",
            "英文",
            "英语",
        ],
    ),
    ("en-US", &["american", "usamerican"]),
    ("en-GB", &["british", "ukenglish"]),
    ("en-AU", &["australian"]),
    ("en-CA", &["canadian"]),
    (
        "zh-Hans",
        &[
            "chinese",
            "chi",
            "zho",
            "zh",
            "cn",
            "chn",
            "zh-cn",
            "zh_cn",
            "zhcn",
            "schinese",
            "pinyin",
            "mandarin",
            "simplifiedchinese",
            "zh-hans",
            "zh_hans",
            "zhhans",
            "中文",
            "汉语",
            "简体中文",
            "chinois",
            "chinesisch",
        ],
    ),
    (
        "zh-Hant",
        &[
            "tchinese",
            "traditionalchinese",
            "zh-tw",
            "zh_tw",
            "zh-hk",
            "zh-hant",
            "zh_hant",
            "zhhant",
            "繁體中文",
            "繁体中文",
        ],
    ),
    (
        "de",
        &[
            "german",
            "ngerman",
            "ger",
            "deu",
            "germanb",
            "deutsch",
            "austrian",
            "naustrian",
            "swissgerman",
            "nswissgerman",
        ],
    ),
    (
        "fr",
        &[
            "french",
            "fre",
            "fra",
            "francais",
            "français",
            "frenchb",
            "canadien",
            "acadian",
        ],
    ),
    ("es", &["spanish", "spa", "espanol", "español", "castilian"]),
    ("it", &["italian", "ita", "italiano"]),
    ("pt", &["portuguese", "por", "portuges", "português"]),
    ("pt-BR", &["brazilian", "brazil"]),
    ("nl", &["dutch", "nld", "dut"]),
    ("ru", &["russian", "rus", "русский"]),
    ("ja", &["japanese", "jpn", "jp", "日本語", "日文"]),
    ("ko", &["korean", "kor", "kr"]),
    ("pl", &["polish", "pol", "polski"]),
    ("cs", &["czech", "cze", "ces"]),
    ("sk", &["slovak", "slo", "slk"]),
    ("sv", &["swedish", "swe"]),
    ("nb", &["norsk", "nob", "bokmal"]),
    ("no", &["norwegian", "nor"]),
    ("nn", &["nynorsk", "nno"]),
    ("da", &["danish", "dan"]),
    ("fi", &["finnish", "fin"]),
    ("is", &["icelandic", "ice", "isl"]),
    ("hu", &["hungarian", "magyar", "hun"]),
    ("ro", &["romanian", "rum", "ron"]),
    ("bg", &["bulgarian", "bul"]),
    ("hr", &["croatian", "hrv"]),
    ("sr", &["serbian", "serbianc", "srp"]),
    ("sl", &["slovene", "slovenian", "slv"]),
    ("uk", &["ukrainian", "ukr"]),
    ("el", &["greek", "gre", "ell", "polutonikogreek"]),
    ("tr", &["turkish", "tur"]),
    ("ar", &["arabic", "ara"]),
    ("he", &["hebrew", "heb"]),
    ("fa", &["persian", "farsi", "per", "fas"]),
    ("hi", &["hindi", "hin"]),
    ("th", &["thai", "tha"]),
    ("vi", &["vietnamese", "vie"]),
    ("id", &["indonesian", "bahasa", "ind"]),
    ("ms", &["malay", "may", "msa"]),
    ("la", &["latin", "lat"]),
    ("ca", &["catalan", "cat"]),
    ("gl", &["galician", "glg"]),
    ("eu", &["basque", "eus", "baq"]),
    ("et", &["estonian", "est"]),
    ("lv", &["latvian", "lav"]),
    ("lt", &["lithuanian", "lit"]),
    ("af", &["afrikaans", "afr"]),
    ("eo", &["esperanto", "epo"]),
    ("und", &["und"]),
];

/// The tag of a language by its name or code.
pub(super) fn of(value: &str) -> Option<LanguageTag> {
    let value = value.trim();
    if matches!(value, "en" | "English" | "english" | "eng") {
        return Some(LanguageTag::EN);
    }
    let lower = value.to_lowercase();
    if let Some((tag, _)) = LANGUAGES
        .iter()
        .find(|(_, names)| names.contains(&lower.as_str()))
    {
        return Some(LanguageTag::new(tag));
    }
    is_tag(value).then(|| LanguageTag::new(value))
}

/// A tag as it stands: `pt`, `pt-BR`, `yue-Hant-HK`.
fn is_tag(value: &str) -> bool {
    let mut parts = value.split('-');
    parts.next().is_some_and(|primary| {
        primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase())
            || primary.len() == 3
                && value.len() > 3
                && primary.bytes().all(|b| b.is_ascii_lowercase())
    }) && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The name that babel has for a language.
pub(super) fn babel_name(lang: &LanguageTag) -> Option<&'static str> {
    let (_, names) = LANGUAGES.iter().find(|(tag, _)| *tag == lang.as_str())?;
    let babel = !lang.is_chinese() && *lang != LanguageTag::UND;
    names.first().copied().filter(|_| babel)
}

/// Codes of languages that say something else behind the name of a field: `author_id`,
/// `journal_no`.
const NO_SUFFIX: [&str; 3] = ["id", "no", "is"];

/// The language as it stands behind or before the name of a field.
pub(super) fn suffix_of(lang: &LanguageTag) -> String {
    let mut out = String::new();
    for part in lang.as_str().split('-').filter(|p| *p != "Hans") {
        if !out.is_empty() {
            out.push('_');
        }
        out.extend(
            part.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase()),
        );
    }
    match out.as_str() {
        "id" => "ind".to_owned(),
        "no" => "nor".to_owned(),
        "is" => "isl".to_owned(),
        _ => out,
    }
}

/// The language behind or before the name of a field: `zh`, `zh_hant`, `chinese`, `pt_br`.
pub(super) fn of_suffix(suffix: &str) -> Option<LanguageTag> {
    if NO_SUFFIX.contains(&suffix) {
        return None;
    }
    if let Some(tag) = LANGUAGES
        .iter()
        .find(|(tag, names)| *tag == suffix || names.contains(&suffix))
    {
        return Some(LanguageTag::new(tag.0));
    }
    let mut parts = suffix.split(['_', '-']);
    let primary = parts.next()?;
    let known = LANGUAGES
        .iter()
        .any(|(tag, _)| tag.split('-').next() == Some(primary));
    if !known && primary.len() != 3 {
        return None;
    }
    let mut tag = primary.to_owned();
    let mut more = false;
    for part in parts {
        more = true;
        tag.push('-');
        match part.len() {
            // Regions are written in capitals, scripts with one.
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..]);
            }
            3..=8 if part.bytes().all(|b| b.is_ascii_alphanumeric()) => tag.push_str(part),
            _ => return None,
        }
    }
    (known || more && primary.bytes().all(|b| b.is_ascii_lowercase()))
        .then(|| LanguageTag::new(&tag))
}
