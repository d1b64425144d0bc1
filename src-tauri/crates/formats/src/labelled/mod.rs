//! Labelled text: `【题名】…`, `[Title] …`, `题名：…`, as SinoMed, VIP, CNKI and many others
//! give it, and the mapping that all exports with named fields share.

pub(crate) mod clean;
pub(crate) mod kind;
pub(crate) mod part;
pub(crate) mod people;
mod place;
pub(crate) mod record;
mod romanised;
pub(crate) mod scan;
mod subjects;

use crate::{Diagnostic, Reading, Severity};
use diglot_text::script;
use part::Part;
use record::Entry;
use std::collections::BTreeSet;

const FORMAT: &str = "labelled";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    if is_row_of_names(text) {
        return None;
    }
    let found = scan::scan(text);
    let parts: BTreeSet<Part> = found
        .iter()
        .map(|f| f.entry.part)
        .filter(|p| !matches!(p, Part::Other | Part::Ordinal))
        .collect();
    let title = parts.contains(&Part::Title) || parts.contains(&Part::TranslatedTitle);
    let bracketed = found.iter().filter(|f| f.bracketed).count();
    let reason = format!(
        "{} labels of {} kinds with their values",
        found.len(),
        parts.len()
    );
    if bracketed >= 3 && title && parts.len() >= 3 {
        return Some((93, reason));
    }
    if bracketed >= 4 && parts.len() >= 4 {
        return Some((72, reason));
    }
    // Labels with a colon stand in prose and on pages too: most lines must be theirs. In
    // English alone they may be of some other format.
    let english = !found.iter().any(|f| script::has_han(f.entry.name));
    let lines = scan::pieces(text).len();
    let short: usize = found
        .iter()
        .filter(|f| text[f.entry.value.clone()].lines().count() <= 1)
        .count();
    if title && parts.len() >= 4 && (short * 2 >= lines || found.len() * 2 >= lines) {
        return Some((if english { 58 } else { 88 }, reason));
    }
    (title && !english && parts.len() >= 3 && found.len() * 3 >= lines * 2).then_some((75, reason))
}

/// Whether a text is the first line of a table: labels between tabs, and no values.
fn is_row_of_names(text: &str) -> bool {
    let line = text.trim();
    if line.contains(['\n', '\r']) || line.matches('\t').count() < 3 {
        return false;
    }
    let cells = line.split('\t').count();
    let labels = line.split('\t').filter(|c| part::part_of(c).is_some());
    labels.count() * 3 >= cells * 2
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    read_as(text, FORMAT)
}

/// Reads labelled text of a format of its own.
pub(crate) fn read_as(text: &str, format: &'static str) -> Reading {
    let mut reading = Reading::default();
    for entries in scan::records(scan::scan(text)) {
        push(text, format, &entries, &mut reading);
    }
    reading
}

/// Maps the values of a record and adds it, when they make one.
pub(crate) fn push<'t>(
    text: &'t str,
    format: &'static str,
    entries: &[Entry<'t>],
    reading: &mut Reading,
) {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
        return;
    };
    let start = crate::lines::range_in(text, first.name).start;
    let end = last.value.end.max(start + first.name.len());
    // Brackets before the first label are the record's.
    let open = text[..start]
        .chars()
        .next_back()
        .filter(|c| matches!(c, '【' | '[' | '［' | '{' | '〖' | '%' | '<' | '〔'))
        .map_or(0, char::len_utf8);
    let range = start - open..end;
    let record = record::record(text, range.clone(), format, entries);
    let r = &record.reference;
    let is_record = !r.texts.is_empty() || !r.contributors.is_empty() || !r.identifiers.is_empty();
    if !is_record {
        let said = entries
            .iter()
            .any(|e| !e.value.is_empty() && !matches!(e.part, Part::Other | Part::Ordinal));
        if said {
            reading.diagnostics.push(Diagnostic {
                record: None,
                span: Some(range),
                severity: Severity::Warning,
                code: "labelled-empty-record",
                message: "Labels without a title, names or an identifier were left out.".to_owned(),
            });
        }
        return;
    }
    reading.records.push(record);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_a_table_are_no_record() {
        let names = "著者\t論文名\t雑誌名\tISSN\t出版者名\t出版日付\t巻\t号\tページ\tURL\tDOI\n";
        assert_eq!(detect(names), None);
        // Labels and values in turn are one.
        let record = "题名：社区菜园\n作者：温若溪\n刊名：江州园艺\n年：2021\n卷：3\n";
        assert!(detect(record).is_some());
        assert!(!is_row_of_names(
            "题名\t社区菜园\t作者\t温若溪\t刊名\t江州园艺"
        ));
    }
}
