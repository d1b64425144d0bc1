//! Authors, editors and their institutions.

use super::super::people;
use super::Mapper;
use diglot_model::{Contributor, ContributorRole, Name};
use diglot_text::tidy::tidy;
use std::ops::Range;

impl Mapper<'_, '_> {
    pub(super) fn people(&mut self) {
        let full: Vec<_> = self.of("FA").collect();
        let short: Vec<_> = self.of("AU").collect();
        let authors = if full.is_empty() { short } else { full };
        self.names(ContributorRole::Author, &authors);
        let groups: Vec<_> = self.of("CA").collect();
        for range in groups {
            let name = Name::literal(tidy(self.raw(&range).trim_end_matches('.')));
            self.contributor(ContributorRole::Author, name, &range, Vec::new());
        }
        // In MEDLINE, ED is the day of entry.
        let editors: Vec<_> = self
            .of("ED")
            .filter(|r| !self.raw(r).starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        self.names(ContributorRole::Editor, &editors);
    }

    pub(super) fn names(&mut self, role: ContributorRole, ranges: &[Range<usize>]) {
        for range in ranges {
            for marked in people::names(self.text, range) {
                let text = tidy(self.raw(&marked.place));
                if crate::people::is_ellipsis(&text) {
                    self.builder.reference.contributors_complete = false;
                    continue;
                }
                let marks = marked
                    .marks
                    .iter()
                    .filter_map(|m| m.checked_sub(1))
                    .collect();
                self.contributor(role, people::name(&text), &marked.place, marks);
            }
        }
    }

    fn contributor(
        &mut self,
        role: ContributorRole,
        name: Name,
        range: &Range<usize>,
        affiliations: Vec<u16>,
    ) {
        let mut contributor = Contributor::author(name);
        contributor.role = role;
        contributor.affiliations = affiliations;
        self.builder.contributor(contributor, range);
    }

    /// `(1)Institute of Homes, Oslo, (2)Institute of Gardens, Bergen`, or one for all.
    pub(super) fn affiliations(&mut self, range: Range<usize>) {
        let raw = self.raw(&range);
        let starts = marks(raw);
        if starts.len() < 2 && !raw.starts_with("(1)") {
            self.builder.affiliation(range);
            return;
        }
        for (i, (_, from)) in starts.iter().enumerate() {
            let end = starts.get(i + 1).map_or(raw.len(), |(open, _)| *open);
            let text = raw[*from..end]
                .trim()
                .trim_end_matches([',', ';'])
                .trim_end();
            if !text.is_empty() {
                let at = crate::lines::range_in(self.text, text);
                self.builder.affiliation(at.start..at.end);
            }
        }
    }
}

/// Where numbered institutions begin: `(1)`, with the place behind it.
fn marks(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut expected = 1_u32;
    for (at, _) in text.match_indices('(') {
        let Some(end) = text[at..].find(')').filter(|end| *end < 5) else {
            continue;
        };
        let inside = text[at + 1..at + end].trim();
        let before = text[..at].trim_end_matches([' ', '\t']);
        let begins = before.is_empty() || before.ends_with([',', ';', '\n', '\r']);
        if begins && inside.parse() == Ok(expected) {
            out.push((at, at + end + 1));
            expected += 1;
        }
    }
    out
}
