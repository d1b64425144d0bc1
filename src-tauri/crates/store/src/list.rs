//! Lists: sorted, filtered, page by page.

use crate::derived::{missing_bit, visible};
use crate::entity::{Standing, Stored, batch, reference};
use crate::error::Result;
use crate::ids::{BatchId, ReferenceId};
use crate::search::index::LISTED_OFFSET;
use crate::search::query::Query;
use crate::store::Store;
use diglot_model::{Missing, ReferenceType};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Which works a list holds; all conditions must hold.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that must stand in the work's texts.
    pub text: Option<Query>,
    /// The first year of publication that is listed.
    pub year_from: Option<i32>,
    /// The last year of publication that is listed.
    pub year_to: Option<i32>,
    /// The kinds that are listed; empty for all.
    pub kinds: Vec<ReferenceType>,
    /// What the works must lack.
    pub missing: Vec<Missing>,
    /// Only works that lack something.
    pub incomplete: bool,
    /// The import that brought them.
    pub batch: Option<BatchId>,
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortField {
    /// When the work came into the library.
    #[default]
    Added,
    /// Title.
    Title,
    /// First author.
    Author,
    /// Year of publication.
    Year,
    /// Journal, book or other container.
    Container,
    /// Kind of work.
    Kind,
}

impl SortField {
    /// The name used in queries and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Title => "title",
            Self::Author => "author",
            Self::Year => "year",
            Self::Container => "container",
            Self::Kind => "type",
        }
    }

    /// The field with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Added,
            Self::Title,
            Self::Author,
            Self::Year,
            Self::Container,
            Self::Kind,
        ]
        .into_iter()
        .find(|field| field.name() == name)
    }

    fn column(self) -> &'static str {
        match self {
            Self::Added => "row",
            Self::Title => "title_key",
            Self::Author => "author_key",
            Self::Year => "year",
            Self::Container => "container_key",
            Self::Kind => "kind",
        }
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sort {
    /// What it goes by.
    pub by: SortField,
    /// Whether it goes from the greatest to the least.
    pub descending: bool,
}

impl Store {
    /// Works of one standing.
    pub fn list(
        &self,
        standing: Standing,
        filter: &Filter,
        sort: Sort,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Stored>> {
        let rows = select_rows(self.connection(), standing, filter, sort, limit, offset)?;
        rows.into_iter()
            .map(|row| reference::by_row(self.connection(), row)?.stored(self.connection()))
            .collect()
    }

    /// The ids of works of one standing, without reading them.
    pub fn list_ids(
        &self,
        standing: Standing,
        filter: &Filter,
        sort: Sort,
    ) -> Result<Vec<ReferenceId>> {
        let rows = select_rows(self.connection(), standing, filter, sort, usize::MAX, 0)?;
        let mut statement = self
            .connection()
            .prepare_cached("SELECT id FROM reference WHERE row = ?1")?;
        rows.into_iter()
            .map(|row| Ok(statement.query_row([row], |row| row.get(0))?))
            .collect()
    }

    /// How many works of one standing there are.
    pub fn count(&self, standing: Standing, filter: &Filter) -> Result<u64> {
        let (condition, values) = condition(self.connection(), standing, filter)?;
        let sql = format!("SELECT count(*) FROM listing WHERE {condition}");
        Ok(self
            .connection()
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| row.get::<_, i64>(0))? as u64)
    }
}

fn select_rows(
    connection: &Connection,
    standing: Standing,
    filter: &Filter,
    sort: Sort,
    limit: usize,
    offset: usize,
) -> Result<Vec<i64>> {
    let (condition, mut values) = condition(connection, standing, filter)?;
    let column = sort.by.column();
    let direction = if sort.descending { "DESC" } else { "ASC" };
    let order = if sort.by == SortField::Added {
        format!("row {direction}")
    } else {
        format!("{column} {direction}, row {direction}")
    };
    let sql =
        format!("SELECT row FROM listing WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?");
    for number in [limit, offset] {
        values.push(Value::Integer(i64::try_from(number).unwrap_or(i64::MAX)));
    }
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}

/// The filter as a condition in SQL with the values of its question marks.
fn condition(
    connection: &Connection,
    standing: Standing,
    filter: &Filter,
) -> Result<(String, Vec<Value>)> {
    let mut sql = String::from("standing = ?");
    let mut values = vec![Value::Text(standing.name().to_owned())];
    let mut and = |condition: &str, value: Option<Value>| {
        sql.push_str(" AND ");
        sql.push_str(condition);
        values.extend(value);
    };
    if let Some(query) = &filter.text {
        let base = match standing {
            Standing::Reference => 0,
            Standing::Listed => LISTED_OFFSET,
        };
        and(
            &format!("row IN (SELECT rowid - {base} FROM fulltext WHERE fulltext MATCH ?)"),
            Some(Value::Text(query.fts(None))),
        );
    }
    if let Some(year) = filter.year_from {
        and("year >= ?", Some(Value::Integer(year.into())));
    }
    if let Some(year) = filter.year_to {
        and("year <= ?", Some(Value::Integer(year.into())));
    }
    if !filter.kinds.is_empty() {
        let marks = vec!["?"; filter.kinds.len()].join(", ");
        and(&format!("kind IN ({marks})"), None);
    }
    values.extend(filter.kinds.iter().map(|kind| Value::Text(kind.csl_name())));
    let mut and = |condition: &str, value: Option<Value>| {
        sql.push_str(" AND ");
        sql.push_str(condition);
        values.extend(value);
    };
    for missing in &filter.missing {
        and(&format!("missing & {} <> 0", missing_bit(*missing)), None);
    }
    if filter.incomplete {
        and("missing <> 0", None);
    }
    if let Some(id) = filter.batch {
        let (first, last) = batch::by_id(connection, id)?
            .map_or((0, -1), |batch| (batch.first_row, batch.last_row));
        and("row >= ?", Some(Value::Integer(first)));
        and("row <= ?", Some(Value::Integer(last)));
    }
    sql.push_str(&visible(connection, "row", 0)?);
    Ok((sql, values))
}
