//! Listings of half-complete records, their items set off by a separator: a chip and a
//! title where there is one, `Journal ◽ 2021 ◽ Vol 21 (1) ◽ pp. 65-73 ◽ Author(s): …`,
//! then an abstract.

mod item;

use crate::build::Builder;
use crate::labels::{Label, whole_label};
use crate::lines::{Line, lines};
use crate::{Reading, Record};
use diglot_model::{ReferenceType, ScalarField, TextField};
use diglot_text::headings;
use diglot_text::names::NameOrder;
use item::Item;
use std::ops::Range;

const FORMAT: &str = "listing";

/// Characters that listings put behind items, the likeliest first.
const SEPARATORS: [char; 9] = ['◽', '◻', '□', '▪', '◦', '•', '·', '∙', '|'];

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let all = lines(text);
    let (separator, count) = separator_of(&all)?;
    let authors = all
        .iter()
        .filter(|l| is_authors_label(l.text, separator))
        .count();
    let years = all
        .iter()
        .filter(|l| {
            items_of(l, separator)
                .iter()
                .any(|i| matches!(i, Item::Date(_) | Item::Volume { .. }))
        })
        .count();
    (authors > 0 && (years > 0 || count >= 2)).then(|| {
        (
            90,
            format!("{authors} author lists and {count} lines that end in “{separator}”"),
        )
    })
}

/// The separator that ends most lines, and how many it ends.
fn separator_of(all: &[Line<'_>]) -> Option<(char, usize)> {
    SEPARATORS
        .into_iter()
        .map(|s| {
            let ends = all
                .iter()
                .filter(|l| l.text.len() < 300 && l.text.ends_with(s))
                .count();
            let inside = all
                .iter()
                .filter(|l| l.text.len() < 300 && is_coordinates_line(l, s))
                .count();
            (s, ends.max(inside))
        })
        .max_by_key(|(_, n)| *n)
        .filter(|(_, n)| *n >= 1)
}

/// A line of items between separators of which one is a year or a volume.
fn is_coordinates_line(line: &Line<'_>, separator: char) -> bool {
    line.text.contains(separator)
        && items_of(line, separator)
            .iter()
            .any(|i| matches!(i, Item::Date(_) | Item::Volume { .. } | Item::Pages(_)))
}

fn is_authors_label(line: &str, separator: char) -> bool {
    let line = line.trim_end_matches(separator).trim_end();
    item::label_prefix(line).is_some_and(|(label, _)| label == Label::Authors)
}

fn items_of<'t>(line: &Line<'t>, separator: char) -> Vec<Item<'t>> {
    line.text
        .split(separator)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(item::read)
        .collect()
}

/// Lines of one record: what stands before its items, the items, what stands behind.
#[derive(Default)]
struct Group<'t> {
    title: Vec<Line<'t>>,
    meta: Vec<Line<'t>>,
    body: Vec<Line<'t>>,
}

/// Reads a listing.
pub(crate) fn read(text: &str) -> Reading {
    let all = lines(text);
    let separator = separator_of(&all).map_or('◽', |(s, _)| s);
    let mut reading = Reading::default();
    for group in groups(&all, separator) {
        let record = read_group(text, &group, separator);
        if let Some(record) = record {
            reading.records.push(record);
        }
    }
    reading
}

/// Cuts the lines into records: each has one run of item lines.
fn groups<'t>(all: &[Line<'t>], separator: char) -> Vec<Group<'t>> {
    let mut out: Vec<Group<'t>> = Vec::new();
    let mut group = Group::default();
    let mut pending: Vec<Line<'t>> = Vec::new();
    let mut in_meta = false;
    let mut in_names = false;
    for (i, line) in all.iter().enumerate() {
        if is_furniture(line.text) {
            continue;
        }
        // A counter or the like between two item lines is one of the items.
        let between = in_meta
            && !line.after_blank
            && line.text.len() < 120
            && all
                .get(i + 1)
                .is_some_and(|next| !next.after_blank && is_meta(next, separator, false));
        let meta = between || is_meta(line, separator, in_meta && in_names && !line.after_blank);
        if meta
            && (!in_meta
                || (line.after_blank
                    && starts_record(line, separator)
                    && has_names(&group, separator)))
        {
            // A new record begins: of what stood since the last items, the title is its.
            let title = take_title(&mut pending, !group.meta.is_empty());
            group.body.append(&mut pending);
            if !group.meta.is_empty() || !group.body.is_empty() {
                out.push(std::mem::take(&mut group));
            }
            group.title = title;
        }
        if meta {
            in_names = if is_names_label(line, separator) {
                true
            } else {
                in_names && in_meta
            };
            group.meta.push(*line);
        } else {
            pending.push(*line);
            in_names = false;
        }
        in_meta = meta;
    }
    group.body.append(&mut pending);
    if !group.meta.is_empty() || !group.body.is_empty() {
        out.push(group);
    }
    out
}

