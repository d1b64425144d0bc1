//! The text of a page about one work: an aggregator's copy of a PubMed record with a
//! translation under it, a bilingual portal's page, or anything of that kind.
//!
//! Lines are told apart by what they look like and where they stand; what a page says of
//! itself (counters, buttons, notices) is no part of the reference.

mod line;

use crate::build::Builder;
use crate::citation::{pattern, read_journal_line};
use crate::fields::{Block, read_field};
use crate::labels::{Label, Labelled, labelled_values};
use crate::lines::{Line, lines};
use crate::people::{is_ellipsis, read_affiliations};
use crate::{Diagnostic, Reading, Severity};
use diglot_model::TextField;
use diglot_text::names::NameOrder;
use diglot_text::{headings, script};
use line::Kind;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) use line::{abstract_word, are_names, is_copyright, name_parts, strip_marks};

const FORMAT: &str = "page";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let all = lines(text);
    let kinds: Vec<Kind> = all.iter().map(line::classify).collect();
    let has = |kind: Kind| kinds.contains(&kind);
    if has(Kind::Journal) {
        return Some((70, "a line with journal, year and volume or DOI".to_owned()));
    }
    if has(Kind::AbstractMark) || has(Kind::NoticeStart) {
        return Some((65, "an abstract under its own heading".to_owned()));
    }
    if has(Kind::Paragraph) {
        return Some((20, "paragraphs of prose".to_owned()));
    }
    diglot_text::identifiers::find_doi(text).map(|_| (15, "a DOI".to_owned()))
}

/// Reads a page, or several that were pasted one under the other.
pub(crate) fn read(text: &str) -> Reading {
    let all = lines(text);
    let (body, notice) = split_notice(&all);
    let mut reading = Reading::default();
    if let Some(dois) = listed_dois(text) {
        for range in dois {
            let mut builder = Builder::new(text, range.clone(), FORMAT);
            builder.doi_in(range);
            reading.records.push(builder.finish());
        }
        return reading;
    }
    for lines in split_works(body) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            continue;
        };
        // One work has the whole text, its notice too.
        let range = if lines.len() == body.len() {
            0..text.len()
        } else {
            first.start..last.end()
        };
        let mut builder = Builder::new(text, range, FORMAT);
        let mut page = Page::default();
        for line in lines {
            page.take(&mut builder, *line, text);
        }
        page.finish(&mut builder);
        if !is_record(&builder) {
            continue;
        }
        let mut record = builder.finish();
        if let Some(notice) = &notice {
            let whole = &text[notice.clone()];
            record.site = site_of(whole);
            record.notice = Some(whole.trim_end().to_owned());
        }
        if record.reference.texts(TextField::Title).is_empty() {
            reading.diagnostics.push(Diagnostic {
                record: Some(reading.records.len()),
                span: None,
                severity: Severity::Note,
                code: "no-title",
                message: "The text gives no title; the reference is kept without one.".to_owned(),
            });
        }
        reading.records.push(record);
    }
    reading
}

/// The DOIs of a text that is a list of them and nothing else: each is a work.
fn listed_dois(text: &str) -> Option<Vec<Range<usize>>> {
    let mut dois = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '；' | '、')) {
        let range = at..at + word.len();
        // Each of the separators is as long as it is written.
        let behind = text[range.end..].chars().next().map_or(0, char::len_utf8);
        at = range.end + behind;
        let bare = word.trim_end_matches([',', '.', '，', '。']);
        if bare.is_empty() || bare.eq_ignore_ascii_case("doi:") || is_count(word) {
            continue;
        }
        diglot_model::normalise_doi(bare)?;
        dois.push(range.start..range.start + bare.len());
    }
    (dois.len() > 1).then_some(dois)
}

/// `1.`, `[2]`, `3)`
fn is_count(word: &str) -> bool {
    let digits = word.trim_matches(|c| matches!(c, '[' | ']' | '(' | ')' | '.'));
    (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Cuts the lines before each further work: one that has a journal's line of its own behind
/// an abstract, with the names, affiliations and title that stand directly before it.
fn split_works<'a, 't>(body: &'a [Line<'t>]) -> Vec<&'a [Line<'t>]> {
    let kinds: Vec<Kind> = body.iter().map(line::classify).collect();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in kinds
        .iter()
        .enumerate()
        .filter(|(_, k)| **k == Kind::Journal)
    {
        let head = kinds[..at]
            .iter()
            .rev()
            .take_while(|k| matches!(k, Kind::Names | Kind::Affiliation | Kind::Loose))
            .count();
        let first = at - head;
        let has_names = kinds[first..at].contains(&Kind::Names);
        if first > start && has_names && kinds[start..first].contains(&Kind::Journal) {
            out.push(&body[start..first]);
            start = first;
        }
    }
    out.push(&body[start..]);
    out
}

