//! Tokens of folded text.

use diglot_text::normalise::is_han;

/// Longer words are cut: no one types them, and base64 in an abstract is no word.
const WORD_CHARS: usize = 64;

/// A piece of folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A word of a script with words.
    Word(String),
    /// A run of characters of a script without spaces between words.
    Run(Vec<char>),
}

/// Whether a character belongs to a script that puts no spaces between words: Han,
/// Kana, Bopomofo.
pub(crate) fn is_unspaced(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    let kana = matches!(c, '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}');
    let bopomofo = matches!(c, '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}');
    kana || bopomofo || is_han(c)
}

/// The pieces of folded text, in order.
pub(crate) fn pieces(folded: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut chars = folded.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let first = chars.next()?;
            if is_unspaced(first) {
                let mut run = vec![first];
                while let Some(next) = chars.next_if(|c| is_unspaced(*c)) {
                    run.push(next);
                }
                return Some(Piece::Run(run));
            }
            if first.is_alphanumeric() {
                let mut word = String::from(first);
                let mut length = 1;
                while let Some(next) = chars.next_if(|c| c.is_alphanumeric() && !is_unspaced(*c)) {
                    length += 1;
                    if length <= WORD_CHARS {
                        word.push(next);
                    }
                }
                return Some(Piece::Word(word));
            }
        }
    })
}

/// Appends the tokens of folded text as the index takes them in.
pub(crate) fn push_tokens(folded: &str, out: &mut String) {
    let mut push = |token: &[char]| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(token);
    };
    let mut word_chars = Vec::new();
    for piece in pieces(folded) {
        match piece {
            Piece::Word(word) => {
                word_chars.clear();
                word_chars.extend(word.chars());
                push(&word_chars);
            }
            Piece::Run(run) => {
                for at in 0..run.len() {
                    push(&run[at..(at + 2).min(run.len())]);
                }
            }
        }
    }
}

/// The tokens of folded text as the index takes them in.
#[cfg(test)]
pub(crate) fn tokens(folded: &str) -> String {
    let mut out = String::new();
    push_tokens(folded, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_bigrams_and_the_last_character() {
        assert_eq!(tokens("抑郁症患者"), "抑郁 郁症 症患 患者 者");
        assert_eq!(tokens("covid-19肺炎 and 症"), "covid 19 肺炎 炎 and 症");
        assert_eq!(tokens("10.1000/ab_c"), "10 1000 ab c");
        assert_eq!(tokens("…"), "");
    }
}
