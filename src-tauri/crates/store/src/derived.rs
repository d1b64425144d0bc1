//! What is derived from references and can be rebuilt: what lists sort by, keys under
//! which works meet, the full-text index.

use crate::entity::batch;
use crate::entity::reference::{self, Place, ReferenceRow};
use crate::error::{Result, StoreError};
use crate::facts::{self, Fact};
use crate::search::index;
use diglot_model::{ContributorRole, LanguageTag, Missing, Reference, TextField};
use diglot_text::normalise::{FOLD_VERSION, fold_search};
use rusqlite::{Connection, OptionalExtension, params};
use std::fmt::Write as _;

/// Makes keys under which works that may be the same meet.
pub type KeyMaker = fn(&Reference) -> Vec<u64>;

/// Changes whenever this module derives something else from the same reference.
const VERSION: u32 = 2;

/// Sort keys are cut here; what follows decides no order that anybody looks for.
const KEY_CHARS: usize = 80;

/// The rules by which data are derived.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) keys: KeyMaker,
    pub(crate) keys_version: u32,
}

impl Rules {
    /// Names the rules and everything that they rest on.
    pub(crate) fn version(&self) -> String {
        format!("{VERSION}.{FOLD_VERSION}.{}", self.keys_version)
    }
}

/// What lists sort and filter a reference by.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) place: Place,
    pub(crate) title_key: String,
    pub(crate) author_key: String,
    pub(crate) container_key: String,
    pub(crate) year: Option<i32>,
    pub(crate) kind: String,
    pub(crate) missing: u8,
    /// Whether a title or an abstract stands in English and in Chinese.
    pub(crate) bilingual: bool,
}

impl Listing {
    pub(crate) fn of(reference: &Reference, place: Place) -> Self {
        let author = reference
            .contributors_as(ContributorRole::Author)
            .next()
            .or_else(|| reference.contributors.first())
            .and_then(|contributor| contributor.name())
            .map(|name| format!("{} {}", name.family(), name.given()));
        Self {
            place,
            title_key: sort_key(reference.title().unwrap_or_default()),
            author_key: sort_key(&author.unwrap_or_default()),
            container_key: sort_key(reference.container_title().unwrap_or_default()),
            year: reference.year(),
            kind: reference.kind.csl_name(),
            missing: reference
                .missing()
                .into_iter()
                .fold(0, |bits, missing| bits | missing_bit(missing)),
            bilingual: is_bilingual(reference),
        }
    }
}

/// Whether a title or an abstract stands in English and in Chinese.
fn is_bilingual(reference: &Reference) -> bool {
    let both = |languages: &mut dyn Iterator<Item = &LanguageTag>| {
        let (mut english, mut chinese) = (false, false);
        for language in languages {
            english |= language.is_english();
            chinese |= language.is_chinese();
        }
        english && chinese
    };
    let titles = reference.texts(TextField::Title).iter();
    let originals = reference.texts(TextField::OriginalTitle).iter();
    both(&mut titles.chain(originals).map(|title| &title.lang))
        || both(&mut reference.abstracts.iter().map(|text| &text.lang))
}

/// The bit that stands for something missing.
pub(crate) fn missing_bit(missing: Missing) -> u8 {
    1 << match missing {
        Missing::Title => 0,
        Missing::Authors => 1,
        Missing::Container => 2,
        Missing::Issued => 3,
    }
}

/// A text as lists sort it: folded, without what stands before its first letter.
fn sort_key(text: &str) -> String {
    let head: String = text.chars().take(KEY_CHARS * 2).collect();
    fold_search(&head)
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take(KEY_CHARS)
        .collect()
}

/// The keys of a reference, as SQLite's signed integers.
pub(crate) fn keys_of(reference: &Reference, rules: &Rules) -> Vec<i64> {
    let mut keys: Vec<i64> = (rules.keys)(reference)
        .into_iter()
        .map(u64::cast_signed)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Adds the listing of a reference, unless it was merged.
pub(crate) fn add(tx: &Connection, row: &ReferenceRow, reference: &Reference) -> Result<()> {
    let Some(place) = row.place() else {
        return Ok(());
    };
    let listing = Listing::of(reference, place);
    tx.prepare_cached(
        "INSERT INTO listing
           (row, standing, title_key, author_key, container_key, year, kind, missing,
            bilingual)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        row.row,
        listing.place.name(),
        listing.title_key,
        listing.author_key,
        listing.container_key,
        listing.year,
        listing.kind,
        listing.missing,
        listing.bilingual
    ])?;
    Ok(())
}

fn add_keys(tx: &Connection, keys: &[(i64, i64)]) -> Result<()> {
    let mut insert =
        tx.prepare_cached("INSERT OR IGNORE INTO reference_key (key, row) VALUES (?1, ?2)")?;
    for (key, row) in keys {
        insert.execute([key, row])?;
    }
    Ok(())
}

