//! Text in styles: `<style face="italic">Homo</style>`. What carries meaning becomes the
//! markup that CSL uses in titles, `<i>`, `<b>`, `<sup>` and `<sub>`, and back.

use crate::xml::{attribute, escape, line_ends, offset, push_entity};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::fmt::Write as _;

/// Faces and the tags that they become, the outermost first.
const FACES: [(&str, &str); 4] = [
    ("bold", "b"),
    ("italic", "i"),
    ("superscript", "sup"),
    ("subscript", "sub"),
];

/// Text of one style: a bit for each face.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    faces: u8,
    text: String,
}

/// The text of an element with its markup.
pub(super) fn marked(raw: &str) -> String {
    let runs = runs(raw);
    let plain = runs
        .iter()
        .all(|r| r.text.trim().is_empty() || r.faces == 0);
    let first = runs
        .iter()
        .find(|r| !r.text.trim().is_empty())
        .map_or(0, |r| r.faces);
    // A value that is italic as a whole is only set so.
    let whole = runs
        .iter()
        .all(|r| r.text.trim().is_empty() || r.faces == first);
    let mut out = String::with_capacity(raw.len());
    for run in &runs {
        if plain || whole || run.faces == 0 || run.text.trim().is_empty() {
            out.push_str(&run.text);
            continue;
        }
        let text = run.text.trim();
        let start = run.text.len() - run.text.trim_start().len();
        out.push_str(&run.text[..start]);
        for (bit, (_, tag)) in FACES.iter().enumerate() {
            if run.faces & (1 << bit) != 0 {
                let _ = write!(out, "<{tag}>");
            }
        }
        out.push_str(text);
        for (bit, (_, tag)) in FACES.iter().enumerate().rev() {
            if run.faces & (1 << bit) != 0 {
                let _ = write!(out, "</{tag}>");
            }
        }
        out.push_str(&run.text[start + text.len()..]);
    }
    line_ends(out)
}

/// The text of an element without markup. White space between styles is the file's layout.
pub(super) fn unmarked(raw: &str) -> String {
    if !raw.contains("<style") {
        return crate::xml::plain(raw);
    }
    line_ends(runs(raw).into_iter().map(|r| r.text).collect())
}

/// The runs of one style, in order.
fn runs(raw: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut reader = Reader::from_str(raw);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut styles: Vec<u8> = Vec::new();
    let any = raw.contains("<style");
    let mut text = String::new();
    loop {
        let start = offset(&reader);
        let Ok(event) = reader.read_event() else {
            break;
        };
        let end = offset(&reader);
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::CData(part) => text.push_str(&part),
            Event::GeneralRef(name) => push_entity(&name, &mut text),
            Event::Start(_) => {
                flush(&mut runs, &mut text, &styles, any);
                styles.push(faces(raw.get(start..end).unwrap_or_default()));
            }
            Event::End(_) => {
                flush(&mut runs, &mut text, &styles, any);
                styles.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    flush(&mut runs, &mut text, &styles, any);
    runs
}

fn flush(runs: &mut Vec<Run>, text: &mut String, styles: &[u8], any: bool) {
    let layout = any && styles.is_empty() && text.trim().is_empty();
    let faces = styles.last().copied().unwrap_or(0);
    let text = std::mem::take(text);
    if text.is_empty() || layout {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.faces == faces => last.text.push_str(&text),
        _ => runs.push(Run { faces, text }),
    }
}

/// The faces of a tag.
fn faces(tag: &str) -> u8 {
    let Some(names) = attribute(tag.trim_start_matches("<style"), "face") else {
        return 0;
    };
    let mut faces = 0;
    for name in names.split_whitespace() {
        if let Some(bit) = FACES.iter().position(|(face, _)| *face == name) {
            faces |= 1 << bit;
        }
    }
    faces
}

/// A value as XML: its markup in styles where reading gives the same markup back, else all
/// of it as text.
pub(super) fn written(text: &str) -> String {
    if !text.contains('<') {
        return escape(text);
    }
    styles_of(text)
        .filter(|xml| marked(xml) == text)
        .unwrap_or_else(|| escape(text))
}

fn styles_of(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = text;
    let mut any = false;
    let mut push = |part: &str, open: &[usize]| {
        if part.is_empty() {
            return;
        }
        let faces: Vec<&str> = open.iter().map(|bit| FACES[*bit].0).collect();
        let face = if faces.is_empty() {
            "normal".to_owned()
        } else {
            faces.join(" ")
        };
        let _ = write!(
            out,
            "<style face=\"{face}\" font=\"default\" size=\"100%\">{}</style>",
            escape(part)
        );
    };
    while let Some(at) = rest.find('<') {
        let tag = FACES.iter().enumerate().find_map(|(bit, (_, name))| {
            let inner = &rest[at + 1..];
            let (closes, inner) = match inner.strip_prefix('/') {
                Some(inner) => (true, inner),
                None => (false, inner),
            };
            let inner = inner.strip_prefix(name)?.strip_prefix('>')?;
            Some((bit, closes, rest.len() - inner.len()))
        });
        let (bit, closes, end) = tag?;
        push(&rest[..at], &open);
        any = true;
        if closes {
            if open.pop() != Some(bit) {
                return None;
            }
        } else {
            open.push(bit);
        }
        rest = &rest[end..];
    }
    push(rest, &open);
    (any && open.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(face: &str, text: &str) -> String {
        format!("<style face=\"{face}\" font=\"default\" size=\"100%\">{text}</style>")
    }

    #[test]
    fn faces_become_markup() {
        let raw = format!(
            "\n  {}\n  {}\n  {}{}",
            style("normal", "Growth of"),
            style("italic", " Salix &amp; kin "),
            style("normal", "in CO"),
            style("subscript", "2")
        );
        assert_eq!(
            marked(&raw),
            "Growth of <i>Salix & kin</i> in CO<sub>2</sub>"
        );
        assert_eq!(unmarked(&raw), "Growth of Salix & kin in CO2");
        let raw = style("bold italic underline", "Set so as a whole");
        assert_eq!(marked(&raw), "Set so as a whole");
        assert_eq!(
            marked("no styles &lt;i&gt; <![CDATA[a & b]]>"),
            "no styles <i> a & b"
        );
    }

    #[test]
    fn markup_goes_back_to_faces() {
        for text in [
            "Growth of <i>Salix</i> in CO<sub>2</sub>",
            "<b><i>Salix</i></b> at work",
            "p <i> q & r",
            "<i>Whole</i>",
            "a < b > c",
            "<i>a<i>b</i></i>",
            "x <sup> y</sup>",
        ] {
            let xml = written(text);
            assert_eq!(marked(&xml), text, "{xml}");
        }
        assert!(written("CO<sub>2</sub> here").contains("face=\"subscript\""));
    }
}
