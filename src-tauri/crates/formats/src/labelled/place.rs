//! Where and when a work stands: dates, volumes, pages, and sources as one value.

use super::clean::clean;
use super::part::{Part, narrow};
use super::record::{Mapper, is_patent_number, is_standard_number};
use crate::citation::{normalise_pages, parse_date, pattern};
use diglot_model::{
    Date, DateField, Identifier, IdentifierScheme, ReferenceType, ScalarField, TextField,
};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A date as databases write it: with a time behind it, between full-width digits.
pub(super) fn date_of(value: &str) -> Option<Date> {
    static TIME: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:T|\s+)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$"));
    static COMPACT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^((?:1[5-9]|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])?$"));
    let value: String = clean(value).chars().map(narrow).collect();
    let value = TIME.replace(value.trim(), "");
    let value = value.trim_end_matches(['T', ';', ',']).trim();
    if let Some(c) = COMPACT.captures(value) {
        let day = c
            .get(3)
            .map_or(String::new(), |d| format!("-{}", d.as_str()));
        return parse_date(&format!("{}-{}{day}", &c[1], &c[2]));
    }
    parse_date(value)
}

/// The year at the beginning of a value that is no date as a whole: `2003(02)`.
fn year_of(value: &str) -> Option<Date> {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|[^0-9])((?:1[5-9]|20)\d{2})(?:[^0-9]|$)"));
    let value: String = value.chars().map(narrow).collect();
    parse_date(YEAR.captures(&value)?.get(1)?.as_str())
}

pub(super) fn dates(mapper: &mut Mapper<'_>) {
    let read = |mapper: &Mapper<'_>, part: Part| {
        mapper.of(part).into_iter().find_map(|range| {
            let slice = mapper.slice(&range);
            let date = date_of(slice).or_else(|| year_of(slice))?;
            Some((date, range))
        })
    };
    let year = read(mapper, Part::Year);
    let date = read(mapper, Part::Date);
    let known = mapper.builder.reference.issued().and_then(Date::start_year);
    match (year, date) {
        (Some((year, at)), Some((date, range))) => {
            mapper.builder.date(DateField::Issued, year.clone(), at);
            if year.start_year() == date.start_year() {
                mapper.builder.finer_date(date, range);
            } else {
                // The year is the issue's; the other date that of publishing it online.
                mapper.builder.date(DateField::AvailableDate, date, range);
            }
        }
        (Some((date, range)), None) | (None, Some((date, range))) => {
            if known.is_some() && known == date.start_year() {
                mapper.builder.finer_date(date, range);
            } else {
                mapper.builder.date(DateField::Issued, date, range);
            }
        }
        (None, None) => {}
    }
    for (part, field) in [
        (Part::OnlineDate, DateField::AvailableDate),
        (Part::Accessed, DateField::Accessed),
        (Part::Submitted, DateField::Submitted),
        (Part::EventDate, DateField::EventDate),
    ] {
        if let Some((date, range)) = read(mapper, part) {
            mapper.builder.date(field, date, range);
        }
    }
    for (part, fallback) in [
        (
            Part::EventDate,
            mapper.kind_is(&[ReferenceType::PaperConference]),
        ),
        (Part::OnlineDate, true),
    ] {
        if mapper.builder.reference.issued().is_none()
            && fallback
            && let Some((date, range)) = read(mapper, part)
        {
            mapper.builder.date(DateField::Issued, date, range);
        }
    }
}

