//! Titles and abstracts in two languages, sentence by sentence.

use diglot_contract::view::{
    AbstractColumn, AbstractSection, AbstractState, AbstractView, AlignedRow, LocalizedText,
    PairMark, PairMarkKind, Sentence, TextOrigin,
};
use diglot_library::bilingual::{Difference, DifferenceKind};
use diglot_library::model::{LanguageTag, Origin, SectionRole};
use diglot_library::{
    BilingualRow, BilingualSection, BilingualText, Library, Reference, Result, RowSentence, Stored,
    TextField, TextSide,
};

use super::count;
use super::detail::source;
use super::row::{localized, other_title};

/// The abstracts of a reference as rows of sentences.
pub fn abstract_view(library: &Library, stored: &Stored) -> Result<AbstractView> {
    let reference = &stored.reference;
    let Some(text) = diglot_library::abstract_view(reference) else {
        return Ok(AbstractView {
            state: AbstractState::None,
            titles: [
                localized(reference, TextField::Title),
                other_title(reference),
            ],
            left: None,
            right: None,
            sections: vec![],
            locked_links: 0,
        });
    };
    bilingual(library, reference, text)
}

/// A text in one language or two as rows of sentences.
pub(super) fn bilingual(
    library: &Library,
    reference: &Reference,
    text: BilingualText,
) -> Result<AbstractView> {
    let column = |side: &TextSide| column(library, reference, side);
    Ok(AbstractView {
        state: state(&text),
        titles: titles(reference, &text),
        left: Some(column(&text.left)?),
        right: text.right.as_ref().map(column).transpose()?,
        sections: text.sections.into_iter().map(section).collect(),
        locked_links: count(text.locked),
    })
}

fn state(text: &BilingualText) -> AbstractState {
    match (&text.right, &text.refused) {
        (None, _) => AbstractState::One,
        (Some(_), None) => AbstractState::Pair,
        (Some(_), Some(_)) => AbstractState::Unrelated,
    }
}

/// The titles in the languages of the columns; above a single column both, its own first.
fn titles(reference: &Reference, text: &BilingualText) -> [Option<LocalizedText>; 2] {
    let of = |lang: &LanguageTag| {
        let title = reference
            .texts(TextField::Title)
            .iter()
            .find(|title| title.lang.same_language(lang))?;
        Some(LocalizedText {
            lang: title.lang.as_str().to_owned(),
            text: title.text.clone(),
        })
    };
    match &text.right {
        Some(right) => [of(&text.left.lang), of(&right.lang)],
        None => [
            localized(reference, TextField::Title),
            other_title(reference),
        ],
    }
}

fn column(library: &Library, reference: &Reference, side: &TextSide) -> Result<AbstractColumn> {
    let came_from = reference
        .abstracts
        .get(side.index)
        .and_then(|text| reference.sources.get(usize::from(text.source)));
    Ok(AbstractColumn {
        lang: side.lang.as_str().to_owned(),
        origin: match &side.origin {
            Origin::Unknown => TextOrigin::Unknown,
            Origin::Publisher => TextOrigin::Publisher,
            Origin::Database => TextOrigin::Database,
            Origin::User => TextOrigin::User,
            Origin::Machine { engine, date } => TextOrigin::Machine {
                engine: engine.clone(),
                date: date.clone(),
            },
        },
        source: came_from
            .map(|came_from| source(library, came_from))
            .transpose()?,
    })
}

fn section(section: BilingualSection) -> AbstractSection {
    AbstractSection {
        role: section.role.and_then(role_name),
        labels: section.labels,
        rows: section.rows.into_iter().map(row).collect(),
    }
}

/// The role as its name on the wire.
fn role_name(role: SectionRole) -> Option<String> {
    serde_json::to_value(role).ok()?.as_str().map(str::to_owned)
}

fn row(row: BilingualRow) -> AlignedRow {
    let sentence = |sentence: RowSentence| Sentence {
        index: count(sentence.index),
        text: sentence.text,
    };
    AlignedRow {
        left: row.left.into_iter().map(sentence).collect(),
        right: row.right.into_iter().map(sentence).collect(),
        starts_paragraph: row.starts_paragraph,
        confidence: row.confidence,
        locked: row.locked,
        differs: written(&row.differs),
        marks: row.differs.into_iter().map(mark).collect(),
    }
}

/// Everything that the sides do not agree in, as written.
fn written(differs: &[Difference]) -> Vec<String> {
    let both = differs
        .iter()
        .flat_map(|one| one.left.iter().chain(&one.right));
    both.cloned().collect()
}

fn mark(differs: Difference) -> PairMark {
    PairMark {
        kind: match differs.kind {
            DifferenceKind::Number => PairMarkKind::Number,
            DifferenceKind::Unit => PairMarkKind::Unit,
            DifferenceKind::Comparison => PairMarkKind::Comparison,
            DifferenceKind::Identifier => PairMarkKind::Identifier,
            DifferenceKind::Acronym => PairMarkKind::Acronym,
            DifferenceKind::StudyName => PairMarkKind::StudyName,
        },
        left: differs.left,
        right: differs.right,
    }
}
