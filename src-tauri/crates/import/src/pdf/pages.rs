//! The text of the first pages, as far as their fonts tell what it is.

use super::fonts::Font;
use super::objects::{File, find, hexadecimal, literal, reference, references, value};
use std::collections::BTreeMap;

/// How many pages are read, and how many nodes of the tree of pages are looked at.
const PAGES: usize = 3;
const MOST_NODES: usize = 2_000;
/// How much text of a page is kept, in bytes.
const LONGEST: usize = 200_000;
/// How many fonts of a page are read.
const MOST_FONTS: usize = 60;

/// The texts of the first pages.
pub(super) fn read(file: &mut File<'_>) -> Vec<String> {
    let pages = first_pages(file);
    pages
        .into_iter()
        .map(|page| text_of_page(file, page))
        .collect()
}

/// The numbers of the first pages, from the tree's root down.
fn first_pages(file: &File<'_>) -> Vec<u32> {
    let root = file
        .root()
        .and_then(|root| reference(&file.dictionary(root), b"/Pages"));
    let mut open: Vec<u32> = root.into_iter().collect();
    let mut out = Vec::new();
    let mut seen = 0;
    while let Some(number) = open.pop() {
        seen += 1;
        if seen > MOST_NODES || out.len() >= PAGES {
            break;
        }
        let dictionary = file.dictionary(number);
        match value(&dictionary, b"/Kids") {
            Some(kids) => {
                let end = kids.iter().position(|b| *b == b']').unwrap_or(kids.len());
                let mut kids: Vec<u32> =
                    references(&kids[..end]).map(|(_, n)| n).take(64).collect();
                kids.reverse();
                open.append(&mut kids);
            }
            None if find(&dictionary, b"/Contents").is_some() => out.push(number),
            None => {}
        }
    }
    out
}

fn text_of_page(file: &mut File<'_>, page: u32) -> String {
    let dictionary = file.dictionary(page).into_owned();
    let Some(contents) = value(&dictionary, b"/Contents") else {
        return String::new();
    };
    let end = match contents.first() {
        Some(b'[') => contents
            .iter()
            .position(|b| *b == b']')
            .unwrap_or(contents.len()),
        // One reference.
        _ => contents
            .iter()
            .position(|b| *b == b'R')
            .map_or(0, |at| at + 1),
    };
    let numbers: Vec<u32> = references(&contents[..end])
        .map(|(_, n)| n)
        .take(64)
        .collect();
    let fonts = fonts(file, &dictionary);
    let mut content = Vec::new();
    for number in numbers {
        // The entry may be a list of its own.
        let inner = file.dictionary(number).into_owned();
        if inner.trim_ascii_start().starts_with(b"[") {
            for (_, part) in references(&inner).take(64) {
                content.extend(file.stream(part));
                content.push(b'\n');
            }
        }
        content.extend(file.stream(number));
        content.push(b'\n');
    }
    shown(&content, &fonts)
}

/// The fonts of a page by their names.
fn fonts(file: &mut File<'_>, page: &[u8]) -> BTreeMap<Vec<u8>, Font> {
    let resources = match reference(page, b"/Resources") {
        Some(number) => file.dictionary(number).into_owned(),
        None => page.to_vec(),
    };
    let list = match reference(&resources, b"/Font") {
        Some(number) => file.dictionary(number).into_owned(),
        None => value(&resources, b"/Font").unwrap_or_default().to_vec(),
    };
    let end = find(&list, b">>").unwrap_or(list.len());
    let mut out = BTreeMap::new();
    for (at, number) in references(&list[..end]).take(MOST_FONTS) {
        let before = list[..at].trim_ascii_end();
        if let Some(slash) = before.iter().rposition(|b| *b == b'/') {
            let name = before[slash + 1..].to_vec();
            out.insert(name, Font::read(file, number));
        }
    }
    out
}

/// What the operators of a page's content show.
fn shown(content: &[u8], fonts: &BTreeMap<Vec<u8>, Font>) -> String {
    let plain = Font::default();
    let mut font = &plain;
    let mut out = String::new();
    let mut strings: Vec<Vec<u8>> = Vec::new();
    let mut numbers: Vec<f64> = Vec::new();
    let mut name: &[u8] = &[];
    let mut at = 0;
    let mut in_list = false;
    while at < content.len() && out.len() < LONGEST {
        let byte = content[at];
        match byte {
            b'(' => {
                let (string, length) = literal(&content[at..]);
                strings.push(string);
                at += length.max(1);
            }
            b'<' if content.get(at + 1) == Some(&b'<') => at += 2,
            b'<' => {
                let (string, length) = hexadecimal(&content[at..]);
                strings.push(string);
                at += length.max(1);
            }
            b'[' | b']' => {
                in_list = byte == b'[';
                at += 1;
            }
            b'/' => {
                let length = word(&content[at + 1..]);
                name = &content[at + 1..at + 1 + length];
                at += 1 + length;
            }
            b'%' => {
                let end = content[at..]
                    .iter()
                    .position(|b| matches!(b, b'\n' | b'\r'));
                at += end.unwrap_or(content.len() - at).max(1);
            }
            b'0'..=b'9' | b'-' | b'+' | b'.' => {
                let length = word(&content[at..]).max(1);
                let number = std::str::from_utf8(&content[at..at + length]).ok();
                let number = number.and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0);
                // A wide gap between strings of a list is a space.
                if in_list && number < -180.0 {
                    strings.push(vec![]);
                }
                numbers.push(number);
                at += length;
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'\'' | b'"' | b'*' => {
                let length = word(&content[at..]).max(1);
                let operator = &content[at..at + length];
                at += length;
                match operator {
                    b"Tf" => font = fonts.get(name).unwrap_or(&plain),
                    b"Tj" | b"TJ" => show(&strings, font, &mut out),
                    b"'" | b"\"" => {
                        out.push('\n');
                        show(&strings, font, &mut out);
                    }
                    b"Td" | b"TD" => {
                        let down = numbers.last().is_some_and(|y| y.abs() > 0.5);
                        out.push(if down { '\n' } else { ' ' });
                    }
                    b"T*" | b"Tm" | b"ET" => out.push('\n'),
                    // Pictures inside the content are not looked at.
                    b"ID" => at += find(&content[at..], b"EI").unwrap_or(content.len() - at),
                    _ => {}
                }
                strings.clear();
                numbers.clear();
            }
            _ => at += 1,
        }
        // Lists of numbers, as drawings have them, are not kept.
        if numbers.len() > 64 {
            numbers.clear();
        }
    }
    out
}

fn show(strings: &[Vec<u8>], font: &Font, out: &mut String) {
    for string in strings {
        if string.is_empty() {
            out.push(' ');
        } else {
            font.text(string, out);
        }
    }
}

/// The length of a name, number or operator.
fn word(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|b| b.is_ascii_whitespace() || b"()<>[]{}/%".contains(b))
        .unwrap_or(bytes.len())
}
