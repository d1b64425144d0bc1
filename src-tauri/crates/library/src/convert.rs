//! Reading and writing files without a library.

use crate::import::{ImportDiagnostic, named};
use crate::inputs::{InputFile, OpenInput, UnreadInput};
use crate::listed::{ReferenceFormat, Writing};
use diglot_duplicates::{Group, groups};
use diglot_formats::Severity;
use diglot_formats::csl_json::ItemContext;
use diglot_formats::output::{ExportItem, Exported, Loss};
use diglot_import::{Choices, FileReading, ImportPlan, PlannedRecord};
use diglot_model::Reference;
use diglot_store::Stored;
use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::io::{self, Write};

/// Reads files into a plan that holds all their records.
pub fn plan(files: Vec<InputFile>, choices: &Choices) -> ImportPlan {
    let mut plan = ImportPlan::default();
    for file in files {
        plan.add(file.name, file.bytes, choices);
    }
    plan
}

/// Files on their way into another format: read, written and forgotten part by part.
pub struct Conversion<'c> {
    choices: Choices,
    output: Writing,
    to: &'c mut dyn Write,
    say: &'c mut dyn FnMut(Remark),
    ids: Ids,
    written: Exported,
    report: Converted,
}

/// Something to tell about a conversion while it goes on.
#[derive(Debug)]
pub enum Remark {
    /// A file could not be read, or not to its end.
    Unread(UnreadInput),
    /// A reader has something to say.
    Diagnostic(ImportDiagnostic),
    /// The format could not carry something.
    Loss(Loss),
}

/// How a conversion ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Converted {
    /// How many files were read.
    pub files: usize,
    /// How many references were written.
    pub records: usize,
    /// How many files, or pieces of them, could not be read.
    pub failed: usize,
}

/// How much text is collected before it is written, in bytes.
const PORTION: usize = 256 * 1024;

impl<'c> Conversion<'c> {
    /// A conversion that writes to `to`, and tells `say` what there is to say as it goes on.
    pub fn new(
        format: impl Into<ReferenceFormat>,
        choices: Choices,
        to: &'c mut dyn Write,
        say: &'c mut dyn FnMut(Remark),
    ) -> Self {
        Self {
            choices,
            output: Writing::new(format.into()),
            to,
            say,
            ids: Ids::default(),
            written: Exported::default(),
            report: Converted::default(),
        }
    }

    /// Converts a file, or tells why it could not be read. An error is one of writing.
    pub fn input(&mut self, input: Result<OpenInput<'_>, UnreadInput>) -> io::Result<()> {
        let OpenInput { name, path, bytes } = match input {
            Ok(open) => open,
            Err(unread) => {
                self.failed(Remark::Unread(unread));
                return Ok(());
            }
        };
        self.report.files += 1;
        let name = self.ids.file(&name);
        let mut reading = FileReading::new(name, bytes, &self.choices);
        loop {
            let part = match reading.next_part() {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(error) => {
                    self.failed(Remark::Unread(UnreadInput { path, error }));
                    break;
                }
            };
            for diagnostic in &part.diagnostics {
                let remark = Remark::Diagnostic(named(diagnostic, reading.name()));
                if diagnostic.severity == Severity::Error {
                    self.failed(remark);
                } else {
                    (self.say)(remark);
                }
            }
            let first = reading.records() - part.records.len();
            for (index, record) in part.records.into_iter().enumerate() {
                self.record(record, reading.name(), first + index)?;
            }
        }
        self.ids.end(reading.name(), reading.records());
        Ok(())
    }

    /// Writes what stands behind all references.
    pub fn end(mut self) -> io::Result<Converted> {
        let output = self.output;
        output.end(&mut self.written);
        self.to.write_all(self.written.text.as_bytes())?;
        self.to.flush()?;
        for loss in self.written.losses.drain(..) {
            (self.say)(Remark::Loss(loss));
        }
        Ok(self.report)
    }
}

impl Conversion<'_> {
    fn record(&mut self, record: PlannedRecord, file: &str, index: usize) -> io::Result<()> {
        let item = ExportItem {
            reference: &record.reference,
            context: ItemContext {
                id: self.ids.of(record.key, file, index),
                relation: record.relation,
                provenance: false,
            },
        };
        self.output.item(&item, &mut self.written);
        self.report.records += 1;
        for loss in self.written.losses.drain(..) {
            (self.say)(Remark::Loss(loss));
        }
        if self.written.text.len() >= PORTION {
            self.to.write_all(self.written.text.as_bytes())?;
            self.written.text.clear();
        }
        Ok(())
    }

    fn failed(&mut self, remark: Remark) {
        self.report.failed += 1;
        (self.say)(remark);
    }
}

/// Ids of items: the source's key where there is one, and each only once.
///
/// Of a key only its hash is remembered, so that millions of them stay small: should two
/// keys share one, the second item is called by its place instead.
#[derive(Debug, Default)]
struct Ids {
    hasher: RandomState,
    keys: HashSet<u64>,
    /// How many records the files of before had, by their name.
    files: HashMap<String, usize>,
}

impl Ids {
    /// The name of a file, told apart from files of the same name.
    fn file(&self, name: &str) -> String {
        let mut out = name.to_owned();
        let mut number = 1;
        while self.files.contains_key(&out) {
            number += 1;
            out = format!("{name}({number})");
        }
        out
    }

    /// The file was read.
    fn end(&mut self, file: &str, records: usize) {
        self.files.insert(file.to_owned(), records);
    }

    /// The id of a record with a key.
    fn of(&mut self, key: String, file: &str, index: usize) -> String {
        let place = key.rsplit_once('#').is_some_and(|(name, number)| {
            let records = self.files.get(name).copied();
            let records = records.unwrap_or(if name == file { usize::MAX } else { 0 });
            number.parse::<usize>().is_ok_and(|n| n < records)
        });
        if !place && self.keys.insert(self.hasher.hash_one(&key)) {
            return key;
        }
        self.by_place(file, index)
    }

    /// `file#index`, unless a source's key says so of another record.
    fn by_place(&mut self, file: &str, index: usize) -> String {
        let mut id = format!("{file}#{index}");
        if !self.keys.is_empty() {
            while self.keys.contains(&self.hasher.hash_one(&id)) {
                id.push('_');
            }
        }
        id
    }
}

/// Writes works of a library in a format.
pub fn export(works: &[Stored], format: impl Into<ReferenceFormat>) -> Exported {
    let (mut writing, mut out) = (Writing::new(format.into()), Exported::default());
    for work in works {
        let item = ExportItem {
            reference: &work.reference,
            context: item_context(work),
        };
        writing.item(&item, &mut out);
    }
    writing.end(&mut out);
    out
}

/// A work of a library as a CSL-JSON item, with the source of every value.
pub fn item(work: &Stored) -> serde_json::Value {
    diglot_formats::csl_json::item(&work.reference, &item_context(work))
}

fn item_context(work: &Stored) -> ItemContext {
    ItemContext {
        id: work.id.to_string(),
        relation: (work.standing == diglot_store::Standing::Listed)
            .then_some(diglot_model::PageRelation::Related),
        provenance: true,
    }
}

/// The disjoint groups of a plan's records that are the same work or may be.
pub fn duplicates_of(plan: &ImportPlan) -> Vec<Group> {
    let references: Vec<&Reference> = plan.records.iter().map(|r| &r.reference).collect();
    groups(&references)
}
