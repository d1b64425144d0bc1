//! Reference strings in Western styles, as far as they can be read soundly: APA, Vancouver,
//! MLA, Chicago, IEEE, and their kin with Chinese names.

use super::gbt::{Reader, has_year};
use super::names::are_names;
use super::narrow::Narrow;
use super::segments::{boundaries, segments};
use crate::build::Builder;
use crate::citation::pattern;
use diglot_model::{ContributorRole, DateField, ReferenceType, ScalarField, TextField};
use diglot_text::names::NameOrder;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// `Authors (2020). Title. Journal, 12(3), 45–67.`
static APA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<authors>.{2,1200}?)\s*[(\[]\s*(?P<year>(?:1[5-9]|20)\d{2})[a-z]?(?P<date>,\s*[A-Z][a-z]+(?:\s+\d{1,2})?)?\s*[)\]]\s*[.,:]?\s*(?P<rest>\S.{8,})$",
    )
});

/// `Authors. Title. Journal. 2020 Jan 4;12(3):45-67.`
static VANCOUVER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?P<before>.+[.?!])\s+(?P<journal>[^;:?!]{2,160}?)[.,]?\s*",
        r"(?P<year>(?:1[5-9]|20)\d{2})(?P<month>\s+[A-Z][a-z]{2,8}(?:\s*[-/]\s*[A-Z][a-z]{2,8})?(?:\s+\d{1,2})?)?\s*",
        r"[;,]\s*(?P<rest>[A-Za-z]{0,6}\s?\d[^;]*?)[\s.]*$",
    ))
});

/// `Authors. "Title." Journal 12 (3): 45–67.`, `J. Smith, "Title," Journal, vol. 12, …`.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^(?P<authors>[^"]{2,1200}?)[.,]?\s*(?:(?P<year>(?:1[5-9]|20)\d{2})[a-z]?\.\s*)?"(?P<title>[^"]{4,600}?)[.,]?"\s*[.,]?\s*(?P<rest>\S.*)$"#,
    )
});

/// CNKI's own: `题名.土壤学报(05),915-924.`
static APA_ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<title>.+[.?!])\s*(?P<journal>[^.?!()]{1,60}[^.?!()\d,\s])\s*\(\s*(?P<issue>[A-Z]?\d[^()]{0,6})\s*\)\s*[,:]\s*(?P<pages>[A-Za-z]?\d[\d+,-]*)[\s.]*$",
    )
});

/// CNKI's own: `"题名."土壤学报 45.05(2008):915-924.`
static QUOTED_DOTTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<journal>.+?)\s*(?P<volume>\d+)?\s*\.\s*(?P<issue>[0-9A-Za-z]+)\s*\(\s*(?P<year>(?:1[5-9]|20)\d{2})\s*\)\s*(?::\s*(?P<pages>[A-Za-z]?\d[\d+,-]*))?[\s.]*$",
    )
});

static APA_PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?P<title>.+[.?!])\s*(?P<journal>[^.?!]{2,200}?|[^?!]{2,60}?)\s*,\s*(?:[Vv]ol\.?\s*)?(?P<volume>[A-Za-z]?\d[0-9A-Za-z/-]*)?\s*",
        r"(?:\(\s*(?P<issue>[^()]{1,40})\s*\))?\s*(?:[,:]\s*(?:pp?\.\s*|Article\s+)?(?P<pages>[A-Za-z]{0,3}\d[0-9A-Za-z.]*(?:\s*-\s*[A-Za-z]?\d+)?(?:\s*,\s*\d+)*))?[\s.]*$",
    ))
});

static APA_EDITION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s*\((?P<edition>[^()]*\bed\.?|第[^()]*版)\)\s*$"));

static APA_CHAPTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<title>.+?)[.?!]\s+In:?\s+(?:(?P<editors>.{3,300}?)\s*\((?:Eds?\.?|eds?\.?)\)\s*,\s*)?(?P<book>.+?)\s*(?:\((?:[^()]*,\s*)?pp?\.\s*(?P<pages>[\d\s-]+)\))?\s*(?:\.\s+(?P<publisher>[^.]+(?:\.[^.]+)?))?[\s.]*$",
    )
});

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:1[5-9]|20)\d{2}"));

static QUOTED_PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[Ii]n:?\s+)?(?P<journal>[^\d,(]*?(?:,\s*[^\d,(]+?)??)\s*[.,]?\s*(?:vol\.?\s*|,\s*|\s)(?P<volume>[A-Za-z]?\d[0-9A-Za-z/]*)\s*[.,]?\s*(?:no\.?\s*(?P<issue>[0-9A-Za-z/-]+)|\(\s*(?P<issue2>(?:no\.\s*)?[^()]*?)\s*\))?",
    )
});

static QUOTED_PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:pp?\.?\s*|:\s*)(?P<pages>[A-Za-z]?\d+\s*-\s*[A-Za-z]?\d+|[A-Za-z]?\d+)\s*[.,]?(?:\s|$)",
    )
});

