//! Fields under labels, whatever the page: one reading for each label.

use crate::build::Builder;
use crate::citation::{
    normalise_pages, pages_value, parse_date, pattern, read_journal_line, read_volume_issue_pages,
};
use crate::labels::{Label, count_of};
use crate::lines::Line;
use crate::people::{read_affiliations, read_authors};
use diglot_model::{
    ClassificationScheme, DateField, Identifier, IdentifierScheme, KeywordKind, ObservationKind,
    ScalarField, Sourced, TextField,
};
use diglot_text::identifiers::normalise_issn;
use diglot_text::names::NameOrder;
use diglot_text::script;
use regex::Regex;
use std::sync::LazyLock;

/// A label with the lines of its value.
#[derive(Debug)]
pub(crate) struct Block<'t> {
    pub(crate) label: Label,
    /// The label as printed.
    pub(crate) name: &'t str,
    pub(crate) lines: Vec<Line<'t>>,
}

/// Reads the lines under a label into the builder; `order` is that of names when nothing
/// tells. Of a list of keywords the trailing run in capitals is Keywords Plus.
pub(crate) fn read_field(builder: &mut Builder<'_>, block: &Block<'_>, order: NameOrder) {
    let ranges = || block.lines.iter().map(Line::range).collect::<Vec<_>>();
    let Some(first) = block.lines.first() else {
        return;
    };
    let last = block.lines.last().unwrap_or(first);
    let whole = first.start..last.end();
    match block.label {
        Label::Title => builder.text_field(TextField::Title, first.range()),
        Label::Authors => read_authors(builder, &block.lines, order),
        Label::Affiliations => read_affiliations(builder, &block.lines),
        Label::Container => read_source(builder, &block.lines),
        Label::Funding => builder.text_field(TextField::Funding, whole),
        Label::Keywords => builder.keywords(&ranges(), true),
        Label::KeywordsPlus => {
            let before = builder.reference.keywords.len();
            builder.keywords(&ranges(), false);
            for keyword in &mut builder.reference.keywords[before..] {
                keyword.kind = KeywordKind::Index;
            }
        }
        Label::Doi => {
            if !builder.doi_in(whole.clone()) {
                builder.unmapped_range(block.name, whole);
            }
        }
        Label::Clc => builder.classification(&ClassificationScheme::Clc, whole),
        Label::Discipline => builder.classification(&ClassificationScheme::Discipline, whole),
        Label::Abstract => read_abstracts(builder, &block.lines),
        Label::TimesCited => count(builder, ObservationKind::TimesCited, first),
        Label::Reads => count(builder, ObservationKind::Reads, first),
        Label::Downloads => count(builder, ObservationKind::Downloads, first),
        Label::NumberOfPages => {
            let digits = first.text.trim_end_matches(|c: char| !c.is_ascii_digit());
            builder.scalar(ScalarField::NumberOfPages, first.range_of(digits));
        }
        Label::Pages => pages_value(
            builder,
            first.text.trim_start_matches("pp").trim_start_matches('.'),
            first.range(),
        ),
        Label::PageStart => pages_value(builder, first.text, first.range()),
        Label::PageEnd => {
            if let Some(page) = builder.reference.scalars.get_mut(&ScalarField::Page) {
                let joined = format!("{}-{}", page.value.as_str(), first.text);
                page.value = normalise_pages(&joined);
            }
        }
        Label::Date => match parse_date(first.text) {
            Some(date) => builder.date(DateField::Issued, date, first.range()),
            None => builder.unmapped(block.name, first.text),
        },
        Label::Volume => builder.scalar(ScalarField::Volume, first.range()),
        Label::Issue => builder.scalar(ScalarField::Issue, first.range()),
        Label::Coordinates => read_coordinates(builder, first),
        Label::Issn => builder.identifier(
            Identifier::new(IdentifierScheme::Issn, normalise_issn(first.text)),
            first.range(),
        ),
        Label::Publisher => builder.text_field(TextField::Publisher, first.range()),
        Label::Pmid | Label::Pmcid => numbered(builder, block.label, first),
        Label::Url => {
            let span = builder.span(&first.range());
            builder
                .reference
                .urls
                .push(Sourced::at(first.text.to_owned(), span));
        }
        Label::Other => builder.unmapped_range(block.name, whole),
        Label::Related | Label::Furniture => {}
    }
}

/// A PMID or PMCID whose label stood before it.
fn numbered(builder: &mut Builder<'_>, label: Label, line: &Line<'_>) {
    let value: String = line
        .text
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let scheme = if label == Label::Pmid {
        IdentifierScheme::Pmid
    } else {
        IdentifierScheme::Pmcid
    };
    if value.bytes().any(|b| b.is_ascii_digit()) {
        let range = line.start..line.start + value.len();
        builder.identifier(Identifier::new(scheme, value), range);
    }
}

