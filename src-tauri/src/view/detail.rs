//! One reference in full: its fields, where each came from, what it is to others.

use diglot_contract::view::{
    FieldOffer, FieldValue, FieldView, LocalizedText, OperationView, OriginalText, Person,
    ReferenceDetail, RelatedDirection, RelatedWork, SourceView, StandingView, TextPiece,
};
use diglot_library::model::{
    Contributor, IdentifierScheme, LanguageTag, Name, NameVariant, Source,
};
use diglot_library::{
    BatchId, FieldLine, HistoryLine, Library, Operation, Original, Reference, RelationKind, Result,
    Segment, Standing, Stored, all_lines, field_offers, segments,
};

use super::row::has_han;
use super::{count, operation, row};

/// Everything about a reference but its abstract.
pub fn detail(library: &Library, stored: &Stored) -> Result<ReferenceDetail> {
    let reference = &stored.reference;
    let mut history: Vec<_> = library
        .history(stored.id)?
        .into_iter()
        .map(|line| told(&line))
        .collect();
    history.reverse();
    Ok(ReferenceDetail {
        row: row(stored),
        kind: reference.kind.csl_name(),
        authors: reference
            .contributors
            .iter()
            .map(|person| self::person(person))
            .collect(),
        affiliations: reference
            .affiliations
            .iter()
            .map(|text| LocalizedText {
                lang: text.lang.as_str().to_owned(),
                text: text.text.clone(),
            })
            .collect(),
        doi: reference.doi().map(str::to_owned),
        fields: fields(reference),
        offers: field_offers(reference)
            .into_iter()
            .map(|offer| FieldOffer {
                key: offer.key,
                lang: offer.lang.map(|lang| lang.as_str().to_owned()),
                index: count(offer.index),
                needed: offer.needed,
                usual: offer.usual,
            })
            .collect(),
        sources: reference
            .sources
            .iter()
            .map(|source| self::source(library, source))
            .collect::<Result<_>>()?,
        standing: match stored.standing {
            _ if stored.deleted => StandingView::Deleted,
            Standing::Reference => StandingView::Reference,
            Standing::Listed => StandingView::Listed,
        },
        related: related(library, stored)?,
        tags: library.tags_of(stored.id)?,
        collections: library
            .collections_of(stored.id)?
            .iter()
            .map(ToString::to_string)
            .collect(),
        history,
        has_original: reference
            .sources
            .iter()
            .any(|source| matches!(source, Source::Capture(capture) if capture.batch.is_some())),
    })
}

/// An operation, and of an edit which fields of this reference it changed.
fn told(line: &HistoryLine) -> OperationView {
    let mut told = operation(&line.operation);
    if line.operation.operation == Operation::Edit {
        let changed = line.entry.changes.iter().map(|(field, ..)| field.as_str());
        let fields: Vec<&str> = changed.filter(|field| *field != "sources").collect();
        told.params.insert("fields".to_owned(), fields.join(","));
    }
    told
}

/// The text that a reference was read from, cut where what was read from it changes.
pub fn original(
    library: &Library,
    reference: &Reference,
    original: &Original,
) -> Result<OriginalText> {
    let mut own = reference.clone();
    // The text is the record alone; places count from its start. Values of later sources stand elsewhere.
    let references = match own.sources.first_mut() {
        Some(Source::Capture(capture)) if *capture == original.source => {
            (capture.start, capture.end) = (0, original.text.len() as u64);
            vec![&own]
        }
        _ => vec![],
    };
    let pieces = segments(&original.text, &references);
    Ok(OriginalText {
        source: source(library, &Source::Capture(original.source.clone()))?,
        pieces: pieces
            .into_iter()
            .map(|piece| text_piece(&original.text, piece))
            .collect(),
    })
}

/// A piece of raw text with what was read from it.
pub(super) fn text_piece(text: &str, piece: Segment) -> TextPiece {
    TextPiece {
        start: piece.start as u32,
        text: text
            .get(piece.start..piece.end)
            .unwrap_or_default()
            .to_owned(),
        record: piece.record.map(count),
        field: piece.field,
        lang: piece.lang.map(|lang| lang.as_str().to_owned()),
    }
}

fn person(person: &Contributor) -> Person {
    let name = person.names.first();
    let other = name.and_then(|first| {
        person
            .names
            .iter()
            .skip(1)
            .find(|variant| is_han(variant) != is_han(first))
    });
    Person {
        name: name.map_or_else(
            || LocalizedText {
                lang: LanguageTag::UND.as_str().to_owned(),
                text: String::new(),
            },
            localized_name,
        ),
        other_name: other.map(localized_name),
        role: person.role.name().to_owned(),
        affiliations: person
            .affiliations
            .iter()
            .map(|index| u32::from(*index))
            .collect(),
        orcid: person.orcid.clone(),
    }
}

fn is_han(variant: &NameVariant) -> bool {
    has_han(&variant.name.family())
}

