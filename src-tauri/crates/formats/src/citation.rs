//! Lines such as `Pilot Feasibility Stud. 2020 Apr 4;6:44. doi: 10.…` and their parts.

use crate::build::Builder;
use diglot_model::{Date, DateField, DatePoint, ScalarField, Season, TextField};
use diglot_text::calendar::month_number;
use diglot_text::tidy::tidied;
use regex::Regex;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

#[expect(
    clippy::expect_used,
    reason = "the patterns are constants, and tests use each"
)]
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

static DATE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(\d{4})(?:[\s,]+([A-Za-z]{3,9})\.?(?:\s*[-–/]\s*([A-Za-z]{3,9})\.?)?(?:\s+(\d{1,2})(?:\s*[-–]\s*\d{1,2})?)?)?$",
    )
});
static DATE_NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(\d{1,2})\s*日?)?月?|年)?$")
});
static DATE_DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(?:(\d{1,2}),\s+)?(\d{4})$")
});

/// Reads a date as publications write it: `2020`, `2020 Apr 4`, `2020-04-04`, `2020/08/01`,
/// `2020年4月`, `4 April 2020`, `2019 Spring`, `2020 Jan-Feb`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches(['.', ';', ',', '/']).trim();
    if let Some(date) = plain_date(text) {
        return Some(date);
    }
    let number = |m: Option<regex::Match<'_>>| m.and_then(|m| m.as_str().parse::<u8>().ok());
    if let Some(c) = DATE_NUMBERS.captures(text) {
        let year = c[1].parse().ok()?;
        return Some(Date::point(DatePoint::from_parts(
            year,
            number(c.get(2)),
            number(c.get(3)),
        )));
    }
    if let Some(c) = DATE_WORDS.captures(text) {
        let year = c[1].parse().ok()?;
        let word = c.get(2).map_or("", |m| m.as_str());
        let month = month_number(word);
        let season = match word.to_ascii_lowercase().as_str() {
            "spring" => Some(Season::Spring),
            "summer" => Some(Season::Summer),
            "fall" | "autumn" => Some(Season::Autumn),
            "winter" => Some(Season::Winter),
            _ => None,
        };
        if !word.is_empty() && month.is_none() && season.is_none() {
            return None;
        }
        let mut start = DatePoint::from_parts(year, month, number(c.get(4)));
        start.season = season;
        let mut date = Date::point(start);
        if let Some(last) = c.get(3).and_then(|m| month_number(m.as_str())) {
            date.end = Some(DatePoint::from_parts(year, Some(last), None));
        }
        return Some(date);
    }
    let c = DATE_DAY_FIRST.captures(text)?;
    let month = month_number(&c[2])?;
    let day = number(c.get(1)).or_else(|| number(c.get(3)));
    Some(Date::point(DatePoint::from_parts(
        c[4].parse().ok()?,
        Some(month),
        day,
    )))
}

/// `2020`, `2020-04`, `2020/4/3`: what most dates look like needs no pattern.
pub(crate) fn plain_date(text: &str) -> Option<Date> {
    let mut parts = text.split(['-', '/', '.']);
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let year = parts.next().filter(|y| y.len() == 4 && digits(y))?;
    let mut small = || match parts.next() {
        Some(part) if matches!(part.len(), 1 | 2) && digits(part) => part.parse().ok().map(Some),
        Some(_) => None,
        None => Some(None),
    };
    let (month, day) = (small()?, small()?);
    parts.next().is_none().then_some(())?;
    let year = year.parse().ok()?;
    Some(Date::point(DatePoint::from_parts(year, month, day)))
}