pub(super) fn numbers(mapper: &mut Mapper<'_>) {
    for range in mapper.of(Part::VolumeIssue) {
        coordinates(mapper, &range);
    }
    let standard = mapper.kind_is(&[ReferenceType::Standard, ReferenceType::Legislation]);
    let patent = mapper.kind_is(&[ReferenceType::Patent]);
    for range in mapper.of(Part::Volume) {
        let value = clean(mapper.slice(&range));
        if standard || is_standard_number(&value) {
            mapper
                .builder
                .scalar_value(ScalarField::Number, value, range);
        } else if is_isbn(&value) {
            // CNKI's yearbooks have their ISBN here.
            mapper
                .builder
                .identifier(Identifier::new(IdentifierScheme::Isbn, value), range);
        } else {
            scalar(mapper, ScalarField::Volume, &value, range);
        }
    }
    for range in mapper.of(Part::Issue) {
        let value = clean(mapper.slice(&range));
        // CNKI gives the month of a thesis as its issue.
        if mapper.kind_is(&[ReferenceType::Thesis]) {
            mapper.builder.unmapped("Issue", &value);
        } else if standard && is_standard_number(&value) || patent && is_patent_number(&value) {
            mapper
                .builder
                .scalar_value(ScalarField::Number, value, range);
        } else {
            scalar(mapper, ScalarField::Issue, &value, range);
        }
    }
    for range in mapper.of(Part::Number) {
        mapper.builder.scalar(ScalarField::Number, range);
    }
    for range in mapper.of(Part::Edition) {
        mapper.builder.scalar(ScalarField::Edition, range);
    }
    pages(mapper);
}

/// A volume or issue without its words; `第12卷`, `Vol. 12`, `(3)`.
fn scalar(mapper: &mut Mapper<'_>, field: ScalarField, value: &str, range: Range<usize>) {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:vol(?:ume)?|no|issue)\b)?\.?\s*第?\s*[(（]?\s*(.+?)\s*[)）]?\s*[卷期]?\s*[,，;；.]?$",
        )
    });
    let narrowed: String = value.chars().map(narrow).collect();
    let value = WORDS
        .captures(&narrowed)
        .map_or(narrowed.clone(), |c| c[1].to_owned());
    mapper.builder.scalar_value(field, value, range);
}

fn is_isbn(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    value.contains('-')
        && matches!(digits, 9 | 10 | 13)
        && value
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'X' | b'x'))
}

/// `269-273` is a range; a number alone is a page of an article, and the number of pages
/// of a thesis, a book, a standard, or of what has a range as well.
fn pages(mapper: &mut Mapper<'_>) {
    let whole = mapper.kind_is(&[
        ReferenceType::Thesis,
        ReferenceType::Book,
        ReferenceType::Standard,
        ReferenceType::Patent,
        ReferenceType::Report,
        ReferenceType::Legislation,
    ]);
    let mut single: Option<(String, Range<usize>)> = None;
    for range in mapper.of(Part::Pages) {
        let value = page_value(mapper.slice(&range));
        if value.is_empty() {
            continue;
        }
        if value.contains(['-', ',']) || value.contains('+') {
            mapper.builder.scalar_value(ScalarField::Page, value, range);
        } else if single.is_none() {
            single = Some((value, range));
        }
    }
    for range in mapper.of(Part::PageCount) {
        let value = page_value(mapper.slice(&range));
        // CNKI's `PageCount-页码` holds either.
        if value.contains('-') {
            mapper.builder.scalar_value(ScalarField::Page, value, range);
        } else if value.bytes().any(|b| b.is_ascii_digit()) && value != "0" {
            mapper
                .builder
                .scalar_value(ScalarField::NumberOfPages, value, range);
        }
    }
    if let Some((value, range)) = single.filter(|(value, _)| value != "0") {
        let known = mapper
            .builder
            .reference
            .scalars
            .contains_key(&ScalarField::Page);
        let field = if whole || known {
            ScalarField::NumberOfPages
        } else {
            ScalarField::Page
        };
        mapper.builder.scalar_value(field, value, range);
    }
    let start = mapper.first(Part::PageStart);
    let end = mapper.first(Part::PageEnd);
    if let Some(first) = start.clone().or(end.clone()) {
        let from = page_value(mapper.slice(&first));
        let to = end
            .filter(|_| start.is_some())
            .map(|r| page_value(mapper.slice(&r)))
            .filter(|to| !to.is_empty() && *to != from);
        // `1106-1111+1117` may stand in the start alone.
        let joined = match to {
            Some(to) if !from.contains('-') => format!("{from}-{to}"),
            _ => from,
        };
        mapper
            .builder
            .scalar_value(ScalarField::Page, joined, first);
    }
}

