//! Looking ahead in a text: closing braces, beginnings of fields and of entries.

/// A text and the questions about its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks<'t> {
    text: &'t str,
}

/// Fields whose values are often written without braces.
const BARE: [&str; 12] = [
    "year",
    "month",
    "day",
    "volume",
    "number",
    "issue",
    "pages",
    "journal",
    "date",
    "booktitle",
    "publisher",
    "series",
];

/// How long a name of a field may be.
const LONGEST_NAME: usize = 64;

impl<'t> Marks<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// The next place of a byte.
    pub(super) fn find(&self, from: usize, byte: u8) -> Option<usize> {
        let found = self.text.get(from..)?.find(char::from(byte))?;
        Some(from + found)
    }

    pub(super) fn line_end(&self, from: usize) -> usize {
        let rest = &self.bytes()[from..];
        let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
        from + length.unwrap_or(rest.len())
    }

    /// The start of the last line that begins between two places.
    pub(super) fn last_line_start(&self, from: usize, to: usize) -> Option<usize> {
        let slice = &self.bytes()[from..to];
        let at = slice.iter().rposition(|b| matches!(b, b'\n' | b'\r'))?;
        Some(from + at + 1)
    }

    /// Whether the first sign of the line that starts here is a per cent sign.
    pub(super) fn is_comment_line(&self, start: usize) -> bool {
        let rest = &self.bytes()[start..];
        let first = rest.iter().find(|b| !matches!(b, b' ' | b'\t'));
        first == Some(&b'%')
    }

    pub(super) fn skip_blank(&self, from: usize) -> usize {
        self.skip_blank_within(from, usize::MAX)
    }

    pub(super) fn skip_blank_within(&self, from: usize, most: usize) -> usize {
        let rest = &self.bytes()[from.min(self.text.len())..];
        let blank = rest.iter().take(most).take_while(|b| is_blank(**b)).count();
        from.min(self.text.len()) + blank
    }

    /// Whether nothing but white space and a comma follows.
    pub(super) fn is_blank_or_comma_to_end(&self, from: usize) -> bool {
        let at = self.skip_blank(from);
        match self.bytes().get(at) {
            None => true,
            // A name may be cut off.
            Some(b',') => self.text.len() - at < LONGEST_NAME * 2,
            Some(_) => false,
        }
    }

    /// Whether `<br>` or `<br/>` stands here.
    pub(super) fn is_break(&self, at: usize) -> bool {
        let rest = &self.bytes()[at..];
        rest.get(..3)
            .is_some_and(|tag| tag.eq_ignore_ascii_case(b"<br"))
            && rest.iter().take(8).any(|b| *b == b'>')
    }

    /// Behind a `<br>`.
    pub(super) fn break_end(&self, at: usize) -> usize {
        let length = self.bytes()[at..].iter().position(|b| *b == b'>');
        at + length.map_or(1, |i| i + 1)
    }

    /// The brace that closes a group whose inside begins here.
    pub(super) fn close_of(&self, from: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (i, b) in self.bytes()[from..].iter().enumerate() {
            match b {
                b'{' => depth += 1,
                b'}' if depth == 0 => return Some(from + i),
                b'}' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The name of a field that stands here, and where its `=` is.
    fn name(&self, at: usize) -> Option<(&'t str, usize)> {
        let rest = &self.bytes()[at.min(self.text.len())..];
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let length = rest
            .iter()
            .take(LONGEST_NAME)
            .take_while(|b| {
                b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'+' | b'.')
            })
            .count();
        let equals = self.skip_blank_within(at + length, LONGEST_NAME);
        (self.bytes().get(equals) == Some(&b'=')).then(|| (&self.text[at..at + length], equals))
    }

    /// Whether a field surely begins here, behind a little white space.
    pub(super) fn begins_field(&self, at: usize) -> bool {
        let at = self.skip_blank_within(at, 80);
        let Some((name, equals)) = self.name(at) else {
            return false;
        };
        let value = self.skip_blank_within(equals + 1, LONGEST_NAME);
        match self.bytes().get(value) {
            Some(b'{' | b'"') => true,
            Some(b) if b.is_ascii_alphanumeric() => {
                BARE.iter().any(|bare| bare.eq_ignore_ascii_case(name))
            }
            _ => false,
        }
    }

    /// Whether an entry begins at an `@` in the middle of another one.
    pub(super) fn begins_entry(&self, at: usize) -> bool {
        let bytes = self.bytes();
        let before = &bytes[at.saturating_sub(200)..at];
        let indent = before
            .iter()
            .rev()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count();
        let edge = before.len().checked_sub(indent + 1).map(|i| before[i]);
        let line_start = match edge {
            None => at < 200,
            Some(b) => matches!(b, b'\n' | b'\r'),
        };
        if !(line_start || indent > 0 || edge == Some(b'}')) {
            return false;
        }
        let length = bytes[at + 1..]
            .iter()
            .take(super::LONGEST_KIND)
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        if length == 0 {
            return false;
        }
        let kind = &self.text[at + 1..=at + length];
        let open = self.skip_blank_within(at + 1 + length, 16);
        if !matches!(bytes.get(open), Some(b'{' | b'(')) {
            return false;
        }
        if ["string", "preamble", "comment"]
            .iter()
            .any(|k| kind.eq_ignore_ascii_case(k))
        {
            return line_start;
        }
        let key = self.skip_blank_within(open + 1, 80);
        let stop = bytes[key..]
            .iter()
            .take(256)
            .position(|b| matches!(b, b',' | b'=' | b'\n' | b'\r' | b'}' | b'{' | b'"'));
        let Some(stop) = stop.map(|length| key + length) else {
            return false;
        };
        match bytes[stop] {
            b',' if line_start => stop > key,
            b',' => stop > key && self.begins_field(stop + 1),
            b'\n' | b'\r' => line_start && self.begins_field(stop),
            b'=' => line_start && self.begins_field(key),
            _ => false,
        }
    }
}

pub(super) fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\n' | b'\r' | b'\t' | 0x0b | 0x0c)
}
