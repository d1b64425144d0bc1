//! Searching the library.

use crate::error::Result;
use crate::library::Library;
use diglot_store::{Excerpt, Query, ReferenceId, Standing, Stored};

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchResult {
    /// How many references hold the query.
    pub total: u64,
    /// The first of them, best first.
    pub hits: Vec<SearchHit>,
}

/// One reference that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// Its id.
    pub id: ReferenceId,
    /// Its title in its own language; empty when it has none.
    pub title: String,
    /// The part of a text around what was found, with the places.
    pub excerpt: Excerpt,
    /// In which texts something was found: `title`, `contributors`, `container`,
    /// `abstract`, `keywords`, `other`.
    pub why: Vec<&'static str>,
    /// The whole reference.
    pub stored: Stored,
}

impl Library {
    /// Searches references; listed works are left out.
    pub fn search(&self, query: &str, limit: usize) -> Result<SearchResult> {
        self.search_of(Standing::Reference, query, limit, 0)
    }

    /// Searches references or listed works, page by page.
    pub fn search_of(
        &self,
        standing: Standing,
        query: &str,
        limit: usize,
        offset: usize,
    ) -> Result<SearchResult> {
        let query = Query::parse(query)?;
        let found = self.store.search(&query, standing, limit, offset)?;
        let hits = found.hits.into_iter().map(|hit| SearchHit {
            id: hit.stored.id,
            title: hit.stored.reference.title().unwrap_or_default().to_owned(),
            excerpt: hit.excerpt,
            why: hit
                .columns
                .into_iter()
                .map(diglot_store::Column::name)
                .collect(),
            stored: hit.stored,
        });
        Ok(SearchResult {
            total: found.total,
            hits: hits.collect(),
        })
    }
}
