//! The names of a MODS record.

use super::map::Mapper;
use crate::catalogue;
use crate::people::is_ellipsis;
use diglot_model::{
    Contributor, ContributorRole, LanguageTag, LocalizedText, Name, NameVariant, NameVariants,
    ReferenceType, Sourced, TextField,
};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::script;

/// What a role, by its term or code, makes of a name.
enum Part {
    Person(ContributorRole),
    Publisher,
}

fn part_of(role: &str, default: ContributorRole) -> Part {
    Part::Person(match role.trim_end_matches('.') {
        "" | "aut" | "author" | "cre" | "creator" | "ctg" | "cartographer" | "art" | "artist"
        | "cmp" | "composer" | "drt" | "director" | "inv" | "inventor" | "pht" | "photographer"
        | "prg" | "programmer" | "ive" | "interviewee" | "spk" | "speaker" | "joint author" => {
            // In a host, the author of the book.
            return Part::Person(match default {
                ContributorRole::Author => ContributorRole::Author,
                _ if role.is_empty() => default,
                _ => ContributorRole::ContainerAuthor,
            });
        }
        "edt" | "edc" | "editor" | "ed" | "volume editor" | "herausgeber" => match default {
            ContributorRole::CollectionEditor => ContributorRole::CollectionEditor,
            _ => ContributorRole::Editor,
        },
        "series editor" => ContributorRole::CollectionEditor,
        "trl" | "translator" => ContributorRole::Translator,
        "ths" | "dgs" | "thesis advisor" | "degree supervisor" | "advisor" | "supervisor" => {
            ContributorRole::Supervisor
        }
        "pbl" | "publisher" | "dgg" | "degree grantor" | "degree granting institution" => {
            return Part::Publisher;
        }
        "rev" | "reviewed author" => ContributorRole::ReviewedAuthor,
        _ => ContributorRole::Other,
    })
}

impl Mapper<'_, '_> {
    /// The names directly within an element; those without a role have the default one.
    pub(super) fn people(&mut self, of: usize, default: ContributorRole) {
        let names = self.tree.named(of, "name").collect::<Vec<_>>();
        let performed = default == ContributorRole::Author
            && self.builder.reference.kind == ReferenceType::Song
            && !names.iter().any(|at| {
                let roles = self.roles(*at);
                roles.is_empty()
                    || roles.iter().any(|role| {
                        matches!(
                            part_of(role, default),
                            Part::Person(ContributorRole::Author)
                        )
                    })
            });
        for at in names {
            self.person(at, default, performed);
        }
    }

    fn roles(&self, at: usize) -> Vec<String> {
        let tree = self.tree;
        tree.named(at, "role")
            .flat_map(|role| tree.named(role, "roleTerm").collect::<Vec<_>>())
            .map(|term| tree.value(term).to_lowercase())
            .collect()
    }

    /// A name; of a recording that is only `performed`, the performers are the authors.
    fn person(&mut self, at: usize, default: ContributorRole, performed: bool) {
        let tree = self.tree;
        let range = tree.place(at);
        if tree.child(at, "etal").is_some() {
            self.builder.reference.contributors_complete = false;
            return;
        }
        let Some(name) = self.name(at) else { return };
        if tree.attribute(at, "type").as_deref() == Some("conference") {
            let title = name.family();
            self.builder.text_value(TextField::EventTitle, title, range);
            return;
        }
        let roles = self.roles(at);
        if performed && roles.iter().any(|role| catalogue::is_performer(role)) {
            self.contributor(at, name, ContributorRole::Author);
            return;
        }
        // A term and its code say the same; the first that is known decides.
        let mut part = part_of("", default);
        for (i, role) in roles.iter().enumerate() {
            let this = part_of(role, default);
            let known = !matches!(this, Part::Person(ContributorRole::Other));
            if i == 0 || known {
                part = this;
            }
            if known {
                break;
            }
        }
        match part {
            Part::Publisher if matches!(name, Name::Literal { .. }) => {
                let thesis = self.builder.reference.kind == ReferenceType::Thesis;
                let granted = roles.iter().any(|r| r.starts_with('d'));
                if thesis || !granted {
                    let publisher = name.family();
                    self.builder
                        .text_value(TextField::Publisher, publisher, range);
                }
            }
            Part::Publisher => self.contributor(at, name, ContributorRole::Other),
            Part::Person(role) => self.contributor(at, name, role),
        }
    }

