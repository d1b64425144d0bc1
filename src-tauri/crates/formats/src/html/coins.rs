//! COinS: OpenURL context objects in the title of an empty span.

use super::tags::Page;
use crate::openurl;
use crate::zotero_json::Item;
use diglot_text::tidy::tidy;
use std::ops::Range;

/// The works that a page's spans name, in order, each once.
pub(super) fn items(page: &Page<'_>) -> Vec<(Item, Range<usize>)> {
    let mut seen: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for (object, range) in &page.spans {
        if seen.contains(&object.as_str()) {
            continue;
        }
        // Looking back through thousands of them would take longer than reading them.
        if seen.len() < 256 {
            seen.push(object);
        }
        let pairs: Vec<(String, String)> = object.split('&').filter_map(pair).collect();
        out.extend(openurl::item(&pairs, range).map(|item| (item, range.clone())));
    }
    out
}

/// `key=value`, both percent-encoded.
fn pair(part: &str) -> Option<(String, String)> {
    // Where the ampersands were encoded twice.
    let part = part.strip_prefix("amp;").unwrap_or(part);
    let (key, value) = part.split_once('=')?;
    Some((decoded(key), tidy(&decoded(value))))
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = bytes
            .get(at + 1..at + 3)
            .filter(|_| *byte == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (code, byte) {
            (Some(code), _) => {
                out.push(code);
                at += 3;
                continue;
            }
            (None, b'+') => out.push(b' '),
            (None, byte) => out.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}