// Journal. 2020 Apr 4;6(2):44-51.   The journal's own full stops are followed by no year.
static JOURNAL_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?P<journal>[^;]{2,160}?)[.,，。]?\s+",
        r"(?P<date>(?:1[5-9]|20)\d{2}(?:\s+[A-Z][a-z]{2,8}\.?(?:\s*[-–/]\s*[A-Z][a-z]{2,8}\.?)?(?:\s+\d{1,2}(?:\s*[-–]\s*\d{1,2})?)?|[-/]\d{1,2}(?:[-/]\d{1,2})?)?)",
        r"(?P<rest>\s*[;；:：.。].*|\s*)$",
    ))
});
static VOLUME_ISSUE_PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s*[;；]?\s*(?P<volume>[A-Za-z]{0,6}\.?\s?\d[\w./–-]{0,10}(?:\s+(?:Suppl|Pt|Spec No|Suppl\.)\.?(?:\s+\w{1,4})?)?)?",
        r"\s*(?:[(（]\s*(?P<issue>[^()（）]{1,40}?)\s*[)）])?",
        r"(?:\s*[:：]\s*(?P<pages>[A-Za-z]{0,12}\d[\w.]*(?:\s*[-–—−]\s*[A-Za-z]{0,4}\d\w*)?(?:\s*,\s*[A-Za-z]?\d+(?:\s*[-–]\s*\w+)?)*))?",
        r"(?P<tail>[\s.。;；,，].*)?$",
    ))
});

/// Whether a line can be a journal citation: a name, a year behind it, and a volume, pages
/// or a DOI.
pub(crate) fn is_journal_line(line: &str) -> bool {
    line.len() < 400
        && JOURNAL_LINE.captures(line).is_some_and(|c| {
            let journal = &c["journal"];
            let rest = &c["rest"];
            let has_place = rest.trim_start().starts_with([';', '；'])
                || rest.contains("doi")
                || rest.contains("DOI")
                || rest.contains("10.")
                || rest.to_ascii_lowercase().contains("ahead of print")
                || rest.contains("PMID");
            has_place
                && journal.split_whitespace().count() <= 14
                && journal
                    .chars()
                    .next()
                    .is_some_and(|c| c.is_uppercase() || !c.is_ascii())
        })
}

/// Reads a journal citation line into the builder; `at` is the line's place in the text.
pub(crate) fn read_journal_line(builder: &mut Builder<'_>, line: &str, at: usize) -> bool {
    let Some(c) = JOURNAL_LINE.captures(line) else {
        return false;
    };
    let shift = |m: regex::Match<'_>| at + m.start()..at + m.end();
    if let Some(journal) = c.name("journal") {
        builder.text_field(TextField::ContainerTitle, shift(journal));
    }
    if let Some(date) = c.name("date")
        && let Some(parsed) = parse_date(date.as_str())
    {
        builder.date(DateField::Issued, parsed, shift(date));
    }
    if let Some(rest) = c.name("rest") {
        let cut = rest
            .as_str()
            .to_ascii_lowercase()
            .find("doi")
            .unwrap_or(rest.len());
        read_volume_issue_pages(builder, &rest.as_str()[..cut], at + rest.start());
    }
    builder.doi_in(at..at + line.len());
    builder.labelled_identifiers_in(at..at + line.len());
    true
}

/// Reads `;6(2):44-51` and its kin.
pub(crate) fn read_volume_issue_pages(builder: &mut Builder<'_>, part: &str, at: usize) {
    let Some(c) = VOLUME_ISSUE_PAGES.captures(part) else {
        return;
    };
    let shift = |m: regex::Match<'_>| at + m.start()..at + m.end();
    if let Some(volume) = c.name("volume") {
        builder.scalar(ScalarField::Volume, shift(volume));
    }
    if let Some(issue) = c.name("issue") {
        builder.scalar(ScalarField::Issue, shift(issue));
    }
    if let Some(pages) = c.name("pages") {
        pages_value(builder, pages.as_str(), shift(pages));
    }
}

/// A page range with a plain hyphen and no spaces: `471 - 484` is `471-484`.
pub(crate) fn normalise_pages(pages: &str) -> String {
    normalised_pages(pages).into_owned()
}

