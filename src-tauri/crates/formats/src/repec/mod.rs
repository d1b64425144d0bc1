//! A message of RePEc's service “New Economics Papers” (NEP): an overview of titles, then
//! each paper with its number, title, authors, abstract and labelled fields.

use crate::build::Builder;
use crate::lines::{Line, lines};
use crate::tagged::unwrapped;
use crate::{Reading, Record, dates};
use diglot_model::{
    Classification, ClassificationScheme, ContributorRole, DateField, ReferenceType, Sourced,
    TextField,
};
use diglot_text::names::NameOrder;
use std::ops::Range;

const FORMAT: &str = "repec-nep";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let head: String = text.lines().take(40).collect::<Vec<_>>().join("\n");
    let named = head.contains("NEP: New Economics Papers") || head.contains("nep.repec.org");
    (named && text.lines().any(|l| number(l.trim()).is_some()))
        .then(|| (94, "a message of NEP: New Economics Papers".to_owned()))
}

/// Reads the papers of a message, or of several.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let lines = lines(text);
    let starts = starts(&lines);
    for (i, &start) in starts.iter().enumerate() {
        let limit = starts.get(i + 1).copied().unwrap_or(lines.len());
        // A rule ends the last paper of a message.
        let end = lines[start..limit]
            .iter()
            .position(|l| is_rule(l.text))
            .map_or(limit, |at| start + at);
        reading.records.push(record(text, &lines[start..end]));
    }
    reading
}

/// The lines that begin papers: numbered, behind an empty line, not in the overview.
///
/// A message that was copied has lost its rules, and maybe its overview: there a paper is
/// what has a field before the next number.
fn starts(lines: &[Line<'_>]) -> Vec<usize> {
    if !lines.iter().any(|line| is_rule(line.text)) {
        let numbered = |i: &usize| lines[*i].after_blank && number(lines[*i].text).is_some();
        let all: Vec<usize> = (0..lines.len()).filter(numbered).collect();
        let end = |at: usize| all.get(at + 1).copied().unwrap_or(lines.len());
        let told = |at: usize| {
            let inside = &lines[all[at] + 1..end(at)];
            inside.iter().any(|line| label(line.text).is_some())
        };
        return (0..all.len())
            .filter(|at| told(*at))
            .map(|at| all[at])
            .collect();
    }
    let mut body = false;
    let mut out = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if is_rule(line.text) {
            let before = i.checked_sub(1).map_or("", |at| lines[at].text);
            body = !before.starts_with("In this issue");
        } else if body && number(line.text).is_some() {
            let behind_rule = i.checked_sub(1).is_some_and(|at| is_rule(lines[at].text));
            if line.after_blank || behind_rule {
                out.push(i);
            }
        }
    }
    out
}

fn is_rule(line: &str) -> bool {
    line.len() >= 20 && line.bytes().all(|b| b == b'-')
}

/// Where the title begins behind `12. `.
fn number(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix('.')?;
    let blank = rest.starts_with(char::is_whitespace);
    (digits > 0 && digits < 5 && blank).then(|| line.len() - rest.trim_start().len())
}

/// The label of a field and where its value begins.
fn label(line: &str) -> Option<(&'static str, usize)> {
    let (word, _) = line.split_once(':')?;
    let word = word.trim();
    ["Keywords", "Keyword", "JEL", "Date", "URL", "By"]
        .into_iter()
        .find(|l| l.eq_ignore_ascii_case(word))
        .map(|l| (l, line.find(':').map_or(0, |at| at + 1)))
}

