//! Dictionary words and their translations in the other side.

use crate::dictionary::Dictionary;
use crate::features::Read;
use crate::words::Stems;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Which sentences of the worded side have a translation of which term, and back.
pub(crate) struct Translations {
    /// Term → per sentence of the worded side.
    pub terms: HashMap<String, Vec<bool>>,
    /// Word → per sentence of the Han side; only words that a dictionary knows.
    pub words: HashMap<String, Vec<bool>>,
}

impl Translations {
    /// Looks up the terms of `han` in the sentences of `worded`.
    pub(crate) fn of(han: &[Read], worded: &[Read], dictionaries: &[&dyn Dictionary]) -> Self {
        let stems = Stems::new();
        let mut vocabulary: BTreeMap<String, Vec<bool>> = BTreeMap::new();
        for (i, sentence) in worded.iter().enumerate() {
            for word in sentence.words.keys() {
                vocabulary
                    .entry(word.clone())
                    .or_insert_with(|| vec![false; worded.len()])[i] = true;
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
        let terms: BTreeSet<&String> = han.iter().flat_map(|s| &s.all_terms).collect();
        for term in terms {
            let mut found = vec![false; worded.len()];
            let mut hits: BTreeSet<&str> = BTreeSet::new();
            for dictionary in dictionaries {
                dictionary.glosses(term, &mut |gloss| {
                    let parts = gloss_parts(gloss);
                    let mut all = vec![true; worded.len()];
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
                        for (i, all) in all.iter_mut().enumerate() {
                            *all &= words.iter().any(|word| vocabulary[*word][i]);
                        }
                        if parts.len() == 1 {
                            hits.extend(words);
                        }
                    }
                    for (found, all) in found.iter_mut().zip(all) {
                        *found |= all && !parts.is_empty();
                    }
                });
            }
            for word in hits {
                let sentences = out
                    .words
                    .entry(word.to_owned())
                    .or_insert_with(|| vec![false; han.len()]);
                for (has, sentence) in sentences.iter_mut().zip(han) {
                    *has |= sentence.all_terms.contains(term);
                }
            }
            out.terms.insert(term.clone(), found);
        }
        for word in vocabulary.keys() {
            if !out.words.contains_key(word) && dictionaries.iter().any(|d| d.knows(word)) {
                out.words.insert(word.clone(), vec![false; han.len()]);
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
