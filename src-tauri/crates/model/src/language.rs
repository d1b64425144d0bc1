//! Language tags.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A language tag after BCP 47, such as `en`, `zh-Hans` or `zh-Hant`.
///
/// Tags compare byte by byte; [`LanguageTag::primary`] gives the language
/// without script and region.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LanguageTag(Cow<'static, str>);

impl LanguageTag {
    /// English.
    pub const EN: Self = Self(Cow::Borrowed("en"));
    /// Chinese in simplified script.
    pub const ZH_HANS: Self = Self(Cow::Borrowed("zh-Hans"));
    /// Chinese in traditional script.
    pub const ZH_HANT: Self = Self(Cow::Borrowed("zh-Hant"));
    /// Undetermined.
    pub const UND: Self = Self(Cow::Borrowed("und"));

    /// A tag as given; well-known tags do not allocate.
    pub fn new(tag: &str) -> Self {
        match tag {
            "en" => Self::EN,
            "zh-Hans" => Self::ZH_HANS,
            "zh-Hant" => Self::ZH_HANT,
            "und" => Self::UND,
            other => Self(Cow::Owned(other.to_owned())),
        }
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag: `zh` of `zh-Hans`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether the language is Chinese in any script.
    pub fn is_chinese(&self) -> bool {
        self.primary() == "zh"
    }

    /// Whether it is English of any region.
    pub fn is_english(&self) -> bool {
        self.primary() == "en"
    }

    /// Whether this is a transliteration of a text in `other`: the same language, in Latin
    /// letters, which that one is not written in.
    pub fn transliterates(&self, other: &Self) -> bool {
        let latin = |tag: &Self| tag.0.split('-').skip(1).any(|part| part == "Latn");
        self.same_language(other) && latin(self) && !latin(other)
    }

    /// Whether two tags name the same language, whatever the script.
    pub fn same_language(&self, other: &Self) -> bool {
        self.primary() == other.primary()
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
