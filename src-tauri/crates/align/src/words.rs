//! Words of a sentence: Latin-script tokens and what is compared of them.

use diglot_text::normalise::{is_han, simplify};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// A Latin or Greek token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// In small letters, the plural ending of an acronym removed.
    pub lower: String,
    /// Written like a name of something: capitals, digits or Greek letters.
    pub is_symbol: bool,
}

/// Text in the form in which it is compared: NFKC, simplified Han.
pub(crate) fn folded(text: &str) -> String {
    text.nfkc().map(simplify).collect()
}

/// The Latin, Greek and Cyrillic tokens of a folded text in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let is_part = |c: char| c.is_alphanumeric() && !is_han(c) && !is_spaceless(c);
    text.split(|c| !is_part(c))
        .filter(|run| run.chars().any(char::is_alphabetic))
        .map(token)
        .collect()
}

/// Kana and Thai, which are no words of a spaced script.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{0E00}'..='\u{0E7F}')
}

fn token(run: &str) -> Token {
    let capitals = run.chars().filter(|c| c.is_uppercase()).count();
    let letters = run.chars().filter(|c| c.is_alphabetic()).count();
    let digits = run.chars().any(|c| c.is_ascii_digit());
    let greek = run.chars().any(|c| matches!(c, '\u{0391}'..='\u{03C9}')) && letters <= 2;
    let mut body = run;
    if let Some(singular) = run.strip_suffix('s')
        && capitals >= 2
        && singular.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    {
        body = singular;
    }
    Token {
        lower: body.to_lowercase(),
        is_symbol: capitals >= 2 || (digits && letters > 0) || greek,
    }
}

/// Brings English words to their stems.
pub(crate) struct Stems(Stemmer);

impl Stems {
    pub(crate) fn new() -> Self {
        Self(Stemmer::create(Algorithm::English))
    }

    /// The stem of a word in small letters.
    pub(crate) fn of(&self, word: &str) -> String {
        self.0.stem(word).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_lose_their_plural() {
        let found = tokens(&folded("接受IPS的ESWs，β受体 and boys"));
        let lower: Vec<_> = found.iter().map(|t| t.lower.as_str()).collect();
        assert_eq!(lower, ["ips", "esw", "β", "and", "boys"]);
        assert!(found[1].is_symbol && found[2].is_symbol && !found[4].is_symbol);
    }
}
