//! Citation keys: a reference's own, else family name, year and first word of the title.

use diglot_model::{ContributorRole, Reference, ScalarField, TextField};
use diglot_text::normalise::fold_search;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Keys of one file: each stands once.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// Hashes of the keys: of two keys with one hash the later gets a letter, which does
    /// no harm.
    used: HashSet<u64>,
    /// How many letters were given to a key that is taken.
    letters: HashMap<u64, usize>,
}

impl Keys {
    /// The key of a reference; `a`, `b` … `z`, `aa` … is added to one that is taken.
    ///
    /// Keys that differ in case only are the same to BibTeX.
    pub(crate) fn next(&mut self, reference: &Reference) -> String {
        let base = own_key(reference).unwrap_or_else(|| made_key(reference));
        if self.used.insert(hash(&base)) {
            return base;
        }
        let count = self.letters.entry(hash(&base)).or_default();
        loop {
            let key = format!("{base}{}", letters(*count));
            *count += 1;
            if self.used.insert(hash(&key)) {
                return key;
            }
        }
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

/// The citation key that the reference carries, without what BibTeX forbids in one.
fn own_key(reference: &Reference) -> Option<String> {
    let key: String = reference
        .scalar(ScalarField::CitationKey)?
        .chars()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(
                    c,
                    ',' | '{' | '}' | '(' | ')' | '"' | '#' | '%' | '\'' | '=' | '~' | '\\' | '@'
                )
        })
        .collect();
    (!key.is_empty()).then_some(key)
}

/// `nordby2020peer`: ASCII letters and digits only. A Han name gives its romanised form
/// when the reference has one, and nothing otherwise; so does a Han title.
fn made_key(reference: &Reference) -> String {
    let mut key = reference
        .contributors_as(ContributorRole::Author)
        .chain(&reference.contributors)
        .next()
        .and_then(|first| {
            first
                .names
                .iter()
                .map(|variant| ascii(&variant.name.family()))
                .find(|family| !family.is_empty())
        })
        .unwrap_or_default();
    if let Some(year) = reference.year() {
        key.push_str(&year.unsigned_abs().to_string());
    }
    let own = reference.text(TextField::Title).into_iter();
    let word = own
        .chain(reference.texts(TextField::Title))
        .find_map(|title| {
            title
                .text
                .split(|c: char| !c.is_alphanumeric())
                .map(ascii)
                .find(|word| word.len() > 3 && !SMALL_WORDS.contains(&word.as_str()))
        });
    key.push_str(&word.unwrap_or_default());
    if key.bytes().all(|b| b.is_ascii_digit()) {
        key.insert_str(0, "ref");
    }
    key
}

/// Longer words that say nothing at the start of a title.
const SMALL_WORDS: &[&str] = &[
    "from", "into", "that", "this", "what", "when", "where", "with",
];

fn ascii(text: &str) -> String {
    fold_search(text)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .take(24)
        .collect()
}

/// 0 is `a`, 25 `z`, 26 `aa`.
fn letters(mut count: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.insert(0, char::from(b'a' + (count % 26) as u8));
        if count < 26 {
            return out.into_iter().collect();
        }
        count = count / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_letters() {
        assert_eq!(
            [0, 25, 26, 701, 702].map(letters),
            ["a", "z", "aa", "zz", "aaa"]
        );
    }
}