/// Reads a string without a mark of its type; `None` when it is none, or cannot be told.
pub(super) fn read<'t>(
    text: &'t str,
    narrow: &Narrow,
    builder: impl Fn() -> Builder<'t>,
) -> Option<Builder<'t>> {
    let reader = || Reader {
        text,
        narrow,
        builder: builder(),
    };
    quoted(reader())
        .or_else(|| apa(reader()))
        .or_else(|| vancouver(reader()))
}

fn group(c: &Captures<'_>, name: &str) -> Option<Range<usize>> {
    c.name(name).map(|m| m.range())
}

fn apa<'t>(mut reader: Reader<'t, '_>) -> Option<Builder<'t>> {
    let text = reader.narrow.text.clone();
    let c = APA.captures(&text)?;
    let (authors, year, rest) = (
        group(&c, "authors")?,
        group(&c, "year")?,
        group(&c, "rest")?,
    );
    if !are_names(reader.narrow, &authors) && !are_organisation(&text[authors.clone()]) {
        return None;
    }
    let rest = reader.identifiers_and_dates(&rest);
    reader.names(&authors, None, NameOrder::FamilyFirst);
    reader.date(DateField::Issued, &year);
    // The title ends at a full stop; behind it stands where it appeared.
    let slice = text[rest.clone()].to_owned();
    let at = |r: Range<usize>| rest.start + r.start..rest.start + r.end;
    if let Some(c) = APA_ISSUE
        .captures(&slice)
        .or_else(|| APA_PLACE.captures(&slice))
        .filter(|c| {
            c.name("volume").is_some() || c.name("pages").is_some() || c.name("issue").is_some()
        })
    {
        reader.text_field(TextField::Title, &at(group(&c, "title")?));
        reader.text_field(TextField::ContainerTitle, &at(group(&c, "journal")?));
        for (name, field) in [
            ("volume", ScalarField::Volume),
            ("issue", ScalarField::Issue),
        ] {
            if let Some(range) = group(&c, name) {
                // `土壤学报, 915-924`
                if slice[range.clone()].contains('-') && c.name("pages").is_none() {
                    reader.pages(&at(range));
                    continue;
                }
                reader.scalar(field, &at(range));
            }
        }
        if let Some(pages) = group(&c, "pages") {
            reader.pages(&at(pages));
        }
        return Some(reader.builder);
    }
    if chapter(&mut reader, &rest) {
        return Some(reader.builder);
    }
    // A title and who published it.
    let parts = segments(reader.narrow, &rest);
    let [title, others @ ..] = parts.as_slice() else {
        return None;
    };
    let mut title = title.clone();
    let head = text[title.clone()].to_owned();
    if let Some(c) = APA_EDITION.captures(&head)
        && let (Some(whole), Some(edition)) = (c.get(0), c.name("edition"))
    {
        let edition = title.start + edition.start()..title.start + edition.end();
        reader.scalar(ScalarField::Edition, &edition);
        title.end = title.start + whole.start();
    }
    reader.builder.reference.kind = match others {
        [] if reader.builder.reference.doi().is_none() => ReferenceType::Document,
        [] => ReferenceType::ArticleJournal,
        _ => ReferenceType::Book,
    };
    reader.text_field(TextField::Title, &title);
    if let Some(last) = others.last() {
        reader.text_field(TextField::Publisher, last);
    }
    Some(reader.builder)
}

/// `Title. In A. Editor (Ed.), Book (pp. 1–2). Publisher.`
fn chapter(reader: &mut Reader<'_, '_>, rest: &Range<usize>) -> bool {
    let slice = reader.narrow.text[rest.clone()].to_owned();
    let Some(c) = APA_CHAPTER.captures(&slice) else {
        return false;
    };
    let at = |r: Range<usize>| rest.start + r.start..rest.start + r.end;
    let (Some(title), Some(book)) = (group(&c, "title"), group(&c, "book")) else {
        return false;
    };
    reader.builder.reference.kind = ReferenceType::Chapter;
    reader.text_field(TextField::Title, &at(title));
    reader.text_field(TextField::ContainerTitle, &at(book));
    if let Some(editors) = group(&c, "editors") {
        reader.names(
            &at(editors),
            Some(ContributorRole::Editor),
            NameOrder::GivenFirst,
        );
    }
    if let Some(pages) = group(&c, "pages") {
        reader.pages(&at(pages));
    }
    if let Some(publisher) = group(&c, "publisher") {
        reader.text_field(TextField::Publisher, &at(publisher));
    }
    true
}

