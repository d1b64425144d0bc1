//! The formats that references arrive in and leave in: one folder each, with a detector,
//! a parser that keeps the place of every value, the mapping to the model, and a writer
//! where there is one.
//!
//! A parser never fails on a bad record: it returns what it could read, and diagnostics.
//! This crate opens nothing and knows no database.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod biblioscape;
mod bibtex;
mod build;
mod catalogue;
mod citation;
mod citavi;
mod cnki;
mod copac;
pub mod crossref;
pub mod csl_json;
mod csv;
pub mod datacite;
mod dates;
mod detect;
mod document;
mod dublin_core;
mod endnote_xml;
mod fields;
#[cfg(test)]
mod fixtures;
mod format;
mod gbt_strings;
mod html;
pub mod jalc;
mod jats;
mod labelled;
mod labels;
mod languages;
mod lines;
mod listing;
mod marcxml;
mod markup;
mod mirror;
mod mods;
mod mojibake;
mod msbib;
mod nbib;
mod noteexpress;
mod openalex;
mod openurl;
pub mod output;
mod ovid;
mod page;
mod people;
mod primo;
mod pubmed_xml;
mod refer;
mod refworks;
mod repec;
pub mod ris;
#[cfg(test)]
mod sample;
pub mod selection;
mod serials;
mod silverplatter;
mod tagged;
pub mod tmx;
mod tree;
mod values;
mod vip;
mod wos;
mod written_date;
mod xml;
mod yaml;
mod zotero_json;
mod zotero_rdf;

pub use detect::{Detection, detect, detect_all, is_data};
pub use format::{Carry, FormatName};
pub use values::without_places;

use diglot_model::{PageRelation, Reference};
use std::ops::Range;

/// A record as a parser understood it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The reference; its spans count from `range.start`, and it has no sources yet.
    pub reference: Reference,
    /// The record's bytes in the decoded text.
    pub range: Range<usize>,
    /// The source's own key of the record.
    pub key: Option<String>,
    /// Whether the record is what a page is about, or what it lists beside that.
    pub relation: Option<PageRelation>,
    /// For a listed work: index of the record that the page is about, counted from the
    /// first record of the whole text ([`Carry::records`]).
    pub main: Option<usize>,
    /// For a listed work: its rank on the page, from 1.
    pub listed_rank: Option<u32>,
    /// For the main work: how many listed works the page counts.
    pub listed_total: Option<u32>,
    /// The site that the page names.
    pub site: Option<String>,
    /// The site's notice on reuse, whole.
    pub notice: Option<String>,
}

impl Record {
    fn new(reference: Reference, range: Range<usize>) -> Self {
        Self {
            reference,
            range,
            key: None,
            relation: None,
            main: None,
            listed_rank: None,
            listed_total: None,
            site: None,
            notice: None,
        }
    }
}

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Note,
    /// Something was repaired or left out.
    Warning,
    /// A record or file could not be read.
    Error,
}

impl Severity {
    /// The name used on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a parser has to say about one place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Number of the record, from 0.
    pub record: Option<usize>,
    /// Bytes in the decoded text.
    pub span: Option<Range<usize>>,
    /// How serious it is.
    pub severity: Severity,
    /// A stable name for programs and translations.
    pub code: &'static str,
    /// One sentence for people: what was found and what was done about it.
    pub message: String,
}

/// All that was read from one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The records in the text's order.
    pub records: Vec<Record>,
    /// What there is to say about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text in the given format.
pub fn read(text: &str, format: FormatName) -> Reading {
    read_part(text, format, &mut Carry::default())
}

/// Reads the next part of a text that begins and ends between two records. Places and
/// numbers of records count from the part's beginning.
pub fn read_part(text: &str, format: FormatName, carry: &mut Carry) -> Reading {
    (format.spec().read)(text, carry)
}

/// Where a text in a format, of which more may follow, can be cut between two records;
/// `None` when nothing shows yet, or when texts in this format are read whole.
pub fn cut(text: &str, format: FormatName) -> Option<usize> {
    format.spec().cut.and_then(|cut| cut(text))
}
