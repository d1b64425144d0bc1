//! Made-up references, field by field.

use diglot_model::{
    Abstract, Contributor, Date, DateField, Identifier, IdentifierScheme, LanguageTag,
    LocalizedText, Name, Origin, Reference, ReferenceType, ScalarField, Section, Sourced,
    TextField,
};

pub(super) struct Build(Reference);

impl Build {
    pub(super) fn empty(kind: ReferenceType) -> Self {
        Self(Reference::new(kind))
    }

    pub(super) fn untitled() -> Self {
        Self::empty(ReferenceType::ArticleJournal)
    }

    pub(super) fn article(title: &str) -> Self {
        Self::untitled().title("en", title)
    }

    pub(super) fn done(self) -> Reference {
        self.0
    }

    fn text(mut self, field: TextField, lang: &str, text: &str) -> Self {
        let value = LocalizedText::new(LanguageTag::new(lang), text);
        self.0.add_text(field, Sourced::bare(value));
        self
    }

    pub(super) fn title(self, lang: &str, title: &str) -> Self {
        self.text(TextField::Title, lang, title)
    }

    pub(super) fn retitle(mut self, title: &str) -> Self {
        self.0.texts.remove(&TextField::Title);
        self.title("en", title)
    }

    pub(super) fn container(mut self, title: &str) -> Self {
        self.0.texts.remove(&TextField::ContainerTitle);
        self.text(TextField::ContainerTitle, "en", title)
    }

    pub(super) fn kind(mut self, kind: ReferenceType) -> Self {
        self.0.kind = kind;
        self
    }

    /// "Family, Given; Family, Given".
    pub(super) fn authors(mut self, names: &str) -> Self {
        self.0.contributors = names
            .split("; ")
            .map(|name| {
                let (family, given) = name.split_once(", ").unwrap_or((name, ""));
                Sourced::bare(Contributor::author(Name::person(family, given)))
            })
            .collect();
        self
    }

    pub(super) fn year(mut self, year: i32) -> Self {
        self.0
            .dates
            .insert(DateField::Issued, Sourced::bare(Date::year(year)));
        self
    }

    fn scalar(mut self, field: ScalarField, value: &str) -> Self {
        self.0.scalars.remove(&field);
        if !value.is_empty() {
            self.0
                .scalars
                .insert(field, Sourced::bare(value.to_owned()));
        }
        self
    }

    pub(super) fn volume(self, value: &str) -> Self {
        self.scalar(ScalarField::Volume, value)
    }

    pub(super) fn issue(self, value: &str) -> Self {
        self.scalar(ScalarField::Issue, value)
    }

    pub(super) fn pages(self, value: &str) -> Self {
        self.scalar(ScalarField::Page, value)
    }

    pub(super) fn identifier(mut self, scheme: IdentifierScheme, value: &str) -> Self {
        self.0
            .add_identifier(Sourced::bare(Identifier::new(scheme, value)));
        self
    }

    pub(super) fn doi(self, value: &str) -> Self {
        let value = diglot_model::normalise_doi(value).unwrap();
        self.identifier(IdentifierScheme::Doi, &value)
    }

    pub(super) fn registration(self, value: &str) -> Self {
        self.identifier(IdentifierScheme::Registration, value)
    }

    pub(super) fn abstract_(mut self, text: &str) -> Self {
        self.0.abstracts.push(Sourced::bare(Abstract {
            lang: LanguageTag::EN,
            origin: Origin::Unknown,
            sections: vec![Section {
                label: None,
                role: None,
                paragraphs: vec![text.to_owned()],
            }],
        }));
        self
    }
}
