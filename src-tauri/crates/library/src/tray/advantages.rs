//! What one reference has and another lacks.

use diglot_model::{IdentifierScheme, LanguageTag, Reference};
use std::collections::BTreeSet;
use std::fmt;

/// A field that one reference has and another lacks, in a language where it has one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Advantage {
    /// The field by its name in files: `title`, `abstract`, `author`, `DOI`.
    pub field: String,
    /// The language, without its script.
    pub lang: Option<String>,
}

/// `title@zh`, `DOI`.
impl fmt::Display for Advantage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.field)?;
        match &self.lang {
            Some(lang) => write!(f, "@{lang}"),
            None => Ok(()),
        }
    }
}

/// What `a` has and `b` lacks.
pub fn advantages(a: &Reference, b: &Reference) -> Vec<Advantage> {
    let theirs = fields(b);
    fields(a)
        .into_iter()
        .filter(|field| !theirs.contains(field))
        .collect()
}

fn fields(reference: &Reference) -> BTreeSet<Advantage> {
    let mut out = BTreeSet::new();
    let mut add = |field: &str, lang: Option<&LanguageTag>| {
        out.insert(Advantage {
            field: field.to_owned(),
            lang: lang.map(|lang| lang.primary().to_owned()),
        });
    };
    for (field, values) in &reference.texts {
        for value in values {
            add(field.name(), Some(&value.lang));
        }
    }
    for value in &reference.abstracts {
        add("abstract", Some(&value.lang));
    }
    for value in &reference.keywords {
        add("keyword", Some(&value.lang));
    }
    for contributor in &reference.contributors {
        add(contributor.role.name(), None);
    }
    if !reference.affiliations.is_empty() {
        add("affiliation", None);
    }
    for field in reference.dates.keys() {
        add(field.name(), None);
    }
    for field in reference.scalars.keys() {
        add(field.name(), None);
    }
    for identifier in &reference.identifiers {
        // What a database counts by itself is no gain for anybody.
        if !matches!(identifier.scheme, IdentifierScheme::Other(_)) {
            add(identifier.scheme.name(), None);
        }
    }
    if !reference.urls.is_empty() {
        add("URL", None);
    }
    out
}
