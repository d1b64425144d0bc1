//! Collections and tags: changing them within an operation.

use crate::apply::{COLLECTION, DELETED, LoggedCollection, NAME, PARENT, TAG};
use crate::derived::visible;
use crate::entity::collection::{self, CollectionRow, CollectionState};
use crate::entity::{reference, tag};
use crate::error::{Result, StoreError};
use crate::ids::{CollectionId, ReferenceId};
use crate::operation::{Change, Entity};
use crate::transact::Transaction;
use diglot_text::normalise::fold_search;
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;

impl Transaction<'_> {
    /// Makes a collection, at the top or in another one.
    pub fn collection_create(
        &mut self,
        name: &str,
        parent: Option<CollectionId>,
    ) -> Result<CollectionId> {
        let name = clean_name(name)?;
        if let Some(parent) = parent {
            present_collection(self.tx, parent)?;
        }
        let id = CollectionId::new();
        let value = serde_json::to_value(LoggedCollection { name, parent })
            .map_err(StoreError::json("a collection"))?;
        self.change_collection(id, COLLECTION, Value::Null, value)?;
        Ok(id)
    }

    /// Gives a collection another name, and returns the one of before.
    pub fn collection_rename(&mut self, id: CollectionId, name: &str) -> Result<String> {
        let name = clean_name(name)?;
        let before = present_collection(self.tx, id)?.name;
        if before != name {
            self.change_collection(id, NAME, Value::from(before.as_str()), Value::from(name))?;
        }
        Ok(before)
    }

    /// Puts a collection into another one, or to the top.
    pub fn collection_move(
        &mut self,
        id: CollectionId,
        parent: Option<CollectionId>,
    ) -> Result<()> {
        let row = present_collection(self.tx, id)?;
        let mut above = parent;
        while let Some(at) = above {
            if at == id {
                return Err(StoreError::CollectionInItself(row.name));
            }
            above = present_collection(self.tx, at)?.parent;
        }
        if row.parent == parent {
            return Ok(());
        }
        let value =
            |id: Option<CollectionId>| id.map_or(Value::Null, |id| Value::from(id.to_string()));
        self.change_collection(id, PARENT, value(row.parent), value(parent))
    }

    /// Deletes a collection with those in it; tombstones stay, and so do the references.
    pub fn collection_delete(&mut self, id: CollectionId) -> Result<()> {
        for row in subtree(self.tx, id)? {
            self.change_collection(row.id, DELETED, Value::from(false), Value::from(true))?;
        }
        Ok(())
    }

    /// Puts references into a collection, or takes them out of it.
    pub fn set_membership(
        &mut self,
        references: &[ReferenceId],
        id: CollectionId,
        member: bool,
    ) -> Result<()> {
        let row = present_collection(self.tx, id)?.row;
        let value = Value::from(id.to_string());
        for reference in references {
            let is = collection::has_member(self.tx, row, self.present(*reference)?.row)?;
            if is == member {
                continue;
            }
            let (base, value) = if member {
                (Value::Null, value.clone())
            } else {
                (value.clone(), Value::Null)
            };
            self.change_of(Entity::Membership, *reference, COLLECTION, base, value)?;
        }
        Ok(())
    }

    /// Gives references a tag, or takes it from them. Tags are compared folded: a tag that
    /// is there keeps its spelling. Returns the tag as it is spelled.
    pub fn set_tag(
        &mut self,
        references: &[ReferenceId],
        name: &str,
        tagged: bool,
    ) -> Result<String> {
        let spelled = spelling(self.tx, name)?;
        let folded = fold_search(&spelled);
        for id in references {
            let row = self.present(*id)?.row;
            let has: Vec<String> = tag::of_reference(self.tx, row)?
                .into_iter()
                .filter(|name| fold_search(name) == folded)
                .collect();
            if tagged && has.is_empty() {
                self.change_tag(*id, None, Some(&spelled))?;
            }
            if !tagged {
                for name in has {
                    self.change_tag(*id, Some(&name), None)?;
                }
            }
        }
        Ok(spelled)
    }

    /// Gives a tag another name wherever it is used, also in the trash. When there is a
    /// tag of that name, the two become one. Returns the name as it is spelled.
    pub fn tag_rename(&mut self, from: &str, to: &str) -> Result<String> {
        let to = clean_name(to)?;
        let same = fold_search(&to) == fold_search(from);
        let to = if same { to } else { spelling(self.tx, &to)? };
        let mut users: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for row in folding_alike(self.tx, from)? {
            if row.name == to {
                continue;
            }
            for user in users_of(self.tx, row.row)? {
                users.entry(user).or_default().push(row.name.clone());
            }
        }
        for (row, old) in users {
            let id = reference::id_of(self.tx, row)?;
            for name in &old {
                self.change_tag(id, Some(name), None)?;
            }
            if !tag::of_reference(self.tx, row)?.contains(&to) {
                self.change_tag(id, None, Some(&to))?;
            }
        }
        Ok(to)
    }

    /// Puts a reference into the collections that another is in, and gives it its tags.
    pub(crate) fn file_like(&mut self, id: ReferenceId, other: ReferenceId) -> Result<()> {
        let row = reference::row_of(self.tx, other)?;
        for collection in collection::of_reference(self.tx, row)? {
            if collection.state == CollectionState::Present {
                self.set_membership(&[id], collection.id, true)?;
            }
        }
        for name in tag::of_reference(self.tx, row)? {
            self.set_tag(&[id], &name, true)?;
        }
        Ok(())
    }

    fn change_collection(
        &mut self,
        id: CollectionId,
        field: &str,
        base: Value,
        value: Value,
    ) -> Result<()> {
        self.log(vec![Change {
            entity: Entity::Collection,
            id: id.uuid(),
            field: field.to_owned(),
            base,
            value,
        }])
    }

    fn change_tag(&mut self, id: ReferenceId, from: Option<&str>, to: Option<&str>) -> Result<()> {
        let value = |name: Option<&str>| name.map_or(Value::Null, Value::from);
        self.change_of(Entity::Tagging, id, TAG, value(from), value(to))
    }

    fn change_of(
        &mut self,
        entity: Entity,
        id: ReferenceId,
        field: &str,
        base: Value,
        value: Value,
    ) -> Result<()> {
        self.log(vec![Change {
            entity,
            id: id.uuid(),
            field: field.to_owned(),
            base,
            value,
        }])
    }
}

