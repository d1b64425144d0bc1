//! From TeX to plain text: accents, symbols, mathematics, commands and braces.
//!
//! Formatting is dropped (`\emph{a}` is `a`), as the model keeps no markup; superscripts
//! and subscripts become the characters that Unicode has for them. One pass with a stack
//! of its own, so that neither depth nor length of a value matters.

mod argument;
mod symbols;
mod verbatim;

pub(super) use verbatim::verbatim;

use argument::Act;
use std::borrow::Cow;

/// The text of a value on one line.
pub(super) fn line(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim_matches(|c: char| c.is_ascii_whitespace());
    if is_plain(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(Decoder::new(trimmed, false).decode())
}

/// The text of a value whose empty lines separate paragraphs: each becomes one line.
pub(super) fn paragraphs(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim_matches(|c: char| c.is_ascii_whitespace());
    if is_plain(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(Decoder::new(trimmed, true).decode())
}

/// What a byte can begin that is no plain text.
static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 0x20 {
        table[i] = true;
        i += 1;
    }
    let others = b" \\{}$~`'-^_&<\x7f";
    i = 0;
    while i < others.len() {
        table[others[i] as usize] = true;
        i += 1;
    }
    // Where invisible characters and wide spaces begin.
    table[0xc2] = true;
    table[0xe2] = true;
    table[0xe3] = true;
    table[0xef] = true;
    table
};

/// Whether a text means itself.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        if SPECIAL[b as usize] {
            let next = bytes.get(i + 1).copied();
            let plain = match b {
                b' ' | b'-' | b'\'' => next != Some(b),
                b'^' | b'_' => true,
                b'&' => !next.is_some_and(|n| n == b'#' || n.is_ascii_alphabetic()),
                b'<' => !next.is_some_and(|n| n == b'/' || n.is_ascii_alphabetic()),
                // « » and the like; U+0080 to U+00A0 are control signs and a wide space.
                0xc2 => next.is_some_and(|n| n > 0xa0),
                // Quotes and dashes; not spaces or marks of direction.
                0xe2 => {
                    next != Some(0x80) && next != Some(0x81)
                        || next == Some(0x80)
                            && bytes.get(i + 2).is_some_and(|n| (0x90..=0xa7).contains(n))
                }
                0xe3 => next != Some(0x80) || bytes.get(i + 2) != Some(&0x80),
                0xef => next != Some(0xbb),
                _ => false,
            };
            if !plain {
                return false;
            }
        }
        i += 1;
    }
    true
}

/// A group that is open.
struct Group {
    /// What is done with its text, the last first.
    acts: Vec<Act>,
    /// Where its text begins.
    start: usize,
    /// Whether it stands in mathematics.
    math: bool,
}

struct Decoder<'r> {
    raw: &'r str,
    at: usize,
    out: String,
    groups: Vec<Group>,
    /// What waits for the next sign or group.
    pending: Vec<Act>,
    math: bool,
    paragraphs: bool,
    /// A search for a closing brace failed: there is no other that would succeed.
    unbalanced: bool,
    /// The dollar signs that close the formula, and how many they are.
    closing_dollar: Option<(usize, usize)>,
}

impl<'r> Decoder<'r> {
    fn new(raw: &'r str, paragraphs: bool) -> Self {
        Self {
            raw,
            at: 0,
            out: String::with_capacity(raw.len()),
            groups: Vec::new(),
            pending: Vec::new(),
            math: false,
            paragraphs,
            unbalanced: false,
            closing_dollar: None,
        }
    }

