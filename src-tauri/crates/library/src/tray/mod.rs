//! The import tray: what was dropped or pasted is read, looked through, corrected and
//! chosen before anything of it becomes part of a library.
//!
//! Reading ([`TrayReading`]) needs neither a tray nor a library and can be done on any
//! thread; [`Tray::add`] takes what was read and compares the records with each other;
//! [`Tray::judge`] compares them with a library, and [`Tray::import`] writes them. A tray
//! must not know windows or wire types.

mod advantages;
mod capture;
mod error;
mod import;
mod judge;
mod view;

pub use advantages::{Advantage, advantages};
pub use capture::TrayReading;
pub use diglot_duplicates::Reason;
pub use diglot_import::FixRefusal;
pub use error::TrayError;
pub use import::ImportSettings;
pub use judge::{Duplicate, DuplicateOf};
pub use view::{CaptureView, CodeCount, RecordView, TraySummary, TrayText};

use crate::import::OnProgress;
use capture::Loaded;
use diglot_formats::FormatName;
use diglot_import::{Choices, FixField};
use diglot_model::PageRelation;
use std::ops::Range;
use std::path::PathBuf;

/// Names of the encodings that texts are likely to be in, for a choice.
pub const ENCODINGS: [&str; 10] = [
    "utf-8",
    "gb18030",
    "big5",
    "utf-16le",
    "utf-16be",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "windows-1252",
    "windows-1251",
];

/// With more records than this, cards and raw text say less than a summary.
pub const MANY: usize = 200;

/// A record in the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// The number of its capture in this tray.
    pub capture: u32,
    /// Its number in the capture, from 0.
    pub record: u32,
}

/// What is done with a record that is the same as another work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Choice {
    /// Both are kept.
    #[default]
    KeepBoth,
    /// Its values join those of the first of [`RecordView::duplicates`].
    Merge,
    /// It is left out.
    Skip,
}

/// What was dropped or pasted, before anybody said yes.
#[derive(Debug, Default)]
pub struct Tray {
    captures: Vec<Loaded>,
    /// The number for the next capture.
    next: u32,
}

impl Tray {
    /// An empty tray.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.captures.is_empty()
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.captures.clear();
    }

    /// Reads files and all files of folders and adds them. What cannot be read becomes a
    /// capture that says so. Nothing is added when the progress is answered by a break.
    pub fn add_files(
        &mut self,
        paths: &[PathBuf],
        progress: &mut OnProgress<'_>,
    ) -> Result<Vec<u32>, TrayError> {
        let reading = TrayReading::of_files(paths, progress).ok_or(TrayError::Cancelled)?;
        Ok(self.add(reading))
    }

    /// Adds a paste: its HTML is preferred, unless less is found in it.
    pub fn add_text(&mut self, name: Option<String>, text: &str, html: Option<&str>) -> Vec<u32> {
        self.add(TrayReading::of_text(name, text, html))
    }

    /// Adds what was read, and compares its records with the others. Returns the numbers
    /// of the new captures.
    pub fn add(&mut self, reading: TrayReading) -> Vec<u32> {
        let mut ids = Vec::new();
        for mut capture in reading.captures {
            capture.id = self.next;
            self.next += 1;
            ids.push(capture.id);
            self.captures.push(capture);
        }
        self.compare();
        ids
    }

    /// Removes a capture with its records.
    pub fn remove(&mut self, capture: u32) -> Result<(), TrayError> {
        let at = self.place(capture)?;
        self.captures.remove(at);
        self.compare();
        Ok(())
    }

    /// Reads a capture again in another encoding or format; `None` is the guess. Fixes are
    /// made again where the same text stands at the same place; the others wait until it
    /// does.
    pub fn reread(
        &mut self,
        capture: u32,
        encoding: Option<&str>,
        format: Option<&str>,
    ) -> Result<(), TrayError> {
        let format = match format {
            Some(name) => Some(
                FormatName::from_name(name)
                    .ok_or_else(|| TrayError::UnknownFormat(name.to_owned()))?,
            ),
            None => None,
        };
        let at = self.place(capture)?;
        self.captures[at].reread(Choices {
            encoding: encoding.map(str::to_owned),
            format,
        });
        self.compare();
        Ok(())
    }

    /// Says that bytes of a capture's decoded text are a field of a record, or no part of
    /// it. The record behind the last one is a new one, of that text alone. Returns the
    /// record.
    pub fn fix(
        &mut self,
        id: RecordId,
        selection: Range<usize>,
        what: FixField,
    ) -> Result<RecordId, TrayError> {
        let at = self.place(id.capture)?;
        self.captures[at].fix(id, selection, what)?;
        self.compare();
        Ok(id)
    }

    /// Takes the latest fix of a record back.
    pub fn undo_fix(&mut self, id: RecordId) -> Result<(), TrayError> {
        let at = self.place(id.capture)?;
        self.captures[at].undo_fix(id)?;
        self.compare();
        Ok(())
    }

    /// Whether a record becomes a reference.
    pub fn tick(&mut self, id: RecordId, ticked: bool) -> Result<(), TrayError> {
        self.state_mut(id)?.ticked = ticked;
        Ok(())
    }

    /// What is done with a record that is the same as another work. A choice lasts as
    /// long as the record has a duplicate.
    pub fn choose(&mut self, id: RecordId, choice: Choice) -> Result<(), TrayError> {
        let state = self.state_mut(id)?;
        if choice != Choice::KeepBoth && !state.has_duplicates() {
            return Err(TrayError::NoDuplicate(id));
        }
        state.choice = choice;
        Ok(())
    }

    fn place(&self, capture: u32) -> Result<usize, TrayError> {
        self.captures
            .iter()
            .position(|c| c.id == capture)
            .ok_or(TrayError::UnknownCapture(capture))
    }

    fn loaded(&self, capture: u32) -> Result<&Loaded, TrayError> {
        Ok(&self.captures[self.place(capture)?])
    }

    fn state_mut(&mut self, id: RecordId) -> Result<&mut State, TrayError> {
        let at = self.place(id.capture)?;
        self.captures[at]
            .states
            .get_mut(id.record as usize)
            .ok_or(TrayError::UnknownRecord(id))
    }
}

/// Names of the formats that a capture can be read as.
pub fn formats() -> impl Iterator<Item = &'static str> {
    FormatName::ALL.iter().map(|format| format.name())
}

/// What was decided and found about a record.
#[derive(Debug, Default, Clone)]
struct State {
    ticked: bool,
    choice: Choice,
    /// Whether it was compared with the library since it last changed.
    judged: bool,
    in_library: Vec<Duplicate>,
    in_tray: Vec<Duplicate>,
}

impl State {
    fn new(relation: Option<PageRelation>) -> Self {
        Self {
            ticked: relation != Some(PageRelation::Related),
            ..Self::default()
        }
    }

    fn has_duplicates(&self) -> bool {
        !self.in_library.is_empty() || !self.in_tray.is_empty()
    }

    /// Works in the library first, surest first.
    fn duplicates(&self) -> impl Iterator<Item = &Duplicate> {
        self.in_library.iter().chain(&self.in_tray)
    }
}
