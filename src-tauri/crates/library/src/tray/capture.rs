//! A file or paste in the tray, and corrections of what was read from it.

use super::error::TrayError;
use super::{RecordId, State};
use crate::import::{ImportProgress, OnProgress};
use crate::inputs::{FoundInput, InputFile, UnreadInput, find_inputs};
use diglot_formats::Severity;
use diglot_import::{
    Choices, FixField, FixRefusal, ImportPlan, PlannedCapture, PlannedDiagnostic, PlannedRecord,
    fix, pasted_text, record_of, trimmed,
};
use diglot_model::{CaptureSource, Reference, ReferenceType, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

/// What a paste without a name is called in the library's history.
const PASTE: &str = "pasted text";

/// Files or a paste that were read, on their way into a tray.
#[derive(Debug, Default)]
pub struct TrayReading {
    pub(super) captures: Vec<Loaded>,
}

impl TrayReading {
    /// Reads files, and all files of folders. `None` when the progress is answered by a
    /// break.
    pub fn of_files(paths: &[PathBuf], progress: &mut OnProgress<'_>) -> Option<Self> {
        let inputs = find_inputs(paths);
        let total = inputs.len();
        let mut reading = Self::default();
        for (done, input) in inputs.into_iter().enumerate() {
            if progress(ImportProgress::Reading { done, total }).is_break() {
                return None;
            }
            let files = input.map_or_else(|unread| vec![Err(unread)], FoundInput::read);
            reading
                .captures
                .extend(files.into_iter().map(|file| match file {
                    Ok(InputFile { name, bytes }) => Loaded::read(Some(name), bytes),
                    Err(unread) => Loaded::unread(&unread),
                }));
        }
        let done = ImportProgress::Reading { done: total, total };
        progress(done).is_continue().then_some(reading)
    }

    /// Reads a paste. Its HTML is taken, unless less is found in that than in the text.
    pub fn of_text(name: Option<String>, text: &str, html: Option<&str>) -> Self {
        Self {
            captures: vec![Loaded::read(name, pasted_text(text, html).into_bytes())],
        }
    }
}

/// A capture with what was read from it.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) id: u32,
    /// The file's name; none for a paste.
    pub(super) name: Option<String>,
    pub(super) choices: Choices,
    /// A plan of this one capture.
    pub(super) plan: ImportPlan,
    /// The decoded text, when it is not the bytes.
    text: Option<String>,
    pub(super) states: Vec<State>,
    pub(super) fixes: Vec<Fix>,
    /// Records as they were read, of those that were corrected.
    pristine: BTreeMap<usize, PlannedRecord>,
    /// How many records the readers found; those behind were made by hand.
    read: usize,
}

/// A correction, remembered.
#[derive(Debug, Clone)]
pub(super) struct Fix {
    /// The record that it corrects; none while its text stands elsewhere.
    pub(super) record: Option<usize>,
    /// Where that record stood when it was read; none when it was made by hand, with its
    /// number among those.
    home: Home,
    selection: Range<usize>,
    /// The text that was selected.
    words: String,
    what: FixField,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Home {
    Read(Range<usize>),
    Made(usize),
}

impl Loaded {
    fn read(name: Option<String>, bytes: Vec<u8>) -> Self {
        let mut loaded = Self {
            id: 0,
            name,
            choices: Choices::default(),
            plan: ImportPlan::default(),
            text: None,
            states: Vec::new(),
            fixes: Vec::new(),
            pristine: BTreeMap::new(),
            read: 0,
        };
        loaded.plan_of(bytes);
        loaded
    }

