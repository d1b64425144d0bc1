//! Pages of Chinese mirrors of Web of Science: a title, then blocks under labels on lines
//! of their own (作者, 机构, 关键词, D O I, 摘要 …), then related works.

mod related;

use crate::build::Builder;
use crate::fields::{Block, read_field};
use crate::labels::{Label, Labelled, labelled_values, whole_label};
use crate::lines::{Line, lines};
use crate::{Diagnostic, Reading, Severity};
use diglot_model::{PageRelation, TextField};
use diglot_text::names::NameOrder;
use diglot_text::script;

const FORMAT: &str = "wos-mirror-page";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let mut seen: Vec<Label> = lines(text)
        .iter()
        .filter_map(|line| whole_label(line.text).filter(|_| !line.text.ends_with([':', '：'])))
        .filter(|label| !matches!(label, Label::Furniture | Label::Title))
        .collect();
    seen.sort_unstable();
    seen.dedup();
    let core = [
        Label::Authors,
        Label::Affiliations,
        Label::Keywords,
        Label::Doi,
        Label::Clc,
        Label::Related,
    ]
    .iter()
    .filter(|label| seen.contains(label))
    .count();
    (core >= 2 && seen.len() >= 3).then(|| {
        (
            (60 + 5 * seen.len()).min(98) as u8,
            format!("{} labels on lines of their own", seen.len()),
        )
    })
}

/// Reads a page.
pub(crate) fn read(text: &str) -> Reading {
    let all = lines(text);
    let related_at = all
        .iter()
        .position(|l| whole_label(l.text) == Some(Label::Related))
        .unwrap_or(all.len());
    let (page, listed) = all.split_at(related_at);
    let (head, blocks) = blocks_of(page, text);
    let mut builder = Builder::new(text, 0..text.len(), FORMAT);
    read_head(&mut builder, &head);
    for block in &blocks {
        read_field(&mut builder, block, NameOrder::GivenFirst);
    }
    let mut reading = Reading::default();
    if builder.is_empty() {
        return reading;
    }
    let mut main = builder.finish();
    let works = related::read(text, listed, 0);
    if !listed.is_empty() {
        main.relation = Some(PageRelation::Main);
        main.listed_total = related::total(listed);
    }
    if let Some(total) = main.listed_total
        && (total as usize) > works.len()
        && !works.is_empty()
    {
        reading.diagnostics.push(Diagnostic {
            record: Some(0),
            span: listed.first().map(Line::range),
            severity: Severity::Note,
            code: "listed-in-part",
            message: format!(
                "The page counts {total} related works and shows {} of them.",
                works.len()
            ),
        });
    }
    reading.records.push(main);
    reading.records.extend(works);
    reading
}

fn blocks_of<'t>(page: &[Line<'t>], text: &'t str) -> (Vec<Line<'t>>, Vec<Block<'t>>) {
    let mut head = Vec::new();
    let mut blocks: Vec<Block<'t>> = Vec::new();
    for line in page {
        if line.text == "|" || line.text == "｜" {
            continue;
        }
        let inline = labelled_values(line);
        let block_label = whole_label(line.text);
        // A keyword may be spelled like a label ("Work"), a label within an abstract not.
        if let Some(label) = block_label {
            blocks.push(Block {
                label,
                name: line.text,
                lines: Vec::new(),
            });
        } else if !inline.is_empty() && is_field_line(&inline, blocks.last()) {
            for labelled in inline {
                let name = &text[labelled.name];
                let value = &text[labelled.value.clone()];
                blocks.push(Block {
                    label: labelled.label,
                    name,
                    lines: if value.is_empty() {
                        Vec::new()
                    } else {
                        vec![Line {
                            text: value,
                            start: labelled.value.start,
                            after_blank: false,
                        }]
                    },
                });
            }
        } else if let Some(block) = blocks.last_mut().filter(|b| takes_lines(b)) {
            block.lines.push(*line);
        } else {
            head.push(*line);
        }
    }
    (head, blocks)
}

/// A `label: value` line is a field, except within an abstract, where only Chinese labels
/// that no abstract has may end it.
fn is_field_line(inline: &[Labelled], open: Option<&Block<'_>>) -> bool {
    let in_abstract = open.is_some_and(|b| b.label == Label::Abstract);
    inline
        .first()
        .is_some_and(|l| !in_abstract || l.label != Label::Other)
}

/// Counters hold their value on the same line; what follows is the page's again.
fn takes_lines(block: &Block<'_>) -> bool {
    match block.label {
        Label::TimesCited | Label::Reads | Label::Downloads | Label::NumberOfPages => {
            block.lines.is_empty()
        }
        Label::Furniture => false,
        _ => true,
    }
}

fn read_head(builder: &mut Builder<'_>, head: &[Line<'_>]) {
    for line in head {
        let known = builder.reference.texts(TextField::Title);
        let lang = script::language_of(line.text);
        if known.iter().all(|t| !t.lang.same_language(&lang)) && known.len() < 2 {
            builder.text_field(TextField::Title, line.range());
        } else {
            builder.unmapped("head", line.text);
        }
    }
}

#[cfg(test)]
mod tests;
