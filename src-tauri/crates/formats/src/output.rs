//! Writing references in a format, with a report of what the format could not carry.
//!
//! A text is written item by item, so that no more of it need be in memory than the next
//! portion. What a writer must know of the items before (keys that are taken, whether a
//! comma is due) is its state. A new format is a variant, its line in
//! [`OutputFormat::spec`] and a [`Writer`]; where items stand apart from each other, a
//! function is a writer.
//!
//! Nothing is left out in silence: what does not come back when the written text is read
//! stands in [`Exported::losses`], once per item and field.

pub(crate) mod losses;

use crate::csl_json::{self, ItemContext};
use crate::yaml::hayagriva;
use crate::{bibtex, csv, endnote_xml, nbib, ris};
use diglot_model::Reference;

/// The formats that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutputFormat {
    /// CSL-JSON, which carries everything.
    CslJson,
    /// RIS.
    Ris,
    /// BibTeX.
    Bibtex,
    /// BibLaTeX.
    Biblatex,
    /// EndNote XML.
    EndnoteXml,
    /// A table: CSV with a row of names.
    Csv,
    /// Hayagriva's YAML, which Typst reads.
    Hayagriva,
    /// MEDLINE text.
    Nbib,
}

impl OutputFormat {
    /// Every format.
    pub const ALL: &[Self] = &[
        Self::CslJson,
        Self::Ris,
        Self::Bibtex,
        Self::Biblatex,
        Self::EndnoteXml,
        Self::Csv,
        Self::Hayagriva,
        Self::Nbib,
    ];

    /// The format's line: its name, the extension of a file in it, and its writer.
    #[rustfmt::skip]
    fn spec(self) -> (&'static str, &'static str, NewWriter) {
        match self {
            Self::CslJson => ("csl-json", "json", || Box::new(csl_json::Writer::default())),
            Self::Ris => ("ris", "ris", || Box::new(ris::write)),
            Self::Bibtex => ("bibtex", "bib", || Box::new(bibtex::Writer::new(bibtex::Dialect::Bibtex))),
            Self::Hayagriva => ("hayagriva", "yml", || Box::new(hayagriva::Writer::default())),
            Self::Biblatex => ("biblatex", "bib", || Box::new(bibtex::Writer::new(bibtex::Dialect::Biblatex))),
            Self::EndnoteXml => ("endnote-xml", "xml", || Box::new(endnote_xml::Writer)),
            Self::Csv => ("csv", "csv", || Box::new(csv::Writer)),
            Self::Nbib => ("nbib", "nbib", || Box::new(nbib::write)),
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

/// How items become text. Everything is added behind what `out` holds already, and
/// nothing there is looked at: the caller may have taken it away.
pub(crate) trait Writer: Send {
    /// Writes what stands before all items.
    fn begin(&mut self, _out: &mut Exported) {}

    /// Writes the item with this number, from 0, and what parts it from the one before.
    fn item(&mut self, item: &ExportItem<'_>, number: usize, out: &mut Exported);

    /// Writes what stands behind so many items.
    fn end(&mut self, _items: usize, _out: &mut Exported) {}
}

/// Makes a writer at the beginning of a text.
type NewWriter = fn() -> Box<dyn Writer>;

impl<F: FnMut(&ExportItem<'_>, usize, &mut Exported) + Send> Writer for F {
    fn item(&mut self, item: &ExportItem<'_>, number: usize, out: &mut Exported) {
        self(item, number, out);
    }
}

/// A text that is written portion by portion. The portions joined, with what
/// [`Output::end`] adds, are what [`write`] of all items gives.
pub struct Output {
    writer: Box<dyn Writer>,
    begun: bool,
    items: usize,
}

impl Output {
    /// A text in a format, nothing of it written.
    pub fn new(format: OutputFormat) -> Self {
        Self {
            writer: (format.spec().2)(),
            begun: false,
            items: 0,
        }
    }

    /// Adds the next item to `out`, of which the caller may take away what it has.
    pub fn item(&mut self, item: &ExportItem<'_>, out: &mut Exported) {
        self.begin(out);
        self.writer.item(item, self.items, out);
        self.items += 1;
    }

    /// Adds what stands behind all items.
    pub fn end(mut self, out: &mut Exported) {
        self.begin(out);
        self.writer.end(self.items, out);
    }

    fn begin(&mut self, out: &mut Exported) {
        if !std::mem::replace(&mut self.begun, true) {
            self.writer.begin(out);
        }
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output")
            .field("items", &self.items)
            .finish_non_exhaustive()
    }
}

/// Writes references in a format.
pub fn write(items: &[ExportItem<'_>], format: OutputFormat) -> Exported {
    let mut out = Exported::default();
    let mut output = Output::new(format);
    for item in items {
        output.item(item, &mut out);
    }
    output.end(&mut out);
    out
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
mod table;
#[cfg(test)]
mod tests;
