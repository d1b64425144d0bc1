//! The glossary.

use diglot_contract::view::{AbstractTerm, GlossaryTerm, GlossaryView, TermSource};
use diglot_library::glossary::{self, Glossary, Term, TermFound};

use super::count;

/// The glossary.
pub fn glossary(glossary: Glossary) -> GlossaryView {
    GlossaryView {
        terms: glossary.terms.into_iter().map(term).collect(),
        removed: glossary.removed.into_iter().map(term).collect(),
    }
}

fn term(term: Term) -> GlossaryTerm {
    GlossaryTerm {
        zh: term.zh,
        en: term.en,
        count: count(term.count),
        source: match term.source {
            glossary::TermSource::User => TermSource::User,
            glossary::TermSource::Keyword => TermSource::Keyword,
            glossary::TermSource::Abbreviation => TermSource::Abbreviation,
            glossary::TermSource::Title => TermSource::Title,
        },
    }
}

/// A term of an abstract; English stands on the left.
pub fn abstract_term(found: TermFound) -> AbstractTerm {
    AbstractTerm {
        left: found.en,
        right: found.zh,
        term: term(found.term),
    }
}
