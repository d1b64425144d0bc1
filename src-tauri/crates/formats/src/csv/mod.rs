//! Tables: CSV and its kin with commas, semicolons, tabs or bars, one row a record; and
//! Embase's tables with one field in each row.
//!
//! Columns are known by their names ([`header`]); what a column of another name holds is
//! kept under that name.

mod cells;
mod header;
mod kinds;
mod map;
mod names;
mod rows;
mod write;

pub(crate) use write::Writer;

use crate::{Carry, Diagnostic, Reading, Severity};
use header::{Column, Field};
use map::Entry;
use rows::{Dialect, Row, Rows};
use std::borrow::Cow;

/// The format's name in files and in unmapped fields.
const FORMAT: &str = "csv";

/// How a table is set and what its columns hold: found once, for all parts of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    dialect: Dialect,
    columns: Vec<Column>,
    /// How many columns have a known name.
    known: usize,
    /// Where the first row behind the names begins.
    body: usize,
    /// Whether names stand in the first cell of each row, and blank rows part records.
    by_rows: bool,
    /// Whether the names are Web of Science's tags.
    wos: bool,
}

/// The separators that are tried, the commonest first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The names of the columns stand in one of so many rows at the beginning.
const NAMES_WITHIN: usize = 8;

/// How much of a text tells how it is set.
const HEAD: usize = 64 * 1024;

fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The dialects that a text may be in.
fn dialects(text: &str) -> impl Iterator<Item = Dialect> + '_ {
    let quotes = text.contains('"');
    SEPARATORS
        .into_iter()
        .filter(|s| text.as_bytes().contains(s))
        .flat_map(move |separator| {
            [true, false]
                .into_iter()
                .filter(move |quoted| *quoted || quotes)
                .map(move |quoted| Dialect { separator, quoted })
        })
}

/// The first rows of a text; a last one that is cut off does not count.
fn first_rows(text: &str, dialect: Dialect) -> Vec<Row> {
    let head = head(text);
    let mut rows: Vec<Row> = Rows::new(head, dialect, 0).take(40).collect();
    if head.len() < text.len() && rows.len() > 1 && rows.last().is_some_and(|r| !r.ended) {
        rows.pop();
    }
    rows.retain(|row| !row.is_blank(head));
    rows
}

impl Table {
    /// The table that a text is, if its columns have names that are known.
    fn find(text: &str) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for dialect in dialects(head(text)) {
            let rows = first_rows(text, dialect);
            let found = Self::by_columns(text, dialect, &rows)
                .or_else(|| Self::by_rows(text, dialect, &rows));
            if let Some((fit, table)) = found
                && best.as_ref().is_none_or(|(known, _)| fit > *known)
            {
                best = Some((fit, table));
            }
        }
        best.map(|(_, table)| table)
    }

    fn by_columns(text: &str, dialect: Dialect, rows: &[Row]) -> Option<(usize, Self)> {
        // Some exports begin with lines about themselves, such as Excel's "sep=;".
        for (at, row) in rows.iter().enumerate().take(NAMES_WITHIN) {
            let values: Vec<Cow<'_, str>> = row.cells.iter().map(|c| c.value(text)).collect();
            // A name of a column is short; an abstract is none.
            if values.len() < 2 || values.iter().any(|v| v.len() > 120) {
                continue;
            }
            let (columns, known) = header::columns(values.iter().map(AsRef::as_ref));
            let width = columns
                .iter()
                .rposition(|c| !c.name.is_empty())
                .unwrap_or(0)
                + 1;
            let named = columns.iter().filter(|c| !c.name.is_empty()).count();
            let works = columns.iter().any(|c| is_of_works(c.field));
            if known < 2 || !works || (known < 4 && known * 2 < named) {
                continue;
            }
            let following = &rows[at + 1..];
            let fitting = following
                .iter()
                .filter(|r| r.cells.len() > 1 && r.cells.len() <= width + 1)
                .count();
            if fitting * 2 < following.len() {
                continue;
            }
            let exact = following.iter().filter(|r| r.cells.len() >= width).count();
            let wos = header::is_wos(values.iter().map(AsRef::as_ref));
            // These tables have no quotes; titles begin with some of their own.
            let dialect = Dialect {
                quoted: dialect.quoted && !(wos && dialect.separator == b'\t'),
                ..dialect
            };
            let table = Self {
                dialect,
                columns,
                known,
                body: row.end,
                by_rows: false,
                wos,
            };
            // More known names first; then rows that are as long as the names.
            let fit = known * 100 + exact * 50 / following.len().max(1);
            return Some((fit, table));
        }
        None
    }

    /// Embase's `TITLE,…` / `AUTHOR NAMES,…,…`, a blank row between records.
    fn by_rows(text: &str, dialect: Dialect, rows: &[Row]) -> Option<(usize, Self)> {
        let labels: Vec<Cow<'_, str>> = rows
            .iter()
            .filter(|r| r.cells.len() > 1)
            .map(|r| r.cells[0].value(text))
            .collect();
        let mut distinct = labels.clone();
        distinct.sort();
        distinct.dedup();
        let (columns, known) = header::columns(distinct.iter().map(AsRef::as_ref));
        let title = columns.iter().any(|c| is_of_works(c.field));
        let fits = rows.len() >= 3
            && labels.len() * 5 >= rows.len() * 4
            && known >= 3
            && known * 2 > distinct.len()
            && title
            && labels.iter().all(|l| l.len() < 80);
        fits.then_some((
            known * 100,
            Self {
                dialect,
                columns: Vec::new(),
                known,
                body: 0,
                by_rows: true,
                wos: false,
            },
        ))
    }
}

