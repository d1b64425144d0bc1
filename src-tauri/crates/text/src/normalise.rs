//! Folding: texts brought to forms in which equal things look equal.
//!
//! Folds are for searching and comparing, never for showing. They are versioned
//! by [`FOLD_VERSION`]: whoever stores a folded text stores the version with it
//! and folds again when it changed. Every fold is idempotent.
//!
//! Han characters are folded one by one (traditional to simplified), so that any
//! part of a text folds as it does within the whole: substring search depends on it.

mod container;
mod han;
mod markup;
mod pages;
mod person;
mod pinyin;

pub use container::{containers_match, fold_container};
pub use han::{is_han, simplify};
pub use markup::strip_markup;
pub use pages::expand_pages;
pub use person::{NameKey, NameMatch, fold_name};

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
use unicode_script::{Script, UnicodeScript};

/// Changes whenever a fold gives another result for some text.
pub const FOLD_VERSION: u32 = 1;

/// Folds a text for search: compatibility forms (NFKC), lower case, Latin letters
/// without diacritics, simplified Han, plain quotes and hyphens, no invisible
/// characters, runs of white space as one space, none at the ends.
pub fn fold_search(text: &str) -> String {
    if text.is_ascii() {
        return collapse(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    let mut out = fold_once(text);
    // Characters fold one by one except where marks join them: there a second pass may
    // be needed, for lower case and removed marks let others meet.
    while !is_settled(&out) {
        let again = fold_once(&out);
        if again == out {
            break;
        }
        out = again;
    }
    out
}

/// Folds a title for comparison: [`fold_search`], then markup and character
/// references removed, `&` read as "and", Greek letters by name, apostrophes
/// dropped, all other punctuation and symbols a single space, and no space beside
/// a Han character.
///
/// ```
/// use diglot_text::normalise::fold_title;
/// assert_eq!(
///     fold_title("TNF-α &amp; <i>sleep</i> – a client’s view."),
///     fold_title("TNF-Alpha and sleep - a clients view"),
/// );
/// ```
pub fn fold_title(text: &str) -> String {
    let folded = fold_search(&strip_markup(text));
    let mut spaced = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => spaced.push(c),
            ' ' => spaced.push(' '),
            '\'' | '`' => {}
            '&' => spaced.push_str(" and "),
            // Marks of other scripts carry vowels; Latin has lost its own.
            c if is_combining_mark(c) => {
                let bears = |l: char| l.is_alphanumeric() && !l.is_ascii() && !is_latin(l);
                if spaced.chars().next_back().is_some_and(bears) {
                    spaced.push(c);
                }
            }
            c if c.is_alphanumeric() => match greek_name(c) {
                Some(name) => spaced.push_str(name),
                None => spaced.push(c),
            },
            _ => spaced.push(' '),
        }
    }
    // An apostrophe that went may have stood between a letter and its mark.
    if is_nfkc_quick(spaced.chars()) == IsNormalized::Yes {
        collapse_han(&spaced)
    } else {
        collapse_han(&spaced.nfc().collect::<String>())
    }
}

fn fold_once(text: &str) -> String {
    let mut plain = Plain {
        out: String::with_capacity(text.len()),
        after_latin: false,
    };
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().for_each(|c| plain.push(c));
    } else {
        text.nfkc().for_each(|c| plain.push(c));
    }
    let plain = plain.out;
    if is_nfkc_quick(plain.chars()) == IsNormalized::Yes {
        collapse(plain.chars())
    } else {
        collapse(plain.nfkc())
    }
}

fn is_settled(folded: &str) -> bool {
    is_nfkc_quick(folded.chars()) == IsNormalized::Yes
        && !folded
            .chars()
            .any(|c| !c.is_ascii() && is_combining_mark(c))
}

/// A text being folded.
struct Plain {
    out: String,
    /// Marks that follow a Latin letter are dropped.
    after_latin: bool,
}

