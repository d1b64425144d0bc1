//! Abstracts in two languages side by side, and what a person says about their sentences.

mod cuts;
mod rows;

pub use cuts::TextColumn;
pub(crate) use cuts::{kept_apart, sentences as sentences_by_edits};

use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_align::{Aligner, Difference, Lock, Refusal, SentenceAt};
use diglot_model::{
    Abstract, LanguageTag, LinkedBy, LinkedSentence, LinkedSide, Origin, Reference, SectionRole,
    SentenceHash, SentenceLink,
};
use diglot_store::{Operation, OperationId, ReferenceId};
use std::ops::Range;

/// The abstract of a reference, in two languages where it has two: English on the left,
/// Chinese on the right.
#[derive(Debug, Clone, PartialEq)]
pub struct BilingualText {
    /// The left text.
    pub left: TextSide,
    /// The right text; absent when there is only one.
    pub right: Option<TextSide>,
    /// The sections in reading order.
    pub sections: Vec<BilingualSection>,
    /// Set when the two texts are no translations of each other: their rows stand side by
    /// side in order, and nothing is said about them.
    pub refused: Option<Refusal>,
    /// How many rows a person made.
    pub locked: usize,
}

/// One of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSide {
    /// Index into [`Reference::abstracts`].
    pub index: usize,
    /// Its language.
    pub lang: LanguageTag,
    /// Who stands behind it.
    pub origin: Origin,
}

/// A section with its headings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BilingualSection {
    /// What the headings mean; absent for text without heading.
    pub role: Option<SectionRole>,
    /// The headings as printed, left and right; absent where a side has none here.
    pub labels: [Option<String>; 2],
    /// Its rows in reading order.
    pub rows: Vec<BilingualRow>,
}

/// Sentences that belong together; a side without sentences has no counterpart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BilingualRow {
    /// The left sentences.
    pub left: Vec<RowSentence>,
    /// The right sentences.
    pub right: Vec<RowSentence>,
    /// Whether a paragraph begins here on either side.
    pub starts_paragraph: bool,
    /// How sure it is that exactly these belong together, 0 to 1.
    pub confidence: f32,
    /// Whether a person said so.
    pub locked: bool,
    /// What the sides do not agree in; empty when a side is empty.
    pub differs: Vec<Difference>,
}

/// A sentence of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSentence {
    /// Its number on its side, from 0.
    pub index: usize,
    /// The sentence.
    pub text: String,
}

/// Pairs the abstract in the language of the publication with the one in the other
/// language, sentence by sentence. What a person linked stays so as long as the sentences
/// are the same; the others are aligned around it. `None` without two languages.
pub fn bilingual_view(reference: &Reference) -> Option<BilingualText> {
    Some(Pair::of(reference)?.view(&reference.links))
}

/// Like [`bilingual_view`]; an abstract in one language stands on the left alone. `None`
/// without abstract.
pub fn abstract_view(reference: &Reference) -> Option<BilingualText> {
    bilingual_view(reference).or_else(|| {
        let own = reference.abstract_()?;
        let index = reference
            .abstracts
            .iter()
            .position(|text| std::ptr::eq(text, own))?;
        let side = Side::of(reference, index);
        Some(BilingualText {
            sections: rows::single(&side),
            left: side.public(),
            right: None,
            refused: None,
            locked: 0,
        })
    })
}

/// One of two abstracts with its sentences.
pub(crate) struct Side<'r> {
    index: usize,
    text: &'r Abstract,
    at: Vec<SentenceAt>,
}

impl<'r> Side<'r> {
    fn of(reference: &'r Reference, index: usize) -> Self {
        let text = &reference.abstracts[index].value;
        Self {
            index,
            text,
            at: cuts::sentences(text, &reference.sentence_edits),
        }
    }

    fn public(&self) -> TextSide {
        TextSide {
            index: self.index,
            lang: self.text.lang.clone(),
            origin: self.text.origin.clone(),
        }
    }