    /// A file that could not be read.
    fn unread(unread: &UnreadInput) -> Self {
        let name = unread.path.file_name().unwrap_or(unread.path.as_os_str());
        let mut loaded = Self::read(Some(name.to_string_lossy().into_owned()), Vec::new());
        loaded.plan.diagnostics = vec![PlannedDiagnostic {
            capture: 0,
            record: None,
            span: None,
            severity: Severity::Error,
            code: "unreadable",
            message: format!(
                "“{}” could not be read: {}.",
                unread.path.display(),
                unread.error
            ),
            params: vec![
                ("file", unread.path.display().to_string()),
                ("reason", unread.error.to_string()),
            ],
        }];
        loaded
    }

    fn plan_of(&mut self, bytes: Vec<u8>) {
        let name = self.name.clone().unwrap_or_else(|| PASTE.to_owned());
        self.plan = ImportPlan::default();
        let text = self.plan.add_reading(name, bytes, &self.choices);
        self.text = text.filter(|text| *text.as_bytes() != self.plan.captures[0].bytes);
        self.read = self.plan.records.len();
        self.pristine.clear();
        self.states = self
            .plan
            .records
            .iter()
            .map(|record| State::new(record.relation))
            .collect();
    }

    /// The decoded text; empty when the capture is none.
    pub(super) fn text(&self) -> &str {
        match &self.text {
            Some(text) => text,
            None => std::str::from_utf8(&self.capture().bytes).unwrap_or_default(),
        }
    }

    pub(super) fn capture(&self) -> &PlannedCapture {
        &self.plan.captures[0]
    }

    pub(super) fn reread(&mut self, choices: Choices) {
        let before: Vec<(Option<(usize, usize)>, State)> = (0..self.read)
            .map(|index| (self.place_as_read(index), self.states[index].clone()))
            .collect();
        self.choices = choices;
        let bytes = std::mem::take(&mut self.plan.captures[0].bytes);
        self.plan_of(bytes);
        // In another encoding the same records stand elsewhere, in the same order.
        let as_many = before.len() == self.read;
        for index in 0..self.read {
            let place = self.place_as_read(index);
            let same = if as_many {
                before.get(index)
            } else {
                before.iter().find(|(at, _)| *at == place)
            };
            if let Some((_, same)) = same {
                self.states[index].ticked = same.ticked;
                self.states[index].choice = same.choice;
            }
        }
        self.fix_again();
    }

    /// Where the readers found a record.
    fn place_as_read(&self, index: usize) -> Option<(usize, usize)> {
        let record = self.pristine.get(&index).or(self.plan.records.get(index))?;
        record_of(&record.reference).map(|range| (range.start, range.end))
    }

    pub(super) fn fix(
        &mut self,
        id: RecordId,
        selection: Range<usize>,
        what: FixField,
    ) -> Result<(), TrayError> {
        let index = id.record as usize;
        let Some(selection) = trimmed(self.text(), &selection) else {
            return Err(FixRefusal::Empty.into());
        };
        let words = self.text()[selection.clone()].to_owned();
        let home = match self.place_as_read(index) {
            Some((start, end)) if index < self.read => Home::Read(start..end),
            _ if index <= self.plan.records.len() => Home::Made(index - self.read),
            _ => return Err(TrayError::UnknownRecord(id)),
        };
        let fix = Fix {
            record: Some(index),
            home,
            selection,
            words,
            what,
        };
        self.apply(index, &fix)?;
        self.fixes.push(fix);
        Ok(())
    }

    /// Corrects a record; the one behind the last is made.
    fn apply(&mut self, index: usize, correction: &Fix) -> Result<(), TrayError> {
        let makes = index == self.plan.records.len();
        if makes && correction.what == FixField::NotPartOfIt {
            return Err(FixRefusal::Unreadable.into());
        }
        let mut record = if makes {
            self.made(&correction.selection)
        } else {
            self.plan.records[index].clone()
        };
        fix(
            &mut record.reference,
            self.text(),
            &correction.selection,
            &correction.what,
        )?;
        if makes {
            self.plan.records.push(record);
            self.states.push(State::new(None));
        } else {
            let before = std::mem::replace(&mut self.plan.records[index], record);
            self.pristine.entry(index).or_insert(before);
            self.states[index].judged = false;
        }
        Ok(())
    }

