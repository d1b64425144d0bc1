//! Keys under which possible duplicates meet.
//!
//! Each reference has a dozen keys; two are compared only when they share one. A key
//! shared by very many ("Editorial") is not multiplied out: its members are compared
//! with their neighbours in an order that brings like to like, so that the number of
//! pairs stays linear in the number of references.

use crate::keys::Keys;
use diglot_model::Reference;

/// Changes whenever [`blocking_keys`] gives other keys for some reference.
pub const KEYS_VERSION: u32 = 1;

/// Within blocks up to this size all pairs are compared.
const FULL_BLOCK: usize = 24;
/// In larger ones each member is compared with so many neighbours.
const WINDOW: usize = 12;

/// The keys of a reference, for a caller that keeps them in an index and looks up
/// candidates by them. Stable between runs and machines within one [`KEYS_VERSION`].
pub fn blocking_keys(reference: &Reference) -> Vec<u64> {
    keys_of(&Keys::new(reference))
}

pub(crate) fn keys_of(keys: &Keys) -> Vec<u64> {
    let mut out = Vec::with_capacity(16);
    let mut add = |parts: &[&str]| {
        let mut all = 0xcbf2_9ce4_8422_2325;
        for part in parts {
            all = extend(extend(all, part.as_bytes()), &[0xff]);
        }
        out.push(all);
    };
    for (scheme, value) in &keys.identifiers {
        add(&["id", &format!("{scheme:?}"), value]);
    }
    for isbn in &keys.isbns {
        add(&["isbn", isbn]);
    }
    let year = keys.year.map(|y| y.to_string()).unwrap_or_default();
    let page = keys
        .pages
        .as_ref()
        .map(|p| p.first().to_string())
        .unwrap_or_default();
    let family = keys
        .authors
        .first()
        .and_then(|variants| variants.first())
        .map(diglot_text::normalise::NameKey::family)
        .unwrap_or_default();
    for title in &keys.titles {
        add(&["title", &title.squeezed]);
        let words: Vec<&str> = title.words().collect();
        // A misspelt word spoils at most one of the two ends and the longest words.
        let span = if title.squeezed.is_ascii() { 3 } else { 6 };
        if words.len() >= span {
            add(&["head", &words[..span].concat()]);
            add(&["tail", &words[words.len() - span..].concat()]);
            let mut longest = words.clone();
            longest.sort_unstable_by_key(|w| (std::cmp::Reverse(w.len()), *w));
            longest.truncate(span);
            add(&["long", &longest.concat()]);
        }
        if let Some(first) = words.first()
            && !family.is_empty()
        {
            add(&["author", &family, &year, first]);
        }
    }
    if !page.is_empty() {
        if let Some(volume) = &keys.volume {
            add(&["place", volume, &page, &year]);
            add(&["place", volume, &page, &family]);
        }
        add(&["page", &year, &page, &family]);
    }
    if keys.titles.is_empty() && !family.is_empty() {
        add(&["untitled", &family, &year]);
    }
    for sketch in keys.abstracts.iter().flat_map(|a| &a.sketch) {
        add(&["abstract", &sketch.to_string()]);
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Pairs of indices that share a key, each once, in order; the smaller index first.
pub(crate) fn pairs(all: &[Keys]) -> Vec<(u32, u32)> {
    let mut entries: Vec<(u64, u32)> = Vec::with_capacity(all.len() * 12);
    for (index, keys) in all.iter().enumerate() {
        entries.extend(keys_of(keys).into_iter().map(|key| (key, index as u32)));
    }
    entries.sort_unstable();
    let mut out = Vec::new();
    for block in entries.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() > 1) {
        let mut block: Vec<u32> = block.iter().map(|entry| entry.1).collect();
        let window = if block.len() <= FULL_BLOCK {
            block.len()
        } else {
            block.sort_by_cached_key(|i| neighbourhood(&all[*i as usize], *i));
            WINDOW
        };
        for (at, x) in block.iter().enumerate() {
            for y in block[at + 1..].iter().take(window) {
                out.push((*x.min(y), *x.max(y)));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// An order in which duplicates stand close together.
fn neighbourhood(keys: &Keys, index: u32) -> (String, Option<i32>, Option<u32>, u32) {
    let family = keys
        .authors
        .first()
        .and_then(|variants| variants.first())
        .map(diglot_text::normalise::NameKey::family)
        .unwrap_or_default();
    let page = keys.pages.as_ref().map(crate::numbering::Pages::first);
    (family, keys.year, page, index)
}

/// FNV-1a: stable between runs, unlike the standard library's hasher.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    extend(0xcbf2_9ce4_8422_2325, bytes)
}

fn extend(mut all: u64, bytes: &[u8]) -> u64 {
    for byte in bytes {
        all = (all ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    all
}
