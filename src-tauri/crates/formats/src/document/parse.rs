//! Tags of a text, and the tree they make.

use super::{Data, Document, resolve};
use std::ops::Range;

/// What stands at a place of a text.
enum Token<'t> {
    /// An opening tag: name, attributes, whether it closes itself.
    Open(&'t str, Range<usize>, bool),
    Close(&'t str),
    /// Text; whether entities in it are resolved.
    Text(Range<usize>, bool),
    /// A comment, a declaration, an instruction.
    Nothing,
}

/// Takes a text apart.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Iterator for Tokens<'t> {
    /// A token and where it stands.
    type Item = (Token<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        let rest = &self.text[start..self.end];
        let (token, length) = if rest.starts_with('<') {
            markup(rest, start)
        } else {
            let length = rest.find('<').unwrap_or(rest.len());
            (Token::Text(start..start + length, true), length)
        };
        self.at = start + length;
        Some((token, start..self.at))
    }
}

/// What a `<` begins, and its length.
fn markup(rest: &str, start: usize) -> (Token<'_>, usize) {
    let until = |open: usize, close: &str| {
        rest[open..]
            .find(close)
            .map_or((rest.len(), rest.len()), |at| {
                (open + at, open + at + close.len())
            })
    };
    if rest.starts_with("<!--") {
        return (Token::Nothing, until(4, "-->").1);
    }
    if rest.starts_with("<![CDATA[") {
        let (inner, end) = until(9, "]]>");
        return (Token::Text(start + 9..start + inner, false), end);
    }
    if rest.starts_with("<?") {
        return (Token::Nothing, until(2, "?>").1);
    }
    if rest.starts_with("<!") && rest[2..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (Token::Nothing, declaration(rest));
    }
    let closes = rest.starts_with("</");
    let from = if closes { 2 } else { 1 };
    let name = rest[from..]
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<' | '='))
        .map_or(&rest[from..], |end| &rest[from..from + end]);
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return (Token::Text(start..start + 1, false), 1);
    }
    let from = from + name.len();
    let Some(end) = tag_end(&rest[from..]) else {
        return (Token::Text(start..start + 1, false), 1);
    };
    let end = from + end;
    if closes {
        return (Token::Close(name), end + 1);
    }
    let empty = rest[from..end].ends_with('/');
    let attributes = start + from..start + end - usize::from(empty);
    (Token::Open(name, attributes, empty), end + 1)
}

/// The `>` of a tag, which is none in the quotes of an attribute.
pub(crate) fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(at),
            // A tag that another one interrupts is text; a "<" in quotes is common.
            (b'<', None) => return None,
            (b'"' | b'\'', None) if rest[..at].trim_end().ends_with('=') => quote = Some(byte),
            (byte, Some(q)) if byte == q => quote = None,
            _ => {}
        }
    }
    None
}

/// The length of a document type with what stands in its brackets.
fn declaration(rest: &str) -> usize {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, byte) in rest.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) if depth > 0 => quote = Some(byte),
            (byte, Some(q)) if byte == q => quote = None,
            (b'[', None) => depth += 1,
            (b']', None) => depth = depth.saturating_sub(1),
            (b'>', None) if depth == 0 => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

pub(super) fn document(text: &str) -> Document<'_> {
    let mut elements: Vec<Data<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let tokens = Tokens {
        text,
        at: 0,
        end: text.len(),
    };
    for (token, place) in tokens {
        match token {
            Token::Open(name, attributes, empty) => {
                let at = elements.len();
                let parent = open.last().copied();
                elements.push(Data {
                    name,
                    inner: place.end..if empty { place.end } else { text.len() },
                    outer: place.start..if empty { place.end } else { text.len() },
                    attributes,
                    parent,
                    first: None,
                    last: None,
                    next: None,
                });
                if let Some(parent) = parent {
                    match elements[parent].last.replace(at) {
                        Some(before) => elements[before].next = Some(at),
                        None => elements[parent].first = Some(at),
                    }
                }
                if !empty {
                    open.push(at);
                }
            }
            Token::Close(name) => close(&mut elements, &mut open, name, &place),
            Token::Text(..) | Token::Nothing => {}
        }
    }
    Document { text, elements }
}

/// How far up a closing tag looks for its opening one.
const REACH: usize = 64;

/// Ends the element that a tag closes, and those inside that were not closed.
fn close(elements: &mut [Data<'_>], open: &mut Vec<usize>, name: &str, place: &Range<usize>) {
    let known = open
        .iter()
        .rev()
        .take(REACH)
        .position(|at| elements[*at].name == name);
    let Some(depth) = known else {
        return;
    };
    for unclosed in 0..=depth {
        let Some(at) = open.pop() else { return };
        elements[at].inner.end = place.start;
        elements[at].outer.end = if unclosed == depth {
            place.end
        } else {
            place.start
        };
    }
}

/// The text of a part of a text, without tags.
pub(super) fn text_of(text: &str, range: Range<usize>) -> String {
    let mut out = String::new();
    let tokens = Tokens {
        text,
        at: range.start,
        end: range.end,
    };
    for (token, _) in tokens {
        match token {
            Token::Text(at, true) => out.push_str(&resolve(&text[at])),
            Token::Text(at, false) => out.push_str(&text[at]),
            _ => {}
        }
    }
    out
}

/// Attributes in the text of a tag: names, and where their values stand.
pub(crate) fn attributes(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            at += rest.len() - rest.trim_start().len();
            let rest = &text[at..];
            let length = rest
                .find(|c: char| c.is_whitespace() || c == '=')
                .unwrap_or(rest.len());
            if rest.is_empty() {
                return None;
            }
            if length == 0 {
                // An equals sign without a name.
                at += 1;
                continue;
            }
            let name = &rest[..length];
            at += length;
            let rest = &text[at..];
            let trimmed = rest.trim_start();
            let Some(value) = trimmed.strip_prefix('=') else {
                return Some((name, at..at));
            };
            let value = value.trim_start();
            at = text.len() - value.len();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let place = if let Some(quote) = quote {
                let end = value[1..].find(quote).map_or(value.len(), |end| end + 1);
                let place = at + 1..at + end;
                at += (end + 1).min(value.len());
                place
            } else {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                let place = at..at + end;
                at += end;
                place
            };
            return Some((name, place));
        }
    })
}
