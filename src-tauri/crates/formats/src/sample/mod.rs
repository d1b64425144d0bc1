//! References for tests: a rich bilingual one, and generators of any that the model can
//! hold and of those that RIS can carry. All works are invented.

mod any;
pub(crate) mod fixture;
pub(crate) mod nbib;
mod plain;

pub(crate) use any::{kinds, reference as any_reference};
pub(crate) use plain::reference as ris_reference;

use crate::csl_json::ItemContext;
use crate::output::ExportItem;
use diglot_model::{
    Abstract, Classification, ClassificationScheme, Contributor, ContributorRole, Date, DateField,
    DatePoint, Identifier, IdentifierScheme, Keyword, KeywordKind, LanguageTag, LocalizedText,
    Name, NameVariant, Observation, ObservationKind, Origin, Reference, ReferenceType, ScalarField,
    Section, SectionRole, Sourced, TextField, UnmappedField,
};

/// A text whose lines are all indented.
pub(crate) fn indent(text: &str, by: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("{by}{line}")).collect();
    lines.join("\n")
}

/// An item without anything but an id.
pub(crate) fn export(reference: &Reference) -> ExportItem<'_> {
    ExportItem {
        reference,
        context: ItemContext {
            id: "sample#0".to_owned(),
            ..ItemContext::default()
        },
    }
}

fn text(lang: LanguageTag, text: &str) -> Sourced<LocalizedText> {
    Sourced::bare(LocalizedText::new(lang, text))
}

fn section(label: &str, role: SectionRole, paragraph: &str) -> Section {
    Section {
        label: Some(label.to_owned()),
        role: Some(role),
        paragraphs: vec![paragraph.to_owned()],
    }
}

/// An article with everything that a bilingual page gives.
pub(crate) fn rich() -> Reference {
    let (en, zh) = (LanguageTag::EN, LanguageTag::ZH_HANS);
    let mut r = Reference::new(ReferenceType::ArticleJournal);
    r.language = Some(Sourced::bare(en.clone()));
    for value in [
        text(
            en.clone(),
            "Peer mentors & housing in Oslo: 50% of costs_saved, a mixed-methods IPS study",
        ),
        Sourced::bare(LocalizedText {
            origin: Origin::Machine {
                engine: "example".to_owned(),
                date: "2024-05-01".to_owned(),
            },
            ..LocalizedText::new(zh.clone(), "奥斯陆的同伴辅导员与住房：一项混合方法研究")
        }),
    ] {
        r.add_text(TextField::Title, value);
    }
    r.add_text(
        TextField::ContainerTitle,
        text(en.clone(), "Journal of Open Homes"),
    );
    r.add_text(
        TextField::ContainerTitleShort,
        text(en.clone(), "J Open Homes"),
    );
    r.add_text(TextField::Publisher, text(en.clone(), "Invented Press"));
    r.abstracts = vec![
        Sourced::bare(Abstract {
            lang: en.clone(),
            origin: Origin::Unknown,
            sections: vec![
                section(
                    "BACKGROUND",
                    SectionRole::Background,
                    "Mentors help people to keep a home.",
                ),
                section(
                    "METHODS",
                    SectionRole::Methods,
                    "Fourteen interviews {and one survey} were made in 2019.",
                ),
                section(
                    "RESULTS",
                    SectionRole::Results,
                    "In total, 11 of 14 kept their home (P < 0.05).",
                ),
            ],
        }),
        Sourced::bare(Abstract {
            lang: zh.clone(),
            origin: Origin::Unknown,
            sections: vec![
                section("背景", SectionRole::Background, "辅导员帮助人们保住住房。"),
                section(
                    "方法",
                    SectionRole::Methods,
                    "2019年进行了十四次访谈和一次调查。",
                ),
                section(
                    "结果",
                    SectionRole::Results,
                    "十四人中有十一人保住了住房(P<0.05)。",
                ),
            ],
        }),
    ];
    let mut first = Contributor::author(Name::person("Zhang", "Huijia"));
    first.names[0].lang = Some(en.clone());
    first.names.push(NameVariant {
        lang: Some(zh.clone()),
        name: Name::person("张", "会佳"),
    });
    first.affiliations = vec![0];
    first.orcid = Some("0000-0002-1825-0097".to_owned());
    let mut second = Contributor::author(Name::Person {
        family: "Berg".to_owned(),
        given: "Jan P".to_owned(),
        particle: Some("van der".to_owned()),
        suffix: Some("Jr.".to_owned()),
    });
    second.affiliations = vec![0, 1];
    let mut editor = Contributor::author(Name::person("欧阳", "修"));
    editor.role = ContributorRole::Editor;
    let group = Contributor::author(Name::literal("Open Homes Study Group"));
    r.contributors = [first, second, group, editor]
        .into_iter()
        .map(Sourced::bare)
        .collect();
    r.contributors_complete = false;
    r.affiliations = vec![
        text(en.clone(), "Institute of Invention, Oslo, Norway"),
        text(zh.clone(), "某某大学护理学院"),
    ];
    let day = Date::point(DatePoint::from_parts(2020, Some(4), Some(4)));
    r.dates.insert(DateField::Issued, Sourced::bare(day));
    for (field, value) in [
        (ScalarField::Volume, "6"),
        (ScalarField::Issue, "2"),
        (ScalarField::Page, "44-51"),
        (ScalarField::ArticleNumber, "e103"),
        (ScalarField::CitationKey, "zhang_2020"),
    ] {
        r.scalars.insert(field, Sourced::bare(value.to_owned()));
    }
    for (scheme, value) in [
        (IdentifierScheme::Doi, "10.5555/oh_2020.44"),
        (IdentifierScheme::Issn, "1234-5679"),
        (IdentifierScheme::Pmid, "99999901"),
        (IdentifierScheme::Registration, "ISRCTN00000001"),
    ] {
        r.add_identifier(Sourced::bare(Identifier::new(scheme, value)));
    }
    r.urls = vec![Sourced::bare(
        "https://openhomes.example/6/2/44?a=1&b={2}".to_owned(),
    )];
    for (lang, word, kind) in [
        (en.clone(), "peer support", KeywordKind::Author),
        (en, "Housing, Public", KeywordKind::Mesh),
        (zh, "同伴支持", KeywordKind::Author),
    ] {
        r.keywords.push(Sourced::bare(Keyword {
            lang,
            text: word.to_owned(),
            kind,
        }));
    }
    r.classifications.push(Sourced::bare(Classification {
        scheme: ClassificationScheme::Clc,
        code: "R749".to_owned(),
        label: Some("精神病学".to_owned()),
    }));
    r.observations.push(Sourced::bare(Observation {
        kind: ObservationKind::TimesCited,
        value: 14,
        by: None,
        date: None,
    }));
    for (format, tag, value) in [
        ("ris", "U2", "kept for later"),
        ("bibtex", "owner", "me {and} you"),
        ("csl-json", "annote", "read twice"),
    ] {
        r.unmapped.push(UnmappedField {
            format: format.to_owned(),
            tag: tag.to_owned(),
            value: value.to_owned(),
            source: 0,
        });
    }
    r
}