    fn contributor(&mut self, at: usize, name: Name, role: ContributorRole) {
        let tree = self.tree;
        let span = self.builder.span(&tree.place(at));
        let lang = self.lang(at).or_else(|| {
            let family = name.family();
            script::has_han(&family).then(|| script::language_of(&family))
        });
        let variant = NameVariant { lang, name };
        let mut variants = NameVariants::from([variant]);
        for other in tree.named(at, "alternativeName").collect::<Vec<_>>() {
            if let Some(name) = self.name(other) {
                let lang = self.lang(other);
                variants.push(NameVariant { lang, name });
            }
        }
        // The same person in another script.
        let group = tree.attribute(at, "altRepGroup");
        let known = group.as_ref().and_then(|g| {
            let found = self.groups.iter().find(|(known, _)| known == g);
            found.map(|(_, index)| *index)
        });
        if let Some(person) = known.and_then(|i| self.builder.reference.contributors.get_mut(i))
            && person.value.role == role
        {
            person.value.names.extend(variants);
            person.spans.push(span);
            return;
        }
        let mut person = Contributor {
            role,
            names: variants,
            ..Contributor::default()
        };
        for identifier in tree.named(at, "nameIdentifier") {
            let value = tree.value(identifier);
            if tree.attribute(identifier, "type").as_deref() == Some("orcid")
                && let Some(id) = value.rsplit('/').next()
            {
                person.orcid = Some(id.to_owned());
            }
        }
        for affiliation in tree.named(at, "affiliation").collect::<Vec<_>>() {
            person.affiliations.push(self.affiliation(affiliation));
        }
        let reference = &mut self.builder.reference;
        if let Some(group) = group {
            self.groups.push((group, reference.contributors.len()));
        }
        reference.contributors.push(Sourced::at(person, span));
    }

    /// The index of an affiliation, which several may share.
    fn affiliation(&mut self, at: usize) -> u16 {
        let text = self.tree.value(at);
        let known = self.builder.reference.affiliations.iter();
        if let Some(index) = known.map(|a| &a.text).position(|known| *known == text) {
            return index as u16;
        }
        let span = self.builder.span(&self.tree.place(at));
        let lang: LanguageTag = script::language_of(&text);
        let affiliations = &mut self.builder.reference.affiliations;
        affiliations.push(Sourced::at(LocalizedText::new(lang, text), span));
        (affiliations.len() - 1) as u16
    }

    /// A name of its parts.
    fn name(&mut self, at: usize) -> Option<Name> {
        let tree = self.tree;
        let parts = |kind: &str| -> Vec<String> {
            tree.named(at, "namePart")
                .filter(|p| tree.attribute(*p, "type").unwrap_or_default() == kind)
                .map(|p| tree.value(p))
                .filter(|v| !v.is_empty())
                .collect()
        };
        let (family, given) = (parts("family").join(" "), parts("given").join(" "));
        let address = parts("termsOfAddress");
        let suffix = address.iter().find(|t| {
            let folded = t.trim_end_matches(['.', ',']).to_lowercase();
            matches!(folded.as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
        });
        if !family.is_empty() {
            if given.is_empty() {
                return Some(if script::has_han(&family) {
                    parse_name(&family, NameOrder::FamilyFirst)
                } else {
                    Name::person(family, "")
                });
            }
            let whole = match suffix {
                Some(suffix) => format!("{family}, {given}, {suffix}"),
                None => format!("{family}, {given}"),
            };
            return Some(parse_name(&whole, NameOrder::FamilyFirst));
        }
        let plain = parts("");
        let plain = if plain.is_empty() { vec![given] } else { plain };
        let corporate = matches!(
            tree.attribute(at, "type").as_deref(),
            Some("corporate" | "conference" | "family")
        );
        if corporate {
            // "United States. Congress.", a body and its parts.
            let whole: Vec<String> = plain.iter().map(|p| catalogue::part(p)).collect();
            let whole = whole.join(". ");
            return (!whole.is_empty()).then(|| Name::literal(whole));
        }
        let (whole, _) = catalogue::name(&plain.join(" "));
        if is_ellipsis(&whole) {
            self.builder.reference.contributors_complete = false;
            return None;
        }
        (!whole.is_empty()).then(|| match suffix {
            Some(suffix) if whole.contains(',') => {
                parse_name(&format!("{whole}, {suffix}"), NameOrder::GivenFirst)
            }
            _ => parse_name(&whole, NameOrder::GivenFirst),
        })
    }
}
