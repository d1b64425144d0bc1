//! A library that is open.

use crate::apply::Direction;
use crate::connection::{in_transaction, open_reader, open_writer};
use crate::derived::{KeyMaker, Rules};
use crate::entity::batch::{self, BatchState};
use crate::entity::reference::{self, ReferenceRow};
use crate::entity::{Batch, Capture, Relation, Standing, Stored, capture, relation};
use crate::error::{Result, StoreError};
use crate::folder::{Folder, create_private_file, remove, rename};
use crate::ids::{BatchId, DeviceId, LibraryId, OperationId, ReferenceId, range_of_prefix};
use crate::operation::{self, HistoryEntry, Operation, OperationEntry};
use crate::recovery;
use crate::search::query::Query;
use crate::search::run::{Found, search};
use crate::transact::{Transaction, present, step};
use crate::{backup, facts, schema};
use diglot_model::Reference;
use rusqlite::Connection;
use std::fs::File;
use std::path::Path;

/// What a library is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading and writing; one at a time.
    Write,
    /// Reading only; any number, also beside a writer.
    Read,
}

/// How a store works; the default suits everything but tests and duplicates.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Makes the keys for [`Store::sharing_keys`].
    pub keys: KeyMaker,
    /// Version of `keys`: derived data are made again when it changes.
    pub keys_version: u32,
    /// How many references of an import are written in one transaction.
    pub chunk: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keys: |_| Vec::new(),
            keys_version: 0,
            chunk: 2_000,
        }
    }
}

/// A library that is open.
pub struct Store {
    folder: Folder,
    access: Access,
    connection: Connection,
    rules: Rules,
    chunk: usize,
    /// After a failed write or sync: the connection is opened again before the next write.
    broken: bool,
    /// Something was left to clean up or to index.
    unfinished: bool,
    /// Held until the store is dropped.
    _lock: Option<File>,
}

impl Store {
    /// Opens the library of a folder. An older schema is brought up to date after a backup.
    /// For writing, the folder and the library are made if they are not there, and what an
    /// end without warning left is made good.
    pub fn open(dir: &Path, access: Access) -> Result<Self> {
        Self::open_with(dir, access, Options::default())
    }

    /// Opens the library of a folder with options.
    pub fn open_with(dir: &Path, access: Access, options: Options) -> Result<Self> {
        let folder = Folder::new(dir);
        let rules = Rules {
            keys: options.keys,
            keys_version: options.keys_version,
        };
        let (connection, lock) = match access {
            Access::Read => (open_to_read(&folder, &rules)?, None),
            Access::Write => {
                folder.create()?;
                let lock = folder.lock()?;
                (open_to_write(&folder, &rules)?, Some(lock))
            }
        };
        Ok(Self {
            folder,
            access,
            connection,
            rules,
            chunk: options.chunk.max(1),
            broken: false,
            unfinished: false,
            _lock: lock,
        })
    }

    /// The library's folder.
    pub fn dir(&self) -> &Path {
        self.folder.dir()
    }

    /// What it was opened for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// The library's id.
    pub fn library_id(&self) -> Result<LibraryId> {
        facts::library_id(&self.connection)
    }

    /// The id of this copy of the library.
    pub fn device_id(&self) -> Result<DeviceId> {
        facts::device_id(&self.connection)
    }