    fn sentence(&self, number: usize) -> &'r str {
        let at = &self.at[number];
        &self.text.sections[at.section].paragraphs[at.paragraph][at.range.clone()]
    }

    fn sentences(&self, numbers: Range<usize>) -> Vec<&'r str> {
        numbers.map(|number| self.sentence(number)).collect()
    }

    fn remember(&self, numbers: &[usize]) -> LinkedSide {
        LinkedSide {
            lang: self.text.lang.clone(),
            sentences: numbers
                .iter()
                .map(|number| LinkedSentence {
                    index: *number as u32,
                    hash: SentenceHash::of(self.sentence(*number)),
                })
                .collect(),
        }
    }

    /// Where sentences of a link stand now: where they stood, else at the nearest place
    /// with the same texts. `None` when one of them changed; empty for no sentence.
    fn find(&self, wanted: &[LinkedSentence]) -> Option<Range<usize>> {
        let Some(first) = wanted.first() else {
            return Some(0..0);
        };
        let last = self.at.len().checked_sub(wanted.len())?;
        (0..=last)
            .filter(|start| {
                wanted
                    .iter()
                    .enumerate()
                    .all(|(k, one)| SentenceHash::of(self.sentence(start + k)) == one.hash)
            })
            .min_by_key(|start| start.abs_diff(first.index as usize))
            .map(|start| start..start + wanted.len())
    }
}

/// The two abstracts that are shown side by side.
struct Pair<'r> {
    left: Side<'r>,
    right: Side<'r>,
}

impl<'r> Pair<'r> {
    fn of(reference: &'r Reference) -> Option<Self> {
        let own = reference.abstract_()?;
        let own = reference
            .abstracts
            .iter()
            .position(|text| std::ptr::eq(text, own))?;
        let lang = |index: usize| &reference.abstracts[index].lang;
        let other = (0..reference.abstracts.len())
            .filter(|index| !lang(*index).same_language(lang(own)))
            // Of the languages English and Chinese come first, then what has the better
            // origin, then what stands first.
            .max_by_key(|index| {
                let known = lang(*index).is_english() || lang(*index).is_chinese();
                let rank = reference.abstracts[*index].origin.rank();
                (known, rank, std::cmp::Reverse(*index))
            })?;
        let swap = lang(own).is_chinese() || lang(other).is_english();
        let (left, right) = if swap { (other, own) } else { (own, other) };
        Some(Self {
            left: Side::of(reference, left),
            right: Side::of(reference, right),
        })
    }

    /// What a link says about the texts as they are; `None` when one of its sentences
    /// changed, or when it is about other languages.
    fn lock(&self, link: &SentenceLink) -> Option<Lock> {
        let (l, r) = (&self.left.text.lang, &self.right.text.lang);
        let (a, b) = (&link.left, &link.right);
        let (left, right) = if a.lang.same_language(l) && b.lang.same_language(r) {
            (a, b)
        } else if a.lang.same_language(r) && b.lang.same_language(l) {
            (b, a)
        } else {
            return None;
        };
        Some(Lock {
            left: self.left.find(&left.sentences)?,
            right: self.right.find(&right.sentences)?,
        })
    }

    fn view(&self, links: &[SentenceLink]) -> BilingualText {
        // The latest word wins, and a person's against a translation's.
        let by = |by: LinkedBy| links.iter().rev().filter(move |link| link.by == by);
        let mut locks: Vec<Lock> = Vec::new();
        let mut persons = 0;
        for link in by(LinkedBy::Person).chain(by(LinkedBy::Translation)) {
            let lock = self.lock(link);
            if let Some(lock) = lock.filter(|lock| locks.iter().all(|later| later.agrees(lock))) {
                locks.push(lock);
                persons += usize::from(link.by == LinkedBy::Person);
            }
        }
        let found = Aligner::default().abstracts_at(
            (self.left.text, &self.left.at),
            (self.right.text, &self.right.at),
            &locks,
        );
        let refused = found.refused;
        let sections = if refused.is_some() {
            rows::unrelated(&self.left, &self.right)
        } else {
            rows::aligned(&self.left, &self.right, &found.beads, &locks[..persons])
        };
        let rows = sections.iter().flat_map(|section| &section.rows);
        BilingualText {
            left: self.left.public(),
            right: Some(self.right.public()),
            locked: rows.filter(|row| row.locked).count(),
            sections,
            refused,
        }
    }

