//! Which records of the tray are the same as each other or as works of a library.

use super::advantages::{Advantage, advantages};
use super::{Choice, RecordId, Tray, TrayError};
use crate::library::Library;
use diglot_duplicates::{Judgement, Reason, Verdict, groups, judge, matches};
use diglot_model::Reference;
use diglot_store::{ReferenceId, Standing, Stored};

/// How many records are compared with the library at a time.
const CHUNK: usize = 1_000;
/// Of larger groups only so many members are compared with each other, the others with
/// the first.
const ASKED: usize = 12;

/// A work that a record may be the same as.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// Which work.
    pub of: DuplicateOf,
    /// Its title, in its own language; empty when it has none.
    pub title: String,
    /// How sure it is.
    pub verdict: Verdict,
    /// What speaks for it, strongest first, then what speaks against; English.
    pub why: Vec<String>,
    /// The same as data.
    pub reasons: Vec<Reason>,
    /// What the record has and the other lacks.
    pub brings: Vec<Advantage>,
    /// What the other has and the record lacks.
    pub lacks: Vec<Advantage>,
}

/// Where the other work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DuplicateOf {
    /// In the library.
    Library {
        /// Its id.
        id: ReferenceId,
        /// Whether it is a reference or a listed work.
        standing: Standing,
        /// When it came, RFC 3339.
        since: String,
    },
    /// In the tray.
    Tray(RecordId),
}

impl Tray {
    /// Compares all records with each other.
    pub(super) fn compare(&mut self) {
        let ids: Vec<RecordId> = self.all_ids().collect();
        let references: Vec<&Reference> = self
            .captures
            .iter()
            .flat_map(|capture| &capture.plan.records)
            .map(|record| &record.reference)
            .collect();
        let mut found: Vec<(RecordId, Duplicate)> = Vec::new();
        for group in groups(&references) {
            for (at, a) in group.members.iter().enumerate().take(ASKED) {
                let end = if at == 0 { group.members.len() } else { ASKED };
                for b in group.members.iter().take(end).skip(at + 1) {
                    let (x, y) = (references[*a], references[*b]);
                    if let Some(judgement) = judge(x, y) {
                        let other = |id: usize| DuplicateOf::Tray(ids[id]);
                        found.push((ids[*a], duplicate(x, y, other(*b), judgement.clone())));
                        found.push((ids[*b], duplicate(y, x, other(*a), judgement)));
                    }
                }
            }
        }
        for capture in &mut self.captures {
            for state in &mut capture.states {
                state.in_tray.clear();
            }
        }
        for (id, duplicate) in found {
            if let Ok(state) = self.state_mut(id) {
                state.in_tray.push(duplicate);
            }
        }
        for capture in &mut self.captures {
            for state in &mut capture.states {
                state.in_tray.sort_by_key(|d| std::cmp::Reverse(d.verdict));
                state.settle();
            }
        }
    }

    /// Compares the records with a library that were not compared since they changed. The
    /// caller asks for it after every change of the tray.
    pub fn judge(&mut self, library: &Library) -> Result<(), TrayError> {
        let waiting: Vec<RecordId> = self
            .all_ids()
            .filter(|id| self.state(*id).is_some_and(|state| !state.judged))
            .collect();
        for chunk in waiting.chunks(CHUNK) {
            let references: Vec<&Reference> =
                chunk.iter().filter_map(|id| self.reference(*id)).collect();
            let candidates = library.candidates(references.iter().copied())?;
            let found = in_library(&references, &candidates);
            for (id, duplicates) in chunk.iter().zip(found) {
                let state = self.state_mut(*id)?;
                state.judged = true;
                state.in_library = duplicates;
                state.settle();
            }
        }
        Ok(())
    }

    /// Forgets what was found in the library: it changed.
    pub fn unjudge(&mut self) {
        for capture in &mut self.captures {
            for state in &mut capture.states {
                state.judged = false;
            }
        }
    }

    pub(super) fn all_ids(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.captures.iter().flat_map(|capture| {
            (0..capture.plan.records.len() as u32).map(|record| RecordId {
                capture: capture.id,
                record,
            })
        })
    }

    pub(super) fn state(&self, id: RecordId) -> Option<&super::State> {
        self.loaded(id.capture).ok()?.states.get(id.record as usize)
    }

    fn reference(&self, id: RecordId) -> Option<&Reference> {
        let capture = self.loaded(id.capture).ok()?;
        let record = capture.plan.records.get(id.record as usize)?;
        Some(&record.reference)
    }
}

impl super::State {
    /// A choice is about a duplicate: without one there is none.
    fn settle(&mut self) {
        if self.judged && !self.has_duplicates() {
            self.choice = Choice::KeepBoth;
        }
    }
}

/// For each reference what it may be the same as.
fn in_library(references: &[&Reference], candidates: &[Stored]) -> Vec<Vec<Duplicate>> {
    let there: Vec<&Reference> = candidates.iter().map(|c| &c.reference).collect();
    let mut out = vec![Vec::new(); references.len()];
    for found in matches(references, &there) {
        let stored = &candidates[found.candidate];
        let of = DuplicateOf::Library {
            id: stored.id,
            standing: stored.standing,
            since: stored.added.clone(),
        };
        out[found.new].push(duplicate(
            references[found.new],
            &stored.reference,
            of,
            found.judgement,
        ));
    }
    // A reference before a listed work, then as they were judged.
    for duplicates in &mut out {
        duplicates.sort_by_key(|d| {
            let listed = matches!(
                d.of,
                DuplicateOf::Library {
                    standing: Standing::Listed,
                    ..
                }
            );
            (std::cmp::Reverse(d.verdict), listed)
        });
    }
    out
}

fn duplicate(
    record: &Reference,
    other: &Reference,
    of: DuplicateOf,
    judgement: Judgement,
) -> Duplicate {
    Duplicate {
        of,
        title: other.title().unwrap_or_default().to_owned(),
        verdict: judgement.verdict,
        why: judgement.why,
        reasons: judgement.reasons,
        brings: advantages(record, other),
        lacks: advantages(other, record),
    }
}
