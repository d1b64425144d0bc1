//! Checking a library: every hash, every reference between rows, everything derived.

use crate::derived::{self, Listing, Rules};
use crate::entity::batch::{self, BatchState};
use crate::entity::collection::CollectionState;
use crate::entity::reference::Place;
use crate::entity::{capture, collection, reference, relation, tag, term};
use crate::error::{Result, StoreError, is_unreadable};
use crate::facts::{self, Fact};
use crate::operation::{self, OperationState};
use crate::search::index;
use crate::store::Store;
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// Something that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which entity, such as `reference 0190…`.
    pub entity: String,
    /// What is wrong with it.
    pub problem: String,
    /// Whether it is derived data, which a repair makes again.
    pub repairable: bool,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// What is wrong; empty for a sound library.
    pub findings: Vec<Finding>,
    /// How many entities were looked at.
    pub entities: u64,
    /// Whether derived data were made again.
    pub repaired: bool,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn damage(&mut self, entity: impl Into<String>, problem: impl Into<String>) {
        self.findings.push(Finding {
            entity: entity.into(),
            problem: problem.into(),
            repairable: false,
        });
    }

    fn derived(&mut self, entity: impl Into<String>, problem: impl Into<String>) {
        self.findings.push(Finding {
            entity: entity.into(),
            problem: problem.into(),
            repairable: true,
        });
    }

    /// Takes damage as a finding and hands other errors on.
    fn take<T>(&mut self, result: Result<T>) -> Result<Option<T>> {
        self.entities += 1;
        match result {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::Damaged { entity, problem }) => {
                self.damage(entity, problem);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }
}

impl Store {
    /// Checks the whole library. With `repair`, derived data are made again when
    /// something is wrong with them; what is left in the report is not derived, and only
    /// a backup brings it back.
    pub fn check(&mut self, repair: bool) -> Result<CheckReport> {
        let rules = *self.rules();
        let report = check(self.connection(), &rules)?;
        if !repair || !report.findings.iter().any(|finding| finding.repairable) {
            return Ok(report);
        }
        self.write(|tx| derived::rebuild(tx, &rules))?;
        self.tidy()?;
        let mut after = check(self.connection(), &rules)?;
        after.repaired = true;
        Ok(after)
    }
}

/// Checks the library behind a connection.
pub(crate) fn check(connection: &Connection, rules: &Rules) -> Result<CheckReport> {
    let mut report = CheckReport::default();
    check_pages(connection, &mut report)?;
    facts::check(connection, |entity, problem| report.damage(entity, problem))?;
    check_batches(connection, &mut report)?;
    capture::check_each(connection, |_, capture| report.take(capture).map(drop))?;
    check_references(connection, rules, &mut report)?;
    relation::each(connection, |row| report.take(row).map(drop))?;
    check_collections(connection, &mut report)?;
    check_tags(connection, &mut report)?;
    term::each(connection, |row| report.take(row).map(drop))?;
    check_log(connection, &mut report)?;
    Ok(report)
}

/// What SQLite itself can tell.
fn check_pages(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut statement = connection.prepare("PRAGMA integrity_check(100)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line.contains("fulltext") || line.contains("listing") || line.contains("reference_key") {
            report.derived("the index", line);
        } else if line != "ok" {
            report.damage("the database", line);
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, number): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        let number = number.map(|n| n.to_string()).unwrap_or_default();
        report.damage(
            format!("{table} row {number}"),
            "it points to something that is missing",
        );
    }
    Ok(())
}

/// Imports are whole: as many references and captures as they brought.
fn check_batches(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut batches = Vec::new();
    batch::each(connection, |row| {
        batches.extend(report.take(row)?);
        Ok(())
    })?;
    let mut last = 0;
    for batch in batches {
        if !matches!(batch.state, BatchState::Committed | BatchState::Undone) {
            continue;
        }
        last = last.max(batch.last_row);
        let count = |sql: &str| -> Result<i64> {
            Ok(connection.query_row(sql, [batch.row], |row| row.get(0))?)
        };
        let references = count("SELECT count(*) FROM reference WHERE +batch = ?1")?;
        let captures = count("SELECT count(*) FROM capture WHERE batch = ?1")?;
        let brought = batch.last_row - batch.first_row + 1;
        if references != brought {
            report.damage(
                format!("batch {}", batch.id),
                format!("it brought {brought} references, {references} are there"),
            );
        }
        if captures != batch.captures {
            report.damage(
                format!("batch {}", batch.id),
                format!("it kept {} captures, {captures} are there", batch.captures),
            );
        }
    }
    match facts::int(connection, Fact::NextRow) {
        Ok(next) if next <= last => report.damage("fact next-row", "it lies behind the references"),
        Ok(_) | Err(StoreError::Damaged { .. }) => {}
        Err(other) => return Err(other),
    }
    Ok(())
}

