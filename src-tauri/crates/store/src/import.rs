//! Writing an import: in chunks as staging, then committed at once.

use crate::StoreError;
use crate::apply::{Touched, insert_relation};
use crate::derived;
use crate::entity::Standing;
use crate::entity::batch::{self, BatchInfo, BatchRow, BatchState};
use crate::entity::capture::{self, Capture};
use crate::entity::collection::{self, CollectionRow};
use crate::entity::reference::{ReferenceRow, document_of};
use crate::entity::relation::{Relation, RelationKind};
use crate::entity::tag;
use crate::error::Result;
use crate::facts::{self, Fact};
use crate::ids::{BatchId, CollectionId, OperationId, ReferenceId, RelationId};
use crate::operation::Operation;
use crate::organise::{present_collection, spelling};
use crate::recovery;
use crate::store::Store;
use crate::transact::Transaction;
use diglot_model::{Reference, Source};
use diglot_text::normalise::fold_search;
use rusqlite::Connection;
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
    filing: Filing,
    /// Whether a chunk is on the disk already.
    staged: bool,
    finished: bool,
}

/// Where the references of an import are put.
#[derive(Debug, Default)]
struct Filing {
    collection: Option<CollectionRow>,
    tags: Vec<String>,
    /// How many references the chunk put there.
    filed: i64,
    /// References of before that take in one of the import.
    survivors: BTreeSet<ReferenceId>,
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
            filing: Filing::default(),
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

    /// Puts the references that are added from here on into a collection and gives them
    /// tags, within the same operation: undoing the import undoes it, too. A reference that
    /// one of them is merged into is put there as well; works that a page lists are not.
    pub fn file_under(&mut self, collection: Option<CollectionId>, tags: &[String]) -> Result<()> {
        let tx = self.store.connection();
        self.filing.flush(tx)?;
        self.filing.collection = collection
            .map(|id| present_collection(tx, id))
            .transpose()?;
        self.filing.tags.clear();
        for tag in tags {
            let tag = spelling(tx, tag)?;
            let folded = fold_search(&tag);
            if self.filing.tags.iter().all(|t| fold_search(t) != folded) {
                self.filing.tags.push(tag);
            }
        }
        Ok(())
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
        derived::add(tx, &row, &new.reference)?;
        for (kind, object, rank) in new.relations {
            let relation = Relation {
                id: RelationId::new(),
                subject: row.id,
                kind,
                object,
                rank,
            };
            insert_relation(tx, relation, &mut Touched::default())?;
        }
        match new.merged_into {
            Some(survivor) => drop(self.filing.survivors.insert(survivor)),
            None if new.standing == Standing::Reference => self.filing.file(tx, row.row)?,
            None => {}
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
            collection: self.filing.collection.as_ref().map(|row| row.name.clone()),
            tags: self.filing.tags.clone(),
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
        self.filing.flush(tx)?;
        self.batch.update(tx)?;
        facts::put_int(tx, Fact::NextRow, self.next_row)?;
        let mut transaction = Transaction::new(tx);
        more(&mut transaction)?;
        self.filing
            .file_survivors(&mut transaction, self.batch.row)?;
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
            self.filing.flush(tx)?;
            facts::put_int(tx, Fact::NextRow, self.next_row)?;
            tx.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
            (self.in_chunk, self.chunk_bytes, self.staged) = (0, 0, true);
        }
        Ok(())
    }
}

impl Filing {
    /// Puts a reference where it belongs.
    fn file(&mut self, tx: &Connection, reference: i64) -> Result<()> {
        if let Some(collection) = &self.collection {
            collection::insert_member(tx, collection.row, reference)?;
        }
        for name in &self.tags {
            let tag = tag::named_or_new(tx, name)?;
            tag::insert_use(tx, tag.row, reference)?;
        }
        self.filed += 1;
        Ok(())
    }

    /// Counts what was filed at the collection and the tags; before every commit.
    fn flush(&mut self, tx: &Connection) -> Result<()> {
        let filed = std::mem::take(&mut self.filed);
        if filed == 0 {
            return Ok(());
        }
        if let Some(row) = &self.collection {
            collection::count(tx, row.row, filed)?;
        }
        for name in &self.tags {
            tag::named_or_new(tx, name)?.count(tx, filed)?;
        }
        Ok(())
    }

    /// References of before are filed by the log: undoing must not touch what they had.
    fn file_survivors(&self, tx: &mut Transaction<'_>, batch: i64) -> Result<()> {
        let mut survivors = Vec::new();
        for id in &self.survivors {
            let row = tx.present(*id)?;
            if row.batch != batch && row.standing == Standing::Reference {
                survivors.push(*id);
            }
        }
        if let Some(collection) = &self.collection {
            tx.set_membership(&survivors, collection.id, true)?;
        }
        for name in &self.tags {
            tx.set_tag(&survivors, name, true)?;
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
