//! What the codes of a font mean: its table to Unicode, where it has one.

use super::objects::{File, hexadecimal, reference, value};
use std::collections::BTreeMap;

/// How many codes of a font are noted.
const MOST_CODES: usize = 70_000;

/// The codes of a font.
#[derive(Debug, Default)]
pub(super) struct Font {
    codes: BTreeMap<u32, String>,
    /// Codes of two bytes.
    wide: bool,
}

impl Font {
    pub(super) fn read(file: &mut File<'_>, number: u32) -> Self {
        let dictionary = file.dictionary(number).into_owned();
        let wide = value(&dictionary, b"/Subtype").is_some_and(|v| v.starts_with(b"/Type0"));
        let table = reference(&dictionary, b"/ToUnicode");
        let codes = table
            .map(|table| codes(&file.stream(table)))
            .unwrap_or_default();
        Self { codes, wide }
    }

    /// The text of a string that is shown in this font.
    pub(super) fn text(&self, bytes: &[u8], out: &mut String) {
        if self.wide {
            for pair in bytes.chunks_exact(2) {
                let code = u32::from(u16::from_be_bytes([pair[0], pair[1]]));
                if let Some(text) = self.codes.get(&code) {
                    out.push_str(text);
                }
            }
            return;
        }
        for byte in bytes {
            match self.codes.get(&u32::from(*byte)) {
                Some(text) => out.push_str(text),
                None => out.push(latin(*byte)),
            }
        }
    }
}

/// The characters of most fonts that state nothing.
fn latin(byte: u8) -> char {
    match byte {
        0x91 | 0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 | 0x97 | 0xad => '-',
        0..=0x1f | 0x7f..=0x9f => ' ',
        byte => char::from(byte),
    }
}

/// Reads `beginbfchar` and `beginbfrange`.
fn codes(table: &[u8]) -> BTreeMap<u32, String> {
    let mut out = BTreeMap::new();
    let mut strings: Vec<Vec<u8>> = Vec::new();
    let mut list: Option<Vec<Vec<u8>>> = None;
    let (mut in_range, mut in_chars) = (false, false);
    let mut at = 0;
    while at < table.len() && out.len() < MOST_CODES {
        match table[at] {
            b'<' if table.get(at + 1) != Some(&b'<') => {
                let (string, length) = hexadecimal(&table[at..]);
                at += length.max(1);
                match &mut list {
                    Some(list) => list.push(string),
                    None => strings.push(string),
                }
            }
            b'[' => {
                list = Some(Vec::new());
                at += 1;
            }
            b']' => {
                if let (Some(list), [from, _]) = (list.take(), strings.as_slice())
                    && in_range
                {
                    let from = code(from);
                    for (step, to) in list.iter().enumerate().take(MOST_CODES) {
                        out.insert(from + step as u32, unicode(to));
                    }
                }
                strings.clear();
                at += 1;
            }
            byte if byte.is_ascii_alphabetic() => {
                let length = table[at..]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count();
                match &table[at..at + length] {
                    b"beginbfchar" => (in_chars, in_range) = (true, false),
                    b"beginbfrange" => (in_chars, in_range) = (false, true),
                    b"endbfchar" | b"endbfrange" => (in_chars, in_range) = (false, false),
                    _ => {}
                }
                strings.clear();
                at += length;
            }
            _ => at += 1,
        }
        match strings.as_slice() {
            [from, to] if in_chars => {
                out.insert(code(from), unicode(to));
                strings.clear();
            }
            [from, until, to] if in_range => {
                let (from, until) = (code(from), code(until));
                let first = unicode(to);
                for step in 0..=until.saturating_sub(from).min(0xffff) {
                    out.insert(from.saturating_add(step), shifted(&first, step));
                }
                strings.clear();
            }
            _ if !in_chars && !in_range => strings.clear(),
            _ => {}
        }
    }
    out
}

fn code(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn unicode(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).filter_map(Result::ok).collect();
    match (text.is_empty(), bytes) {
        (true, [byte]) => char::from(*byte).to_string(),
        _ => text,
    }
}

/// A text whose last character is so many further on.
fn shifted(text: &str, step: u32) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    if let Some(last) = chars.last_mut() {
        *last = char::from_u32(u32::from(*last).saturating_add(step)).unwrap_or(' ');
    }
    chars.into_iter().collect()
}
