//! A glossary mined from what the library holds in two languages: keywords, titles, and
//! long forms with their abbreviation in brackets. A person adds to it and takes from it.

mod forms;
mod mine;

use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_model::{Abstract, LanguageTag, Reference, TextField};
use diglot_store::{Operation, OperationId, SaidTerm, Standing, StoreError, TermSaid};
use diglot_text::normalise::fold_search;
use diglot_text::script::is_han;
use mine::{Mine, tidy};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A term in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// In how many references it was found.
    pub count: usize,
    /// Where it comes from.
    pub source: TermSource,
}

/// Where a term comes from; the best known first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermSource {
    /// A person.
    User,
    /// Keywords in two languages.
    Keyword,
    /// A long form with its abbreviation in brackets.
    Abbreviation,
    /// Titles in two languages.
    Title,
}

/// The terms of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    /// The terms: a person's first, then the most frequent.
    pub terms: Vec<Term>,
    /// What a person took out.
    pub removed: Vec<Term>,
}

/// A term as two texts write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFound {
    /// As the Chinese text writes it.
    pub zh: Option<String>,
    /// As the English text writes it.
    pub en: Option<String>,
    /// The term.
    pub term: Term,
}

/// What was mined from a library, kept for the next time: reading every reference takes long
/// where there are many. One serves every opening of one library.
#[derive(Default)]
pub struct MinedTerms(Mutex<Option<(i64, Arc<Vec<Term>>)>>);

impl MinedTerms {
    /// The terms of the references as they are now.
    fn of(&self, library: &Library) -> Result<Arc<Vec<Term>>> {
        let revision = library.store.references_revision()?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, terms)) = &*kept
            && *of == revision
        {
            return Ok(Arc::clone(terms));
        }
        let mut mine = Mine::default();
        library.store.for_each(Standing::Reference, |stored| {
            mine.reference(&stored.reference);
            Ok::<_, StoreError>(())
        })?;
        let terms = Arc::new(mine.0.into_values().collect());
        *kept = Some((revision, Arc::clone(&terms)));
        Ok(terms)
    }
}

/// Folded forms, by which terms are the same.
fn folded(zh: &str, en: &str) -> (String, String) {
    (fold_search(zh), fold_search(en))
}

impl Library {
    /// The glossary: what is mined from every reference, with what a person said about it.
    pub fn glossary(&self, mined: &MinedTerms) -> Result<Glossary> {
        let mined = mined.of(self)?;
        let (mut added, mut removed) = (Vec::new(), Vec::new());
        for term in self.store.said_terms()? {
            match term.said {
                TermSaid::Added => added.push(term),
                TermSaid::Removed => removed.push(term),
            }
        }
        let keys = |said: &[SaidTerm]| -> BTreeSet<(String, String)> {
            said.iter().map(|term| folded(&term.zh, &term.en)).collect()
        };
        let (added_keys, removed_keys) = (keys(&added), keys(&removed));
        let mut glossary = Glossary::default();
        let mut counts = BTreeMap::new();
        for term in mined.iter().cloned() {
            let key = folded(&term.zh, &term.en);
            if removed_keys.contains(&key) {
                counts.insert(key, term.count);
                glossary.removed.push(term);
            } else if added_keys.contains(&key) {
                counts.insert(key, term.count);
            } else {
                glossary.terms.push(term);
            }
        }
        let user = |term: SaidTerm| {
            let count = counts.get(&folded(&term.zh, &term.en));
            Term {
                count: count.copied().unwrap_or(0),
                zh: term.zh,
                en: term.en,
                source: TermSource::User,
            }
        };
        glossary.terms.extend(added.into_iter().map(user));
        removed.retain(|term| !counts.contains_key(&folded(&term.zh, &term.en)));
        glossary.removed.extend(removed.into_iter().map(user));
        for list in [&mut glossary.terms, &mut glossary.removed] {
            list.sort_by(|a, b| {
                let own = |term: &Term| term.source != TermSource::User;
                (own(a), b.count, &a.en, &a.zh).cmp(&(own(b), a.count, &b.en, &b.zh))
            });
        }
        Ok(glossary)
    }

    /// Adds a term, or brings one back that was taken out.
    pub fn add_term(&mut self, zh: &str, en: &str) -> Result<Option<OperationId>> {
        self.change_terms(None, Some((zh, en)))
    }

    /// Takes a term out.
    pub fn remove_term(&mut self, zh: &str, en: &str) -> Result<Option<OperationId>> {
        self.change_terms(Some((zh, en)), None)
    }

    /// Writes a term otherwise, as one step.
    pub fn replace_term(
        &mut self,
        old: (&str, &str),
        new: (&str, &str),
    ) -> Result<Option<OperationId>> {
        self.change_terms(Some(old), Some(new))
    }