fn has_names(group: &Group<'_>, separator: char) -> bool {
    group
        .meta
        .iter()
        .any(|l| is_authors_label(l.text, separator))
}

fn is_names_label(line: &Line<'_>, separator: char) -> bool {
    items_of(line, separator)
        .iter()
        .any(|i| matches!(i, Item::Label(Label::Authors | Label::Keywords, _)))
}

fn starts_record(line: &Line<'_>, separator: char) -> bool {
    line.text.ends_with(separator) && !is_names_label(line, separator)
}

/// Whether a line holds items. `names` says that a list of names is open and no blank line
/// stands between.
fn is_meta(line: &Line<'_>, separator: char, names: bool) -> bool {
    let long = line.text.len() > 400 && !is_authors_label(line.text, separator);
    if long {
        return false;
    }
    line.text.ends_with(separator)
        || is_authors_label(line.text, separator)
        || is_names_label(line, separator)
        || is_coordinates_line(line, separator)
        || (names && line.text.len() < 120)
        || matches!(item::read(line.text), Item::Volume { .. } | Item::Pages(_) if line.text.len() < 60)
}

/// Buttons at the end of a page. A label that a record can use is none.
fn is_furniture(text: &str) -> bool {
    whole_label(text) == Some(Label::Furniture)
}

/// Takes the title of the next record off the lines that stand before its items.
///
/// `has_record` says that a record stands before, whose abstract these lines may be.
fn take_title<'t>(pending: &mut Vec<Line<'t>>, has_record: bool) -> Vec<Line<'t>> {
    let Some(last) = pending.last() else {
        return Vec::new();
    };
    let chip = item::chip(last.text).is_some();
    let sentence_end = last.text.ends_with(['.', '。', ')']) && last.text.contains(". ");
    let looks_like_title = last.text.len() <= 420
        && !sentence_end
        // A record without an abstract yet gets the sentence that stands behind it.
        && !(has_record && pending.len() == 1 && last.text.ends_with('.') && last.text.split_whitespace().count() > 6)
        && (!has_record
            || !headings::sections(last.text)
                .iter()
                .any(|s| s.label.is_some()))
        && !(last.text.ends_with('.') && last.text.len() > 200);
    if !(chip || looks_like_title) {
        return Vec::new();
    }
    let mut title = pending.split_off(pending.len() - 1);
    // A chip on a line of its own stands above its title.
    if pending.last().is_some_and(|l| item::is_chip_alone(l.text)) {
        title.splice(0..0, pending.pop());
    }
    title
}

fn read_group(text: &str, group: &Group<'_>, separator: char) -> Option<Record> {
    if group.meta.is_empty() {
        return None;
    }
    let every = || group.title.iter().chain(&group.meta).chain(&group.body);
    let start = every().next()?.start;
    let end = every().last()?.end();
    let mut builder = Builder::new(text, start..end, FORMAT);
    for line in &group.title {
        read_title(&mut builder, line);
    }
    read_items(&mut builder, &group.meta, separator);
    let paragraphs: Vec<Range<usize>> = group
        .body
        .iter()
        .filter_map(|l| abstract_range(&mut builder, l))
        .collect();
    if !paragraphs.is_empty() {
        builder.abstract_of(&paragraphs);
    }
    (!builder.is_empty()).then(|| builder.finish())
}

/// An abstract's line without the word "Abstract" before it.
fn abstract_range(builder: &mut Builder<'_>, line: &Line<'_>) -> Option<Range<usize>> {
    if crate::page::is_copyright(line.text) {
        builder.unmapped("copyright", line.text);
        return None;
    }
    let from = crate::page::abstract_word(line.text);
    let rest = line.rest(from);
    (!rest.text.is_empty()).then(|| rest.range())
}

fn read_title(builder: &mut Builder<'_>, line: &Line<'_>) {
    let (kind, from) = item::chip(line.text).unwrap_or((None, 0));
    if let Some(kind) = kind {
        builder.reference.kind = kind;
    }
    let rest = line.rest(from);
    if !rest.text.is_empty() {
        builder.text_field(TextField::Title, rest.range());
    }
}