/// [`normalise_pages`] that copies no plain number, as most are.
pub(crate) fn normalised_pages(pages: &str) -> Cow<'_, str> {
    if pages.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Cow::Borrowed(pages);
    }
    // Words are no range: those of a form that nobody filled in.
    let words = pages.split_whitespace().count();
    if words > 1
        && pages
            .chars()
            .all(|c| c.is_alphabetic() || c.is_whitespace())
    {
        return tidied(pages);
    }
    let mut out = String::with_capacity(pages.len());
    for c in pages.trim().trim_end_matches(['.', ',', ';']).chars() {
        match c {
            '–' | '—' | '−' | '‐' | '‑' | '－' | '~' | '～' => out.push('-'),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    let out = out.replace("--", "-").replace(',', ", ");
    // "211/219" is a range as well.
    Cow::Owned(match out.split_once('/') {
        Some((from, to))
            if [from, to]
                .iter()
                .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())) =>
        {
            format!("{from}-{to}")
        }
        _ => out,
    })
}

/// Sets the pages, as a range or as one page or article number.
pub(crate) fn pages_value(builder: &mut Builder<'_>, pages: &str, range: Range<usize>) {
    builder.scalar_value(ScalarField::Page, normalise_pages(pages), range);
}

static LISTED_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?P<journal>.+?)",
        r"(?:[,，]\s*(?P<year>(?:1[5-9]|20)\d{2}))?",
        r"(?:[,，]\s*(?P<volume>[A-Za-z]{0,5}\.?\s?\d[\w.\-–/]*(?:\s+(?:Suppl|SUPPL|PT|Pt)\.?\s*\w*)?|[A-Z]-?\d+))?",
        r"(?:\s*[,，]?\s*[(（]\s*(?P<issue>[^()（）]{1,30}?)\s*[)）])?",
        r"(?:\s*[,，]?\s*[:：]\s*(?P<pages>[\w.]+(?:\s*[-–+]\s*[\w.]*)?))?\s*[.。,，]?$",
    ))
});

/// Reads `EUROPEAN JOURNAL OF SOCIAL WORK, 2022, 25 (03) : 471 - 484`.
pub(crate) fn read_listed_citation(builder: &mut Builder<'_>, line: &str, at: usize) {
    let Some(c) = LISTED_TAIL.captures(line) else {
        return;
    };
    let shift = |m: regex::Match<'_>| at + m.start()..at + m.end();
    if let Some(journal) = c.name("journal") {
        builder.text_field(TextField::ContainerTitle, shift(journal));
    }
    if let Some(year) = c.name("year")
        && let Some(date) = parse_date(year.as_str())
    {
        builder.date(DateField::Issued, date, shift(year));
    }
    if let Some(volume) = c.name("volume") {
        builder.scalar(ScalarField::Volume, shift(volume));
    }
    if let Some(issue) = c.name("issue") {
        builder.scalar(ScalarField::Issue, shift(issue));
    }
    if let Some(pages) = c.name("pages") {
        pages_value(
            builder,
            pages.as_str().trim_end_matches(['-', '+', ' ']),
            shift(pages),
        );
    }
}

