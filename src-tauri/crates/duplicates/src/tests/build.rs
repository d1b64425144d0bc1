//! Made-up references, field by field.

use diglot_model::{
    Abstract, Contributor, Date, DateField, Identifier, IdentifierScheme, LanguageTag,
    LocalizedText, Name, Origin, Reference, ReferenceType, ScalarField, Section, Sourced,
    TextField,
};

pub(crate) struct Build(Reference);

impl Build {
    pub(crate) fn empty(kind: ReferenceType) -> Self {
        Self(Reference::new(kind))
    }

    pub(crate) fn untitled() -> Self {
        Self::empty(ReferenceType::ArticleJournal)
    }

    pub(crate) fn article(title: &str) -> Self {
        Self::untitled().title("en", title)
    }

    pub(crate) fn done(self) -> Reference {
        self.0
    }

    fn text(mut self, field: TextField, lang: &str, text: &str) -> Self {
        let value = LocalizedText::new(LanguageTag::new(lang), text);
        self.0.add_text(field, Sourced::bare(value));
        self
    }

    pub(crate) fn title(self, lang: &str, title: &str) -> Self {
        self.text(TextField::Title, lang, title)
    }

    pub(crate) fn retitle(mut self, title: &str) -> Self {
        self.0.texts.remove(&TextField::Title);
        self.title("en", title)
    }

    pub(crate) fn container(mut self, title: &str) -> Self {
        self.0.texts.remove(&TextField::ContainerTitle);
        self.text(TextField::ContainerTitle, "en", title)
    }

    pub(crate) fn kind(mut self, kind: ReferenceType) -> Self {
        self.0.kind = kind;
        self
    }

    /// "Family, Given; Family, Given".
    pub(crate) fn authors(mut self, names: &str) -> Self {
        self.0.contributors = names
            .split("; ")
            .map(|name| {
                let (family, given) = name.split_once(", ").unwrap_or((name, ""));
                Sourced::bare(Contributor::author(Name::person(family, given)))
            })
            .collect();
        self
    }

    pub(crate) fn year(mut self, year: i32) -> Self {
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

    pub(crate) fn volume(self, value: &str) -> Self {
        self.scalar(ScalarField::Volume, value)
    }

    pub(crate) fn issue(self, value: &str) -> Self {
        self.scalar(ScalarField::Issue, value)
    }

    pub(crate) fn pages(self, value: &str) -> Self {
        self.scalar(ScalarField::Page, value)
    }

    pub(crate) fn identifier(mut self, scheme: IdentifierScheme, value: &str) -> Self {
        self.0
            .add_identifier(Sourced::bare(Identifier::new(scheme, value)));
        self
    }

    pub(crate) fn doi(self, value: &str) -> Self {
        let value = diglot_model::normalise_doi(value).unwrap();
        self.identifier(IdentifierScheme::Doi, &value)
    }

    pub(crate) fn registration(self, value: &str) -> Self {
        self.identifier(IdentifierScheme::Registration, value)
    }

    pub(crate) fn abstract_(mut self, text: &str) -> Self {
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
