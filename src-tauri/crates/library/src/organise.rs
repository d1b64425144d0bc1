//! Collections and tags.

use crate::error::Result;
use crate::library::Library;
use diglot_store::{
    Collection, CollectionId, Operation, OperationId, ReferenceId, StoreError, Tag,
};

impl Library {
    /// Every collection, parents before those in them, each level in the order of names.
    pub fn collections(&self) -> Result<Vec<Collection>> {
        Ok(self.store.collections()?)
    }

    /// The collection whose id is given in full.
    pub fn resolve_collection(&self, id: &str) -> Result<CollectionId> {
        let known = |id: &CollectionId| self.store.collection_name(*id).is_ok();
        let found = id.parse().ok().filter(known);
        Ok(found.ok_or_else(|| StoreError::UnknownCollection(id.to_owned()))?)
    }

    /// The collections that a reference is in.
    pub fn collections_of(&self, id: ReferenceId) -> Result<Vec<CollectionId>> {
        Ok(self.store.collections_of(id)?)
    }

    /// Makes a collection, at the top or in another one.
    pub fn collection_create(
        &mut self,
        name: &str,
        parent: Option<CollectionId>,
    ) -> Result<CollectionId> {
        let operation = Operation::CollectionCreate { name: clean(name) };
        let (id, _) = self
            .store
            .transact(&operation, |tx| tx.collection_create(name, parent))?;
        Ok(id)
    }

    /// Gives a collection another name. `None` when it had it already.
    pub fn collection_rename(
        &mut self,
        id: CollectionId,
        name: &str,
    ) -> Result<Option<OperationId>> {
        let operation = Operation::CollectionRename {
            from: self.store.collection_name(id)?,
            to: clean(name),
        };
        let (_, done) = self
            .store
            .transact(&operation, |tx| tx.collection_rename(id, name))?;
        Ok(done)
    }

    /// Puts a collection into another one, or to the top. `None` when it was there already.
    pub fn collection_move(
        &mut self,
        id: CollectionId,
        parent: Option<CollectionId>,
    ) -> Result<Option<OperationId>> {
        let operation = Operation::CollectionMove {
            name: self.store.collection_name(id)?,
            parent: parent
                .map(|parent| self.store.collection_name(parent))
                .transpose()?,
        };
        let ((), done) = self
            .store
            .transact(&operation, |tx| tx.collection_move(id, parent))?;
        Ok(done)
    }

    /// Deletes a collection with those in it; the references stay in the library.
    pub fn collection_delete(&mut self, id: CollectionId) -> Result<Option<OperationId>> {
        let operation = Operation::CollectionDelete {
            name: self.store.collection_name(id)?,
        };
        let ((), done) = self
            .store
            .transact(&operation, |tx| tx.collection_delete(id))?;
        Ok(done)
    }

    /// Puts references into a collection, or takes them out of it, as one operation. `None`
    /// when nothing differed.
    pub fn set_membership(
        &mut self,
        references: &[ReferenceId],
        id: CollectionId,
        member: bool,
    ) -> Result<Option<OperationId>> {
        let collection = self.store.collection_name(id)?;
        let operation = if member {
            Operation::File { collection }
        } else {
            Operation::Unfile { collection }
        };
        let ((), done) = self
            .store
            .transact(&operation, |tx| tx.set_membership(references, id, member))?;
        Ok(done)
    }

    /// Every tag that a reference has, in the order of names.
    pub fn tags(&self) -> Result<Vec<Tag>> {
        Ok(self.store.tags()?)
    }

    /// The tags of a reference, in the order of names.
    pub fn tags_of(&self, id: ReferenceId) -> Result<Vec<String>> {
        Ok(self.store.tags_of(id)?)
    }

    /// Gives references a tag, or takes it from them, as one operation. Tags are compared
    /// without regard to case, width and simplified or traditional characters. `None` when
    /// nothing differed.
    pub fn set_tag(
        &mut self,
        references: &[ReferenceId],
        tag: &str,
        tagged: bool,
    ) -> Result<Option<OperationId>> {
        let spelled = self.store.tag_spelling(tag)?;
        let operation = if tagged {
            Operation::Tag { tag: spelled }
        } else {
            Operation::Untag { tag: spelled }
        };
        let (_, done) = self
            .store
            .transact(&operation, |tx| tx.set_tag(references, tag, tagged))?;
        Ok(done)
    }

    /// Gives a tag another name; when there is a tag of that name, the two become one.
    /// `None` when no reference has the tag.
    pub fn tag_rename(&mut self, from: &str, to: &str) -> Result<Option<OperationId>> {
        let operation = Operation::TagRename {
            from: self.store.tag_spelling(from)?,
            to: clean(to),
        };
        let (_, done) = self
            .store
            .transact(&operation, |tx| tx.tag_rename(from, to))?;
        Ok(done)
    }
}

/// A name as the store keeps it.
fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
