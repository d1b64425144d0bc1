//! Queries: what a user types, as clauses that must all hold.

use super::index::Column;
use super::tokens::{Piece, pieces};
use crate::error::{Result, StoreError};
use diglot_text::normalise::fold_search;

/// A full-text query: clauses that must all hold.
///
/// Words are separated by spaces; what stands in quotes is a phrase; `title:`,
/// `author:`, `journal:`, `abstract:` and `keyword:` before a word look into that column
/// only. The last word may be the beginning of a word, so that results appear while
/// the user types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    clauses: Vec<Clause>,
}

/// Tokens that must follow each other in one value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) column: Option<Column>,
    pub(crate) tokens: Vec<String>,
    /// Whether the last token may be the beginning of one.
    pub(crate) prefix: bool,
    /// What to look for when an excerpt is made: the folded text.
    pub(crate) text: String,
}

/// The shortest word whose continuations are searched too.
/// Shorter ones begin so many words that looking through them takes longer than typing on.
const PREFIX_CHARS: usize = 3;

/// A pasted page is searched for by its beginning: SQLite limits how deep a query may be.
const CLAUSES: usize = 32;
/// The longest phrase that is searched for.
const TOKENS: usize = 64;

impl Query {
    /// Reads a query; an error when it holds nothing to search for.
    pub fn parse(text: &str) -> Result<Self> {
        let clauses = clauses(text, |term| !term.quoted, PREFIX_CHARS);
        if clauses.is_empty() {
            return Err(StoreError::EmptyQuery(text.to_owned()));
        }
        Ok(Self { clauses })
    }

    /// Reads a query that is being typed: its last word may be the beginning of one however
    /// short it is, and so may the last of a phrase whose second quote is still to come.
    /// `None` when there is nothing to search for yet.
    pub fn typed(text: &str) -> Option<Self> {
        let clauses = clauses(text, |term| !term.closed, 1);
        (!clauses.is_empty()).then_some(Self { clauses })
    }

    /// A query for one text exactly as it stands, in any column or in one.
    pub fn phrase(column: Option<Column>, text: &str) -> Result<Self> {
        let clause = Clause::new(column, text, None);
        Ok(Self {
            clauses: vec![clause.ok_or_else(|| StoreError::EmptyQuery(text.to_owned()))?],
        })
    }

    /// Both queries must hold.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.clauses.extend(other.clauses);
        self
    }

    pub(crate) fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The query in the language of FTS5, all of it within one column if given.
    pub(crate) fn fts(&self, column: Option<Column>) -> String {
        let clauses: Vec<String> = self.clauses.iter().map(Clause::fts).collect();
        let all = clauses.join(" AND ");
        match column {
            Some(column) => format!("{{{}}} : ({all})", column.name()),
            None => all,
        }
    }
}

impl Clause {
    /// `open` says how many characters a last word needs to be the beginning of others;
    /// without it no word is.
    fn new(column: Option<Column>, text: &str, open: Option<usize>) -> Option<Self> {
        let folded = fold_search(text);
        let mut tokens: Vec<String> = Vec::new();
        let mut prefix = false;
        let mut pieces = pieces(&folded).peekable();
        while let Some(piece) = pieces.next() {
            let last = pieces.peek().is_none();
            match piece {
                Piece::Word(word) => {
                    prefix = last && open.is_some_and(|least| word.chars().count() >= least);
                    tokens.push(word);
                }
                Piece::Run(run) if run.len() == 1 => {
                    // Alone it begins every pair that it stands before; before another
                    // piece it was the last of its run, which is a token of its own.
                    prefix = last;
                    tokens.push(run.iter().collect());
                }
                Piece::Run(run) => {
                    tokens.extend(run.windows(2).map(|pair| pair.iter().collect()));
                    if !last {
                        tokens.extend(run.last().map(char::to_string));
                    }
                }
            }
        }
        if tokens.len() > TOKENS {
            tokens.truncate(TOKENS);
            prefix = false;
        }
        (!tokens.is_empty()).then_some(Self {
            column,
            tokens,
            prefix,
            text: folded.clone(),
        })
    }

    /// The clause in the language of FTS5. Tokens hold letters and digits only, so that
    /// nothing needs escaping within quotes.
    fn fts(&self) -> String {
        let phrase = format!("\"{}\"", self.tokens.join(" "));
        let star = if self.prefix { " *" } else { "" };
        match self.column {
            Some(column) => format!("{} : {phrase}{star}", column.name()),
            None => format!("{phrase}{star}"),
        }
    }

    /// Whether the tokens of a value, as the index takes them in, hold this clause.
    pub(crate) fn holds(&self, value: &[&str]) -> bool {
        let Some((last, before)) = self.tokens.split_last() else {
            return false;
        };
        value.windows(self.tokens.len()).any(|window| {
            let (end, start) = window.split_at(before.len());
            end.iter().zip(before).all(|(a, b)| *a == b.as_str())
                && start.iter().all(|token| {
                    if self.prefix {
                        token.starts_with(last.as_str())
                    } else {
                        *token == last.as_str()
                    }
                })
        })
    }
}

