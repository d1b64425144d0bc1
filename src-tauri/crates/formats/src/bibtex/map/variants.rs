//! Values in other languages.

use super::super::fields::{self, Variant};
use super::super::{names, tex};
use super::{Mapper, Name, Taken};
use diglot_model::{ContributorRole, KeywordKind, LanguageTag, NameVariant, TextField};
use diglot_text::script;

impl Mapper<'_, '_> {
    /// Values in other languages: `title_zh`, `abstracttranslation`, `author_original_zh`.
    pub(super) fn variants(&mut self) {
        for index in 0..self.fields.len() {
            let field = &self.fields[index];
            if field.used {
                continue;
            }
            let taken = || Taken {
                raw: field.raw.clone(),
                place: field.place.clone(),
            };
            let done = match field.meaning {
                Some(Name::User) => {
                    let taken = taken();
                    self.user_title(&taken)
                }
                Some(_) => false,
                None => match fields::variant_of(&field.name) {
                    Some(variant) => {
                        let taken = taken();
                        self.variant(&variant, &taken)
                    }
                    None => false,
                },
            };
            self.fields[index].used |= done;
        }
    }

    fn variant(&mut self, variant: &Variant, taken: &Taken<'_>) -> bool {
        let lang = variant.lang.as_ref();
        let field = match variant.name {
            Name::Abstract => return self.abstract_in(taken, lang),
            Name::Keywords => {
                self.keyword_list(taken, KeywordKind::Author, lang);
                return true;
            }
            Name::Author => return self.name_variants(taken, lang),
            Name::Title => TextField::Title,
            Name::ShortTitle => TextField::TitleShort,
            Name::Journal | Name::BookTitle | Name::HowPublished => TextField::ContainerTitle,
            Name::ShortJournal => TextField::ContainerTitleShort,
            Name::Series | Name::MainTitle => TextField::CollectionTitle,
            Name::EventTitle => TextField::EventTitle,
            Name::EventPlace => TextField::EventPlace,
            Name::Publisher | Name::Institution | Name::Organization | Name::School => {
                TextField::Publisher
            }
            Name::Address => TextField::PublisherPlace,
            Name::OriginalTitle => TextField::OriginalTitle,
            Name::Type => TextField::Genre,
            _ => return false,
        };
        let text = tex::line(&taken.raw).into_owned();
        self.named_text(field, text, lang, taken.place.as_ref());
        true
    }

    /// The names of the authors in another script, when there are as many.
    fn name_variants(&mut self, taken: &Taken<'_>, lang: Option<&LanguageTag>) -> bool {
        let read = names::read(&taken.raw);
        let authors: Vec<usize> = self
            .builder
            .reference
            .contributors
            .iter()
            .enumerate()
            .filter(|(_, c)| c.role == ContributorRole::Author)
            .map(|(i, _)| i)
            .collect();
        if authors.is_empty() || authors.len() != read.names.len() {
            return false;
        }
        for (index, (name, _)) in authors.into_iter().zip(read.names) {
            let whole = format!("{}{}", name.family(), name.given());
            let tag = Self::tag(&whole, lang);
            let contributor = &mut self.builder.reference.contributors[index].value;
            if contributor.names.iter().all(|n| n.name != name) {
                contributor.names.push(NameVariant {
                    lang: Some(tag),
                    name,
                });
            }
        }
        true
    }

    /// `usera` to `userf` may hold anything; a long text in the script that the title is
    /// not in is its translation.
    fn user_title(&mut self, taken: &Taken<'_>) -> bool {
        let [known] = self.builder.reference.texts(TextField::Title) else {
            return false;
        };
        let text = tex::line(&taken.raw).into_owned();
        let lang = script::language_of(&text);
        let is_long = if lang.is_chinese() {
            text.chars().filter(|c| script::is_han(*c)).count() >= 5
        } else {
            text.split_whitespace().count() >= 3
        };
        if !is_long || lang.is_chinese() == known.lang.is_chinese() {
            return false;
        }
        self.text(TextField::Title, text, taken.place.as_ref());
        true
    }
}
