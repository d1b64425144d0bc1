//! Titles: of the work, of what it stands in, of series and meetings.

use super::Mapper;
use crate::endnote_xml::styled::marked;
use diglot_model::{ReferenceType, TextField};
use diglot_text::identifiers::is_pmcid;
use diglot_text::tidy::tidy;

impl Mapper<'_, '_> {
    pub(super) fn titles(&mut self) {
        let Some(titles) = self.find(&["titles"]) else {
            return;
        };
        let tree = self.tree;
        for name in ["title", "translated-title"] {
            for at in tree.named(titles, name) {
                self.text(TextField::Title, at);
            }
        }
        for at in tree.named(titles, "short-title") {
            // Many programs repeat the title here.
            if self.builder.reference.title() != Some(tidy(&marked(tree.raw(at))).as_str()) {
                self.text(TextField::TitleShort, at);
            }
        }
        for at in tree.children(titles) {
            match tree.at(at).name {
                "title" | "translated-title" | "short-title" | "secondary-title" | "alt-title" => {}
                "tertiary-title" => {
                    if has_series(self.builder.reference.kind) {
                        self.text(TextField::CollectionTitle, at);
                    } else {
                        self.unmapped("titles/tertiary-title", at);
                    }
                }
                name => self.unmapped(&format!("titles/{name}"), at),
            }
        }
    }

    /// The container by its several names: secondary title, periodical, alternate title.
    pub(super) fn containers(&mut self) {
        let kind = self.builder.reference.kind;
        let field = series_or_container(kind);
        let in_journal = is_in_journal(kind);
        let mut secondary = self.find(&["titles", "secondary-title"]);
        // Of proceedings the secondary title is the meeting's, where their own stands apart.
        if let Some(own) = self.proceedings() {
            if let Some(at) = secondary {
                self.text(TextField::EventTitle, at);
            }
            secondary = Some(own);
        }
        let full = self.find(&["periodical", "full-title"]);
        let words = |at: Option<usize>| at.map(|at| self.value(at)).unwrap_or_default();
        let (secondary_words, full_words) = (words(secondary), words(full));
        // Of two names of a journal the longer one is its title.
        let abbreviated = in_journal
            && !secondary_words.is_empty()
            && full_words.chars().count() > secondary_words.chars().count();
        let main = if secondary_words.is_empty() || abbreviated {
            full.filter(|_| !full_words.is_empty()).or(secondary)
        } else {
            secondary
        };
        if let Some(at) = main {
            self.text(field, at);
        }
        let known = self.builder.reference.text(field).map(|t| t.text.clone());
        let same = |words: &str| {
            known
                .as_ref()
                .is_some_and(|k| k.eq_ignore_ascii_case(words))
        };
        let mut short: Vec<usize> = Vec::new();
        short.extend(secondary.filter(|_| abbreviated));
        short.extend(self.find(&["periodical", "abbr-1"]));
        short.extend(self.find(&["titles", "alt-title"]));
        short.extend(self.find(&["alt-periodical", "full-title"]));
        short.extend(self.find(&["alt-periodical", "abbr-1"]));
        for at in short {
            let words = self.value(at);
            let taken = self
                .builder
                .reference
                .texts(TextField::ContainerTitleShort)
                .iter()
                .any(|t| t.text.eq_ignore_ascii_case(&words));
            if words.is_empty() || same(&words) || taken {
                continue;
            }
            let none = self
                .builder
                .reference
                .texts(TextField::ContainerTitleShort)
                .is_empty();
            if in_journal && none {
                self.text(TextField::ContainerTitleShort, at);
            } else {
                let tag = format!("{}/{}", self.tree.parent_name(at), self.tree.at(at).name);
                self.unmapped(&tag, at);
            }
        }
        let tree = self.tree;
        if let Some(periodical) = self.find(&["periodical"]) {
            for at in tree.children(periodical) {
                let name = tree.at(at).name;
                let words = self.value(at);
                let other = match name {
                    "abbr-1" => false,
                    "full-title" => Some(at) != main && !same(&words),
                    _ => !same(&words),
                };
                if other {
                    self.unmapped(&format!("periodical/{name}"), at);
                }
            }
        }
    }

    /// The title of the proceedings that a paper stands in, beside the meeting's.
    pub(super) fn proceedings(&self) -> Option<usize> {
        let at = self.find(&["custom3"])?;
        let is_paper = self.builder.reference.kind == ReferenceType::PaperConference;
        let value = self.value(at);
        (is_paper && !value.is_empty() && !is_pmcid(&value)).then_some(at)
    }
}

/// Works that stand in a journal, magazine or newspaper.
pub(crate) fn is_in_journal(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::ArticleJournal
            | ReferenceType::ArticleMagazine
            | ReferenceType::ArticleNewspaper
            | ReferenceType::Review
            | ReferenceType::ReviewBook
    )
}

/// What the secondary title is: the series of a whole work, else the container.
pub(crate) fn series_or_container(kind: ReferenceType) -> TextField {
    match kind {
        ReferenceType::Book
        | ReferenceType::Report
        | ReferenceType::Thesis
        | ReferenceType::Software
        | ReferenceType::Map => TextField::CollectionTitle,
        _ => TextField::ContainerTitle,
    }
}

/// Works in a book, whose tertiary title is the series.
pub(crate) fn has_series(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::Chapter | ReferenceType::PaperConference
    )
}