    fn decode(mut self) -> String {
        let bytes = self.raw.as_bytes();
        while self.at < bytes.len() {
            let start = self.at;
            if self.pending.is_empty() {
                while self.at < bytes.len() && !SPECIAL[bytes[self.at] as usize] {
                    self.at += 1;
                }
                self.out.push_str(&self.raw[start..self.at]);
                if self.at == bytes.len() {
                    break;
                }
            }
            self.sign(bytes[self.at]);
        }
        while self.out.ends_with([' ', '\n']) {
            self.out.pop();
        }
        if self.out.starts_with([' ', '\n']) {
            self.out = self.out.trim_start_matches([' ', '\n']).to_owned();
        }
        if self.out.contains(['&', '<'])
            && let Cow::Owned(stripped) = diglot_text::normalise::strip_markup(&self.out)
        {
            return stripped.trim_matches(' ').to_owned();
        }
        self.out
    }

    fn next_is(&self, ahead: usize, b: u8) -> bool {
        self.raw.as_bytes().get(self.at + ahead) == Some(&b)
    }

    /// One sign that may mean something.
    fn sign(&mut self, b: u8) {
        match b {
            b'\\' => self.command(),
            b'{' => self.open(),
            b'}' => self.close(),
            b'$' => self.dollar(),
            b'^' if self.math => self.script(Act::Super),
            b'_' if self.math => self.script(Act::Sub),
            b'~' => {
                self.at += 1;
                self.space();
            }
            b'`' if self.next_is(1, b'`') => self.written(2, "“"),
            b'`' => self.written(1, "‘"),
            b'\'' if self.next_is(1, b'\'') && !self.math => self.written(2, "”"),
            b'\'' if self.math => self.written(1, "′"),
            b'-' if self.next_is(1, b'-') && self.next_is(2, b'-') => self.written(3, "—"),
            b'-' if self.next_is(1, b'-') => self.written(2, "–"),
            b' ' | b'\n' | b'\r' | b'\t' | 0x0b | 0x0c => self.blank(),
            _ => {
                let Some(c) = self.raw[self.at..].chars().next() else {
                    return;
                };
                self.at += c.len_utf8();
                self.character(c);
            }
        }
    }

    fn written(&mut self, length: usize, text: &str) {
        self.at += length;
        self.symbol(text);
    }

