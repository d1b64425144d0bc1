//! Importing what was chosen in a tray.

use super::judge::DuplicateOf;
use super::{Choice, RecordId, Tray, TrayError};
use crate::error::LibraryError;
use crate::import::{
    Delivery, Fate, ImportDiagnostic, ImportReport, Incoming, OnProgress, judge, plan_remarks,
    report,
};
use crate::library::Library;
use diglot_import::PlannedRecord;
use diglot_model::PageRelation;
use diglot_store::{BatchInfo, CollectionId, ReferenceId, Standing, StoreError, Stored};
use std::collections::{BTreeMap, BTreeSet};

/// How a tray is imported.
#[derive(Debug, Clone, Default)]
pub struct ImportSettings {
    /// What the user knows about the source (database, day, search string); the names of
    /// the files are filled in.
    pub info: BatchInfo,
    /// The collection that the references go to.
    pub collection: Option<CollectionId>,
    /// The tags that they get.
    pub tags: Vec<String>,
}

/// A record with what was chosen.
struct Chosen<'t> {
    id: RecordId,
    /// Index into the tray's captures.
    capture: usize,
    record: &'t PlannedRecord,
    /// Index of the page's own among all.
    main: Option<usize>,
    ticked: bool,
    choice: Choice,
    /// The work that it joins when it is merged.
    twin: Option<&'t DuplicateOf>,
}

impl Tray {
    /// Imports what is ticked as one operation, and the works that the pages of imported
    /// references list. Empties the tray; when it is stopped or fails, the tray and the
    /// library are as they were.
    pub fn import(
        &mut self,
        library: &mut Library,
        settings: &ImportSettings,
        progress: &mut OnProgress<'_>,
    ) -> Result<ImportReport, TrayError> {
        if self.has_lost_targets(library)? {
            self.unjudge();
            self.judge(library)?;
            return Err(TrayError::LibraryChanged);
        }
        let chosen = self.chosen();
        let fates = fates(&chosen);
        if fates.iter().all(|fate| *fate == Fate::LeftOut) {
            return Err(TrayError::NothingChosen);
        }
        // Files of which nothing comes are not kept.
        let used: BTreeSet<usize> = chosen
            .iter()
            .zip(&fates)
            .filter(|(_, fate)| **fate != Fate::LeftOut)
            .map(|(chosen, _)| chosen.capture)
            .collect();
        let number = |capture: usize| used.range(..capture).count();
        let mut delivery = Delivery {
            captures: used.iter().map(|at| self.captures[*at].capture()).collect(),
            records: Vec::with_capacity(chosen.len()),
            info: settings.info.clone(),
            collection: settings.collection,
            tags: settings.tags.clone(),
        };
        for (chosen, fate) in chosen.iter().zip(&fates) {
            delivery.records.push(Incoming {
                record: chosen.record,
                capture: number(chosen.capture),
                main: chosen.main,
                standing: chosen.standing(),
                fate: *fate,
            });
        }
        let candidates = self.known_in_library(library)?;
        // Who has no duplicate is in no group.
        let found = judge(&delivery, &candidates, |index| chosen[index].twin.is_some());
        let delivered = library
            .deliver(&delivery, progress)?
            .ok_or(TrayError::Cancelled)?;
        let report = report(&delivery, &delivered, found, &candidates, self.remarks());
        self.clear();
        Ok(report)
    }

