//! Dates of publication and access.

use super::super::fields::Tag;
use super::Mapper;
use crate::citation::{parse_date, plain_date};
use diglot_model::{Date, DateField};
use diglot_text::tidy::tidy;
use std::ops::Range;

impl Mapper<'_, '_> {
    pub(super) fn dates(&mut self) {
        let read = |range: &Range<usize>| ris_date(&self.text[range.clone()]);
        let mut best: Option<(Date, Range<usize>)> = None;
        // Where they differ, the newer of the tags for the year is right.
        let tags: [&[&Tag]; 3] = [&[b"PY", b"YR"], &[b"DA"], &[b"Y1"]];
        for range in tags.into_iter().flat_map(|tags| self.fields.of(tags)) {
            let Some(date) = read(&range) else { continue };
            // DA is finer than PY where both name the same year.
            let finer = best.as_ref().is_none_or(|(b, _)| {
                let detail = |d: &Date| {
                    d.start.map_or(0, |p| {
                        u8::from(p.month.is_some() || p.season.is_some())
                            + u8::from(p.day.is_some())
                    })
                };
                b.start_year() == date.start_year() && detail(&date) > detail(b)
            });
            if finer {
                best = Some((date, range));
            }
        }
        if best.is_none() {
            // "in press"
            best = self
                .fields
                .first(&[b"PY", b"Y1", b"YR", b"DA"])
                .and_then(|f| {
                    let words = tidy(&self.text[f.value.clone()]);
                    let literal = words.chars().any(char::is_alphabetic).then_some(words);
                    literal.is_some().then(|| {
                        let date = Date {
                            literal,
                            ..Date::default()
                        };
                        (date, f.value.clone())
                    })
                });
        }
        if let Some((date, range)) = best {
            self.builder.date(DateField::Issued, date, range);
        }
        let accessed = self.fields.of(&[b"Y2"]).next();
        if let Some(range) = accessed
            && let Some(date) = ris_date(&self.text[range.clone()])
        {
            self.builder.date(DateField::Accessed, date, range);
        }
    }
}

/// `2020/08/01/` and its kin; parts may be empty, and words may stand behind the last slash.
fn ris_date(text: &str) -> Option<Date> {
    // A year 0 is what a program writes for none.
    slashed_date(text).filter(|date| date.start.is_none_or(|start| start.year != 0))
}

fn slashed_date(text: &str) -> Option<Date> {
    if let Some(date) = plain_date(text) {
        return Some(date);
    }
    let mut parts = text.trim().splitn(4, '/').map(str::trim);
    let year = parts.next()?;
    let [month, day, words] = [(); 3].map(|()| parts.next().unwrap_or_default());
    // "Spring", "Jan-Feb"
    if day.is_empty()
        && !words.is_empty()
        && let Some(date) = parse_date(&format!("{year} {words}"))
    {
        return Some(date);
    }
    if month.is_empty() {
        return parse_date(year);
    }
    let joined = if day.is_empty() {
        format!("{year}-{month}")
    } else {
        format!("{year}-{month}-{day}")
    };
    parse_date(&joined).or_else(|| parse_date(year))
}
