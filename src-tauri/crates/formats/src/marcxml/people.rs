//! Persons and bodies of a MARC record, with their names in another script.

use super::fields::{Field, Fields};
use crate::build::Builder;
use crate::catalogue;
use diglot_model::{
    Contributor, ContributorRole, Name, NameVariant, ReferenceType as Kind, Sourced, TextField,
};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::script;

/// The role that a code (`$4`) or a word (`$e`) says; `None` for one that is no contributor's.
fn role_of(word: &str) -> Option<ContributorRole> {
    let word = word.rsplit('/').next().unwrap_or(word).to_lowercase();
    Some(
        match word.trim_matches(['.', ',', ' ', '(', ')', '[', ']']) {
            "aut" | "cre" | "author" | "verfasser" | "verfasserin" | "joint author" | "auteur"
            | "creator" | "art" | "cmp" | "ctg" | "pht" | "composer" | "drt" | "director"
            | "inv" | "prg" => ContributorRole::Author,
            "edt"
            | "edc"
            | "editor"
            | "ed"
            | "eds"
            | "hrsg"
            | "hg"
            | "herausgeber"
            | "herausgeberin"
            | "volume editor"
            | "éditeur scientifique" => ContributorRole::Editor,
            "trl" | "translator" | "tr" | "übersetzer" | "übersetzerin" => {
                ContributorRole::Translator
            }
            "ths" | "dgs" | "thesis advisor" | "degree supervisor" | "doktorvater" => {
                ContributorRole::Supervisor
            }
            "pbl"
            | "pub"
            | "publisher"
            | "dst"
            | "prt"
            | "dgg"
            | "degree granting institution"
            | "own"
            | "isb"
            | "issuing body"
            | "his"
            | "host institution"
            | "pup" => return None,
            _ => ContributorRole::Other,
        },
    )
}

/// Reads all names of a record.
pub(super) fn read(b: &mut Builder<'_>, fields: &Fields) {
    let has_main = fields.first("100").is_some();
    let performed = b.reference.kind == Kind::Song && !has_author(fields);
    for field in &fields.data {
        let (person, main) = match field.tag.as_str() {
            "100" => (true, true),
            "110" => (false, true),
            "700" => (true, false),
            "710" => (false, false),
            _ => continue,
        };
        // A title behind the name: another work, that this one contains or is about.
        let another_work = !main && !field.get('t').is_empty();
        if another_work || field.get('a').is_empty() {
            b.unmapped(&field.tag, &field.printed());
            continue;
        }
        let stated: Vec<&str> = field.all("4e").collect();
        let mut roles = stated.iter().map(|word| role_of(word));
        let role = if stated.is_empty() {
            Some(match (main, person) {
                // Without a main entry the persons of a book are its editors.
                (false, true) if !has_main && b.reference.kind == Kind::Book => {
                    ContributorRole::Editor
                }
                (true, _) | (false, true) => ContributorRole::Author,
                (false, false) => ContributorRole::Other,
            })
        } else if performed && stated.iter().any(|word| catalogue::is_performer(word)) {
            Some(ContributorRole::Author)
        } else {
            roles
                .clone()
                .flatten()
                .find(|r| *r != ContributorRole::Other)
                .or_else(|| roles.find(Option::is_some).flatten())
        };
        match role {
            Some(role) => contributor(b, fields, field, person, role),
            None if person => b.unmapped(&field.tag, &field.printed()),
            None => {
                let body = body(field);
                if b.reference.texts(TextField::Publisher).is_empty()
                    && b.reference.kind == Kind::Thesis
                {
                    b.text_value(TextField::Publisher, body, field.range.clone());
                } else {
                    b.unmapped(&field.tag, &field.printed());
                }
            }
        }
    }
}

/// Whether somebody is called an author, or stands first without a role.
fn has_author(fields: &Fields) -> bool {
    fields.data.iter().any(|field| {
        let main = matches!(field.tag.as_str(), "100" | "110");
        let mut stated = field.all("4e").peekable();
        if stated.peek().is_none() {
            return main;
        }
        (main || matches!(field.tag.as_str(), "700" | "710"))
            && stated.any(|word| role_of(word) == Some(ContributorRole::Author))
    })
}

fn contributor(
    b: &mut Builder<'_>,
    fields: &Fields,
    field: &Field,
    person: bool,
    role: ContributorRole,
) {
    let span = b.span(&field.range);
    let mut contributor = Contributor {
        role,
        names: [variant(field, person)].into(),
        ..Contributor::default()
    };
    let mut spans = diglot_model::Spans::new();
    if let Some(twin) = fields.twin(field) {
        // The name as the work itself prints it comes first.
        contributor.names.insert(0, variant(twin, person));
        spans.push(b.span(&twin.range));
    }
    spans.push(span);
    b.reference.contributors.push(Sourced {
        value: contributor,
        source: 0,
        spans,
    });
}

fn variant(field: &Field, person: bool) -> NameVariant {
    let name = if person {
        self::person(field)
    } else {
        Name::literal(body(field))
    };
    let whole = name.family();
    NameVariant {
        lang: script::has_han(&whole).then(|| script::language_of(&whole)),
        name,
    }
}

/// A body with its parts: `United States. Congress`.
pub(super) fn body(field: &Field) -> String {
    field
        .all("ab")
        .map(catalogue::part)
        .collect::<Vec<_>>()
        .join(". ")
}

fn person(field: &Field) -> Name {
    let (name, _) = catalogue::name(field.get('a'));
    let suffix = field
        .all("c")
        .map(|c| c.trim_matches([',', ' ']))
        .find(|c| {
            let folded = c.trim_end_matches('.').to_lowercase();
            matches!(folded.as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
        });
    match suffix {
        Some(suffix) if name.contains(',') => {
            parse_name(&format!("{name}, {suffix}"), NameOrder::FamilyFirst)
        }
        // Of a person under a forename nothing is inverted.
        _ if field.indicators[0] == '0' && !name.contains(',') && !script::has_han(&name) => {
            Name::literal(name)
        }
        _ => parse_name(&name, NameOrder::FamilyFirst),
    }
}
