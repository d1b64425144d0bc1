//! The inside of an entry: key, names, values.
//!
//! Read strictly first: braces count, whatever stands between them. A brace that is
//! missing makes a value run on through the entries behind it; seeing several of them
//! begin, or the end of the text, breaks that off. The entry is then read again up to
//! where the next one begins, and in it every value ends where the next field begins.

use super::marks::{Marks, is_blank};
use super::{Entry, Field, Flaw, FlawKind, Piece, Value};
use std::ops::Range;

/// How many entries may begin inside a value: some notes quote BibTeX.
const QUOTED_ENTRIES: usize = 8;

/// An entry that does not close.
#[derive(Debug)]
pub(super) struct Broken {
    /// Where the next entry begins, if one was seen.
    pub(super) limit: Option<usize>,
    /// How far it was read.
    pub(super) at: usize,
    /// Whether more text could mend it.
    pub(super) open_end: bool,
}

pub(super) struct Body<'t> {
    marks: Marks<'t>,
    at: usize,
    close: u8,
    /// The end of what may be read; with less trust when it is given.
    end: usize,
    lenient: bool,
    /// Where the first of `crossed` entries begins inside this one.
    first_crossed: Option<usize>,
    crossed: usize,
    flaws: Vec<Flaw>,
}

impl<'t> Body<'t> {
    pub(super) fn new(marks: &Marks<'t>, open: usize, end: Option<usize>) -> Self {
        Self {
            marks: *marks,
            at: open + 1,
            close: if marks.bytes()[open] == b'{' {
                b'}'
            } else {
                b')'
            },
            end: end.unwrap_or(marks.text().len()),
            lenient: end.is_some(),
            first_crossed: None,
            crossed: 0,
            flaws: Vec::new(),
        }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn close(&self) -> u8 {
        self.close
    }

    fn peek(&self) -> Option<u8> {
        self.marks.bytes()[..self.end].get(self.at).copied()
    }

    fn blank(&mut self) {
        self.at = self.marks.skip_blank(self.at).min(self.end);
    }

    fn flaw(&mut self, kind: FlawKind, at: Range<usize>) {
        self.flaws.push(Flaw { kind, at });
    }

    fn broken(&self, at: usize) -> Broken {
        Broken {
            limit: self.first_crossed,
            at,
            open_end: at >= self.end,
        }
    }

    /// An entry that closes.
    pub(super) fn entry(mut self, start: usize, kind: &'t str) -> Result<Entry<'t>, Broken> {
        let key = self.key();
        let mut fields = Vec::with_capacity(16);
        loop {
            if let Some(field) = self.field()? {
                fields.push(field);
                continue;
            }
            if self.peek() == Some(self.close) {
                self.at += 1;
                if self
                    .marks
                    .bytes()
                    .get(self.marks.skip_blank_within(self.at, 200))
                    == Some(&b',')
                    && self.fields_follow()
                {
                    self.flaw(FlawKind::ExtraBrace, self.at - 1..self.at);
                    continue;
                }
                return Ok(self.finish(start, kind, key, fields));
            }
            // The end of the text, or the next entry.
            return Err(Broken {
                limit: (self.at < self.end).then_some(self.at),
                at: self.at,
                open_end: self.at >= self.end,
            });
        }
    }

    /// An entry that does not close, as far as its text reaches.
    pub(super) fn entry_up_to_end(mut self, start: usize, kind: &'t str) -> Entry<'t> {
        let key = self.key();
        let mut fields = Vec::new();
        loop {
            match self.field() {
                Ok(Some(field)) => fields.push(field),
                Ok(None) if self.peek() == Some(self.close) => {
                    self.at += 1;
                    if !self.fields_follow() {
                        return self.finish(start, kind, key, fields);
                    }
                }
                _ => break,
            }
        }
        let mut entry = self.finish(start, kind, key, fields);
        let text = self.marks.text()[entry.range.clone()].trim_end();
        entry.range.end = entry.range.start + text.len();
        let end = entry.range.end;
        entry.flaws.push(Flaw {
            kind: FlawKind::Unclosed,
            at: end..end,
        });
        entry
    }

    fn finish(
        &mut self,
        start: usize,
        kind: &'t str,
        key: Range<usize>,
        fields: Vec<Field<'t>>,
    ) -> Entry<'t> {
        Entry {
            kind,
            key,
            range: start..self.at,
            fields,
            flaws: std::mem::take(&mut self.flaws),
        }
    }

    fn fields_follow(&self) -> bool {
        let at = self.marks.skip_blank_within(self.at, 200);
        let at = if self.marks.bytes().get(at) == Some(&b',') {
            at + 1
        } else {
            at
        };
        at < self.end && self.marks.begins_field(at)
    }

    /// The citation key, whatever stands in it; empty when the fields begin at once.
    fn key(&mut self) -> Range<usize> {
        self.blank();
        let start = self.at;
        let bytes = &self.marks.bytes()[..self.end];
        let stop = bytes[start..]
            .iter()
            .position(|b| matches!(b, b',' | b'\n' | b'\r' | b'}') || *b == self.close)
            .map_or(self.end, |length| start + length);
        if self.marks.begins_field(start) {
            self.flaw(FlawKind::NoKey, start..start);
            return start..start;
        }
        // With parentheses around the entry a key may hold some, `10.1016/S0140(99)`.
        let stop = if self.close == b')' && bytes.get(stop) == Some(&b')') {
            let comma = bytes[start..]
                .iter()
                .position(|b| matches!(b, b',' | b'\n' | b'\r'))
                .map_or(stop, |length| start + length);
            if bytes.get(comma) == Some(&b',') {
                comma
            } else {
                stop
            }
        } else {
            stop
        };
        let end = start + self.marks.text()[start..stop].trim_end().len();
        self.at = stop;
        self.blank();
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(b) if b == self.close => {}
            _ if end > start => self.flaw(FlawKind::MissingComma, end..end),
            _ => {}
        }
        if end == start {
            self.flaw(FlawKind::NoKey, start..start);
        }
        start..end
    }

    /// The next field; `None` before the end of the entry.
    pub(super) fn field(&mut self) -> Result<Option<Field<'t>>, Broken> {
        loop {
            self.blank();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'%') => self.at = self.marks.line_end(self.at).min(self.end),
                // A line end of a web page.
                Some(b'<') if self.marks.is_break(self.at) => {
                    self.at = self.marks.break_end(self.at).min(self.end);
                }
                Some(b'@') if self.marks.begins_entry(self.at) => return Ok(None),
                Some(b) if b == self.close => return Ok(None),
                None => return Ok(None),
                Some(_) => {
                    let start = self.at;
                    if let Some(field) = self.named_value()? {
                        return Ok(Some(field));
                    }
                    self.skip_to_field();
                    if self.at == start {
                        self.at += 1;
                        while !self.marks.text().is_char_boundary(self.at) {
                            self.at += 1;
                        }
                    }
                    self.flaw(FlawKind::NoField, start..self.at);
                }
            }
        }
    }

    fn named_value(&mut self) -> Result<Option<Field<'t>>, Broken> {
        let start = self.at;
        let bytes = &self.marks.bytes()[..self.end];
        let length = bytes[start..]
            .iter()
            .position(|b| {
                is_blank(*b)
                    || matches!(
                        b,
                        b'=' | b',' | b'{' | b'}' | b'"' | b'#' | b'(' | b')' | b'%'
                    )
            })
            .unwrap_or(self.end - start);
        let equals = self.marks.skip_blank(start + length);
        if length == 0 || bytes.get(equals) != Some(&b'=') {
            return Ok(None);
        }
        let name = &self.marks.text()[start..start + length];
        self.at = equals + 1;
        let value = self.value(name)?;
        self.blank();
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(b'@' | b'%') | None => {}
            Some(b) if b == self.close => {}
            Some(_) if self.marks.begins_field(self.at) => {
                self.flaw(FlawKind::MissingComma, self.at..self.at);
            }
            Some(_) => {
                let from = self.at;
                self.skip_to_field();
                self.flaw(FlawKind::NoField, from..self.at);
            }
        }
        Ok(Some(Field { name, value }))
    }

    /// Goes on to where the next field, or the end of the entry, is.
    fn skip_to_field(&mut self) {
        let bytes = &self.marks.bytes()[..self.end];
        let mut depth = 0_usize;
        while let Some(&b) = bytes.get(self.at) {
            match b {
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                _ if b == self.close && depth == 0 => return,
                b'@' if depth == 0 && self.marks.begins_entry(self.at) => return,
                b',' | b'\n' if depth == 0 && self.marks.begins_field(self.at + 1) => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    fn value(&mut self, name: &str) -> Result<Value, Broken> {
        let first = self.piece(name)?;
        self.blank();
        if self.peek() != Some(b'#') {
            return Ok(Value::One(first));
        }
        let mut pieces = vec![first];
        while self.peek() == Some(b'#') {
            self.at += 1;
            pieces.push(self.piece(name)?);
            self.blank();
        }
        Ok(Value::Joined(pieces))
    }

    fn piece(&mut self, name: &str) -> Result<Piece, Broken> {
        self.blank();
        let start = self.at;
        match self.peek() {
            Some(b'{') => {
                self.at += 1;
                let from = self.at;
                match self.braced()? {
                    Some(end) => Ok(Piece::Text(from..end)),
                    None => Ok(Piece::Text(self.unclosed(from))),
                }
            }
            Some(b'"') => {
                self.at += 1;
                let from = self.at;
                match self.quoted()? {
                    Some(end) => Ok(Piece::Text(from..end)),
                    None => Ok(Piece::Text(self.unclosed(from))),
                }
            }
            _ => {
                let bytes = &self.marks.bytes()[..self.end];
                let stops = |b: &u8| {
                    is_blank(*b)
                        || matches!(b, b',' | b'#' | b'{' | b'}' | b'"' | b'=' | b'%')
                        || *b == self.close
                };
                let end = bytes[start..]
                    .iter()
                    .position(stops)
                    .map_or(self.end, |length| start + length);
                self.at = end;
                let next = self.marks.skip_blank(end);
                let goes_on = bytes
                    .get(next)
                    .is_some_and(|b| !matches!(b, b',' | b'#' | b'@' | b'%') && *b != self.close);
                if end == start || !goes_on || self.marks.begins_field(next) || name.is_empty() {
                    return Ok(Piece::Word(start..end));
                }
                // Words without braces: `note = in press,`
                let stop = bytes[end..]
                    .iter()
                    .position(|b| matches!(b, b',' | b'\n' | b'\r' | b'}'))
                    .map_or(self.end, |length| end + length);
                self.at = stop;
                let length = self.marks.text()[start..stop].trim_end().len();
                Ok(Piece::Text(start..start + length))
            }
        }
    }

    /// An entry begins inside a value. Whether that is too much.
    fn cross(&mut self, at: usize) -> bool {
        self.first_crossed.get_or_insert(at);
        self.crossed += 1;
        self.crossed > QUOTED_ENTRIES
    }

    /// The inside of braces up to the closing one, which is left behind; `None` when the
    /// value ends without it.
    fn braced(&mut self) -> Result<Option<usize>, Broken> {
        let bytes = &self.marks.bytes()[..self.end];
        let mut depth = 0_usize;
        let mut i = self.at;
        while let Some(&b) = bytes.get(i) {
            match b {
                b'{' => depth += 1,
                b'}' if depth == 0 => {
                    self.at = i + 1;
                    return Ok(Some(i));
                }
                b'}' => depth -= 1,
                b'@' if !self.lenient && self.marks.begins_entry(i) && self.cross(i) => {
                    return Err(self.broken(i));
                }
                b',' | b'\n' if self.lenient && self.marks.begins_field(i + 1) => {
                    self.at = i;
                    return Ok(None);
                }
                _ => {}
            }
            i += 1;
        }
        self.at = i;
        if self.lenient {
            Ok(None)
        } else {
            Err(self.broken(i))
        }
    }

    /// The inside of quotes up to the closing one. A quote closes only where a value can
    /// end: `"the "big" one"` is one value.
    fn quoted(&mut self) -> Result<Option<usize>, Broken> {
        let bytes = &self.marks.bytes()[..self.end];
        let mut depth = 0_usize;
        let mut i = self.at;
        while let Some(&b) = bytes.get(i) {
            match b {
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'}' if !self.lenient => return Err(self.broken(i)),
                b'"' if depth == 0 && bytes[i - 1] != b'\\' && self.ends_value(i + 1) => {
                    self.at = i + 1;
                    return Ok(Some(i));
                }
                b'@' if !self.lenient && self.marks.begins_entry(i) && self.cross(i) => {
                    return Err(self.broken(i));
                }
                b',' | b'\n' if self.lenient && self.marks.begins_field(i + 1) => {
                    self.at = i;
                    return Ok(None);
                }
                _ => {}
            }
            i += 1;
        }
        self.at = i;
        if self.lenient {
            Ok(None)
        } else {
            Err(self.broken(i))
        }
    }

    fn ends_value(&self, at: usize) -> bool {
        let next = self.marks.skip_blank_within(at, 400);
        match self.marks.bytes()[..self.end].get(next) {
            None | Some(b',' | b'#' | b'%' | b'@') => true,
            Some(b) => *b == self.close || self.marks.begins_field(next),
        }
    }

    /// The value from `from` to where the next field begins, without what should have
    /// closed it.
    fn unclosed(&mut self, from: usize) -> Range<usize> {
        let slice = &self.marks.text()[from..self.at];
        let mut text = slice.trim_end().trim_end_matches([',', '"']).trim_end();
        let mut stray = text
            .matches('}')
            .count()
            .saturating_sub(text.matches('{').count());
        while stray > 0 && text.ends_with('}') {
            text = text[..text.len() - 1].trim_end();
            stray -= 1;
        }
        let range = from..from + text.len();
        self.flaw(FlawKind::UnclosedValue, range.clone());
        range
    }
}