/// Whether a column speaks of works, as titles and DOIs do, and not of any other things.
fn is_of_works(field: Field) -> bool {
    use diglot_model::TextField::{ContainerTitle, Title};
    matches!(
        field,
        Field::Text(Title | ContainerTitle)
            | Field::Doi
            | Field::Pmid
            | Field::Abstract
            | Field::Authors
            | Field::OtherTitle
    )
}

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let text = text.trim_start_matches('\u{feff}');
    // Markup and JSON hold commas too.
    if text.trim_start().starts_with(['<', '{', '[', '@', '%']) {
        return None;
    }
    let table = Table::find(text)?;
    let rows = Rows::new(text, table.dialect, table.body)
        .take(2)
        .filter(|r| !r.is_blank(text))
        .count();
    let score = match table.known {
        _ if rows == 0 => 45,
        2 => 70,
        3 => 82,
        4 | 5 => 90,
        _ => 95,
    };
    let between = match table.dialect.separator {
        b',' => "commas",
        b'\t' => "tabs",
        b';' => "semicolons",
        _ => "bars",
    };
    let what = if table.by_rows { "rows" } else { "columns" };
    Some((
        score,
        format!("a table with {between}, {} known {what}", table.known),
    ))
}

/// Reads a text, or its next part; the names of the columns come with the first.
pub(crate) fn read(text: &str, carry: &mut Carry) -> Reading {
    let mut reading = Reading::default();
    let (table, from) = if let Some(table) = carry.csv.take() {
        (table, 0)
    } else if let Some(table) = Table::find(text) {
        let from = table.body;
        (table, from)
    } else {
        reading.diagnostics.push(Diagnostic {
            record: None,
            span: None,
            severity: Severity::Error,
            code: "csv-no-names",
            message: "No row names columns such as Title, Authors, Year or DOI. Name them in the first row and import the table again.".to_owned(),
        });
        return reading;
    };
    if table.by_rows {
        read_by_rows(text, &table, &mut reading);
    } else {
        for row in Rows::new(text, table.dialect, from) {
            read_row(text, &table, &row, &mut reading);
        }
    }
    carry.csv = Some(table);
    reading
}

