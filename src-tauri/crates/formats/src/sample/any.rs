//! Any reference that the model can hold, sensible or not.

use diglot_model::{
    Abstract, Classification, ClassificationScheme, Contributor, ContributorRole, Date, DateField,
    DatePoint, Identifier, IdentifierScheme, Keyword, KeywordKind, LanguageTag, LocalizedText,
    Name, NameVariant, Observation, ObservationKind, Origin, Reference, ReferenceType, ScalarField,
    Season, Section, SectionRole, Sourced, TextField, UnmappedField,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Every type of reference.
pub(crate) fn kinds() -> Vec<ReferenceType> {
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ]
    .into_iter()
    .filter_map(ReferenceType::from_csl_name)
    .collect()
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z][a-z]{1,8}( [A-Za-z0-9]{1,9}){0,5}",
        3 => "[一-三国方法学研究]{1,12}",
        2 => r#"[a-zA-Z0-9 ,;:.&%$#_{}~^\\"'<>\[\]/|\-=@()\n]{0,24}"#,
        1 => "\\PC{0,12}",
        1 => "(AU|TY|ER|T1|AB) {0,2}- [a-z]{0,5}",
    ]
}

fn lang() -> impl Strategy<Value = LanguageTag> {
    select(vec!["en", "zh-Hans", "zh-Hant", "fr", "und", "pt-BR", "zh"]).prop_map(LanguageTag::new)
}

fn origin() -> impl Strategy<Value = Origin> {
    prop_oneof![
        4 => Just(Origin::Unknown),
        1 => Just(Origin::User),
        1 => Just(Origin::Publisher),
        1 => ("[a-z]{0,5}", "[0-9-]{0,10}")
            .prop_map(|(engine, date)| Origin::Machine { engine, date }),
    ]
}

fn localized() -> impl Strategy<Value = Sourced<LocalizedText>> {
    (lang(), words(), origin())
        .prop_map(|(lang, text, origin)| Sourced::bare(LocalizedText { lang, text, origin }))
}

fn section() -> impl Strategy<Value = Section> {
    let roles = vec![SectionRole::Methods, SectionRole::Other, SectionRole::Value];
    (
        option::of(words()),
        option::of(select(roles)),
        vec(words(), 0..3),
    )
        .prop_map(|(label, role, paragraphs)| Section {
            label,
            role,
            paragraphs,
        })
}

fn abstract_() -> impl Strategy<Value = Sourced<Abstract>> {
    (lang(), origin(), vec(section(), 0..4)).prop_map(|(lang, origin, sections)| {
        Sourced::bare(Abstract {
            lang,
            origin,
            sections,
        })
    })
}

fn name() -> impl Strategy<Value = Name> {
    prop_oneof![
        words().prop_map(Name::literal),
        (words(), words(), option::of(words()), option::of(words())).prop_map(
            |(family, given, particle, suffix)| Name::Person {
                family,
                given,
                particle,
                suffix,
            }
        ),
    ]
}

fn contributor() -> impl Strategy<Value = Sourced<Contributor>> {
    let roles = vec![
        ContributorRole::Author,
        ContributorRole::Author,
        ContributorRole::Editor,
        ContributorRole::CollectionEditor,
        ContributorRole::ContainerAuthor,
        ContributorRole::Translator,
        ContributorRole::Supervisor,
        ContributorRole::ReviewedAuthor,
        ContributorRole::Other,
    ];
    let variant = (option::of(lang()), name()).prop_map(|(lang, name)| NameVariant { lang, name });
    (
        select(roles),
        vec(variant, 0..3),
        vec(0..4_u16, 0..3),
        option::of("[0-9X-]{4}"),
    )
        .prop_map(|(role, names, affiliations, orcid)| {
            Sourced::bare(Contributor {
                role,
                names: names.into(),
                affiliations,
                orcid,
            })
        })
}

fn point() -> impl Strategy<Value = DatePoint> {
    (
        -3000..3000_i32,
        option::of(1..=12_u8),
        option::of(1..=31_u8),
        option::of(1..=4_u8),
    )
        .prop_map(|(year, month, day, season)| DatePoint {
            season: season.and_then(Season::from_number),
            ..DatePoint::from_parts(year, month, day)
        })
}

fn date() -> impl Strategy<Value = Sourced<Date>> {
    (
        option::of(point()),
        option::of(point()),
        any::<bool>(),
        option::of(words()),
    )
        .prop_map(|(start, end, approximate, literal)| {
            Sourced::bare(Date {
                start,
                end,
                approximate,
                literal,
            })
        })
}

