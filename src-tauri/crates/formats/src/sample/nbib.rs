//! References that MEDLINE text carries whole.

use super::plain;
use diglot_model::{
    Abstract, Contributor, ContributorRole, Date, DateField, DatePoint, Identifier,
    IdentifierScheme, Keyword, KeywordKind, LanguageTag, LocalizedText, Name, Origin, Reference,
    ReferenceType, ScalarField, Section, Sourced, TextField, UnmappedField,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Types that have a publication type.
const KINDS: [ReferenceType; 7] = [
    ReferenceType::ArticleJournal,
    ReferenceType::Article,
    ReferenceType::ArticleNewspaper,
    ReferenceType::Chapter,
    ReferenceType::PaperConference,
    ReferenceType::Report,
    ReferenceType::Dataset,
];

/// A reference that MEDLINE text carries whole: of what RIS carries, what it has a tag for,
/// and what it has tags for beyond that.
pub(crate) fn reference() -> impl Strategy<Value = Reference> {
    (
        plain::reference(),
        select(KINDS.to_vec()),
        vec((0..4_usize, 0..3_usize), 0..4),
        vec(any::<bool>(), 5),
        option::of("[A-Z][a-z]{3,8}( [a-z]{3,8}){1,3}"),
        option::of((2000..2030_i32, 1..=12_u8, 1..=28_u8)),
        vec("[A-Z][a-z]{2,7}( [a-z]{2,7})?/[*][a-z]{4,9}", 0..3),
        option::of("NCT0[0-9]{7}"),
        vec(
            (
                "(RN|SB|JID|CIN|COIS)",
                "[A-Za-z0-9]{1,9}( [a-z.]{1,9}){0,40}[a-z]",
            ),
            0..4,
        ),
    )
        .prop_map(
            |(mut r, kind, owners, flags, grant, online, mesh, study, kept)| {
                r.kind = kind;
                r.contributors.retain(|c| {
                    c.role == ContributorRole::Author
                        || c.role == ContributorRole::Editor
                            && matches!(c.name(), Some(Name::Person { .. }))
                });
                for field in [
                    ScalarField::CitationKey,
                    ScalarField::CallNumber,
                    ScalarField::Database,
                ] {
                    r.scalars.remove(&field);
                }
                own(&mut r, &owners, &flags);
                if let Some(grant) = grant {
                    let text = LocalizedText::new(LanguageTag::EN, grant);
                    r.add_text(TextField::Funding, Sourced::bare(text));
                }
                if let Some((y, m, d)) = online {
                    let date = Date::point(DatePoint::from_parts(y, Some(m), Some(d)));
                    r.dates
                        .insert(DateField::AvailableDate, Sourced::bare(date.clone()));
                    r.dates.insert(DateField::Submitted, Sourced::bare(date));
                }
                for text in mesh {
                    let keyword = Keyword {
                        lang: LanguageTag::EN,
                        text,
                        kind: KeywordKind::Mesh,
                    };
                    r.keywords.push(Sourced::bare(keyword));
                }
                if let Some(study) = study {
                    let id = Identifier::new(IdentifierScheme::Registration, study);
                    r.add_identifier(Sourced::bare(id));
                }
                if flags[4] && r.abstracts.iter().any(|a| a.lang.is_english()) {
                    r.abstracts.push(Sourced::bare(summary()));
                }
                for (tag, value) in kept {
                    r.unmapped.push(UnmappedField {
                        format: "nbib".to_owned(),
                        tag,
                        value,
                        source: 0,
                    });
                }
                r
            },
        )
}

/// Gives contributors affiliations and iDs.
fn own(r: &mut Reference, owners: &[(usize, usize)], flags: &[bool]) {
    let places = r.affiliations.len();
    for (at, place) in owners {
        if let Some(contributor) = r.contributors.get_mut(*at)
            && *place < places
            && let Ok(place) = u16::try_from(*place)
            && !contributor.affiliations.contains(&place)
        {
            contributor.affiliations.push(place);
        }
    }
    let orcid = "0000-0002-1825-0097";
    for (contributor, flag) in r.contributors.iter_mut().zip(flags) {
        contributor.orcid = flag.then(|| orcid.to_owned());
    }
}

/// A second abstract in English.
fn summary() -> Abstract {
    Abstract {
        lang: LanguageTag::EN,
        origin: Origin::Publisher,
        sections: vec![Section {
            paragraphs: vec!["Keeping a home is hard, and people who did it can help.".to_owned()],
            ..Section::default()
        }],
    }
}

/// What MEDLINE keeps of a reference: affiliations in the order of their authors, headings
/// of its thesaurus before other keywords, titles and abstracts in English first.
pub(crate) fn form(reference: &Reference) -> Reference {
    let mut out = crate::csl_json::normal(reference);
    out.language = out
        .own_language()
        .filter(|l| l.as_str() != "und" && !l.as_str().ends_with("-Latn"))
        .map(Sourced::bare);
    if let Some(titles) = out.texts.get_mut(&TextField::Title) {
        titles.sort_by_key(|t| !t.lang.is_english());
    }
    out.abstracts.sort_by_key(|a| !a.lang.is_english());
    out.contributors
        .sort_by_key(|c: &Sourced<Contributor>| (c.role != ContributorRole::Author, c.role));
    for variant in out.contributors.iter_mut().flat_map(|c| &mut c.names) {
        variant.lang = None;
    }
    out.keywords.sort_by_key(|k| k.kind != KeywordKind::Mesh);
    out.identifiers.sort_by(|a, b| a.value.cmp(&b.value));
    // Affiliations by their text: the numbers follow.
    let mut order: Vec<usize> = (0..out.affiliations.len()).collect();
    order.sort_by(|a, b| out.affiliations[*a].text.cmp(&out.affiliations[*b].text));
    for contributor in &mut out.contributors {
        for index in &mut contributor.affiliations {
            let at = order.iter().position(|o| *o == usize::from(*index));
            *index = u16::try_from(at.unwrap_or(usize::from(*index))).unwrap_or(*index);
        }
    }
    out.affiliations = order.iter().map(|o| out.affiliations[*o].clone()).collect();
    out
}
