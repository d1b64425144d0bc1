//! The full-text index: which texts of a reference stand in which column.

use super::tokens::push_tokens;
use crate::entity::reference::Place;
use crate::error::Result;
use diglot_model::{Contributor, Name, Reference, ScalarField, TextField};
use diglot_text::normalise::fold_search;
use rusqlite::{Connection, params};

/// Listed works stand in the index that far above their row, works in the trash twice as
/// far, so that a range of row ids tells them from references.
const DISTANCE: i64 = 1 << 40;

/// How far above their rows the works of a place stand in the index.
pub(crate) fn offset(place: Place) -> i64 {
    match place {
        Place::Reference => 0,
        Place::Listed => DISTANCE,
        Place::Trash => 2 * DISTANCE,
    }
}

/// A row id of the index as the row of the reference, whatever its place, in SQL.
pub(crate) fn row_of_any() -> &'static str {
    "rowid & 1099511627775"
}

/// A condition in SQL for the row ids of a place in the index.
pub(crate) fn within(place: Place) -> String {
    let first = offset(place);
    format!("rowid BETWEEN {first} AND {}", first + DISTANCE - 1)
}

/// Stands between two values of a column: no phrase crosses it.
const BORDER: &str = "\u{e000}";

/// A column of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Titles in all languages.
    Title,
    /// Contributors with all variants of their names.
    Contributors,
    /// Journals, books, series, events, publishers.
    Container,
    /// Abstracts in all languages.
    Abstract,
    /// Keywords and codes of classifications.
    Keywords,
    /// Identifiers, affiliations, year, notes and other short texts.
    Other,
}

impl Column {
    /// Every column, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::Title,
        Self::Contributors,
        Self::Container,
        Self::Abstract,
        Self::Keywords,
        Self::Other,
    ];

    /// The name used in the table, in queries and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Contributors => "contributors",
            Self::Container => "container",
            Self::Abstract => "abstract",
            Self::Keywords => "keywords",
            Self::Other => "other",
        }
    }

    /// The texts of a reference that stand in this column, as printed.
    pub(crate) fn texts(self, reference: &Reference) -> Vec<String> {
        let fields: &[TextField] = match self {
            Self::Title => &[
                TextField::Title,
                TextField::TitleShort,
                TextField::OriginalTitle,
            ],
            Self::Container => &[
                TextField::ContainerTitle,
                TextField::ContainerTitleShort,
                TextField::CollectionTitle,
                TextField::EventTitle,
                TextField::Publisher,
            ],
            Self::Other => &[
                TextField::Note,
                TextField::Funding,
                TextField::Genre,
                TextField::PublisherPlace,
                TextField::EventPlace,
            ],
            Self::Contributors | Self::Abstract | Self::Keywords => &[],
        };
        let mut out: Vec<String> = fields
            .iter()
            .flat_map(|field| reference.texts(*field))
            .map(|text| text.text.clone())
            .collect();
        match self {
            Self::Title | Self::Container => {}
            Self::Contributors => out.extend(reference.contributors.iter().flat_map(|c| names(c))),
            Self::Abstract => out.extend(reference.abstracts.iter().flat_map(|a| {
                let label = a
                    .sections
                    .iter()
                    .filter_map(|section| section.label.clone());
                let paragraphs = a
                    .sections
                    .iter()
                    .flat_map(|section| section.paragraphs.clone());
                label.chain(paragraphs).collect::<Vec<_>>()
            })),
            Self::Keywords => {
                out.extend(reference.keywords.iter().map(|k| k.text.clone()));
                for code in &reference.classifications {
                    out.push(code.code.clone());
                    out.extend(code.label.clone());
                }
            }
            Self::Other => {
                out.extend(reference.identifiers.iter().map(|i| i.value.value.clone()));
                out.extend(reference.affiliations.iter().map(|a| a.text.clone()));
                out.extend(reference.year().map(|year| year.to_string()));
                for field in [
                    ScalarField::CitationKey,
                    ScalarField::Number,
                    ScalarField::ArticleNumber,
                    ScalarField::CallNumber,
                ] {
                    out.extend(reference.scalar(field).map(str::to_owned));
                }
            }
        }
        out
    }

    /// The column of a reference as the index takes it in.
    fn tokens(self, reference: &Reference) -> String {
        let mut out = String::new();
        for text in self.texts(reference) {
            if !out.is_empty() {
                out.push(' ');
                out.push_str(BORDER);
            }
            push_tokens(&fold_search(&text), &mut out);
        }
        out
    }
}

/// The ways in which a contributor may be looked for. Parts of a Han name are joined
/// as it is printed; those of others stand in both orders.
fn names(contributor: &Contributor) -> Vec<String> {
    let mut out = Vec::new();
    for variant in &contributor.names {
        match &variant.name {
            Name::Literal { literal } => out.push(literal.clone()),
            name @ Name::Person { suffix, .. } => {
                let (family, given) = (name.family(), name.given());
                if family.chars().any(super::tokens::is_unspaced) {
                    out.push(format!("{family}{given}"));
                } else {
                    let suffix = suffix.as_deref().unwrap_or_default();
                    out.push(format!("{given} {family} {given} {suffix}"));
                }
            }
        }
    }
    out
}

/// Takes a reference into the index.
pub(crate) fn add(tx: &Connection, row: i64, place: Place, reference: &Reference) -> Result<()> {
    let [title, contributors, container, abstracts, keywords, other] =
        Column::ALL.map(|column| column.tokens(reference));
    tx.prepare_cached(
        "INSERT INTO fulltext (rowid, title, contributors, container, abstract, keywords, other)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        row + offset(place),
        title,
        contributors,
        container,
        abstracts,
        keywords,
        other
    ])?;
    Ok(())
}

/// Removes the references of a range of rows from the index.
pub(crate) fn remove(tx: &Connection, from: i64, to: i64) -> Result<()> {
    let mut statement = tx.prepare_cached("DELETE FROM fulltext WHERE rowid BETWEEN ?1 AND ?2")?;
    for place in [Place::Reference, Place::Listed, Place::Trash] {
        let above = offset(place);
        statement.execute([from + above, to.min(DISTANCE - 1) + above])?;
    }
    Ok(())
}

/// Empties the index.
pub(crate) fn clear(tx: &Connection) -> Result<()> {
    tx.execute("INSERT INTO fulltext (fulltext) VALUES ('delete-all')", [])?;
    Ok(())
}
