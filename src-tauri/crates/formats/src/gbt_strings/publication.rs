//! Who published a book, where and when, and the book that a contribution stands in.

use super::gbt::{MARK, Reader, is_unknown};
use super::names::are_names;
use super::narrow::Narrow;
use super::segments::{boundaries, segments};
use crate::citation::pattern;
use diglot_model::{ContributorRole, DateField, ScalarField, TextField};
use diglot_text::names::NameOrder;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

impl Reader<'_, '_> {
    /// `. 2 版. 北京: 出版社, 2008: 12`, behind `//` with the host before it.
    pub(super) fn book(&mut self, range: &Range<usize>, host: bool) {
        // A map's size stands last: `138cm×96cm`.
        static SIZE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"[.,]\s*(?P<size>\d+(?:\.\d+)?\s*(?:cm|mm|厘米)?\s*[x×X*]\s*\d+(?:\.\d+)?\s*(?:cm|mm|厘米))\s*$",
            )
        });
        let range = self.narrow.trimmed(range, &['.', ',']);
        if range.is_empty() {
            return;
        }
        let slice = self.slice(&range).to_owned();
        let mut range = range;
        if let Some(c) = SIZE.captures(&slice)
            && let (Some(whole), Some(size)) = (c.get(0), c.name("size"))
        {
            let size = range.start + size.start()..range.start + size.end();
            self.scalar(ScalarField::Dimensions, &size);
            range.end = range.start + whole.start();
        }
        let slice = self.slice(&range).trim().to_owned();
        if !slice.is_empty()
            && slice.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            && slice.len() != 4
        {
            self.pages(&range);
            return;
        }
        let publication = Publication::of(self.narrow, &range);
        if let Some(year) = &publication.year {
            self.date(DateField::Issued, year);
        }
        if let Some(pages) = &publication.pages {
            self.pages(pages);
        }
        let mut parts = segments(self.narrow, &publication.before);
        let mut publisher = publication.publisher.clone();
        // Without a place the publisher is the last segment, of a host only where it
        // says so.
        if publisher.is_none()
            && let Some(last) = parts.last()
            && (!host && !is_edition(self.slice(last))
                || host && parts.len() > 1 && is_publisher(self.slice(last)))
        {
            publisher = parts.pop();
        }
        if let Some(place) = &publication.place {
            self.text_field(TextField::PublisherPlace, place);
        }
        if let Some(publisher) = &publisher {
            self.text_field(TextField::Publisher, publisher);
        }
        while let Some(last) = parts.last().cloned() {
            let slice = self.slice(&last).trim().to_owned();
            if is_edition(&slice) {
                self.edition(&last);
            } else if slice.ends_with('译') && parts.len() > usize::from(host) {
                self.names(
                    &last,
                    Some(ContributorRole::Translator),
                    NameOrder::FamilyFirst,
                );
            } else {
                break;
            }
            parts.pop();
        }
        if host {
            self.host(&parts);
        } else {
            for part in parts {
                let value = self.slice(&part).trim().to_owned();
                if !value.is_empty() && !is_unknown(&value) {
                    self.builder.unmapped("citation", &value);
                }
            }
        }
    }

    /// The host of a contribution: perhaps its makers, and its title.
    fn host(&mut self, parts: &[Range<usize>]) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return;
        };
        let mut title = first.start..last.end;
        if parts.len() > 1 && are_names(self.narrow, first) {
            self.names(first, Some(ContributorRole::Editor), NameOrder::FamilyFirst);
            title.start = parts[1].start;
        }
        // The host may have a mark of its own: `论文集[C]`.
        if let Some(m) = MARK.find(self.slice(&title)) {
            title.end = title.start + m.start();
        }
        self.volume_of(&mut title, true);
        self.text_field(TextField::ContainerTitle, &title);
    }

    fn edition(&mut self, range: &Range<usize>) {
        let slice = self.slice(range).trim();
        let number: String = slice.chars().filter(char::is_ascii_digit).collect();
        let plain = slice
            .trim_start_matches('第')
            .starts_with(|c: char| c.is_ascii_digit())
            && number.len() < 3;
        let value = if plain { number } else { slice.to_owned() };
        let place = self.narrow.place(range);
        self.builder
            .scalar_value(ScalarField::Edition, value, place);
    }
}

