//! Pages of Chinese mirrors of Web of Science: a title, then blocks under labels on lines
//! of their own (作者, 机构, 关键词, D O I, 摘要 …), then related works.

mod related;

use crate::build::Builder;
use crate::citation::{pages_value, parse_date, read_volume_issue_pages};
use crate::labels::{Label, Labelled, count_of, labelled_values, whole_label};
use crate::lines::{Line, lines};
use crate::{Diagnostic, Reading, Severity};
use diglot_model::{
    ClassificationScheme, DateField, ObservationKind, PageRelation, ScalarField, TextField,
};
use diglot_text::names::NameOrder;
use diglot_text::script;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

const FORMAT: &str = "wos-mirror-page";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let mut seen: Vec<Label> = lines(text)
        .iter()
        .filter_map(|line| whole_label(line.text).filter(|_| !line.text.ends_with([':', '：'])))
        .filter(|label| !matches!(label, Label::Furniture | Label::Title))
        .collect();
    seen.sort_unstable();
    seen.dedup();
    let core = [
        Label::Authors,
        Label::Affiliations,
        Label::Keywords,
        Label::Doi,
        Label::Clc,
        Label::Related,
    ]
    .iter()
    .filter(|label| seen.contains(label))
    .count();
    (core >= 2 && seen.len() >= 3).then(|| {
        (
            (60 + 5 * seen.len()).min(98) as u8,
            format!("{} labels on lines of their own", seen.len()),
        )
    })
}

/// A label with the lines under it.
struct Block<'t> {
    label: Label,
    name: &'t str,
    lines: Vec<Line<'t>>,
}

/// Reads a page.
pub(crate) fn read(text: &str) -> Reading {
    let all = lines(text);
    let related_at = all
        .iter()
        .position(|l| whole_label(l.text) == Some(Label::Related))
        .unwrap_or(all.len());
    let (page, listed) = all.split_at(related_at);
    let (head, blocks) = blocks_of(page, text);
    let mut builder = Builder::new(text, 0..text.len(), FORMAT);
    read_head(&mut builder, &head);
    for block in &blocks {
        read_block(&mut builder, block, text);
    }
    let mut reading = Reading::default();
    if builder.is_empty() {
        return reading;
    }
    let mut main = builder.finish();
    let works = related::read(text, listed, 0);
    if !listed.is_empty() {
        main.relation = Some(PageRelation::Main);
        main.listed_total = related::total(listed);
    }
    if let Some(total) = main.listed_total {
        if (total as usize) > works.len() && !works.is_empty() {
            reading.diagnostics.push(Diagnostic {
                record: Some(0),
                span: listed.first().map(Line::range),
                severity: Severity::Note,
                code: "listed-in-part",
                message: format!(
                    "The page counts {total} related works and shows {} of them.",
                    works.len()
                ),
            });
        }
    }
    reading.records.push(main);
    reading.records.extend(works);
    reading
}

fn blocks_of<'t>(page: &[Line<'t>], text: &'t str) -> (Vec<Line<'t>>, Vec<Block<'t>>) {
    let mut head = Vec::new();
    let mut blocks: Vec<Block<'t>> = Vec::new();
    for line in page {
        if line.text == "|" || line.text == "｜" {
            continue;
        }
        let inline = labelled_values(line);
        let block_label = whole_label(line.text);
        // A keyword may be spelled like a label ("Work"), a label within an abstract not.
        if let Some(label) = block_label {
            blocks.push(Block {
                label,
                name: line.text,
                lines: Vec::new(),
            });
        } else if !inline.is_empty() && is_field_line(&inline, blocks.last()) {
            for labelled in inline {
                let name = &text[labelled.name];
                let value = &text[labelled.value.clone()];
                blocks.push(Block {
                    label: labelled.label,
                    name,
                    lines: if value.is_empty() {
                        Vec::new()
                    } else {
                        vec![Line {
                            text: value,
                            start: labelled.value.start,
                            after_blank: false,
                        }]
                    },
                });
            }
        } else if let Some(block) = blocks.last_mut().filter(|b| takes_lines(b)) {
            block.lines.push(*line);
        } else {
            head.push(*line);
        }
    }
    (head, blocks)
}

/// A `label: value` line is a field, except within an abstract, where only Chinese labels
/// that no abstract has may end it.
fn is_field_line(inline: &[Labelled], open: Option<&Block<'_>>) -> bool {
    let in_abstract = open.is_some_and(|b| b.label == Label::Abstract);
    inline
        .first()
        .is_some_and(|l| !in_abstract || l.label != Label::Other)
}

/// Counters hold their value on the same line; what follows is the page's again.
fn takes_lines(block: &Block<'_>) -> bool {
    match block.label {
        Label::TimesCited | Label::Reads | Label::Downloads | Label::NumberOfPages => {
            block.lines.is_empty()
        }
        Label::Furniture => false,
        _ => true,
    }
}

