//! Changes of an input: from one bit to a hundred thousand braces.

use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};
use fastrand::Rng;
use std::ops::Range;

/// How long an input may become, in bytes; a few are allowed to be [`LONG`].
const MOST: usize = 48 * 1024;

/// How long a text of one piece again and again becomes.
const LONG: usize = 96 * 1024;

/// What breaks readers: control characters, scripts, numbers without sense, the marks of
/// every format.
const SPECIALS: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{b}",
    "\u{c}",
    "\u{1a}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{3000}",
    "\u{feff}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{301}",
    "\u{1f468}\u{200d}\u{1f469}",
    "\u{20000}",
    "\u{e000}",
    "漢字",
    "灯",
    "欧阳",
    "【题名】",
    "摘要：",
    "关键词：",
    "等",
    "，",
    "；",
    "：",
    "（",
    "）",
    "。",
    "．",
    "／",
    "１２３",
    "مصباح",
    "שלום",
    "ไฟ",
    "İ",
    "ß",
    "ſ",
    "ŉ",
    "ǅ",
    "ﬁ",
    "e\u{301}\u{327}",
    "-1",
    "0",
    "00",
    "1e309",
    "99999999999999999999",
    "-2147483649",
    "0000-00-00",
    "9999-99-99",
    "2020-02-30",
    "1/1/1",
    "0x10",
    "1.7976931348623157e308",
    "10.1234/x",
    "10.5555/a(b)c<d>e;f",
    "PMID: 1",
    "NCT00000001",
    "ISSN 1234-567X",
    "https://a.example/?q=%zz&b={}",
    "doi:",
    "\"",
    "'",
    "\\",
    "\\\\",
    "`",
    "$",
    "#",
    "%",
    "&",
    "&amp;",
    "&#x110000;",
    "&#0;",
    "&lt;",
    "&unknown;",
    "\\u0000",
    "\\ud800",
    "\\{\\'e}",
    "{\\",
    "\\begin{x}",
    "~",
    "^",
    "_",
    "@",
    "@{",
    "@string{",
    "@comment{",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "</",
    "/>",
    "<a>",
    "<a b='c'>",
    "</a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version=\"1.0\" encoding=\"x\"?>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<script>",
    "<sub>",
    "</sup>",
    "<br>",
    "<b",
    "<i>",
    "TY  - JOUR\n",
    "ER  - \n",
    "\nER",
    "AB  - ",
    "PMID- 1\n",
    "%A ",
    "%T",
    "\nPT J\n",
    "\nER\n",
    "RT Journal\n",
    "{Title}: ",
    "{Reference Type}: ",
    "DataType: 1\n",
    "- ",
    "? ",
    ": ",
    "|",
    "---\n",
    "...\n",
    "*a",
    "&a ",
    "!!str ",
    "\t",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    ";",
    ",",
    ",,",
    ";;",
    "\"\"",
    "et al.",
    " and others",
    " and ",
    "In: ",
    "//",
    "[J].",
    "[EB/OL]",
    "vol. ",
    "pp. ",
    "null",
    "true",
    "[]",
    "{}",
    "[[",
    "]]",
    "%PDF-1.4",
    "endstream",
    "<< /",
    ">>",
    "(\\",
    "obj\n",
];

/// Pieces that nest.
const NESTS: &[(&str, &str)] = &[
    ("{", "}"),
    ("[", "]"),
    ("(", ")"),
    ("<a>", "</a>"),
    ("<i>", "</i>"),
    ("<div><p>", "</p></div>"),
    ("\"", "\""),
    ("{\"a\":", "}"),
    ("[{\"custom\":[", "]}]"),
    ("<< /A ", " >>"),
    ("- ", "\n"),
    ("\\textit{", "}"),
    ("{{\\'{", "}}}"),
    ("【", "】"),
    ("<!--", "-->"),
    ("&amp;", ";"),
];

/// Changes an input a few times; `others` are samples that pieces are taken from.
pub(crate) fn mutate(input: &mut Vec<u8>, others: &[&[u8]], rng: &mut Rng) {
    let mut changes = 1;
    while changes < 8 && rng.bool() {
        changes += 1;
    }
    for _ in 0..changes {
        if rng.u8(..) < 150 {
            of_text(input, others, rng);
        } else {
            of_bytes(input, others, rng);
        }
        input.truncate(MOST);
    }
    if rng.u16(..) < 200 {
        blow_up(input, rng);
    }
    if rng.u8(..) < 6 {
        encode(input, rng);
    }
}