/// Place, publisher, year and pages at the end of a book's string.
#[derive(Debug, Default)]
struct Publication {
    /// What stands before.
    before: Range<usize>,
    place: Option<Range<usize>>,
    publisher: Option<Range<usize>>,
    year: Option<Range<usize>>,
    pages: Option<Range<usize>>,
}

impl Publication {
    fn of(narrow: &Narrow, range: &Range<usize>) -> Self {
        static YEAR: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?:(?:^|[,.;]\s*|\s)[(\[]?|[(\[])(?P<year>(?:1[5-9]|20)\d{2})[)\]]?(?:/\[?\d{4}\]?)?(?P<month>[-年]\d{1,2}(?:[-月]\d{1,2})?月?日?)?\s*(?::\s*(?P<pages>[^:]+?))?[\s.,]*$",
            )
        });
        let slice = &narrow.text[range.clone()];
        let mut out = Self {
            before: range.clone(),
            ..Self::default()
        };
        let mut before = range.clone();
        if let Some(c) = YEAR.captures(slice)
            && let (Some(whole), Some(year)) = (c.get(0), c.name("year"))
        {
            let end = c.name("month").map_or(year.end(), |m| m.end());
            out.year = Some(narrow.trimmed(
                &(range.start + year.start()..range.start + end),
                &['[', ']', '(', ')'],
            ));
            out.pages = c
                .name("pages")
                .map(|m| range.start + m.start()..range.start + m.end());
            before.end = range.start + whole.start();
        }
        before = narrow.trimmed(&before, &[',', '.', ';']);
        out.before = before.clone();
        let slice = &narrow.text[before.clone()];
        let mut colons: Vec<usize> = slice
            .match_indices(':')
            .map(|(at, _)| before.start + at)
            .collect();
        // Without a year behind it the last colon is before pages: `南京: 某社: 288`.
        if out.year.is_none()
            && colons.len() >= 2
            && let Some(last) = colons.last().copied()
        {
            let tail = narrow.trimmed(&(last + 1..before.end), &[]);
            if narrow.text[tail.clone()].starts_with(|c: char| c.is_ascii_digit()) {
                out.pages = Some(tail);
                before.end = last;
                colons.pop();
            }
        }
        let Some(colon) = colons.last().copied() else {
            return out;
        };
        let publisher = narrow.trimmed(&(colon + 1..before.end), &['.', ',']);
        // The place begins behind the last full stop before the colon; `Cambridge, Mass.:`
        // ends in one of its own.
        let left = narrow.trimmed(&(before.start..colon), &['.']);
        let from = boundaries(narrow, &left)
            .last()
            .map_or(left.start, |at| at + 1);
        let place = narrow.trimmed(&(from..left.end), &['.', ',']);
        let words = narrow.text[place.clone()].chars().count();
        if words > 40 || publisher.is_empty() || narrow.text[publisher.clone()].contains('/') {
            return out;
        }
        out.before = before.start..from.saturating_sub(1).max(before.start);
        if from == left.start {
            out.before = before.start..before.start;
        }
        out.place = Some(place);
        out.publisher = Some(publisher);
        out
    }
}

fn is_edition(segment: &str) -> bool {
    static EDITION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:第?\s*[\d一二三四五六七八九十]+\s*版|\d{4}\s*年?\s*版|新\s*\d*\s*版|(?:修订|增订|重印|影印|校订|增补|最新|典藏|全新)\S{0,4}版?|.{0,8}[刻抄]本|(?i:\d+(?:st|nd|rd|th)\s*ed(?:ition)?|rev(?:ised)?\.?\s*ed(?:ition)?|.{1,20}\bed(?:ition)?))$",
        )
    });
    EDITION.is_match(segment.trim().trim_end_matches('.'))
}

fn is_publisher(segment: &str) -> bool {
    [
        "出版社",
        "出版者",
        "书局",
        "书店",
        "印书馆",
        "Press",
        "Publish",
        "Springer",
        "Elsevier",
        "IEEE",
        "Wiley",
        "ACM",
        "学会",
        "公司",
    ]
    .iter()
    .any(|w| segment.contains(w))
        && !segment.contains("论文集")
}
