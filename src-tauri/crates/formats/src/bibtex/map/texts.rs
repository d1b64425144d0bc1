//! Titles, containers and publishers.

use super::super::{tex, types};
use super::{Mapper, Name, Taken};
use diglot_model::{LanguageTag, LocalizedText, ReferenceType, TextField};
use diglot_text::script;
use std::ops::Range;

/// A title and its subtitle.
fn with_subtitle(title: String, subtitle: &str) -> String {
    if subtitle.is_empty() || title.is_empty() {
        return if title.is_empty() {
            subtitle.to_owned()
        } else {
            title
        };
    }
    let colon = if title.ends_with(['?', '!', ':', '.', '：', '—']) {
        " "
    } else if script::is_chinese(&title) {
        "："
    } else {
        ": "
    };
    title + colon + subtitle
}

/// Two values in one, one in Chinese and one not: in lines of their own, or with ` = ` or
/// ` / ` between them.
pub(super) fn both_languages(raw: &str) -> Option<[&str; 2]> {
    in_two(raw, &LINES).or_else(|| in_two(raw, &MARKS))
}

/// The same for whole sentences: an equals sign or a slash inside one (`P = 0.03`, `mg / kg`)
/// parts nothing.
pub(super) fn both_languages_in_sentences(raw: &str) -> Option<[&str; 2]> {
    let ended = |first: &str| first.ends_with(['.', '!', '?', '。', '！', '？']);
    in_two(raw, &LINES).or_else(|| in_two(raw, &MARKS).filter(|[first, _]| ended(first)))
}

/// What stands between two values in lines of their own.
const LINES: [&str; 3] = ["\n", "\\\\", "\\par "];
/// What stands between two values in one line.
const MARKS: [&str; 2] = [" = ", " / "];

fn in_two<'r>(raw: &'r str, separators: &[&str]) -> Option<[&'r str; 2]> {
    if raw.is_ascii() || !script::has_han(raw) {
        return None;
    }
    for separator in separators {
        let mut parts = raw
            .split(separator)
            .map(str::trim)
            .filter(|p| !p.is_empty());
        let (Some(first), Some(second), None) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let latin = |t: &str| !script::has_han(t) && t.split_whitespace().count() >= 2;
        let han = |t: &str| {
            script::is_chinese(t) && t.chars().filter(|c| script::is_han(*c)).count() >= 4
        };
        if latin(first) && han(second) || han(first) && latin(second) {
            return Some([first, second]);
        }
    }
    None
}

impl Mapper<'_, '_> {
    /// Adds a text in the language that its script or its field's name says.
    pub(super) fn named_text(
        &mut self,
        field: TextField,
        text: String,
        lang: Option<&LanguageTag>,
        place: Option<&Range<usize>>,
    ) {
        let value = LocalizedText::new(Self::tag(&text, lang), text);
        let value = self.sourced(value, place);
        self.builder.reference.add_text(field, value);
    }

    fn title_and_subtitle(&mut self, title: &Taken<'_>, subtitle: Name) -> String {
        let mut text = tex::line(&title.raw).into_owned();
        if let Some(sub) = self.take(subtitle) {
            text = with_subtitle(text, &tex::line(&sub.raw));
        }
        if subtitle == Name::Subtitle
            && let Some(addon) = self.take(Name::TitleAddon)
        {
            let stop = if text.ends_with(['.', '?', '!', '。']) {
                " "
            } else {
                ". "
            };
            text = text + stop + &tex::line(&addon.raw);
        }
        text
    }

    pub(super) fn titles(&mut self) {
        let mut first = true;
        // An article of an encyclopaedia: `title` is the work's, `lista` its own.
        if self.entry_kind == "inreference"
            && let Some(own) = self.take(Name::ListA)
        {
            let work = self.take(Name::Title);
            self.add(TextField::Title, &own);
            if let Some(work) = work {
                let text = self.title_and_subtitle(&work, Name::Subtitle);
                self.text(TextField::ContainerTitle, text, work.place.as_ref());
            }
            first = false;
        }
        loop {
            let names: &[Name] = if first && self.is_whole() {
                &[Name::Title, Name::BookTitle, Name::MainTitle]
            } else {
                &[Name::Title]
            };
            let Some(title) = self.take_first(names) else {
                break;
            };
            let stated = self.stated.clone();
            if let Some(parts) = both_languages(&title.raw) {
                for part in parts {
                    let text = tex::line(part).into_owned();
                    self.named_text(
                        TextField::Title,
                        text,
                        stated.as_ref(),
                        title.place.as_ref(),
                    );
                }
                first = false;
                continue;
            }
            let text = if first {
                self.title_and_subtitle(&title, Name::Subtitle)
            } else {
                tex::line(&title.raw).into_owned()
            };
            let lang = Self::tag(&text, stated.as_ref());
            // A field that stands twice: the first counts, unless the languages differ.
            let known = self.builder.reference.texts(TextField::Title);
            if !first && known.iter().any(|t| t.lang.same_language(&lang)) {
                if known.iter().all(|t| t.text != text) {
                    self.put_back(&title);
                }
                continue;
            }
            first = false;
            self.named_text(
                TextField::Title,
                text,
                stated.as_ref(),
                title.place.as_ref(),
            );
        }
        if let Some(taken) = self.take(Name::ShortTitle) {
            self.add(TextField::TitleShort, &taken);
        }
        if let Some(taken) = self.take(Name::OriginalTitle) {
            let text = tex::line(&taken.raw).into_owned();
            let han = script::has_han(&text);
            let titles = self.builder.reference.texts(TextField::Title);
            // In another script it is the title that a reader of that language knows.
            if !titles.is_empty() && titles.iter().all(|t| script::has_han(&t.text) != han) {
                self.text(TextField::Title, text.clone(), taken.place.as_ref());
            }
            self.text(TextField::OriginalTitle, text, taken.place.as_ref());
        }
    }

