//! BibTeX and BibLaTeX: `@article{key, title = {…}, …}`, as programs and people write it.
//!
//! - [`scan`] finds entries, fields and values, and mends what is broken;
//! - [`macros`] puts values together, [`crossref`] adds what entries take from others;
//! - [`tex`] makes plain text of TeX, [`names`] and [`dates`] read what their fields hold;
//! - [`map`] makes references of entries, [`write`] entries of references.

mod crossref;
mod dates;
mod entry;
mod escape;
mod fields;
mod key;
mod languages;
mod losses;
mod macros;
mod map;
mod names;
mod read;
mod scan;
mod tex;
mod types;
mod write;

pub(crate) use key::Keys;
pub(crate) use read::State;
pub(crate) use write::{Dialect, Writer};

use crate::Reading;

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "bibtex";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let (mut entries, mut fields, mut others) = (0_usize, 0_usize, 0_usize);
    let mut scanner = scan::Scanner::new(text);
    for item in scanner.by_ref().take(64) {
        match item {
            scan::Item::Entry(entry) if !entry.fields.is_empty() => {
                entries += 1;
                fields += entry.fields.len();
            }
            scan::Item::Macro(..) => others += 1,
            _ => {}
        }
    }
    if entries > 0 {
        return Some((
            96,
            format!("BibTeX entries ({entries}) with {fields} fields"),
        ));
    }
    (others > 0).then(|| {
        (
            80,
            format!("BibTeX definitions ({others}) without entries so far"),
        )
    })
}

/// Reads a text, or the next part of one.
pub(crate) fn read(text: &str, state: &mut State) -> Reading {
    read::read(text, state)
}

/// Where a text of which more may follow can be cut.
pub(crate) fn cut(text: &str) -> Option<usize> {
    read::cut(text)
}

#[cfg(test)]
mod tests;
