//! Text that somebody selected and said what it is, read by the readers that all pages
//! share. It must not know of the record that the value goes to.

use crate::build::{self, Builder};
use crate::citation::{
    is_journal_line, pages_value, parse_date, pattern, read_journal_line, read_volume_issue_pages,
};
use crate::fields::{Block, read_field};
use crate::labels::{Label, labelled_values, whole_label};
use crate::lines::{Line, lines};
use crate::page::{are_names, name_parts, strip_marks};
use crate::people::{author_parts, is_ellipsis, read_affiliations};
use diglot_model::{
    DateField, Identifier, IdentifierScheme, LanguageTag, LocalizedText, Reference, ScalarField,
    Sourced, TextField,
};
use diglot_text::names::NameOrder;
use diglot_text::tidy::tidy;
use diglot_text::{identifiers, script};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a selected text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SelectedField {
    /// The title.
    Title,
    /// The authors, with the marks of their affiliations.
    Authors,
    /// The abstract; of two languages, when no language is given, two abstracts.
    Abstract,
    /// The journal or book.
    Container,
    /// The date of publication, or its year.
    Date,
    /// The volume.
    Volume,
    /// The issue.
    Issue,
    /// The pages, or the article number in their place.
    Pages,
    /// The DOI.
    Doi,
    /// The PubMed number.
    Pmid,
    /// Keywords of the authors.
    Keywords,
    /// Affiliations, one a line.
    Affiliations,
    /// Registrations of the study.
    Registration,
}

/// Selected pieces of a text.
#[derive(Debug, Clone, Copy)]
pub struct Selection<'t> {
    /// The whole text.
    pub text: &'t str,
    /// What spans are counted from: the first byte of the record, at most that of the
    /// first piece.
    pub base: usize,
    /// The pieces, in order; their ends are ends of characters.
    pub pieces: &'t [Range<usize>],
    /// The language, when it was said.
    pub lang: Option<&'t LanguageTag>,
    /// The format of the text, which tells how it orders names.
    pub format: &'t str,
}

