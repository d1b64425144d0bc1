//! BibTeX: `@article{key, title = {…}, …}`. Only written so far.

mod escape;
mod key;
mod losses;
mod write;

pub(crate) use write::Writer;

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "bibtex";
