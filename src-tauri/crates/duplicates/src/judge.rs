//! The judgement on a pair.

use crate::authors::Authors;
use crate::evidence::{Comparison, Evidence};
use crate::keys::{Keys, Kind};
use crate::numbering::Agreement;
use crate::title::TitleRelation;
use diglot_model::{IdentifierScheme, Reference};

/// From here on two references are the same work.
const SAME: f32 = 8.5;
/// From here on a person should look.
const LIKELY: f32 = 6.5;

/// How sure it is that references are one work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A person should look.
    Likely,
    /// One work, as far as the records can tell.
    Same,
}

impl Verdict {
    /// The name used on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Same => "same",
        }
    }
}

/// Why two references are held to be one work.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// How sure.
    pub verdict: Verdict,
    /// Sum of the weights of evidence; only for putting judgements in order.
    pub score: f32,
    /// What speaks for it, strongest first, then what speaks against; English.
    pub why: Vec<String>,
    /// The same as data, for other languages.
    pub reasons: Vec<Reason>,
}

/// A piece of evidence as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// A stable name, such as `same-authors`.
    pub code: String,
    /// What the sentence names, in its order: a scheme and a value, a percentage, years.
    pub params: Vec<String>,
    /// Whether it speaks against one work.
    pub against: bool,
}

/// Judges two references. `None` when they are different works or nothing says that they
/// are one. Symmetric.
pub fn judge(a: &Reference, b: &Reference) -> Option<Judgement> {
    judge_keys(&Keys::new(a), &Keys::new(b))
}

/// [`judge`] on keys made before.
pub(crate) fn judge_keys(a: &Keys, b: &Keys) -> Option<Judgement> {
    let found = Comparison::promising(a, b, LIKELY)?;
    if is_separate(a, b, &found) {
        return None;
    }
    let mut evidence = found.evidence();
    let score: f32 = evidence.iter().map(|e| e.weight).sum();
    let verdict = if score >= SAME && !is_doubtful(a, b, &found) {
        Verdict::Same
    } else if score >= LIKELY {
        Verdict::Likely
    } else {
        return None;
    };
    by_strength(&mut evidence);
    Some(Judgement {
        verdict,
        score,
        why: evidence.iter().map(|e| e.words.to_string()).collect(),
        reasons: evidence.iter().map(Evidence::reason).collect(),
    })
}

/// Whether two references must not come into one group by way of a third.
pub(crate) fn contradict(a: &Keys, b: &Keys) -> bool {
    let found = Comparison::new(a, b);
    is_separate(a, b, &found)
        || (found.authors == Authors::Different
            && found.same_identifier.is_none()
            && !found.same_place())
}

/// What no weight can outvote.
fn is_separate(a: &Keys, b: &Keys, found: &Comparison) -> bool {
    // An erratum shares title, authors and journal with its work, not the page.
    if a.notice != b.notice && !(found.same_place() && found.same_range_or_single(a, b)) {
        return true;
    }
    let certain = found.same_identifier.is_some();
    // A number mistyped on the very same pages is no other part of a series.
    if found.title == TitleRelation::Numbers
        && !certain
        && !(found.same_place() && found.same_range)
    {
        return true;
    }
    // The abstract in the supplement, then the paper; the report of 2019 and of 2020.
    if found.other_place() && !certain && found.abstracts.is_none_or(|share| share < 0.9) {
        return true;
    }
    if matches!(
        (a.kind, b.kind),
        (Kind::BookReview, Kind::Book) | (Kind::Book, Kind::BookReview)
    ) {
        return true;
    }
    if found.other_identifiers.is_some() && found.same_identifier.is_none() {
        return !is_known_pair(a, b, found);
    }
    false
}

/// Different DOIs may stand for one work when one is a preprint, or when all else agrees.
fn is_known_pair(a: &Keys, b: &Keys, found: &Comparison) -> bool {
    let title = matches!(found.title, TitleRelation::Equal | TitleRelation::Spelling);
    let authors = matches!(found.authors, Authors::Same(_));
    if title && authors && is_preprint(a) != is_preprint(b) {
        return true;
    }
    title && authors && found.same_place() && found.year != Agreement::Different
}

fn is_preprint(keys: &Keys) -> bool {
    // bioRxiv and medRxiv, arXiv, SSRN, Research Square, Preprints.org, PsyArXiv and OSF,
    // ChemRxiv, TechRxiv, ChinaXiv.
    const PREFIXES: [&str; 10] = [
        "10.1101/",
        "10.48550/",
        "10.2139/",
        "10.21203/",
        "10.20944/",
        "10.31234/",
        "10.31219/",
        "10.26434/",
        "10.36227/",
        "10.12074/",
    ];
    keys.kind == Kind::Preprint
        || keys
            .identifiers_of(&IdentifierScheme::Doi)
            .any(|doi| PREFIXES.iter().any(|prefix| doi.starts_with(prefix)))
}

/// What leaves the decision to a person, however much speaks for one work.
fn is_doubtful(a: &Keys, b: &Keys, found: &Comparison) -> bool {
    let title = matches!(
        found.title,
        TitleRelation::Equal | TitleRelation::Spelling | TitleRelation::Unknown
    );
    if a.notice != b.notice || is_preprint(a) != is_preprint(b) || found.other_identifiers.is_some()
    {
        return true;
    }
    let certain = found.same_identifier.is_some();
    let same_abstract = found.abstracts.is_some_and(|share| share >= 0.9);
    let place = found.same_place();
    let longer = found.title == TitleRelation::Extra && (certain || place || same_abstract);
    if !title && !longer {
        return true;
    }
    if found.edition == Agreement::Different || found.number == Agreement::Different {
        return true;
    }
    if certain || place {
        return false;
    }
    found.container == Agreement::Different
        || found.other_place()
        || a.kind.separates(b.kind)
        || found.year_gap > 1
        || found.abstracts.is_some_and(|share| share < 0.35)
}

/// Strongest for, then strongest against; what weighs nothing comes between.
fn by_strength(evidence: &mut [Evidence]) {
    evidence.sort_by(|x, y| {
        let side = |e: &Evidence| (e.weight < 0.0, -e.weight.abs());
        let (a, b) = (side(x), side(y));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
}

impl Comparison {
    /// A notice on the same page as its work is that work under another label only when
    /// the whole range is the same.
    fn same_range_or_single(&self, a: &Keys, b: &Keys) -> bool {
        self.same_range
            || !a
                .pages
                .as_ref()
                .is_some_and(super::numbering::Pages::is_range)
                && !b
                    .pages
                    .as_ref()
                    .is_some_and(super::numbering::Pages::is_range)
    }
}
