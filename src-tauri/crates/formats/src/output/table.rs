//! What each written format can carry, as a table in docs/formats/losses.md that this
//! test makes anew: the writers say themselves what they lose.
//!
//! `DIGLOT_WRITE_DOCS=1 cargo test -p diglot-formats the_table` writes the file.

use super::{OutputFormat, write};
use crate::sample::export;
use crate::{FormatName, read};
use diglot_model::{
    Abstract, Classification, ClassificationScheme, Contributor, Date, DateField, DatePoint,
    Identifier, IdentifierScheme, Keyword, KeywordKind, LanguageTag, LinkedSentence, LinkedSide,
    LocalizedText, Name, NameVariant, Observation, ObservationKind, Origin, Reference,
    ReferenceType, ScalarField, Season, Section, SectionRole, SentenceLink, Sourced, TextField,
    UnmappedField,
};
use std::fmt::Write as _;
use std::path::Path;

const EN: LanguageTag = LanguageTag::EN;
const ZH: LanguageTag = LanguageTag::ZH_HANS;

/// Types of works that most fields belong to; a field counts as carried when it is in one.
const KINDS: &[ReferenceType] = &[
    ReferenceType::ArticleJournal,
    ReferenceType::Book,
    ReferenceType::Chapter,
    ReferenceType::PaperConference,
    ReferenceType::Thesis,
    ReferenceType::Report,
];

/// An aspect of a reference: its name, and how a reference gets it.
struct Row {
    field: String,
    what: &'static str,
    add: Box<dyn Fn(&mut Reference)>,
}

fn row(field: &str, what: &'static str, add: impl Fn(&mut Reference) + 'static) -> Row {
    Row {
        field: field.to_owned(),
        what,
        add: Box::new(add),
    }
}

fn text(lang: LanguageTag, text: &str) -> Sourced<LocalizedText> {
    Sourced::bare(LocalizedText::new(lang, text))
}

fn author(names: &[(LanguageTag, Name)]) -> Contributor {
    let mut author = Contributor::author(names[0].1.clone());
    author.names = names
        .iter()
        .map(|(lang, name)| NameVariant {
            lang: Some(lang.clone()),
            name: name.clone(),
        })
        .collect();
    author
}

fn berg() -> Contributor {
    Contributor::author(Name::person("Berg", "Ida"))
}

fn put(reference: &mut Reference, contributor: Contributor) {
    reference.contributors.push(Sourced::bare(contributor));
}

fn abstract_of(lang: LanguageTag, sections: &[(Option<(&str, SectionRole)>, &str)]) -> Abstract {
    Abstract {
        lang,
        origin: Origin::Unknown,
        sections: sections
            .iter()
            .map(|(label, words)| Section {
                label: label.map(|(label, _)| label.to_owned()),
                role: label.map(|(_, role)| role),
                paragraphs: vec![(*words).to_owned()],
            })
            .collect(),
    }
}

const WORDS: &str = "We lit fourteen lamps in four houses and asked who could read by their light.";
const HAN: &str = "我们在四座房屋里点亮了十四盏灯，并询问谁能借着灯光阅读书籍。";

/// A sensible value of a field.
fn printed(field: ScalarField) -> &'static str {
    match field {
        ScalarField::Page => "44-51",
        ScalarField::ArticleNumber => "e103",
        ScalarField::Edition | ScalarField::Version => "2",
        ScalarField::Medium => "CD-ROM",
        ScalarField::Status => "in press",
        ScalarField::Scale => "1:50000",
        ScalarField::Dimensions => "24 cm",
        ScalarField::Archive => "City Archive",
        ScalarField::ArchiveLocation => "Box 7",
        ScalarField::CallNumber => "QA76",
        ScalarField::Database => "Northaven Index",
        ScalarField::CitationKey => "berg2020lamps",
        ScalarField::NumberOfPages => "213",
        _ => "7",
    }
}

fn words(field: TextField) -> (&'static str, &'static str) {
    match field {
        TextField::Title => ("Lamps and light in Oslo", "奥斯陆的灯与光"),
        TextField::PublisherPlace | TextField::EventPlace => ("Bergen", "卑尔根"),
        TextField::ContainerTitleShort | TextField::TitleShort => ("J Lamps", "灯"),
        TextField::Genre => ("Working paper", "工作论文"),
        _ => ("Journal of Lamps", "灯具学报"),
    }
}

