//! Formatted references, from references of the model, a CSL style and a locale.
//!
//! [`cite`] gives the entries of a bibliography in the style's order, without the number
//! that some styles put before them. In styles made for Chinese and foreign works side by
//! side, such as GB/T 7714, each entry speaks the language of its work: 等 after the third
//! author of a Chinese one, et al. after that of an English one.
//!
//! This crate must not know files, libraries or windows: a style is handed in as its XML.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod entry;
mod glyphs;
mod item;
mod locale;
mod markup;
mod people;
mod render;
mod style;

#[cfg(test)]
mod tests;

pub use markup::Markup;
pub use style::{Style, StyleError};

use diglot_model::Reference;

/// One entry of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedItem {
    /// The id that the work was handed in with.
    pub id: String,
    /// The entry as plain text.
    pub text: String,
    /// The entry as HTML: text with `<i>`, `<b>`, `<sup>` and `<sub>`, nothing else.
    pub html: String,
}

/// Formats works, each with an id of the caller's, as the entries of one bibliography.
///
/// Entries come in the order of the style: as handed in for numeric styles, sorted for
/// the others. There is one entry for each work, never an empty one. `locale` (a BCP 47
/// tag) makes all entries speak one language, whatever that of their works.
pub fn cite(works: &[(String, &Reference)], style: &Style, locale: Option<&str>) -> Vec<CitedItem> {
    render::bibliography(works, style, locale)
}

/// Formats one reference; `id` of the entry is empty.
pub fn cite_one(reference: &Reference, style: &Style, locale: Option<&str>) -> CitedItem {
    let works = [(String::new(), reference)];
    cite(&works, style, locale)
        .pop()
        .unwrap_or_else(|| CitedItem {
            id: String::new(),
            text: String::new(),
            html: String::new(),
        })
}
