//! Applying the log's changes to the entities, forth and back.

use crate::StoreError;
use crate::entity::Standing;
use crate::entity::collection::{self, CollectionRow, CollectionState};
use crate::entity::reference::{self, ReferenceRow, document_of};
use crate::entity::relation::{self, Relation, RelationRow};
use crate::entity::tag;
use crate::entity::term::{self, SaidTerm};
use crate::error::Result;
use crate::ids::{CollectionId, ReferenceId, RelationId};
use crate::operation::{Change, Entity};
use diglot_model::{Field, Reference};
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// Whether a reference is the user's own; beside the model's fields.
pub(crate) const STANDING: &str = "standing";
/// Whether a reference was deleted.
pub(crate) const DELETED: &str = "deleted";
/// The reference that it was merged into.
pub(crate) const MERGED_INTO: &str = "merged-into";
/// A whole relation: null where there is none.
pub(crate) const RELATION: &str = "relation";
/// A whole collection, name and parent: null where there is none.
pub(crate) const COLLECTION: &str = "collection";
/// A collection's name.
pub(crate) const NAME: &str = "name";
/// The collection that a collection is in.
pub(crate) const PARENT: &str = "parent";
/// A tag of a reference: null where it does not have it.
pub(crate) const TAG: &str = "tag";
/// What was said about a term: null where nothing was.
pub(crate) const TERM: &str = "term";

/// The rows of references that changes were about.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Those of which something is derived anew.
    pub(crate) changed: BTreeSet<i64>,
    /// Those that came into collections or out of them, got tags or lost them.
    pub(crate) filed: BTreeSet<i64>,
}

impl Touched {
    /// How many references it is.
    pub(crate) fn count(&self) -> u64 {
        self.changed.union(&self.filed).count() as u64
    }
}

/// Which way changes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From base to value.
    Forth,
    /// From value to base.
    Back,
}

/// Applies changes in order, or backwards in reverse order. Adds the rows of the
/// references that changed to `touched`. Each change must find what it goes from.
pub(crate) fn apply(
    tx: &Connection,
    changes: &[Change],
    direction: Direction,
    touched: &mut Touched,
) -> Result<()> {
    let mut open: Option<OpenReference> = None;
    let mut step = |change: &Change| -> Result<()> {
        let (from, to) = match direction {
            Direction::Forth => (&change.base, &change.value),
            Direction::Back => (&change.value, &change.base),
        };
        if open.as_ref().is_none_or(|o| o.row.id.uuid() != change.id)
            && let Some(done) = open.take()
        {
            done.close(tx)?;
        }
        match change.entity {
            Entity::Relation => set_relation(tx, change.id.into(), from, to, touched),
            Entity::Collection => set_collection(tx, change.id.into(), &change.field, from, to),
            Entity::Membership => set_membership(tx, change.id.into(), from, to, touched),
            Entity::Tagging => set_tagging(tx, change.id.into(), from, to, touched),
            Entity::Term => set_term(tx, from, to),
            Entity::Reference => {
                let reference = match &mut open {
                    Some(reference) => reference,
                    none => none.insert(OpenReference::load(tx, change.id.into())?),
                };
                touched.changed.insert(reference.row.row);
                reference.set(&change.field, from, to)
            }
        }
    };
    match direction {
        Direction::Forth => changes.iter().try_for_each(&mut step)?,
        Direction::Back => changes.iter().rev().try_for_each(&mut step)?,
    }
    open.map_or(Ok(()), |reference| reference.close(tx))
}

/// A reference while changes are made to it.
struct OpenReference {
    row: ReferenceRow,
    /// Read when the first field of the document changes.
    document: Option<Reference>,
}

impl OpenReference {
    fn load(tx: &Connection, id: ReferenceId) -> Result<Self> {
        let row = reference::by_id(tx, id)?
            .ok_or_else(|| StoreError::UnknownReference(id.to_string()))?;
        Ok(Self {
            row,
            document: None,
        })
    }

