//! Scalars and the nesting of YAML that is written.

use std::fmt::Write as _;

/// YAML in the making: lines, indented by their depth.
pub(super) struct Yaml<'o> {
    pub(super) out: &'o mut String,
    pub(super) depth: usize,
}

impl Yaml<'_> {
    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    /// A key whose members follow until [`Yaml::close`].
    pub(super) fn open(&mut self, key: &str) {
        self.indent();
        let _ = writeln!(self.out, "{key}:");
        self.depth += 1;
    }

    pub(super) fn close(&mut self) {
        self.depth -= 1;
    }

    /// A key with a value that is YAML already.
    pub(super) fn raw(&mut self, key: &str, value: &str) {
        self.indent();
        let _ = writeln!(self.out, "{key}: {value}");
    }

    /// A key with a text that is taken as it is.
    pub(super) fn plain(&mut self, key: &str, text: &str) {
        self.raw(key, &quoted(text));
    }

    /// A key with a formattable string: what would be markup is none.
    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.raw(key, &quoted(&escaped(text)));
    }

    /// An entry of a list that is YAML already.
    pub(super) fn item(&mut self, value: &str) {
        self.indent();
        let _ = writeln!(self.out, "- {value}");
    }
}

/// A formattable string whose braces and dollars mean themselves.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '{' | '}' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A scalar: without quotes where nobody can take it for anything else.
pub(super) fn quoted(text: &str) -> String {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let inner =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')');
    let safe = text.starts_with(char::is_alphabetic)
        && text.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == ')')
        && text.chars().all(inner)
        && !text.contains("  ")
        && !words.contains(&text.to_lowercase().as_str());
    if safe {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control()
                || matches!(
                    c,
                    '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                ) =>
            {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