fn vancouver<'t>(mut reader: Reader<'t, '_>) -> Option<Builder<'t>> {
    let all = 0..reader.narrow.text.len();
    let body = reader.identifiers_and_dates(&all);
    let text = reader.narrow.text[body.clone()].trim_end().to_owned();
    let c = VANCOUVER.captures(&text)?;
    let before = group(&c, "before")?;
    let shifted = |r: Range<usize>| body.start + r.start..body.start + r.end;
    let before = shifted(before);
    let split = boundaries(reader.narrow, &before).into_iter().find(|at| {
        let right = reader.narrow.text[*at + 1..before.end].trim_start();
        are_names(reader.narrow, &(before.start..*at)) && long_enough(right)
    })?;
    let authors = before.start..split;
    // The authors of this style have their initials behind them, or are ideographs.
    let shape = reader.narrow.text[authors.clone()].to_owned();
    if !is_initialled(&shape) && !diglot_text::script::has_han(&shape) {
        return None;
    }
    reader.names(&authors, None, NameOrder::FamilyFirst);
    reader.text_field(TextField::Title, &(split + 1..before.end));
    reader.text_field(TextField::ContainerTitle, &shifted(group(&c, "journal")?));
    let year = group(&c, "year")?;
    let end = group(&c, "month").map_or(year.end, |m| m.end);
    if !reader.date(DateField::Issued, &shifted(year.start..end)) {
        reader.date(DateField::Issued, &shifted(year));
    }
    reader.volume_issue_pages(&shifted(group(&c, "rest")?));
    Some(reader.builder)
}

/// Whether what follows the authors can be a title and a journal.
fn long_enough(right: &str) -> bool {
    let han = diglot_text::script::has_han(right);
    right.chars().count() > if han { 3 } else { 8 }
}

fn is_initialled(authors: &str) -> bool {
    authors
        .split([',', ';'])
        .map(str::trim)
        .filter(|a| !super::names::is_more(a))
        .all(|author| {
            author.split_whitespace().next_back().is_some_and(|w| {
                w.chars().filter(|c| c.is_alphabetic()).count() <= 3
                    && w.chars()
                        .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
            }) || author.split_whitespace().count() > 3
        })
}

fn quoted<'t>(mut reader: Reader<'t, '_>) -> Option<Builder<'t>> {
    let all = 0..reader.narrow.text.len();
    let text = reader.narrow.text.clone();
    let c = QUOTED.captures(&text)?;
    let authors = reader
        .narrow
        .trimmed(&group(&c, "authors")?, &[',', '.', '(', ')']);
    let title = group(&c, "title")?;
    let rest = group(&c, "rest")?;
    if !are_names(reader.narrow, &authors) || rest.len() < 8 {
        return None;
    }
    let body = reader.identifiers_and_dates(&(rest.start..all.end));
    // Inverted names have a comma in these styles.
    reader.names(&authors, None, NameOrder::GivenFirst);
    if let Some(year) = group(&c, "year") {
        reader.date(DateField::Issued, &year);
    }
    reader.text_field(TextField::Title, &title);
    let slice = text[body.clone()].to_owned();
    let at = |r: Range<usize>| body.start + r.start..body.start + r.end;
    if let Some(c) = QUOTED_DOTTED.captures(&slice) {
        reader.text_field(TextField::ContainerTitle, &at(group(&c, "journal")?));
        reader.date(DateField::Issued, &at(group(&c, "year")?));
        for (name, field) in [
            ("volume", ScalarField::Volume),
            ("issue", ScalarField::Issue),
        ] {
            if let Some(range) = group(&c, name) {
                reader.scalar(field, &at(range));
            }
        }
        if let Some(pages) = group(&c, "pages") {
            reader.pages(&at(pages));
        }
        return Some(reader.builder);
    }
    let mut found = false;
    if let Some(c) = QUOTED_PLACE.captures(&slice)
        && let Some(journal) = group(&c, "journal").filter(|j| !j.is_empty())
    {
        reader.text_field(TextField::ContainerTitle, &at(journal));
        found = true;
        if let Some(volume) = group(&c, "volume") {
            // A year is no volume.
            if !YEAR.is_match(&slice[volume.clone()]) {
                reader.scalar(ScalarField::Volume, &at(volume));
            }
        }
        if let Some(issue) = group(&c, "issue").or_else(|| group(&c, "issue2")) {
            let value = slice[issue.clone()].trim();
            if !YEAR.is_match(value) {
                let skip = value
                    .strip_prefix("no.")
                    .map_or(0, |r| value.len() - r.trim_start().len());
                reader.scalar(ScalarField::Issue, &at(issue.start + skip..issue.end));
            }
        }
    }
    if let Some(c) = QUOTED_PAGES.captures(&slice)
        && let Some(pages) = group(&c, "pages")
    {
        reader.pages(&at(pages));
    }
    if !has_year(reader.builder.reference.issued())
        && let Some(year) = YEAR.find_iter(&slice).last()
    {
        reader.date(DateField::Issued, &at(year.range()));
    }
    (found && has_year(reader.builder.reference.issued())).then_some(reader.builder)
}

fn are_organisation(authors: &str) -> bool {
    diglot_text::names::is_organisation(authors) && authors.chars().count() < 120
}
