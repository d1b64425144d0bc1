//! Writing references in a format, with a report of what the format could not carry.
//!
//! Nothing is left out in silence: what does not come back when the written text is read
//! stands in [`Exported::losses`], once per item and field.

use crate::csl_json::{self, ItemContext};
use crate::{bibtex, ris};
use diglot_model::Reference;
use serde_json::Value;

/// The formats that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutputFormat {
    /// CSL-JSON, which carries everything.
    CslJson,
    /// RIS.
    Ris,
    /// BibTeX.
    Bibtex,
}

impl OutputFormat {
    /// Every format.
    pub const ALL: &[Self] = &[Self::CslJson, Self::Ris, Self::Bibtex];

    /// The format's line: its name, the extension of a file in it, and its writer.
    #[rustfmt::skip]
    fn spec(self) -> (&'static str, &'static str, fn(&[ExportItem<'_>]) -> Exported) {
        match self {
            Self::CslJson => ("csl-json", "json", csl),
            Self::Ris => ("ris", "ris", ris::write),
            Self::Bibtex => ("bibtex", "bib", bibtex::write),
        }
    }

    /// The name used in files and on the wire.
    pub fn name(self) -> &'static str {
        self.spec().0
    }

    /// The extension of a file in this format.
    pub fn extension(self) -> &'static str {
        self.spec().1
    }

    /// The format with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }
}

/// A reference to write.
#[derive(Debug, Clone)]
pub struct ExportItem<'a> {
    /// The reference.
    pub reference: &'a Reference,
    /// What the item needs besides it.
    pub context: ItemContext,
}

/// A value that the format could not carry, or not as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The item's `id`.
    pub item: String,
    /// The field, by its name in the model.
    pub field: String,
    /// One sentence for people.
    pub message: String,
}

/// A written text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// The text, UTF-8.
    pub text: String,
    /// What it could not carry, in the items' order.
    pub losses: Vec<Loss>,
}

/// Writes references in a format.
pub fn write(items: &[ExportItem<'_>], format: OutputFormat) -> Exported {
    (format.spec().2)(items)
}

fn csl(items: &[ExportItem<'_>]) -> Exported {
    let items: Value = items
        .iter()
        .map(|item| csl_json::item(item.reference, &item.context))
        .collect();
    Exported {
        // Indented; the alternate form of a value never fails.
        text: format!("{items:#}\n"),
        losses: Vec::new(),
    }
}

/// A sentence about fields of other formats: each name once, in the order they stand in.
pub(crate) fn left_out<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let words: Vec<String> = counts
        .iter()
        .map(|(name, count)| match count {
            1 => (*name).to_owned(),
            n => format!("{name} ({n})"),
        })
        .collect();
    (!words.is_empty()).then(|| {
        format!(
            "Fields of other formats are left out: {}.",
            words.join(", ")
        )
    })
}

#[cfg(test)]
mod tests;
