//! What a written RIS record does not carry: found by reading it back.
//!
//! What reading changes without loss is no loss: values in the order that is written (the
//! own language first, contributors by role), white space, dashes in page ranges, the
//! language of a name that its script tells, a language that was only inferred.

use crate::output::{Loss, left_out};
use diglot_model::{
    Contributor, ContributorRole, DateField, IdentifierScheme, KeywordKind, LanguageTag, Name,
    Origin, Reference, TextField,
};
use diglot_text::tidy::tidy;
use std::collections::BTreeMap;

/// The losses of a reference that was written as `text`.
pub(super) fn losses(reference: &Reference, item: &str, text: &str) -> Vec<Loss> {
    let read = super::read(text).records.into_iter().next();
    let Some(back) = read.map(|r| r.reference) else {
        return vec![Loss {
            item: item.to_owned(),
            field: "type".to_owned(),
            message:
                "RIS has no field for anything in this reference; an empty record was written."
                    .to_owned(),
        }];
    };
    let mut found = Losses {
        item,
        by_field: BTreeMap::new(),
        order: Vec::new(),
    };
    found.values(reference, &back);
    found.people(reference, &back);
    found.about_values(reference, &back);
    found.finish()
}

struct Losses<'a> {
    item: &'a str,
    by_field: BTreeMap<String, String>,
    order: Vec<String>,
}