impl Plain {
    fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.out.push(c.to_ascii_lowercase());
            self.after_latin = c.is_ascii_alphanumeric();
        } else if is_han(c) {
            self.out.push(simplify(c));
            self.after_latin = false;
        } else {
            c.to_lowercase().for_each(|lower| self.push_lower(lower));
        }
    }

    fn push_lower(&mut self, c: char) {
        if is_invisible(c) {
            return;
        }
        if let Some(letters) = latin_letters(c) {
            self.out.push_str(letters);
            self.after_latin = true;
        } else if is_combining_mark(c) {
            if !self.after_latin {
                self.out.push(c);
            }
        } else if c.is_ascii() || is_latin(c) {
            decompose_canonical(c, |part| match latin_letters(part) {
                Some(letters) => self.out.push_str(letters),
                None if is_combining_mark(part) => {}
                None => self.out.push(part),
            });
            self.after_latin = true;
        } else {
            self.out.push(plain_punctuation(c).unwrap_or(c));
            self.after_latin = false;
        }
    }
}

/// One space for each run of white space, none at the ends.
fn collapse(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(chars.size_hint().0);
    let mut gap = false;
    for c in chars {
        if c.is_whitespace() || c.is_control() {
            gap = !out.is_empty();
        } else {
            if gap {
                out.push(' ');
                gap = false;
            }
            out.push(c);
        }
    }
    out
}

/// As [`collapse`], and no space beside a Han character.
fn collapse_han(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    let mut gap = false;
    for c in text.chars() {
        if c == ' ' {
            gap = !out.is_empty();
            continue;
        }
        if gap && !is_han(last) && !is_han(c) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
        last = c;
    }
    out
}

/// Letters that no decomposition takes apart.
fn latin_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ƶ' => "z",
        _ => return None,
    })
}

fn is_latin(c: char) -> bool {
    c.script() == Script::Latin
}

fn plain_punctuation(c: char) -> Option<char> {
    Some(match c {
        '‐'..='―' | '−' | '﹣' | '－' => '-',
        '‘'..='‛' | 'ʼ' | 'ʹ' | '′' | '´' => '\'',
        '“'..='‟' | '″' => '"',
        '。' => '.',
        '、' => ',',
        _ => return None,
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Databases write "β" and "beta" for the same title.
fn greek_name(c: char) -> Option<&'static str> {
    const NAMES: [&str; 25] = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon",
        "phi", "chi", "psi", "omega",
    ];
    let index = u32::from(c).checked_sub(u32::from('α'))?;
    NAMES.get(index as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_for_search() {
        assert_eq!(
            fold_search("  Vázquez‐Estupiñán\u{a0}\n MARTÍN "),
            "vazquez-estupinan martin"
        );
        assert_eq!(
            fold_search("個人安置與支持（ＩＰＳ）"),
            "个人安置与支持(ips)"
        );
        assert_eq!(fold_search("Straße Łódź Øre"), "strasse lodz ore");
        assert_eq!(fold_search("й ё"), "й ё", "only Latin loses its marks");
        assert_eq!(fold_search("İ"), "i");
    }

    #[test]
    fn folds_titles() {
        assert_eq!(
            fold_title("A study – of “work” & <sup>2</sup>H."),
            "a study of work and 2h"
        );
        assert_eq!(fold_title("基于 IPS 的 研究 ——进展"), "基于ips的研究进展");
        assert_eq!(fold_title("β-thalassaemia"), "beta thalassaemia");
        assert_eq!(fold_title("P < 0.05 and n > 3"), "p 0 05 and n 3");
        assert_eq!(fold_title("..."), "");
    }

    #[test]
    fn every_character_folds_once() {
        let ranges = [
            '\0'..='\u{33ff}',
            '\u{a000}'..='\u{abff}',
            '\u{f900}'..='\u{1ffff}',
        ];
        for c in ranges.into_iter().flatten() {
            let text = format!("a{c}b {c}");
            let search = fold_search(&text);
            assert_eq!(fold_search(&search), search, "{c:?}");
            let title = fold_title(&text);
            assert_eq!(fold_title(&title), title, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn search_is_idempotent(text in "\\PC*") {
            let folded = fold_search(&text);
            prop_assert_eq!(fold_search(&folded), folded);
        }

        #[test]
        fn title_is_idempotent(text in "[\\PCa-z<>&;#/ 0-9]*") {
            let folded = fold_title(&text);
            prop_assert_eq!(fold_title(&folded), folded);
        }

        #[test]
        fn han_folds_in_parts_as_in_whole(text in "[\u{4e00}-\u{9fff}]{0,12}", at in 0usize..12) {
            let cut = text.char_indices().nth(at).map_or(text.len(), |(i, _)| i);
            let (a, b) = text.split_at(cut);
            prop_assert_eq!(fold_search(a) + &fold_search(b), fold_search(&text));
        }
    }
}
