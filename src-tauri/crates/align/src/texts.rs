//! Alignment of whole texts: abstracts with sections, and raw text.

use crate::beads::{Place, Text};
use crate::{Aligner, Alignment, Lock};
use diglot_model::{Abstract, LanguageTag, SectionRole};
use diglot_text::headings;
use diglot_text::sentences::sentences;
use std::ops::Range;

/// Where a sentence of an abstract stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SentenceAt {
    /// Index into [`Abstract::sections`].
    pub section: usize,
    /// Index into the section's paragraphs.
    pub paragraph: usize,
    /// Bytes of the paragraph.
    pub range: Range<usize>,
}

/// Two abstracts, cut into sentences and aligned.
#[derive(Debug, Clone, PartialEq)]
pub struct AbstractAlignment {
    /// Sentences of the left abstract in order; beads point into it.
    pub left: Vec<SentenceAt>,
    /// Sentences of the right abstract in order.
    pub right: Vec<SentenceAt>,
    /// The beads: one row each.
    pub alignment: Alignment,
}

/// Two raw texts, cut into sentences and aligned.
#[derive(Debug, Clone, PartialEq)]
pub struct TextAlignment {
    /// Sentences of the left text as byte ranges in order; beads point into it.
    /// Headings belong to the sentence behind them.
    pub left: Vec<Range<usize>>,
    /// Sentences of the right text.
    pub right: Vec<Range<usize>>,
    /// The beads.
    pub alignment: Alignment,
}

impl Aligner<'_> {
    /// Cuts two abstracts into sentences and aligns them. Sections and paragraphs
    /// guide the alignment where both sides have them.
    pub fn abstracts(&self, left: &Abstract, right: &Abstract) -> AbstractAlignment {
        self.abstracts_with(left, right, &[])
    }

    /// Like [`Aligner::abstracts`], with what somebody says about some of the sentences:
    /// their beads are as they are locked, with confidence 1, and the others are aligned
    /// around them. Of locks that contradict each other the first ones win.
    pub fn abstracts_with(
        &self,
        left: &Abstract,
        right: &Abstract,
        locks: &[Lock],
    ) -> AbstractAlignment {
        let (left_at, right_at) = (sentences_of(left), sentences_of(right));
        AbstractAlignment {
            alignment: self.abstracts_at((left, &left_at), (right, &right_at), locks),
            left: left_at,
            right: right_at,
        }
    }

    /// Like [`Aligner::abstracts_with`], with the places of the sentences as the caller cut
    /// them, in order.
    pub fn abstracts_at(
        &self,
        left: (&Abstract, &[SentenceAt]),
        right: (&Abstract, &[SentenceAt]),
        locks: &[Lock],
    ) -> Alignment {
        let (left, right) = (placed(left.0, left.1), placed(right.0, right.1));
        self.align_locked(&left.borrowed(), &right.borrowed(), locks)
    }

    /// Cuts two raw texts into sentences and aligns them. Headings and line
    /// breaks guide the alignment where both sides have them.
    ///
    /// An undetermined language is judged by script.
    pub fn texts(&self, left: (&str, &LanguageTag), right: (&str, &LanguageTag)) -> TextAlignment {
        let (left_ranges, left_text) = cut_text(left.0, left.1);
        let (right_ranges, right_text) = cut_text(right.0, right.1);
        TextAlignment {
            alignment: self.align(&left_text.borrowed(), &right_text.borrowed()),
            left: left_ranges,
            right: right_ranges,
        }
    }
}

/// Sentences with their places.
#[derive(Default)]
struct Cut<'a> {
    sentences: Vec<&'a str>,
    places: Vec<Place>,
}

impl Cut<'_> {
    fn borrowed(&self) -> Text<'_> {
        Text {
            sentences: &self.sentences,
            places: &self.places,
        }
    }
}

/// The sentences of an abstract in order.
pub fn sentences_of(text: &Abstract) -> Vec<SentenceAt> {
    let mut at = Vec::new();
    for (section, content) in text.sections.iter().enumerate() {
        for (paragraph, body) in content.paragraphs.iter().enumerate() {
            let ranges = sentences(body, &text.lang).into_iter();
            at.extend(ranges.map(|range| SentenceAt {
                section,
                paragraph,
                range,
            }));
        }
    }
    at
}

/// Sentences at places of an abstract; a place that is not in it is left out.
fn placed<'a>(text: &'a Abstract, at: &[SentenceAt]) -> Cut<'a> {
    let mut cut = Cut::default();
    // The number that the first paragraph of each section has in the whole text.
    let mut firsts = vec![0];
    for section in &text.sections {
        firsts.push(firsts.last().unwrap_or(&0) + section.paragraphs.len());
    }
    for place in at {
        let Some(section) = text.sections.get(place.section) else {
            continue;
        };
        let body = section.paragraphs.get(place.paragraph);
        let Some(sentence) = body.and_then(|body| body.get(place.range.clone())) else {
            continue;
        };
        cut.sentences.push(sentence);
        cut.places.push(Place {
            paragraph: firsts[place.section] + place.paragraph,
            part: section.role.and_then(part_of),
        });
    }
    cut
}

fn cut_text<'a>(text: &'a str, lang: &LanguageTag) -> (Vec<Range<usize>>, Cut<'a>) {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut cut = Cut::default();
    let mut number = 0;
    // What stands before the next sentence and belongs to it: a heading.
    let mut pending = 0;
    for section in headings::sections(text) {
        let body = section.body.range();
        for paragraph in paragraphs(text, body) {
            for sentence in sentences(&text[paragraph.clone()], lang) {
                let end = paragraph.start + sentence.end;
                let lead = &text[pending..paragraph.start + sentence.start];
                let start = pending + lead.len() - lead.trim_start().len();
                ranges.push(start..end);
                cut.places.push(Place {
                    paragraph: number,
                    part: section.role.and_then(part_of),
                });
                pending = end;
            }
            number += 1;
        }
    }
    // A heading without anything behind it.
    let rest = text[pending..].trim();
    if !rest.is_empty() {
        let start = pending + text[pending..].len() - text[pending..].trim_start().len();
        ranges.push(start..start + rest.len());
        cut.places.push(Place {
            paragraph: number,
            part: None,
        });
    }
    cut.sentences = ranges.iter().map(|range| &text[range.clone()]).collect();
    (ranges, cut)
}

/// The paragraphs of a part of a text: its lines, unless the lines are wrapped.
fn paragraphs(text: &str, body: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = body.start;
    for line in text[body.clone()].split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    let ended = |line: &Range<usize>| {
        text[line.clone()]
            .trim_end_matches(['"', '”', '’', ')', '）', ']', '」', '』'])
            .ends_with(['.', '。', '!', '！', '?', '？', '．', ';', '；'])
    };
    let (ends, inner) = lines
        .iter()
        .rev()
        .skip(1)
        .fold((0, 0), |(ends, all), line| {
            (ends + usize::from(ended(line)), all + 1)
        });
    if ends * 2 < inner {
        return vec![body];
    }
    lines
}

/// The four parts that every scheme of headings distinguishes, so that
/// "Background" on one side agrees with 目的 on the other.
fn part_of(role: SectionRole) -> Option<u8> {
    use SectionRole as Role;
    Some(match role {
        Role::Background | Role::Objective => 0,
        Role::Design | Role::Setting | Role::Participants | Role::Methods => 1,
        Role::Results => 2,
        Role::Conclusion | Role::Discussion | Role::Implications | Role::Value => 3,
        Role::Registration => 4,
        Role::Other => return None,
    })
}
