//! References that RIS carries whole: values in languages that their script tells, one
//! form of each name, months of one year.

use diglot_model::{
    Abstract, Contributor, ContributorRole, Date, DateField, DatePoint, Identifier,
    IdentifierScheme, Keyword, KeywordKind, LanguageTag, LocalizedText, Name, Origin, Reference,
    ReferenceType, ScalarField, Season, Section, SectionRole, Sourced, TextField,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn english() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{2,8}( [a-z]{3,9}){1,6}( [(][A-Z]{2,4}[)])?( in [A-Z][a-z]{3,8}: [a-z]{3,8} & [{]50%[}])?"
}

fn chinese() -> impl Strategy<Value = String> {
    "[护理学研究社区住房辅导员]{4,14}(（[A-Z]{2,4}）)?"
}

/// Titles of one or two languages, the own one first.
fn titles() -> impl Strategy<Value = Vec<LocalizedText>> {
    let en = || english().prop_map(|t| LocalizedText::new(LanguageTag::EN, t));
    let zh = || chinese().prop_map(|t| LocalizedText::new(LanguageTag::ZH_HANS, t));
    prop_oneof![
        en().prop_map(|t| vec![t]),
        zh().prop_map(|t| vec![t]),
        (en(), zh()).prop_map(|(a, b)| vec![a, b]),
        (zh(), en()).prop_map(|(a, b)| vec![a, b]),
    ]
}

fn one(lang: &LanguageTag) -> BoxedStrategy<String> {
    if lang.is_chinese() {
        chinese().boxed()
    } else {
        english().boxed()
    }
}

const ENGLISH: [(&str, SectionRole); 4] = [
    ("BACKGROUND", SectionRole::Background),
    ("METHODS", SectionRole::Methods),
    ("RESULTS", SectionRole::Results),
    ("CONCLUSIONS", SectionRole::Conclusion),
];
const CHINESE: [(&str, SectionRole); 4] = [
    ("背景", SectionRole::Background),
    ("方法", SectionRole::Methods),
    ("结果", SectionRole::Results),
    ("结论", SectionRole::Conclusion),
];

fn abstract_(lang: LanguageTag) -> impl Strategy<Value = Sourced<Abstract>> {
    let paragraph = if lang.is_chinese() {
        "[辅导员帮助人保住房屋]{30,50}。".boxed()
    } else {
        "(We|It|They)( [a-z]{3,9}){12,20}[.]".boxed()
    };
    let names = if lang.is_chinese() { CHINESE } else { ENGLISH };
    let structured = (
        subsequence((1..4_usize).collect::<Vec<_>>(), 1..=3),
        vec(paragraph.clone(), 4),
    )
        .prop_map(move |(kept, paragraphs)| {
            let kept = std::iter::once(0).chain(kept);
            kept.zip(paragraphs)
                .map(|(i, paragraph)| Section {
                    label: Some(names[i].0.to_owned()),
                    role: Some(names[i].1),
                    paragraphs: vec![paragraph],
                })
                .collect::<Vec<_>>()
        });
    let plain = vec(paragraph, 1..4).prop_map(|paragraphs| {
        vec![Section {
            paragraphs,
            ..Section::default()
        }]
    });
    prop_oneof![structured, plain].prop_map(move |sections| {
        Sourced::bare(Abstract {
            lang: lang.clone(),
            origin: Origin::Unknown,
            sections,
        })
    })
}

// Given names of four letters and more: "Iii" would be a suffix.
fn name() -> impl Strategy<Value = Name> {
    prop_oneof![
        4 => ("[A-Z][a-z]{2,8}(-[A-Z][a-z]{2,6})?", "[A-Z][a-z]{3,7}( [A-Z])?", option::of(select(vec!["van der", "de", "von"])), option::of(select(vec!["Jr.", "III"])))
            .prop_map(|(family, given, particle, suffix)| Name::Person {
                family, given,
                particle: particle.map(str::to_owned),
                suffix: suffix.map(str::to_owned),
            }),
        3 => ("[张王李赵]", "[会佳明华]{1,2}").prop_map(|(f, g)| Name::person(f, g)),
        1 => ("(欧阳|司马|诸葛)", "[会佳明华]{1,2}").prop_map(|(f, g)| Name::person(f, g)),
        1 => "[A-Z][a-z]{2,8}".prop_map(|f| Name::person(f, "")),
        1 => select(vec!["World Bank", "Open Homes Study Group", "Elders of Oslo, University", "某某大学护理学院", "新编社"]).prop_map(Name::literal),
    ]
}