fn read_head(builder: &mut Builder<'_>, head: &[Line<'_>]) {
    for line in head {
        let known = builder.reference.texts(TextField::Title);
        let lang = script::language_of(line.text);
        if known.iter().all(|t| !t.lang.same_language(&lang)) && known.len() < 2 {
            builder.text_field(TextField::Title, line.range());
        } else {
            builder.unmapped("head", line.text);
        }
    }
}

fn read_block(builder: &mut Builder<'_>, block: &Block<'_>, text: &str) {
    let ranges = || block.lines.iter().map(Line::range).collect::<Vec<_>>();
    let Some(first) = block.lines.first() else {
        return;
    };
    let last = block.lines.last().unwrap_or(first);
    let whole = first.start..last.end();
    match block.label {
        Label::Title => builder.text_field(TextField::Title, first.range()),
        Label::Authors => read_authors(builder, &block.lines, NameOrder::GivenFirst),
        Label::Affiliations => read_affiliations(builder, &block.lines),
        Label::Container => read_source(builder, &block.lines),
        Label::Funding => builder.text_field(TextField::Funding, whole),
        Label::Keywords => builder.keywords(&ranges(), true),
        Label::KeywordsPlus => {
            let before = builder.reference.keywords.len();
            builder.keywords(&ranges(), false);
            for keyword in &mut builder.reference.keywords[before..] {
                keyword.kind = diglot_model::KeywordKind::Index;
            }
        }
        Label::Doi => {
            if !builder.doi_in(whole.clone()) {
                builder.unmapped(block.name, &text[whole]);
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
                page.value = crate::citation::normalise_pages(&joined);
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
            diglot_model::Identifier::new(
                diglot_model::IdentifierScheme::Issn,
                diglot_text::identifiers::normalise_issn(first.text),
            ),
            first.range(),
        ),
        Label::Publisher => builder.text_field(TextField::Publisher, first.range()),
        Label::Pmid | Label::Pmcid => numbered(builder, block.label, first),
        Label::Url => {
            let span = builder.span(&first.range());
            builder
                .reference
                .urls
                .push(diglot_model::Sourced::at(first.text.to_owned(), span));
        }
        Label::Other => builder.unmapped(block.name, &text[whole]),
        Label::Related | Label::Furniture => {}
    }
}

/// A PMID or PMCID whose label stood before it.
pub(crate) fn numbered(builder: &mut Builder<'_>, label: Label, line: &Line<'_>) {
    use diglot_model::{Identifier, IdentifierScheme};
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
pub(crate) fn count(builder: &mut Builder<'_>, kind: ObservationKind, line: &Line<'_>) {
    if let Some(value) = count_of(line.text) {
        builder.observation(kind, value, &line.range());
    }
}

static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    crate::citation::pattern(r"\s*[\[［(（]\s*([\d\s,，;*#]+)[\]］)）]\s*[*#]?\s*$")
});

/// A name without its affiliation marks, and the marks.
pub(crate) fn split_marks(name: &str) -> (&str, Vec<u16>) {
    let Some(c) = MARKS.captures(name) else {
        return (
            name.trim_end_matches([',', '，', '*', '#', ' ']),
            Vec::new(),
        );
    };
    let marks = c[1]
        .split(|ch: char| !ch.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let end = c.get(0).map_or(name.len(), |m| m.start());
    (&name[..end], marks)
}

/// Reads authors, one a line or several a line between semicolons.
pub(crate) fn read_authors(builder: &mut Builder<'_>, block: &[Line<'_>], fallback: NameOrder) {
    let mut names: Vec<(Range<usize>, Vec<u16>)> = Vec::new();
    for line in block {
        for part in author_parts(line.text) {
            let part = part.trim();
            if is_ellipsis(part) {
                builder.reference.contributors_complete = false;
                continue;
            }
            let (name, marks) = split_marks(part);
            let name = name.trim();
            if !name.is_empty() {
                names.push((line.range_of(name), marks));
            }
        }
    }
    builder.authors(&names, fallback);
}

/// "…", "et al.", "等": the list goes on.
pub(crate) fn is_ellipsis(text: &str) -> bool {
    matches!(
        text.trim()
            .trim_end_matches(['.', ','])
            .to_lowercase()
            .as_str(),
        "" | "…" | "et al" | "等" | "等人" | "……" | "and others" | "⋯"
    ) && !text.trim().is_empty()
}