    /// Whether the entry is a whole work, whose `booktitle` can only be its title.
    fn is_whole(&self) -> bool {
        matches!(
            self.builder.reference.kind,
            ReferenceType::Book | ReferenceType::Periodical | ReferenceType::Pamphlet
        )
    }

    pub(super) fn containers(&mut self) {
        if self.has(Name::FullJournal) && self.has(Name::Journal) {
            // MathSciNet: `journal` is the short one.
            if let Some(short) = self.take(Name::Journal) {
                self.add(TextField::ContainerTitleShort, &short);
            }
        }
        let book_first =
            types::is_part(self.entry_kind) && self.entry_kind != "article" || self.is_whole();
        let journals = [Name::FullJournal, Name::Journal];
        let order: Vec<Name> = if book_first {
            [Name::BookTitle].into_iter().chain(journals).collect()
        } else {
            journals.into_iter().chain([Name::BookTitle]).collect()
        };
        let mut found = false;
        for name in order {
            if found {
                break;
            }
            while let Some(taken) = self.take(name) {
                if found {
                    self.put_back(&taken);
                    break;
                }
                let subtitle = if name == Name::BookTitle {
                    Name::BookSubtitle
                } else {
                    Name::JournalSubtitle
                };
                if let Some(parts) = both_languages(&taken.raw) {
                    for part in parts {
                        let text = tex::line(part).into_owned();
                        self.text(TextField::ContainerTitle, text, taken.place.as_ref());
                    }
                    found = true;
                    continue;
                }
                let text = self.title_and_subtitle(&taken, subtitle);
                if self.is_whole() && self.is_own_title(&text) {
                    continue;
                }
                self.arxiv_in(&text, taken.place.as_ref());
                self.text(TextField::ContainerTitle, text, taken.place.as_ref());
                found = true;
            }
        }
        // Proceedings in a journal: it is what they are a series of.
        if self.builder.reference.kind == ReferenceType::PaperConference
            && found
            && !self.has(Name::Series)
            && let Some(journal) = self.take(Name::Journal)
        {
            self.add(TextField::CollectionTitle, &journal);
        }
        if let Some(main) = self.take(Name::MainTitle) {
            let part = types::is_part(self.entry_kind);
            let field = if part && !found {
                TextField::ContainerTitle
            } else {
                TextField::CollectionTitle
            };
            if field == TextField::CollectionTitle && self.has(Name::Series) {
                self.put_back(&main);
            } else {
                let text = self.title_and_subtitle(&main, Name::MainSubtitle);
                if !self.is_own_title(&text) {
                    self.text(field, text, main.place.as_ref());
                }
            }
        }
        for (name, field) in [
            (Name::ShortJournal, TextField::ContainerTitleShort),
            (Name::Series, TextField::CollectionTitle),
            (Name::EventTitle, TextField::EventTitle),
            (Name::EventPlace, TextField::EventPlace),
        ] {
            if let Some(taken) = self.take(name) {
                self.add(field, &taken);
            }
        }
    }

    fn is_own_title(&self, text: &str) -> bool {
        self.builder
            .reference
            .texts(TextField::Title)
            .iter()
            .any(|t| t.text.eq_ignore_ascii_case(text))
    }

    pub(super) fn publishers(&mut self) {
        use Name::{HowPublished, Institution, Organization, Publisher, School};
        let order = match self.builder.reference.kind {
            ReferenceType::Thesis => [School, Institution, Publisher, Organization],
            ReferenceType::Report | ReferenceType::Standard => {
                [Institution, Organization, Publisher, School]
            }
            ReferenceType::Software | ReferenceType::Dataset => {
                [Publisher, Organization, Institution, School]
            }
            _ => [Publisher, Institution, Organization, School],
        };
        if let Some(taken) = self.take_first(&order) {
            self.add(TextField::Publisher, &taken);
        } else if self.has(HowPublished)
            && !self
                .peek(HowPublished)
                .is_some_and(|raw| raw.contains("http") || raw.contains("\\url"))
            && let Some(taken) = self.take(HowPublished)
        {
            self.add(TextField::Publisher, &taken);
        } else if self.builder.reference.kind == ReferenceType::Patent
            && let Some(taken) = self.take(Name::Holder)
        {
            self.add(TextField::Publisher, &taken);
        }
        // The publisher's place and the conference's may both be given.
        let at_event = self.builder.reference.kind == ReferenceType::PaperConference
            && self.has(Name::Address);
        if at_event
            && !self
                .builder
                .reference
                .texts
                .contains_key(&TextField::EventPlace)
            && let Some(taken) = self.take(Name::Location)
        {
            self.add(TextField::EventPlace, &taken);
        }
        if let Some(taken) = self.take_first(&[Name::Location, Name::Address]) {
            self.add(TextField::PublisherPlace, &taken);
        }
        if let Some(taken) = self.take(Name::Type) {
            let text = tex::line(&taken.raw);
            let text = types::genre_of(&text.to_ascii_lowercase())
                .map_or_else(|| text.into_owned(), str::to_owned);
            self.text(TextField::Genre, text, taken.place.as_ref());
        } else if self.builder.reference.kind == ReferenceType::Thesis
            && let Some(genre) = types::genre_of(self.entry_kind)
        {
            self.text(TextField::Genre, genre.to_owned(), None);
        }
    }
}
