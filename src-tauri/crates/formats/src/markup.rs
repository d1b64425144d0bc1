//! Markup of services' answers (JATS, HTML, MathML) brought to plain text and sections.
//!
//! Nothing of it is kept as markup. Reading goes through the text once, without recursion;
//! a value is cut at [`LONGEST`].

use crate::mojibake::repair;
use diglot_text::tidy::tidy;

/// The most bytes of one value that are read.
const LONGEST: usize = 256 << 10;
/// The longest tag that is recognised, in bytes; what is longer is text.
const LONGEST_TAG: usize = 400;

/// Elements without a prefix that are markup and not text in angle brackets.
const ELEMENTS: &[&str] = &[
    "a",
    "abstract",
    "b",
    "bold",
    "br",
    "cite",
    "div",
    "em",
    "ext-link",
    "fig",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "inf",
    "italic",
    "label",
    "li",
    "list",
    "list-item",
    "math",
    "ol",
    "p",
    "q",
    "sc",
    "scp",
    "sec",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "title",
    "trans-abstract",
    "tt",
    "u",
    "ul",
    "underline",
];

/// A part of a text with markup.
enum Part<'a> {
    Text(&'a str),
    /// Local name in lower case, and the language that it states.
    Open(String, Option<&'a str>),
    Close(String),
}

/// A section as an answer marks it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RawSection {
    /// The language that the markup states.
    pub(crate) lang: Option<String>,
    pub(crate) label: Option<String>,
    pub(crate) paragraphs: Vec<String>,
}

/// A value as plain text: markup gone, character references resolved, mojibake repaired,
/// white space tidied.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut skipped = None;
    for part in parts(text) {
        match part {
            Part::Text(text) if skipped.is_none() => out.push_str(&resolve(text)),
            Part::Open(name, _) if is_silent(&name) => skipped = skipped.or(Some(name)),
            Part::Close(name) if skipped.as_ref() == Some(&name) => skipped = None,
            Part::Open(name, _) | Part::Close(name) if is_block(&name) => out.push(' '),
            Part::Text(_) | Part::Open(..) | Part::Close(_) => {}
        }
    }
    tidy(&repair(&out))
}

/// The sections of an abstract. One without any markup has one section with one paragraph
/// a line.
pub(crate) fn sections(text: &str) -> Vec<RawSection> {
    let mut reader = SectionReader::default();
    let mut skipped = None;
    for part in parts(text) {
        match part {
            Part::Text(text) if skipped.is_none() => reader.text(text),
            Part::Text(_) => {}
            Part::Open(name, _) if is_silent(&name) => skipped = skipped.or(Some(name)),
            Part::Close(name) if skipped.as_ref() == Some(&name) => skipped = None,
            Part::Open(name, lang) => reader.open(&name, lang),
            Part::Close(name) => reader.close(&name),
        }
    }
    reader.finish()
}

#[derive(Default)]
struct SectionReader {
    done: Vec<RawSection>,
    current: RawSection,
    buffer: String,
    in_label: bool,
    lang: Option<String>,
}

impl SectionReader {
    fn text(&mut self, text: &str) {
        self.buffer.push_str(&resolve(text));
    }

    fn open(&mut self, name: &str, lang: Option<&str>) {
        match name {
            "sec" | "section" | "abstract" | "trans-abstract" => {
                self.end_section();
                // A section is in the language of its abstract.
                if lang.is_some() || !matches!(name, "sec" | "section") {
                    self.lang = lang.map(str::to_owned);
                }
            }
            "title" | "h1" | "h2" | "h3" | "h4" => {
                self.end_paragraph();
                self.in_label = true;
            }
            name if is_block(name) => {
                self.end_paragraph();
                if lang.is_some() && self.lang.as_deref() != lang {
                    self.end_section();
                    self.lang = lang.map(str::to_owned);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "sec" | "section" => self.end_section(),
            "abstract" | "trans-abstract" => {
                self.end_section();
                self.lang = None;
            }
            "title" | "h1" | "h2" | "h3" | "h4" if self.in_label => {
                self.in_label = false;
                let label = tidy(&repair(&std::mem::take(&mut self.buffer)));
                let label = label.trim_end_matches([':', '：', '.', '。', ' ']);
                if label.is_empty() || is_title_of_abstract(label) {
                    return;
                }
                if self.current.label.is_some() || !self.current.paragraphs.is_empty() {
                    self.end_section();
                }
                self.current.label = Some(label.to_owned());
            }
            name if is_block(name) => self.end_paragraph(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.in_label = false;
        for line in std::mem::take(&mut self.buffer).lines() {
            let paragraph = tidy(&repair(line));
            if !paragraph.is_empty() {
                self.current.paragraphs.push(paragraph);
            }
        }
    }

    fn end_section(&mut self) {
        self.end_paragraph();
        let mut section = std::mem::take(&mut self.current);
        section.lang.clone_from(&self.lang);
        if section.label.is_some() || !section.paragraphs.is_empty() {
            self.done.push(section);
        }
    }

    fn finish(mut self) -> Vec<RawSection> {
        self.end_section();
        self.done
    }
}

/// "Abstract" above an abstract says nothing.
fn is_title_of_abstract(label: &str) -> bool {
    let folded = label.to_lowercase();
    let tight: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(
        tight.as_str(),
        "abstract" | "summary" | "摘要" | "提要" | "résumé" | "zusammenfassung" | "resumen"
    )
}

/// Elements that begin a new paragraph, or a new word.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "br"
            | "div"
            | "li"
            | "list-item"
            | "list"
            | "ul"
            | "ol"
            | "sec"
            | "section"
            | "title"
            | "abstract"
            | "trans-abstract"
            | "disp-formula"
    )
}

/// Elements that say again, in TeX, what stands beside them.
fn is_silent(name: &str) -> bool {
    matches!(name, "tex-math" | "annotation")
}

/// Takes a text apart into tags and what stands between them.
fn parts(text: &str) -> Vec<Part<'_>> {
    let text = cut(text);
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = text[at..].find('<') {
        let start = at + next;
        let Some((end, part)) = tag(text, start) else {
            at = start + 1;
            continue;
        };
        if from < start {
            out.push(Part::Text(&text[from..start]));
        }
        out.extend(part);
        (from, at) = (end, end);
    }
    if from < text.len() {
        out.push(Part::Text(&text[from..]));
    }
    out
}

/// The tag at a `<`, if it is one: where it ends, and what it is.
fn tag(text: &str, start: usize) -> Option<(usize, Option<Part<'_>>)> {
    let length = text.as_bytes()[start..]
        .iter()
        .take(LONGEST_TAG)
        .skip(1)
        .position(|byte| matches!(byte, b'<' | b'>'))?
        + 1;
    if text.as_bytes()[start + length] == b'<' {
        return None;
    }
    let inner = &text[start + 1..start + length];
    let end = start + length + 1;
    if inner.starts_with(['!', '?']) {
        return Some((end, None));
    }
    let (closes, name) = match inner.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inner),
    };
    let whole = name
        .split(|c: char| c.is_whitespace() || c == '/')
        .next()?
        .to_ascii_lowercase();
    let (known, local) = match whole.split_once(':') {
        Some((prefix, local)) => (matches!(prefix, "jats" | "mml" | "m"), local),
        None => (ELEMENTS.contains(&whole.as_str()), whole.as_str()),
    };
    if !known {
        return None;
    }
    let local = local.to_owned();
    let part = if closes {
        Part::Close(local)
    } else if inner.ends_with('/') && local != "br" {
        return Some((end, None));
    } else {
        Part::Open(local, stated_language(inner))
    };
    Some((end, Some(part)))
}

