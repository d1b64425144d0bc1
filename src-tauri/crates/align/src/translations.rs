//! Dictionary words and their translations in the other side.

use crate::dictionary::Dictionary;
use crate::features::Read;
use crate::places::Places;
use crate::words::Stems;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Which sentences of the worded side have a translation of which term, and back.
pub(crate) struct Translations {
    /// Term → sentences of the worded side.
    pub terms: HashMap<String, Places>,
    /// Word → sentences of the Han side; only words that a dictionary knows.
    pub words: HashMap<String, Places>,
}

impl Translations {
    /// Looks up the terms of `han` in the sentences of `worded`.
    pub(crate) fn of(han: &[Read], worded: &[Read], dictionaries: &[&dyn Dictionary]) -> Self {
        let stems = Stems::new();
        let mut vocabulary: BTreeMap<String, Places> = BTreeMap::new();
        for (i, sentence) in worded.iter().enumerate() {
            for word in sentence.words.keys() {
                vocabulary.entry(word.clone()).or_default().push(i);
            }
        }
        let mut by_stem: HashMap<String, Vec<&str>> = HashMap::new();
        for word in vocabulary.keys() {
            by_stem.entry(stems.of(word)).or_default().push(word);
        }
        let mut out = Self {
            terms: HashMap::new(),
            words: HashMap::new(),
        };
        let mut terms: BTreeMap<&String, Places> = BTreeMap::new();
        for (i, sentence) in han.iter().enumerate() {
            for term in &sentence.all_terms {
                terms.entry(term).or_default().push(i);
            }
        }
        // Of each word the terms that it translates.
        let mut meant: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        for term in terms.keys().copied() {
            let mut found = Places::default();
            let mut hits: BTreeSet<&str> = BTreeSet::new();
            for dictionary in dictionaries {
                dictionary.glosses(term, &mut |gloss| {
                    let parts = gloss_parts(gloss);
                    let mut all: Option<Places> = None;
                    for (part, open) in &parts {
                        let words: Vec<&str> = if *open {
                            vocabulary
                                .range::<String, _>(part..)
                                .map(|(word, _)| word.as_str())
                                .take_while(|word| word.starts_with(part.as_str()))
                                .collect()
                        } else {
                            by_stem.get(&stems.of(part)).cloned().unwrap_or_default()
                        };
                        let any = Places::union(words.iter().map(|word| &vocabulary[*word]));
                        match &mut all {
                            Some(all) => all.keep(&any),
                            None => all = Some(any),
                        }
                        if parts.len() == 1 {
                            hits.extend(words);
                        }
                    }
                    if let Some(all) = all {
                        found = Places::union([&found, &all]);
                    }
                });
            }
            for word in hits {
                meant.entry(word).or_default().push(term);
            }
            out.terms.insert(term.clone(), found);
        }
        for (word, by) in meant {
            let sentences = Places::union(by.iter().map(|term| &terms[*term]));
            out.words.insert(word.to_owned(), sentences);
        }
        for word in vocabulary.keys() {
            if !out.words.contains_key(word) && dictionaries.iter().any(|d| d.knows(word)) {
                out.words.insert(word.clone(), Places::default());
            }
        }
        out
    }
}

/// The words of a gloss that must all be there, and whether each is open at its end.
fn gloss_parts(gloss: &str) -> Vec<(String, bool)> {
    let parts: Vec<&str> = gloss
        .split(|c: char| !(c.is_alphanumeric() || c == '*'))
        .filter(|part| !part.is_empty())
        .collect();
    let filler = |part: &str| {
        matches!(
            part,
            "to" | "a" | "an" | "the" | "of" | "be" | "sb" | "sth" | "etc"
        )
    };
    parts
        .iter()
        .filter(|part| parts.len() == 1 || !filler(part))
        .map(|part| {
            (
                part.trim_end_matches('*').to_lowercase(),
                part.ends_with('*'),
            )
        })
        .collect()
}
