//! Rows of sentences under their headings.

use super::{BilingualRow, BilingualSection, RowSentence, Side};
use diglot_align::{Bead, Lock, differences};
use std::ops::Range;

/// The rows of texts that are translations of each other.
pub(super) fn aligned(
    left: &Side<'_>,
    right: &Side<'_>,
    beads: &[Bead],
    locks: &[Lock],
) -> Vec<BilingualSection> {
    let spans: Vec<[Range<usize>; 2]> = beads
        .iter()
        .map(|bead| [bead.left.clone(), bead.right.clone()])
        .collect();
    let mut sections = Sections::new([left, right], &spans);
    let all = [left, right].map(|side| side.sentences(0..side.at.len()));
    let mut marks = differences(&all[0], &all[1], beads).into_iter();
    for (number, bead) in beads.iter().enumerate() {
        let [l, r] = &spans[number];
        let differs = marks.next().unwrap_or_default();
        sections.push(
            number,
            BilingualRow {
                left: sentences(left, l),
                right: sentences(right, r),
                starts_paragraph: starts_paragraph(left, l) || starts_paragraph(right, r),
                confidence: bead.confidence,
                locked: is_locked(bead, locks),
                differs,
            },
        );
    }
    sections.done
}

/// The rows of texts that are not: section by section, side by side in order.
pub(super) fn unrelated(left: &Side<'_>, right: &Side<'_>) -> Vec<BilingualSection> {
    let count = left.text.sections.len().max(right.text.sections.len());
    (0..count)
        .map(|section| {
            let (l, r) = (within(left, section), within(right, section));
            let rows = (0..l.len().max(r.len())).map(|k| {
                let one = |range: &Range<usize>| {
                    let at = (range.start + k).min(range.end);
                    at..(at + 1).min(range.end)
                };
                let (l, r) = (one(&l), one(&r));
                BilingualRow {
                    starts_paragraph: starts_paragraph(left, &l) || starts_paragraph(right, &r),
                    left: sentences(left, &l),
                    right: sentences(right, &r),
                    ..BilingualRow::default()
                }
            });
            headed(
                [left, right],
                [Some(section), Some(section)],
                rows.collect(),
            )
        })
        .filter(|section| !section.rows.is_empty())
        .collect()
}

/// The rows of a text that stands alone.
pub(super) fn single(side: &Side<'_>) -> Vec<BilingualSection> {
    (0..side.text.sections.len())
        .map(|section| {
            let rows = within(side, section).map(|k| BilingualRow {
                starts_paragraph: starts_paragraph(side, &(k..k + 1)),
                left: sentences(side, &(k..k + 1)),
                ..BilingualRow::default()
            });
            let rows = rows.collect();
            let content = &side.text.sections[section];
            BilingualSection {
                role: content.role,
                labels: [content.label.clone(), None],
                rows,
            }
        })
        .filter(|section| !section.rows.is_empty())
        .collect()
}

/// The sentences of a section.
fn within(side: &Side<'_>, section: usize) -> Range<usize> {
    let start = side.at.partition_point(|at| at.section < section);
    start..side.at.partition_point(|at| at.section <= section)
}

fn sentences(side: &Side<'_>, numbers: &Range<usize>) -> Vec<RowSentence> {
    numbers
        .clone()
        .map(|index| RowSentence {
            index,
            text: side.sentence(index).trim().to_owned(),
        })
        .collect()
}

fn starts_paragraph(side: &Side<'_>, numbers: &Range<usize>) -> bool {
    let place = |number: usize| (side.at[number].section, side.at[number].paragraph);
    !numbers.is_empty()
        && numbers
            .start
            .checked_sub(1)
            .is_none_or(|before| place(before) != place(numbers.start))
}

fn is_locked(bead: &Bead, locks: &[Lock]) -> bool {
    locks.iter().any(|lock| {
        if lock.is_null() {
            (bead.right.is_empty() && lock.left.contains(&bead.left.start))
                || (bead.left.is_empty() && lock.right.contains(&bead.right.start))
        } else {
            bead.left == lock.left && bead.right == lock.right
        }
    })
}

/// A section under the headings of the sections that begin here.
fn headed(
    sides: [&Side<'_>; 2],
    begin: [Option<usize>; 2],
    rows: Vec<BilingualRow>,
) -> BilingualSection {
    let [left, right] = [0, 1].map(|k| begin[k].and_then(|at| sides[k].text.sections.get(at)));
    BilingualSection {
        role: [left, right]
            .into_iter()
            .flatten()
            .find_map(|section| section.role),
        labels: [left, right].map(|section| section.and_then(|s| s.label.clone())),
        rows,
    }
}

/// Rows on their way under headings.
struct Sections<'a> {
    sides: [&'a Side<'a>; 2],
    spans: &'a [[Range<usize>; 2]],
    /// The section of each side that the rows have come to.
    now: [Option<usize>; 2],
    done: Vec<BilingualSection>,
}

impl<'a> Sections<'a> {
    fn new(sides: [&'a Side<'a>; 2], spans: &'a [[Range<usize>; 2]]) -> Self {
        Self {
            sides,
            spans,
            now: [None, None],
            done: Vec::new(),
        }
    }

    fn push(&mut self, number: usize, row: BilingualRow) {
        let here = [0, 1].map(|side| self.section(number, side));
        let mut begin = [0, 1].map(|side| here[side].filter(|at| Some(*at) != self.now[side]));
        if begin != [None, None] {
            for side in [0, 1] {
                if here[side].is_none() {
                    begin[side] = self.soon(number, side, here[1 - side]);
                }
                self.now[side] = begin[side].or(self.now[side]);
            }
            self.done.push(headed(self.sides, begin, Vec::new()));
        }
        if let Some(section) = self.done.last_mut() {
            section.rows.push(row);
        }
    }

    /// The section of a side that a row begins in.
    fn section(&self, number: usize, side: usize) -> Option<usize> {
        let span = &self.spans[number][side];
        (!span.is_empty()).then(|| self.sides[side].at[span.start].section)
    }

    /// Where a row has no sentence on a side: the new section of that side that begins
    /// while the other side is still in the section of the row. Its heading belongs here.
    fn soon(&self, number: usize, side: usize, other: Option<usize>) -> Option<usize> {
        let next = (number + 1..self.spans.len())
            .take_while(|row| {
                self.section(*row, 1 - side)
                    .is_none_or(|at| Some(at) == other)
            })
            .find_map(|row| self.section(row, side))?;
        Some(next).filter(|at| Some(*at) != self.now[side])
    }
}