fn contributors() -> impl Strategy<Value = Vec<Sourced<Contributor>>> {
    (vec(name(), 0..5), vec(name(), 0..2), vec(name(), 0..2)).prop_map(
        |(authors, editors, translators)| {
            [
                (ContributorRole::Author, authors),
                (ContributorRole::Editor, editors),
                (ContributorRole::Translator, translators),
            ]
            .into_iter()
            .flat_map(|(role, names)| names.into_iter().map(move |name| (role, name)))
            .map(|(role, name)| {
                let mut contributor = Contributor::author(name);
                contributor.role = role;
                Sourced::bare(contributor)
            })
            .collect()
        },
    )
}

fn date() -> impl Strategy<Value = Date> {
    let year = || 1500..2100_i32;
    prop_oneof![
        year().prop_map(Date::year),
        (year(), 1..=12_u8, option::of(1..=28_u8))
            .prop_map(|(y, m, d)| Date::point(DatePoint::from_parts(y, Some(m), d))),
        (year(), 1..=4_u8).prop_map(|(y, s)| Date::point(DatePoint {
            season: Season::from_number(s),
            ..DatePoint::year(y)
        })),
        (year(), 1..=6_u8, 7..=12_u8).prop_map(|(y, from, to)| Date {
            end: Some(DatePoint::from_parts(y, Some(to), None)),
            ..Date::point(DatePoint::from_parts(y, Some(from), None))
        }),
        Just(Date {
            literal: Some("in press".to_owned()),
            ..Date::default()
        }),
    ]
}

fn scalars() -> impl Strategy<Value = Vec<(ScalarField, String)>> {
    let of = |field: ScalarField, pattern: &'static str| {
        option::of(pattern).prop_map(move |value| value.map(|value| (field, value)))
    };
    (
        of(ScalarField::Volume, "[1-9][0-9]{0,2}"),
        of(ScalarField::Issue, "([1-9]|Suppl 1|3-4)"),
        of(ScalarField::Page, "(1[0-9]-2[0-9]|S4-S9|e10[1-9]|1, 3-4)"),
        of(ScalarField::ArticleNumber, "e[1-9][0-9]{3}"),
        of(ScalarField::Edition, "[2-9]nd|第二版"),
        of(ScalarField::CitationKey, "[a-z]{4,8}[12][0-9]{3}"),
        of(ScalarField::CallNumber, "R[0-9]{3}"),
        of(ScalarField::Database, "(CNKI|PubMed)"),
    )
        .prop_map(|(a, b, c, d, e, f, g, h)| {
            [a, b, c, d, e, f, g, h].into_iter().flatten().collect()
        })
}

fn identifiers() -> impl Strategy<Value = Vec<Identifier>> {
    let of = |scheme: IdentifierScheme, pattern: &'static str| {
        option::of(pattern)
            .prop_map(move |value| value.map(|value| Identifier::new(scheme.clone(), value)))
    };
    (
        of(
            IdentifierScheme::Doi,
            "10\\.[1-9][0-9]{3}/[a-z0-9]{2,6}_[0-9]{1,4}",
        ),
        of(IdentifierScheme::Pmid, "[1-9][0-9]{7}"),
        of(IdentifierScheme::Pmcid, "PMC[1-9][0-9]{6}"),
        of(IdentifierScheme::Arxiv, "2[0-3]0[1-9]\\.[0-9]{5}"),
        of(IdentifierScheme::Issn, "[0-9]{4}-[0-9]{3}[0-9X]"),
        of(IdentifierScheme::Isbn, "978-[0-9]-[0-9]{4}-[0-9]{4}-[0-9]"),
        of(
            IdentifierScheme::Other("accession".to_owned()),
            "WOS:0[0-9]{9}",
        ),
    )
        .prop_map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g].into_iter().flatten().collect())
}