    /// The links with a person's word on some sentences; what it contradicts goes.
    fn with(&self, links: &[SentenceLink], said: &[(&[usize], &[usize])]) -> Vec<SentenceLink> {
        let mut new = Vec::new();
        for (left, right) in said {
            let link = SentenceLink {
                left: self.left.remember(left),
                right: self.right.remember(right),
                by: LinkedBy::Person,
            };
            let range = |numbers: &[usize]| match (numbers.first(), numbers.last()) {
                (Some(first), Some(last)) => *first..last + 1,
                _ => 0..0,
            };
            let lock = Lock {
                left: range(left),
                right: range(right),
            };
            new.push((link, lock));
        }
        let mut after: Vec<SentenceLink> = links
            .iter()
            .filter(|link| {
                self.lock(link)
                    .is_none_or(|old| new.iter().all(|(_, lock)| lock.agrees(&old)))
            })
            .cloned()
            .collect();
        after.extend(new.into_iter().map(|(link, _)| link));
        after
    }

    /// Numbers of sentences in order, each once.
    fn numbers(side: &Side<'_>, numbers: &[usize]) -> Result<Vec<usize>> {
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.last().is_some_and(|last| *last >= side.at.len()) {
            return Err(LibraryError::NotLinkable("there is no such sentence"));
        }
        Ok(numbers)
    }
}

impl Library {
    /// Says that sentences of the two abstracts, by their numbers in [`bilingual_view`],
    /// belong together. With one side empty the others have no counterpart. The sentences
    /// of a side must follow each other when both are given. `None` when nothing differed.
    pub fn link(
        &mut self,
        id: ReferenceId,
        left: &[usize],
        right: &[usize],
    ) -> Result<Option<OperationId>> {
        self.say(id, left, right, true)
    }

    /// Takes the sentences of a row apart: each of them has no counterpart from here on.
    pub fn unlink(
        &mut self,
        id: ReferenceId,
        left: &[usize],
        right: &[usize],
    ) -> Result<Option<OperationId>> {
        self.say(id, left, right, false)
    }

    /// Takes back all that a person said about the sentences of a reference.
    pub fn reset_links(&mut self, id: ReferenceId) -> Result<Option<OperationId>> {
        let ((), done) = self.store.transact(&Operation::ResetLinks, |tx| {
            let mut reference = tx.get(id)?.reference;
            // Where sentences end was said to link them so; a translation's links stay.
            reference.links.retain(|link| link.by != LinkedBy::Person);
            reference
                .sentence_edits
                .retain(|edit| edit.by != LinkedBy::Person);
            tx.update(id, &reference)
        })?;
        Ok(done)
    }

    fn say(
        &mut self,
        id: ReferenceId,
        left: &[usize],
        right: &[usize],
        together: bool,
    ) -> Result<Option<OperationId>> {
        let mut reference = self.store.get_present(id)?.reference;
        let pair =
            Pair::of(&reference).ok_or(LibraryError::NotLinkable("there are no two abstracts"))?;
        let left = Pair::numbers(&pair.left, left)?;
        let right = Pair::numbers(&pair.right, right)?;
        if left.is_empty() && right.is_empty() {
            return Err(LibraryError::NotLinkable("no sentence was chosen"));
        }
        let together = together && !left.is_empty() && !right.is_empty();
        let (said, operation): (Vec<(&[usize], &[usize])>, _) = if together {
            let follow = |numbers: &[usize]| numbers.windows(2).all(|two| two[0] + 1 == two[1]);
            if !follow(&left) || !follow(&right) {
                return Err(LibraryError::NotLinkable(
                    "the sentences do not follow each other",
                ));
            }
            (vec![(&left, &right)], Operation::Link)
        } else {
            let lefts = left.chunks(1).map(|one| (one, &[][..]));
            let rights = right.chunks(1).map(|one| (&[][..], one));
            (lefts.chain(rights).collect(), Operation::Unlink)
        };
        let links = pair.with(&reference.links, &said);
        reference.links = links;
        let ((), done) = self
            .store
            .transact(&operation, |tx| tx.update(id, &reference))?;
        Ok(done)
    }
}