/// A short form stands beside the whole one.
fn whole_form(reference: &mut Reference, field: TextField) {
    if field == TextField::ContainerTitleShort {
        reference.add_text(TextField::ContainerTitle, text(EN, "Journal of Lamps"));
    }
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for &field in TextField::ALL {
        let (en, zh) = words(field);
        if field != TextField::Title {
            rows.push(row(field.name(), "", move |r| {
                whole_form(r, field);
                r.add_text(field, text(EN, en));
            }));
        }
        rows.push(row(field.name(), "in a second language", move |r| {
            whole_form(r, field);
            r.texts.remove(&field);
            r.add_text(field, text(EN, en));
            r.add_text(field, text(ZH, zh));
        }));
    }
    rows.push(row(
        "title",
        "whose language its script does not show",
        |r| {
            r.texts.clear();
            r.add_text(
                TextField::Title,
                text(LanguageTag::new("de"), "Lampen und Licht"),
            );
        },
    ));
    rows.push(row(
        "title",
        "who stands behind it (a machine, a user)",
        |r| {
            r.add_text(
                TextField::Title,
                Sourced::bare(LocalizedText {
                    origin: Origin::Machine {
                        engine: "example".to_owned(),
                        date: "2024-05-01".to_owned(),
                    },
                    ..LocalizedText::new(ZH, "奥斯陆的灯与光")
                }),
            );
        },
    ));
    let plain = |r: &mut Reference| {
        r.abstracts
            .push(Sourced::bare(abstract_of(EN, &[(None, WORDS)])));
    };
    rows.push(row("abstract", "", plain));
    rows.push(row("abstract", "in sections", |r| {
        let sections = [
            (Some(("BACKGROUND", SectionRole::Background)), WORDS),
            (
                Some(("RESULTS", SectionRole::Results)),
                "All of them could.",
            ),
        ];
        r.abstracts.push(Sourced::bare(abstract_of(EN, &sections)));
    }));
    rows.push(row("abstract", "in a second language", move |r| {
        plain(r);
        r.abstracts
            .push(Sourced::bare(abstract_of(ZH, &[(None, HAN)])));
    }));
    rows.push(row(
        "links",
        "between sentences, made by a person",
        move |r| {
            plain(r);
            r.abstracts
                .push(Sourced::bare(abstract_of(ZH, &[(None, HAN)])));
            let side = |lang, text| LinkedSide {
                lang,
                sentences: vec![LinkedSentence {
                    index: 0,
                    hash: diglot_model::SentenceHash::of(text),
                }],
            };
            r.links.push(SentenceLink {
                left: side(EN, WORDS),
                right: side(ZH, HAN),
                by: diglot_model::LinkedBy::default(),
            });
        },
    ));
    people(&mut rows);
    dates(&mut rows);
    for &field in ScalarField::ALL {
        rows.push(row(field.name(), "", move |r| {
            r.scalars
                .insert(field, Sourced::bare(printed(field).to_owned()));
        }));
    }
    numbers(&mut rows);
    rows
}

fn people(rows: &mut Vec<Row>) {
    for role in super::losses::ROLES {
        rows.push(row(role.name(), "", move |r| {
            let mut person = berg();
            person.role = role;
            put(r, person);
        }));
    }
    rows.push(row("author", "with particle and suffix", |r| {
        let name = Name::Person {
            family: "Berg".to_owned(),
            given: "Jan P".to_owned(),
            particle: Some("van der".to_owned()),
            suffix: Some("Jr.".to_owned()),
        };
        put(r, Contributor::author(name));
    }));
    rows.push(row("author", "an organisation", |r| {
        put(r, Contributor::author(Name::literal("Lamp Study Group")));
    }));
    rows.push(row("author", "a Han name", |r| {
        put(r, author(&[(ZH, Name::person("欧阳", "修"))]));
    }));
    rows.push(row("author", "the name in another script too", |r| {
        put(
            r,
            author(&[
                (EN, Name::person("Zhang", "Huijia")),
                (ZH, Name::person("张", "会佳")),
            ]),
        );
    }));
    rows.push(row("author", "ORCID iD", |r| {
        let mut person = berg();
        person.orcid = Some("0000-0002-1825-0097".to_owned());
        put(r, person);
    }));
    rows.push(row("author", "and others", |r| {
        put(r, berg());
        r.contributors_complete = false;
    }));
    let affiliation = |r: &mut Reference| {
        r.affiliations
            .push(text(EN, "Institute of Lamps, Oslo, Norway"));
    };
    rows.push(row("affiliation", "", move |r| {
        put(r, berg());
        affiliation(r);
    }));
    rows.push(row("affiliation", "of each author", move |r| {
        affiliation(r);
        r.affiliations
            .push(text(EN, "Light University, Bergen, Norway"));
        for (person, place) in [("Ida", 1), ("Ola", 0)] {
            let mut author = Contributor::author(Name::person("Berg", person));
            author.affiliations = vec![place];
            put(r, author);
        }
    }));
}

