//! Titles and abstracts of a MEDLINE record, with their languages.

use super::super::{flow, kinds, language};
use super::{MANY, Mapper};
use diglot_model::{
    Abstract, LanguageTag, LocalizedText, Origin, ReferenceType, Sourced, TextField,
};
use diglot_text::{headings, tidy::tidy};
use std::ops::Range;

impl Mapper<'_, '_> {
    pub(super) fn titles(&mut self) {
        let is_book = kinds::kind_of(&self.types).is_some_and(|(k, _)| k == ReferenceType::Book);
        let book = self.of(*b"BTI ").next().filter(|_| is_book);
        if let Some(range) = book.clone() {
            let title = without_stop(&flow::joined(self.raw(&range))).to_owned();
            self.title(title, None, range);
        }
        // Some programs break a title into fields.
        let ranges: Vec<Range<usize>> = self.of(*b"TI  ").collect();
        if let Some(first) = ranges.first() {
            let words: Vec<String> = ranges.iter().map(|r| flow::joined(self.raw(r))).collect();
            let whole = words.join(" ");
            let (title, translated) = own_title(&whole);
            if book.is_some() || is_placeholder_title(title) {
                if self.builder.reference.title() != Some(title) {
                    self.builder.unmapped("TI", &whole);
                }
            } else {
                // MEDLINE's titles are English, in brackets when the work is not. A title
                // alone without them is in the language of the work.
                let english = self
                    .of(*b"LA  ")
                    .any(|r| language::tag_of(self.raw(&r)).is_some_and(|tag| tag.is_english()));
                let alone = !translated && !english && self.of(*b"TT  ").next().is_none();
                let stated = self.language.clone().filter(|l| alone && !l.is_chinese());
                self.title(title.to_owned(), stated.as_ref(), first.clone());
            }
        }
        for range in self.of(*b"TT  ").collect::<Vec<_>>() {
            let title = without_stop(&flow::joined(self.raw(&range))).to_owned();
            let stated = self.foreign.clone().or_else(|| self.language.clone());
            if self.builder.reference.texts(TextField::Title).len() < MANY {
                self.title(title, stated.as_ref(), range);
            } else {
                self.builder.unmapped("TT", &title);
            }
        }
    }

    fn title(&mut self, text: String, stated: Option<&LanguageTag>, range: Range<usize>) {
        let lang = language::of_text(&text, stated);
        let span = self.builder.span(&range);
        let value = LocalizedText::new(lang, text);
        self.builder
            .reference
            .add_text(TextField::Title, Sourced::at(value, span));
    }

    pub(super) fn abstracts(&mut self) {
        let ranges: Vec<Range<usize>> = self.of(*b"AB  ").collect();
        if let (Some(first), Some(last)) = (ranges.first(), ranges.last()) {
            let texts: Vec<String> = ranges
                .iter()
                .map(|r| flow::paragraphs(self.raw(r)))
                .collect();
            let range = first.start..last.end;
            let at = if ranges.len() == 1 {
                range
            } else {
                first.clone()
            };
            self.abstract_of(&texts.join("\n"), at, None, Origin::Unknown);
        }
        // Each may be followed by its language.
        let mut open: Option<Range<usize>> = None;
        for field in self.fields {
            if field.key == *b"OAB " {
                if let Some(range) = open.replace(field.value.clone()) {
                    self.other_abstract(range, None);
                }
            } else if field.key == *b"OABL" {
                match open.take() {
                    Some(range) => self.other_abstract(range, Some(field.value.clone())),
                    None => self.unmapped("OABL", field.value.clone()),
                }
            }
        }
        if let Some(range) = open {
            self.other_abstract(range, None);
        }
    }

    fn other_abstract(&mut self, range: Range<usize>, code: Option<Range<usize>>) {
        let text = flow::paragraphs(self.raw(&range));
        let stated = code.clone().and_then(|c| language::tag_of(self.raw(&c)));
        if text.is_empty() {
            return;
        }
        if is_placeholder(&text) {
            self.unmapped("OAB", range);
            if let Some(code) = code {
                self.unmapped("OABL", code);
            }
            return;
        }
        let (text, origin) = match text.strip_prefix("Publisher: ") {
            Some(text) => (text, Origin::Publisher),
            None => (text.as_str(), Origin::Unknown),
        };
        self.abstract_of(text, range, stated.as_ref(), origin);
    }

    /// An abstract whose paragraphs are the lines of `text`; its registrations are
    /// identifiers.
    fn abstract_of(
        &mut self,
        text: &str,
        range: Range<usize>,
        stated: Option<&LanguageTag>,
        origin: Origin,
    ) {
        let sections = headings::to_sections(text, tidy);
        if sections.is_empty() {
            return;
        }
        self.builder.registrations_in(&range);
        let lang = match language::of_text(text, stated) {
            // Prose is not transliterated: the code is wrong.
            lang if lang.as_str().ends_with("-Latn") => LanguageTag::EN,
            lang => lang,
        };
        let value = Abstract {
            lang,
            origin,
            sections,
        };
        let span = self.builder.span(&range);
        self.builder
            .reference
            .abstracts
            .push(Sourced::at(value, span));
    }

    pub(super) fn own_language(&mut self, range: Range<usize>) {
        match language::tag_of(self.raw(&range)) {
            Some(tag) if self.builder.reference.language.is_none() => {
                let span = self.builder.span(&range);
                self.builder.reference.language = Some(Sourced::at(tag, span));
            }
            _ => self.unmapped("LA", range),
        }
    }
}

/// A title without the brackets that mark a translated one, and without its full stop;
/// whether it was in brackets.
pub(crate) fn own_title(title: &str) -> (&str, bool) {
    let bare = without_stop(title);
    let inner = bare
        .strip_prefix('[')
        .and_then(|t| t.strip_suffix(']'))
        // "[A] and [B]" is in no brackets.
        .filter(|t| balanced(t));
    match inner {
        Some(inner) => (without_stop(inner), true),
        None => (bare, false),
    }
}

fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    true
}

/// A title without the full stop that MEDLINE puts behind it; that of an abbreviation stays.
pub(crate) fn without_stop(title: &str) -> &str {
    let Some(bare) = title.strip_suffix('.') else {
        return title;
    };
    let last = bare.rsplit(' ').next().unwrap_or_default();
    let abbreviated = last.contains('.')
        || bare.ends_with('.')
        || matches!(
            last,
            "al" | "spp" | "sp" | "ssp" | "Inc" | "Jr" | "etc" | "vs" | "No"
        );
    if abbreviated { title } else { bare.trim_end() }
}

/// What MEDLINE writes when there is no title in English.
pub(crate) fn is_placeholder_title(title: &str) -> bool {
    matches!(
        title,
        "Not Available" | "In Process Citation" | "Not available" | ""
    )
}

/// "Publisher: Abstract available from the publisher."
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.len() < 120
        && text
            .to_ascii_lowercase()
            .contains("abstract available from the publisher")
}