fn read_row(text: &str, table: &Table, row: &Row, reading: &mut Reading) {
    if row.is_blank(text) || is_names_again(text, table, row) {
        return;
    }
    open_quote(text, row, reading);
    let mut record = if table.wos {
        let Some(record) = wos_record(text, table, row) else {
            return;
        };
        record
    } else {
        let mut entries: Vec<Entry<'_>> = Vec::with_capacity(row.cells.len());
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            entries.extend(entry(text, cell, column));
        }
        map::record(text, row.range.clone(), &entries)
    };
    let further = row.cells.iter().skip(table.columns.len());
    let mut left = 0;
    for (number, cell) in further.enumerate() {
        let value = cell.value(text);
        if !value.trim().is_empty() {
            left += 1;
            record.reference.unmapped.push(diglot_model::UnmappedField {
                format: FORMAT.to_owned(),
                tag: format!("column {}", table.columns.len() + number + 1),
                value: value.into_owned(),
                source: 0,
            });
        }
    }
    if left > 0 {
        reading.diagnostics.push(Diagnostic {
            record: Some(reading.records.len()),
            span: Some(row.range.clone()),
            severity: Severity::Warning,
            code: "csv-long-row",
            message: format!(
                "The row has {} cells where the table has {} columns; check whether a separator stands inside a value. The further values were kept beside the record.",
                row.cells.len(),
                table.columns.len()
            ),
        });
    }
    reading.records.push(record);
}

/// A row under Web of Science's tags is read as its tagged records are.
fn wos_record(text: &str, table: &Table, row: &Row) -> Option<crate::Record> {
    let fields: Vec<(&str, std::ops::Range<usize>)> = row
        .cells
        .iter()
        .zip(&table.columns)
        .map(|(cell, column)| (column.name.as_str(), wos_value(text, cell)))
        .collect();
    crate::wos::record(text, row.range.clone(), &fields)
}

/// A cell without white space around it, and without the quotes that Excel adds when it
/// saves such a table again.
fn wos_value(text: &str, cell: &rows::Cell) -> std::ops::Range<usize> {
    let slice = &text[cell.range.clone()];
    let value = slice.trim();
    let inner = value
        .strip_prefix('"')
        .and_then(|v| v.strip_suffix('"'))
        .filter(|v| v.contains([',', ';']) && !v.contains('"'))
        .unwrap_or(value);
    let at = crate::lines::range_in(slice, inner);
    cell.range.start + at.start..cell.range.start + at.end
}

fn entry<'t>(text: &str, cell: &rows::Cell, column: &'t Column) -> Option<Entry<'t>> {
    let slice = &text[cell.range.clone()];
    let start = cell.range.start + (slice.len() - slice.trim_start().len());
    let end = (cell.range.start + slice.trim_end().len()).max(start);
    if start == end {
        return None;
    }
    let trimmed = rows::Cell {
        range: start..end,
        doubled: cell.doubled,
    };
    let value = trimmed.value(text);
    let crlf = value.contains('\r');
    Some(Entry {
        column,
        exact: !cell.doubled && !crlf,
        value: if crlf {
            value.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            value.into_owned()
        },
        range: start..end,
    })
}

/// Joined tables repeat their names.
fn is_names_again(text: &str, table: &Table, row: &Row) -> bool {
    row.cells.len() == table.columns.len()
        && row
            .cells
            .iter()
            .zip(&table.columns)
            .all(|(cell, column)| cell.value(text).trim() == column.name)
}

fn open_quote(text: &str, row: &Row, reading: &mut Reading) {
    if let Some(at) = row.open_quote {
        let line = text[..at].matches('\n').count() + 1;
        reading.diagnostics.push(Diagnostic {
            record: Some(reading.records.len()),
            span: Some(at..row.range.end),
            severity: Severity::Warning,
            code: "csv-open-quote",
            message: format!(
                "The quote at the beginning of a value in line {line} is never closed; it was taken as a part of the value."
            ),
        });
    }
}

