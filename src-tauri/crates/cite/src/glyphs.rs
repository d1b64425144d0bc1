//! Formatted text, character by character, and characters that the formatter leaves alone.

use diglot_text::tidy::tidy;
use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

/// Stands for a name that the source left out.
pub(crate) const REST: char = '\u{10fffd}';

/// Stands where the number of the entry stood.
const NUMBER: char = '\u{10fffc}';

/// Letters are shielded by moving them here, into a plane that has no letters.
const SHIELD: u32 = 0xf_0000;

/// A value as it may be handed to the formatter.
pub(crate) fn clean(text: &str) -> String {
    let private = |c: char| c as u32 >= SHIELD;
    if text.contains(private) {
        tidy(&text.replace(private, ""))
    } else {
        tidy(text)
    }
}

/// Keeps the case of a text whatever the style does to it.
pub(crate) fn shield(text: &str) -> String {
    let shielded = |c: char| {
        let cased = c.is_lowercase() || c.is_uppercase();
        let moved = (cased && (c as u32) < 0xfffe).then_some(SHIELD + c as u32);
        moved.and_then(char::from_u32).unwrap_or(c)
    };
    text.chars().map(shielded).collect()
}

/// Keeps the formatter from taking a text such as 2011年卷 for a number.
pub(crate) fn shield_digits(text: &str) -> String {
    let shielded = |c: char| {
        let moved = c.is_numeric().then_some(SHIELD + c as u32);
        moved.and_then(char::from_u32).unwrap_or(c)
    };
    text.chars().map(shielded).collect()
}

fn unshield(c: char) -> char {
    let moved = (c as u32).checked_sub(SHIELD).filter(|c| *c < 0xfffe);
    moved.and_then(char::from_u32).unwrap_or(c)
}

/// How a character is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Marks {
    italic: bool,
    bold: bool,
    align: VerticalAlign,
}

impl Marks {
    fn of(formatting: Formatting) -> Self {
        Self {
            italic: formatting.font_style == FontStyle::Italic,
            bold: formatting.font_weight == FontWeight::Bold,
            align: formatting.vertical_align,
        }
    }

    fn tags(self) -> impl DoubleEndedIterator<Item = &'static str> {
        [
            (self.italic, "i"),
            (self.bold, "b"),
            (self.align == VerticalAlign::Sup, "sup"),
            (self.align == VerticalAlign::Sub, "sub"),
        ]
        .into_iter()
        .filter_map(|(on, tag)| on.then_some(tag))
    }
}

/// A formatted entry, character by character.
#[derive(Debug, Clone, Default)]
pub(crate) struct Glyphs(Vec<(char, Marks)>);

impl Glyphs {
    /// Unformatted text.
    pub(crate) fn plain(text: &str) -> Self {
        Self(text.chars().map(|c| (c, Marks::default())).collect())
    }

    /// Adds what the formatter gave, without the number of the entry.
    pub(crate) fn add(&mut self, children: &ElemChildren) {
        let before = self.0.len();
        for child in &children.0 {
            self.add_child(child, before);
        }
    }

    /// Adds one part of what the formatter gave.
    pub(crate) fn add_child(&mut self, child: &ElemChild, start: usize) {
        match child {
            ElemChild::Text(text) | ElemChild::Link { text, .. } => self.text(text),
            ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber) => {
                // The bracket that was opened for it goes with it.
                while self.0.len() > start
                    && self.0.last().is_some_and(|(c, _)| "[(（［".contains(*c))
                {
                    self.0.pop();
                }
                self.0.push((NUMBER, Marks::default()));
            }
            ElemChild::Elem(elem) => {
                // Blocks and margins are white space in a line.
                if elem.display.is_some() {
                    self.0.push((' ', Marks::default()));
                }
                for child in &elem.children.0 {
                    self.add_child(child, start);
                }
            }
            ElemChild::Markup(text) => self.0.extend(Self::plain(text).0),
            ElemChild::Transparent { .. } => {}
        }
    }

    fn text(&mut self, text: &Formatted) {
        let marks = Marks::of(text.formatting);
        self.0.extend(text.text.chars().map(|c| (c, marks)));
    }

    /// Takes out the names that stood for those left out. Where the style has not said
    /// "and others" after them, `et_al` is put in their place.
    pub(crate) fn drop_rest(&mut self, et_al: &str) {
        /// Between two names there is a separator, at most with "and" or "…".
        const GAP: usize = 8;
        let separator = |c: char| c.is_whitespace() || ",;，；、".contains(c);
        while let Some(first) = self.0.iter().position(|(c, _)| *c == REST) {
            let mut last = first;
            let rests = self.0.iter().enumerate().skip(first);
            for (at, _) in rests.filter(|(_, (c, _))| *c == REST) {
                if at - last <= GAP {
                    last = at;
                }
            }
            let after: String = self.0[last + 1..]
                .iter()
                .map(|(c, _)| *c)
                .skip_while(|c| separator(*c))
                .take(et_al.chars().count())
                .collect();
            if after == et_al {
                let kept = self.0[..first]
                    .iter()
                    .rposition(|(c, _)| !separator(*c))
                    .map_or(0, |at| at + 1);
                self.0.drain(kept..=last);
            } else {
                let marks = self.0[first].1;
                let term = et_al.chars().map(|c| (c, marks));
                self.0.splice(first..=last, term);
            }
        }
    }

    /// Brings the text to its final form: no number, letters back in their place, one
    /// space where there are several.
    pub(crate) fn finish(mut self) -> Self {
        let closing = |c: char| c.is_whitespace() || "])）］.".contains(c);
        if let Some(number) = self.0.iter().position(|(c, _)| *c == NUMBER) {
            let after = self.0[number + 1..].iter();
            let residue = after.take_while(|(c, _)| closing(*c)).count();
            let leads = self.0[..number].iter().all(|(c, _)| c.is_whitespace());
            self.0
                .drain(number..=number + if leads { residue } else { 0 });
        }
        let mut out: Vec<(char, Marks)> = Vec::with_capacity(self.0.len());
        for (c, marks) in self.0 {
            let blank = c == '\n' || c == ' ';
            match out.last() {
                None | Some((' ', _)) if blank => {}
                _ if blank => out.push((' ', marks)),
                _ if c == NUMBER => {}
                _ => out.push((unshield(c), marks)),
            }
        }
        while out.last().is_some_and(|(c, _)| c.is_whitespace()) {
            out.pop();
        }
        Self(out)
    }

    /// Whether nothing is left that could be read.
    pub(crate) fn is_empty(&self) -> bool {
        !self.0.iter().any(|(c, _)| c.is_alphanumeric())
    }

    pub(crate) fn to_text(&self) -> String {
        self.0.iter().map(|(c, _)| *c).collect()
    }

    /// HTML with `i`, `b`, `sup` and `sub` alone.
    pub(crate) fn to_html(&self) -> String {
        let mut out = String::with_capacity(self.0.len() + 32);
        let mut open = Marks::default();
        let turn = |out: &mut String, from: Marks, to: Marks| {
            from.tags().rev().for_each(|tag| {
                out.push_str("</");
                out.push_str(tag);
                out.push('>');
            });
            to.tags().for_each(|tag| {
                out.push('<');
                out.push_str(tag);
                out.push('>');
            });
        };
        for (c, marks) in &self.0 {
            if *marks != open {
                turn(&mut out, open, *marks);
                open = *marks;
            }
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                c => out.push(*c),
            }
        }
        turn(&mut out, open, Marks::default());
        out
    }
}
