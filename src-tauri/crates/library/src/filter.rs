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
                    (inner.year_from, inner.year_to) = (year(from)?, year(to)?);
                    if inner.year_from.or(inner.year_to).is_none() {
                        return Err(wrong("not a year"));
                    }
                }
                "type" => {
                    for name in value.split(',') {
                        let kind = ReferenceType::from_csl_name(name);
                        inner.kinds.push(kind.ok_or_else(|| wrong("no such type"))?);
                    }
                }
                "missing" => match missing_named(value) {
                    Some(missing) => inner.missing.push(missing),
                    None if value == "any" => inner.incomplete = true,
                    None => return Err(wrong("title, authors, container, issued or any")),
                },
                "batch" => {
                    let id: BatchId = value
                        .parse()
                        .map_err(|_| wrong("not the id of an import"))?;
                    inner.batch = Some(id);
                }
                _ => {
                    words.push_str(term);
                    words.push(' ');
                }
            }
        }
        if !words.trim().is_empty() {
            inner.text = Some(Query::parse(&words)?);
        }
        Ok(Self { inner })
    }

    /// The filter as the store knows it.
    pub(crate) fn store(&self) -> &diglot_store::Filter {
        &self.inner
    }
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
        if matches!(c, '"' | '“' | '”') {
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
        for wrong in ["year:x", "year:", "type:thing", "missing:x", "batch:1"] {
            assert!(Filter::parse(wrong).is_err(), "{wrong}");
        }
    }
}