    fn set(&mut self, field: &str, from: &Value, to: &Value) -> Result<()> {
        let row = &mut self.row;
        let found = match field {
            STANDING => Value::from(row.standing.name()),
            DELETED => Value::from(row.deleted),
            MERGED_INTO => row
                .merged_into
                .map_or(Value::Null, |id| Value::from(id.to_string())),
            _ => {
                let field = Field::from_name(field)?;
                let document = match &mut self.document {
                    Some(document) => document,
                    none => none.insert(row.reference()?),
                };
                expect(row, field.name(), &document.field(field), from)?;
                return Ok(document.set_field(field, to.clone())?);
            }
        };
        expect(row, field, &found, from)?;
        let unfit =
            || StoreError::damaged(row.entity(), format!("the log's {field} is no value of it"));
        match field {
            STANDING => {
                row.standing = to
                    .as_str()
                    .and_then(Standing::from_name)
                    .ok_or_else(unfit)?;
            }
            DELETED => row.deleted = to.as_bool().ok_or_else(unfit)?,
            _ => {
                row.merged_into = match to {
                    Value::Null => None,
                    id => Some(
                        id.as_str()
                            .and_then(|id| id.parse().ok())
                            .ok_or_else(unfit)?,
                    ),
                }
            }
        }
        Ok(())
    }

    fn close(mut self, tx: &Connection) -> Result<()> {
        if let Some(document) = &self.document {
            self.row.document = document_of(document)?;
        }
        self.row.update(tx)
    }
}

/// Refuses to write over something that the log does not know.
fn expect(row: &ReferenceRow, field: &str, found: &Value, from: &Value) -> Result<()> {
    if found == from {
        return Ok(());
    }
    Err(StoreError::damaged(
        row.entity(),
        format!("its {field} is not what the log says it was"),
    ))
}

fn set_relation(
    tx: &Connection,
    id: RelationId,
    from: &Value,
    to: &Value,
    touched: &mut Touched,
) -> Result<()> {
    let entity = || format!("relation {id}");
    match (from, to) {
        (Value::Null, value) => {
            let relation: Relation = serde_json::from_value(value.clone())
                .map_err(|error| StoreError::damaged(entity(), error.to_string()))?;
            insert_relation(tx, relation, touched).map(drop)
        }
        (_, Value::Null) => {
            let found = relation::by_id(tx, id)?
                .ok_or_else(|| StoreError::damaged(entity(), "it is missing"))?;
            relation::delete(tx, id)?;
            count_relations(tx, found.subject, -1)?;
            touched.changed.insert(found.subject);
            Ok(())
        }
        _ => Err(StoreError::damaged(entity(), "the log changes it in place")),
    }
}

/// Adds a relation and counts it at its subject. Returns false when the same relation
/// is there already.
pub(crate) fn insert_relation(
    tx: &Connection,
    relation: Relation,
    touched: &mut Touched,
) -> Result<bool> {
    let row = RelationRow {
        subject: reference::row_of(tx, relation.subject)?,
        object: reference::row_of(tx, relation.object)?,
        relation,
    };
    if !row.insert(tx)? {
        return Ok(false);
    }
    count_relations(tx, row.subject, 1)?;
    touched.changed.insert(row.subject);
    Ok(true)
}

fn count_relations(tx: &Connection, subject: i64, by: i64) -> Result<()> {
    let mut row = reference::by_row(tx, subject)?;
    row.relations += by;
    row.update(tx)
}

/// A collection as the log has it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LoggedCollection {
    pub(crate) name: String,
    pub(crate) parent: Option<CollectionId>,
}

fn unfit(entity: &str, field: &str) -> StoreError {
    StoreError::damaged(
        entity,
        format!("its {field} is not what the log says it was"),
    )
}

fn parse<T: DeserializeOwned>(entity: &str, value: &Value) -> Result<T> {
    serde_json::from_value(value.clone())
        .map_err(|error| StoreError::damaged(entity, error.to_string()))
}