/// Removes everything derived from the references of a range of rows.
pub(crate) fn remove(tx: &Connection, from: i64, to: i64) -> Result<()> {
    for sql in [
        "DELETE FROM listing WHERE row BETWEEN ?1 AND ?2",
        "DELETE FROM reference_key WHERE row BETWEEN ?1 AND ?2",
    ] {
        tx.prepare_cached(sql)?.execute([from, to])?;
    }
    index::remove(tx, from, to)
}

/// Derives everything again for one reference, after a change.
pub(crate) fn refresh(tx: &Connection, number: i64, rules: &Rules) -> Result<()> {
    remove(tx, number, number)?;
    let row = reference::by_row(tx, number)?;
    let Some(place) = row.place() else {
        return Ok(());
    };
    let reference = row.reference()?;
    add(tx, &row, &reference)?;
    // What the indexes have not reached yet they will take in when they come there.
    if row.is_present() && number <= facts::int(tx, Fact::KeyedRow)? {
        let keys = keys_of(&reference, rules);
        let keys: Vec<_> = keys.into_iter().map(|key| (key, number)).collect();
        add_keys(tx, &keys)?;
    }
    if number <= facts::int(tx, Fact::IndexedRow)? {
        index::add(tx, row.row, place, &reference)?;
    }
    Ok(())
}

/// Takes the next rows that the full-text index lacks into it, at most `limit`.
/// Returns false when none is left.
pub(crate) fn index_more(tx: &Connection, limit: i64) -> Result<bool> {
    more(tx, Fact::IndexedRow, limit, |row, reference| {
        row.place()
            .map_or(Ok(()), |place| index::add(tx, row.row, place, reference))
    })
}

/// Takes the next rows whose keys are missing, at most `limit`. The keys are written in
/// their order: each page of the index is touched once, however large it has grown.
pub(crate) fn key_more(tx: &Connection, rules: &Rules, limit: i64) -> Result<bool> {
    let mut keys = Vec::new();
    let any = more(tx, Fact::KeyedRow, limit, |row, reference| {
        if row.is_present() {
            let found = keys_of(reference, rules);
            keys.extend(found.into_iter().map(|key| (key, row.row)));
        }
        Ok(())
    })?;
    keys.sort_unstable();
    add_keys(tx, &keys)?;
    Ok(any)
}

/// Hands the next rows after the one that `done` names to a closure, those that are
/// damaged left out, and moves `done` on.
fn more(
    tx: &Connection,
    done: Fact,
    limit: i64,
    mut f: impl FnMut(&ReferenceRow, &Reference) -> Result<()>,
) -> Result<bool> {
    let from = facts::int(tx, done)?;
    let last: Option<i64> = tx
        .prepare_cached(
            "SELECT max(row) FROM
               (SELECT row FROM reference WHERE row > ?1 ORDER BY row LIMIT ?2)",
        )?
        .query_row([from, limit], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(last) = last else { return Ok(false) };
    reference::each(tx, from + 1, last, |row| {
        match row.and_then(|row| Ok((row.reference()?, row))) {
            Ok((reference, row)) if row.place().is_some() => f(&row, &reference),
            Ok(_) | Err(StoreError::Damaged { .. }) => Ok(()),
            Err(other) => Err(other),
        }
    })?;
    facts::put_int(tx, done, last)?;
    Ok(true)
}

/// Forgets everything derived and makes the lists again; the indexes are to be brought
/// up to date behind. Damaged references are left out; `check` names them.
pub(crate) fn rebuild(tx: &Connection, rules: &Rules) -> Result<()> {
    tx.execute_batch("DELETE FROM listing; DELETE FROM reference_key;")?;
    index::clear(tx)?;
    reference::each(tx, 0, i64::MAX, |row| {
        match row.and_then(|row| Ok((row.reference()?, row))) {
            Ok((reference, row)) => add(tx, &row, &reference),
            Err(StoreError::Damaged { .. }) => Ok(()),
            Err(other) => Err(other),
        }
    })?;
    facts::put_int(tx, Fact::IndexedRow, 0)?;
    facts::put_int(tx, Fact::KeyedRow, 0)?;
    facts::put_text(tx, Fact::Derived, &rules.version())
}

/// A condition in SQL that leaves out the rows of batches that are not in the library.
pub(crate) fn visible(connection: &Connection, column: &str, offset: i64) -> Result<String> {
    let mut condition = String::new();
    for (first, last) in batch::hidden_rows(connection)? {
        let (first, last) = (first + offset, last.saturating_add(offset));
        // Writing to a String cannot fail.
        let _ = write!(condition, " AND {column} NOT BETWEEN {first} AND {last}");
    }
    Ok(condition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sort_keys_begin_with_a_letter() {
        assert_eq!(sort_key("“The Sleep” of …"), "the sleep\" of ...");
        assert_eq!(sort_key("【抑郁症】研究"), "抑郁症】研究");
        assert_eq!(sort_key(&"a".repeat(1000)).len(), KEY_CHARS);
    }
}