/// A stretch of so many bytes, mostly short ones.
fn stretch(length: usize, rng: &mut Rng) -> Range<usize> {
    if length == 0 {
        return 0..0;
    }
    let start = rng.usize(..length);
    let most = if rng.bool() {
        length - start
    } else {
        (length - start).min(16)
    };
    start..start + rng.usize(..=most)
}

fn of_bytes(input: &mut Vec<u8>, others: &[&[u8]], rng: &mut Rng) {
    let range = stretch(input.len(), rng);
    match rng.u8(..9) {
        0 if !input.is_empty() => {
            let at = rng.usize(..input.len());
            input[at] ^= 1 << rng.u8(..8);
        }
        1 if !input.is_empty() => {
            let at = rng.usize(..input.len());
            input[at] = rng.u8(..);
        }
        2 => input.truncate(range.start),
        3 => drop(input.drain(..range.start)),
        4 => drop(input.drain(range)),
        5 => {
            let piece = input[range.clone()].to_vec();
            input.splice(range.end..range.end, piece);
        }
        6 => {
            let other = pick(others, rng);
            let piece = other[stretch(other.len(), rng)].to_vec();
            input.splice(range, piece);
        }
        7 => {
            // The beginning of one and the end of another.
            let other = pick(others, rng);
            input.truncate(range.start);
            input.extend(&other[stretch(other.len(), rng).start.min(other.len())..]);
        }
        _ => input[range].reverse(),
    }
}

fn pick<'o>(others: &[&'o [u8]], rng: &mut Rng) -> &'o [u8] {
    rng.choice(others).copied().unwrap_or_default()
}

/// Changes that keep most of the text in shape.
fn of_text(input: &mut Vec<u8>, others: &[&[u8]], rng: &mut Rng) {
    match rng.u8(..12) {
        0..=2 => {
            let special = rng.choice(SPECIALS).copied().unwrap_or_default();
            let times = if rng.u8(..) < 20 { rng.usize(..40) } else { 1 };
            let at = rng.usize(..=input.len());
            let end = if rng.bool() {
                at
            } else {
                (at + rng.usize(..12)).min(input.len())
            };
            input.splice(at..end, special.repeat(times).into_bytes());
        }
        3 => {
            // A word of another sample of the kind.
            let other = pick(others, rng);
            let words: Vec<&[u8]> = other
                .split(u8::is_ascii_whitespace)
                .filter(|word| !word.is_empty())
                .collect();
            let word = rng.choice(&words).copied().unwrap_or_default();
            let at = rng.usize(..=input.len());
            input.splice(at..at, word.to_vec());
        }
        4..=7 => of_lines(input, others, rng),
        8 => numbers(input, rng),
        9 => {
            let range = stretch(input.len(), rng);
            let change = rng.u8(..3);
            let piece = String::from_utf8_lossy(&input[range.clone()])
                .chars()
                .map(|c| match (change, c) {
                    (0, '!'..='~') => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
                    (0, ' ') => '\u{3000}',
                    (1, _) => c.to_ascii_uppercase(),
                    _ => c.to_ascii_lowercase(),
                })
                .collect::<String>();
            input.splice(range, piece.into_bytes());
        }
        10 => {
            let (from, to): (&[u8], &str) = *rng
                .choice(&[
                    (b"\n".as_slice(), "\r\n"),
                    (b"\n", "\r"),
                    (b"\n", " "),
                    (b"\n", "<br>"),
                    (b"\n", "\n   "),
                    (b" ", "\u{3000}"),
                    (b" ", ""),
                    (b":", "："),
                    (b",", "，"),
                    (b"\t", "  "),
                ])
                .unwrap_or(&(b"\n", "\n"));
            let parts: Vec<&[u8]> = input.split(|b| *b == from[0]).collect();
            *input = parts.join(to.as_bytes());
        }
        _ => {
            let range = stretch(input.len(), rng);
            let (open, close) = *rng.choice(NESTS).unwrap_or(&("", ""));
            input.splice(range.end..range.end, close.bytes());
            input.splice(range.start..range.start, open.bytes());
        }
    }
}