/// The language that the attributes of a tag state.
fn stated_language(tag: &str) -> Option<&str> {
    let at = tag.find("lang=")? + 5;
    let quote = tag[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))?;
    let value = &tag[at + 1..];
    Some(value[..value.find(quote)?].trim()).filter(|lang| !lang.is_empty())
}

/// Resolves character references; what was encoded twice, which is common, too.
fn resolve(text: &str) -> String {
    let once = crate::document::resolve(text);
    if once.contains("&lt;") || once.contains("&gt;") || once.contains("&#") {
        crate::document::resolve(&once).into_owned()
    } else {
        once.into_owned()
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn section(label: &str, paragraphs: &[&str]) -> RawSection {
        RawSection {
            lang: None,
            label: (!label.is_empty()).then(|| label.to_owned()),
            paragraphs: paragraphs.iter().map(|p| (*p).to_owned()).collect(),
        }
    }

    #[test]
    fn values_become_plain() {
        assert_eq!(
            plain("<i>E. coli</i> &amp; H<sub>2</sub>O"),
            "E. coli & H2O"
        );
        assert_eq!(plain("Line<br/>break\n  here"), "Line break here");
        assert_eq!(
            plain("p &amp;lt; 0.05, x <y> z, a < b"),
            "p < 0.05, x <y> z, a < b"
        );
        assert_eq!(
            plain("<mml:math><mml:mi>x</mml:mi></mml:math><jats:tex-math>$$x$$</jats:tex-math>"),
            "x"
        );
        assert_eq!(
            plain("ProthÃ¨se &#233;"),
            "ProthÃ¨se é",
            "not all of it is an accident"
        );
        assert_eq!(
            plain("<script>alert(1)</script>"),
            "<script>alert(1)</script>"
        );
    }

    #[test]
    fn jats_becomes_sections() {
        let text = "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background:</jats:title>\
            <jats:p>Synthetic <jats:italic>text</jats:italic>.</jats:p><jats:p>More.</jats:p></jats:sec>\
            <jats:sec><jats:title>Trial registration</jats:title><jats:p>NCT00000000.</jats:p></jats:sec>";
        assert_eq!(
            sections(text),
            [
                section("Background", &["Synthetic text.", "More."]),
                section("Trial registration", &["NCT00000000."]),
            ]
        );
        let flat = "<p>One.</p><p>Two.</p>";
        assert_eq!(sections(flat), [section("", &["One.", "Two."])]);
        assert_eq!(sections("One.\nTwo."), [section("", &["One.", "Two."])]);
        let headed = "<jats:title>Aim</jats:title><jats:p>A.</jats:p><jats:title>Results</jats:title><jats:p>B.</jats:p>";
        assert_eq!(
            sections(headed),
            [section("Aim", &["A."]), section("Results", &["B."])]
        );
        assert!(sections("<jats:p> </jats:p>").is_empty());
        let two = "<jats:abstract xml:lang='en'><jats:sec><jats:p>A.</jats:p></jats:sec></jats:abstract>\
            <jats:abstract><jats:p xml:lang=\"zh\">乙。</jats:p></jats:abstract><jats:p>C.</jats:p>";
        let langs: Vec<_> = sections(two).into_iter().map(|s| s.lang).collect();
        assert_eq!(langs, [Some("en".to_owned()), Some("zh".to_owned()), None]);
    }

    #[test]
    fn hostile_texts_are_read_in_time() {
        let open = "<".repeat(1 << 20);
        assert!(plain(&open).len() <= LONGEST);
        let nested = "<jats:sec>".repeat(100_000);
        assert!(sections(&nested).len() <= 1, "the cut goes through a tag");
        let long = "好".repeat(LONGEST);
        assert!(plain(&long).len() <= LONGEST);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[<>/&;#a-z \\PC]{0,200}") {
            plain(&text);
            sections(&text);
        }
    }
}