fn record(text: &str, lines: &[Line<'_>]) -> Record {
    let first = lines[0].start;
    let end = lines.last().map_or(first, Line::end);
    let mut b = Builder::new(text, first..end, FORMAT);
    b.reference.kind = ReferenceType::Report;
    // Title: to the empty line or the first field.
    let part = |from: usize| {
        let behind = lines[from..]
            .iter()
            .enumerate()
            .skip(1)
            .find(|(_, l)| l.after_blank || label(l.text).is_some())
            .map_or(lines.len() - from, |(i, _)| i);
        from + behind
    };
    let mut at = part(0);
    let title = lines[0].rest(number(lines[0].text).unwrap_or(0));
    b.text_field(TextField::Title, title.start..lines[at - 1].end());
    // Authors: the block behind it, unless a field follows.
    if lines.get(at).is_some_and(|l| label(l.text).is_none()) {
        let behind = part(at);
        authors(&mut b, text, &lines[at..behind]);
        at = behind;
    }
    let mut body: Vec<Range<usize>> = Vec::new();
    while at < lines.len() {
        let behind = part(at);
        let block = &lines[at..behind];
        match label(lines[at].text) {
            Some((name, from)) => {
                // In copied messages the abstract stands under the address, which has no
                // spaces however often it is wrapped.
                let own = match name {
                    "URL" => {
                        1 + block[1..]
                            .iter()
                            .take_while(|l| !l.text.contains(' '))
                            .count()
                    }
                    _ => block.len(),
                };
                let value = lines[at].rest(from);
                field(
                    &mut b,
                    text,
                    name,
                    value.start..block[own - 1].end(),
                    &block[..own],
                );
                if let (Some(first), Some(last)) = (block.get(own), block.last()) {
                    body.push(first.start..last.end());
                }
            }
            None => body.push(block[0].start..block[block.len() - 1].end()),
        }
        at = behind;
    }
    if let (Some(from), Some(to)) = (body.first(), body.last()) {
        let paragraphs: Vec<String> = body.iter().map(|r| unwrapped(&text[r.clone()])).collect();
        let joined = paragraphs.join("\n");
        b.abstract_value(&joined, from.start..to.end);
    }
    b.finish()
}

fn field(b: &mut Builder<'_>, text: &str, name: &str, range: Range<usize>, block: &[Line<'_>]) {
    let value = diglot_text::tidy::tidy(&text[range.clone()]);
    if value.is_empty() && name != "By" {
        return;
    }
    match name {
        "Keywords" | "Keyword" => b.keywords(&[range], false),
        "JEL" => {
            let span = b.span(&range);
            for code in value.split([' ', ',', ';']).filter(|c| !c.is_empty()) {
                b.reference.classifications.push(Sourced::at(
                    Classification {
                        scheme: ClassificationScheme::Other("JEL".to_owned()),
                        code: code.to_owned(),
                        label: None,
                    },
                    span,
                ));
            }
        }
        "Date" => match dates::printed(&value) {
            // "2016- some words" names no date that can be trusted.
            Some(date) if value.len() <= 10 || date.start.is_some_and(|p| p.month.is_some()) => {
                b.date(DateField::Issued, date, range);
            }
            _ => b.unmapped("Date", &value),
        },
        "By" => {
            let mut rest: Vec<Line<'_>> = vec![Line {
                text: text[range.start..block[0].end()].trim(),
                start: range.start,
                after_blank: false,
            }];
            rest.extend(&block[1..]);
            authors(b, text, &rest);
        }
        _ => {
            // An address is wrapped without spaces.
            let joined: String = value.split(' ').collect();
            if !b.url_value(&joined, &range) {
                b.unmapped(name, &value);
            }
        }
    }
}

