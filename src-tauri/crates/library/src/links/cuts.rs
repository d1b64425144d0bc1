//! Where the sentences of an abstract end: by the rules, and as a person said.

use super::{Pair, Side};
use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_align::{SentenceAt, sentences_of};
use diglot_model::{
    Abstract, LinkedBy, LinkedSentence, Reference, SentenceChange, SentenceEdit, SentenceHash,
};
use diglot_store::{Operation, OperationId, ReferenceId};

/// A column of the view of two abstracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextColumn {
    /// The left text, or the only one.
    Left,
    /// The right text.
    Right,
}

/// The sentences of an abstract. What was said about sentences that are no longer there is
/// left out.
pub(crate) fn sentences(text: &Abstract, edits: &[SentenceEdit]) -> Vec<SentenceAt> {
    let mut at = sentences_of(text);
    for edit in edits.iter().filter(|e| e.lang.same_language(&text.lang)) {
        apply(text, &mut at, edit);
    }
    at
}

fn slice<'t>(text: &'t Abstract, at: &SentenceAt) -> &'t str {
    text.sections
        .get(at.section)
        .and_then(|section| section.paragraphs.get(at.paragraph))
        .and_then(|paragraph| paragraph.get(at.range.clone()))
        .unwrap_or_default()
}

fn apply(text: &Abstract, at: &mut Vec<SentenceAt>, edit: &SentenceEdit) {
    let hash = |number: usize| at.get(number).map(|at| SentenceHash::of(slice(text, at)));
    let near = |fits: &dyn Fn(usize) -> bool| {
        (0..at.len())
            .filter(|number| fits(*number))
            .min_by_key(|number| number.abs_diff(edit.index as usize))
    };
    match &edit.change {
        SentenceChange::Split {
            sentence,
            at: chars,
        } => {
            let Some(number) = near(&|number| hash(number) == Some(*sentence)) else {
                return;
            };
            if let Some(halves) = halves(text, &at[number], *chars as usize) {
                at.splice(number..=number, halves);
            }
        }
        SentenceChange::Join { first, second } => {
            let joins = |number: usize| {
                hash(number) == Some(*first)
                    && hash(number + 1) == Some(*second)
                    && same_paragraph(&at[number], &at[number + 1])
            };
            if let Some(number) = near(&joins) {
                let end = at.remove(number + 1).range.end;
                at[number].range.end = end;
            }
        }
    }
}

fn same_paragraph(a: &SentenceAt, b: &SentenceAt) -> bool {
    (a.section, a.paragraph) == (b.section, b.paragraph)
}

/// The two sentences of one that is split behind so many characters; `None` when one of
/// them would have no letter and no digit.
fn halves(text: &Abstract, at: &SentenceAt, chars: usize) -> Option<[SentenceAt; 2]> {
    let sentence = slice(text, at);
    let cut = sentence.char_indices().nth(chars)?.0;
    let half = |from: usize, to: usize| {
        let piece = &sentence[from..to];
        let start = from + piece.len() - piece.trim_start().len();
        let end = from + piece.trim_end().len();
        piece.contains(char::is_alphanumeric).then(|| SentenceAt {
            range: at.range.start + start..at.range.start + end,
            ..at.clone()
        })
    };
    Some([half(0, cut)?, half(cut, sentence.len())?])
}

impl Library {
    /// Says that a sentence of the view of the abstracts is two. `at` is where the second
    /// begins, in UTF-16 code units of the sentence as it is shown.
    pub fn split_sentence(
        &mut self,
        id: ReferenceId,
        column: TextColumn,
        sentence: usize,
        at: usize,
    ) -> Result<Option<OperationId>> {
        self.recut(id, column, |side| {
            let place = side.at.get(sentence).ok_or(NO_SENTENCE)?;
            let shown = side.sentence(sentence);
            let lead = shown.len() - shown.trim_start().len();
            let chars = shown[..lead].chars().count() + chars_of(shown.trim_start(), at);
            let halves = halves(side.text, place, chars).ok_or(LibraryError::NotLinkable(
                "a sentence needs a letter on each side of the cut",
            ))?;
            let change = SentenceChange::Split {
                sentence: SentenceHash::of(shown),
                at: chars as u32,
            };
            Ok((sentence, change, halves.to_vec(), 1))
        })
    }

    /// Says that a sentence of the view of the abstracts is one with the next of its
    /// paragraph.
    pub fn join_sentences(
        &mut self,
        id: ReferenceId,
        column: TextColumn,
        first: usize,
    ) -> Result<Option<OperationId>> {
        self.recut(id, column, |side| {
            let (Some(a), Some(b)) = (side.at.get(first), side.at.get(first + 1)) else {
                return Err(NO_SENTENCE);
            };
            if !same_paragraph(a, b) {
                return Err(LibraryError::NotLinkable(
                    "the sentences stand in different paragraphs",
                ));
            }
            let change = SentenceChange::Join {
                first: SentenceHash::of(side.sentence(first)),
                second: SentenceHash::of(side.sentence(first + 1)),
            };
            let whole = SentenceAt {
                range: a.range.start..b.range.end,
                ..a.clone()
            };
            Ok((first, change, vec![whole], 2))
        })
    }

