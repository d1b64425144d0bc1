//! Where the records of PubMed's XML stand in a text.

use memchr::memmem;
use std::ops::Range;

/// Elements that are records; the last one is that of old files without the others.
const RECORDS: [&str; 3] = ["PubmedArticle", "PubmedBookArticle", "MedlineCitation"];

/// A record's place, and whether its closing tag is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) closed: bool,
}

/// The records of a text in order. They are found by their tags alone, so that one that is
/// broken costs no other.
pub(super) fn records(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut tags = memmem::find_iter(text.as_bytes(), b"<Pubmed")
        .filter(|at| RECORDS[..2].iter().any(|name| opens(text, *at, name)))
        .peekable();
    if tags.peek().is_none() {
        let old = memmem::find_iter(text.as_bytes(), b"<MedlineCitation")
            .filter(|at| opens(text, *at, RECORDS[2]));
        push(text, old, &mut found);
    } else {
        push(text, tags, &mut found);
    }
    found
}

fn push(text: &str, starts: impl Iterator<Item = usize>, found: &mut Vec<Found>) {
    let mut starts = starts.peekable();
    while let Some(start) = starts.next() {
        let next = starts.peek().copied().unwrap_or(text.len());
        let part = &text[start..next];
        let name = RECORDS
            .iter()
            .find(|name| opens(text, start, name))
            .map_or("", |name| name);
        let end = close(part, name);
        found.push(Found {
            range: start..start + end.unwrap_or(part.trim_end().len()),
            closed: end.is_some(),
        });
    }
}

/// The end of the last closing tag of a name.
fn close(part: &str, name: &str) -> Option<usize> {
    memchr::memrchr_iter(b'<', part.as_bytes()).find_map(|at| {
        let behind = part[at..].strip_prefix("</")?.strip_prefix(name)?;
        let behind = behind.trim_start().strip_prefix('>')?;
        Some(part.len() - behind.len())
    })
}

/// Whether an opening tag of this name stands at a place.
fn opens(text: &str, at: usize, name: &str) -> bool {
    text[at + 1..]
        .strip_prefix(name)
        .is_some_and(|behind| behind.starts_with(['>', ' ', '\t', '\n', '\r']))
}

/// Where a text of which more may follow can be cut: behind the last end of a record.
pub(crate) fn cut(text: &str) -> Option<usize> {
    memchr::memrchr_iter(b'<', text.as_bytes()).find_map(|at| {
        let name = text[at..].strip_prefix("</")?;
        let behind = RECORDS[..2]
            .iter()
            .find_map(|record| name.strip_prefix(record)?.strip_prefix('>'))?;
        Some(text.len() - behind.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_by_their_tags() {
        let text = "<PubmedArticleSet><PubmedArticle a='1'>x</PubmedArticle>\n<PubmedBookArticle>y<PubmedArticle>z</PubmedArticle ></PubmedArticleSet>";
        let found: Vec<_> = records(text)
            .into_iter()
            .map(|f| (&text[f.range], f.closed))
            .collect();
        assert_eq!(
            found,
            [
                ("<PubmedArticle a='1'>x</PubmedArticle>", true),
                ("<PubmedBookArticle>y", false),
                ("<PubmedArticle>z</PubmedArticle >", true),
            ]
        );
        let old = "<MedlineCitationSet><MedlineCitation>a</MedlineCitation></MedlineCitationSet>";
        assert_eq!(records(old).len(), 1);
        assert_eq!(&text[..cut(text).unwrap()], &text[..56]);
    }
}
