//! Headings of structured abstracts, in English and Chinese, however they are set.
//!
//! Real abstracts write `BACKGROUND: …`, `Background For …`, `BackgroundStudies …`,
//! `Purpose – …`, `Objective. …`, `背景：…`, `【目的】…`, `目的 …`. A word is a heading only
//! where a heading can stand: at the start of the text or a line, or behind the end of a
//! sentence; and only when the other headings of the text are set the same way.
//! "Results" inside a sentence is none.

mod lexicon;

use crate::bytes;
use diglot_model::{Section, SectionRole, Span};
use memchr::{memchr_iter, memchr3};

pub use lexicon::role_of;

/// A section of a text, with the places of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionSpan {
    /// The heading as printed, without its mark.
    pub label: Option<Span>,
    /// What the heading means.
    pub role: Option<SectionRole>,
    /// The body without surrounding white space; may hold several lines.
    pub body: Span,
}

/// How a heading is set off from what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Style {
    /// `Background: text`, `背景：text`
    Colon,
    /// `Purpose – text`
    Dash,
    /// `Objective. Text`
    Period,
    /// `Background Text`, `背景 text`
    Bare,
    /// `BackgroundText`, `背景text`
    Glued,
    /// `【目的】text`, `[Objective] text`
    Bracket,
    /// A line of its own.
    Line,
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    label: Span,
    /// Where the body begins.
    body: usize,
    style: Style,
    role: SectionRole,
    /// At the start of the text or of a line.
    leading: bool,
}

/// Splits a text into sections; one section without label when it has no headings.
///
/// Spans are byte offsets into `text`. Runs in time linear in the text.
pub fn sections(text: &str) -> Vec<SectionSpan> {
    let mut out = Vec::new();
    each_section(text, |section| out.push(section));
    out
}

/// The sections of a text as values: each line of a body is a paragraph, white space is
/// cleaned with `clean`.
pub fn to_sections(text: &str, clean: impl Fn(&str) -> String) -> Vec<Section> {
    let mut out = Vec::new();
    each_section(text, |section| {
        let section = Section {
            label: section.label.map(|span| clean(&text[span.range()])),
            role: section.role,
            paragraphs: lines(&text[section.body.range()])
                .map(&clean)
                .filter(|line| !line.is_empty())
                .collect(),
        };
        if section.label.is_some() || !section.paragraphs.is_empty() {
            out.push(section);
        }
    });
    out
}

fn each_section(text: &str, mut visit: impl FnMut(SectionSpan)) {
    let chosen = choose(text, &candidates(text));
    let first = chosen.first().map_or(text.len(), |c| c.outer_start(text));
    let before = trimmed(text, 0..first);
    if before.start < before.end {
        visit(SectionSpan {
            label: None,
            role: None,
            body: before,
        });
    }
    for (i, heading) in chosen.iter().enumerate() {
        let end = chosen
            .get(i + 1)
            .map_or(text.len(), |next| next.outer_start(text));
        visit(SectionSpan {
            label: Some(heading.label),
            role: Some(heading.role),
            body: trimmed(text, heading.body..end),
        });
    }
}

/// A range of a text without surrounding white space.
fn trimmed(text: &str, range: std::ops::Range<usize>) -> Span {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    Span::new(start, (range.start + slice.trim_end().len()).max(start))
}

/// The lines of a body; what ends them is left to be cleaned.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.scan(0, |start, end| {
        let line = &text[*start..end];
        *start = end + 1;
        Some(line)
    })
}

impl Candidate {
    /// Where the heading begins with its opening bracket or numbering.
    fn outer_start(&self, text: &str) -> usize {
        let start = self.label.start as usize;
        let before = text[..start].trim_end_matches('*');
        if before.len() < start {
            before.len()
        } else if self.style == Style::Bracket {
            text[..start]
                .char_indices()
                .next_back()
                .map_or(start, |(i, _)| i)
        } else {
            start
        }
    }
}

/// All places where a heading could stand and its words are a heading's.
fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    each_slot(text, |at, leading| {
        if let Some(candidate) = lexicon::read_heading(text, at, leading)
            && found.last().is_none_or(|last: &Candidate| last.body <= at)
        {
            found.push(candidate);
        }
    });
    found
}

/// What a character means for where a heading can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The end of a line.
    Break,
    /// Other white space.
    Blank,
    /// The end of a sentence.
    Stop,
    /// A semicolon.
    Pause,
    /// What may close a sentence behind its end: `(P<0.001).` and `here.” Aim`.
    Close,
    /// All else.
    Word,
}

impl Mark {
    const ASCII: [Self; 128] = {
        let mut marks = [Self::Word; 128];
        let mut at = 0;
        while at < 128 {
            marks[at] = match at as u8 {
                b'\n' | b'\r' => Self::Break,
                b' ' | b'\t' | 0x0b | 0x0c => Self::Blank,
                b'.' | b'!' | b'?' => Self::Stop,
                b';' => Self::Pause,
                b')' | b']' | b'"' | b'\'' => Self::Close,
                _ => Self::Word,
            };
            at += 1;
        }
        marks
    };

    /// The mark at a byte of a text, and its length.
    fn at(text: &str, at: usize) -> Option<(Self, usize)> {
        let byte = *text.as_bytes().get(at)?;
        if let Some(mark) = Self::ASCII.get(usize::from(byte)) {
            return Some((*mark, 1));
        }
        let c = text[at..].chars().next()?;
        let mark = match c {
            '。' | '！' | '？' => Self::Stop,
            '；' => Self::Pause,
            '”' | '’' | '）' | '】' | '」' => Self::Close,
            c if c.is_whitespace() => Self::Blank,
            _ => Self::Word,
        };
        Some((mark, c.len_utf8()))
    }
}

