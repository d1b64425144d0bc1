//! The works that a page lists beside its own.

use crate::Record;
use crate::build::Builder;
use crate::citation::{is_listed_citation, read_listed_citation};
use crate::lines::Line;
use diglot_model::{PageRelation, TextField};
use diglot_text::names::NameOrder;
use regex::Regex;
use std::sync::LazyLock;

static TOTAL: LazyLock<Regex> =
    LazyLock::new(|| crate::citation::pattern(r"^共\s*(\d+)\s*[条篇项]"));
static ENTRY: LazyLock<Regex> =
    LazyLock::new(|| crate::citation::pattern(r"^[•·▪◦●*-]?\s*[\[［【]\s*(\d{1,4})\s*[\]］】]\s*"));

/// How many works the page says it lists.
pub(super) fn total(lines: &[Line<'_>]) -> Option<u32> {
    lines
        .iter()
        .take(4)
        .find_map(|l| TOTAL.captures(l.text)?.get(1)?.as_str().parse().ok())
}

/// Reads the entries `• [41] title / authors / journal, year, volume (issue) : pages`.
pub(super) fn read(text: &str, lines: &[Line<'_>], main: usize) -> Vec<Record> {
    let starts: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| ENTRY.is_match(l.text))
        .map(|(i, _)| i)
        .collect();
    starts
        .iter()
        .enumerate()
        .map(|(n, start)| {
            let end = starts.get(n + 1).copied().unwrap_or(lines.len());
            let mut record = entry(text, &lines[*start..end]);
            record.relation = Some(PageRelation::Related);
            record.main = Some(main);
            record
        })
        .collect()
}

fn entry(text: &str, lines: &[Line<'_>]) -> Record {
    let first = &lines[0];
    let (rank, skip) = ENTRY.captures(first.text).map_or((None, 0), |c| {
        (
            c.get(1).and_then(|m| m.as_str().parse().ok()),
            c.get(0).map_or(0, |m| m.end()),
        )
    });
    // Furniture at the page's end is no part of the last entry.
    let is_end = |l: &Line<'_>| {
        crate::labels::whole_label(l.text).is_some()
            || l.text.chars().count() <= 12 && is_pager(l.text)
    };
    let body: Vec<&Line<'_>> = lines[1..].iter().take_while(|l| !is_end(l)).collect();
    let end = body.last().map_or(first.end(), |l| l.end());
    let mut builder = Builder::new(text, first.start..end, super::FORMAT);
    builder.text_field(TextField::Title, first.rest(skip).range());
    let citation = body
        .iter()
        .rposition(|l| is_listed_citation(l.text))
        .or_else(|| journal_alone(&body));
    let names = &body[..citation.unwrap_or(body.len())];
    let lines: Vec<Line<'_>> = names.iter().map(|l| **l).collect();
    crate::people::read_authors(&mut builder, &lines, NameOrder::GivenFirst);
    if let Some(at) = citation {
        read_listed_citation(&mut builder, body[at].text, body[at].start);
        for rest in &body[at + 1..] {
            if !builder.doi_in(rest.range()) {
                builder.unmapped("related", rest.text);
            }
        }
    }
    let mut record = builder.finish();
    record.listed_rank = rank;
    record
}

/// A last line that is a journal without numbers: only where the others are names with
/// commas and this one is not, or it is all in capitals.
fn journal_alone(body: &[&Line<'_>]) -> Option<usize> {
    let last = body.last()?;
    let others = &body[..body.len() - 1];
    let capitals = last.text.len() > 5
        && last.text.contains(' ')
        && !last.text.contains(',')
        && last.text.chars().all(|c| !c.is_lowercase());
    let inverted = !others.is_empty()
        && others.iter().all(|l| l.text.contains(','))
        && !last.text.contains(',')
        && last.text.split_whitespace().count() > 1;
    (capitals || inverted).then_some(body.len() - 1)
}

fn is_pager(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_ascii_digit() || matches!(c, '<' | '>' | '«' | '»' | ' ' | '←' | '→' | '…' | '.')
    }) || matches!(
        text,
        "上一页" | "下一页" | "首页" | "尾页" | "查看更多" | "更多"
    )
}