/// Authors, one on each line, an institution in brackets behind each.
fn authors(b: &mut Builder<'_>, text: &str, block: &[Line<'_>]) {
    let mut names: Vec<(String, Range<usize>)> = Vec::new();
    let mut open: Option<usize> = None;
    for line in block.iter().filter(|l| !l.text.is_empty()) {
        let (name, from) = match (open, line.text.find('(')) {
            (Some(_), _) => ("", None),
            (None, Some(at)) => (&line.text[..at], Some(line.start + at + 1)),
            (None, None) => (line.text, None),
        };
        for name in name.split(';').map(str::trim).filter(|n| !n.is_empty()) {
            names.push((name.to_owned(), line.range_of(name)));
        }
        open = open.or(from);
        if let Some(start) = open
            && line.text.ends_with(')')
        {
            let end = (line.end() - 1).max(start);
            if text[start..end].chars().any(char::is_alphabetic) {
                b.affiliation(start..end);
            }
            open = None;
        }
    }
    b.people_values(ContributorRole::Author, &names, NameOrder::GivenFirst);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::fixture;

    const TEXT: &str = include_str!("../../fixtures/repec-nep/message.txt");

    #[test]
    fn papers() {
        let reading = read(TEXT);
        assert_eq!(reading.records.len(), 3);
        let r = &reading.records[0].reference;
        assert_eq!(r.title(), Some("Rents and Rooms in Cities"));
        assert_eq!(r.contributors.len(), 2);
        assert_eq!(r.contributors[1].name().unwrap().family(), "Aas");
        assert_eq!(
            r.affiliations[0].text,
            "University of Oslo, Department of Homes"
        );
        assert_eq!(
            r.abstracts[0].plain(),
            "Rents rise when rooms are few. We show why."
        );
        assert_eq!(r.keywords.len(), 2);
        assert_eq!(r.classifications.len(), 2);
        assert_eq!(r.issued().unwrap().to_string(), "2005-08-31");
        let second = &reading.records[1].reference;
        assert!(second.issued().is_none());
        assert_eq!(second.unmapped[0].tag, "Date");
        assert!(second.urls[0].ends_with("wpaper:2&r=xyz"));
        let third = &reading.records[2].reference;
        assert_eq!(third.contributors.len(), 2);
        assert_eq!(third.contributors[1].name().unwrap().family(), "Aas");
        assert_eq!(third.year(), Some(2004));
    }

    #[test]
    fn a_copied_message() {
        let text = "nep.repec.org\n\n12.\tRents and Rooms\nDate:\t2005-11-07\nBy:\tIna Moe (University of Oslo)\nBo Aas (Institute of Homes)\nURL:\thttp://d.example.org/n?u=RePEc:abc:def\n:2005-17&r=all\nRents rise when\nrooms are few.\nKeywords:\trents, rooms\nJEL:\tD81 O31\n\n\n13.\tRooms and Rents\nBy:\tEva Li\nURL:\thttp://d.example.org/2\nJEL:\tD81\n";
        assert!(detect(text).is_some());
        let reading = read(text);
        assert_eq!(reading.records.len(), 2);
        let r = &reading.records[0].reference;
        assert_eq!(r.title(), Some("Rents and Rooms"));
        assert_eq!(r.contributors.len(), 2);
        assert_eq!(r.abstracts[0].plain(), "Rents rise when rooms are few.");
        assert!(r.urls[0].ends_with("def:2005-17&r=all"), "{:?}", r.urls);
        assert_eq!(r.keywords.len(), 2);
        assert_eq!(r.issued().unwrap().to_string(), "2005-11-07");
        let second = &reading.records[1].reference;
        assert!(second.abstracts.is_empty());
        assert_eq!(second.urls.len(), 1);
    }

    #[test]
    fn detection() {
        assert_eq!(detect(TEXT).map(|d| d.0), Some(94));
        assert_eq!(detect("1. A list\n2. of things"), None);
    }

    #[test]
    fn the_fixture_in_all_its_clothes() {
        fixture::references(TEXT, read);
        fixture::same_in_other_clothes(TEXT, read);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "NEP: New Economics Papers\n(-{30}\n|[0-9]{1,2}\\. |\n|Date: |By: |\\(|[a-z0-9;,) 一-丁]{0,14}\n?){0,14}\\PC{0,20}") {
            fixture::is_read(&text, read);
            detect(&text);
        }
    }
}