    /// A record that the readers did not find.
    fn made(&self, selection: &Range<usize>) -> PlannedRecord {
        let capture = self.capture();
        let index = self.plan.records.len();
        let mut reference = Reference::new(ReferenceType::ArticleJournal);
        reference.sources = vec![Source::Capture(CaptureSource {
            file: Some(capture.name.clone()),
            format: capture.format.clone().unwrap_or_else(|| "page".to_owned()),
            encoding: capture.encoding.clone(),
            record: index as u32,
            start: selection.start as u64,
            end: selection.end as u64,
            ..CaptureSource::default()
        })];
        PlannedRecord {
            capture: 0,
            key: format!("{}#{index}", capture.name),
            reference,
            relation: None,
            main: None,
        }
    }

    pub(super) fn undo_fix(&mut self, id: RecordId) -> Result<(), TrayError> {
        let index = id.record as usize;
        let at = self.fixes.iter().rposition(|fix| fix.record == Some(index));
        let Some(at) = at else {
            return Err(TrayError::NoFix);
        };
        self.fixes.remove(at);
        if index >= self.read {
            // Made by hand: what is left of the fixes makes it again.
            let states: Vec<State> = self.states.split_off(self.read);
            self.plan.records.truncate(self.read);
            self.pristine.retain(|index, _| *index < self.read);
            self.make_again();
            for (state, before) in self.states[self.read..].iter_mut().zip(states) {
                state.ticked = before.ticked;
            }
            return Ok(());
        }
        if let Some(before) = self.pristine.remove(&index) {
            self.plan.records[index] = before;
        }
        self.states[index].judged = false;
        let rest: Vec<Fix> = self.fixes.clone();
        for fix in rest.iter().filter(|fix| fix.record == Some(index)) {
            self.apply(index, fix)?;
        }
        Ok(())
    }

    /// Makes the fixes again after a reading: each at the record that stands most where
    /// its record stood.
    fn fix_again(&mut self) {
        for at in 0..self.fixes.len() {
            let fix = self.fixes[at].clone();
            let Home::Read(home) = &fix.home else {
                continue;
            };
            let target = if self.same_words(&fix) {
                self.most_like(home)
            } else {
                None
            };
            let done = target.filter(|index| self.apply(*index, &fix).is_ok());
            self.fixes[at].record = done;
        }
        self.make_again();
    }

    /// Makes the records again that were made by hand.
    fn make_again(&mut self) {
        let made: BTreeSet<usize> = self
            .fixes
            .iter()
            .filter_map(|fix| match fix.home {
                Home::Made(number) => Some(number),
                Home::Read(_) => None,
            })
            .collect();
        for number in made {
            let index = self.plan.records.len();
            for at in 0..self.fixes.len() {
                if self.fixes[at].home != Home::Made(number) {
                    continue;
                }
                let fix = self.fixes[at].clone();
                let done = self.same_words(&fix) && self.apply(index, &fix).is_ok();
                self.fixes[at].record = done.then_some(index);
                if done {
                    self.fixes[at].home = Home::Made(index - self.read);
                }
            }
        }
    }

    fn same_words(&self, fix: &Fix) -> bool {
        self.text().get(fix.selection.clone()) == Some(&fix.words)
    }

    /// The record that shares most bytes with a range.
    fn most_like(&self, home: &Range<usize>) -> Option<usize> {
        let shared = |index: usize| {
            let (start, end) = self.place_as_read(index)?;
            let shared = end.min(home.end).checked_sub(start.max(home.start))?;
            (shared > 0).then_some((shared, std::cmp::Reverse(end - start)))
        };
        (0..self.read)
            .filter_map(|index| Some((shared(index)?, index)))
            .max_by_key(|(shared, index)| (*shared, std::cmp::Reverse(*index)))
            .map(|(_, index)| index)
    }
}
