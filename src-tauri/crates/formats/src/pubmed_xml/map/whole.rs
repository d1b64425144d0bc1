//! What needs the whole record: its type and titles, its languages, where it is printed.

use super::Mapper;
use crate::nbib::{kinds, language, map as medline};
use diglot_model::{LanguageTag, LocalizedText, ReferenceType, ScalarField, Sourced, TextField};
use std::ops::Range;

impl Mapper<'_> {
    pub(super) fn languages(&mut self) {
        for (i, (code, range)) in std::mem::take(&mut self.languages).into_iter().enumerate() {
            match language::tag_of(&code).filter(|_| i == 0) {
                Some(tag) => {
                    let span = self.builder.span(&range);
                    self.builder.reference.language = Some(Sourced::at(tag, span));
                }
                None => self.builder.unmapped("Language", &code),
            }
        }
    }

    /// The type of work, its titles and what it stands in.
    pub(super) fn titles(&mut self) {
        let types: Vec<&str> = self.types.iter().map(String::as_str).collect();
        let told = kinds::kind_of(&types);
        let book = self.book_title.take();
        let kind = match (&book, &self.article_title) {
            (Some(_), Some(_)) => ReferenceType::Chapter,
            (Some(_), None) => ReferenceType::Book,
            _ => told.map_or(ReferenceType::ArticleJournal, |(kind, _)| kind),
        };
        let own = told.filter(|(k, _)| *k == kind).map(|(_, name)| name);
        for name in &types {
            if own != Some(*name) {
                self.builder.unmapped("PublicationType", name);
            }
        }
        self.builder.reference.kind = kind;
        let title = match (self.article_title.take(), book) {
            (Some(title), Some((book, range))) => {
                let book = medline::without_stop(&book).to_owned();
                self.builder
                    .text_value(TextField::ContainerTitle, book, range);
                Some(title)
            }
            (title, book) => title.or(book),
        };
        let stated = self.builder.reference.language.as_ref();
        let foreign = stated.map(|l| l.value.clone()).filter(|l| !l.is_english());
        if let Some((whole, range)) = title {
            let (text, _) = medline::own_title(&whole);
            if medline::is_placeholder_title(text) {
                if !whole.is_empty() {
                    self.builder.unmapped("ArticleTitle", &whole);
                }
            } else {
                self.title(text.to_owned(), None, range);
            }
        }
        for (whole, range) in std::mem::take(&mut self.vernacular) {
            let text = medline::without_stop(&whole).to_owned();
            self.title(text, foreign.as_ref(), range);
        }
        let short = self.medline_title.take();
        let reference = &self.builder.reference;
        if let Some((text, range)) = short {
            if reference.texts(TextField::ContainerTitle).is_empty() {
                self.builder
                    .text_value(TextField::ContainerTitle, text, range);
            } else if reference.texts(TextField::ContainerTitleShort).is_empty()
                && reference.container_title() != Some(text.as_str())
            {
                self.builder
                    .text_value(TextField::ContainerTitleShort, text, range);
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

    pub(super) fn places(&mut self) {
        let (start, end) = std::mem::take(&mut self.pages);
        if let Some((start, range)) = start {
            let pages = match end {
                Some(end) if end != start => format!("{start}-{end}"),
                _ => start,
            };
            self.builder.scalar_value(ScalarField::Page, pages, range);
        }
        let none = self.builder.reference.scalar(ScalarField::Page).is_none();
        if let Some((number, range)) = self.numbers.first().filter(|_| none).cloned() {
            self.builder
                .scalar_value(ScalarField::ArticleNumber, number, range);
        }
    }
}