fn dates(rows: &mut Vec<Row>) {
    for &field in DateField::ALL {
        rows.push(row(field.name(), "a day", move |r| {
            let day = Date::point(DatePoint::from_parts(2020, Some(4), Some(5)));
            r.dates.insert(field, Sourced::bare(day));
        }));
    }
    let mut issued = |what, date: Date| {
        rows.push(row("issued", what, move |r| {
            r.dates
                .insert(DateField::Issued, Sourced::bare(date.clone()));
        }));
    };
    issued(
        "a month",
        Date::point(DatePoint::from_parts(2020, Some(4), None)),
    );
    issued(
        "a season",
        Date::point(DatePoint {
            season: Some(Season::Spring),
            ..DatePoint::year(2020)
        }),
    );
    issued(
        "a range",
        Date {
            end: Some(DatePoint::from_parts(2020, Some(6), None)),
            ..Date::point(DatePoint::from_parts(2020, Some(4), None))
        },
    );
    issued(
        "circa",
        Date {
            approximate: true,
            ..Date::year(1820)
        },
    );
    issued(
        "words",
        Date {
            literal: Some("forthcoming".to_owned()),
            ..Date::default()
        },
    );
}

fn numbers(rows: &mut Vec<Row>) {
    let mut identifier = |scheme: IdentifierScheme, values: &'static [&str], what| {
        let name = match &scheme {
            IdentifierScheme::Other(_) => "other identifiers",
            known => known.name(),
        };
        let name = name.to_owned();
        rows.push(row(&name, what, move |r| {
            for value in values {
                r.add_identifier(Sourced::bare(Identifier::new(scheme.clone(), *value)));
            }
        }));
    };
    identifier(IdentifierScheme::Doi, &["10.5555/lamp.1"], "");
    identifier(
        IdentifierScheme::Doi,
        &["10.5555/lamp.1", "10.5555/lamp.2"],
        "a second one",
    );
    identifier(IdentifierScheme::Pmid, &["99999901"], "");
    identifier(IdentifierScheme::Pmcid, &["PMC9999901"], "");
    identifier(IdentifierScheme::Arxiv, &["2001.01234"], "");
    identifier(IdentifierScheme::Isbn, &["978-3-16-148410-0"], "");
    identifier(IdentifierScheme::Issn, &["1234-5679"], "");
    identifier(
        IdentifierScheme::Issn,
        &["1234-5679", "2345-6781"],
        "a second one",
    );
    identifier(IdentifierScheme::Registration, &["ISRCTN00000001"], "");
    identifier(
        IdentifierScheme::Other("northaven".to_owned()),
        &["N-7"],
        "numbers of other databases",
    );
    rows.push(row("URL", "", |r| {
        r.urls
            .push(Sourced::bare("https://lamps.example/1".to_owned()));
    }));
    rows.push(row("URL", "a second one", |r| {
        for n in 1..3 {
            r.urls
                .push(Sourced::bare(format!("https://lamps.example/{n}")));
        }
    }));
    rows.push(row("language", "", |r| {
        r.language = Some(Sourced::bare(LanguageTag::new("de")));
    }));
    for (kind, what) in [
        (KeywordKind::Author, "of the authors"),
        (KeywordKind::Index, "of the database"),
        (KeywordKind::Mesh, "MeSH"),
        (KeywordKind::Subject, "of a subject scheme"),
    ] {
        rows.push(row("keyword", what, move |r| {
            let keyword = Keyword {
                lang: EN,
                text: "Street lamps".to_owned(),
                kind,
            };
            r.keywords.push(Sourced::bare(keyword));
        }));
    }
    rows.push(row("keyword", "in a second language", |r| {
        for (lang, text) in [(EN, "street lamps"), (ZH, "路灯")] {
            let keyword = Keyword {
                lang,
                text: text.to_owned(),
                kind: KeywordKind::Author,
            };
            r.keywords.push(Sourced::bare(keyword));
        }
    }));
    rows.push(row("classification", "(CLC and others)", |r| {
        r.classifications.push(Sourced::bare(Classification {
            scheme: ClassificationScheme::Clc,
            code: "R749".to_owned(),
            label: None,
        }));
    }));
    for (kind, what) in [
        (ObservationKind::TimesCited, "times cited"),
        (ObservationKind::Reads, "reads"),
        (ObservationKind::Downloads, "downloads"),
    ] {
        rows.push(row("observations", what, move |r| {
            r.observations.push(Sourced::bare(Observation {
                kind,
                value: 14,
                by: None,
                date: None,
            }));
        }));
    }
    rows.push(row("unmapped", "fields of another format", |r| {
        r.unmapped.push(UnmappedField {
            format: "citavi".to_owned(),
            tag: "CustomField9".to_owned(),
            value: "kept for later".to_owned(),
            source: 0,
        });
    }));
}

