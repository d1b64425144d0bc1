//! Writing an import: in chunks as staging, then committed at once.

use crate::StoreError;
use crate::apply::insert_relation;
use crate::derived;
use crate::entity::Standing;
use crate::entity::batch::{self, BatchInfo, BatchRow, BatchState};
use crate::entity::capture::{self, Capture};
use crate::entity::reference::{ReferenceRow, document_of};
use crate::entity::relation::{Relation, RelationKind};
use crate::error::Result;
use crate::facts::{self, Fact};
use crate::ids::{BatchId, OperationId, ReferenceId, RelationId};
use crate::operation::Operation;
use crate::recovery;
use crate::store::Store;
use crate::transact::Transaction;
use diglot_model::{Reference, Source};
use std::collections::BTreeSet;

/// A work that an import brings.
#[derive(Debug, Clone)]
pub struct NewReference {
    /// What is known about it.
    pub reference: Reference,
    /// Whether it counts as the user's own.
    pub standing: Standing,
    /// The reference it is part of from the beginning, when the user asked for
    /// duplicates to be merged on import.
    pub merged_into: Option<ReferenceId>,
    /// What it is to works that are there already or came earlier in the same import.
    pub relations: Vec<(RelationKind, ReferenceId, Option<u32>)>,
}

impl NewReference {
    /// A reference of the user's own, without relations.
    pub fn new(reference: Reference) -> Self {
        Self {
            reference,
            standing: Standing::Reference,
            merged_into: None,
            relations: Vec::new(),
        }
    }
}

/// An import being written. Dropped without [`ImportWriter::commit`], it leaves nothing.
pub struct ImportWriter<'s> {
    store: &'s mut Store,
    batch: BatchRow,
    next_row: i64,
    in_chunk: usize,
    chunk_bytes: usize,
    references: u64,
    listed: u64,
    /// Whether a chunk is on the disk already.
    staged: bool,
    finished: bool,
}

/// A chunk is committed when its documents reach so many bytes, whatever their number.
const CHUNK_BYTES: usize = 16 << 20;

impl Store {
    /// Begins an import.
    pub fn import(&mut self, info: &BatchInfo) -> Result<ImportWriter<'_>> {
        self.ready()?;
        let info = serde_json::to_string(info).map_err(StoreError::json("an import"))?;
        let tx = self.connection();
        tx.execute_batch("BEGIN IMMEDIATE")?;
        let begun = (|| {
            let next_row = facts::int(tx, Fact::NextRow)?;
            let batch = BatchRow {
                row: batch::next_row(tx)?,
                id: BatchId::new(),
                state: BatchState::Staging,
                info,
                added: crate::clock::now(),
                first_row: next_row,
                last_row: i64::MAX,
                captures: 0,
            };
            batch.insert(tx)?;
            Ok::<_, StoreError>((batch, next_row))
        })();
        let (batch, next_row) = match begun {
            Ok(begun) => begun,
            Err(error) => {
                self.roll_back();
                return Err(error);
            }
        };
        Ok(ImportWriter {
            store: self,
            batch,
            next_row,
            in_chunk: 0,
            chunk_bytes: 0,
            references: 0,
            listed: 0,
            staged: false,
            finished: false,
        })
    }
}

impl ImportWriter<'_> {
    /// The id of the import.
    pub fn batch(&self) -> BatchId {
        self.batch.id
    }

    /// Keeps the bytes of a file or paste, and returns its number within the import.
    pub fn capture(&mut self, capture: &Capture) -> Result<u32> {
        let ordinal = self.batch.captures;
        capture::insert(self.store.connection(), self.batch.row, ordinal, capture)?;
        self.batch.captures += 1;
        self.batch.update(self.store.connection())?;
        self.count(capture.bytes.len() / 4)?;
        Ok(ordinal as u32)
    }

    /// Adds a work. Its captures without a batch become captures of this one.
    pub fn add(&mut self, mut new: NewReference) -> Result<ReferenceId> {
        for source in &mut new.reference.sources {
            if let Source::Capture(capture) = source {
                capture.batch.get_or_insert(self.batch.id.uuid());
            }
        }
        let row = ReferenceRow {
            row: self.next_row,
            id: ReferenceId::new(),
            batch: self.batch.row,
            standing: new.standing,
            deleted: false,
            merged_into: new.merged_into,
            relations: 0,
            document: document_of(&new.reference)?,
        };
        let tx = self.store.connection();
        row.insert(tx)?;
        if row.is_present() {
            derived::add(tx, &row, &new.reference)?;
        }
        for (kind, object, rank) in new.relations {
            let relation = Relation {
                id: RelationId::new(),
                subject: row.id,
                kind,
                object,
                rank,
            };
            insert_relation(tx, relation, &mut BTreeSet::new())?;
        }
        self.next_row += 1;
        match new.standing {
            _ if new.merged_into.is_some() => {}
            Standing::Reference => self.references += 1,
            Standing::Listed => self.listed += 1,
        }
        self.count(row.document.len())?;
        Ok(row.id)
    }

    /// Commits the import as one operation: from here on it is in the library whatever
    /// happens. The closure may change references that were there before.
    pub fn commit<E: From<StoreError>>(
        mut self,
        files: Vec<String>,
        more: impl FnOnce(&mut Transaction<'_>) -> Result<(), E>,
    ) -> Result<OperationId, E> {
        let operation = Operation::Import {
            files,
            references: self.references,
            listed: self.listed,
        };
        self.commit_as(&operation, more)
    }

    /// Commits as references that were added by hand, not imported.
    pub fn commit_added(mut self) -> Result<OperationId> {
        self.commit_as(&Operation::Add, |_| Ok::<_, StoreError>(()))
    }

    fn commit_as<E: From<StoreError>>(
        &mut self,
        operation: &Operation,
        more: impl FnOnce(&mut Transaction<'_>) -> Result<(), E>,
    ) -> Result<OperationId, E> {
        self.batch.state = BatchState::Committed;
        self.batch.last_row = self.next_row - 1;
        let tx = self.store.connection();
        self.batch.update(tx)?;
        facts::put_int(tx, Fact::NextRow, self.next_row)?;
        let mut transaction = Transaction::new(tx);
        more(&mut transaction)?;
        let import = Some((self.batch.id, self.references));
        let id = transaction
            .finish(operation, import, self.store.rules())?
            .ok_or_else(|| StoreError::damaged("the log", "an import left no entry"))?;
        tx.execute_batch("COMMIT").map_err(StoreError::from)?;
        self.finished = true;
        // The import is acknowledged from here on: a failure to index or to clean up
        // behind is made good at the next start.
        if self.store.tidy().is_err() {
            self.store.needs_recovery();
        }
        Ok(id)
    }

    fn count(&mut self, bytes: usize) -> Result<()> {
        self.in_chunk += 1;
        self.chunk_bytes += bytes;
        if self.in_chunk >= self.store.chunk() || self.chunk_bytes >= CHUNK_BYTES {
            let tx = self.store.connection();
            facts::put_int(tx, Fact::NextRow, self.next_row)?;
            tx.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
            (self.in_chunk, self.chunk_bytes, self.staged) = (0, 0, true);
        }
        Ok(())
    }
}

impl Drop for ImportWriter<'_> {
    fn drop(&mut self) {
        if self.finished {
            return;
        }
        self.store.roll_back();
        // What was staged is removed now; should that fail, before the next write.
        if self.staged && recovery::discard_staging(self.store.connection_mut()).is_err() {
            self.store.needs_recovery();
        }
    }
}
