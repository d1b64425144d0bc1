//! A dump of the entities in canonical form: two libraries with the same content give
//! the same bytes, whatever happened in between.

use crate::entity::batch::{self, BatchState};
use crate::entity::collection::CollectionState;
use crate::entity::{capture, collection, reference, relation, tag, term};
use crate::error::Result;
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

impl Store {
    /// Every entity that is in the library, one a line, in order of ids: imports, their
    /// captures, references (also deleted and merged ones) with their collections and tags,
    /// relations, collections (also deleted ones), what was said about terms. Row numbers, hashes and what was undone
    /// are left out.
    pub fn canonical_dump(&self) -> Result<String> {
        let connection = self.connection();
        let mut lines = BTreeMap::new();
        let mut batches = BTreeMap::new();
        batch::each(connection, |row| {
            let row = row?;
            if row.state == BatchState::Committed {
                batches.insert(row.row, row.id);
                let line = format!("{}\t{}\t{}", row.added, row.captures, row.info);
                lines.insert(("1 batch", row.id.uuid(), 0), line);
                for ordinal in 0..row.captures {
                    if let Some(capture) = capture::get(connection, row.row, ordinal)? {
                        let line = format!("{capture:?}");
                        lines.insert(("2 capture", row.id.uuid(), ordinal), line);
                    }
                }
            }
            Ok(())
        })?;
        reference::each(connection, 0, i64::MAX, |row| {
            let row = row?;
            if let Some(batch) = batches.get(&row.batch) {
                let merged = row.merged_into.map(|id| id.to_string());
                let line = format!(
                    "{batch}\t{}\t{}\t{}\t{}\t{}",
                    row.standing.name(),
                    row.deleted,
                    merged.unwrap_or_default(),
                    row.relations,
                    row.document
                );
                lines.insert(("3 reference", row.id.uuid(), 0), line);
                let filed: BTreeSet<_> = collection::of_reference(connection, row.row)?
                    .into_iter()
                    .map(|collection| collection.id.to_string())
                    .collect();
                let tags = tag::of_reference(connection, row.row)?;
                if !filed.is_empty() || !tags.is_empty() {
                    let line = format!("{filed:?}\t{tags:?}");
                    lines.insert(("3 reference", row.id.uuid(), 1), line);
                }
            }
            Ok(())
        })?;
        relation::each(connection, |row| {
            let row = row?;
            let subject = ("3 reference", row.relation.subject.uuid(), 0);
            if lines.contains_key(&subject) {
                let line = format!("{:?}", row.relation);
                lines.insert(("4 relation", row.relation.id.uuid(), 0), line);
            }
            Ok(())
        })?;
        collection::each(connection, |row| {
            let row = row?;
            if row.state != CollectionState::Absent {
                let parent = row.parent.map(|id| id.to_string()).unwrap_or_default();
                let line = format!("{:?}\t{parent}\t{}", row.state, row.name);
                lines.insert(("5 collection", row.id.uuid(), 0), line);
            }
            Ok(())
        })?;
        let mut number = 0;
        term::each(connection, |row| {
            let row = row?;
            let line = format!("{:?}\t{}\t{}", row.said, row.zh, row.en);
            lines.insert(("6 term", uuid::Uuid::nil(), number), line);
            number += 1;
            Ok(())
        })?;
        let mut out = String::new();
        for ((table, id, number), line) in lines {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{table}\t{id}\t{number}\t{line}");
        }
        Ok(out)
    }
}
