//! What a PDF says about itself: a DOI, an arXiv number and a title, from its metadata and
//! from the text of its first pages. Nothing else is guessed at: the rest is looked up.
//!
//! Objects are found by looking for them, not by the file's own table of contents, so that
//! a damaged file costs no more than its damaged part. Everything has a bound: how many
//! bytes are looked at, how much is unpacked, how many pages and fonts are read.

mod fonts;
mod objects;
mod pages;
mod told;
mod xmp;

pub(crate) use told::record_of;

use diglot_model::{Identifier, IdentifierScheme};
use diglot_text::identifiers::{find_doi, find_labelled};
use diglot_text::tidy::tidy;
use objects::File;

/// How many bytes of a file are looked at.
pub(crate) const MOST: usize = 96 << 20;

/// What was found in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// A DOI, else an arXiv number.
    pub(crate) identifier: Option<Identifier>,
    /// Titles that the metadata state, one a language.
    pub(crate) titles: Vec<String>,
    /// Whether more than one DOI stood on the first pages, so that it may be another work's.
    pub(crate) ambiguous: bool,
    /// How much of its pages could be read.
    pub(crate) pages: Pages,
}

/// How much of a file's pages could be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Pages {
    /// None was found.
    #[default]
    None,
    /// Their text is protected.
    Protected,
    /// They are pictures.
    Pictures,
    /// They have text.
    Text,
}

/// How many of the first bytes show whether a file is a PDF.
pub(crate) const HEAD: usize = 1024;

/// Whether bytes begin as a PDF does; some have a few others before.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    head.windows(5).any(|w| w == b"%PDF-") && !head.starts_with(b"<")
}

/// Reads a file.
pub(crate) fn read(bytes: &[u8]) -> Found {
    let mut file = File::read(&bytes[..bytes.len().min(MOST)]);
    let mut found = Found::default();
    let protected = file.is_encrypted();
    let stated = xmp::read(&mut file);
    let (mut info, mut texts) = (Vec::new(), Vec::new());
    if protected {
        found.pages = Pages::Protected;
    } else {
        info = file.info();
        texts = pages::read(&mut file);
        found.pages = match texts.iter().map(|t| t.trim().len()).max() {
            None => Pages::None,
            Some(0..=20) => Pages::Pictures,
            Some(_) => Pages::Text,
        };
    }
    let of_info = |key: &str| info.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
    found.titles = titles(&stated.titles, of_info("Title"));
    let by_metadata = stated
        .identifiers
        .iter()
        .map(String::as_str)
        .chain(info.iter().map(|(_, value)| value.as_str()))
        .find_map(|text| find_doi(text).map(|f| f.identifier));
    if by_metadata.is_some() {
        found.identifier = by_metadata;
        return found;
    }
    for text in &texts {
        let dois = dois(text);
        if let Some(first) = dois.first() {
            found.ambiguous = dois.len() > 1;
            found.identifier = Some(first.clone());
            return found;
        }
        // The stamp of arXiv stands on the first page.
        let numbers = find_labelled(text);
        let arxiv = numbers
            .into_iter()
            .map(|f| f.identifier)
            .find(|id| id.scheme == IdentifierScheme::Arxiv);
        if arxiv.is_some() {
            found.identifier = arxiv;
            return found;
        }
    }
    found
}

/// The DOIs of a text, each once; those with a label or an address before the others.
fn dois(text: &str) -> Vec<Identifier> {
    const MOST: usize = 20;
    let mut labelled = Vec::new();
    let mut bare = Vec::new();
    let mut at = 0;
    while let Some(found) = find_doi(&text[at..])
        && labelled.len() + bare.len() < MOST
    {
        let start = at + found.span.start as usize;
        let before: String = text[..start].chars().rev().take(12).collect();
        // Backwards.
        let is_labelled = ["iod", "IOD", "/gro.iod"]
            .iter()
            .any(|w| before.contains(w));
        let list = if is_labelled {
            &mut labelled
        } else {
            &mut bare
        };
        if !list.contains(&found.identifier) {
            list.push(found.identifier);
        }
        at += found.span.end as usize;
    }
    bare.retain(|doi| !labelled.contains(doi));
    labelled.append(&mut bare);
    labelled
}

/// Titles as somebody gave them; names of files and of programs are none.
fn titles(stated: &[String], info: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for title in stated {
        let title = tidy(title);
        if is_title(&title) && !out.contains(&title) {
            out.push(title);
        }
    }
    // The other place says the same in other words, if anything.
    if out.is_empty() {
        out.extend(info.map(tidy).filter(|title| is_title(title)));
    }
    out
}

fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let of_program = [
        "microsoft",
        "untitled",
        "pii:",
        "doi:",
        "layout 1",
        "no job name",
        "(anonymous)",
        "powerpoint",
        "slide 1",
        "print",
        "10.",
    ];
    let of_file = [
        ".doc", ".docx", ".pdf", ".dvi", ".tex", ".indd", ".qxd", ".qxp", ".rtf", ".ps", ".eps",
        ".fm", ".ppt", ".pptx", ".p65", ".wpd", ".odt",
    ];
    let words = title.split_whitespace().count();
    let long = words >= 2 || diglot_text::script::has_han(title) && title.chars().count() >= 4;
    long && title.len() >= 8
        && title.chars().any(char::is_alphabetic)
        && !of_program.iter().any(|p| lower.starts_with(p))
        && !of_file.iter().any(|end| lower.ends_with(end))
        && !title.contains('\u{fffd}')
}

#[cfg(test)]
mod tests;
