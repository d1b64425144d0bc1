//! Bilingual dictionaries: the small one of this crate, and a door for others.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A dictionary from a language without spaces (Chinese) to one with words.
pub trait Dictionary {
    /// Hands every gloss of `headword` to `found`. A gloss is a word or a
    /// phrase of the other language; a `*` at its end stands for any ending.
    fn glosses<'a>(&'a self, headword: &str, found: &mut dyn FnMut(&'a str));

    /// The length of the longest headword in characters.
    fn longest(&self) -> usize;

    /// Whether some headword is known to mean `word` (in small letters). A word
    /// whose translations are known and absent speaks against a pair.
    fn knows(&self, word: &str) -> bool {
        let _ = word;
        false
    }
}

impl Dictionary for BTreeMap<String, Vec<String>> {
    fn glosses<'a>(&'a self, headword: &str, found: &mut dyn FnMut(&'a str)) {
        for gloss in self.get(headword).into_iter().flatten() {
            found(gloss);
        }
    }

    fn longest(&self) -> usize {
        self.keys()
            .map(|key| key.chars().count())
            .max()
            .unwrap_or(0)
    }
}

/// The words of research writing that this crate knows itself.
pub(crate) struct Terms {
    glosses: HashMap<&'static str, Vec<&'static str>>,
    known: HashMap<&'static str, bool>,
    longest: usize,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::parse(include_str!("terms.txt")));

impl Terms {
    /// The list of this crate.
    pub(crate) fn own() -> &'static Self {
        &TERMS
    }

    /// Reads lines of `headword headword = gloss, gloss`.
    fn parse(list: &'static str) -> Self {
        let mut terms = Self {
            glosses: HashMap::new(),
            known: HashMap::new(),
            longest: 0,
        };
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let Some((headwords, glosses)) = line.split_once('=') else {
                continue;
            };
            let glosses: Vec<&str> = glosses
                .split(',')
                .map(str::trim)
                .filter(|g| !g.is_empty())
                .collect();
            for gloss in &glosses {
                if gloss.chars().all(|c| c.is_ascii_alphabetic() || c == '*') {
                    let stem = gloss.trim_end_matches('*');
                    *terms.known.entry(stem).or_default() |= gloss.ends_with('*');
                }
            }
            for headword in headwords.split_whitespace() {
                terms.longest = terms.longest.max(headword.chars().count());
                terms.glosses.entry(headword).or_default().extend(&glosses);
            }
        }
        terms
    }
}

impl Dictionary for Terms {
    fn glosses<'a>(&'a self, headword: &str, found: &mut dyn FnMut(&'a str)) {
        for gloss in self.glosses.get(headword).into_iter().flatten() {
            found(gloss);
        }
    }

    fn longest(&self) -> usize {
        self.longest
    }

    fn knows(&self, word: &str) -> bool {
        word.char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .any(|end| match self.known.get(&word[..end]) {
                Some(&open) => open || end == word.len(),
                None => false,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_list_is_well_formed() {
        let terms = Terms::own();
        assert!(terms.glosses.len() > 800 && (3..=8).contains(&terms.longest));
        for line in include_str!("terms.txt").lines() {
            assert!(
                line.starts_with('#') || line.is_empty() || line.matches(" = ").count() == 1,
                "{line}"
            );
        }
        assert!(terms.knows("patients") && terms.knows("aim") && !terms.knows("zebra"));
        let mut found = Vec::new();
        terms.glosses("患者", &mut |gloss| found.push(gloss));
        assert!(found.contains(&"patient*"));
    }
}