/// Splits a line of names at the separator that it uses.
fn author_parts(line: &str) -> Vec<&str> {
    if line.contains([';', '；']) {
        return line.split([';', '；']).collect();
    }
    if script::is_chinese(line) {
        return split_outside_brackets(line, &[',', '，', '、']);
    }
    // "Moe, Cathrine [1 ,2 ]" is one name; "Cathrine Moe, Beate Brinchmann" are two.
    let parts = split_outside_brackets(line, &[',', '，']);
    let several = parts.len() > 2
        || parts.len() == 2
            && parts
                .iter()
                .all(|p| p.split_whitespace().count() >= 2 && !p.contains('['));
    let is_suffix = parts.len() == 3
        && matches!(
            parts[1].trim().to_lowercase().as_str(),
            "jr" | "jr." | "ii" | "iii"
        );
    if several && !is_suffix {
        parts
    } else {
        vec![line]
    }
}

fn split_outside_brackets<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let (mut depth, mut start, mut out) = (0i32, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '[' | '(' | '［' | '（' => depth += 1,
            ']' | ')' | '］' | '）' => depth -= 1,
            c if depth <= 0 && separators.contains(&c) => {
                out.push(&text[start..i]);
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

static AFFILIATION_MARK: LazyLock<Regex> =
    LazyLock::new(|| crate::citation::pattern(r"^\s*[\[［(（]?\s*\d{1,3}\s*[\]］)）.、]?\s*"));

/// Reads affiliations, one a line, their numbers left out.
pub(crate) fn read_affiliations(builder: &mut Builder<'_>, block: &[Line<'_>]) {
    for line in block {
        let rest = line.rest(affiliation_mark(line.text, builder.reference.affiliations.len() + 1));
        let text = rest.text.trim_end_matches([';', '；']);
        if !text.is_empty() {
            builder.affiliation(rest.range_of(text));
        }
    }
}

/// The length of an affiliation's number. Numbers count up: "22nd Department" is the second
/// one, "2nd Department".
fn affiliation_mark(text: &str, expected: usize) -> usize {
    let number = expected.to_string();
    if let Some(rest) = text.strip_prefix(&number) {
        let ordinal = ["st ", "nd ", "rd ", "th "]
            .iter()
            .any(|o| rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(o));
        if ordinal {
            // "2nd Department" alone is no numbered "nd Department".
            return if rest.starts_with(|c: char| c.is_ascii_digit()) { number.len() } else { 0 };
        }
    }
    AFFILIATION_MARK.find(text).map_or(0, |m| m.end())
}

static SOURCE_YEAR: LazyLock<Regex> =
    LazyLock::new(|| crate::citation::pattern(r"((?:1[5-9]|20)\d{2})\s*年"));
static SOURCE_VOLUME: LazyLock<Regex> =
    LazyLock::new(|| crate::citation::pattern(r"(?:第\s*)?([A-Za-z]{0,4}\d[\w-]*)\s*卷"));
static SOURCE_ISSUE: LazyLock<Regex> =
    LazyLock::new(|| crate::citation::pattern(r"(?:第\s*)?([\w-]+(?:\s?[A-Za-z]+\s?\d*)?)\s*期"));
static SOURCE_PAGES: LazyLock<Regex> = LazyLock::new(|| {
    crate::citation::pattern(
        r"(?:页码?|pp?\.?)\s*[:：]?\s*(\w+(?:\s*[-–]\s*\w+)?)|[:：]\s*(\w+\s*[-–]\s*\w+)",
    )
});

/// Reads a source block: a journal, then `2022年 / 22卷 / 01期` in any order of lines.
fn read_source(builder: &mut Builder<'_>, block: &[Line<'_>]) {
    for line in block {
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
    if let Some(c) = SOURCE_PAGES.captures(part) {
        if let Some(m) = c.get(1).or_else(|| c.get(2)) {
            pages_value(builder, m.as_str(), shift(m));
        }
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

/// Reads `2022 Jan 10;13(1):100`, `2022, 22(1): 1-9`, or a volume and issue alone.
pub(crate) fn read_coordinates(builder: &mut Builder<'_>, line: &Line<'_>) {
    static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        crate::citation::pattern(
            r"^((?:1[5-9]|20)\d{2}(?:\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?|[-/年]\d{1,2}(?:[-/月]\d{1,2}日?)?月?|年)?)\s*(?:[;；,，/]\s*)?",
        )
    });
    let mut rest = *line;
    if let Some(c) = YEAR_FIRST.captures(line.text) {
        if let (Some(m), Some(whole)) = (c.get(1), c.get(0)) {
            if let Some(date) = parse_date(m.as_str()) {
                builder.date(
                    DateField::Issued,
                    date,
                    line.start + m.start()..line.start + m.end(),
                );
            }
            rest = line.rest(whole.end());
        }
    }
    if !rest.text.is_empty() {
        read_volume_issue_pages(builder, rest.text, rest.start);
    }
}

/// The abstracts of a block: lines of one language are one abstract.
pub(crate) fn read_abstracts(builder: &mut Builder<'_>, block: &[Line<'_>]) {
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

#[cfg(test)]
mod tests;
