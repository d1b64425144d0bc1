//! Names of fields, and changes of single fields.
//!
//! The operation log, merges and the interface speak of fields by these names.

use crate::Reference;
use serde::{Deserialize, Serialize};
use serde_json::Value;

macro_rules! named_fields {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every field of this sort.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name used in files, in the log and on the wire.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

named_fields! {
    /// Fields whose values are texts in a language; each may stand in several.
    TextField {
        /// Title of the work.
        Title = "title",
        /// Short title.
        TitleShort = "title-short",
        /// Journal, book, proceedings, newspaper or site.
        ContainerTitle = "container-title",
        /// Abbreviated container title.
        ContainerTitleShort = "container-title-short",
        /// Series.
        CollectionTitle = "collection-title",
        /// Conference or other event.
        EventTitle = "event-title",
        /// Place of the event.
        EventPlace = "event-place",
        /// Publisher, university or other institution.
        Publisher = "publisher",
        /// Place of publication.
        PublisherPlace = "publisher-place",
        /// Title of the original of a translation, or of the reviewed work.
        OriginalTitle = "original-title",
        /// Genre: "PhD thesis", "Technical report".
        Genre = "genre",
        /// Funding statement.
        Funding = "funding",
        /// A note.
        Note = "note",
    }
}

named_fields! {
    /// Fields kept as printed, one value each.
    ScalarField {
        /// Volume.
        Volume = "volume",
        /// Issue.
        Issue = "issue",
        /// Page range, or single page.
        Page = "page",
        /// Article number.
        ArticleNumber = "article-number",
        /// How many pages the work has.
        NumberOfPages = "number-of-pages",
        /// How many volumes it has.
        NumberOfVolumes = "number-of-volumes",
        /// Edition.
        Edition = "edition",
        /// Report, patent or standard number.
        Number = "number",
        /// Chapter.
        ChapterNumber = "chapter-number",
        /// Number within the series.
        CollectionNumber = "collection-number",
        /// Section of a newspaper or law.
        Section = "section",
        /// Part.
        Part = "part-number",
        /// Version of a program or dataset.
        Version = "version",
        /// Medium, such as "CD-ROM".
        Medium = "medium",
        /// "in press", "submitted".
        Status = "status",
        /// Scale of a map.
        Scale = "scale",
        /// Dimensions, running time.
        Dimensions = "dimensions",
        /// Archive.
        Archive = "archive",
        /// Place within the archive.
        ArchiveLocation = "archive_location",
        /// Call number.
        CallNumber = "call-number",
        /// Database the record was taken from.
        Database = "source",
        /// The source's key of the record.
        CitationKey = "citation-key",
    }
}

named_fields! {
    /// Dates.
    DateField {
        /// Publication.
        Issued = "issued",
        /// First online, ahead of print.
        AvailableDate = "available-date",
        /// When a page was read.
        Accessed = "accessed",
        /// Submission of a manuscript or application of a patent.
        Submitted = "submitted",
        /// Publication of the original.
        OriginalDate = "original-date",
        /// Event.
        EventDate = "event-date",
    }
}

/// Any field of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "each variant is the field of that name of Reference"
)]
pub enum Field {
    Kind,
    Language,
    Text(TextField),
    Abstracts,
    Links,
    SentenceEdits,
    Contributors,
    ContributorsComplete,
    Affiliations,
    Date(DateField),
    Scalar(ScalarField),
    Identifiers,
    Urls,
    Keywords,
    Classifications,
    Observations,
    Unmapped,
    Sources,
}

/// A change of one field, exact in both directions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Which field.
    pub field: Field,
    /// Its values before, as JSON; `Null` when it was empty.
    pub before: Value,
    /// Its values after, as JSON; `Null` when it is empty.
    pub after: Value,
}

/// A field could not be named or set.
#[derive(Debug, thiserror::Error)]
pub enum FieldError {
    /// No field has this name.
    #[error("there is no field named “{0}”")]
    Unknown(String),
    /// The JSON is no value of this field.
    #[error("not a value of the field “{field}”: {source}")]
    Value {
        /// The field's name.
        field: &'static str,
        /// What serde says.
        source: serde_json::Error,
    },
}

impl Field {
    const PLAIN: [(Self, &'static str); 15] = [
        (Self::Kind, "type"),
        (Self::Language, "language"),
        (Self::Abstracts, "abstract"),
        (Self::Links, "links"),
        (Self::SentenceEdits, "sentence-edits"),
        (Self::Contributors, "contributors"),
        (Self::ContributorsComplete, "contributors-complete"),
        (Self::Affiliations, "affiliations"),
        (Self::Identifiers, "identifiers"),
        (Self::Urls, "urls"),
        (Self::Keywords, "keywords"),
        (Self::Classifications, "classification"),
        (Self::Observations, "observations"),
        (Self::Unmapped, "unmapped"),
        (Self::Sources, "sources"),
    ];

    /// Every field.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::PLAIN
            .into_iter()
            .map(|(field, _)| field)
            .chain(TextField::ALL.iter().map(|f| Self::Text(*f)))
            .chain(DateField::ALL.iter().map(|f| Self::Date(*f)))
            .chain(ScalarField::ALL.iter().map(|f| Self::Scalar(*f)))
    }