/// Whether a line ends as a citation in a list does: `…, 2018, 18` or `…, 18 (2) : 1 - 9`.
pub(crate) fn is_listed_citation(line: &str) -> bool {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"[,，]\s*(?:1[5-9]|20)\d{2}\s*(?:$|[,，:：(])",
            r"|[,，]\s*[A-Za-z]{0,5}\.?\s?\d[\w.\-–/]*\s*(?:[(（][^()（）]{1,30}[)）])?\s*(?:[:：]\s*[\w.]+\s*(?:[-–+]\s*[\w.]*)?)?\s*$",
        ))
    });
    END.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> diglot_model::Reference {
        let mut builder = Builder::new(line, 0..line.len(), "page");
        assert!(read_journal_line(&mut builder, line, 0), "{line}");
        builder.finish().reference
    }

    fn coordinates(line: &str) -> [String; 5] {
        let r = read(line);
        let s = |f| r.scalar(f).unwrap_or_default().to_owned();
        [
            r.container_title().unwrap_or_default().to_owned(),
            r.issued().map(ToString::to_string).unwrap_or_default(),
            s(ScalarField::Volume),
            s(ScalarField::Issue),
            s(ScalarField::Page),
        ]
    }

    #[test]
    fn journal_lines() {
        let expect = |line: &str, want: [&str; 5]| {
            assert!(is_journal_line(line), "{line}");
            assert_eq!(coordinates(line), want.map(str::to_owned), "{line}");
        };
        expect(
            "Pilot Feasibility Stud. 2020 Apr 4;6:44. doi: 10.1186/s40814-020-00588-z. eCollection 2020.",
            ["Pilot Feasibility Stud", "2020-04-04", "6", "", "44"],
        );
        expect(
            "J Ment Health. 2019 Jun;28(3):312-319. doi: 10.5555/x. Epub 2018 Jan 5.",
            ["J Ment Health", "2019-06", "28", "3", "312-319"],
        );
        expect(
            "PLoS One. 2014;9(2):e0123456.",
            ["PLoS One", "2014", "9", "2", "e0123456"],
        );
        expect(
            "J Work (Lond). 2011 Jan-Feb;45 Suppl 1:S12-S20.",
            [
                "J Work (Lond)",
                "2011-01/2011-02",
                "45 Suppl 1",
                "",
                "S12-S20",
            ],
        );
        expect(
            "J Occup Med. 2021 Mar 3. doi: 10.5555/abc.1. Online ahead of print.",
            ["J Occup Med", "2021-03-03", "", "", ""],
        );
    }

    #[test]
    fn sentences_are_no_journal_lines() {
        for line in [
            "Data were collected in 2020; they were analysed later.",
            "All patients who came in 2019 were included.",
        ] {
            assert!(!is_journal_line(line) || line.contains(';'), "{line}");
        }
    }

    #[test]
    fn dates() {
        let date = |text| parse_date(text).map(|d| d.to_string()).unwrap_or_default();
        for (text, want) in [
            ("2020", "2020"),
            ("2020/08/01", "2020-08-01"),
            ("2020-8", "2020-08"),
            ("2020.8.31", "2020-08-31"),
            ("2020-00-00", "2020"),
            ("2020-13-01", "2020"),
            ("2020-1-2-3", ""),
            ("202-1", ""),
            ("2020年4月", "2020-04"),
            ("2020年4月3日", "2020-04-03"),
            ("2020年", "2020"),
            ("2020 Apr 4", "2020-04-04"),
            ("4 April 2020", "2020-04-04"),
            ("April 4, 2020", "2020-04-04"),
            ("May 2021", "2021-05"),
            ("2019 Spring", "2019-21"),
            ("2020//", "2020"),
            ("soon", ""),
        ] {
            assert_eq!(date(text), want, "{text}");
        }
    }

    #[test]
    fn listed_citations() {
        let read = |line: &str| {
            let mut b = Builder::new(line, 0..line.len(), "x");
            read_listed_citation(&mut b, line, 0);
            let r = b.finish().reference;
            let s = |f| r.scalar(f).unwrap_or_default().to_owned();
            format!(
                "{}|{}|{}|{}|{}",
                r.container_title().unwrap_or_default(),
                r.issued().map(ToString::to_string).unwrap_or_default(),
                s(ScalarField::Volume),
                s(ScalarField::Issue),
                s(ScalarField::Page)
            )
        };
        assert_eq!(read("BMC PSYCHIATRY, 2018, 18"), "BMC PSYCHIATRY|2018|18||");
        assert_eq!(read("BMC Psychiatry, 18"), "BMC Psychiatry||18||");
        assert_eq!(
            read("EUROPEAN JOURNAL OF SOCIAL WORK, 2022, 25 (03) : 471 - 484"),
            "EUROPEAN JOURNAL OF SOCIAL WORK|2022|25|03|471-484"
        );
        assert_eq!(
            read("WORK, AGING AND RETIREMENT, 2019, 77 : 86 - 97"),
            "WORK, AGING AND RETIREMENT|2019|77||86-97"
        );
        assert!(is_listed_citation("BMC Psychiatry, 18"));
        assert!(!is_listed_citation("Vukadin, Miljana"));
    }
}
