//! Writing records into a library: all of them as one operation, or nothing.
//!
//! What happens to each record was decided before; this module must not know why.

use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_duplicates::{Choices, merge};
use diglot_import::{PlannedCapture, PlannedRecord, SearchTold};
use diglot_model::{Reference, Source};
use diglot_store::{
    BatchId, BatchInfo, Capture, CollectionId, ImportWriter, NewReference, OperationId,
    ReferenceId, RelationKind, Standing,
};
use diglot_text::decode::DECODER_VERSION;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// How far a reading or an import is. The caller thins it out; a `Break` as an answer
/// stops it and leaves nothing behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportProgress {
    /// Files were read.
    Reading {
        /// How many.
        done: usize,
        /// Out of how many.
        total: usize,
    },
    /// Records were written.
    Rows {
        /// How many.
        done: usize,
        /// Out of how many.
        total: usize,
    },
    /// The import is on the disk and is being made findable; from here on it cannot be
    /// stopped.
    Index {
        /// How many records are findable.
        done: usize,
        /// Out of how many.
        total: usize,
    },
}

/// What is told of progress.
pub type OnProgress<'f> = dyn FnMut(ImportProgress) -> ControlFlow<()> + 'f;

/// What happens to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It comes in.
    Comes,
    /// It is left out.
    LeftOut,
    /// It joins a work that is in the library.
    JoinsStored(ReferenceId),
    /// It joins another record that comes in.
    JoinsRecord(usize),
    /// It comes in and takes in a listed work that is in the library.
    TakesIn(ReferenceId),
}

/// A record on its way into the library.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Incoming<'p> {
    pub(crate) record: &'p PlannedRecord,
    /// Index into [`Delivery::captures`].
    pub(crate) capture: usize,
    /// Index into [`Delivery::records`] of the page's own.
    pub(crate) main: Option<usize>,
    pub(crate) standing: Standing,
    pub(crate) fate: Fate,
}

/// All that an import brings.
#[derive(Debug, Default)]
pub(crate) struct Delivery<'p> {
    pub(crate) captures: Vec<&'p PlannedCapture>,
    pub(crate) records: Vec<Incoming<'p>>,
    /// What the user knows about the source; the names of the files are filled in.
    pub(crate) info: BatchInfo,
    pub(crate) collection: Option<CollectionId>,
    pub(crate) tags: Vec<String>,
}

/// What was written.
#[derive(Debug)]
pub(crate) struct Delivered {
    pub(crate) batch: BatchId,
    pub(crate) operation: OperationId,
    /// The row that was written for each record, also for one that joined another.
    pub(crate) ids: Vec<Option<ReferenceId>>,
    /// Whether a record that came in lacks something.
    pub(crate) incomplete: Vec<bool>,
}

impl Library {
    /// Writes a delivery. `None` when the progress was answered by a break; then nothing
    /// of it stays.
    pub(crate) fn deliver(
        &mut self,
        delivery: &Delivery<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<Option<Delivered>> {
        let files: Vec<String> = delivery.captures.iter().map(|c| c.name.clone()).collect();
        let mut info = BatchInfo {
            files: files.clone(),
            ..delivery.info.clone()
        };
        complete(&mut info, delivery.captures.iter().map(|c| &c.search));
        let before = self.stored_targets(delivery)?;
        let total = delivery.records.len();
        let mut writer = self.store.import(&info)?;
        let batch = writer.batch();
        writer.file_under(delivery.collection, &delivery.tags)?;
        for capture in &delivery.captures {
            writer.capture(&capture_of(capture))?;
        }
        let mut writing = Writing::new(delivery, batch, &before);
        for (done, index) in writing.order().into_iter().enumerate() {
            if progress(ImportProgress::Rows { done, total }).is_break() {
                return Ok(None);
            }
            writing.write(&mut writer, index)?;
        }
        if progress(ImportProgress::Index { done: 0, total }).is_break() {
            return Ok(None);
        }
        let merged = writing.merged_into_stored();
        let taken: Vec<(ReferenceId, ReferenceId)> = (delivery.records.iter().zip(&writing.ids))
            .filter_map(|(incoming, id)| match incoming.fate {
                Fate::TakesIn(listed) => Some((listed, (*id)?)),
                _ => None,
            })
            .collect();
        let Writing {
            ids, incomplete, ..
        } = writing;
        let operation = writer.commit(files, |tx| {
            for (id, reference) in &merged {
                tx.update(*id, reference)?;
            }
            for (listed, survivor) in taken {
                tx.merge_into(listed, survivor)?;
            }
            Ok::<_, LibraryError>(())
        })?;
        // It is in the library: no answer changes that.
        let _ = progress(ImportProgress::Index { done: total, total });
        Ok(Some(Delivered {
            batch,
            operation,
            ids,
            incomplete,
        }))
    }

    /// The stored works that records join or take in.
    fn stored_targets(&self, delivery: &Delivery<'_>) -> Result<BTreeMap<ReferenceId, Reference>> {
        let mut out = BTreeMap::new();
        for incoming in &delivery.records {
            if let Fate::JoinsStored(id) | Fate::TakesIn(id) = incoming.fate
                && !out.contains_key(&id)
            {
                out.insert(id, self.store.get_present(id)?.reference);
            }
        }
        Ok(out)
    }
}

/// Fills in what the user did not say about a search, where the files agree on it.
pub(crate) fn complete<'s>(info: &mut BatchInfo, told: impl Iterator<Item = &'s SearchTold>) {
    let told: Vec<&SearchTold> = told.collect();
    let of = |field: fn(&SearchTold) -> Option<&String>| {
        let mut values: Vec<&String> = told.iter().filter_map(|told| field(told)).collect();
        values.sort_unstable();
        values.dedup();
        match values.as_slice() {
            [one] => Some((*one).clone()),
            _ => None,
        }
    };
    // A day or a search of another database would be wrong beside the user's.
    let database = of(|told| told.database.as_ref());
    if info.database.is_some() && database.is_some() && info.database != database {
        return;
    }
    info.database = info.database.take().or(database);
    info.searched = info
        .searched
        .take()
        .or_else(|| of(|told| told.searched.as_ref()));
    info.search = info
        .search
        .take()
        .or_else(|| of(|told| told.search.as_ref()));
}

