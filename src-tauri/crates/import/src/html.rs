//! Copied HTML as the lines of text that the readers take.
//!
//! Blocks become lines, cells tabs; scripts, styles and what is hidden are left out. What
//! plain text loses is kept: superscripts behind names stay marks of affiliations and
//! those in prose stay superscripts, and the DOI of a link is written where the page's
//! text has none. The tokens are read as they come, no tree is built: no depth of nesting
//! can exhaust the stack.

use crate::places::places;
use crate::{Choices, ImportPlan};
use diglot_text::identifiers::find_doi;
use diglot_text::script;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// How much HTML is read, in bytes: a page of a hundred abstracts has less than one tenth.
const MOST: usize = 16 << 20;

/// The text of a paste: of its HTML, unless the readers find less in that than in the
/// plain text that came with it.
pub fn pasted_text(plain: &str, html: Option<&str>) -> String {
    let Some(html) = html.filter(|html| html.len() <= MOST) else {
        return plain.to_owned();
    };
    let text = text_of_html(html);
    if plain.trim().is_empty() || worth(&text) >= worth(plain) {
        text
    } else {
        plain.to_owned()
    }
}

/// How many records the readers find, and how many fields of them.
fn worth(text: &str) -> (usize, usize) {
    let mut plan = ImportPlan::default();
    plan.add(String::new(), text.into(), &Choices::default());
    let fields = plan.records.iter().map(|record| {
        let found = places(&record.reference).into_iter();
        found
            .map(|place| (place.field, place.lang))
            .collect::<BTreeSet<_>>()
            .len()
    });
    (plan.records.len(), fields.sum())
}

/// The text of an HTML page or of a part of one.
pub fn text_of_html(html: &str) -> String {
    let mut end = html.len().min(MOST);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let html = fragment(&html[..end]);
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // A script's end stops the tokenizer once each.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// What a clipboard says was selected; browsers on Windows wrap it.
fn fragment(html: &str) -> &str {
    const START: &str = "<!--StartFragment-->";
    let start = html.find(START).map_or(0, |at| at + START.len());
    let end = html[start..].find("<!--EndFragment-->");
    &html[start..end.map_or(html.len(), |at| start + at)]
}

#[derive(Default)]
struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => writer.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                writer.start(&tag);
                if let Some(kind) = raw_kind(&tag.name) {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::TagToken(tag) => writer.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements whose content is no markup.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}

/// Elements without text of the page.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "iframe"
            | "noembed"
            | "noframes"
            | "textarea"
            | "title"
            | "head"
            | "template"
            | "svg"
            | "object"
            | "canvas"
            | "select"
            | "audio"
            | "video"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// How an element stands among lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Inline,
    Cell,
    Line,
    /// With an empty line before and behind it.
    Paragraph,
}

fn shape_of(name: &str) -> Shape {
    match name {
        "td" | "th" => Shape::Cell,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "table" => {
            Shape::Paragraph
        }
        "address" | "article" | "aside" | "body" | "br" | "button" | "center" | "dd"
        | "details" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "header" | "hr" | "html" | "legend" | "li" | "main" | "menu"
        | "nav" | "ol" | "option" | "section" | "summary" | "tbody" | "tfoot" | "thead" | "tr"
        | "ul" => Shape::Line,
        _ => Shape::Inline,
    }
}

/// A part of a line.
enum Piece {
    Text(String),
    Raised(String),
}

/// A link that is open.
struct Link {
    doi: String,
    text: String,
}

/// Collects lines.
#[derive(Default)]
struct Writer {
    out: String,
    line: Vec<Piece>,
    /// Line ends that are due before the next text.
    due: usize,
    /// The element that is left out, and how many of its name are open.
    left_out: Option<(String, usize)>,
    /// How many `sup`, and `pre`, are open.
    raised: usize,
    preformatted: usize,
    link: Option<Link>,
    /// DOIs of links.
    dois: BTreeSet<String>,
}

impl Writer {
    fn start(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if let Some((left_out, depth)) = &mut self.left_out {
            // A head that was never closed ends where the body begins.
            if name == "body" && left_out == "head" {
                self.left_out = None;
            } else {
                *depth += usize::from(name == left_out);
                return;
            }
        }
        if !is_void(name) && !tag.self_closing && (is_left_out(name) || is_hidden(tag)) {
            self.left_out = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "sup" => self.raised += 1,
            "pre" => self.preformatted += 1,
            "a" => self.open_link(tag),
            _ => {}
        }
        self.separate(name, true);
    }

    fn end(&mut self, name: &str) {
        if let Some((left_out, depth)) = &mut self.left_out {
            if name == left_out {
                *depth -= 1;
                if *depth == 0 {
                    self.left_out = None;
                }
            }
            return;
        }
        match name {
            "sup" => self.raised = self.raised.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "a" => self.close_link(),
            _ => {}
        }
        self.separate(name, false);
    }

    fn separate(&mut self, name: &str, starts: bool) {
        match shape_of(name) {
            Shape::Cell if starts => {
                if !self.line.is_empty() {
                    self.line.push(Piece::Text("\t".to_owned()));
                }
            }
            Shape::Inline | Shape::Cell => {}
            Shape::Line => self.break_line(1),
            Shape::Paragraph => self.break_line(2),
        }
        if name == "br" {
            // Two of them are an empty line.
            self.due = (self.due + 1).min(2);
        }
    }

