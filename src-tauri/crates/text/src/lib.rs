//! Plain text: bytes to characters, scripts and languages, normalisation keys,
//! identifiers in running text, headings of structured abstracts, sentences.
//!
//! This crate knows no file formats and opens nothing: values in, values out.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod bytes;
pub mod calendar;
pub mod decode;
pub mod headings;
pub mod identifiers;
pub mod names;
pub mod normalise;
pub mod script;
pub mod sentences;
pub mod tidy;
