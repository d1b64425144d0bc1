//! Addresses with the authors who belong to them: `[Moe, C; Berg, J] Univ Oslo, Norway.`

use crate::lines::range_in;
use crate::nbib::flow;
use std::ops::Range;

/// An address with the names before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// As they stand in brackets; none when the address is everybody's.
    pub(super) names: Vec<String>,
    pub(super) place: Range<usize>,
}

/// The addresses of a field: one a line, or several behind semicolons where each has its
/// authors.
pub(super) fn addresses(text: &str, range: &Range<usize>) -> Vec<Address> {
    let mut out: Vec<Address> = Vec::new();
    let value = &text[range.clone()];
    let bracketed = value.starts_with('[');
    for (_, line) in flow::lines(value) {
        let mut rest = line.trim();
        while !rest.is_empty() {
            let end = entry_end(rest);
            let part = &rest[..end];
            rest = rest[end..].trim_start_matches(';').trim_start();
            match part.strip_prefix('[').and_then(|p| p.split_once(']')) {
                Some((names, address)) => out.push(Address {
                    names: names
                        .split(';')
                        .map(|n| n.trim().to_owned())
                        .filter(|n| !n.is_empty())
                        .collect(),
                    place: range_in(text, without_stop(address)),
                }),
                // A long address that was broken into lines.
                None if bracketed && !out.is_empty() => {
                    if let Some(last) = out.last_mut() {
                        last.place.end = range_in(text, without_stop(part)).end;
                    }
                }
                None => out.push(Address {
                    names: Vec::new(),
                    place: range_in(text, without_stop(part)),
                }),
            }
        }
    }
    out.retain(|a| !a.place.is_empty());
    out
}

/// Where an address with its authors ends, and the next one begins.
fn entry_end(text: &str) -> usize {
    // The first semicolons stand in the brackets themselves.
    let inside = if text.starts_with('[') {
        text.find(']').unwrap_or(text.len())
    } else {
        return text.len();
    };
    text[inside..]
        .find("; [")
        .map_or(text.len(), |at| inside + at)
}

fn without_stop(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix('.').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        addresses(text, &(0..text.len()))
            .into_iter()
            .map(|a| format!("{}: {}", a.names.join("+"), &text[a.place]))
            .collect()
    }

    #[test]
    fn lines_and_semicolons() {
        assert_eq!(
            read("[Moe, C] Univ Oslo, Norway.\n   [Moe, C; Berg, J] Univ Bergen,\n   Norway"),
            [
                "Moe, C: Univ Oslo, Norway",
                "Moe, C+Berg, J: Univ Bergen,\n   Norway"
            ]
        );
        assert_eq!(
            read("[Moe, C; Aas, O] Univ Oslo, Norway; [Berg, J] Univ Bergen, Norway."),
            [
                "Moe, C+Aas, O: Univ Oslo, Norway",
                "Berg, J: Univ Bergen, Norway"
            ]
        );
        assert_eq!(
            read("Univ Oslo, Oslo, Norway.\n   Univ Bergen, Norway."),
            [": Univ Oslo, Oslo, Norway", ": Univ Bergen, Norway"]
        );
    }
}