/// Pages without their words: `第12-15页`, `pp. 12~15`, `120-123,共4页`.
fn page_value(value: &str) -> String {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:pp?\.|pp?\s|pages?\b|第|页码?)?\s*[:：]?\s*(.+?)\s*[页版]?\s*(?:[,，;；]?\s*[(（]?共\s*\d+\s*页[)）]?)?$",
        )
    });
    let narrowed: String = clean(value).chars().map(narrow).collect();
    let inner = WORDS
        .captures(&narrowed)
        .map_or(narrowed.clone(), |c| c[1].to_owned());
    // `P12-15`
    let bare = inner
        .strip_prefix(['p', 'P'])
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('-'))
        .unwrap_or(&inner);
    let pages = normalise_pages(bare.trim_end_matches(['页', '版', ' ']));
    pages.trim_matches('-').to_owned()
}

static COORDINATES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<year>(?:1[5-9]|20)\d{2})\s*(?:年|[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?\s*[,;:.]?\s*",
        r"(?:(?:vol\.?|第)?\s*(?P<volume>[A-Za-z]{0,4}\d[0-9A-Za-z-]*|[A-Z]\b)\s*卷?\s*[,;]?\s*)?",
        r"(?:[(]\s*(?P<issue>[^()]{1,24}?)\s*[)]|(?:第|no\.?)\s*(?P<issue2>[0-9A-Za-z./-]{1,12})\s*期?|(?P<issue3>[A-Za-z]?\d{1,3}[A-Za-z]?)\s*期)?\s*",
        r"(?:[-.,:;]*\s*(?:pp?\.?|第|页码?[:]?)?\s*(?P<pages>[A-Za-z]?\d+\s*(?:[-–—~+,]\s*[A-Za-z]?\d+\s*)*|[A-Za-z]{1,3}\d+)\s*页?)?",
        r"\s*(?:[,;]?\s*[(]?共?\s*\d+\s*页[)]?)?\s*[.;,]?$",
    ))
});

/// Sets year, volume, issue and pages from `2021;12(4):201-209` and its kin; `false` when
/// the value is none of these.
fn coordinates(mapper: &mut Mapper<'_>, range: &Range<usize>) -> bool {
    let narrowed: String = clean(mapper.slice(range)).chars().map(narrow).collect();
    let Some(c) = COORDINATES
        .captures(narrowed.trim())
        .filter(|c| c.get(0).is_some_and(|m| m.start() == 0))
    else {
        return partial(mapper, &narrowed, range);
    };
    put(mapper, &c, range);
    true
}

fn put(mapper: &mut Mapper<'_>, c: &regex::Captures<'_>, range: &Range<usize>) {
    if let Some(date) = c.name("year").and_then(|y| parse_date(y.as_str())) {
        mapper.builder.date(DateField::Issued, date, range.clone());
    }
    let text = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| c.name(n))
            .map(|m| m.as_str().to_owned())
    };
    for (names, field) in [
        (&["volume"][..], ScalarField::Volume),
        (&["issue", "issue2", "issue3"][..], ScalarField::Issue),
    ] {
        if let Some(value) = text(names) {
            mapper.builder.scalar_value(field, value, range.clone());
        }
    }
    if let Some(value) = text(&["pages"]) {
        mapper
            .builder
            .scalar_value(ScalarField::Page, page_value(&value), range.clone());
    }
}

