//! What a written record does not carry: found by reading it back.
//!
//! What reading changes without loss is no loss: values in the order that is written (the
//! own language first, contributors by role), white space, dashes in page ranges, the
//! language of a name that its script tells, a language that was only inferred.

use super::{Loss, left_out};
use diglot_model::{
    Contributor, ContributorRole, IdentifierScheme, LanguageTag, Name, Origin, Reference,
    ReferenceType, ScalarField,
};
use diglot_text::tidy::tidy;
use std::collections::BTreeMap;

/// The format that a reference was written in.
#[derive(Clone, Copy)]
pub(crate) struct Carrier {
    /// Its name for people.
    pub(crate) name: &'static str,
    /// Its name in unmapped fields.
    pub(crate) format: &'static str,
    /// What it calls a type of works.
    pub(crate) type_name: fn(ReferenceType) -> String,
}

/// What is missing in `back`, which was read from what was written of a reference.
pub(crate) fn losses(
    reference: &Reference,
    back: Option<&Reference>,
    item: &str,
    carrier: Carrier,
) -> Vec<Loss> {
    let Some(back) = back else {
        return vec![Loss {
            item: item.to_owned(),
            field: "type".to_owned(),
            message: format!(
                "{} has no field for anything in this reference; an empty record was written.",
                carrier.name
            ),
        }];
    };
    let mut found = Losses {
        item,
        carrier,
        by_field: BTreeMap::new(),
        order: Vec::new(),
    };
    found.values(reference, back);
    found.people(reference, back);
    found.about_values(reference, back);
    found.finish()
}

struct Losses<'a> {
    item: &'a str,
    carrier: Carrier,
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
        let name = self.carrier.name;
        let message = if none {
            format!("{name} has no field for it: “{shown}”{others} left out.")
        } else if let Some(other) = got.first() {
            format!(
                "{name} does not carry “{shown}”{others} as it is: it reads as “{}”.",
                shorten(other)
            )
        } else {
            format!("{name} has no place for “{shown}”{others} beside the other value.")
        };
        self.add(field, &message);
    }

    fn values(&mut self, reference: &Reference, back: &Reference) {
        if reference.kind != back.kind {
            self.add(
                "type",
                &format!(
                    "{} has no type “{}”; written as {}.",
                    self.carrier.name,
                    reference.kind.csl_name(),
                    (self.carrier.type_name)(reference.kind)
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
                if *field == ScalarField::Page {
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
        let codes = |r: &Reference| r.classifications.iter().map(|c| c.code.clone()).collect();
        self.compare("classification", codes(reference), codes(back));
        let counts = |r: &Reference| {
            r.observations
                .iter()
                .map(|o| format!("{} {}", o.kind.name(), o.value.value))
                .collect()
        };
        self.compare("observations", counts(reference), counts(back));
        let format = self.carrier.format;
        let unmapped = |r: &Reference| {
            r.unmapped
                .iter()
                .filter(|u| u.format == format)
                .map(|u| format!("{}: {}", u.tag, tidy(&u.value)))
                .collect()
        };
        self.compare("unmapped", unmapped(reference), unmapped(back));
        let foreign = reference.unmapped.iter().filter(|u| u.format != format);
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
            self.cannot(
                "contributors-complete",
                "cannot say that the list of authors is cut short.",
            );
        }
        // Those that were read back, with those they were.
        let pairs: Vec<(&Contributor, Option<&Contributor>)> = ROLES
            .into_iter()
            .flat_map(|role| {
                let mut back = back.contributors_as(role);
                reference
                    .contributors_as(role)
                    .map(move |c| (&c.value, back.next().map(|b| &b.value)))
            })
            .collect();
        let lost = |test: fn(&Contributor, Option<&Contributor>) -> bool| {
            pairs.iter().any(|(c, back)| test(c, *back))
        };
        if lost(|c, back| c.names.len() > back.map_or(1, |b| b.names.len())) {
            self.cannot(
                "contributors",
                "carries one form of each name; the other scripts are left out.",
            );
        }
        // By their names: the numbers follow the order that is written.
        let places = |r: &Reference, c: &Contributor| -> Vec<String> {
            let all = c.affiliations.iter();
            all.filter_map(|index| r.affiliations.get(usize::from(*index)))
                .map(|a| tidy(&a.text))
                .collect()
        };
        if pairs.iter().any(|(c, read)| {
            read.map_or(!c.affiliations.is_empty(), |read| {
                places(back, read) != places(reference, c)
            })
        }) {
            self.cannot(
                "contributors",
                "cannot say who belongs to which affiliation.",
            );
        }
        if lost(|c, back| back.map_or(c.orcid.is_some(), |b| b.orcid != c.orcid)) {
            self.cannot("contributors", "has no field for ORCID iDs.");
        }
        if lost(|c, back| {
            back.is_some_and(|b| {
                b.names.len() == c.names.len()
                    && c.names
                        .iter()
                        .zip(&b.names)
                        .skip(1)
                        .any(|(c, b)| c.name != b.name)
            })
        }) {
            self.cannot(
                "contributors",
                "does not carry all forms of the names as they are.",
            );
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
                    .map(|v| (v.lang.clone(), v.origin.clone()))
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
                .map(|a| (a.lang.clone(), a.origin.clone()))
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
            self.cannot(
                "abstract",
                "carries the text of the abstract, but not all of its division into sections.",
            );
        }
        let kinds = |r: &Reference| -> Vec<_> {
            let mut all: Vec<_> = r.keywords.iter().map(|k| (tidy(&k.text), k.kind)).collect();
            all.sort();
            all
        };
        let read = kinds(back);
        if kinds(reference).iter().any(|k| !read.contains(k)) && !back.keywords.is_empty() {
            self.cannot("keyword", "cannot say who chose a keyword.");
        }
        let both = |r: &Reference| {
            r.dates
                .values()
                .any(|d| d.literal.is_some() && d.start.is_some())
        };
        if both(reference) && !both(back) {
            self.cannot("issued", "carries either a date or words for it.");
        }
    }

    fn marks(
        &mut self,
        field: &str,
        values: &[(&str, &LanguageTag, &Origin)],
        got: impl Fn(&str) -> Option<(LanguageTag, Origin)>,
    ) {
        if values
            .iter()
            .any(|(text, lang, _)| got(text).is_some_and(|(got, _)| got != **lang))
        {
            self.cannot(field, "cannot name the language of a value.");
        }
        if values.iter().any(|(text, _, origin)| {
            got(text).map_or(**origin != Origin::Unknown, |(_, got)| got != **origin)
        }) {
            self.cannot(field, "cannot say who wrote or translated a value.");
        }
    }

    /// Adds a sentence that begins with the format's name.
    fn cannot(&mut self, field: &str, what: &str) {
        let message = format!("{} {what}", self.carrier.name);
        self.add(field, &message);
    }
}

/// The roles, in the order in which people are compared.
pub(crate) const ROLES: [ContributorRole; 8] = [
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