impl Losses<'_> {
    /// Adds a sentence about a field.
    fn add(&mut self, field: &str, message: &str) {
        let all = self.by_field.entry(field.to_owned()).or_default();
        if all.is_empty() {
            self.order.push(field.to_owned());
        } else {
            all.push(' ');
        }
        all.push_str(message);
    }

    fn finish(mut self) -> Vec<Loss> {
        self.order
            .iter()
            .filter_map(|field| {
                Some(Loss {
                    item: self.item.to_owned(),
                    message: self.by_field.remove(field)?,
                    field: field.clone(),
                })
            })
            .collect()
    }

    /// Compares all values of a field with those that were read back.
    fn compare(&mut self, field: &str, wanted: Vec<String>, mut got: Vec<String>) {
        let none = got.is_empty();
        let mut missing = Vec::new();
        for value in wanted {
            match got.iter().position(|g| *g == value) {
                Some(at) => {
                    got.remove(at);
                }
                None => missing.push(value),
            }
        }
        let Some(first) = missing.first() else { return };
        let shown = shorten(first);
        let others = match missing.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let message = if none {
            format!("RIS has no field for it: “{shown}”{others} left out.")
        } else if let Some(other) = got.first() {
            format!(
                "RIS does not carry “{shown}”{others} as it is: it reads as “{}”.",
                shorten(other)
            )
        } else {
            format!("RIS has no place for “{shown}”{others} beside the other value.")
        };
        self.add(field, &message);
    }

    fn values(&mut self, reference: &Reference, back: &Reference) {
        if reference.kind != back.kind {
            self.add(
                "type",
                &format!(
                    "RIS has no type “{}”; written as {}.",
                    reference.kind.csl_name(),
                    super::types::name_of(reference.kind)
                ),
            );
        }
        for (field, values) in &reference.texts {
            let texts = |r: &Reference| r.texts(*field).iter().map(|t| tidy(&t.text)).collect();
            self.compare(
                field.name(),
                values.iter().map(|t| tidy(&t.text)).collect(),
                texts(back),
            );
        }
        let sections = |r: &Reference| -> Vec<String> {
            r.abstracts.iter().map(|a| tidy_lines(&a.plain())).collect()
        };
        self.compare("abstract", sections(reference), sections(back));
        for (field, date) in &reference.dates {
            let got = back.dates.get(field).map(|d| date_words(d));
            self.compare(
                field.name(),
                vec![date_words(date)],
                got.into_iter().collect(),
            );
        }
        for (field, value) in &reference.scalars {
            let normal = |value: &str| {
                if *field == diglot_model::ScalarField::Page {
                    crate::citation::normalise_pages(value)
                } else {
                    tidy(value)
                }
            };
            self.compare(
                field.name(),
                vec![normal(value)],
                back.scalar(*field).map(normal).into_iter().collect(),
            );
        }
        let mut schemes: Vec<&IdentifierScheme> = Vec::new();
        for id in &reference.identifiers {
            if !schemes.contains(&&id.scheme) {
                schemes.push(&id.scheme);
            }
        }
        for scheme in schemes {
            let of = |r: &Reference| r.identifiers_of(scheme).map(str::to_owned).collect();
            self.compare(scheme.name(), of(reference), of(back));
        }
        let urls = |r: &Reference| r.urls.iter().map(|u| tidy(u)).collect();
        self.compare("URL", urls(reference), urls(back));
        let keywords = |r: &Reference| r.keywords.iter().map(|k| tidy(&k.text)).collect();
        self.compare("keyword", keywords(reference), keywords(back));
        let affiliations = |r: &Reference| r.affiliations.iter().map(|a| tidy(&a.text)).collect();
        self.compare("affiliation", affiliations(reference), affiliations(back));
        let codes = reference.classifications.iter().map(|c| c.code.clone());
        self.compare("classification", codes.collect(), Vec::new());
        let counts = reference
            .observations
            .iter()
            .map(|o| format!("{} {}", o.kind.name(), o.value.value));
        self.compare("observations", counts.collect(), Vec::new());
        let unmapped = |r: &Reference| {
            r.unmapped
                .iter()
                .filter(|u| u.format == super::FORMAT)
                .map(|u| format!("{}: {}", u.tag, tidy(&u.value)))
                .collect()
        };
        self.compare("unmapped", unmapped(reference), unmapped(back));
        let foreign = reference
            .unmapped
            .iter()
            .filter(|u| u.format != super::FORMAT);
        if let Some(message) = left_out(foreign.map(|u| u.tag.as_str())) {
            self.add("unmapped", &message);
        }
        if let Some(language) = &reference.language {
            self.compare(
                "language",
                vec![language.to_string()],
                back.language.iter().map(|l| l.to_string()).collect(),
            );
        }
    }

    fn people(&mut self, reference: &Reference, back: &Reference) {
        for role in ROLES {
            let of = |r: &Reference| r.contributors_as(role).map(|c| first_name(c)).collect();
            self.compare(role.name(), of(reference), of(back));
        }
        if reference.contributors_complete != back.contributors_complete {
            self.add(
                "contributors-complete",
                "RIS cannot say that the list of authors is cut short.",
            );
        }
        let any = |test: fn(&Contributor) -> bool| reference.contributors.iter().any(|c| test(c));
        if any(|c| c.names.len() > 1) {
            self.add(
                "contributors",
                "RIS carries one form of each name; the other scripts are left out.",
            );
        }
        if any(|c| !c.affiliations.is_empty()) {
            self.add(
                "contributors",
                "RIS cannot say who belongs to which affiliation.",
            );
        }
        if any(|c| c.orcid.is_some()) {
            self.add("contributors", "RIS has no field for ORCID iDs.");
        }
    }

    /// What is known about values besides themselves: languages, origins, kinds.
    fn about_values(&mut self, reference: &Reference, back: &Reference) {
        for (field, values) in &reference.texts {
            let marks: Vec<(&str, &LanguageTag, &Origin)> = values
                .iter()
                .map(|v| (v.text.as_str(), &v.lang, &v.origin))
                .collect();
            let got = |text: &str| {
                back.texts(*field)
                    .iter()
                    .find(|v| v.text == tidy(text))
                    .map(|v| v.lang.clone())
            };
            self.marks(field.name(), &marks, got);
        }
        let plain: Vec<String> = reference.abstracts.iter().map(|a| a.plain()).collect();
        let marks: Vec<(&str, &LanguageTag, &Origin)> = reference
            .abstracts
            .iter()
            .zip(&plain)
            .map(|(a, text)| (text.as_str(), &a.lang, &a.origin))
            .collect();
        let got = |text: &str| {
            back.abstracts
                .iter()
                .find(|a| tidy_lines(&a.plain()) == tidy_lines(text))
                .map(|a| a.lang.clone())
        };
        self.marks("abstract", &marks, got);
        let shape = |r: &Reference| -> Vec<_> {
            r.abstracts
                .iter()
                .map(|a| (tidy_lines(&a.plain()), a.sections.clone()))
                .collect()
        };
        let back_shape = shape(back);
        if shape(reference)
            .iter()
            .any(|(text, sections)| back_shape.iter().any(|(t, s)| t == text && s != sections))
        {
            self.add(
                "abstract",
                "RIS carries the text of the abstract, but not all of its division into sections.",
            );
        }
        if reference
            .keywords
            .iter()
            .any(|k| k.kind != KeywordKind::Author)
        {
            self.add("keyword", "RIS cannot say who chose a keyword.");
        }
        if reference.texts(TextField::Title).len() > 2 {
            self.add(
                "title",
                "Other programs keep one TT line; the further titles stand in lines of their own.",
            );
        }
        if reference
            .dates
            .get(&DateField::Issued)
            .is_some_and(|d| d.literal.is_some() && d.start.is_some())
        {
            self.add("issued", "RIS carries either a date or words for it.");
        }
    }

    fn marks(
        &mut self,
        field: &str,
        values: &[(&str, &LanguageTag, &Origin)],
        got: impl Fn(&str) -> Option<LanguageTag>,
    ) {
        if values
            .iter()
            .any(|(text, lang, _)| got(text).is_some_and(|got| got != **lang))
        {
            self.add(field, "RIS cannot name the language of a value.");
        }
        if values
            .iter()
            .any(|(.., origin)| **origin != Origin::Unknown)
        {
            self.add(field, "RIS cannot say who wrote or translated a value.");
        }
    }
}

const ROLES: [ContributorRole; 8] = [
    ContributorRole::Author,
    ContributorRole::Editor,
    ContributorRole::CollectionEditor,
    ContributorRole::ContainerAuthor,
    ContributorRole::Translator,
    ContributorRole::Supervisor,
    ContributorRole::ReviewedAuthor,
    ContributorRole::Other,
];

/// A name with its parts marked, so that names that are parted otherwise differ.
fn first_name(contributor: &Contributor) -> String {
    match contributor.name() {
        None => String::new(),
        Some(Name::Literal { literal }) => tidy(literal),
        Some(Name::Person {
            family,
            given,
            particle,
            suffix,
        }) => {
            let mut out = String::new();
            if let Some(particle) = particle {
                out.push_str(&tidy(particle));
                out.push('_');
            }
            out.push_str(&tidy(family));
            out.push_str(", ");
            out.push_str(&tidy(given));
            if let Some(suffix) = suffix {
                out.push_str(", ");
                out.push_str(&tidy(suffix));
            }
            out
        }
    }
}

fn date_words(date: &diglot_model::Date) -> String {
    date.to_string()
}

/// White space within lines cleaned, empty lines left out.
fn tidy_lines(text: &str) -> String {
    text.lines()
        .map(tidy)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn shorten(text: &str) -> String {
    let line = tidy(text);
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