fn identifier() -> impl Strategy<Value = Sourced<Identifier>> {
    let schemes = vec![
        IdentifierScheme::Doi,
        IdentifierScheme::Pmid,
        IdentifierScheme::Pmcid,
        IdentifierScheme::Arxiv,
        IdentifierScheme::Isbn,
        IdentifierScheme::Issn,
        IdentifierScheme::Registration,
        IdentifierScheme::Other("accession".to_owned()),
        IdentifierScheme::Other("pmid".to_owned()),
    ];
    let values = prop_oneof!["10\\.[0-9]{4}/[a-z0-9_.]{1,8}[a-z]", "[0-9]{8}", words()];
    (select(schemes), values)
        .prop_map(|(scheme, value)| Sourced::bare(Identifier::new(scheme, value)))
}

fn keyword() -> impl Strategy<Value = Sourced<Keyword>> {
    let kinds = vec![KeywordKind::Author, KeywordKind::Index, KeywordKind::Mesh];
    (lang(), words(), select(kinds))
        .prop_map(|(lang, text, kind)| Sourced::bare(Keyword { lang, text, kind }))
}

fn classification() -> impl Strategy<Value = Sourced<Classification>> {
    let schemes = vec![
        ClassificationScheme::Discipline,
        ClassificationScheme::Clc,
        ClassificationScheme::Other("jel".to_owned()),
    ];
    (select(schemes), words(), option::of(words())).prop_map(|(scheme, code, label)| {
        Sourced::bare(Classification {
            scheme,
            code,
            label,
        })
    })
}

fn observation() -> impl Strategy<Value = Sourced<Observation>> {
    let kinds = vec![ObservationKind::Reads, ObservationKind::Downloads];
    (
        select(kinds),
        any::<u64>(),
        option::of(words()),
        option::of("[0-9-]{4}"),
    )
        .prop_map(|(kind, value, by, date)| {
            Sourced::bare(Observation {
                kind,
                value,
                by,
                date,
            })
        })
}

fn unmapped() -> impl Strategy<Value = UnmappedField> {
    let formats = vec!["ris", "bibtex", "csl-json", "enw"];
    let tags = prop_oneof![
        Just("U2".to_owned()),
        Just("type".to_owned()),
        Just("TY".to_owned()),
        Just("id".to_owned()),
        Just("custom.mine".to_owned()),
        Just("custom.diglot.later".to_owned()),
        Just("custom.diglot.exact".to_owned()),
        "[A-Za-z]{1,6}",
        words(),
    ];
    let values = prop_oneof![
        words(),
        Just("[1, 2]".to_owned()),
        Just("12".to_owned()),
        Just("\"12\"".to_owned())
    ];
    (select(formats), tags, values).prop_map(|(format, tag, value)| UnmappedField {
        format: format.to_owned(),
        tag,
        value,
        source: 0,
    })
}

/// A reference of values that need not fit each other.
pub(crate) fn reference() -> impl Strategy<Value = Reference> {
    let texts = vec(
        (select(TextField::ALL.to_vec()), vec(localized(), 0..4)),
        0..5,
    );
    let dates = vec((select(DateField::ALL.to_vec()), date()), 0..3);
    let scalars = vec((select(ScalarField::ALL.to_vec()), words()), 0..6);
    (
        (
            select(kinds()),
            option::of(lang()),
            texts,
            vec(abstract_(), 0..3),
            vec(contributor(), 0..5),
            any::<bool>(),
            vec(localized(), 0..3),
        ),
        (
            dates,
            scalars,
            vec(identifier(), 0..5),
            vec(words(), 0..3),
            vec(keyword(), 0..4),
            vec(classification(), 0..3),
            vec(observation(), 0..3),
            vec(unmapped(), 0..4),
        ),
    )
        .prop_map(|(first, second)| {
            let (kind, language, texts, abstracts, contributors, complete, affiliations) = first;
            let (dates, scalars, identifiers, urls, keywords, classifications, counts, unmapped) =
                second;
            let mut r = Reference::new(kind);
            r.language = language.map(Sourced::bare);
            r.texts = texts.into_iter().collect();
            r.abstracts = abstracts;
            r.contributors = contributors;
            r.contributors_complete = complete;
            r.affiliations = affiliations;
            r.dates = dates.into_iter().collect();
            r.scalars = scalars
                .into_iter()
                .map(|(field, value)| (field, Sourced::bare(value)))
                .collect();
            for identifier in identifiers {
                r.add_identifier(identifier);
            }
            r.urls = urls.into_iter().map(Sourced::bare).collect();
            r.keywords = keywords;
            r.classifications = classifications;
            r.observations = counts;
            r.unmapped = unmapped;
            r
        })
}
