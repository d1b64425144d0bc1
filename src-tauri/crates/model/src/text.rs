//! Multilingual text: values tagged with language and origin.

use crate::LanguageTag;
use serde::{Deserialize, Serialize};

/// Who stands behind a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Origin {
    /// The publisher of the work, with evidence.
    Publisher,
    /// A bibliographic database, with evidence.
    Database,
    /// Stood on a captured page or in a file; nobody knows who wrote or translated it.
    #[default]
    Unknown,
    /// The user typed or chose it.
    User,
    /// A translation engine.
    Machine {
        /// Name of the engine.
        engine: String,
        /// Day of the translation, ISO 8601.
        date: String,
    },
}

impl Origin {
    /// Rank for "never replaced by one of lesser origin": larger wins.
    pub fn rank(&self) -> u8 {
        match self {
            Self::User => 4,
            Self::Publisher => 3,
            Self::Database => 2,
            Self::Unknown => 1,
            Self::Machine { .. } => 0,
        }
    }

    /// The name used in files and on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Publisher => "publisher",
            Self::Database => "database",
            Self::Unknown => "unknown",
            Self::User => "user",
            Self::Machine { .. } => "machine",
        }
    }

    pub(crate) fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }
}

/// A text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LocalizedText {
    /// Its language.
    pub lang: LanguageTag,
    /// The text, without markup.
    pub text: String,
    /// Who stands behind it.
    #[serde(default, skip_serializing_if = "Origin::is_unknown")]
    pub origin: Origin,
}

impl LocalizedText {
    /// A text of unknown origin.
    pub fn new(lang: LanguageTag, text: impl Into<String>) -> Self {
        Self {
            lang,
            text: text.into(),
            origin: Origin::Unknown,
        }
    }
}

/// An abstract in one language: sections of paragraphs.
///
/// An abstract without headings has one section without a label. Sentences are
/// derived from the paragraphs and never stored here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Abstract {
    /// Its language.
    pub lang: LanguageTag,
    /// Who stands behind it.
    #[serde(default, skip_serializing_if = "Origin::is_unknown")]
    pub origin: Origin,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

impl Abstract {
    /// Plain text: sections as `LABEL: text`, paragraphs separated by a newline.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for section in &self.sections {
            for (i, paragraph) in section.paragraphs.iter().enumerate() {
                if !out.is_empty() {
                    out.push('\n');
                }
                if let (0, Some(label)) = (i, &section.label) {
                    out.push_str(label);
                    out.push_str(if self.lang.is_chinese() { "：" } else { ": " });
                }
                out.push_str(paragraph);
            }
        }
        out
    }
}

/// A section of a structured abstract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Section {
    /// The heading as printed, without its colon or dash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What the heading means; only with a label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SectionRole>,
    /// Its paragraphs in order, never empty strings.
    pub paragraphs: Vec<String>,
}

/// What a section of an abstract is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionRole {
    /// Background, introduction, context.
    Background,
    /// Objective, aim, purpose.
    Objective,
    /// Study design.
    Design,
    /// Where the study took place.
    Setting,
    /// Participants, patients, population.
    Participants,
    /// Methods.
    Methods,
    /// Results, findings.
    Results,
    /// Conclusions.
    Conclusion,
    /// Discussion.
    Discussion,
    /// Implications for practice or research.
    Implications,
    /// Originality, value, significance.
    Value,
    /// Trial or review registration.
    Registration,
    /// A heading with another meaning.
    Other,
}

impl SectionRole {
    /// The name used in files and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Objective => "objective",
            Self::Design => "design",
            Self::Setting => "setting",
            Self::Participants => "participants",
            Self::Methods => "methods",
            Self::Results => "results",
            Self::Conclusion => "conclusion",
            Self::Discussion => "discussion",
            Self::Implications => "implications",
            Self::Value => "value",
            Self::Registration => "registration",
            Self::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_have_one_name() {
        use SectionRole::*;
        for role in [
            Background,
            Objective,
            Design,
            Setting,
            Participants,
            Methods,
            Results,
            Conclusion,
            Discussion,
            Implications,
            Value,
            Registration,
            Other,
        ] {
            let written = serde_json::to_value(role).unwrap();
            assert_eq!(written, role.name());
        }
    }
}