fn keywords() -> impl Strategy<Value = Vec<Keyword>> {
    let keyword = |lang: LanguageTag, text: String| Keyword {
        lang,
        text,
        kind: KeywordKind::Author,
    };
    let word = prop_oneof![
        "[a-z]{4,9}( [a-z]{3,8})?".prop_map(move |t| keyword(LanguageTag::EN, t)),
        "[护理学研究]{2,6}".prop_map(move |t| keyword(LanguageTag::ZH_HANS, t)),
    ];
    let inverted =
        "[A-Z][a-z]{4,9}, [A-Z][a-z]{3,8}".prop_map(move |t| keyword(LanguageTag::EN, t));
    prop_oneof![
        vec(word.clone(), 0..5),
        (word, inverted).prop_map(|(a, b)| vec![a, b]),
    ]
}

/// Types whose container, series and editors have tags of their own.
const KINDS: [ReferenceType; 6] = [
    ReferenceType::ArticleJournal,
    ReferenceType::ArticleNewspaper,
    ReferenceType::Chapter,
    ReferenceType::PaperConference,
    ReferenceType::Dataset,
    ReferenceType::Webpage,
];

/// A reference that RIS carries whole.
pub(crate) fn reference() -> impl Strategy<Value = Reference> {
    titles()
        .prop_flat_map(|titles| {
            let own = titles[0].lang.clone();
            let other = titles.get(1).map(|t| t.lang.clone());
            let abstracts = (
                option::of(abstract_(own.clone())),
                other.map_or(Just(None).boxed(), |lang| {
                    option::of(abstract_(lang)).boxed()
                }),
            );
            let texts = (
                option::of(one(&own)),
                option::of("J [A-Z][a-z]{2,5} Res"),
                option::of(one(&own)),
                option::of(one(&own)),
                option::of("(Oslo|Beijing)"),
            );
            (
                (
                    Just(titles),
                    select(KINDS.to_vec()),
                    abstracts,
                    texts,
                    contributors(),
                    any::<bool>(),
                ),
                (
                    option::of(date()),
                    scalars(),
                    identifiers(),
                    vec("https://[a-z]{3,8}[.]example/[a-z0-9?=&/]{1,9}[a-z]", 0..3),
                    keywords(),
                    vec(english(), 0..3),
                ),
            )
        })
        .prop_map(|(first, second)| {
            let (titles, kind, abstracts, texts, contributors, complete) = first;
            let (issued, scalars, identifiers, urls, keywords, affiliations) = second;
            let mut r = Reference::new(kind);
            r.language = Some(Sourced::bare(titles[0].lang.clone()));
            for title in titles {
                r.add_text(TextField::Title, Sourced::bare(title));
            }
            let (container, short, series, publisher, place) = texts;
            for (field, text) in [
                // A short title alone would be read as the whole one.
                (
                    TextField::ContainerTitleShort,
                    short.filter(|_| container.is_some()),
                ),
                (TextField::ContainerTitle, container),
                (TextField::CollectionTitle, series),
                (TextField::Publisher, publisher),
                (TextField::PublisherPlace, place),
            ] {
                if let Some(text) = text {
                    let lang = diglot_text::script::language_of(&text);
                    r.add_text(field, Sourced::bare(LocalizedText::new(lang, text)));
                }
            }
            r.abstracts = [abstracts.0, abstracts.1].into_iter().flatten().collect();
            r.contributors_complete = complete;
            r.contributors = contributors;
            r.dates
                .extend(issued.map(|date| (DateField::Issued, Sourced::bare(date))));
            r.scalars = scalars
                .into_iter()
                .map(|(field, value)| (field, Sourced::bare(value)))
                .collect();
            for identifier in identifiers {
                r.add_identifier(Sourced::bare(identifier));
            }
            r.urls = urls.into_iter().map(Sourced::bare).collect();
            r.keywords = keywords.into_iter().map(Sourced::bare).collect();
            r.affiliations = affiliations
                .into_iter()
                .map(|text| Sourced::bare(LocalizedText::new(LanguageTag::EN, text)))
                .collect();
            r
        })
}
