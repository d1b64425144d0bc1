//! Titles: of the work, of what it stands in, of its series.

use super::{Mapper, is_article};
use diglot_model::{ReferenceType as Kind, ScalarField, TextField};
use diglot_text::{script, tidy::tidy};
use std::ops::Range;

impl Mapper<'_, '_> {
    pub(super) fn titles(&mut self) {
        self.in_languages('T', TextField::Title);
        if self.typed {
            self.in_languages('Q', TextField::Title);
        }
        for range in self.of('!') {
            if self.builder.reference.title() != Some(tidy(self.value(&range)).as_str()) {
                self.builder.text_field(TextField::TitleShort, range);
            }
        }
        for range in self.of('*') {
            self.builder.text_field(TextField::OriginalTitle, range);
        }
    }

    /// The values of a tag, each in a language of its own; the first of a language stands.
    pub(super) fn in_languages(&mut self, tag: char, field: TextField) {
        for (i, range) in self.of(tag).into_iter().enumerate() {
            let lang = script::language_of(self.value(&range));
            let known = self.builder.reference.texts(field);
            if i > 0 && known.iter().any(|t| t.lang.same_language(&lang)) {
                self.keep(tag, &range);
            } else {
                self.builder.text_field(field, range);
            }
        }
    }

    pub(super) fn containers(&mut self) {
        let kind = self.builder.reference.kind;
        self.in_languages('S', TextField::CollectionTitle);
        match kind {
            Kind::Book | Kind::Report | Kind::Map | Kind::Software | Kind::Graphic => {
                self.in_languages('B', TextField::CollectionTitle);
                self.in_languages('J', TextField::CollectionTitle);
            }
            // The department, and the source that published a patent.
            Kind::Thesis | Kind::Patent | Kind::Standard => {
                for tag in ['B', 'J'] {
                    for range in self.of(tag) {
                        self.keep(tag, &range);
                    }
                }
            }
            _ => {
                let (main, other) = if is_article(kind) && self.has('J') || !self.has('B') {
                    ('J', 'B')
                } else {
                    ('B', 'J')
                };
                self.in_languages(main, TextField::ContainerTitle);
                for range in self.of(other) {
                    self.second_container(other, range);
                }
            }
        }
        for range in self.of('O') {
            self.note(range);
        }
    }

    /// Another name of the container: its abbreviation, its name in another language.
    fn second_container(&mut self, tag: char, range: Range<usize>) {
        let value = tidy(self.value(&range));
        let known = self.builder.reference.texts(TextField::ContainerTitle);
        if known.iter().any(|t| t.text == value) {
            return;
        }
        if known.iter().any(|t| abbreviates(&value, &t.text)) {
            self.builder
                .text_field(TextField::ContainerTitleShort, range);
        } else if known
            .iter()
            .all(|t| !t.lang.same_language(&script::language_of(&value)))
        {
            self.builder.text_field(TextField::ContainerTitle, range);
        } else {
            self.keep(tag, &range);
        }
    }

    /// `%O`: notes in refer, the alternate title in EndNote; ISI put article numbers there.
    fn note(&mut self, range: Range<usize>) {
        let value = tidy(self.value(&range));
        if let Some(number) = value.strip_prefix("Artn ") {
            let number = number.split(' ').next().unwrap_or_default().to_owned();
            self.builder
                .scalar_value(ScalarField::ArticleNumber, number, range);
        } else if self
            .builder
            .reference
            .texts(TextField::ContainerTitle)
            .iter()
            .any(|t| abbreviates(&value, &t.text))
        {
            self.builder
                .text_field(TextField::ContainerTitleShort, range);
        } else {
            self.builder.text_field(TextField::Note, range);
        }
    }
}

/// Whether a text is an abbreviation of a title: its words begin the title's words, in order.
fn abbreviates(short: &str, title: &str) -> bool {
    if short.len() >= title.len() {
        return false;
    }
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let title = words(title);
    let mut rest = title.iter();
    let short = words(short);
    !short.is_empty()
        && short
            .iter()
            .all(|word| rest.any(|whole| whole.starts_with(word.as_str())))
}