fn localized_name(variant: &NameVariant) -> LocalizedText {
    let text = match &variant.name {
        Name::Person { given, .. } if given.is_empty() => variant.name.family(),
        Name::Person { given, .. } if is_han(variant) => {
            format!("{}{given}", variant.name.family())
        }
        Name::Person { given, suffix, .. } => {
            let suffix = suffix
                .as_deref()
                .map(|suffix| format!(", {suffix}"))
                .unwrap_or_default();
            format!("{given} {}{suffix}", variant.name.family())
        }
        Name::Literal { literal } => literal.clone(),
    };
    let lang = match &variant.lang {
        Some(lang) => lang.as_str(),
        None if is_han(variant) => LanguageTag::ZH_HANS.as_str(),
        None => LanguageTag::UND.as_str(),
    };
    LocalizedText {
        lang: lang.to_owned(),
        text,
    }
}

/// Lines of the same field stand together under it.
fn fields(reference: &Reference) -> Vec<FieldView> {
    let mut fields: Vec<FieldView> = Vec::new();
    for line in all_lines(reference) {
        let value = value(&line);
        match fields.iter_mut().find(|field| field.key == line.key) {
            Some(field) => field.values.push(value),
            None => fields.push(FieldView {
                key: line.key,
                values: vec![value],
                editable: line.editable,
            }),
        }
    }
    fields
}

fn value(line: &FieldLine) -> FieldValue {
    FieldValue {
        href: href(&line.key, &line.text),
        text: line.text.clone(),
        lang: line.lang.as_ref().map(|lang| lang.as_str().to_owned()),
        source: line.source.map(u32::from),
    }
}

/// Where an identifier leads.
fn href(key: &str, text: &str) -> Option<String> {
    let is = |scheme: &IdentifierScheme| scheme.name() == key;
    let address = if is(&IdentifierScheme::Doi) {
        format!("https://doi.org/{text}")
    } else if is(&IdentifierScheme::Pmid) {
        format!("https://pubmed.ncbi.nlm.nih.gov/{text}/")
    } else if is(&IdentifierScheme::Pmcid) {
        format!("https://www.ncbi.nlm.nih.gov/pmc/articles/{text}/")
    } else if is(&IdentifierScheme::Arxiv) {
        format!("https://arxiv.org/abs/{text}")
    } else if is(&IdentifierScheme::Registration) {
        registry(text)?
    } else if key == "URL" && text.starts_with("https://") {
        text.to_owned()
    } else {
        return None;
    };
    Some(address)
}

/// The page of a registered study; registries whose pages are not found by number have none here.
fn registry(number: &str) -> Option<String> {
    if number.starts_with("ISRCTN") {
        Some(format!("https://www.isrctn.com/{number}"))
    } else if number.starts_with("NCT") {
        Some(format!("https://clinicaltrials.gov/study/{number}"))
    } else {
        let digits = number.strip_prefix("CRD")?;
        Some(format!(
            "https://www.crd.york.ac.uk/prospero/display_record.php?RecordID={digits}"
        ))
    }
}

/// Where values came from.
pub(super) fn source(library: &Library, source: &Source) -> Result<SourceView> {
    Ok(match source {
        Source::Capture(capture) => SourceView::Capture {
            file: capture.file.clone().filter(|file| !file.is_empty()),
            site: capture.site.clone(),
            format: capture.format.clone(),
            notice: capture.notice.clone(),
            when: match capture.batch {
                Some(batch) => library
                    .batch(BatchId::from(batch))?
                    .map(|batch| batch.added),
                None => None,
            },
        },
        Source::Lookup { service, at } => SourceView::Lookup {
            service: service.clone(),
            when: Some(at.clone()),
        },
        Source::Edit { at } => SourceView::Edit {
            when: Some(at.clone()),
        },
        Source::Paste { at } => SourceView::Paste {
            when: Some(at.clone()),
        },
        Source::Translation { engine, at } => SourceView::Translation {
            engine: engine.clone(),
            when: Some(at.clone()),
        },
    })
}

fn related(library: &Library, stored: &Stored) -> Result<Vec<RelatedWork>> {
    let total = |reference: &Reference| {
        reference.sources.iter().find_map(|source| match source {
            Source::Capture(capture) => capture.listed_total,
            _ => None,
        })
    };
    let mut related = Vec::new();
    for relation in library.relations(stored.id)? {
        if relation.kind == RelationKind::ListedOn {
            let page = library.get(relation.object)?;
            related.push(RelatedWork {
                row: row(&page),
                direction: RelatedDirection::ListedThere,
                rank: relation.rank,
                total: total(&page.reference),
                listed: page.standing == Standing::Listed,
            });
        }
    }
    for (relation, other) in library.listed_on(stored.id)? {
        related.push(RelatedWork {
            row: row(&other),
            direction: RelatedDirection::ListedHere,
            rank: relation.rank,
            total: total(&stored.reference),
            listed: other.standing == Standing::Listed,
        });
    }
    Ok(related)
}