    fn recut(
        &mut self,
        id: ReferenceId,
        column: TextColumn,
        change: impl FnOnce(&Side<'_>) -> Result<(usize, SentenceChange, Vec<SentenceAt>, usize)>,
    ) -> Result<Option<OperationId>> {
        let mut after = self.store.get_present(id)?.reference;
        let before = after.clone();
        let side = side_of(&before, column)?;
        let (number, change, new, old) = change(&side)?;
        let lang = side.text.lang.clone();
        let gone: Vec<SentenceHash> = (number..number + old)
            .map(|k| SentenceHash::of(side.sentence(k)))
            .collect();
        let came: Vec<LinkedSentence> = new
            .iter()
            .enumerate()
            .map(|(k, at)| LinkedSentence {
                index: (number + k) as u32,
                hash: SentenceHash::of(slice(side.text, at)),
            })
            .collect();
        let edit = SentenceEdit {
            lang: lang.clone(),
            index: number as u32,
            change,
            by: LinkedBy::Person,
        };
        push(&mut after.sentence_edits, edit, &came);
        // A link of the sentence goes on with what it became.
        for link in &mut after.links {
            for linked in [&mut link.left, &mut link.right] {
                if !linked.lang.same_language(&lang) {
                    continue;
                }
                let hashes: Vec<SentenceHash> = linked.sentences.iter().map(|s| s.hash).collect();
                if let Some(at) = hashes.windows(old).position(|window| window == gone) {
                    linked.sentences.splice(at..at + old, came.iter().copied());
                }
            }
        }
        let ((), done) = self
            .store
            .transact(&Operation::CutSentences, |tx| tx.update(id, &after))?;
        Ok(done)
    }
}

const NO_SENTENCE: LibraryError = LibraryError::NotLinkable("there is no such sentence");

fn side_of(reference: &Reference, column: TextColumn) -> Result<Side<'_>> {
    if let Some(pair) = Pair::of(reference) {
        return Ok(match column {
            TextColumn::Left => pair.left,
            TextColumn::Right => pair.right,
        });
    }
    let own = reference
        .abstract_()
        .filter(|_| column == TextColumn::Left)
        .and_then(|own| {
            reference
                .abstracts
                .iter()
                .position(|text| std::ptr::eq(text, own))
        });
    let index = own.ok_or(LibraryError::NotLinkable("there is no such text"))?;
    Ok(Side::of(reference, index))
}

/// Splits sentences of a text so that one ends before each of `breaks`, which are places where
/// a sentence of a translation begins: section, paragraph, byte.
pub(crate) fn kept_apart(text: &Abstract, breaks: &[(usize, usize, usize)]) -> Vec<SentenceEdit> {
    let mut edits = Vec::new();
    for (section, paragraph, byte) in breaks {
        let at = sentences(text, &edits);
        let within = at.iter().position(|at| {
            (at.section, at.paragraph) == (*section, *paragraph)
                && at.range.start < *byte
                && *byte < at.range.end
        });
        let Some(number) = within else { continue };
        let sentence = slice(text, &at[number]);
        let chars = sentence[..byte - at[number].range.start].chars().count();
        if halves(text, &at[number], chars).is_some() {
            edits.push(SentenceEdit {
                lang: text.lang.clone(),
                index: number as u32,
                change: SentenceChange::Split {
                    sentence: SentenceHash::of(sentence),
                    at: chars as u32,
                },
                by: LinkedBy::Translation,
            });
        }
    }
    edits
}

/// Adds an edit; one that takes the latest back leaves neither.
fn push(edits: &mut Vec<SentenceEdit>, edit: SentenceEdit, came: &[LinkedSentence]) {
    let undoes = edits.last().is_some_and(|last| {
        let joined = matches!(
            (&last.change, &edit.change, came),
            (SentenceChange::Split { sentence, .. }, SentenceChange::Join { .. }, [one])
                if *sentence == one.hash
        );
        let split = matches!(
            (&last.change, &edit.change, came),
            (SentenceChange::Join { first, second }, SentenceChange::Split { .. }, [a, b])
                if *first == a.hash && *second == b.hash
        );
        last.lang == edit.lang && last.index == edit.index && (joined || split)
    });
    if undoes {
        edits.pop();
    } else {
        edits.push(edit);
    }
}

/// How many characters the first UTF-16 code units of a text are.
fn chars_of(text: &str, units: usize) -> usize {
    let mut seen = 0;
    text.chars()
        .take_while(|c| {
            seen += c.len_utf16();
            seen <= units
        })
        .count()
}
