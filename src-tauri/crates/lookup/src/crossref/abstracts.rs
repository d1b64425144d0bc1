//! The abstract: JATS to sections, one abstract for each language in it.

use super::texts::{language, stated_language};
use crate::markup::{RawSection, sections};
use diglot_model::{Abstract, Origin, Reference, Section, SectionRole, Sourced};
use diglot_text::headings::{role_of, to_sections};
use diglot_text::tidy::tidy;
use serde_json::Value;

/// Reads the abstract of a work.
pub(super) fn read(reference: &mut Reference, work: &Value) {
    let Some(text) = work["abstract"].as_str() else {
        return;
    };
    let stated = stated_language(work);
    let mut abstracts: Vec<Abstract> = Vec::new();
    for (is_chinese, run) in runs(sections(text)) {
        let whole: Vec<&str> = run.iter().flat_map(words_of).collect();
        let whole = whole.join("\n");
        // English abstracts of articles in other languages are common.
        let may_be_stated = !looks_english(&whole);
        let mut lang = language(&whole, stated.as_ref(), may_be_stated);
        if lang.is_chinese() != is_chinese {
            lang = diglot_model::LanguageTag::UND;
        }
        let sections = structured(run);
        match abstracts.iter_mut().find(|a| a.lang == lang) {
            Some(known) => known.sections.extend(sections),
            None => abstracts.push(Abstract {
                lang,
                origin: Origin::Publisher,
                sections,
            }),
        }
    }
    reference
        .abstracts
        .extend(abstracts.into_iter().map(Sourced::bare));
}

/// Sections that follow each other in one language. Paragraphs of one section may be in
/// two: then it is taken apart.
fn runs(sections: Vec<RawSection>) -> Vec<(bool, Vec<RawSection>)> {
    let mut runs: Vec<(bool, Vec<RawSection>)> = Vec::new();
    for section in sections {
        let mut label = section.label;
        if section.paragraphs.is_empty() {
            let is_chinese = label.as_deref().is_some_and(is_chinese);
            let empty = RawSection {
                label: label.take(),
                paragraphs: Vec::new(),
            };
            push(&mut runs, is_chinese, empty);
        }
        let mut goes_on = false;
        for paragraph in section.paragraphs {
            let is_chinese = is_chinese(&paragraph);
            let last = runs
                .last_mut()
                .filter(|(chinese, _)| *chinese == is_chinese);
            match last.and_then(|(_, run)| run.last_mut()) {
                Some(last) if goes_on => last.paragraphs.push(paragraph),
                _ => {
                    let begun = RawSection {
                        label: label.take(),
                        paragraphs: vec![paragraph],
                    };
                    push(&mut runs, is_chinese, begun);
                }
            }
            goes_on = true;
        }
    }
    runs
}

fn push(runs: &mut Vec<(bool, Vec<RawSection>)>, is_chinese: bool, section: RawSection) {
    match runs.last_mut() {
        Some((chinese, run)) if *chinese == is_chinese => run.push(section),
        _ => runs.push((is_chinese, vec![section])),
    }
}

fn is_chinese(text: &str) -> bool {
    diglot_text::script::language_of(text).is_chinese()
}

fn words_of(section: &RawSection) -> impl Iterator<Item = &str> {
    section
        .label
        .iter()
        .chain(&section.paragraphs)
        .map(String::as_str)
}

fn looks_english(text: &str) -> bool {
    let words = text.split_whitespace().take(400);
    words
        .filter(|word| matches!(*word, "the" | "of" | "and" | "with" | "was" | "were"))
        .count()
        >= 2
}

/// The sections of one language. Where the markup has no headings, those inside the text
/// ("Background: …") are looked for.
fn structured(run: Vec<RawSection>) -> Vec<Section> {
    if run.iter().all(|section| section.label.is_none()) {
        let text: Vec<String> = run.into_iter().flat_map(|s| s.paragraphs).collect();
        return to_sections(&text.join("\n"), tidy);
    }
    run.into_iter()
        .map(|section| Section {
            role: section
                .label
                .as_deref()
                .map(|label| role_of(label).unwrap_or(SectionRole::Other)),
            label: section.label,
            paragraphs: section.paragraphs,
        })
        .collect()
}