    fn chosen(&self) -> Vec<Chosen<'_>> {
        let mut out: Vec<Chosen<'_>> = Vec::new();
        for (at, capture) in self.captures.iter().enumerate() {
            let base = out.len();
            for (index, (record, state)) in
                (capture.plan.records.iter().zip(&capture.states)).enumerate()
            {
                out.push(Chosen {
                    id: RecordId {
                        capture: capture.id,
                        record: index as u32,
                    },
                    capture: at,
                    record,
                    main: record.main.map(|main| base + main),
                    ticked: state.ticked,
                    choice: if state.has_duplicates() {
                        state.choice
                    } else {
                        Choice::KeepBoth
                    },
                    twin: state.duplicates().next().map(|duplicate| &duplicate.of),
                });
            }
        }
        out
    }

    /// Whether a record is to be merged into a work that was deleted or merged since. It
    /// must not be merged into another one than was seen.
    fn has_lost_targets(&self, library: &Library) -> Result<bool, TrayError> {
        let states = self.captures.iter().flat_map(|capture| &capture.states);
        for state in states.filter(|state| state.choice == Choice::Merge) {
            if let Some(DuplicateOf::Library { id, .. }) = state.duplicates().next().map(|d| &d.of)
            {
                match library.get(*id) {
                    Ok(stored) if !stored.deleted && stored.merged_into.is_none() => {}
                    Ok(_) | Err(LibraryError::Store(StoreError::UnknownReference(_))) => {
                        return Ok(true);
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(false)
    }

    /// The works of the library that records were found to be the same as.
    fn known_in_library(&self, library: &Library) -> Result<Vec<Stored>, TrayError> {
        let ids: BTreeSet<ReferenceId> = self
            .captures
            .iter()
            .flat_map(|capture| &capture.states)
            .flat_map(|state| &state.in_library)
            .filter_map(|duplicate| match duplicate.of {
                DuplicateOf::Library { id, .. } => Some(id),
                DuplicateOf::Tray(_) => None,
            })
            .collect();
        let mut known = Vec::with_capacity(ids.len());
        for id in ids {
            match library.get(id) {
                Ok(stored) if stored.deleted || stored.merged_into.is_some() => {}
                // The import that brought it was undone.
                Err(LibraryError::Store(StoreError::UnknownReference(_))) => {}
                found => known.push(found?),
            }
        }
        Ok(known)
    }

    fn remarks(&self) -> Vec<ImportDiagnostic> {
        self.captures
            .iter()
            .flat_map(|capture| plan_remarks(&capture.plan))
            .collect()
    }
}

impl Chosen<'_> {
    fn is_listed(&self) -> bool {
        self.record.relation == Some(PageRelation::Related)
    }

    fn standing(&self) -> Standing {
        if self.is_listed() && !self.ticked {
            Standing::Listed
        } else {
            Standing::Reference
        }
    }
}

/// What happens to each record.
fn fates(chosen: &[Chosen<'_>]) -> Vec<Fate> {
    let mut fates: Vec<Fate> = chosen
        .iter()
        .map(|chosen| match chosen.choice {
            Choice::Skip => Fate::LeftOut,
            _ if !chosen.ticked && !chosen.is_listed() => Fate::LeftOut,
            Choice::KeepBoth | Choice::Merge => Fate::Comes,
        })
        .collect();
    // What a page lists comes with its own work, or when somebody ticked it.
    for (index, chosen) in chosen.iter().enumerate() {
        let with_main = chosen.main.is_some_and(|main| fates[main] != Fate::LeftOut);
        if chosen.standing() == Standing::Listed && !with_main {
            fates[index] = Fate::LeftOut;
        }
    }
    let places: BTreeMap<RecordId, usize> = chosen
        .iter()
        .enumerate()
        .map(|(index, chosen)| (chosen.id, index))
        .collect();
    for (index, merged) in chosen.iter().enumerate() {
        if merged.choice != Choice::Merge || fates[index] != Fate::Comes {
            continue;
        }
        match merged.twin {
            Some(DuplicateOf::Library { id, standing, .. }) => {
                // A listed work never takes in a reference of the user's own.
                let own = merged.standing() == Standing::Reference;
                fates[index] = if own && *standing == Standing::Listed {
                    Fate::TakesIn(*id)
                } else {
                    Fate::JoinsStored(*id)
                };
            }
            Some(DuplicateOf::Tray(twin)) => {
                if let Some(twin) = places.get(twin) {
                    join(chosen, &mut fates, index, *twin);
                }
            }
            None => {}
        }
    }
    one_taker(&mut fates);
    fates
}

/// Lets a record join another of the tray, or what that one became part of.
fn join(chosen: &[Chosen<'_>], fates: &mut [Fate], index: usize, twin: usize) {
    match fates[twin] {
        // It became part of this one, or does not come: then this one stands for itself.
        Fate::JoinsRecord(target) if target == index => {}
        Fate::LeftOut => {}
        Fate::JoinsStored(id) => become_part(fates, index, Fate::JoinsStored(id)),
        Fate::JoinsRecord(target) => become_part(fates, index, Fate::JoinsRecord(target)),
        Fate::Comes | Fate::TakesIn(_) => {
            let own = |at: usize| chosen[at].standing() == Standing::Reference;
            if own(index) && !own(twin) {
                become_part(fates, twin, Fate::JoinsRecord(index));
            } else {
                become_part(fates, index, Fate::JoinsRecord(twin));
            }
        }
    }
}

/// Gives a record its new home, and those with it that had joined it.
fn become_part(fates: &mut [Fate], index: usize, home: Fate) {
    if home == Fate::JoinsRecord(index) {
        return;
    }
    for fate in fates.iter_mut() {
        if *fate == Fate::JoinsRecord(index) {
            *fate = home;
        }
    }
    fates[index] = home;
}

/// A listed work of the library can become part of one record only: the first.
fn one_taker(fates: &mut [Fate]) {
    let mut taken: BTreeMap<ReferenceId, usize> = BTreeMap::new();
    for index in 0..fates.len() {
        if let Fate::TakesIn(id) = fates[index] {
            match taken.get(&id) {
                Some(first) => become_part(fates, index, Fate::JoinsRecord(*first)),
                None => drop(taken.insert(id, index)),
            }
        }
    }
}