fn read_items(builder: &mut Builder<'_>, meta: &[Line<'_>], separator: char) {
    let mut names: Vec<(Range<usize>, Vec<u16>)> = Vec::new();
    let mut keywords: Vec<Range<usize>> = Vec::new();
    let mut list: Option<Label> = None;
    let mut seen_coordinates = false;
    for line in meta {
        for part in line
            .text
            .split(separator)
            .map(str::trim)
            .filter(|p| !p.is_empty())
        {
            let mut part = part;
            if let Some((label, from)) = item::label_prefix(part) {
                list = Some(label);
                part = part[from..].trim();
                if part.is_empty() {
                    continue;
                }
            }
            let range = line.range_of(part);
            match list {
                Some(Label::Authors) => add_names(builder, &mut names, part, line),
                Some(Label::Keywords) => keywords.push(range),
                Some(label) => {
                    builder.unmapped(&format!("{label:?}").to_lowercase(), part);
                    list = None;
                }
                None => {
                    seen_coordinates |= read_item(builder, part, range, seen_coordinates);
                }
            }
        }
    }
    builder.authors(&names, NameOrder::GivenFirst);
    if !keywords.is_empty() {
        builder.keywords(&keywords, false);
    }
}

fn add_names(
    builder: &mut Builder<'_>,
    names: &mut Vec<(Range<usize>, Vec<u16>)>,
    part: &str,
    line: &Line<'_>,
) {
    if crate::people::is_ellipsis(part) || part.chars().all(|c| matches!(c, '.' | '…')) {
        builder.reference.contributors_complete = false;
        return;
    }
    // A date or number behind the names belongs to no name.
    if matches!(
        item::read(part),
        Item::Date(_) | Item::Volume { .. } | Item::Pages(_) | Item::Doi
    ) {
        read_item(builder, part, line.range_of(part), true);
        return;
    }
    let (name, marks) = crate::people::split_marks(part);
    if !name.trim().is_empty() {
        names.push((line.range_of(name.trim()), marks));
    }
}

/// Reads an item before the names; true when it is a coordinate of the work.
fn read_item(builder: &mut Builder<'_>, part: &str, range: Range<usize>, seen: bool) -> bool {
    let at = range.start;
    let within = |r: &Range<usize>| at + r.start..at + r.end;
    match item::read(part) {
        Item::Date(date) => {
            builder.date(diglot_model::DateField::Issued, date, range);
            true
        }
        Item::Volume { volume, issue } => {
            if let Some(volume) = volume {
                builder.scalar(ScalarField::Volume, within(&volume));
            }
            if let Some(issue) = issue {
                builder.scalar(ScalarField::Issue, within(&issue));
            }
            true
        }
        Item::Pages(pages) => {
            crate::citation::pages_value(builder, &part[pages.clone()], within(&pages));
            true
        }
        Item::Doi => {
            builder.doi_in(range);
            true
        }
        Item::Chip(kind) => {
            if let Some(kind) = kind {
                builder.reference.kind = kind;
            }
            false
        }
        Item::Count(kind, value) => {
            builder.observation(kind, value, &range);
            false
        }
        Item::Label(..) => false,
        Item::Text => {
            let empty = builder
                .reference
                .texts(TextField::ContainerTitle)
                .is_empty();
            if empty && !seen {
                builder.text_field(TextField::ContainerTitle, range);
            } else {
                builder.unmapped("item", part);
            }
            false
        }
    }
}

/// Types that chips before titles name.
const CHIPS: &[(&str, Option<ReferenceType>)] = &[
    ("scholarly journals", None),
    ("scholarly journal", None),
    ("journal article", None),
    ("journal-article", None),
    ("research article", None),
    ("review article", None),
    ("original article", None),
    ("academic journal", None),
    ("magazines", Some(ReferenceType::ArticleMagazine)),
    ("newspapers", Some(ReferenceType::ArticleNewspaper)),
    ("conference paper", Some(ReferenceType::PaperConference)),
    ("conference papers", Some(ReferenceType::PaperConference)),
    (
        "conference proceedings",
        Some(ReferenceType::PaperConference),
    ),
    ("proceedings article", Some(ReferenceType::PaperConference)),
    (
        "conference proceeding",
        Some(ReferenceType::PaperConference),
    ),
    ("book chapter", Some(ReferenceType::Chapter)),
    ("book chapters", Some(ReferenceType::Chapter)),
    ("book section", Some(ReferenceType::Chapter)),
    ("books", Some(ReferenceType::Book)),
    ("book", Some(ReferenceType::Book)),
    ("monograph", Some(ReferenceType::Book)),
    ("preprint", Some(ReferenceType::Article)),
    ("preprints", Some(ReferenceType::Article)),
    ("posted content", Some(ReferenceType::Article)),
    ("working paper", Some(ReferenceType::Report)),
    ("working papers", Some(ReferenceType::Report)),
    ("dissertation", Some(ReferenceType::Thesis)),
    ("dissertations & theses", Some(ReferenceType::Thesis)),
    ("thesis", Some(ReferenceType::Thesis)),
    ("report", Some(ReferenceType::Report)),
    ("reports", Some(ReferenceType::Report)),
    ("dataset", Some(ReferenceType::Dataset)),
];

#[cfg(test)]
mod tests;