/// Records whose fields stand in rows of their own.
fn read_by_rows(text: &str, table: &Table, reading: &mut Reading) {
    let mut open: Vec<Row> = Vec::new();
    let label = |row: &Row| row.cells[0].value(text).trim().to_owned();
    for row in Rows::new(text, table.dialect, 0) {
        open_quote(text, &row, reading);
        let blank = row.is_blank(text);
        // Without a blank row, a second title begins a record.
        let again = !blank
            && open.first().is_some_and(|first| {
                label(first) == label(&row)
                    && header::columns(std::iter::once(label(&row).as_str())).1 > 0
            });
        if blank || again {
            close(text, &mut open, reading);
        }
        if !blank && row.cells.len() > 1 {
            open.push(row);
        }
    }
    close(text, &mut open, reading);
}

fn close(text: &str, open: &mut Vec<Row>, reading: &mut Reading) {
    let rows = std::mem::take(open);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return;
    };
    let range = first.range.start..last.range.end;
    let labels: Vec<Cow<'_, str>> = rows.iter().map(|r| r.cells[0].value(text)).collect();
    let (columns, _) = header::columns(labels.iter().map(AsRef::as_ref));
    let entries: Vec<Entry<'_>> = rows
        .iter()
        .zip(&columns)
        .flat_map(|(row, column)| {
            row.cells[1..]
                .iter()
                .filter_map(move |cell| entry(text, cell, column))
        })
        .collect();
    if !entries.is_empty() {
        reading.records.push(map::record(text, range, &entries));
    }
}

/// Where a text can be cut between two rows; see [`crate::cut`].
///
/// A later part has no names that would tell how it is set; so quotes count as such
/// wherever one of the separators stands beside them. And no part is smaller than what the
/// names are looked for in.
pub(crate) fn cut(text: &str) -> Option<usize> {
    if let Some(dialect) = by_rows(text) {
        return Rows::new(text, dialect, 0)
            .filter(|row| row.ended && row.is_blank(text))
            .map(|row| row.end)
            .last();
    }
    let bytes = text.as_bytes();
    if lines_are_rows(head(text)) {
        let rows = text.lines().filter(|line| !line.trim().is_empty());
        return (rows.take(NAMES_WITHIN).count() == NAMES_WITHIN)
            .then(|| memchr::memrchr(b'\n', bytes).map(|at| at + 1))
            .flatten();
    }
    let edge = |b: Option<&u8>| b.is_none_or(|b| SEPARATORS.contains(b) || b"\r\n".contains(b));
    let (mut inside, mut end, mut at, mut rows) = (false, 0, 0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if !inside => inside = edge(at.checked_sub(1).map(|b| &bytes[b])),
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 1,
            // At the very end it may be the first of two.
            b'"' => inside = at + 1 == bytes.len() || !edge(bytes.get(at + 1)),
            // Behind an old line end a line feed may follow in what comes.
            b'\n' | b'\r'
                if !inside
                    && (*byte == b'\n' || bytes.get(at + 1).is_some_and(|b| *b != b'\n')) =>
            {
                rows += usize::from(!text[end..at].trim().is_empty());
                end = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    (rows >= NAMES_WITHIN).then_some(end)
}

/// The dialect of a table whose fields stand in rows of their own.
fn by_rows(text: &str) -> Option<Dialect> {
    let mut end = text.len().min(8 * 1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    dialects(text).find(|dialect| {
        let rows = first_rows(text, *dialect);
        Table::by_columns(text, *dialect, &rows).is_none()
            && Table::by_rows(text, *dialect, &rows).is_some()
    })
}

/// Whether lines have the same number of tabs, so that none goes on within quotes.
fn lines_are_rows(text: &str) -> bool {
    let mut tabs: Vec<usize> = text
        .split_inclusive('\n')
        .filter(|line| line.ends_with('\n'))
        .take(60)
        .map(|line| line.matches('\t').count())
        .collect();
    tabs.sort_unstable();
    let middle = tabs.get(tabs.len() / 2).copied().unwrap_or(0);
    // A tab behind the last value is there or not.
    let near = tabs.iter().filter(|t| t.abs_diff(middle) < 2).count();
    middle > 2 && near * 10 >= tabs.len() * 9
}