fn of_lines(input: &mut Vec<u8>, others: &[&[u8]], rng: &mut Rng) {
    let mut lines: Vec<Vec<u8>> = input
        .split_inclusive(|b| *b == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let range = stretch(lines.len(), rng);
    match rng.u8(..7) {
        0 => drop(lines.drain(range)),
        1 => {
            let piece = lines[range.clone()].to_vec();
            lines.splice(range.end..range.end, piece);
        }
        2 => rng.shuffle(&mut lines[range]),
        3 => lines[range].iter_mut().for_each(|line| {
            line.pop();
        }),
        4 => {
            let other: Vec<Vec<u8>> = pick(others, rng)
                .split_inclusive(|b| *b == b'\n')
                .map(<[u8]>::to_vec)
                .collect();
            let piece = other[stretch(other.len(), rng)].to_vec();
            lines.splice(range, piece);
        }
        5 => {
            let indent = " ".repeat(rng.usize(1..10));
            for line in &mut lines[range] {
                line.splice(0..0, indent.bytes());
            }
        }
        _ => lines[range].iter_mut().for_each(|line| {
            // White space behind a line.
            let at = line.len().saturating_sub(1);
            line.splice(at..at, b"  \t".iter().copied());
        }),
    }
    *input = lines.concat();
}

/// Another number in the place of one.
fn numbers(input: &mut Vec<u8>, rng: &mut Rng) {
    if input.is_empty() {
        return;
    }
    let from = rng.usize(..input.len());
    let Some(start) = input[from..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let start = from + start;
    let length = input[start..].iter().take_while(|b| b.is_ascii_digit());
    let end = start + length.count();
    let number = match rng.u8(..6) {
        0 => "0".to_owned(),
        1 => rng.u8(..).to_string(),
        2 => rng.u64(..).to_string(),
        3 => "9".repeat(rng.usize(1..60)),
        4 => "-7".to_owned(),
        _ => (1500 + rng.u16(..700)).to_string(),
    };
    input.splice(start..end, number.into_bytes());
}

/// One piece again and again, or nested.
fn blow_up(input: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.usize(..=input.len());
    let size = rng.usize(1024..LONG);
    let piece: Vec<u8> = match rng.u8(..4) {
        0 => {
            let (open, close) = *rng.choice(NESTS).unwrap_or(&("", ""));
            let times = size / (open.len() + close.len() + 1);
            let close = if rng.bool() { close } else { "" };
            [open.repeat(times), "x".to_owned(), close.repeat(times)]
                .concat()
                .into_bytes()
        }
        1 => {
            let special = rng.choice(SPECIALS).copied().unwrap_or("x");
            special.repeat(size / special.len()).into_bytes()
        }
        2 => {
            let start = stretch(input.len(), rng).start;
            let end = (start + rng.usize(1..60)).min(input.len());
            let piece = &input[start..end];
            piece.repeat(size / piece.len().max(1))
        }
        _ => {
            let lines: Vec<&[u8]> = input.split_inclusive(|b| *b == b'\n').collect();
            let line = rng.choice(&lines).copied().unwrap_or_default();
            line.repeat(size / line.len().max(1))
        }
    };
    input.splice(at..at, piece);
    input.truncate(LONG);
}

/// The text in another encoding.
fn encode(input: &mut Vec<u8>, rng: &mut Rng) {
    let text = String::from_utf8_lossy(input).into_owned();
    let legacy = |encoding: &'static Encoding| encoding.encode(&text).0.into_owned();
    *input = match rng.u8(..8) {
        0 => legacy(GB18030),
        1 => legacy(BIG5),
        2 => legacy(SHIFT_JIS),
        3 => legacy(WINDOWS_1252),
        4 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        5 => wide(&text, u16::to_le_bytes, true),
        6 => wide(&text, u16::to_be_bytes, true),
        _ => wide(&text, u16::to_le_bytes, false),
    };
}

fn wide(text: &str, order: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(order).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_input() {
        let sample = "TY  - JOUR\nTI  - 灯 and light\nER  - \n".as_bytes();
        let made = |seed| {
            let mut rng = Rng::with_seed(seed);
            (0..50)
                .map(|_| {
                    let mut input = sample.to_vec();
                    mutate(&mut input, &[sample], &mut rng);
                    input
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(made(3), made(3));
        assert_ne!(made(3), made(4));
        let different: std::collections::BTreeSet<_> = made(3).into_iter().collect();
        assert!(different.len() > 40);
    }

    #[test]
    fn nothing_can_be_mutated_too() {
        for seed in 0..500 {
            let mut input = Vec::new();
            mutate(&mut input, &[], &mut Rng::with_seed(seed));
            assert!(input.len() <= 4 * LONG);
        }
    }
}