/// Sets a count from the number at the start of a line.
fn count(builder: &mut Builder<'_>, kind: ObservationKind, line: &Line<'_>) {
    if let Some(value) = count_of(line.text) {
        builder.observation(kind, value, &line.range());
    }
}

static SOURCE_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:1[5-9]|20)\d{2})\s*年"));
static SOURCE_VOLUME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:第\s*)?([A-Za-z]{0,4}\d[\w-]*)\s*卷"));
static SOURCE_ISSUE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:第\s*)?([\w-]+(?:\s?[A-Za-z]+\s?\d*)?)\s*期"));
static SOURCE_PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:页码?|pp?\.?)\s*[:：]?\s*(\w+(?:\s*[-–]\s*\w+)?)|[:：]\s*(\w+\s*[-–]\s*\w+)")
});

/// Reads a source block: a journal, then `2022年 / 22卷 / 01期` in any order of lines.
fn read_source(builder: &mut Builder<'_>, block: &[Line<'_>]) {
    for line in block {
        if read_journal_line(builder, line.text, line.start) {
            continue;
        }
        for part in line.text.split(['|', '｜']) {
            let part = part.trim();
            if part.is_empty() || part == "/" {
                continue;
            }
            let at = line.range_of(part);
            let coordinates = SOURCE_YEAR.is_match(part)
                || SOURCE_VOLUME.is_match(part)
                || SOURCE_ISSUE.is_match(part) && part.chars().count() < 12
                || part.starts_with(|c: char| c.is_ascii_digit());
            if !coordinates {
                if builder
                    .reference
                    .texts(TextField::ContainerTitle)
                    .is_empty()
                {
                    if crate::citation::is_listed_citation(part) {
                        crate::citation::read_listed_citation(builder, part, at.start);
                    } else {
                        builder.text_field(TextField::ContainerTitle, at);
                    }
                } else {
                    builder.unmapped("来源", part);
                }
                continue;
            }
            read_source_coordinates(builder, part, at.start);
        }
    }
}

fn read_source_coordinates(builder: &mut Builder<'_>, part: &str, at: usize) {
    let shift = |m: regex::Match<'_>| at + m.start()..at + m.end();
    let mut any = false;
    if let Some(m) = SOURCE_YEAR.captures(part).and_then(|c| c.get(1)) {
        any = true;
        if let Some(date) = parse_date(m.as_str()) {
            builder.date(DateField::Issued, date, shift(m));
        }
    }
    if let Some(m) = SOURCE_VOLUME.captures(part).and_then(|c| c.get(1)) {
        any = true;
        builder.scalar(ScalarField::Volume, shift(m));
    }
    if let Some(m) = SOURCE_ISSUE.captures(part).and_then(|c| c.get(1)) {
        any = true;
        builder.scalar(ScalarField::Issue, shift(m));
    }
    if let Some(c) = SOURCE_PAGES.captures(part)
        && let Some(m) = c.get(1).or_else(|| c.get(2))
    {
        pages_value(builder, m.as_str(), shift(m));
    }
    if !any {
        read_coordinates(
            builder,
            &Line {
                text: part,
                start: at,
                after_blank: false,
            },
        );
    }
}

/// Reads `2022 Jan 10;13(1):100`, `2022, 22(1): 1-9`, or a volume and issue alone. A finer
/// date takes the place of its year alone.
fn read_coordinates(builder: &mut Builder<'_>, line: &Line<'_>) {
    static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^((?:1[5-9]|20)\d{2}(?:\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?|[-/年]\d{1,2}(?:[-/月]\d{1,2}日?)?月?|年)?)\s*(?:[;；,，/]\s*)?",
        )
    });
    let mut rest = *line;
    if let Some(c) = YEAR_FIRST.captures(line.text)
        && let (Some(m), Some(whole)) = (c.get(1), c.get(0))
    {
        if let Some(date) = parse_date(m.as_str()) {
            builder.finer_date(date, line.start + m.start()..line.start + m.end());
        }
        rest = line.rest(whole.end());
    }
    if !rest.text.is_empty() {
        read_volume_issue_pages(builder, rest.text, rest.start);
    }
}

/// The abstracts of a block: lines of one language are one abstract.
fn read_abstracts(builder: &mut Builder<'_>, block: &[Line<'_>]) {
    let (chinese, other): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
        block.iter().partition(|l| script::is_chinese(l.text));
    let first_is_chinese = block.first().is_some_and(|l| script::is_chinese(l.text));
    let ranges = |lines: Vec<&Line<'_>>| lines.into_iter().map(Line::range).collect::<Vec<_>>();
    let (first, second) = if first_is_chinese {
        (ranges(chinese), ranges(other))
    } else {
        (ranges(other), ranges(chinese))
    };
    builder.abstract_of(&first);
    if !second.is_empty() {
        builder.abstract_of(&second);
    }
}
