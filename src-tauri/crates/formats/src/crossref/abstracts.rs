//! The abstract: JATS to sections, one abstract for each language in it.

use super::texts::{language, stated_language, tag};
use crate::build::Builder;
use crate::markup::{RawSection, sections};
use crate::tree::Node;
use crate::values::section;
use diglot_model::{Abstract, LanguageTag, Origin, Section};
use diglot_text::headings::to_sections;
use diglot_text::tidy::tidy;

/// Reads the abstracts of a work: one text with all of them, or one text each.
pub(super) fn read(builder: &mut Builder<'_>, work: &Node<'_>) {
    let stated = stated_language(work);
    for node in work["abstract"].each() {
        if let Some(text) = node.str() {
            for value in abstracts(text, stated.as_ref()) {
                builder.put_abstract(value, node.range());
            }
        }
    }
}

/// The abstracts in a text with markup, one for each language.
pub(crate) fn abstracts(text: &str, stated: Option<&LanguageTag>) -> Vec<Abstract> {
    let mut abstracts: Vec<Abstract> = Vec::new();
    for (is_chinese, run) in runs(sections(text)) {
        let whole: Vec<&str> = run.iter().flat_map(words_of).collect();
        let whole = whole.join("\n");
        let own = run.iter().find_map(|s| s.lang.as_deref()).and_then(tag);
        // English abstracts of articles in other languages are common.
        let may_be_stated = own.is_some() || !looks_english(&whole);
        let mut lang = language(&whole, own.as_ref().or(stated), may_be_stated);
        if lang.is_chinese() != is_chinese {
            lang = LanguageTag::UND;
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
    abstracts
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
                lang: section.lang.clone(),
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
                        lang: section.lang.clone(),
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
        Some((chinese, run))
            if *chinese == is_chinese && run.last().is_none_or(|l| l.lang == section.lang) =>
        {
            run.push(section);
        }
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
        .map(|raw| section(raw.label, raw.paragraphs))
        .collect()
}