/// Calls `visit` with the places where a heading can begin: the start, each line's first
/// character, and the first character behind the end of a sentence. `true` marks starts of
/// lines.
fn each_slot(text: &str, mut visit: impl FnMut(usize, bool)) {
    // Whether anything may follow: at the start of a line, and behind an end.
    let mut open = true;
    let mut leading = true;
    // Whether what stood last, white space apart, ended a sentence.
    let mut stopped = false;
    let mut at = 0;
    let mut ends = Ends::new(text);
    loop {
        if !open {
            // Inside a sentence nothing happens before its end.
            match ends.next(at) {
                Some(end) => at = end,
                None => break,
            }
        }
        let Some((mark, length)) = Mark::at(text, at) else {
            break;
        };
        match mark {
            Mark::Break => (open, leading) = (true, true),
            Mark::Blank => {}
            _ => {
                if open {
                    visit(at, leading);
                }
                leading = false;
                open = match mark {
                    Mark::Stop | Mark::Pause => true,
                    Mark::Close => open && stopped,
                    _ => false,
                };
                stopped = mark == Mark::Stop;
            }
        }
        at += length;
    }
}

/// Where sentences and lines end.
struct Ends<'t> {
    bytes: &'t [u8],
    is_ascii: bool,
    /// The next of `.!?` and the next of `;`, LF and CR, from where they were last looked for.
    next: [Option<usize>; 2],
}

impl<'t> Ends<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            bytes: text.as_bytes(),
            is_ascii: text.is_ascii(),
            next: [Some(0); 2],
        }
    }

    /// The next byte from one on at which a sentence or a line ends.
    fn next(&mut self, from: usize) -> Option<usize> {
        if !self.is_ascii {
            return wide_end(self.bytes, from);
        }
        let rest = &self.bytes[from..];
        if self.next[0].is_some_and(|at| at < from || from == 0) {
            self.next[0] = memchr3(b'.', b'!', b'?', rest).map(|at| from + at);
        }
        if self.next[1].is_some_and(|at| at < from || from == 0) {
            self.next[1] = memchr3(b';', b'\n', b'\r', rest).map(|at| from + at);
        }
        match self.next {
            [Some(a), Some(b)] => Some(a.min(b)),
            [a, b] => a.or(b),
        }
    }
}

/// [`Ends::next`] in a text with full-width marks.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are compared in one step"
)]
fn wide_end(bytes: &[u8], from: usize) -> Option<usize> {
    let may_end = |b: u8| {
        (b == b'.')
            | (b == b'!')
            | (b == b'?')
            | (b == b';')
            | (b == b'\n')
            | (b == b'\r')
            // Lead bytes of the full-width marks.
            | (b == 0xe3)
            | (b == 0xef)
    };
    let mut at = from;
    loop {
        at += bytes::find(&bytes[at..], may_end)?;
        let ends = match bytes[at] {
            0xe3 => bytes[at..].starts_with("。".as_bytes()),
            0xef => ["！", "？", "；"]
                .iter()
                .any(|mark| bytes[at..].starts_with(mark.as_bytes())),
            _ => true,
        };
        if ends {
            return Some(at);
        }
        at += 1;
    }
}

/// Keeps the candidates that agree with each other.
fn choose(text: &str, candidates: &[Candidate]) -> Vec<Candidate> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let starts_text = |c: &Candidate| text[..c.outer_start(text)].trim().is_empty();
    // Headings with a mark of their own prove themselves.
    let mut colon_like = consistent(candidates);
    if colon_like.first().is_some_and(starts_text) {
        return colon_like;
    }
    if colon_like.len() >= 2 {
        // The first heading may be one that no list has ("Issue addressed:").
        let unknown = lexicon::unlisted_first(text).filter(|c| {
            c.style == colon_like[0].style && c.body <= colon_like[0].label.start as usize
        });
        return unknown.into_iter().chain(colon_like).collect();
    }
    // The others need a first heading at the start and company in the same style.
    let first = candidates.iter().find(|c| starts_text(c));
    if let Some(first) = first {
        let same: Vec<Candidate> = candidates
            .iter()
            .filter(|c| {
                c.style == first.style
                    // A period or a missing space is easily lost within one abstract.
                    || matches!((first.style, c.style), (Style::Bare, Style::Glued) | (Style::Glued, Style::Bare))
                    || c.leading && c.style != Style::Glued
            })
            .copied()
            .collect();
        let roles: std::collections::BTreeSet<_> = same.iter().map(|c| c.role).collect();
        if same.len() >= 2 && roles.len() >= 2 {
            return same;
        }
    }
    // One heading alone, inside the text: only where nothing else can be meant.
    colon_like.retain(|c| {
        let label = &text[c.label.range()];
        c.leading || c.role == SectionRole::Registration || !label.chars().any(char::is_lowercase)
    });
    colon_like
}

/// Of headings with a mark of their own, those in the style of the majority; brackets beside
/// colons are text.
fn consistent(candidates: &[Candidate]) -> Vec<Candidate> {
    let count = |style| candidates.iter().filter(|c| c.style == style).count();
    let styles = [Style::Bracket, Style::Colon, Style::Dash, Style::Line];
    let best = styles.into_iter().max_by_key(|style| count(*style));
    candidates
        .iter()
        .filter(|c| {
            styles.contains(&c.style)
                && (Some(c.style) == best || (c.leading && c.style == Style::Line))
        })
        .copied()
        .collect()
}

#[cfg(test)]
mod styles;
#[cfg(test)]
mod tests;
