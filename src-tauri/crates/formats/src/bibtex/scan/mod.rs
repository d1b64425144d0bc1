//! The outer form of a BibTeX text: entries with their fields and the places of values.
//!
//! Knows braces, quotes and commas, and nothing of what fields mean. Entries that do not
//! close are read again with less trust, see [`body`]; whatever the text is, the time is
//! linear in its length.

mod body;
mod marks;

use marks::Marks;
use std::ops::Range;

/// Something between the top of the text and its end.
#[derive(Debug)]
pub(super) enum Item<'t> {
    /// `@article{key, …}`
    Entry(Entry<'t>),
    /// `@string{name = …}`
    Macro(&'t str, Value),
    /// `@comment{…}` and `@preamble{…}`.
    Other,
}

/// An entry as it is set.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    /// The word behind the `@`, as written.
    pub(super) kind: &'t str,
    /// The citation key; empty when there is none.
    pub(super) key: Range<usize>,
    /// From the `@` to behind the closing brace.
    pub(super) range: Range<usize>,
    /// The fields in their order.
    pub(super) fields: Vec<Field<'t>>,
    /// What had to be repaired.
    pub(super) flaws: Vec<Flaw>,
}

/// A field as it is set.
#[derive(Debug)]
pub(super) struct Field<'t> {
    /// Its name as written.
    pub(super) name: &'t str,
    /// Its value.
    pub(super) value: Value,
}

/// The right side of a `=`.
#[derive(Debug)]
pub(super) enum Value {
    /// One piece.
    One(Piece),
    /// Pieces joined by `#`.
    Joined(Vec<Piece>),
}

/// A piece of a value.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// What stands between braces or quotes.
    Text(Range<usize>),
    /// A number or the name of a macro.
    Word(Range<usize>),
}

impl Piece {
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Text(range) | Self::Word(range) => range.clone(),
        }
    }
}

impl Value {
    /// From its first piece to its last.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::One(piece) => piece.range(),
            Self::Joined(pieces) => {
                let start = pieces.first().map_or(0, |p| p.range().start);
                start..pieces.last().map_or(start, |p| p.range().end)
            }
        }
    }
}

/// Something wrong with an entry, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) kind: FlawKind,
    pub(super) at: Range<usize>,
}

/// What can be wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FlawKind {
    /// It does not close; it was read up to the next one.
    Unclosed,
    /// A value does not close; it was read up to the next field.
    UnclosedValue,
    /// A brace closes the entry, but fields follow.
    ExtraBrace,
    /// No comma between two fields.
    MissingComma,
    /// Text that is no field.
    NoField,
    /// No citation key.
    NoKey,
}

/// Goes through a text item by item.
pub(super) struct Scanner<'t> {
    marks: Marks<'t>,
    at: usize,
    /// The line of `at` begins with a per cent sign.
    comment_line: bool,
    /// Bytes that were looked at in vain; see [`Scanner::comment`].
    wasted: usize,
    /// Whether the last item could read differently if the text went on.
    open_end: bool,
}

/// How long the word behind an `@` may be.
const LONGEST_KIND: usize = 40;

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut scanner = Self {
            marks: Marks::new(text),
            at: 0,
            comment_line: false,
            wasted: 0,
            open_end: false,
        };
        scanner.comment_line = scanner.marks.is_comment_line(0);
        scanner
    }

    /// Where the next item is looked for: behind the last one.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Whether the last item could read differently if the text went on.
    pub(super) fn open_end(&self) -> bool {
        self.open_end
    }

    /// The next `@`, unless it stands in a line that a per cent sign begins.
    fn next_at(&mut self) -> Option<usize> {
        loop {
            let at = self.marks.find(self.at, b'@')?;
            if let Some(line) = self.marks.last_line_start(self.at, at) {
                self.comment_line = self.marks.is_comment_line(line);
            }
            if !self.comment_line {
                return Some(at);
            }
            self.at = at + 1;
        }
    }

    /// The kind of the item at an `@` and the place of its opening brace.
    fn head(&self, at: usize) -> Option<(&'t str, usize)> {
        let bytes = self.marks.bytes();
        // name@example.org
        if at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'\\') {
            return None;
        }
        let start = self.marks.skip_blank_within(at + 1, 80);
        let length = bytes[start..]
            .iter()
            .take(LONGEST_KIND)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            .count();
        let end = start + length;
        let kind = &self.marks.text()[start..end];
        if !kind.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let open = self.marks.skip_blank_within(end, 80);
        matches!(bytes.get(open), Some(b'{' | b'(')).then_some((kind, open))
    }

    /// A comment ends where its brace closes. One that never closes ends with its line;
    /// looking for the end of many such may not cost more than a second look at the text.
    fn comment(&mut self, open: usize) {
        let text = self.marks.text();
        if self.marks.bytes()[open] == b'{' && self.wasted <= text.len() {
            if let Some(close) = self.marks.close_of(open + 1) {
                self.at = close + 1;
                return;
            }
            self.open_end = true;
            self.wasted += text.len() - open;
        }
        self.at = self.marks.line_end(open);
    }

    fn macro_at(&mut self, open: usize) -> Option<Item<'t>> {
        if self.wasted > self.marks.text().len() {
            self.at = open + 1;
            return None;
        }
        let mut body = body::Body::new(&self.marks, open, None);
        let field = body.field();
        if let Err(broken) = &field {
            self.wasted += broken.at - open;
        }
        let end = body.position();
        self.open_end |= end >= self.marks.text().len();
        self.at = if self.marks.bytes().get(end) == Some(&body.close()) {
            end + 1
        } else {
            end.max(open + 1)
        };
        field.ok()?.map(|f| Item::Macro(f.name, f.value))
    }

    /// Where the next entry surely begins.
    fn next_entry(&self, mut from: usize) -> Option<usize> {
        loop {
            let at = self.marks.find(from, b'@')?;
            if self.marks.begins_entry(at) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    fn entry_at(&mut self, at: usize, kind: &'t str, open: usize) -> Item<'t> {
        let strict = body::Body::new(&self.marks, open, None).entry(at, kind);
        let entry = match strict {
            Ok(entry) => entry,
            Err(broken) => {
                let limit = broken.limit.or_else(|| self.next_entry(broken.at));
                self.open_end |= broken.open_end || limit.is_none();
                let end = limit.unwrap_or(self.marks.text().len());
                body::Body::new(&self.marks, open, Some(end)).entry_up_to_end(at, kind)
            }
        };
        self.at = entry.range.end.max(open + 1);
        // What follows may still belong to it: `}, year = 2020`.
        self.open_end |= self.marks.is_blank_or_comma_to_end(self.at);
        Item::Entry(entry)
    }
}

impl<'t> Iterator for Scanner<'t> {
    type Item = Item<'t>;

    fn next(&mut self) -> Option<Item<'t>> {
        loop {
            self.open_end = false;
            let at = self.next_at()?;
            let Some((kind, open)) = self.head(at) else {
                self.at = at + 1;
                continue;
            };
            if kind.eq_ignore_ascii_case("comment") {
                self.comment(open);
                return Some(Item::Other);
            }
            if kind.eq_ignore_ascii_case("preamble") {
                self.comment(open);
                return Some(Item::Other);
            }
            if kind.eq_ignore_ascii_case("string") {
                if let Some(item) = self.macro_at(open) {
                    return Some(item);
                }
                return Some(Item::Other);
            }
            return Some(self.entry_at(at, kind, open));
        }
    }
}

#[cfg(test)]
mod tests;