struct Term {
    column: Option<Column>,
    text: String,
    quoted: bool,
    /// Quoted, and both quotes are there.
    closed: bool,
}

/// The clauses of a query. The last may be open, if it `can_be`, from so many characters on.
fn clauses(text: &str, can_be: impl Fn(&Term) -> bool, characters: usize) -> Vec<Clause> {
    let terms = terms(text);
    let last = terms.len().saturating_sub(1);
    terms
        .into_iter()
        .enumerate()
        .filter_map(|(index, term)| {
            let open = (index == last && can_be(&term)).then_some(characters);
            Clause::new(term.column, &term.text, open)
        })
        .take(CLAUSES)
        .collect()
}

fn column_named(name: &str) -> Option<Column> {
    Some(match name {
        "title" => Column::Title,
        "author" | "contributor" | "contributors" => Column::Contributors,
        "journal" | "container" => Column::Container,
        "abstract" => Column::Abstract,
        "keyword" | "keywords" => Column::Keywords,
        "other" => Column::Other,
        _ => return None,
    })
}

/// Cuts a query at spaces, except within quotes.
fn terms(text: &str) -> Vec<Term> {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '＂');
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let column = rest.split_once([':', '：']).and_then(|(name, after)| {
            let column = column_named(&name.to_lowercase())?;
            rest = after;
            Some(column)
        });
        let quoted = rest.starts_with(is_quote);
        if quoted {
            rest = rest.trim_start_matches(is_quote);
        }
        let end = if quoted {
            rest.find(is_quote)
        } else {
            rest.find(|c: char| c.is_whitespace() || is_quote(c))
        };
        let (term, after) = rest.split_at(end.unwrap_or(rest.len()));
        out.push(Term {
            column,
            text: term.to_owned(),
            quoted,
            closed: quoted && end.is_some(),
        });
        rest = if quoted {
            after.trim_start_matches(is_quote)
        } else {
            after
        }
        .trim_start();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fts(text: &str) -> String {
        Query::parse(text).unwrap().fts(None)
    }

    #[test]
    fn queries_become_clauses() {
        assert_eq!(fts("抑"), "\"抑\" *");
        assert_eq!(fts("抑郁"), "\"抑郁\"");
        assert_eq!(fts("抑郁症"), "\"抑郁 郁症\"");
        assert_eq!(fts("Sleep qual"), "\"sleep\" AND \"qual\" *");
        assert_eq!(fts("\"sleep quality\""), "\"sleep quality\"");
        assert_eq!(fts("COVID-19肺炎"), "\"covid 19 肺炎\"");
        assert_eq!(fts("肺炎 covid"), "\"肺炎\" AND \"covid\" *");
        assert_eq!(fts("肺炎covid"), "\"肺炎 炎 covid\" *");
        assert_eq!(fts("author:Zhang x"), "contributors : \"zhang\" AND \"x\"");
        assert_eq!(fts("title:\"a b\" c\""), "title : \"a b\" AND \"c\"");
        assert!(Query::parse(" … ").is_err());
        assert!(Query::parse("").is_err());
        assert!(Query::parse("\"\"").is_err());
    }

    #[test]
    fn typing_shows_results_from_the_first_letter() {
        let fts = |text: &str| Query::typed(text).map(|query| query.fts(None));
        assert_eq!(fts("s").as_deref(), Some("\"s\" *"));
        assert_eq!(fts("sleep q").as_deref(), Some("\"sleep\" AND \"q\" *"));
        assert_eq!(fts("\"sleep qu").as_deref(), Some("\"sleep qu\" *"));
        assert_eq!(fts("\"sleep qu\"").as_deref(), Some("\"sleep qu\""));
        assert_eq!(fts("睡").as_deref(), Some("\"睡\" *"));
        for nothing in ["", "  ", "\"", "()*^-", "title:", "\0"] {
            assert_eq!(fts(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn clauses_hold_as_the_index_finds() {
        let holds = |query: &str, text: &str| {
            let query = Query::parse(query).unwrap();
            let tokens = crate::search::tokens::tokens(&fold_search(text));
            let tokens: Vec<&str> = tokens.split(' ').collect();
            query.clauses().iter().all(|clause| clause.holds(&tokens))
        };
        assert!(holds("郁症患", "抑郁症患者"));
        assert!(holds("者", "抑郁症患者"));
        assert!(holds("症", "抑郁症患者"));
        assert!(!holds("郁患", "抑郁症患者"));
        assert!(holds("slee", "Sleep"));
        assert!(!holds("\"slee\"", "Sleep"));
    }
}