/// Prose alone is no reference: something must tell of a work.
fn is_record(builder: &Builder<'_>) -> bool {
    let r = &builder.reference;
    let words: usize = r
        .abstracts
        .iter()
        .map(|a| script::ScriptCounts::of(&a.plain()))
        .map(|counts| counts.latin_words + counts.han / 2)
        .sum();
    !r.identifiers.is_empty()
        || !r.texts(TextField::ContainerTitle).is_empty()
        || !r.texts(TextField::Title).is_empty() && (!r.contributors.is_empty() || words >= 12)
        || words >= 40
}

/// What was read so far of a page.
#[derive(Default)]
struct Page<'t> {
    /// Lines that are no field yet: titles, and names where none are labelled.
    loose: Vec<Line<'t>>,
    paragraphs: Vec<Line<'t>>,
    /// An abstract's heading was seen, or its first paragraph.
    in_abstract: bool,
    /// The authors' line or the journal's was seen.
    past_authors: bool,
    past_journal: bool,
    /// A label whose values stand on the lines below it.
    open: Option<Label>,
}

impl<'t> Page<'t> {
    fn take(&mut self, builder: &mut Builder<'t>, line: Line<'t>, text: &'t str) {
        let kind = line::classify(&line);
        if let Some(label) = self.open {
            if matches!(kind, Kind::Loose | Kind::Names | Kind::Affiliation) && !line.after_blank {
                self.read(builder, label, "", line);
                return;
            }
            self.open = None;
        }
        match kind {
            Kind::Furniture | Kind::NoticeStart => {}
            Kind::Copyright => builder.unmapped("copyright", line.text),
            Kind::AbstractMark => {
                self.in_abstract = true;
                let rest = line.rest(abstract_word(line.text));
                if !rest.text.is_empty() {
                    self.paragraphs.push(rest);
                }
            }
            Kind::Labelled => self.take_labelled(builder, &line, text),
            Kind::LabelAlone(label) => self.open = Some(label),
            Kind::Journal if !self.past_journal => {
                self.past_journal = true;
                read_journal_line(builder, line.text, line.start);
            }
            Kind::Numbers => {
                builder.doi_in(line.range());
                builder.labelled_identifiers_in(line.range());
            }
            Kind::Affiliation if !self.in_abstract && self.paragraphs.is_empty() => {
                read_affiliations(builder, &[line]);
            }
            Kind::Names
                if !self.in_abstract && !self.past_authors && self.paragraphs.is_empty() =>
            {
                self.past_authors = true;
                read_names(builder, &line);
            }
            Kind::Loose if !self.in_abstract && self.paragraphs.is_empty() => self.loose.push(line),
            Kind::Paragraph if self.is_question_title(&line) => self.loose.push(line),
            Kind::Loose | Kind::Paragraph | Kind::Journal | Kind::Names | Kind::Affiliation => {
                self.paragraphs.push(line);
            }
        }
    }

    /// A title may be a sentence; it stands first, before names, journal and abstract.
    fn is_question_title(&self, line: &Line<'_>) -> bool {
        self.loose.is_empty()
            && self.paragraphs.is_empty()
            && !self.in_abstract
            && !self.past_authors
            && !self.past_journal
            && line.text.len() < 250
            && headings::sections(line.text)
                .iter()
                .all(|s| s.label.is_none())
    }

    fn take_labelled(&mut self, builder: &mut Builder<'t>, line: &Line<'t>, text: &'t str) {
        for Labelled { label, name, value } in labelled_values(line) {
            let value = Line {
                text: &text[value.clone()],
                start: value.start,
                after_blank: false,
            };
            if value.text.is_empty() {
                continue;
            }
            self.read(builder, label, &text[name], value);
        }
    }

    fn read(&mut self, builder: &mut Builder<'t>, label: Label, name: &'t str, line: Line<'t>) {
        self.past_authors |= label == Label::Authors;
        let block = Block {
            label,
            name,
            lines: vec![line],
        };
        read_field(builder, &block, NameOrder::FamilyFirst);
    }

    fn finish(mut self, builder: &mut Builder<'t>) {
        self.settle_loose(builder);
        self.settle_paragraphs(builder);
    }

