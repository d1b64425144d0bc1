//! Collections and tags: what there is, with counts.

use crate::derived::visible;
use crate::entity::collection::CollectionState;
use crate::entity::{Standing, collection, tag};
use crate::error::Result;
use crate::ids::{CollectionId, ReferenceId};
use crate::organise::{present_collection, present_collections, spelling, subtree};
use crate::store::Store;
use diglot_text::normalise::fold_search;
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};

/// A collection as callers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Its id.
    pub id: CollectionId,
    /// Its name.
    pub name: String,
    /// The collection that it is in.
    pub parent: Option<CollectionId>,
    /// How many collections it is in, one in the other.
    pub depth: usize,
    /// How many references are in it or in those in it, each counted once.
    pub count: u64,
}

/// A tag as callers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The tag as it is spelled.
    pub name: String,
    /// How many references have it.
    pub count: u64,
}

impl Store {
    /// Every collection, parents before those in them, each level in the order of names.
    pub fn collections(&self) -> Result<Vec<Collection>> {
        let connection = self.connection();
        let rows = present_collections(connection)?;
        let own = counts(connection, "membership", "collection")?;
        let mut depths: HashMap<CollectionId, usize> = HashMap::new();
        let mut out = Vec::with_capacity(rows.len());
        for row in &rows {
            let depth = row
                .parent
                .map_or(0, |id| depths.get(&id).map_or(0, |depth| depth + 1));
            depths.insert(row.id, depth);
            let count = if rows.iter().any(|other| other.parent == Some(row.id)) {
                count_subtree(connection, row.id)?
            } else {
                own.get(&row.row).copied().unwrap_or(0)
            };
            out.push(Collection {
                id: row.id,
                name: row.name.clone(),
                parent: row.parent,
                depth,
                count,
            });
        }
        Ok(out)
    }

    /// The name of a collection.
    pub fn collection_name(&self, id: CollectionId) -> Result<String> {
        Ok(present_collection(self.connection(), id)?.name)
    }

    /// How a tag is spelled where it is used; as it is given, without needless space, when
    /// it is new.
    pub fn tag_spelling(&self, name: &str) -> Result<String> {
        spelling(self.connection(), name)
    }

    /// The collections that a reference is in.
    pub fn collections_of(&self, id: ReferenceId) -> Result<Vec<CollectionId>> {
        let row = self.known(id)?.row;
        Ok(collection::of_reference(self.connection(), row)?
            .into_iter()
            .filter(|row| row.state == CollectionState::Present)
            .map(|row| row.id)
            .collect())
    }

    /// Every tag that a reference has, in the order of names.
    pub fn tags(&self) -> Result<Vec<Tag>> {
        let uses = counts(self.connection(), "tagging", "tag")?;
        let mut by_name = BTreeMap::new();
        tag::each(self.connection(), |row| {
            let row = row?;
            if let Some(count) = uses.get(&row.row) {
                by_name.insert((fold_search(&row.name), row.name), *count);
            }
            Ok(())
        })?;
        Ok(by_name
            .into_iter()
            .map(|((_, name), count)| Tag { name, count })
            .collect())
    }

    /// The tags of a reference, in the order of names.
    pub fn tags_of(&self, id: ReferenceId) -> Result<Vec<String>> {
        let row = self.known(id)?.row;
        let mut tags = tag::of_reference(self.connection(), row)?;
        tags.sort_by_cached_key(|name| fold_search(name));
        Ok(tags)
    }
}

/// How many references of the library stand in a table of children, by their parent.
fn counts(connection: &Connection, table: &str, parent: &str) -> Result<HashMap<i64, u64>> {
    let visible = visible(connection, "listing.row", 0)?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {table}.{parent}, count(*) FROM {table}
           JOIN listing ON listing.row = {table}.reference
         WHERE standing = ?1 {visible} GROUP BY {table}.{parent}"
    ))?;
    let rows = statement.query_map([Standing::Reference.name()], |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)? as u64))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn count_subtree(connection: &Connection, id: CollectionId) -> Result<u64> {
    let rows: Vec<String> = subtree(connection, id)?
        .into_iter()
        .map(|row| row.row.to_string())
        .collect();
    let visible = visible(connection, "listing.row", 0)?;
    let sql = format!(
        "SELECT count(DISTINCT membership.reference) FROM membership
           JOIN listing ON listing.row = membership.reference
         WHERE membership.collection IN ({}) AND standing = ?1 {visible}",
        rows.join(", ")
    );
    let count: i64 = connection.query_row(&sql, [Standing::Reference.name()], |row| row.get(0))?;
    Ok(count as u64)
}