/// `12(4):201-209` and `12卷4期` without a year, `12卷3期(2015/09)` and `Vol.33 No.2 [2019]`
/// with one behind.
fn partial(mapper: &mut Mapper<'_>, value: &str, range: &Range<usize>) -> bool {
    static PARTIAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^(?:vol\.?|第)?\s*(?P<volume>[A-Za-z]{0,4}\d[0-9A-Za-z-]*)?\s*[卷巻권]?\s*[,;]?\s*",
            r"(?:[(]\s*(?P<issue>[^()]{1,24}?)\s*[)]|(?:第|no\.?)\s*(?P<issue2>[0-9A-Za-z./-]{1,12})\s*[期号호]?|(?P<issue3>[0-9A-Za-z./-]{1,12})\s*[期号호])?\s*",
            r"(?:[:,;]\s*(?:pp?\.?)?\s*(?P<pages>[A-Za-z]?\d+(?:\s*[-–—~+,]\s*[A-Za-z]?\d+)*)\s*页?)?",
            r"\s*(?:[(\[]\s*(?P<year>(?:1[5-9]|20)\d{2}(?:[-/.]\d{1,2})?)\s*年?\s*[)\]])?$",
        ))
    });
    let Some(c) = PARTIAL.captures(value.trim()) else {
        return false;
    };
    put(mapper, &c, range);
    true
}

/// Whether a journal has its year, volume or pages behind it.
pub(super) fn has_coordinates(value: &str) -> bool {
    static SHAPE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:1[5-9]|20)\d{2}\s*[年,，;；.(（\s]?.*\d"));
    SHAPE.is_match(value)
}

/// `北京：中国林业出版社，2012.05`: where, by whom and when a book was published.
pub(super) fn imprint(mapper: &mut Mapper<'_>, range: &Range<usize>) {
    let value = mapper.slice(range);
    let (place, rest) = value
        .split_once([':', '：'])
        .unwrap_or((&value[..0], value));
    let (publisher, date) = match rest.rsplit_once([',', '，']) {
        Some((publisher, date)) if date_of(date.trim()).is_some() => (publisher, date.trim()),
        _ => (rest, &rest[..0]),
    };
    let at = |part: &str| {
        let within = crate::lines::range_in(value, part.trim());
        range.start + within.start..range.start + within.end
    };
    let (place_at, publisher_at, date_at) = (at(place), at(publisher), at(date));
    if !place.trim().is_empty() {
        mapper.text_field(TextField::PublisherPlace, place_at);
    }
    if !publisher.trim().is_empty() {
        mapper.text_field(TextField::Publisher, publisher_at);
    }
    if let Some(date) = date_of(date) {
        mapper.builder.date(DateField::Issued, date, date_at);
    }
}

/// A source: a journal alone, a journal with coordinates, or these alone.
pub(super) fn source(mapper: &mut Mapper<'_>, range: Range<usize>) {
    if mapper.kind_is(&[ReferenceType::Thesis]) {
        mapper.text_field(TextField::Publisher, range);
        return;
    }
    if coordinates(mapper, &range) {
        return;
    }
    let value = mapper.slice(&range);
    let narrowed: String = value.chars().map(narrow).collect();
    // Narrow and wide characters are of different length: places are counted in characters.
    let chars: Vec<usize> = value.char_indices().map(|(at, _)| at).collect();
    let in_value = |at: usize| {
        let count = narrowed[..at].chars().count();
        chars.get(count).copied().unwrap_or(value.len())
    };
    if !narrowed.contains(['\n', '\r'])
        && let Some(c) = COORDINATES.captures(&narrowed)
        && let Some(whole) = c.get(0)
        && whole.start() > 0
    {
        let journal = value[..in_value(whole.start())]
            .trim_end_matches(|c: char| c.is_whitespace() || ",，.．。;；:：".contains(c));
        let found = ["volume", "issue", "issue2", "issue3", "pages"]
            .iter()
            .any(|n| c.name(n).is_some());
        // A yearbook's own year is part of its name.
        if !journal.is_empty()
            && (found || narrowed[..whole.start()].ends_with([',', '.', ' ', ';']))
        {
            let at = crate::lines::range_in(mapper.text, journal);
            let rest = range.start + in_value(whole.start())..range.end;
            mapper.text_field(TextField::ContainerTitle, at);
            put(mapper, &c, &rest);
            return;
        }
    }
    mapper.text_field(TextField::ContainerTitle, range);
}