fn set_collection(
    tx: &Connection,
    id: CollectionId,
    field: &str,
    from: &Value,
    to: &Value,
) -> Result<()> {
    let entity = collection::entity(id);
    let found = collection::by_id(tx, id)?;
    if field == COLLECTION && from.is_null() {
        let logged: LoggedCollection = parse(&entity, to)?;
        return create_collection(tx, id, logged, found);
    }
    let mut row = found.ok_or_else(|| StoreError::damaged(&entity, "it is missing"))?;
    let same = |is: bool| {
        if is {
            Ok(())
        } else {
            Err(unfit(&entity, field))
        }
    };
    match field {
        COLLECTION => {
            let logged: LoggedCollection = parse(&entity, from)?;
            same(row.name == logged.name && row.parent == logged.parent)?;
            row.state = CollectionState::Absent;
        }
        NAME => {
            same(row.name == parse::<String>(&entity, from)?)?;
            row.name = parse(&entity, to)?;
        }
        PARENT => {
            same(row.parent == parse(&entity, from)?)?;
            row.parent = parse(&entity, to)?;
        }
        DELETED => {
            let deleted = |value| -> Result<CollectionState> {
                Ok(if parse(&entity, value)? {
                    CollectionState::Deleted
                } else {
                    CollectionState::Present
                })
            };
            same(row.state == deleted(from)?)?;
            row.state = deleted(to)?;
        }
        _ => return Err(StoreError::damaged(&entity, format!("it has no {field}"))),
    }
    row.update(tx)
}

/// Makes a collection, or brings back the one whose creation was undone.
fn create_collection(
    tx: &Connection,
    id: CollectionId,
    logged: LoggedCollection,
    found: Option<CollectionRow>,
) -> Result<()> {
    let state = CollectionState::Present;
    let LoggedCollection { name, parent } = logged;
    match found {
        Some(row) if row.state == CollectionState::Absent => CollectionRow {
            name,
            parent,
            state,
            ..row
        }
        .update(tx),
        Some(row) => Err(StoreError::damaged(row.entity(), "it is there already")),
        None => CollectionRow {
            row: collection::next_row(tx)?,
            id,
            name,
            parent,
            state,
            members: 0,
        }
        .insert(tx),
    }
}

fn set_membership(
    tx: &Connection,
    id: ReferenceId,
    from: &Value,
    to: &Value,
    touched: &mut Touched,
) -> Result<()> {
    let entity = reference::entity(id);
    let reference = reference::row_of(tx, id)?;
    let collection = |value: &Value| -> Result<i64> {
        let id: CollectionId = parse(&entity, value)?;
        let row = collection::by_id(tx, id)?
            .ok_or_else(|| StoreError::damaged(collection::entity(id), "it is missing"))?;
        Ok(row.row)
    };
    touched.filed.insert(reference);
    if !from.is_null() {
        let row = collection(from)?;
        if !collection::delete_member(tx, row, reference)? {
            return Err(unfit(&entity, COLLECTION));
        }
        collection::count(tx, row, -1)?;
    }
    if !to.is_null() {
        let row = collection(to)?;
        if !collection::insert_member(tx, row, reference)? {
            return Err(unfit(&entity, COLLECTION));
        }
        collection::count(tx, row, 1)?;
    }
    Ok(())
}

fn set_tagging(
    tx: &Connection,
    id: ReferenceId,
    from: &Value,
    to: &Value,
    touched: &mut Touched,
) -> Result<()> {
    let entity = reference::entity(id);
    let reference = reference::row_of(tx, id)?;
    touched.filed.insert(reference);
    if let Some(name) = from.as_str() {
        let row = tag::named(tx, name)?.ok_or_else(|| unfit(&entity, TAG))?;
        if !tag::delete_use(tx, row.row, reference)? {
            return Err(unfit(&entity, TAG));
        }
        row.count(tx, -1)?;
    }
    if let Some(name) = to.as_str() {
        let row = tag::named_or_new(tx, name)?;
        if !tag::insert_use(tx, row.row, reference)? {
            return Err(unfit(&entity, TAG));
        }
        row.count(tx, 1)?;
    }
    Ok(())
}

fn set_term(tx: &Connection, from: &Value, to: &Value) -> Result<()> {
    let of = |value: &Value| parse::<Option<SaidTerm>>("a term of the log", value);
    let (from, to) = (of(from)?, of(to)?);
    let Some(term) = from.as_ref().or(to.as_ref()) else {
        return Ok(());
    };
    let said = |term: &Option<SaidTerm>| term.as_ref().map(|term| term.said);
    if term::said(tx, &term.zh, &term.en)? != said(&from) {
        return Err(unfit(&term.entity(), TERM));
    }
    term::put(tx, &term.zh, &term.en, said(&to))
}