/// How a format deals with an aspect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Carried {
    Yes,
    Changed(String),
    No,
}

fn carried(row: &Row, format: OutputFormat) -> Carried {
    KINDS
        .iter()
        .map(|kind| carried_in(row, format, *kind))
        .min()
        .unwrap_or(Carried::No)
}

fn carried_in(row: &Row, format: OutputFormat, kind: ReferenceType) -> Carried {
    let mut reference = Reference::new(kind);
    reference.add_text(TextField::Title, text(EN, "Lamps and light in Oslo"));
    let lost = |reference: &Reference| -> Vec<String> {
        let losses = write(&[export(reference)], format).losses.into_iter();
        // Under which type a work is written is a row of its own.
        let losses = losses.filter(|loss| loss.field != "type");
        losses.map(|loss| loss.message).collect()
    };
    let before = lost(&reference);
    (row.add)(&mut reference);
    if row.field == "links" {
        let text = write(&[export(&reference)], format).text;
        let reader = FormatName::from_name(format.name()).unwrap_or(FormatName::Bibtex);
        let back = read(&text, reader).records.remove(0).reference;
        return if back.links == reference.links {
            Carried::Yes
        } else {
            Carried::No
        };
    }
    let mut new = lost(&reference);
    new.retain(|message| !before.contains(message));
    let message = new.join(" ");
    if message.is_empty() {
        Carried::Yes
    } else if let Some((_, read)) = message.split_once("it reads as “") {
        Carried::Changed(read.split('”').next().unwrap_or_default().to_owned())
    } else {
        Carried::No
    }
}

/// What a format calls each type of works.
fn types() -> String {
    let mut out = String::new();
    for &format in OutputFormat::ALL {
        let lost: Vec<String> = crate::sample::kinds()
            .into_iter()
            .filter(|kind| {
                let mut reference = Reference::new(*kind);
                reference.add_text(TextField::Title, text(EN, "Lamps and light in Oslo"));
                let losses = write(&[export(&reference)], format).losses;
                losses.iter().any(|loss| loss.field == "type")
            })
            .map(ReferenceType::csl_name)
            .collect();
        let words = match lost.as_slice() {
            [] => "all".to_owned(),
            lost => format!("all but {}", lost.join(", ")),
        };
        let _ = writeln!(out, "- **{}**: {words}", format.name());
    }
    out
}

const HEAD: &str = "\
# What each written format carries

Made by a test from what the writers say of themselves (`src-tauri/crates/formats/src/output/table.rs`), so it is what \
the program does. A field counts as carried when a work of some type gives it back exactly after the written text is \
read again; *as …* is what it reads as otherwise, – says that it is left out. Whatever is left out of a reference is \
told when it is written: on standard error by `diglot convert` and `diglot export`, in the report of the window.

The lists of formatted references (`gbt7714`, `markdown`, `html`) carry what the style prints, and are not read back.

";

fn table() -> String {
    let mut out = HEAD.to_owned();
    out.push_str("| field | |");
    for format in OutputFormat::ALL {
        let _ = write!(out, " {} |", format.name());
    }
    out.push_str("\n|---|---|");
    out.push_str(&"---|".repeat(OutputFormat::ALL.len()));
    out.push('\n');
    for row in rows() {
        let _ = write!(out, "| {} | {} |", row.field, row.what);
        for &format in OutputFormat::ALL {
            let cell = match carried(&row, format) {
                Carried::Yes => "yes".to_owned(),
                Carried::Changed(read) => format!("as {}", read.replace('|', "\\|")),
                Carried::No => "–".to_owned(),
            };
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
    }
    out.push_str("\n## Types of works that come back as they were\n\n");
    out.push_str(&types());
    out
}

#[test]
fn the_table_of_losses_is_what_the_writers_do() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/formats/losses.md");
    let table = table();
    if std::env::var_os("DIGLOT_WRITE_DOCS").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        known.replace("\r\n", "\n") == table,
        "docs/formats/losses.md is not what the writers do; see output/table.rs"
    );
}
