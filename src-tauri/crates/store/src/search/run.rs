//! Running a query: total, the best hits, why each was found.

use super::excerpt::{Excerpt, excerpt};
use super::index::{Column, offset as offset_of, within};
use super::query::Query;
use super::tokens::push_tokens;
use crate::derived::visible;
use crate::entity::{Standing, Stored, reference};
use crate::error::Result;
use diglot_model::Reference;
use diglot_text::normalise::fold_search;
use rusqlite::Connection;

/// With at most so many hits all of them are ranked; with more, ranking a common word
/// would take longer than a user waits, so the newest with hits in the title come first.
const RANK_ALL: i64 = 20_000;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many references hold the query.
    pub total: u64,
    /// The first of them, best first.
    pub hits: Vec<Hit>,
}

/// One reference that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The reference.
    pub stored: Stored,
    /// The columns in which something was found.
    pub columns: Vec<Column>,
    /// The part of a text around what was found.
    pub excerpt: Excerpt,
}

/// Searches works of one standing.
pub(crate) fn search(
    connection: &Connection,
    query: &Query,
    standing: Standing,
    limit: usize,
    offset: usize,
) -> Result<Found> {
    let place = standing.into();
    let base = offset_of(place);
    let condition = format!(
        "fulltext MATCH ?1 AND {}{}",
        within(place),
        visible(connection, "rowid", base)?
    );
    let all = query.fts(None);
    let total: i64 = connection
        .prepare_cached(&format!("SELECT count(*) FROM fulltext WHERE {condition}"))?
        .query_row([&all], |row| row.get(0))?;
    let wanted = limit.saturating_add(offset).min(total as usize) as i64;
    let mut rows = if total <= RANK_ALL {
        // Weights in the order of the columns: titles and people before abstracts.
        let sql = format!(
            "SELECT rowid FROM fulltext WHERE {condition}
             ORDER BY bm25(fulltext, 10.0, 8.0, 3.0, 1.0, 5.0, 2.0), rowid DESC LIMIT ?2"
        );
        select(connection, &sql, &all, wanted)?
    } else {
        let sql =
            format!("SELECT rowid FROM fulltext WHERE {condition} ORDER BY rowid DESC LIMIT ?2");
        let mut rows = select(connection, &sql, &query.fts(Some(Column::Title)), wanted)?;
        if (rows.len() as i64) < wanted {
            let known: std::collections::HashSet<i64> = rows.iter().copied().collect();
            let more = select(connection, &sql, &all, wanted + rows.len() as i64)?;
            rows.extend(more.into_iter().filter(|row| !known.contains(row)));
        }
        rows
    };
    let hits = rows
        .drain(..)
        .skip(offset)
        .take(limit)
        .map(|rowid| {
            let stored = reference::by_row(connection, rowid - base)?.stored(connection)?;
            Ok(explain(stored, query))
        })
        .collect::<Result<_>>()?;
    Ok(Found {
        total: total as u64,
        hits,
    })
}

fn select(connection: &Connection, sql: &str, query: &str, limit: i64) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(rusqlite::params![query, limit], |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}

/// Says where a reference holds the query, and shows the best place: an abstract tells
/// more than a title, which is shown anyway.
fn explain(stored: Stored, query: &Query) -> Hit {
    let mut columns = Vec::new();
    let mut best: Option<(usize, bool, String)> = None;
    for column in Column::ALL {
        for text in column.texts(&stored.reference) {
            let count = held(&text, column, query);
            if count == 0 {
                continue;
            }
            if columns.last() != Some(&column) {
                columns.push(column);
            }
            let rank = (count, column == Column::Abstract);
            if best.as_ref().is_none_or(|(c, a, _)| rank > (*c, *a)) {
                best = Some((rank.0, rank.1, text));
            }
        }
    }
    let text = best.map_or_else(|| fallback(&stored.reference), |(_, _, text)| text);
    Hit {
        excerpt: excerpt(&text, query.clauses()),
        columns,
        stored,
    }
}

fn fallback(reference: &Reference) -> String {
    reference.title().unwrap_or_default().to_owned()
}

/// How many of the query's clauses a text of a column holds.
fn held(text: &str, column: Column, query: &Query) -> usize {
    let mut tokens = String::new();
    push_tokens(&fold_search(text), &mut tokens);
    let tokens: Vec<&str> = tokens.split(' ').collect();
    query
        .clauses()
        .iter()
        .filter(|clause| clause.column.is_none_or(|c| c == column))
        .filter(|clause| clause.holds(&tokens))
        .count()
}