/// A name without space around it, its inner space single.
pub(crate) fn clean_name(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if fold_search(&name).is_empty() {
        return Err(StoreError::EmptyName);
    }
    Ok(name)
}

/// A collection that is in the library.
pub(crate) fn present_collection(
    connection: &Connection,
    id: CollectionId,
) -> Result<CollectionRow> {
    collection::by_id(connection, id)?
        .filter(|row| row.state == CollectionState::Present)
        .ok_or_else(|| StoreError::UnknownCollection(id.to_string()))
}

/// Every collection that is in the library, parents before those in them, each level in
/// the order of names.
pub(crate) fn present_collections(connection: &Connection) -> Result<Vec<CollectionRow>> {
    let mut by_parent: BTreeMap<Option<CollectionId>, Vec<CollectionRow>> = BTreeMap::new();
    collection::each(connection, |row| {
        let row = row?;
        if row.state == CollectionState::Present {
            by_parent.entry(row.parent).or_default().push(row);
        }
        Ok(())
    })?;
    for level in by_parent.values_mut() {
        level.sort_by_cached_key(|row| std::cmp::Reverse((fold_search(&row.name), row.id)));
    }
    let mut open = by_parent.remove(&None).unwrap_or_default();
    let mut out = Vec::new();
    while let Some(row) = open.pop() {
        open.extend(by_parent.remove(&Some(row.id)).unwrap_or_default());
        out.push(row);
    }
    Ok(out)
}

/// A collection with all that are in it, the collection itself first.
pub(crate) fn subtree(connection: &Connection, id: CollectionId) -> Result<Vec<CollectionRow>> {
    let mut inside: Vec<CollectionId> = Vec::new();
    let mut out = Vec::new();
    for row in present_collections(connection)? {
        if row.id == id || row.parent.is_some_and(|parent| inside.contains(&parent)) {
            inside.push(row.id);
            out.push(row);
        }
    }
    if out.is_empty() {
        return Err(StoreError::UnknownCollection(id.to_string()));
    }
    Ok(out)
}

/// The tags that are the same when folded.
pub(crate) fn folding_alike(connection: &Connection, name: &str) -> Result<Vec<tag::TagRow>> {
    let folded = fold_search(name);
    let mut out = Vec::new();
    tag::each(connection, |row| {
        let row = row?;
        if fold_search(&row.name) == folded {
            out.push(row);
        }
        Ok(())
    })?;
    Ok(out)
}

/// How a tag is spelled where it is used already; as it is given when it is new.
pub(crate) fn spelling(connection: &Connection, name: &str) -> Result<String> {
    let name = clean_name(name)?;
    for row in folding_alike(connection, &name)? {
        if !users_of(connection, row.row)?.is_empty() {
            return Ok(row.name);
        }
    }
    Ok(name)
}

/// The rows of references with a tag, those of imports that are not in the library left out.
fn users_of(connection: &Connection, tag: i64) -> Result<Vec<i64>> {
    let visible = visible(connection, "reference", 0)?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT reference FROM tagging WHERE tag = ?1 {visible} ORDER BY reference"
    ))?;
    let rows = statement.query_map([tag], |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}