impl<'t> Selection<'t> {
    /// A reference that holds what the selection is when read as a field, and perhaps what
    /// the field's reader found with it; without a value of the field when the selection
    /// cannot be read as one.
    pub fn read(&self, field: SelectedField) -> Reference {
        let mut builder = Builder::new(self.text, self.base..self.text.len(), "selection");
        let pieces: Vec<Vec<Line<'t>>> = self
            .pieces
            .iter()
            .map(|piece| self.lines_of(piece, field))
            .collect();
        let all: Vec<Line<'t>> = pieces.iter().flatten().copied().collect();
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return builder.reference;
        };
        match field {
            SelectedField::Title => self.joined(&mut builder, TextField::Title, &pieces),
            SelectedField::Container => {
                if !(all.len() == 1
                    && is_journal_line(first.text)
                    && read_journal_line(&mut builder, first.text, first.start))
                {
                    self.joined(&mut builder, TextField::ContainerTitle, &pieces);
                }
            }
            SelectedField::Authors => self.authors(&mut builder, &all),
            SelectedField::Affiliations => read_affiliations(&mut builder, &all),
            SelectedField::Abstract => self.abstracts(&mut builder, all),
            SelectedField::Keywords => {
                let ranges: Vec<_> = all.iter().map(Line::range).collect();
                builder.keywords(&ranges, false);
                if let Some(lang) = self.lang {
                    for keyword in &mut builder.reference.keywords {
                        keyword.lang = lang.clone();
                    }
                }
            }
            SelectedField::Date => date(&mut builder, first),
            SelectedField::Volume => scalar(&mut builder, ScalarField::Volume, first),
            SelectedField::Issue => scalar(&mut builder, ScalarField::Issue, first),
            SelectedField::Pages => pages(&mut builder, first),
            SelectedField::Doi => {
                builder.doi_in(first.start..last.end());
            }
            SelectedField::Pmid => pmid(&mut builder, first),
            SelectedField::Registration => {
                for line in &all {
                    for found in identifiers::find_registrations(line.text) {
                        let at = found.span.range();
                        builder.identifier(
                            found.identifier,
                            line.start + at.start..line.start + at.end,
                        );
                    }
                }
            }
        }
        builder.reference
    }

    /// The lines of a piece, without the format's tags and the field's own label.
    fn lines_of(&self, piece: &Range<usize>, field: SelectedField) -> Vec<Line<'t>> {
        let Some(slice) = self.text.get(piece.clone()) else {
            return Vec::new();
        };
        lines(slice)
            .into_iter()
            .filter_map(|line| {
                let line = Line {
                    start: line.start + piece.start,
                    ..line
                };
                without_label(&line, field)
            })
            .collect()
    }

    /// One value of all lines, each piece a place of it.
    fn joined(&self, builder: &mut Builder<'_>, field: TextField, pieces: &[Vec<Line<'t>>]) {
        let text = join_lines(pieces.iter().flatten().map(|line| line.text));
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let lang = self.language_of(&text);
        let spans = pieces
            .iter()
            .filter_map(|lines| Some(lines.first()?.start..lines.last()?.end()))
            .map(|range| builder.span(&range))
            .collect();
        let value = Sourced {
            value: LocalizedText::new(lang, text),
            source: 0,
            spans,
        };
        builder.reference.add_text(field, value);
    }

    fn authors(&self, builder: &mut Builder<'_>, all: &[Line<'t>]) {
        let order = match self.format {
            "page" => NameOrder::FamilyFirst,
            _ => NameOrder::GivenFirst,
        };
        let mut names: Vec<(Range<usize>, Vec<u16>)> = Vec::new();
        for line in all {
            let parts = if are_names(line.text) {
                name_parts(line.text)
            } else {
                author_parts(line.text)
            };
            for part in parts.into_iter().map(str::trim) {
                if is_ellipsis(part) {
                    builder.reference.contributors_complete = false;
                    continue;
                }
                let (name, marks) = strip_marks(part);
                if name.chars().any(char::is_alphabetic) {
                    names.push((line.range_of(name), marks));
                }
            }
        }
        builder.authors(&names, order);
    }

    fn abstracts(&self, builder: &mut Builder<'t>, all: Vec<Line<'t>>) {
        if all
            .iter()
            .all(|line| !line.text.contains(char::is_alphanumeric))
        {
            return;
        }
        if let Some(lang) = self.lang {
            let ranges: Vec<_> = all.iter().map(Line::range).collect();
            builder.abstract_of(&ranges);
            for found in &mut builder.reference.abstracts {
                if !found.lang.same_language(lang) {
                    found.lang = lang.clone();
                }
            }
            return;
        }
        let block = Block {
            label: Label::Abstract,
            name: "",
            lines: all,
        };
        read_field(builder, &block, NameOrder::FamilyFirst);
    }

    /// The language that was said, in the script that the text has.
    fn language_of(&self, text: &str) -> LanguageTag {
        let found = script::language_of(text);
        match self.lang {
            Some(said) if !said.same_language(&found) => said.clone(),
            _ => found,
        }
    }
}

/// Decides again what needs the whole record: the language of the publication where it is
/// not stated, marks of affiliations that do not exist.
pub fn settle(reference: &mut Reference) {
    build::settle(reference);
}

static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z][A-Z0-9]\s{1,2}-(?:\s+|$)"));

/// A line without the tag of its format and without the label of the field, if it has one.
/// `None` for a line that is nothing else.
fn without_label<'t>(line: &Line<'t>, field: SelectedField) -> Option<Line<'t>> {
    let mut line = *line;
    if let Some(tag) = TAG.find(line.text) {
        line = line.rest(tag.end());
    }
    let announces = |label: Label| match field {
        SelectedField::Title => label == Label::Title,
        SelectedField::Authors => label == Label::Authors,
        SelectedField::Abstract => label == Label::Abstract,
        SelectedField::Container => label == Label::Container,
        SelectedField::Date => label == Label::Date,
        SelectedField::Volume => matches!(label, Label::Volume | Label::Coordinates),
        SelectedField::Issue => matches!(label, Label::Issue | Label::Coordinates),
        SelectedField::Pages => matches!(label, Label::Pages | Label::PageStart),
        SelectedField::Doi => label == Label::Doi,
        SelectedField::Pmid => label == Label::Pmid,
        SelectedField::Keywords => matches!(label, Label::Keywords | Label::KeywordsPlus),
        SelectedField::Affiliations => label == Label::Affiliations,
        SelectedField::Registration => false,
    };
    if whole_label(line.text).is_some_and(announces) {
        return None;
    }
    if field == SelectedField::Abstract {
        line = line.rest(crate::page::abstract_word(line.text));
    }
    if let Some(first) = labelled_values(&line).first()
        && announces(first.label)
    {
        let at = first.value.start - line.start..first.value.end - line.start;
        line = Line {
            text: &line.text[at],
            start: first.value.start,
            after_blank: line.after_blank,
        };
    }
    (!line.text.is_empty()).then_some(line)
}