impl Delivery<'_> {
    /// The work that a record becomes or becomes part of.
    pub(crate) fn home_of(&self, index: usize, ids: &[Option<ReferenceId>]) -> Option<ReferenceId> {
        match self.records.get(index)?.fate {
            Fate::Comes | Fate::TakesIn(_) => ids[index],
            Fate::JoinsStored(id) => Some(id),
            Fate::JoinsRecord(target) => ids[target],
            Fate::LeftOut => None,
        }
    }
}

/// Records being written.
struct Writing<'d> {
    delivery: &'d Delivery<'d>,
    batch: BatchId,
    stored: &'d BTreeMap<ReferenceId, Reference>,
    /// Records that hold more than was read: others joined them.
    joined: BTreeMap<usize, Reference>,
    ids: Vec<Option<ReferenceId>>,
    incomplete: Vec<bool>,
}

impl<'d> Writing<'d> {
    fn new(
        delivery: &'d Delivery<'d>,
        batch: BatchId,
        stored: &'d BTreeMap<ReferenceId, Reference>,
    ) -> Self {
        let mut writing = Self {
            delivery,
            batch,
            stored,
            joined: BTreeMap::new(),
            ids: vec![None; delivery.records.len()],
            incomplete: vec![false; delivery.records.len()],
        };
        for (index, incoming) in delivery.records.iter().enumerate() {
            let (target, other) = match incoming.fate {
                Fate::JoinsRecord(target) => (target, writing.reference(index)),
                Fate::TakesIn(listed) => match stored.get(&listed) {
                    Some(listed) => (index, listed.clone()),
                    None => continue,
                },
                _ => continue,
            };
            let kept = writing
                .joined
                .remove(&target)
                .unwrap_or_else(|| writing.reference(target));
            let merged = merge(&kept, &other, &Choices::new());
            writing.joined.insert(target, merged);
        }
        writing
    }

    /// A record's reference with its place in this import.
    fn reference(&self, index: usize) -> Reference {
        let incoming = &self.delivery.records[index];
        let mut reference = incoming.record.reference.clone();
        if let Some(Source::Capture(source)) = reference.sources.first_mut() {
            source.capture = incoming.capture as u32;
            source.batch = Some(self.batch.uuid());
        }
        reference
    }

    /// What others refer to comes first: works of their own, then listed ones that
    /// others join, then the other listed ones, then what joins.
    fn order(&self) -> Vec<usize> {
        let records = &self.delivery.records;
        let mut order: Vec<usize> = (0..records.len()).collect();
        order.sort_by_key(|index| match records[*index].fate {
            Fate::JoinsStored(_) | Fate::JoinsRecord(_) | Fate::LeftOut => 3,
            Fate::Comes | Fate::TakesIn(_) if records[*index].main.is_none() => 0,
            Fate::Comes | Fate::TakesIn(_) => 2 - u8::from(self.joined.contains_key(index)),
        });
        order
    }

    fn write(&mut self, writer: &mut ImportWriter<'_>, index: usize) -> Result<()> {
        let incoming = &self.delivery.records[index];
        let merged_into = match incoming.fate {
            Fate::LeftOut => return Ok(()),
            Fate::Comes | Fate::TakesIn(_) => None,
            Fate::JoinsStored(id) => Some(id),
            Fate::JoinsRecord(target) => self.ids[target],
        };
        // A page's own work that became part of what the page lists is not listed on itself.
        let main = incoming.main.filter(|main| {
            self.delivery
                .records
                .get(*main)
                .is_some_and(|main| main.fate != Fate::JoinsRecord(index))
        });
        let relations = main
            .and_then(|main| self.delivery.home_of(main, &self.ids))
            .map(|home| (RelationKind::ListedOn, home, rank_of(incoming.record)))
            .into_iter()
            .collect();
        let reference = self
            .joined
            .remove(&index)
            .unwrap_or_else(|| self.reference(index));
        self.incomplete[index] = !reference.missing().is_empty();
        let new = NewReference {
            reference,
            standing: incoming.standing,
            merged_into,
            relations,
        };
        self.ids[index] = Some(writer.add(new)?);
        Ok(())
    }

    /// The stored references with the values of the records that join them.
    fn merged_into_stored(&self) -> BTreeMap<ReferenceId, Reference> {
        let mut merged: BTreeMap<ReferenceId, Reference> = BTreeMap::new();
        for (index, incoming) in self.delivery.records.iter().enumerate() {
            let Fate::JoinsStored(id) = incoming.fate else {
                continue;
            };
            if let Some(before) = merged.get(&id).or_else(|| self.stored.get(&id)) {
                let after = merge(before, &self.reference(index), &Choices::new());
                merged.insert(id, after);
            }
        }
        merged
    }
}

fn rank_of(record: &PlannedRecord) -> Option<u32> {
    match record.reference.sources.first()? {
        Source::Capture(source) => source.listed_rank,
        _ => None,
    }
}

fn capture_of(capture: &PlannedCapture) -> Capture {
    Capture {
        name: capture.name.clone(),
        encoding: capture.encoding.clone(),
        decoder: DECODER_VERSION,
        format: capture.format.clone(),
        bytes: capture.bytes.clone(),
    }
}
