//! The host of an article or chapter (773) and the place in it.

use super::fields::Field;
use crate::build::Builder;
use crate::catalogue;
use crate::citation::{normalise_pages, pattern};
use crate::dates;
use diglot_model::{DateField, ReferenceType as Kind, ScalarField, TextField};
use regex::Regex;
use std::sync::LazyLock;

static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:pages?|pp?|seiten?|s|str|sider?|páginas?)\b\s*[.:]?|页码?|頁)\s*[:：]?\s*([A-Za-z]{0,3}\d+(?:\s*[-–]\s*[A-Za-z]{0,3}\d+)?(?:\s*[,+]\s*\d+(?:\s*[-–]\s*\d+)?)*)",
    )
});
static BARE_PAGES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s,;:])(\d{1,6}\s*[-–]\s*\d{1,6})(?:$|[\s,;.])"));
static VOLUME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:volume|vol|bd|band|jg|jahrgang|tome|tom|v|år|årg)\b\s*[.:]?|卷\s*[:：])\s*(\d+\w*)|第?\s*(\d+)\s*卷",
    )
});
static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:number|issue|no|nr|heft|h|n|num|iss)\b\s*[.:°º]?|期\s*[:：])\s*(\d+(?:\s*[/-]\s*\d+)?)|第?\s*(\d+)\s*期",
    )
});
static COLON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(\d+)\s*(?:\(((?:1[5-9]|20)\d{2})\))?\s*[:,]\s*(\d+)\b"));
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:year:|\()?\s*((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:1[5-9]|20)\d{2}|(?:1[5-9]|20)\d{2})\)?",
    )
});

/// What `$7` and the numbers of the host say about the kind of the work.
pub(super) fn kind(field: &Field, level: Option<char>) -> Option<Kind> {
    let control = field.get('7');
    let locator: String = field.all("g").collect::<Vec<_>>().join("; ");
    let issue = ISSUE.is_match(&locator) || COLON.is_match(&locator);
    match (control.chars().nth(2), control.chars().nth(3)) {
        _ if control.starts_with("m2") => return Some(Kind::PaperConference),
        (_, Some('m')) => return Some(Kind::Chapter),
        (_, Some('s')) => return Some(Kind::ArticleJournal),
        _ => {}
    }
    if !field.get('z').is_empty() {
        Some(Kind::Chapter)
    } else if !field.get('x').is_empty() || level == Some('b') || issue {
        Some(Kind::ArticleJournal)
    } else if level == Some('a') {
        Some(Kind::Chapter)
    } else if !field.get('t').is_empty() {
        Some(Kind::ArticleJournal)
    } else {
        None
    }
}

/// Reads the title, numbers and place of a host.
pub(super) fn read(b: &mut Builder<'_>, field: &Field) {
    for subfield in &field.subfields {
        let range = subfield.range.clone();
        let value = &subfield.value;
        match subfield.code {
            't' => {
                let title = value.split(" / ").next().unwrap_or(value);
                b.text_value(TextField::ContainerTitle, catalogue::part(title), range);
            }
            'p' => b.text_value(
                TextField::ContainerTitleShort,
                catalogue::part(value),
                range,
            ),
            's' if field.get('t').is_empty() => {
                b.text_value(TextField::ContainerTitle, catalogue::part(value), range);
            }
            'x' | 'z' => {
                b.serial_values(value, &range);
            }
            'b' => b.scalar_value(ScalarField::Edition, value.clone(), range),
            'd' => imprint(b, value, range),
            'g' => locator(b, value, range),
            'q' => enumeration(b, value, range),
            _ => {}
        }
    }
    // An abbreviation alone is the title that there is.
    if b.reference.texts(TextField::ContainerTitle).is_empty()
        && let Some(values) = b.reference.texts.remove(&TextField::ContainerTitleShort)
    {
        b.reference.texts.insert(TextField::ContainerTitle, values);
    }
}

/// `Oslo : Light Press, 1992`
fn imprint(b: &mut Builder<'_>, value: &str, range: std::ops::Range<usize>) {
    let date = dates::year_in(value);
    let words = match (&date, value.rsplit_once(',')) {
        (Some(_), Some((before, year))) if dates::year_in(year).is_some() => before,
        _ => value,
    };
    let (place, publisher) = catalogue::imprint(words);
    let (place, publisher) = if place.is_empty() {
        (publisher, String::new())
    } else {
        (place, publisher)
    };
    if !place.chars().any(|c| c.is_ascii_digit()) {
        b.text_value(TextField::PublisherPlace, place, range.clone());
        b.text_value(TextField::Publisher, publisher, range.clone());
    }
    if let Some(date) = date {
        b.date(DateField::Issued, date, range);
    }
}

/// `Vol. 24, no. 9 (Sept. 1993), p. 235-248`, `volume:24`, `Seite 447-473`
fn locator(b: &mut Builder<'_>, value: &str, range: std::ops::Range<usize>) {
    let group = |c: &regex::Captures<'_>| {
        let found = c.get(1).or_else(|| c.get(2));
        found
            .map(|m| m.as_str().replace(' ', ""))
            .unwrap_or_default()
    };
    let mut rest = value.to_owned();
    let mut take = |pattern: &Regex| {
        let found = pattern.captures(&rest)?;
        let text = group(&found);
        let whole = found.get(0)?.range();
        rest.replace_range(whole, " ");
        Some(text)
    };
    let pages = take(&PAGES);
    let volume = take(&VOLUME);
    let issue = take(&ISSUE);
    if let Some(pages) = pages.or_else(|| take(&BARE_PAGES)) {
        b.scalar_value(ScalarField::Page, normalise_pages(&pages), range.clone());
    }
    if let Some(volume) = volume {
        b.scalar_value(ScalarField::Volume, volume, range.clone());
    }
    if let Some(issue) = issue {
        b.scalar_value(ScalarField::Issue, issue, range.clone());
    }
    if let Some(c) = COLON.captures(&rest) {
        b.scalar_value(ScalarField::Volume, c[1].to_owned(), range.clone());
        b.scalar_value(ScalarField::Issue, c[3].to_owned(), range.clone());
    }
    if let Some(c) = DATED.captures(&rest)
        && let Some(date) = dates::printed(&c[1])
    {
        b.finer_date(date, range);
    }
}

/// `24:9<235`
fn enumeration(b: &mut Builder<'_>, value: &str, range: std::ops::Range<usize>) {
    let (numbers, page) = value.split_once('<').unwrap_or((value, ""));
    let mut parts = numbers.split(':').map(str::to_owned);
    for field in [ScalarField::Volume, ScalarField::Issue] {
        b.scalar_value(field, parts.next().unwrap_or_default(), range.clone());
    }
    b.scalar_value(ScalarField::Page, page.to_owned(), range);
}
