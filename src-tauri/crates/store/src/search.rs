//! Full-text search: tokens, queries, the index and excerpts.
//!
//! Texts are folded by [`diglot_text::normalise::fold_search`] and split here, so that
//! SQLite's tokenizer has only to cut at spaces. Words are tokens. A run of Han
//! characters ABCD becomes `AB BC CD D`, so that every part of it can be found: a
//! single character as a prefix, two as a token, more as a phrase.

pub(crate) mod excerpt;
pub(crate) mod index;
pub(crate) mod query;
pub(crate) mod run;
pub(crate) mod tokens;