/// Links on their way: a person's word on pairs of texts.
pub(crate) struct LinkPlan<'r> {
    pair: Pair<'r>,
    links: Vec<SentenceLink>,
    /// What the view shows now.
    rows: Vec<(Vec<usize>, Vec<usize>)>,
    /// Sentences of each side that were used already.
    from: [usize; 2],
}

impl<'r> LinkPlan<'r> {
    /// A plan for the two abstracts of a reference; `None` without two.
    pub(crate) fn of(reference: &'r Reference) -> Option<Self> {
        let pair = Pair::of(reference)?;
        let view = pair.view(&reference.links);
        let sentences = |side: &[RowSentence]| side.iter().map(|s| s.index).collect::<Vec<_>>();
        let rows = view.sections.iter().flat_map(|section| &section.rows);
        Some(Self {
            rows: rows
                .map(|row| (sentences(&row.left), sentences(&row.right)))
                .collect(),
            links: reference.links.clone(),
            pair,
            from: [0, 0],
        })
    }

    /// Says that texts, each with its language, are a pair; one alone has no counterpart.
    /// Whether that differs from what the view shows; why not, when they are not found.
    pub(crate) fn say(&mut self, texts: &[(&str, &str)]) -> Result<bool, &'static str> {
        let mut numbers: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
        for (lang, text) in texts {
            let lang = LanguageTag::new(lang);
            let sides = [&self.pair.left, &self.pair.right];
            let side = sides
                .iter()
                .position(|side| side.text.lang.same_language(&lang))
                .ok_or("one of its languages is none of the abstracts'")?;
            let found = sides[side]
                .spell(text, self.from[side])
                .or_else(|| sides[side].spell(text, 0))
                .ok_or("its text is not made of whole sentences of the abstract")?;
            self.from[side] = found.end;
            numbers[side] = found.collect();
        }
        let [left, right] = &numbers;
        if left.is_empty() && right.is_empty() {
            return Err("it is empty");
        }
        let shown = |left: &[usize], right: &[usize]| {
            self.rows
                .iter()
                .any(|(l, r)| l.as_slice() == left && r.as_slice() == right)
        };
        let known = if left.is_empty() || right.is_empty() {
            left.iter().all(|k| shown(&[*k], &[])) && right.iter().all(|k| shown(&[], &[*k]))
        } else {
            shown(left, right)
        };
        if known {
            return Ok(false);
        }
        let said: Vec<(&[usize], &[usize])> = if left.is_empty() || right.is_empty() {
            let lefts = left.chunks(1).map(|one| (one, &[][..]));
            lefts
                .chain(right.chunks(1).map(|one| (&[][..], one)))
                .collect()
        } else {
            vec![(left, right)]
        };
        self.links = self.pair.with(&self.links, &said);
        Ok(true)
    }

    /// The links with what was said.
    pub(crate) fn links(self) -> Vec<SentenceLink> {
        self.links
    }
}

impl Side<'_> {
    /// The sentences, the first of them from a number on, whose letters are those of a
    /// text.
    fn spell(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let letters =
            |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let wanted = letters(text);
        (from..self.at.len()).find_map(|start| {
            let mut rest = wanted.as_str();
            let mut end = start;
            while !rest.is_empty() && end < self.at.len() {
                rest = rest.strip_prefix(letters(self.sentence(end)).as_str())?;
                end += 1;
            }
            (rest.is_empty() && end > start).then_some(start..end)
        })
    }
}
