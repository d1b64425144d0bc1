//! People and organisations who made a work.

use crate::LanguageTag;
use serde::{Deserialize, Serialize};
use smallvec::{SmallVec, smallvec};

/// The variants of one name; most have one.
pub type NameVariants = SmallVec<[NameVariant; 1]>;

/// One person or organisation with all known variants of the name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Contributor {
    /// What the contributor did.
    #[serde(default)]
    pub role: ContributorRole,
    /// The name as this source gave it first, then variants (native script, romanised).
    pub names: NameVariants,
    /// Indices, from 0, into [`crate::Reference::affiliations`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<u16>,
    /// ORCID iD, `0000-0000-0000-000X`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orcid: Option<String>,
}

impl Contributor {
    /// An author with one name.
    pub fn author(name: Name) -> Self {
        Self {
            names: smallvec![NameVariant { lang: None, name }],
            ..Self::default()
        }
    }

    /// The first name given.
    pub fn name(&self) -> Option<&Name> {
        self.names.first().map(|variant| &variant.name)
    }
}

/// What a contributor did.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ContributorRole {
    /// Wrote the work.
    #[default]
    Author,
    /// Edited the work or its container.
    Editor,
    /// Edited the series.
    CollectionEditor,
    /// Wrote the containing book.
    ContainerAuthor,
    /// Translated it.
    Translator,
    /// Supervised a thesis.
    Supervisor,
    /// Reviewed work's author.
    ReviewedAuthor,
    /// Another role.
    Other,
}

impl ContributorRole {
    /// The name used in files and on the wire: CSL's where CSL has one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Editor => "editor",
            Self::CollectionEditor => "collection-editor",
            Self::ContainerAuthor => "container-author",
            Self::Translator => "translator",
            Self::Supervisor => "supervisor",
            Self::ReviewedAuthor => "reviewed-author",
            Self::Other => "contributor",
        }
    }
}

/// A name with its language, when the source tells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameVariant {
    /// Language of this variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<LanguageTag>,
    /// The name.
    pub name: Name,
}

/// A name of a person, in parts, or of an organisation, whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Name {
    /// A person.
    Person {
        /// Family name without particles that are sorted apart.
        family: String,
        /// Given names and initials as printed; empty when unknown.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        given: String,
        /// A particle that stays when the name is shortened, "de" of "de la Fuente".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        particle: Option<String>,
        /// "Jr.", "III".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suffix: Option<String>,
    },
    /// An organisation, or a name that must not be taken apart.
    Literal {
        /// The whole name.
        literal: String,
    },
}

impl Name {
    /// A person's name of two parts.
    pub fn person(family: impl Into<String>, given: impl Into<String>) -> Self {
        Self::Person {
            family: family.into(),
            given: given.into(),
            particle: None,
            suffix: None,
        }
    }

    /// A name that is not taken apart.
    pub fn literal(name: impl Into<String>) -> Self {
        Self::Literal {
            literal: name.into(),
        }
    }

    /// Family name with its particle, or the whole literal.
    pub fn family(&self) -> String {
        match self {
            Self::Person {
                family,
                particle: Some(particle),
                ..
            } => format!("{particle} {family}"),
            Self::Person { family, .. } => family.clone(),
            Self::Literal { literal } => literal.clone(),
        }
    }

    /// Given names; empty for a literal.
    pub fn given(&self) -> &str {
        match self {
            Self::Person { given, .. } => given,
            Self::Literal { .. } => "",
        }
    }
}
