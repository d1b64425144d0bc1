//! Lists: sorted, filtered, page by page.

use crate::derived::{missing_bit, visible};
use crate::entity::{Standing, Stored, batch, reference};
use crate::error::{Result, StoreError};
use crate::ids::{BatchId, ReferenceId};
use crate::scope::{Scope, tag_condition};
use crate::search::index;
use crate::search::query::Query;
use crate::store::Store;
use diglot_model::{Missing, ReferenceType};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

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
    /// Tags that they must all have, compared folded.
    pub tags: Vec<String>,
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

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How many works the whole list holds.
    pub total: u64,
    /// The works of the part, in order.
    pub works: Vec<Stored>,
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
        self.read(&standing.into(), filter, sort, limit, offset)
    }

    /// The ids of works of one standing, without reading them.
    pub fn list_ids(
        &self,
        standing: Standing,
        filter: &Filter,
        sort: Sort,
    ) -> Result<Vec<ReferenceId>> {
        self.ids_in(&standing.into(), filter, sort)
    }

    /// How many works of one standing there are.
    pub fn count(&self, standing: Standing, filter: &Filter) -> Result<u64> {
        self.count_in(&standing.into(), filter)
    }

    /// A part of a list with the length of the whole, both of the same moment.
    pub fn page(
        &self,
        scope: &Scope,
        filter: &Filter,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<Page> {
        let moment = self.connection().unchecked_transaction()?;
        let page = if filter.text.is_some() {
            // Looking through the index takes the longest by far, so it is done once.
            let rows = select_rows(self.connection(), scope, filter, sort, usize::MAX, 0)?;
            let part = rows.iter().skip(offset).take(limit);
            Page {
                total: rows.len() as u64,
                works: self.works(part.copied())?,
            }
        } else {
            Page {
                total: self.count_in(scope, filter)?,
                works: self.read(scope, filter, sort, limit, offset)?,
            }
        };
        moment.finish()?;
        Ok(page)
    }

    /// The ids of the works of a list in its order, without reading them.
    pub fn ids_in(&self, scope: &Scope, filter: &Filter, sort: Sort) -> Result<Vec<ReferenceId>> {
        let rows = select_rows(self.connection(), scope, filter, sort, usize::MAX, 0)?;
        let mut statement = self
            .connection()
            .prepare_cached("SELECT id FROM reference WHERE row = ?1")?;
        rows.into_iter()
            .map(|row| Ok(statement.query_row([row], |row| row.get(0))?))
            .collect()
    }

    /// How many works a list holds.
    pub fn count_in(&self, scope: &Scope, filter: &Filter) -> Result<u64> {
        let condition = Condition::of(self.connection(), scope, filter)?;
        condition.count(self.connection())
    }

    /// How many works of a list come before one of it; `None` when it is not in the list.
    pub fn position_of(
        &self,
        id: ReferenceId,
        scope: &Scope,
        filter: &Filter,
        sort: Sort,
    ) -> Result<Option<u64>> {
        let connection = self.connection();
        let row = match reference::row_of(connection, id) {
            Ok(row) => row,
            Err(StoreError::UnknownReference(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let condition = Condition::of(connection, scope, filter)?;
        let Some(key) = condition.key_of(connection, row, sort)? else {
            return Ok(None);
        };
        condition.before(row, key, sort).count(connection).map(Some)
    }

    fn read(
        &self,
        scope: &Scope,
        filter: &Filter,
        sort: Sort,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Stored>> {
        let rows = select_rows(self.connection(), scope, filter, sort, limit, offset)?;
        self.works(rows)
    }

    fn works(&self, rows: impl IntoIterator<Item = i64>) -> Result<Vec<Stored>> {
        rows.into_iter()
            .map(|row| reference::by_row(self.connection(), row)?.stored(self.connection()))
            .collect()
    }
}

fn select_rows(
    connection: &Connection,
    scope: &Scope,
    filter: &Filter,
    sort: Sort,
    limit: usize,
    offset: usize,
) -> Result<Vec<i64>> {
    let Condition { sql, mut values } = Condition::of(connection, scope, filter)?;
    let column = sort.by.column();
    let direction = if sort.descending { "DESC" } else { "ASC" };
    let order = if sort.by == SortField::Added {
        format!("row {direction}")
    } else {
        format!("{column} {direction}, row {direction}")
    };
    let sql = format!("SELECT row FROM listing WHERE {sql} ORDER BY {order} LIMIT ? OFFSET ?");
    for number in [limit, offset] {
        values.push(Value::Integer(i64::try_from(number).unwrap_or(i64::MAX)));
    }
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}

/// A condition in SQL with the values of its question marks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Condition {
    sql: String,
    values: Vec<Value>,
}

impl Condition {
    /// A scope and a filter as a condition on the table of listings.
    fn of(connection: &Connection, scope: &Scope, filter: &Filter) -> Result<Self> {
        let mut all = Self::default();
        let place = scope.put(connection, &mut all)?;
        if let Some(query) = &filter.text {
            let (row, within) = match place {
                Some(place) => (
                    format!("rowid - {}", index::offset(place)),
                    format!(" AND {}", index::within(place)),
                ),
                None => (index::row_of_any().to_owned(), String::new()),
            };
            all.and(
                &format!("row IN (SELECT {row} FROM fulltext WHERE fulltext MATCH ?{within})"),
                [Value::Text(query.fts(None))],
            );
        }
        if let Some(year) = filter.year_from {
            all.and("year >= ?", [Value::Integer(year.into())]);
        }
        if let Some(year) = filter.year_to {
            all.and("year <= ?", [Value::Integer(year.into())]);
        }
        if !filter.kinds.is_empty() {
            let marks = vec!["?"; filter.kinds.len()].join(", ");
            let kinds = filter.kinds.iter();
            all.and(
                &format!("kind IN ({marks})"),
                kinds.map(|kind| Value::Text(kind.csl_name())),
            );
        }
        for missing in &filter.missing {
            all.and(&format!("missing & {} <> 0", missing_bit(*missing)), []);
        }
        if filter.incomplete {
            all.and("missing <> 0", []);
        }
        if let Some(id) = filter.batch {
            all.and_batch(connection, id)?;
        }
        for tag in &filter.tags {
            all.and(&tag_condition(connection, tag)?, []);
        }
        all.sql.push_str(&visible(connection, "row", 0)?);
        Ok(all)
    }

    /// Adds a condition that must hold, too.
    pub(crate) fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    /// Only what an import brought.
    pub(crate) fn and_batch(&mut self, connection: &Connection, id: BatchId) -> Result<()> {
        let (first, last) = batch::by_id(connection, id)?
            .map_or((0, -1), |batch| (batch.first_row, batch.last_row));
        self.and(
            "row BETWEEN ? AND ?",
            [Value::Integer(first), Value::Integer(last)],
        );
        Ok(())
    }

    fn count(&self, connection: &Connection) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM listing WHERE {}", self.sql);
        let count: i64 = connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(&self.values), |row| row.get(0))?;
        Ok(count as u64)
    }

    /// What a row is sorted by; `None` when the condition does not hold for it.
    fn key_of(&self, connection: &Connection, row: i64, sort: Sort) -> Result<Option<Value>> {
        let mut one = self.clone();
        one.and("row = ?", [Value::Integer(row)]);
        let sql = format!("SELECT {} FROM listing WHERE {}", sort.by.column(), one.sql);
        let found = connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(&one.values), |row| row.get(0));
        Ok(found.optional()?)
    }

    /// What comes before a row in an order. Works without a value come first when an
    /// order ascends, as SQLite sorts them.
    fn before(mut self, row: i64, key: Value, sort: Sort) -> Self {
        let number = Value::Integer(row);
        let column = sort.by.column();
        let than = if sort.descending { ">" } else { "<" };
        match (sort.by, key) {
            (SortField::Added, _) => self.and(&format!("row {than} ?"), [number]),
            (_, Value::Null) => {
                let others = if sort.descending {
                    "NOT NULL OR"
                } else {
                    "NULL AND"
                };
                self.and(&format!("({column} IS {others} row {than} ?)"), [number]);
            }
            (_, key) => {
                let without = if sort.descending { "" } else { " OR ? IS NULL" };
                let without = without.replace('?', column);
                self.and(
                    &format!("({column} {than} ? OR ({column} = ? AND row {than} ?){without})"),
                    [key.clone(), key, number],
                );
            }
        }
        self
    }
}