fn check_references(
    connection: &Connection,
    rules: &Rules,
    report: &mut CheckReport,
) -> Result<()> {
    let mut states: HashMap<i64, BatchState> = HashMap::new();
    batch::each(connection, |row| {
        if let Ok(row) = row {
            states.insert(row.row, row.state);
        }
        Ok(())
    })?;
    let indexed = facts::int(connection, Fact::IndexedRow).unwrap_or(i64::MAX);
    let keyed = facts::int(connection, Fact::KeyedRow).unwrap_or(i64::MAX);
    let (mut listed, mut found_indexed) = (0_i64, 0_i64);
    reference::each(connection, 0, i64::MAX, |row| {
        let Some(row) = report.take(row)? else {
            return Ok(());
        };
        let Some(reference) = report.take(row.reference())? else {
            return Ok(());
        };
        if states.get(&row.batch) == Some(&BatchState::Discarded) {
            return Ok(());
        }
        let relations: i64 = connection
            .prepare_cached("SELECT count(*) FROM relation WHERE subject = ?1")?
            .query_row([row.row], |r| r.get(0))?;
        if relations != row.relations {
            report.damage(row.entity(), "one of its relations is missing");
        }
        if let Some(into) = row.merged_into
            && reference::by_id(connection, into).is_ok_and(|found| found.is_none())
        {
            report.damage(
                row.entity(),
                format!("it was merged into {into}, which is missing"),
            );
        }
        let Some(place) = row.place() else {
            return Ok(());
        };
        listed += 1;
        if listing_of(connection, row.row)? != Some(Listing::of(&reference, place)) {
            report.derived(row.entity(), "lists know it otherwise");
        }
        if row.is_present()
            && row.row <= keyed
            && keys_of(connection, row.row)? != derived::keys_of(&reference, rules)
        {
            report.derived(row.entity(), "its keys are others");
        }
        if row.row <= indexed {
            let at = row.row + index::offset(place);
            let there = connection
                .prepare_cached("SELECT 1 FROM fulltext_docsize WHERE id = ?1")?
                .exists([at])?;
            found_indexed += i64::from(there);
            if !there {
                report.derived(row.entity(), "the full-text index lacks it");
            }
        }
        Ok(())
    })?;
    let count = |table: &str| -> Result<i64> {
        let sql = format!("SELECT count(*) FROM {table}");
        Ok(connection.query_row(&sql, [], |row| row.get(0))?)
    };
    // Rows of discarded imports may still be there; they are removed in chunks.
    if !states.values().any(|state| *state == BatchState::Discarded) {
        if count("listing")? != listed {
            report.derived("the lists", "they hold works that are not there");
        }
        if count("fulltext_docsize")? != found_indexed {
            report.derived("the full-text index", "it holds works that are not there");
        }
    }
    Ok(())
}

/// Collections are all there, in one that is there, and count their members.
fn check_collections(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut found = HashMap::new();
    let mut rows = Vec::new();
    collection::each(connection, |row| {
        rows.extend(report.take(row)?);
        Ok(())
    })?;
    collection::each_member(connection, |member| {
        if let Some((collection, _)) = report.take(member)? {
            *found.entry(collection).or_insert(0_i64) += 1;
        }
        Ok(())
    })?;
    for row in &rows {
        if found.get(&row.row).copied().unwrap_or(0) != row.members {
            report.damage(row.entity(), "one of its members is missing");
        }
        let has_parent = |parent| {
            rows.iter()
                .any(|other| other.id == parent && other.state == CollectionState::Present)
        };
        if row.state == CollectionState::Present
            && let Some(parent) = row.parent
            && !has_parent(parent)
        {
            report.damage(row.entity(), format!("collection {parent} is missing"));
        }
    }
    match facts::int(connection, Fact::Collections) {
        Ok(count) if count != rows.len() as i64 => {
            report.damage(
                "the collections",
                format!("there were {count}, {} are there", rows.len()),
            );
        }
        Ok(_) | Err(StoreError::Damaged { .. }) => {}
        Err(other) => return Err(other),
    }
    Ok(())
}

/// Tags count their uses.
fn check_tags(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut found = HashMap::new();
    tag::each_use(connection, |used| {
        if let Some((tag, _)) = report.take(used)? {
            *found.entry(tag).or_insert(0_i64) += 1;
        }
        Ok(())
    })?;
    tag::each(connection, |row| {
        if let Some(row) = report.take(row)?
            && found.get(&row.row).copied().unwrap_or(0) != row.uses
        {
            report.damage(row.entity(), "one of its uses is missing");
        }
        Ok(())
    })
}

fn listing_of(connection: &Connection, row: i64) -> Result<Option<Listing>> {
    let mut statement = connection.prepare_cached(
        "SELECT standing, title_key, author_key, container_key, year, kind, missing, bilingual
         FROM listing WHERE row = ?1",
    )?;
    let found = statement.query_row([row], |row| {
        let place: String = row.get(0)?;
        let places = [Place::Reference, Place::Listed, Place::Trash];
        Ok(Listing {
            place: places
                .into_iter()
                .find(|known| known.name() == place)
                .ok_or(rusqlite::Error::QueryReturnedNoRows)?,
            title_key: row.get(1)?,
            author_key: row.get(2)?,
            container_key: row.get(3)?,
            year: row.get(4)?,
            kind: row.get(5)?,
            missing: row.get(6)?,
            bilingual: row.get(7)?,
        })
    });
    match found {
        // A value that cannot be read is not what was written, and so none.
        Err(error) if is_unreadable(&error) => Ok(None),
        found => Ok(found.optional()?),
    }
}

fn keys_of(connection: &Connection, row: i64) -> Result<Vec<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT key FROM reference_key WHERE row = ?1")?;
    let keys = statement.query_map([row], |row| row.get(0))?;
    let mut keys: Vec<i64> = keys.filter_map(std::result::Result::ok).collect();
    keys.sort_unstable();
    Ok(keys)
}

/// The log has no gaps, its changes are those that were written, its imports are there.
fn check_log(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut expected = 1;
    operation::each(connection, |row| {
        let Some(row) = report.take(row)? else {
            expected += 1;
            return Ok(());
        };
        if row.row != expected {
            report.damage("the log", format!("operation {expected} is missing"));
        }
        expected = row.row + 1;
        report.take(row.changes(connection))?;
        if let Some(id) = row
            .batch
            .filter(|_| row.state != OperationState::Superseded)
            && batch::by_id(connection, id).is_ok_and(|found| found.is_none())
        {
            report.damage(format!("batch {id}"), "it is missing");
        }
        Ok(())
    })
}