    /// The name used in the log and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text(field) => field.name(),
            Self::Date(field) => field.name(),
            Self::Scalar(field) => field.name(),
            plain => Self::PLAIN
                .iter()
                .find(|(field, _)| *field == plain)
                .map_or("", |(_, name)| name),
        }
    }

    /// The field with a name.
    pub fn from_name(name: &str) -> Result<Self, FieldError> {
        Self::all()
            .find(|field| field.name() == name)
            .ok_or_else(|| FieldError::Unknown(name.to_owned()))
    }
}

impl Reference {
    /// The values of a field as JSON; `Null` when it is empty.
    pub fn field(&self, field: Field) -> Value {
        fn json<T: Serialize>(value: &T) -> Value {
            match serde_json::to_value(value) {
                Ok(Value::Array(values)) if values.is_empty() => Value::Null,
                Ok(value) => value,
                Err(_) => Value::Null,
            }
        }
        match field {
            Field::Kind => json(&self.kind),
            Field::Language => json(&self.language),
            Field::Text(f) => json(&self.texts.get(&f)),
            Field::Abstracts => json(&self.abstracts),
            Field::Links => json(&self.links),
            Field::SentenceEdits => json(&self.sentence_edits),
            Field::Contributors => json(&self.contributors),
            Field::ContributorsComplete => json(&self.contributors_complete),
            Field::Affiliations => json(&self.affiliations),
            Field::Date(f) => json(&self.dates.get(&f)),
            Field::Scalar(f) => json(&self.scalars.get(&f)),
            Field::Identifiers => json(&self.identifiers),
            Field::Urls => json(&self.urls),
            Field::Keywords => json(&self.keywords),
            Field::Classifications => json(&self.classifications),
            Field::Observations => json(&self.observations),
            Field::Unmapped => json(&self.unmapped),
            Field::Sources => json(&self.sources),
        }
    }

    /// Sets the values of a field from JSON; `Null` empties it.
    pub fn set_field(&mut self, field: Field, value: Value) -> Result<(), FieldError> {
        fn parse<T: serde::de::DeserializeOwned>(
            field: Field,
            value: Value,
        ) -> Result<T, FieldError> {
            serde_json::from_value(value).map_err(|source| FieldError::Value {
                field: field.name(),
                source,
            })
        }
        fn list<T: serde::de::DeserializeOwned>(
            field: Field,
            value: Value,
        ) -> Result<Vec<T>, FieldError> {
            Ok(parse::<Option<Vec<T>>>(field, value)?.unwrap_or_default())
        }
        fn put<K: Ord, V: serde::de::DeserializeOwned>(
            map: &mut std::collections::BTreeMap<K, V>,
            key: K,
            field: Field,
            value: Value,
        ) -> Result<(), FieldError> {
            match parse::<Option<V>>(field, value)? {
                Some(value) => map.insert(key, value),
                None => map.remove(&key),
            };
            Ok(())
        }
        match field {
            Field::Kind => self.kind = parse(field, value)?,
            Field::Language => self.language = parse(field, value)?,
            Field::Text(f) => put(&mut self.texts, f, field, value)?,
            Field::Abstracts => self.abstracts = list(field, value)?,
            Field::Links => self.links = list(field, value)?,
            Field::SentenceEdits => self.sentence_edits = list(field, value)?,
            Field::Contributors => self.contributors = list(field, value)?,
            Field::ContributorsComplete => self.contributors_complete = parse(field, value)?,
            Field::Affiliations => self.affiliations = list(field, value)?,
            Field::Date(f) => put(&mut self.dates, f, field, value)?,
            Field::Scalar(f) => put(&mut self.scalars, f, field, value)?,
            Field::Identifiers => self.identifiers = list(field, value)?,
            Field::Urls => self.urls = list(field, value)?,
            Field::Keywords => self.keywords = list(field, value)?,
            Field::Classifications => self.classifications = list(field, value)?,
            Field::Observations => self.observations = list(field, value)?,
            Field::Unmapped => self.unmapped = list(field, value)?,
            Field::Sources => self.sources = list(field, value)?,
        }
        Ok(())
    }

    /// The changes of fields that make this reference into `after`.
    pub fn changes_to(&self, after: &Self) -> Vec<FieldChange> {
        Field::all()
            .map(|field| FieldChange {
                field,
                before: self.field(field),
                after: after.field(field),
            })
            .filter(|change| change.before != change.after)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Date, LanguageTag, LocalizedText, ReferenceType, Sourced};

    #[test]
    fn every_field_has_one_name() {
        let names: std::collections::BTreeSet<_> = Field::all().map(Field::name).collect();
        assert_eq!(names.len(), Field::all().count());
        assert!(!names.contains(""));
        for field in Field::all() {
            assert_eq!(Field::from_name(field.name()).unwrap(), field);
        }
    }

    #[test]
    fn changes_are_exact_in_both_directions() {
        let mut before = Reference::new(ReferenceType::ArticleJournal);
        before
            .dates
            .insert(DateField::Issued, Sourced::bare(Date::year(2020)));
        let mut after = before.clone();
        after.dates.clear();
        after.kind = ReferenceType::Thesis;
        after.add_text(
            TextField::Title,
            Sourced::bare(LocalizedText::new(LanguageTag::EN, "T")),
        );
        let changes = before.changes_to(&after);
        assert_eq!(changes.len(), 3);
        let (mut forth, mut back) = (before.clone(), after.clone());
        for change in changes {
            forth.set_field(change.field, change.after).unwrap();
            back.set_field(change.field, change.before).unwrap();
        }
        assert_eq!(forth, after);
        assert_eq!(back, before);
    }
}
