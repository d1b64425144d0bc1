//! A library that is open, and looking things up in it.

use crate::error::{LibraryError, Result};
use crate::filter::Filter;
use diglot_duplicates::{KEYS_VERSION, blocking_keys};
use diglot_model::{CaptureSource, Source};
use diglot_store::{
    Access, Batch, BatchId, LibraryId, Options, ReferenceId, Relation, RelationKind, Sort,
    Standing, Store, Stored,
};
use diglot_text::decode::decode_as;
use std::path::{Path, PathBuf};

/// Which library to open, and what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryOptions {
    /// The library's folder.
    pub dir: PathBuf,
    /// Writing, which only one may at a time, or reading.
    pub access: Access,
}

/// A library that is open.
pub struct Library {
    pub(crate) store: Store,
}

/// The text that a reference was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Where it stood.
    pub source: CaptureSource,
    /// The record as it stood there; spans of values count from its first byte.
    pub text: String,
}

/// How the store is to work for this crate.
pub(crate) fn store_options() -> Options {
    Options {
        keys: blocking_keys,
        keys_version: KEYS_VERSION,
        ..Options::default()
    }
}

impl Library {
    /// Opens a library. For writing it is made if it is not there.
    pub fn open(options: &LibraryOptions) -> Result<Self> {
        let store = Store::open_with(&options.dir, options.access, store_options())?;
        Ok(Self { store })
    }

    /// The library's folder.
    pub fn dir(&self) -> &Path {
        self.store.dir()
    }

    /// The library's id.
    pub fn id(&self) -> Result<LibraryId> {
        Ok(self.store.library_id()?)
    }

    /// The work whose id is given in full or begins so.
    pub fn resolve(&self, id: &str) -> Result<ReferenceId> {
        Ok(self.store.resolve(id)?)
    }

    /// A work that is in the library, by its id in full or the beginning of it.
    pub fn show(&self, id: &str) -> Result<Stored> {
        Ok(self.store.get_present(self.store.resolve(id)?)?)
    }

    /// A work by its id, also when it was deleted or merged.
    pub fn get(&self, id: ReferenceId) -> Result<Stored> {
        Ok(self.store.get(id)?)
    }

    /// References, page by page.
    pub fn list(
        &self,
        filter: &Filter,
        sort: Sort,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Stored>> {
        self.list_of(Standing::Reference, filter, sort, limit, offset)
    }

    /// References or listed works, page by page.
    pub fn list_of(
        &self,
        standing: Standing,
        filter: &Filter,
        sort: Sort,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Stored>> {
        Ok(self
            .store
            .list(standing, filter.store(), sort, limit, offset)?)
    }

    /// The ids of all references of a filter in their order.
    pub fn list_ids(&self, filter: &Filter, sort: Sort) -> Result<Vec<ReferenceId>> {
        Ok(self
            .store
            .list_ids(Standing::Reference, filter.store(), sort)?)
    }

    /// How many references or listed works there are.
    pub fn count(&self, standing: Standing, filter: &Filter) -> Result<u64> {
        Ok(self.store.count(standing, filter.store())?)
    }

    /// References to be exported: those of a filter, in the order they came.
    pub fn export(&self, filter: &Filter) -> Result<Vec<Stored>> {
        self.list(filter, Sort::default(), usize::MAX, 0)
    }

    /// Calls a closure with every reference or listed work, in the order they came.
    pub fn for_each<E: From<diglot_store::StoreError>>(
        &self,
        standing: Standing,
        f: impl FnMut(Stored) -> Result<(), E>,
    ) -> Result<(), E> {
        self.store.for_each(standing, f)
    }

    /// The works that the page of a reference lists, by rank.
    pub fn listed_on(&self, main: ReferenceId) -> Result<Vec<(Relation, Stored)>> {
        self.store
            .relations_to(main)?
            .into_iter()
            .filter(|relation| relation.kind == RelationKind::ListedOn)
            .map(|relation| {
                let stored = self.store.get(relation.subject)?;
                Ok((relation, stored))
            })
            .collect()
    }

    /// What a work is to others.
    pub fn relations(&self, subject: ReferenceId) -> Result<Vec<Relation>> {
        Ok(self.store.relations(subject)?)
    }

    /// An import that is in the library.
    pub fn batch(&self, id: BatchId) -> Result<Option<Batch>> {
        Ok(self.store.batch(id)?)
    }

    /// The text that a reference was first read from, decoded again from the bytes that
    /// were kept.
    pub fn original(&self, id: ReferenceId) -> Result<Original> {
        let missing = || LibraryError::NoOriginal(id);
        let stored = self.store.get(id)?;
        let source = stored
            .reference
            .sources
            .into_iter()
            .find_map(|source| match source {
                Source::Capture(capture) => Some(capture),
                _ => None,
            })
            .ok_or_else(missing)?;
        let batch = source.batch.map(BatchId::from).ok_or_else(missing)?;
        let capture = self
            .store
            .capture(batch, source.capture)?
            .ok_or_else(missing)?;
        let decoded = decode_as(&capture.bytes, &capture.encoding).map_err(|_| missing())?;
        let text = decoded
            .text
            .get(source.start as usize..source.end as usize)
            .ok_or_else(missing)?
            .to_owned();
        Ok(Original { source, text })
    }
}