    /// Loose lines before the abstract: one title a language; where no names were found and
    /// the line behind the title could be names, it is.
    fn settle_loose(&mut self, builder: &mut Builder<'t>) {
        for line in std::mem::take(&mut self.loose) {
            let lang = script::language_of(line.text);
            let known = builder.reference.texts(TextField::Title);
            let same = known.iter().any(|t| t.lang.same_language(&lang));
            if !same && known.len() < 2 && line::can_be_title(line.text) {
                builder.text_field(TextField::Title, line.range());
            } else if !known.is_empty() && !self.past_authors && line::can_be_one_name(line.text) {
                self.past_authors = true;
                read_names(builder, &line);
            } else if line::is_institution(line.text) && builder.reference.affiliations.is_empty() {
                read_affiliations(builder, &[line]);
            } else {
                builder.unmapped("line", line.text);
            }
        }
    }

    /// Paragraphs by language; a short first line of a language may be the title in it.
    fn settle_paragraphs(&mut self, builder: &mut Builder<'t>) {
        let (chinese, other): (Vec<Line<'t>>, Vec<Line<'t>>) = std::mem::take(&mut self.paragraphs)
            .into_iter()
            .partition(|l| is_chinese_line(l.text));
        let first_is_chinese = match (chinese.first(), other.first()) {
            (Some(zh), Some(en)) => zh.start < en.start,
            (zh, _) => zh.is_some(),
        };
        let order = if first_is_chinese {
            [chinese, other]
        } else {
            [other, chinese]
        };
        for mut lines in order {
            if let [first, second, ..] = lines.as_slice() {
                let body = second.text.len() > first.text.len()
                    || headings::sections(second.text)
                        .iter()
                        .any(|s| s.label.is_some());
                if body && Self::is_late_title(builder, first) {
                    builder.text_field(TextField::Title, first.range());
                    lines.remove(0);
                }
            }
            if lines.is_empty() {
                continue;
            }
            let ranges: Vec<Range<usize>> = lines.iter().map(Line::range).collect();
            builder.abstract_of(&ranges);
        }
    }

    /// A title that stands directly above the abstract in its language.
    fn is_late_title(builder: &Builder<'_>, line: &Line<'_>) -> bool {
        let lang = script::language_of(line.text);
        let known = builder.reference.texts(TextField::Title);
        known.iter().all(|t| !t.lang.same_language(&lang))
            && line::can_be_title(line.text)
            && !line.text.ends_with('.')
            && headings::role_of(line.text).is_none()
            && headings::sections(line.text)
                .iter()
                .all(|s| s.label.is_none())
    }
}

/// Chinese by its script; a line with a Chinese heading and little else counts as well.
fn is_chinese_line(text: &str) -> bool {
    script::is_chinese(text) || text.chars().next().is_some_and(script::is_han)
}

/// Names of one line, separated by commas, semicolons or "and".
fn read_names(builder: &mut Builder<'_>, line: &Line<'_>) {
    let mut names = Vec::new();
    for part in line::name_parts(line.text) {
        if is_ellipsis(part) {
            builder.reference.contributors_complete = false;
            continue;
        }
        let (name, marks) = line::strip_marks(part);
        if !name.is_empty() {
            names.push((line.range_of(name), marks));
        }
    }
    builder.authors(&names, NameOrder::FamilyFirst);
}

/// Cuts the notice that a site puts under its pages off the lines; it reaches to the end.
fn split_notice<'a, 't>(all: &'a [Line<'t>]) -> (&'a [Line<'t>], Option<Range<usize>>) {
    let at = all
        .iter()
        .position(|l| line::classify(l) == Kind::NoticeStart);
    match at {
        Some(at) => {
            let end = all[at..]
                .iter()
                .rev()
                .find(|l| line::classify(l) != Kind::Furniture)
                .map_or(all[at].end(), Line::end);
            (&all[..at], Some(all[at].start..end))
        }
        None => (all, None),
    }
}

static SITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:来源|来自|转自|转载自|出自)\s*[:：]?\s*[\[［【「『“\x22]\s*([^\]］】」』”\x22]{1,40})",
        r"|(?:来源|转载自)\s*[:：]\s*([^\s，。,.;；”\x22]{2,30})",
        r"|©\s*(?:\d{4}\s*)?([^\s，。,.;；]{2,30})",
    ))
});

/// The site that a notice names: `来源:[生知库]`.
fn site_of(notice: &str) -> Option<String> {
    let c = SITE.captures(notice)?;
    let m = c.get(1).or_else(|| c.get(2)).or_else(|| c.get(3))?;
    Some(m.as_str().trim().to_owned())
}

#[cfg(test)]
mod tests;
