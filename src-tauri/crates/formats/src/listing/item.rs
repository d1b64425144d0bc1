//! One item of a listing between two separators.

use super::CHIPS;
use crate::citation::{parse_date, pattern};
use crate::labels::{Label, whole_label};
use diglot_model::{Date, ObservationKind, ReferenceType};
use diglot_text::identifiers::find_doi;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What an item is; ranges are within the item.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<'t> {
    Date(Date),
    Volume {
        volume: Option<Range<usize>>,
        issue: Option<Range<usize>>,
    },
    Pages(Range<usize>),
    Doi,
    Chip(Option<ReferenceType>),
    Count(ObservationKind, u64),
    Label(Label, &'t str),
    Text,
}

static VOLUME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:vol(?:ume)?s?\b\.?\s*){1,2}(?P<volume>[^()\s,;]+(?:[ -][^()\s,;]+)*)?\s*[,;]?\s*(?:[(（](?P<issue>[^()（）]+)[)）]|(?:no|issue|iss)\.?\s*(?P<number>\S+))?$",
    )
});
static ISSUE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:issue|iss|no|number)\b\.?\s*(?P<issue>\S+)$"));
static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:pp?|pages?)\b\.?\s*(?P<pages>[A-Za-z]{0,4}\d[\w.]*(?:\s*[-–—]\s*[\w.]+)?)$")
});
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:cited by|times cited|citations)\s*[:：]?\s*~?\s*(\d[\d,]*)")
});

/// Reads an item.
pub(super) fn read(part: &str) -> Item<'_> {
    if part.len() > 300 {
        return Item::Text;
    }
    if let Some((label, from)) = label_prefix(part) {
        return Item::Label(label, part[from..].trim());
    }
    if let Some(c) = VOLUME.captures(part) {
        let issue = c.name("issue").or_else(|| c.name("number"));
        return Item::Volume {
            volume: c.name("volume").map(|m| m.range()),
            issue: issue.map(|m| m.range()),
        };
    }
    if let Some(m) = ISSUE.captures(part).and_then(|c| c.name("issue")) {
        return Item::Volume {
            volume: None,
            issue: Some(m.range()),
        };
    }
    if let Some(m) = PAGES.captures(part).and_then(|c| c.name("pages")) {
        return Item::Pages(m.range());
    }
    if let Some(m) = COUNT.captures(part).and_then(|c| c.get(1)) {
        let value = crate::labels::count_of(m.as_str()).unwrap_or_default();
        return Item::Count(ObservationKind::TimesCited, value);
    }
    if let Some((kind, from)) = chip(part)
        && part[from..].trim().is_empty()
    {
        return Item::Chip(kind);
    }
    if let Some(date) = parse_date(part) {
        return Item::Date(date);
    }
    if part.split_whitespace().count() <= 3 && find_doi(part).is_some() {
        return Item::Doi;
    }
    Item::Text
}

/// The label at the start of an item, and where its value begins: `Author(s):`.
pub(super) fn label_prefix(part: &str) -> Option<(Label, usize)> {
    let (i, colon) = part.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let label = whole_label(&part[..i])?;
    matches!(label, Label::Authors | Label::Keywords).then_some((label, i + colon.len_utf8()))
}

/// The chip at the start of a title, and where the title begins.
pub(super) fn chip(text: &str) -> Option<(Option<ReferenceType>, usize)> {
    CHIPS
        .iter()
        .filter(|(name, _)| {
            text.get(..name.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(name))
                && {
                    let rest = &text[name.len()..];
                    // "Book chapters in print" is a title: behind a chip a capital follows.
                    rest.trim().is_empty()
                        || rest.starts_with([' ', '\t', '\u{a0}', ':'])
                            && rest
                                .trim_start_matches([' ', '\t', '\u{a0}', ':'])
                                .starts_with(|c: char| !c.is_lowercase())
                            && (name.contains([' ', '-'])
                                || text[..1].chars().all(char::is_lowercase))
                }
        })
        .max_by_key(|(name, _)| name.len())
        .map(|(name, kind)| {
            let rest = &text[name.len()..];
            let skip = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}', ':']).len();
            (*kind, name.len() + skip)
        })
}

/// Whether a line is a chip and nothing else.
pub(super) fn is_chip_alone(text: &str) -> bool {
    chip(text).is_some_and(|(_, from)| text[from..].trim().is_empty())
}
