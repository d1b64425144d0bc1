//! Rows and cells of a table in text, with their places.

use std::borrow::Cow;
use std::ops::Range;

/// How a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Stands between cells.
    pub(super) separator: u8,
    /// Whether quotes around a cell are not part of it. Web of Science's tables have none,
    /// and titles there begin with quotes of their own.
    pub(super) quoted: bool,
}

/// Where a cell stands, without the quotes around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) range: Range<usize>,
    /// Whether quotes within are written twice.
    pub(super) doubled: bool,
}

impl Cell {
    /// What it holds.
    pub(super) fn value<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let slice = &text[self.range.clone()];
        if self.doubled {
            Cow::Owned(slice.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(slice)
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Without its line end.
    pub(super) range: Range<usize>,
    pub(super) cells: Vec<Cell>,
    /// A cell that begins with a quote which nothing closes.
    pub(super) open_quote: Option<usize>,
    /// Behind its line end.
    pub(super) end: usize,
    /// Whether a line end was there.
    pub(super) ended: bool,
}

impl Row {
    /// Whether no cell holds anything.
    pub(super) fn is_blank(&self, text: &str) -> bool {
        self.cells
            .iter()
            .all(|c| text[c.range.clone()].trim().is_empty())
    }
}

/// The rows of a text from some place on.
pub(super) struct Rows<'t> {
    text: &'t str,
    dialect: Dialect,
    at: usize,
    /// Whether a quote was never closed. From then on only quotes that close on their line
    /// are taken for such, so that one stray quote costs no more than its row.
    strict: bool,
    /// Quotes before this place are known to close nowhere.
    literal_until: usize,
    /// Whether the cell before was one that nothing closes.
    open: bool,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str, dialect: Dialect, from: usize) -> Self {
        let mark = '\u{feff}';
        let at = if from == 0 && text.starts_with(mark) {
            mark.len_utf8()
        } else {
            from
        };
        Self {
            text,
            dialect,
            at,
            strict: false,
            literal_until: 0,
            open: false,
        }
    }

    /// A cell without quotes that begins at a place, and where it ends.
    fn plain(&self, at: usize) -> (Cell, usize) {
        let bytes = &self.text.as_bytes()[at..];
        let length = bytes
            .iter()
            .position(|b| *b == self.dialect.separator || matches!(b, b'\n' | b'\r'))
            .unwrap_or(bytes.len());
        let cell = Cell {
            range: at..at + length,
            doubled: false,
        };
        (cell, at + length)
    }

    /// A cell in quotes that begins at a place: where it ends, where what follows begins.
    fn quoted(&mut self, start: usize) -> Option<(Cell, usize)> {
        let bytes = self.text.as_bytes();
        let open = start + bytes[start..].iter().take_while(|b| **b == b' ').count();
        if !self.dialect.quoted || bytes.get(open) != Some(&b'"') || open < self.literal_until {
            return None;
        }
        let limit = if self.strict {
            line_end(bytes, open)
        } else {
            bytes.len()
        };
        let (mut doubled, mut lines) = (false, false);
        let mut at = open + 1;
        while let Some(quote) = find(bytes, b'"', at, limit) {
            lines |= bytes[at..quote].contains(&b'\n');
            if bytes.get(quote + 1) == Some(&b'"') {
                doubled = true;
                at = quote + 2;
                continue;
            }
            let spaces = bytes[quote + 1..]
                .iter()
                .take_while(|b| **b == b' ')
                .count();
            let behind = quote + 1 + spaces;
            match bytes.get(behind) {
                None | Some(b'\n' | b'\r') => {}
                Some(b) if *b == self.dialect.separator => {}
                // Where a cell of a later line seems to begin, this one was never closed.
                Some(_)
                    if matches!(bytes.get(quote.wrapping_sub(1)), Some(b) if *b == self.dialect.separator || *b == b'\n')
                        && lines =>
                {
                    self.literal_until = line_end(bytes, open);
                    self.open = true;
                    return None;
                }
                // A quote within, which the writer forgot to double.
                Some(_) => {
                    at = quote + 1;
                    continue;
                }
            }
            let range = open + 1..quote;
            return Some((Cell { range, doubled }, behind));
        }
        self.strict = true;
        self.open = true;
        self.literal_until = line_end(bytes, open);
        None
    }
}

fn find(bytes: &[u8], wanted: u8, from: usize, to: usize) -> Option<usize> {
    bytes
        .get(from..to)?
        .iter()
        .position(|b| *b == wanted)
        .map(|at| from + at)
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..]
        .iter()
        .position(|b| matches!(b, b'\n' | b'\r'))
        .map_or(bytes.len(), |at| from + at)
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if start >= bytes.len() {
            return None;
        }
        let mut cells = Vec::new();
        let mut open_quote = None;
        let mut at = start;
        loop {
            let (cell, behind) = self.quoted(at).unwrap_or_else(|| self.plain(at));
            if std::mem::take(&mut self.open) {
                open_quote = Some(at);
            }
            cells.push(cell);
            match bytes.get(behind) {
                Some(b) if *b == self.dialect.separator => at = behind + 1,
                other => {
                    let ended = other.is_some();
                    self.at = match (other, bytes.get(behind + 1)) {
                        (Some(b'\r'), Some(b'\n')) => behind + 2,
                        (Some(_), _) => behind + 1,
                        (None, _) => behind,
                    };
                    return Some(Row {
                        range: start..behind,
                        cells,
                        open_quote,
                        end: self.at,
                        ended,
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect {
        separator: b',',
        quoted: true,
    };

    fn rows(text: &str) -> Vec<Vec<String>> {
        Rows::new(text, COMMA, 0)
            .map(|r| r.cells.iter().map(|c| c.value(text).into_owned()).collect())
            .collect()
    }

    #[test]
    fn quotes_hold_separators_lines_and_quotes() {
        assert_eq!(
            rows("\u{feff}a, \"b,\n\"\"c\"\"\" ,\r\nd,,\"e\"\r\n"),
            [vec!["a", "b,\n\"c\"", ""], vec!["d", "", "e"]]
        );
        assert_eq!(rows("\"5\" nails\",b\n"), [["5\" nails", "b"]]);
        assert_eq!(rows("a\rb\r"), [["a"], ["b"]]);
        assert_eq!(rows("a,"), [["a", ""]]);
    }

    #[test]
    fn a_quote_that_nothing_closes_costs_its_row_alone() {
        let text = "\"a,b\nc,\"d\"\n\"e,f\n";
        assert_eq!(rows(text), [["\"a", "b"], ["c", "d"], ["\"e", "f"]]);
        let first = Rows::new(text, COMMA, 0).next().unwrap();
        assert_eq!(first.open_quote, Some(0));
    }
}