    fn change_terms(
        &mut self,
        old: Option<(&str, &str)>,
        new: Option<(&str, &str)>,
    ) -> Result<Option<OperationId>> {
        let tidied = |pair: Option<(&str, &str)>| pair.map(|(zh, en)| (tidy(zh), tidy(en)));
        let (old, new) = (tidied(old), tidied(new));
        if new
            .as_ref()
            .is_some_and(|(zh, en)| zh.is_empty() || en.is_empty())
        {
            return Err(LibraryError::NotATerm);
        }
        let en = |pair: &Option<(String, String)>| {
            pair.as_ref().map(|(_, en)| en.clone()).unwrap_or_default()
        };
        let operation = match (&old, &new) {
            (Some(_), None) => Operation::TermRemove { term: en(&old) },
            (None, _) => Operation::TermAdd { term: en(&new) },
            (Some(_), Some(_)) => Operation::TermChange { term: en(&new) },
        };
        let said = self.store.said_terms()?;
        let ((), done) = self.store.transact(&operation, |tx| {
            let mut say = |(zh, en): &(String, String), what: TermSaid| {
                // However it was spelled before, one word about it is enough.
                let key = folded(zh, en);
                for term in said.iter().filter(|term| folded(&term.zh, &term.en) == key) {
                    tx.say_of_term(&term.zh, &term.en, None)?;
                }
                tx.say_of_term(zh, en, Some(what))
            };
            if let Some(old) = &old {
                say(old, TermSaid::Removed)?;
            }
            match &new {
                Some(new) => say(new, TermSaid::Added),
                None => Ok(()),
            }
        })?;
        Ok(done)
    }
}

/// The terms that stand in the abstracts and titles of a reference, the longest first; of
/// terms that share a word the longest.
pub fn terms_of(reference: &Reference, glossary: &Glossary) -> Vec<TermFound> {
    let text = |fits: fn(&LanguageTag) -> bool| -> String {
        let abstracts = reference.abstracts.iter();
        let abstracts = abstracts.filter(|text| fits(&text.lang));
        let titles = reference.texts(TextField::Title).iter();
        let titles = titles.filter(|title| fits(&title.lang));
        let parts = titles.map(|title| title.text.clone());
        let parts = parts.chain(abstracts.map(|text| Abstract::plain(text)));
        parts.collect::<Vec<_>>().join("\n")
    };
    let (zh, en) = (text(LanguageTag::is_chinese), text(LanguageTag::is_english));
    let mut found: Vec<TermFound> = glossary
        .terms
        .iter()
        .filter_map(|term| {
            let here = TermFound {
                zh: written(&zh, &term.zh, false),
                en: written(&en, &term.en, true),
                term: term.clone(),
            };
            (here.zh.is_some() || here.en.is_some()).then_some(here)
        })
        .collect();
    // Both sides first: one side alone may be a word of another meaning.
    let both = |found: &TermFound| found.zh.is_some() && found.en.is_some();
    found.sort_by_key(|one| (!both(one), std::cmp::Reverse(one.term.zh.chars().count())));
    let mut seen: BTreeSet<String> = BTreeSet::new();
    found.retain(|one| {
        let words = [&one.zh, &one.en].map(|word| word.as_deref().map(str::to_lowercase));
        let fresh = words.iter().flatten().all(|word| !seen.contains(word));
        seen.extend(words.into_iter().flatten());
        fresh
    });
    found
}

/// How a text writes a term; `None` when it does not.
fn written(text: &str, term: &str, whole_words: bool) -> Option<String> {
    let (lower, wanted) = (text.to_lowercase(), term.to_lowercase());
    // Small letters may take other bytes than capitals; such texts are compared as written.
    let (lower, wanted) = if lower.len() == text.len() {
        (lower, wanted)
    } else {
        (text.to_owned(), term.to_owned())
    };
    let is_part = |c: char| c.is_alphanumeric() && !is_han(c);
    lower
        .match_indices(&wanted)
        .filter(|(at, _)| {
            let before = lower[..*at].chars().next_back();
            let behind = &lower[at + wanted.len()..];
            let plural = behind.strip_prefix('s').unwrap_or(behind);
            !whole_words || (!before.is_some_and(is_part) && !plural.starts_with(is_part))
        })
        .find_map(|(at, _)| text.get(at..at + wanted.len()).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_as_they_are_written() {
        let text = "Placebos and the IPS model; ips-based.";
        assert_eq!(written(text, "placebo", true).as_deref(), Some("Placebo"));
        assert_eq!(written(text, "Ips", true).as_deref(), Some("IPS"));
        assert_eq!(written(text, "mode", true), None);
        assert_eq!(
            written("接受安慰剂的患者", "安慰剂", false).as_deref(),
            Some("安慰剂")
        );
    }
}
