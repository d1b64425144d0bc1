//! Changing and reading what a person said about terms of the glossary.

use crate::apply::TERM;
use crate::entity::term::{self, SaidTerm, TermSaid};
use crate::error::{Result, StoreError};
use crate::operation::{Change, Entity};
use crate::store::Store;
use crate::transact::Transaction;
use serde_json::Value;
use uuid::Uuid;

impl Transaction<'_> {
    /// Says something about a term, or takes back what was said.
    pub fn say_of_term(&mut self, zh: &str, en: &str, said: Option<TermSaid>) -> Result<()> {
        let before = term::said(self.tx, zh, en)?;
        if before == said {
            return Ok(());
        }
        let value = |said: Option<TermSaid>| {
            let of = |said| SaidTerm {
                zh: zh.to_owned(),
                en: en.to_owned(),
                said,
            };
            said.map_or(Ok(Value::Null), |said| {
                serde_json::to_value(of(said)).map_err(StoreError::json("a term"))
            })
        };
        self.log(vec![Change {
            entity: Entity::Term,
            id: Uuid::nil(),
            field: TERM.to_owned(),
            base: value(before)?,
            value: value(said)?,
        }])
    }
}

impl Store {
    /// What was said about terms.
    pub fn said_terms(&self) -> Result<Vec<SaidTerm>> {
        let mut all = Vec::new();
        term::each(self.connection(), |term| {
            all.push(term?);
            Ok(())
        })?;
        Ok(all)
    }

    /// A number that is another whenever some reference has changed, came or went. What was
    /// said about terms, collections and settings changes nothing of it.
    pub fn references_revision(&self) -> Result<i64> {
        Ok(self
            .connection()
            .prepare_cached(
                "SELECT coalesce(max(max(hlc, state_hlc)), 0) FROM operation
                 WHERE touched > 0 OR batch IS NOT NULL",
            )?
            .query_row([], |row| row.get(0))?)
    }
}