    fn character(&mut self, c: char) {
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            self.space();
        } else if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            // As in `tidy`: nothing of it can be shown.
        } else {
            let mut buffer = [0; 4];
            self.symbol(c.encode_utf8(&mut buffer));
        }
    }

    /// Puts text out; what waits for an argument takes it.
    fn symbol(&mut self, text: &str) {
        let start = self.out.len();
        self.out.push_str(text);
        self.apply_pending(start);
    }

    fn apply_pending(&mut self, start: usize) {
        while let Some(act) = self.pending.pop() {
            if !act.wants_group() {
                act.apply(&mut self.out, start);
            }
        }
    }

    fn space(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
    }

    fn line_break(&mut self) {
        if !self.paragraphs {
            return self.space();
        }
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// White space; an empty line in it ends a paragraph.
    fn blank(&mut self) {
        let rest = &self.raw[self.at..];
        let length = rest
            .find(|c: char| !c.is_ascii_whitespace() && c != '\u{b}')
            .unwrap_or(rest.len());
        let blank = &rest[..length];
        self.at += length;
        // Behind a command white space is no argument.
        if self.paragraphs && ends_paragraph(blank) {
            self.line_break();
        } else if self.pending.is_empty() {
            self.space();
        }
    }

    fn open(&mut self) {
        self.at += 1;
        self.groups.push(Group {
            acts: std::mem::take(&mut self.pending),
            start: self.out.len(),
            math: self.math,
        });
    }

    fn close(&mut self) {
        self.at += 1;
        let Some(group) = self.groups.pop() else {
            return;
        };
        self.math = group.math;
        // An accent that closes its group stands behind its letter: Crossref's `e{\'}`.
        while let Some(act) = self.pending.pop() {
            if self.out.len() == group.start {
                act.apply_behind(&mut self.out);
            }
        }
        for act in group.acts.into_iter().rev() {
            self.pending.extend(act.apply(&mut self.out, group.start));
        }
    }

    /// A dollar sign: a formula, where one can close; else a price.
    fn dollar(&mut self) {
        if let Some((at, length)) = self.closing_dollar
            && at == self.at
        {
            self.closing_dollar = None;
            self.math = false;
            self.at += length;
            return;
        }
        let bytes = self.raw.as_bytes();
        let double = self.next_is(1, b'$');
        let length = 1 + usize::from(double);
        let from = self.at + length;
        self.at = from;
        if !self.math
            && let Some(end) = find_dollar(bytes, from)
        {
            let inside = &self.raw[from..end];
            let after = bytes.get(end + length).copied();
            // Not "$5 and $6", nor "$5/$6".
            let price = inside.ends_with(' ')
                || inside.starts_with(' ')
                || inside.starts_with(|c: char| c.is_ascii_digit())
                    && (inside.contains(' ') || after.is_some_and(|b| b.is_ascii_digit()));
            let formula = !inside.is_empty()
                && (!double || bytes.get(end + 1) == Some(&b'$'))
                && (inside.contains(['\\', '^', '_']) || !price);
            if formula {
                self.math = true;
                self.closing_dollar = Some((end, length));
                return;
            }
        }
        self.symbol(if double { "$$" } else { "$" });
    }

    fn script(&mut self, act: Act) {
        self.at += 1;
        self.pending.push(act);
    }

    fn command(&mut self) {
        let rest = &self.raw[self.at + 1..];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            return self.control_sign(rest.chars().next());
        }
        let name = &rest[..length];
        self.at += 1 + length;
        let star = usize::from(self.next_is(0, b'*'));
        if star == 1 && !self.math {
            self.at += 1;
        }
        self.word(name);
    }

    /// White space behind a word of TeX ends it and means nothing more.
    fn swallow_blank(&mut self) {
        let rest = &self.raw[self.at..];
        let length = rest.bytes().take_while(u8::is_ascii_whitespace).count();
        if !(self.paragraphs && ends_paragraph(&rest[..length])) {
            self.at += length;
        }
    }

    fn word(&mut self, name: &str) {
        if let Some(mark) = symbols::accent(name) {
            self.swallow_blank();
            return self.pending.push(Act::Accent(mark));
        }
        if let Some(text) = symbols::symbol(name) {
            let joins = text.chars().next().is_none_or(|c| {
                c.is_alphanumeric() || matches!(c, '⟨' | '⌈' | '⌊' | '{' | '∂' | '√')
            });
            if joins || !self.math {
                self.swallow_blank();
            }
            return self.symbol(text);
        }
        let end = self.at;
        self.swallow_blank();
        let blank = self.at > end;
        match name {
            "url" | "path" | "nolinkurl" => self.address(),
            "href" => {
                self.raw_group();
            }
            "enquote" | "mkbibquote" => {
                self.symbol("“");
                self.pending.push(Act::Then('”'));
            }
            "textsuperscript" | "sp" | "up" => self.pending.push(Act::Super),
            "textsubscript" | "sb" => self.pending.push(Act::Sub),
            "overline" | "bar" => self.pending.push(Act::Over('\u{305}')),
            "frac" | "tfrac" | "dfrac" | "nicefrac" | "sfrac" => self.pending.push(Act::Then('/')),
            "sqrt" => {
                self.skip_option();
                self.symbol("√");
            }
            "symbol" => self.pending.push(Act::Symbol),
            "mathbb" | "Bbb" => self.pending.push(Act::Double),
            "par" | "newline" | "linebreak" => self.line_break(),
            "quad" | "qquad" | "space" | "nobreakspace" | "enspace" | "thinspace" | "hfill"
            | "enskip" | "tab" | "hskip" => self.space(),
            "textcolor" | "color" | "begin" | "end" | "label" | "cite" | "vspace" | "hspace"
            | "selectlanguage" | "foreignlanguage" | "footnote" | "thanks" | "usepackage"
            | "documentclass" | "setlength" | "phantom" | "hyphenation" | "fontsize" => {
                self.skip_option();
                self.pending.push(Act::Drop(
                    1 + u8::from(matches!(name, "setlength" | "fontsize")),
                ));
            }
            "discretionary" => self.pending.push(Act::Drop(3)),
            "left" | "right" if self.next_is(0, b'.') => self.at += 1,
            // Fonts, sizes, boxes: the argument stays.
            _ if symbols::is_silent(name) => {}
            _ => self.unknown(name, blank),
        }
    }

    /// A word that nobody knows: with an argument most likely a format, alone a name.
    fn unknown(&mut self, name: &str, blank: bool) {
        // Paperpile: `\textbackslashWord`.
        let longest = (5..name.len())
            .rev()
            .filter(|_| name.starts_with("text"))
            .find_map(|end| Some((end, symbols::symbol(&name[..end])?)));
        if let Some((end, text)) = longest {
            self.symbol(text);
            self.out.push_str(&name[end..]);
            return;
        }
        let argument = self.next_is(0, b'{') && !self.next_is(1, b'}');
        if !argument {
            self.symbol(name);
            if blank {
                self.space();
            }
        }
    }

    fn control_sign(&mut self, sign: Option<char>) {
        let Some(c) = sign else {
            self.at += 1;
            return;
        };
        self.at += 1 + c.len_utf8();
        match c {
            '`' | '\'' | '^' | '"' | '~' | '=' | '.' => {
                if let Some(mark) = symbols::accent_sign(c) {
                    self.pending.push(Act::Accent(mark));
                }
            }
            ' ' | ',' | ';' | ':' | '>' | '\t' => self.space(),
            '\n' | '\r' => {
                // Left for the white space that it begins.
                self.at -= 1;
                self.space();
            }
            '\\' => {
                if self.next_is(0, b'*') {
                    self.at += 1;
                }
                self.line_break();
            }
            '!' | '-' | '/' | '@' | '*' | '+' | '<' => {}
            '(' | '[' => self.math = true,
            ')' | ']' => self.math = false,
            '|' => self.symbol("‖"),
            c => {
                let mut buffer = [0; 4];
                self.symbol(c.encode_utf8(&mut buffer));
            }
        }
    }

    /// `[…]` behind some commands.
    fn skip_option(&mut self) {
        if self.next_is(0, b'[')
            && let Some(end) = self.raw[self.at..]
                .bytes()
                .take(200)
                .position(|b| b == b']')
        {
            self.at += end + 1;
        }
    }

    /// The next group as it is written, which is left behind.
    fn raw_group(&mut self) -> Option<&'r str> {
        if !self.next_is(0, b'{') || self.unbalanced {
            return None;
        }
        let from = self.at + 1;
        let mut depth = 0_usize;
        for (i, b) in self.raw.as_bytes()[from..].iter().enumerate() {
            match b {
                b'{' => depth += 1,
                b'}' if depth == 0 => {
                    self.at = from + i + 1;
                    self.swallow_blank();
                    return Some(&self.raw[from..from + i]);
                }
                b'}' => depth -= 1,
                _ => {}
            }
        }
        self.unbalanced = true;
        None
    }

    fn address(&mut self) {
        let before = self.at;
        if let Some(group) = self.raw_group() {
            // White space behind an address is white space.
            let inner = before + 1 + group.len() + 1;
            self.at = inner.min(self.at);
            let text = verbatim(group);
            self.symbol(&text);
        }
    }
}

/// Whether white space holds an empty line.
fn ends_paragraph(blank: &str) -> bool {
    let feeds = blank.bytes().filter(|b| *b == b'\n').count();
    let returns = blank.bytes().filter(|b| *b == b'\r').count();
    feeds.max(returns) > 1
}

/// The next dollar sign without a backslash.
fn find_dollar(bytes: &[u8], from: usize) -> Option<usize> {
    let mut i = from;
    while let Some(&b) = bytes.get(i) {
        match b {
            b'\\' => i += 1,
            b'$' => return Some(i),
            _ => {}
        }
        i += 1;
    }
    None
}

#[cfg(test)]
mod tests;