    /// Changes references as one operation. All of it comes to pass, or nothing; the id
    /// is `None` when nothing differed.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        operation: &Operation,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<OperationId>), E> {
        let rules = self.rules;
        let done = self.write(|tx| {
            let mut transaction = Transaction::new(tx);
            let value = f(&mut transaction)?;
            let id = transaction.finish(operation, None, &rules)?;
            Ok::<_, E>((value, id))
        })?;
        if self.tidy().is_err() {
            self.needs_recovery();
        }
        Ok(done)
    }

    /// Undoes the latest operation in effect.
    pub fn undo(&mut self) -> Result<OperationEntry> {
        let rules = self.rules;
        self.write(|tx| step(tx, Direction::Back, None, &rules))
    }

    /// Undoes an operation; refuses when it is not the latest in effect.
    pub fn undo_operation(&mut self, id: OperationId) -> Result<OperationEntry> {
        let rules = self.rules;
        self.write(|tx| step(tx, Direction::Back, Some(id), &rules))
    }

    /// Redoes the operation that was undone last.
    pub fn redo(&mut self) -> Result<OperationEntry> {
        let rules = self.rules;
        self.write(|tx| step(tx, Direction::Forth, None, &rules))
    }

    /// The latest operations, latest first; those undone and not yet superseded too.
    pub fn operations(&self, limit: usize) -> Result<Vec<OperationEntry>> {
        operation::latest(&self.connection, limit)
    }

    /// What was done to a reference and is in effect, oldest first.
    pub fn history(&self, id: ReferenceId) -> Result<Vec<HistoryEntry>> {
        let row = self.known(id)?;
        let batch = batch::by_row(&self.connection, row.batch)?;
        operation::history(&self.connection, id, batch.id)
    }

    /// The reference with an id, also when it was deleted or merged.
    pub fn get(&self, id: ReferenceId) -> Result<Stored> {
        self.known(id)?.stored(&self.connection)
    }

    /// The reference with an id; an error when it was deleted or merged.
    pub fn get_present(&self, id: ReferenceId) -> Result<Stored> {
        present(&self.connection, id)?.stored(&self.connection)
    }

    /// The reference or listed work whose id is given in full or begins so.
    pub fn resolve(&self, prefix: &str) -> Result<ReferenceId> {
        let unknown = || StoreError::UnknownReference(prefix.to_owned());
        let (low, high) = range_of_prefix(prefix).ok_or_else(unknown)?;
        let visible = crate::derived::visible(&self.connection, "row", 0)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id FROM reference WHERE id BETWEEN ?1 AND ?2 {visible} LIMIT 100"
        ))?;
        let found: Vec<ReferenceId> = statement
            .query_map([low, high], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        match found[..] {
            [] => Err(unknown()),
            [id] => Ok(id),
            _ => Err(StoreError::AmbiguousId {
                prefix: prefix.to_owned(),
                count: found.len(),
            }),
        }
    }

    /// Calls a closure with every work of a standing that is in the library, in the
    /// order in which they came.
    pub fn for_each<E: From<StoreError>>(
        &self,
        standing: Standing,
        mut f: impl FnMut(Stored) -> Result<(), E>,
    ) -> Result<(), E> {
        let rows = self.rows(standing)?;
        for row in rows {
            let row = reference::by_row(&self.connection, row)?;
            f(row.stored(&self.connection)?)?;
        }
        Ok(())
    }

    fn rows(&self, standing: Standing) -> Result<Vec<i64>> {
        let visible = crate::derived::visible(&self.connection, "row", 0)?;
        let mut statement = self.connection.prepare(&format!(
            "SELECT row FROM listing WHERE standing = ?1 {visible} ORDER BY row"
        ))?;
        let rows = statement.query_map([standing.name()], |row| row.get(0))?;
        rows.map(|row| Ok(row?)).collect()
    }

    /// Works in the library, of any standing, that share one of [`Options::keys`] with a
    /// reference. Keys that more than `limit` works share
    /// tell nothing and are passed over.
    pub fn sharing_keys(&self, reference: &Reference, limit: usize) -> Result<Vec<ReferenceId>> {
        let visible = crate::derived::visible(&self.connection, "reference_key.row", 0)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT reference.id FROM reference_key
               JOIN reference ON reference.row = reference_key.row
             WHERE key = ?1 {visible} LIMIT ?2"
        ))?;
        let mut out = std::collections::BTreeSet::new();
        for key in crate::derived::keys_of(reference, &self.rules) {
            let ids: Vec<ReferenceId> = statement
                .query_map(rusqlite::params![key, limit as i64 + 1], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            if ids.len() <= limit {
                out.extend(ids);
            }
        }
        Ok(out.into_iter().collect())
    }

    /// What a work is to others.
    pub fn relations(&self, subject: ReferenceId) -> Result<Vec<Relation>> {
        let row = self.known(subject)?;
        let found = relation::of_subject(&self.connection, row.row)?;
        if found.len() as i64 != row.relations {
            return Err(StoreError::damaged(
                row.entity(),
                "one of its relations is missing",
            ));
        }
        self.only_visible(found, |relation| relation.object)
    }

    /// What other works are to a work, in order of rank.
    pub fn relations_to(&self, object: ReferenceId) -> Result<Vec<Relation>> {
        let row = self.known(object)?;
        let found = relation::of_object(&self.connection, row.row)?;
        self.only_visible(found, |relation| relation.subject)
    }

    fn only_visible(
        &self,
        relations: Vec<Relation>,
        other: impl Fn(&Relation) -> ReferenceId,
    ) -> Result<Vec<Relation>> {
        let mut out = Vec::with_capacity(relations.len());
        for relation in relations {
            match self.known(other(&relation)) {
                Ok(_) => out.push(relation),
                Err(StoreError::UnknownReference(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(out)
    }

    /// An import that is in the library.
    pub fn batch(&self, id: BatchId) -> Result<Option<Batch>> {
        match batch::by_id(&self.connection, id)? {
            Some(row) if row.state == BatchState::Committed => Ok(Some(row.public()?)),
            _ => Ok(None),
        }
    }

    /// A capture of an import.
    pub fn capture(&self, batch: BatchId, ordinal: u32) -> Result<Option<Capture>> {
        match batch::by_id(&self.connection, batch)? {
            Some(row) => capture::get(&self.connection, row.row, ordinal.into()),
            None => Ok(None),
        }
    }

    /// Searches works of one standing.
    pub fn search(
        &self,
        query: &Query,
        standing: Standing,
        limit: usize,
        offset: usize,
    ) -> Result<Found> {
        search(&self.connection, query, standing, limit, offset)
    }

    pub(crate) fn known(&self, id: ReferenceId) -> Result<ReferenceRow> {
        let unknown = || StoreError::UnknownReference(id.to_string());
        let row = reference::by_id(&self.connection, id)?.ok_or_else(unknown)?;
        if batch::by_row(&self.connection, row.batch)?.state != BatchState::Committed {
            return Err(unknown());
        }
        Ok(row)
    }
}

/// What the other modules of the crate need.
impl Store {
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }

    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    pub(crate) fn chunk(&self) -> usize {
        self.chunk
    }

    /// Makes sure that the store can write: it was opened for it, the connection is good,
    /// and nothing is left over from before.
    pub(crate) fn ready(&mut self) -> Result<()> {
        if self.access == Access::Read {
            return Err(StoreError::ReadOnly);
        }
        if self.broken {
            // The old connection is closed before the new one is opened.
            self.connection = Connection::open_in_memory()?;
            self.connection = match open_writer(&self.folder.database()) {
                Ok(connection) => connection,
                Err(error) => {
                    // Reading may go on while the cause lasts.
                    if let Ok(reader) = open_reader(&self.folder.database()) {
                        self.connection = reader;
                    }
                    return Err(error);
                }
            };
            (self.broken, self.unfinished) = (false, true);
        }
        if self.unfinished {
            recovery::recover(&mut self.connection, &self.rules)?;
            self.unfinished = false;
        }
        Ok(())
    }

    /// Runs a closure in one transaction.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        f: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.ready()?;
        let done = in_transaction(&mut self.connection, f);
        // Whatever the error was: opening the connection again takes a millisecond, and
        // after a failed write or sync nothing else is safe.
        self.broken |= done.is_err();
        done
    }

    /// Rolls back whatever is open after an error.
    pub(crate) fn roll_back(&mut self) {
        if !self.connection.is_autocommit() {
            // A failure shows at the next write, on a new connection.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.broken = true;
    }

    pub(crate) fn needs_recovery(&mut self) {
        self.unfinished = true;
    }

    /// Cleans up behind an operation and brings the index up to date.
    pub(crate) fn tidy(&mut self) -> Result<()> {
        recovery::purge(&mut self.connection)?;
        recovery::catch_up(&mut self.connection, &self.rules)
    }
}

fn open_to_read(folder: &Folder, rules: &Rules) -> Result<Connection> {
    let path = folder.database();
    let missing = || StoreError::NoLibrary {
        dir: folder.dir().to_path_buf(),
    };
    if !path.is_file() {
        return Err(missing());
    }
    let connection = open_reader(&path)?;
    match schema::refuse_newer(&connection)? {
        0 => return Err(missing()),
        schema::LATEST => return Ok(connection),
        _ => drop(connection),
    }
    bring_up_to_date(folder, rules).map_err(|error| StoreError::Older {
        reason: error.to_string(),
    })?;
    open_reader(&path)
}

/// Opens the library for writing as long as it takes to write it as this program does.
fn bring_up_to_date(folder: &Folder, rules: &Rules) -> Result<()> {
    let _lock = folder.lock()?;
    open_to_write(folder, rules).map(drop)
}

fn open_to_write(folder: &Folder, rules: &Rules) -> Result<Connection> {
    let path = folder.database();
    if !path.exists() && folder.incoming().is_file() {
        // A restore ended between its last two steps; its backup was checked before.
        rename(&folder.incoming(), &path)?;
    }
    remove(&folder.incoming())?;
    create_private_file(&path)?;
    let mut connection = open_writer(&path)?;
    let found = schema::refuse_newer(&connection)?;
    if found > 0 && found < schema::LATEST {
        backup::before(folder, &connection, "migration")?;
    }
    schema::migrate(&mut connection)?;
    if !facts::present(&connection)? {
        in_transaction(&mut connection, |tx| {
            facts::initialise(tx)?;
            facts::put_text(tx, facts::Fact::Derived, &rules.version())
        })?;
    }
    recovery::recover(&mut connection, rules)?;
    Ok(connection)
}
