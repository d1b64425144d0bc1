//! The metadata packet (XMP): titles and identifiers.

use super::objects::{File, find, reference};
use diglot_text::normalise::strip_markup;
use diglot_text::tidy::tidy;

/// How much of a packet is read, in bytes.
const LONGEST: usize = 1 << 20;

/// What a packet states.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) titles: Vec<String>,
    /// Texts that may hold a DOI.
    pub(super) identifiers: Vec<String>,
}

/// Reads the packet of the whole file.
pub(super) fn read(file: &mut File<'_>) -> Stated {
    let root = file.root();
    let packet = root
        .and_then(|root| reference(&file.dictionary(root), b"/Metadata"))
        .map(|number| file.stream(number))
        .filter(|packet| find(packet, b"xmpmeta").is_some() || find(packet, b"rdf:RDF").is_some());
    let packet = packet.unwrap_or_else(|| {
        // Packets are not packed, so that everybody finds them.
        let bytes = file.bytes();
        let start = find(bytes, b"<x:xmpmeta");
        let rest = start.map_or(&[] as &[u8], |start| &bytes[start..]);
        let end = find(&rest[..rest.len().min(LONGEST)], b"</x:xmpmeta>");
        end.map_or(Vec::new(), |end| rest[..end].to_vec())
    });
    let text = String::from_utf8_lossy(&packet[..packet.len().min(LONGEST)]);
    let mut stated = Stated::default();
    for inside in elements(&text, "dc:title") {
        let entries = elements(inside, "rdf:li");
        let all = if entries.is_empty() {
            vec![inside]
        } else {
            entries
        };
        stated
            .titles
            .extend(all.into_iter().map(words).filter(|t| !t.is_empty()));
    }
    for name in [
        "prism:doi",
        "pdfx:doi",
        "pdfx:DOI",
        "crossmark:DOI",
        "dc:identifier",
        "prism:url",
        "pdfx:WPS-ARTICLEDOI",
        "dc:description",
        "xmp:Identifier",
    ] {
        stated
            .identifiers
            .extend(elements(&text, name).into_iter().map(words));
        stated.identifiers.extend(attribute(&text, name));
    }
    stated
}

/// The contents of all elements with a name.
fn elements<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(&open) {
        rest = &rest[start + open.len()..];
        let Some(inside) = rest.find('>') else { break };
        let own = rest.starts_with(|c: char| c.is_whitespace() || c == '>');
        let Some(end) = rest.find(&close) else { break };
        if own && inside < end && out.len() < 32 {
            out.push(&rest[inside + 1..end]);
        }
        rest = &rest[end.max(inside)..];
    }
    out
}

/// The value of an attribute with a name, as packets in short form have it.
fn attribute(text: &str, name: &str) -> Option<String> {
    let start = text.find(&format!(" {name}=\""))? + name.len() + 3;
    let rest = &text[start..];
    Some(words(&rest[..rest.find('"')?]))
}

fn words(text: &str) -> String {
    tidy(&strip_markup(text))
}