/// Lines as one text: a space between them, but none between ideographs.
fn join_lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for line in lines {
        let wide = |c: Option<char>| c.is_some_and(|c| script::is_han(c) || is_wide_mark(c));
        let glued = wide(out.chars().next_back()) && wide(line.chars().next());
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(line);
    }
    tidy(&out)
}

fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff1f}' | '—' | '“' | '”')
}

static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^0-9])((?:1[5-9]|20)\d{2})(?:[^0-9]|$)"));
static VOLUME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:vol(?:ume)?\b\.?|第)?\s*(.+?)\s*卷?[.,;，；]?$"));
static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:issue|no\b\.?|number|第)?\s*[(（]?\s*(.+?)\s*[)）]?\s*期?[.,;，；]?$")
});
static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[:：]?\s*(?:pages?\b|pp?\b\.?|页码?|第)?\s*[:：]?\s*(.+?)\s*页?[.。,;]?$")
});
static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{1,8}"));

/// A date as publications write it; else what a line of coordinates begins with; else a
/// year somewhere.
fn date(builder: &mut Builder<'_>, line: &Line<'_>) {
    if let Some(date) = parse_date(line.text) {
        builder.date(DateField::Issued, date, line.range());
        return;
    }
    read_field(builder, &coordinates(line), NameOrder::FamilyFirst);
    if builder.reference.issued().is_none()
        && let Some(year) = YEAR.captures(line.text).and_then(|c| c.get(1))
        && let Some(date) = parse_date(year.as_str())
    {
        let at = line.start + year.start()..line.start + year.end();
        builder.date(DateField::Issued, date, at);
    }
}

/// A volume or issue alone, or out of `2020;6(2):44`.
fn scalar(builder: &mut Builder<'_>, field: ScalarField, line: &Line<'_>) {
    if line.text.contains(['(', '（', ':', '：', ';', '；', '年']) {
        read_field(builder, &coordinates(line), NameOrder::FamilyFirst);
        if builder.reference.scalars.contains_key(&field) {
            return;
        }
        read_volume_issue_pages(builder, line.text, line.start);
        if builder.reference.scalars.contains_key(&field) {
            return;
        }
    }
    let shape = if field == ScalarField::Volume {
        &VOLUME
    } else {
        &ISSUE
    };
    take_group(builder, shape, line, |builder, _, range| {
        builder.scalar(field, range);
    });
}

fn pages(builder: &mut Builder<'_>, line: &Line<'_>) {
    take_group(builder, &PAGES, line, |builder, text, range| {
        pages_value(builder, text, range);
    });
}

fn pmid(builder: &mut Builder<'_>, line: &Line<'_>) {
    builder.labelled_identifiers_in(line.range());
    let found = builder
        .reference
        .identifiers
        .iter()
        .any(|id| id.scheme == IdentifierScheme::Pmid);
    if let (false, Some(m)) = (found, DIGITS.find(line.text)) {
        builder.identifier(
            Identifier::new(IdentifierScheme::Pmid, m.as_str()),
            line.start + m.start()..line.start + m.end(),
        );
    }
}

fn coordinates<'t>(line: &Line<'t>) -> Block<'t> {
    Block {
        label: Label::Coordinates,
        name: "",
        lines: vec![*line],
    }
}

/// What the first group of a shape matches, when that holds a letter or a digit.
fn take_group<'t>(
    builder: &mut Builder<'t>,
    shape: &Regex,
    line: &Line<'_>,
    take: impl FnOnce(&mut Builder<'t>, &str, Range<usize>),
) {
    if let Some(m) = shape.captures(line.text).and_then(|c| c.get(1))
        && m.as_str().contains(char::is_alphanumeric)
    {
        take(
            builder,
            m.as_str(),
            line.start + m.start()..line.start + m.end(),
        );
    }
}

#[cfg(test)]
mod tests;
