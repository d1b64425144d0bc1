//! What single cells hold: dates, citations, notices in place of an abstract.

use crate::citation::{normalise_pages, parse_date, pattern};
use diglot_model::{Date, DatePoint, LanguageTag, Season};
use diglot_text::script;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The language of a text in a column of a language: the column's, in the text's script.
pub(super) fn language_of(text: &str, column: Option<&LanguageTag>) -> LanguageTag {
    let seen = script::language_of(text);
    match column {
        Some(column) if !column.same_language(&seen) => column.clone(),
        _ => seen,
    }
}

/// The date of publication from its columns; words alone are a date in words.
pub(super) fn issued(year: &str, month: &str, day: &str, dates: &[String]) -> Option<Date> {
    let year_alone = date(year);
    let known = year_alone.as_ref().and_then(Date::start_year);
    for words in dates {
        // "MAR 15", "Spring": the year stands in its own column.
        let whole = date(words)
            .filter(|whole| known.is_none_or(|year| whole.start_year() == Some(year)))
            .or_else(|| crate::dates::beside(year_alone.as_ref()?, words));
        if whole.is_some() {
            return whole;
        }
    }
    if !month.is_empty() {
        let numeric = month.bytes().all(|b| b.is_ascii_digit());
        let joined = match (numeric, day) {
            (true, "") => format!("{year}-{month}"),
            (true, day) => format!("{year}-{month}-{day}"),
            (false, day) => format!("{year} {month} {day}"),
        };
        if let Some(date) = parse_date(&joined) {
            return Some(date);
        }
    }
    year_alone.or_else(|| {
        let words = dates.iter().map(String::as_str).chain([year]);
        let literal = words
            .filter(|w| w.chars().any(char::is_alphabetic))
            .map(str::to_owned)
            .next()?;
        Some(Date {
            literal: Some(literal),
            ..Date::default()
        })
    })
}

/// A date: EDTF as this program writes it, else as publications do.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let (text, approximate) = match text.strip_suffix('~') {
        Some(text) => (text, true),
        None => (text, false),
    };
    if let Some((from, to)) = text.split_once('/')
        && from.len() >= 4
        && to.len() >= 4
        && let (Some(start), Some(end)) = (edtf(from.trim_end_matches('~')), edtf(to))
    {
        return Some(Date {
            start: Some(start),
            end: Some(end),
            approximate: approximate || from.ends_with('~'),
            literal: None,
        });
    }
    if let Some(start) = edtf(text) {
        return Some(Date {
            approximate,
            ..Date::point(start)
        });
    }
    crate::dates::printed(text)
}

fn edtf(text: &str) -> Option<DatePoint> {
    let mut parts = text.split('-');
    let year = parts.next()?;
    if year.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let year = year.parse().ok()?;
    let month: Option<u8> = match parts.next() {
        Some(month) => Some(month.parse().ok()?),
        None => None,
    };
    let day: Option<u8> = match parts.next() {
        Some(day) => Some(day.parse().ok()?),
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    let season = month
        .and_then(|m| m.checked_sub(20))
        .and_then(Season::from_number);
    let mut point = DatePoint::from_parts(year, month, day);
    point.season = season;
    Some(point)
}

/// Pages without their abbreviation.
pub(super) fn pages(text: &str) -> String {
    let text = text.trim();
    let bare = text
        .trim_start_matches("pp")
        .trim_start_matches("p.")
        .trim_start_matches(['.', ' ']);
    // "pps" and "S4" keep their letters.
    let kept = if bare.starts_with(|c: char| c.is_ascii_digit()) {
        bare
    } else {
        text
    };
    normalise_pages(kept)
}

/// What databases write where there is no abstract.
pub(super) fn is_no_abstract(text: &str) -> bool {
    let text = text.trim().trim_matches(['[', ']', '.']);
    text.eq_ignore_ascii_case("No abstract available")
        || text.eq_ignore_ascii_case("No abstract")
        || text.eq_ignore_ascii_case("N/A")
        || text == "无"
}

/// An address without the authors whom Web of Science names before it.
pub(super) fn without_people(line: &str) -> &str {
    match line.strip_prefix('[').and_then(|l| l.split_once(']')) {
        Some((_, address)) if !address.trim().is_empty() => address.trim(),
        _ => line,
    }
}

static EMBASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<journal>.+?)\s+\((?P<year>(?:1[5-9]|20)\d{2})\)(?P<place>[^()]*)(?:\((?P<pages>[^()]*)\))?[\s.]*$",
    )
});

/// Embase's citation in its parts.
pub(super) struct Source {
    pub(super) journal: String,
    pub(super) date: Option<Date>,
    pub(super) volume: String,
    pub(super) issue: String,
    pub(super) pages: String,
    pub(super) article_number: String,
}

/// Reads `Cancer (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004`.
pub(super) fn embase_source(value: &str) -> Option<Source> {
    if value.len() > 1000 {
        return None;
    }
    let (value, published) = match value.split_once("Date of Publication:") {
        Some((value, published)) => (value, published.trim()),
        None => (value, ""),
    };
    let (value, number) = match value.split_once("Article Number:") {
        Some((value, number)) => (value, number.trim().trim_end_matches('.')),
        None => (value, ""),
    };
    let c = EMBASE.captures(value.trim())?;
    let part = |name: &str| c.name(name).map_or("", |m| m.as_str().trim());
    let year = parse_date(part("year"));
    let date = parse_date(published)
        .filter(|d| year.as_ref().and_then(Date::start_year) == d.start_year())
        .or(year);
    let place = part("place").trim_end_matches('.');
    let (volume, issue) = match place.split_once(':') {
        Some((volume, issue)) => (volume, issue),
        // "67 Supplement 1"
        None => place.split_once(' ').unwrap_or((place, "")),
    };
    Some(Source {
        journal: part("journal").to_owned(),
        date,
        volume: volume.trim().to_owned(),
        issue: issue.trim().to_owned(),
        pages: normalise_pages(part("pages")),
        article_number: number.to_owned(),
    })
}

static CITATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[.\s])(?P<date>(?:1[5-9]|20)\d{2}(?:\s+[A-Z][a-z]{2,8}(?:-[A-Z][a-z]{2,8})?(?:\s+\d{1,2})?)?)(?P<rest>;[^.]*)?(?:\.|$)",
    )
});

/// The date of PubMed's citation, and where volume, issue and pages stand in it.
pub(super) fn citation(value: &str) -> Option<(Option<Date>, Range<usize>)> {
    let c = CITATION.captures(value)?;
    let date = parse_date(&c["date"]);
    let place = c.name("rest").map_or(0..0, |m| m.range());
    Some((date, place))
}

/// A field of another table as this program writes it: `Tag: value`.
pub(super) fn other_field(line: &str) -> Option<(String, String)> {
    let (tag, value) = line.split_once(": ")?;
    Some((unescaped(tag), unescaped(value)))
}

/// A field of another table on one line.
pub(super) fn other_line(tag: &str, value: &str) -> String {
    let escaped = |text: &str| {
        text.replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\r', "\\r")
            .replace(": ", ":\\ ")
    };
    // A tag must not end where the line seems to part.
    format!("{}: {}", escaped(tag), escaped(value))
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(date: Option<Date>) -> String {
        date.map(|d| match &d.literal {
            Some(literal) => format!("“{literal}”"),
            None => d.to_string(),
        })
        .unwrap_or_default()
    }

    #[test]
    fn dates_from_their_columns() {
        let of = |year: &str, month: &str, day: &str, dates: &[&str]| {
            let dates: Vec<String> = dates.iter().map(|d| (*d).to_owned()).collect();
            words(issued(year, month, day, &dates))
        };
        assert_eq!(of("2020", "4", "12", &[]), "2020-04-12");
        assert_eq!(of("2020", "Apr", "", &[]), "2020-04");
        assert_eq!(of("2020", "", "", &["MAR 15"]), "2020-03-15");
        assert_eq!(of("2020", "", "", &["2019-12-01"]), "2020");
        assert_eq!(of("", "", "", &["2019-12-01 08:09:33"]), "2019-12-01");
        assert_eq!(of("2014//", "", "", &[]), "2014");
        assert_eq!(of("", "", "", &["in press"]), "“in press”");
        assert_eq!(of("", "", "", &["2020-01/2020-02"]), "2020-01/2020-02");
        assert_eq!(of("2020", "", "", &["2020-21"]), "2020-21");
        assert_eq!(of("2020", "", "", &["2020~"]), "2020~");
        assert_eq!(of("", "", "", &["2020/08/01"]), "2020-08-01");
    }

    #[test]
    fn citations_of_embase() {
        let of = |text: &str| {
            embase_source(text)
                .map(|s| {
                    format!(
                        "{}|{}|{}|{}|{}",
                        s.journal,
                        words(s.date),
                        s.volume,
                        s.issue,
                        s.pages
                    )
                })
                .unwrap_or_default()
        };
        assert_eq!(
            of("Homes (2004) 12:4 (253-258). Date of Publication: 25 Aug 2004"),
            "Homes|2004-08-25|12|4|253-258"
        );
        assert_eq!(
            of("Homes and Work (London) (2019) 54 (83-86). Date of Publication: January 7, 2019"),
            "Homes and Work (London)|2019-01-07|54||83-86"
        );
        assert_eq!(
            of("Homes (2018) 67 Supplement 1 (A12-A13). Date of Publication: 2018"),
            "Homes|2018|67|Supplement 1|A12-A13"
        );
        assert_eq!(
            of("Homes (2021). Date of Publication: 2021"),
            "Homes|2021|||"
        );
        assert_eq!(
            of("Homes (2021) 12:1 Article Number: 44. Date of Publication: 1 Dec 2021"),
            "Homes|2021-12-01|12|1|"
        );
        assert_eq!(of("Journal of Homes"), "");
    }

    #[test]
    fn citations_of_pubmed() {
        let of = |text: &str| {
            citation(text)
                .map(|(date, place)| format!("{}|{}", words(date), &text[place]))
                .unwrap_or_default()
        };
        assert_eq!(
            of("Homes (Lond). 2020 Apr 4;6(2):44-51. doi: 10.5555/h.2020.44. eCollection 2020."),
            "2020-04-04|;6(2):44-51"
        );
        assert_eq!(of("Homes. 2021 Mar 3. doi: 10.5555/abc."), "2021-03-03|");
        assert_eq!(of("no date"), "");
    }

    #[test]
    fn other_fields_go_both_ways() {
        for (tag, value) in [("Open Access", "Gold: yes\nno\\"), ("a: b", "c"), ("x", "")] {
            let line = other_line(tag, value);
            assert!(!line.contains('\n'));
            let back = other_field(&line);
            assert_eq!(back, Some((tag.to_owned(), value.to_owned())), "{line}");
        }
    }
}