    fn text(&mut self, text: &str) {
        if self.left_out.is_some() {
            return;
        }
        if let Some(link) = &mut self.link {
            link.text.push_str(text);
        }
        if self.preformatted > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.break_line(1);
                    self.due = (self.due + 1).min(2);
                }
                self.piece(line);
            }
        } else {
            self.piece(text);
        }
    }

    fn piece(&mut self, text: &str) {
        let pieces = &mut self.line;
        match (pieces.last_mut(), self.raised > 0) {
            (Some(Piece::Raised(last)), true) | (Some(Piece::Text(last)), false) => {
                last.push_str(text);
            }
            (_, true) => pieces.push(Piece::Raised(text.to_owned())),
            (_, false) => pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn open_link(&mut self, tag: &Tag) {
        self.close_link();
        let href = tag.attrs.iter().find(|a| &*a.name.local == "href");
        let found = href.and_then(|href| find_doi(&unescaped(&href.value)));
        self.link = found.map(|found| Link {
            doi: found.identifier.value,
            text: String::new(),
        });
    }

    /// A link that says no more than "DOI" is written as its DOI.
    fn close_link(&mut self) {
        let Some(link) = self.link.take() else {
            return;
        };
        let says = link.text.trim().to_lowercase();
        let label = says.trim_end_matches([':', '：', '.', '…', ' ']);
        if matches!(label, "doi" | "view doi" | "doi link" | "crossref doi") {
            self.piece(&format!(": {}", link.doi));
        }
        self.dois.insert(link.doi);
    }

    /// Ends the line; `due` is 2 for an empty one behind it.
    fn break_line(&mut self, due: usize) {
        let line = settled(&std::mem::take(&mut self.line));
        if !line.is_empty() {
            if !self.out.is_empty() {
                let breaks = self.due.clamp(1, 2);
                self.out.extend(std::iter::repeat_n('\n', breaks));
            }
            self.out.push_str(&line);
            self.due = 0;
        }
        self.due = self.due.max(due);
    }

    fn finish(mut self) -> String {
        self.close_link();
        self.break_line(1);
        // Of several DOIs nobody knows which one is the work's.
        if let (Some(doi), 1) = (self.dois.first(), self.dois.len())
            && !self.out.to_lowercase().contains(doi.as_str())
        {
            self.out.push_str("\n\nDOI: ");
            self.out.push_str(doi);
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }
}

fn is_hidden(tag: &Tag) -> bool {
    tag.attrs.iter().any(|a| match &*a.name.local {
        "hidden" => true,
        "aria-hidden" => a.value.eq_ignore_ascii_case("true"),
        "style" => {
            let style: String = a.value.split_whitespace().collect();
            style.contains("display:none")
        }
        _ => false,
    })
}

/// An address with its `%2F` and the like written out.
fn unescaped(href: &str) -> String {
    let bytes = href.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = bytes
            .get(at + 1..at + 3)
            .filter(|_| *byte == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A line with its superscripts as the readers know them.
fn settled(pieces: &[Piece]) -> String {
    let body: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Raised(_) => "",
        })
        .collect();
    let names = are_names(&body);
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Raised(mark) => {
                let mark = mark.trim();
                let numbers: Vec<&str> = mark
                    .split(|c: char| !c.is_ascii_digit())
                    .filter(|n| !n.is_empty())
                    .collect();
                if names || out.trim().is_empty() {
                    // Marks of affiliations, behind names or before addresses.
                    out.push(' ');
                    out.push_str(&numbers.join(" "));
                    out.push(' ');
                } else {
                    out.push_str(&raised(mark));
                }
            }
        }
    }
    let cells = out.split('\t').map(|cell| {
        cell.split([' ', '\n', '\r', '\u{c}'])
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .replace(" ,", ",")
            .replace(" ;", ";")
    });
    let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
    cells.join("\t")
}

/// Whether a line without its superscripts is a list of names: short parts of words with
/// capitals, or of ideographs.
fn are_names(line: &str) -> bool {
    let parts: Vec<&str> = line
        .split([',', ';', '，', '；', '、', '\t'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is_name = |part: &&str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let capitals = words
            .iter()
            .filter(|w| w.starts_with(|c: char| c.is_uppercase() || script::is_han(c)))
            .count();
        words.len() <= 6
            && capitals * 2 > words.len()
            && !part.contains(|c: char| c.is_ascii_digit() || "=<>%/()".contains(c))
            && part.chars().count() <= 60
    };
    !parts.is_empty() && parts.iter().all(is_name) && !line.contains(". ")
}

/// A superscript in prose: 10⁻³, m².
fn raised(mark: &str) -> String {
    let high = |c: char| {
        Some(match c {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4'..='9' => char::from_u32('⁴' as u32 + (c as u32 - '4' as u32))?,
            '+' => '⁺',
            '-' | '−' | '–' => '⁻',
            'n' => 'ⁿ',
            _ => return None,
        })
    };
    let all: Option<String> = mark.chars().map(high).collect();
    all.unwrap_or_else(|| mark.to_owned())
}
