//! The little language of `--filter`.

use crate::error::{LibraryError, Result};
use diglot_model::{Missing, ReferenceType};
use diglot_store::{BatchId, Query};

/// Which works are meant. Terms are separated by spaces, all must hold:
///
/// - `year:2020`, `year:2018-2020`, `year:2018-`, `year:-2020`
/// - `type:thesis`, several separated by commas
/// - `missing:title` (authors, container, issued), `missing:any`
/// - `batch:` and an import's id
/// - `tag:read` or `tag:"read later"`
/// - everything else is searched for as in a search: words, `"phrases"`, `title:`,
///   `author:`, `journal:`, `abstract:`, `keyword:`
#[derive(Debug, Clone, Default)]
pub struct Filter {
    inner: diglot_store::Filter,
}

impl Filter {
    /// Every work.
    pub fn all() -> Self {
        Self::default()
    }

    /// Reads a filter; an empty one means every work.
    pub fn parse(text: &str) -> Result<Self> {
        let mut inner = diglot_store::Filter::default();
        let mut words = String::new();
        for term in terms(text) {
            if !put(&mut inner, term)? {
                words.push_str(term);
                words.push(' ');
            }
        }
        if !words.trim().is_empty() {
            inner.text = Some(Query::parse(&words)?);
        }
        Ok(Self { inner })
    }

    /// Reads a filter that is being typed, and never refuses: a term that is no filter, or
    /// not yet, is searched for as the word that it is, the last word is the beginning of
    /// one, and what holds no word does not narrow the list.
    pub fn typed(text: &str) -> Self {
        let mut inner = diglot_store::Filter::default();
        let mut words = String::new();
        for term in terms(text) {
            if !put(&mut inner, term).unwrap_or(false) {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(term);
            }
        }
        inner.text = Query::typed(&words);
        Self { inner }
    }

    /// The filter as the store knows it.
    pub(crate) fn store(&self) -> &diglot_store::Filter {
        &self.inner
    }
}

/// Puts a term into a filter. False when it is a word to search for.
fn put(filter: &mut diglot_store::Filter, term: &str) -> Result<bool> {
    let (key, value) = term.split_once(':').unwrap_or(("", term));
    let wrong = |problem| LibraryError::Filter {
        term: term.to_owned(),
        problem,
    };
    match key {
        "year" => {
            let year = |text: &str| match text.trim() {
                "" => Ok(None),
                text => text.parse().map(Some).map_err(|_| wrong("not a year")),
            };
            let (from, to) = value.split_once('-').unwrap_or((value, value));
            let (from, to) = (year(from)?, year(to)?);
            if from.or(to).is_none() {
                return Err(wrong("not a year"));
            }
            (filter.year_from, filter.year_to) = (from, to);
        }
        "type" => {
            let kinds: Option<Vec<_>> =
                value.split(',').map(ReferenceType::from_csl_name).collect();
            filter
                .kinds
                .extend(kinds.ok_or_else(|| wrong("no such type"))?);
        }
        "missing" => match missing_named(value) {
            Some(missing) => filter.missing.push(missing),
            None if value == "any" => filter.incomplete = true,
            None => return Err(wrong("title, authors, container, issued or any")),
        },
        "batch" => {
            let id: BatchId = value
                .parse()
                .map_err(|_| wrong("not the id of an import"))?;
            filter.batch = Some(id);
        }
        "tag" => {
            let tag = value.trim_matches(is_quote).trim();
            if tag.is_empty() {
                return Err(wrong("no tag"));
            }
            filter.tags.push(tag.to_owned());
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

fn missing_named(name: &str) -> Option<Missing> {
    [
        Missing::Title,
        Missing::Authors,
        Missing::Container,
        Missing::Issued,
    ]
    .into_iter()
    .find(|missing| missing.name() == name)
}

/// Cuts at spaces, except within quotes.
fn terms(text: &str) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c: char| {
        if is_quote(c) {
            quoted = !quoted;
        }
        c.is_whitespace() && !quoted
    })
    .filter(|term| !term.is_empty())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read() {
        let filter = Filter::parse("year:2018-2020 type:thesis,book sleep \"a b\"").unwrap();
        assert_eq!(filter.inner.year_from, Some(2018));
        assert_eq!(filter.inner.year_to, Some(2020));
        assert_eq!(filter.inner.kinds.len(), 2);
        assert_eq!(
            filter.inner.text,
            Some(Query::parse("sleep \"a b\"").unwrap())
        );
        let open = Filter::parse("year:2018-").unwrap();
        assert_eq!(
            (open.inner.year_from, open.inner.year_to),
            (Some(2018), None)
        );
        assert!(Filter::parse("").unwrap().inner.text.is_none());
        assert!(Filter::parse("missing:any").unwrap().inner.incomplete);
        let tagged = Filter::parse("tag:“read later” tag:x y").unwrap();
        assert_eq!(tagged.inner.tags, ["read later", "x"]);
        for wrong in [
            "year:x",
            "year:",
            "type:thing",
            "missing:x",
            "batch:1",
            "tag:",
        ] {
            assert!(Filter::parse(wrong).is_err(), "{wrong}");
            let typed = Filter::typed(wrong).inner;
            assert_eq!(typed.text, Query::typed(wrong), "{wrong}");
        }
    }

    #[test]
    fn what_is_typed_is_never_refused() {
        let typed = |text: &str| Filter::typed(text).inner;
        let filter = typed("year:2018-2020 year:x sl");
        assert_eq!((filter.year_from, filter.year_to), (Some(2018), Some(2020)));
        assert_eq!(filter.text, Query::typed("year:x sl"));
        assert_ne!(filter.text, Some(Query::parse("year:x sl").unwrap()));
        assert_eq!(typed("睡").text, Some(Query::parse("睡").unwrap()));
        for nothing in ["", " ", "\"", "***", "title:", "-", "()"] {
            assert_eq!(typed(nothing).text, None, "{nothing}");
        }
    }
}
