//! Running the formatter.
//!
//! It knows one language per bibliography, so that entries of different languages are
//! formatted in different runs: one for each work, or, where the style compares entries
//! (2020a, 2020b), one for all works of a language.

use crate::glyphs::Glyphs;
use crate::item::item;
use crate::style::Style;
use crate::{CitedItem, entry, locale};
use diglot_model::{LanguageTag, Reference};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What decides how an entry is formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Voice {
    /// Which of the style's layouts.
    layout: usize,
    /// Whose terms.
    locale: LocaleCode,
}

impl Voice {
    fn of(reference: &Reference, style: &Style, asked: Option<&LocaleCode>) -> Self {
        let own = || locale::language(reference).map(|tag| locale::code(&tag));
        let main = style.locale();
        let spoken = asked.cloned().or_else(own).unwrap_or_else(|| main.clone());
        let layout = style.layout_for(locale::primary(&spoken));
        let locale = if asked.is_some() {
            spoken
        } else if style.layouts.len() > 1 {
            // A layout for some languages speaks theirs, that for all others the style's.
            let named = !style.layouts[layout].languages.is_empty();
            if named { spoken } else { main }
        } else if locale::primary(&main) != "zh" {
            main
        } else {
            // GB/T 7714 knows 等 for works in Chinese, Japanese and Korean and et al. for all
            // others: not ほか, not "u. a.".
            match locale::primary(&spoken) {
                "zh" => spoken,
                "ja" | "ko" => main,
                _ => LocaleCode::en_us(),
            }
        };
        Self { layout, locale }
    }
}

/// See [`crate::cite`].
pub(crate) fn bibliography(
    works: &[(String, &Reference)],
    style: &Style,
    asked: Option<&str>,
) -> Vec<CitedItem> {
    let asked = asked.map(|tag| locale::code(&LanguageTag::new(tag)));
    let items: Vec<Item> = works
        .iter()
        .enumerate()
        .map(|(at, (_, reference))| item(reference, at))
        .collect();
    let order = order(&items, style, asked.as_ref());
    let voices: Vec<Voice> = works
        .iter()
        .map(|(_, reference)| Voice::of(reference, style, asked.as_ref()))
        .collect();
    let mut entries = formatted(&items, &order, &voices, style);
    order
        .into_iter()
        .map(|at| {
            let (id, reference) = &works[at];
            let entry = entries[at].take().filter(|entry| !entry.is_empty());
            let entry = entry.unwrap_or_else(|| entry::plain(reference).finish());
            CitedItem {
                id: id.clone(),
                text: entry.to_text(),
                html: entry.to_html(),
            }
        })
        .collect()
}

/// The positions of items in the order of the style.
fn order(items: &[Item], style: &Style, asked: Option<&LocaleCode>) -> Vec<usize> {
    let as_given = || (0..items.len()).collect();
    let Some(sort) = &style.sort else {
        return as_given();
    };
    let mut csl = style.main().clone();
    if let Some(bibliography) = &mut csl.bibliography {
        bibliography.sort = Some(sort.clone());
    }
    let locale = asked.cloned().unwrap_or_else(|| style.locale());
    let all: Vec<&Item> = items.iter().collect();
    let order: Vec<usize> = run(&all, &csl, &locale)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.key.parse().ok())
        .collect();
    if order.len() == items.len() {
        order
    } else {
        as_given()
    }
}

/// The entries of items, at the items' positions; nothing where the formatter failed.
fn formatted(
    items: &[Item],
    order: &[usize],
    voices: &[Voice],
    style: &Style,
) -> Vec<Option<Glyphs>> {
    let mut out: Vec<Option<Glyphs>> = vec![None; items.len()];
    if style.compares_entries() {
        let mut heard: Vec<&Voice> = Vec::new();
        for voice in voices {
            if heard.contains(&voice) {
                continue;
            }
            heard.push(voice);
            let csl = &style.layouts[voice.layout].csl;
            let alike: Vec<&Item> = order
                .iter()
                .filter(|at| voices[**at] == *voice)
                .map(|at| &items[*at])
                .collect();
            for entry in run(&alike, csl, &voice.locale).into_iter().flatten() {
                if let Ok(at) = entry.key.parse::<usize>() {
                    out[at] = Some(glyphs(&entry, style, voice));
                }
            }
        }
    }
    for ((item, voice), out) in items.iter().zip(voices).zip(&mut out) {
        if out.is_none() {
            let csl = &style.layouts[voice.layout].csl;
            let entry = run(&[item], csl, &voice.locale).and_then(|mut all| all.pop());
            *out = entry.map(|entry| glyphs(&entry, style, voice));
        }
    }
    out
}

fn glyphs(entry: &BibliographyItem, style: &Style, voice: &Voice) -> Glyphs {
    let mut glyphs = Glyphs::default();
    if let Some(first) = &entry.first_field {
        glyphs.add_child(first, 0);
    }
    glyphs.add(&entry.content);
    glyphs.drop_rest(locale::et_al(style.terms(), &voice.locale));
    glyphs.finish()
}

/// A bibliography of items; nothing when the formatter gave up, as it does on styles that
/// take a date for a number and the like.
fn run(
    items: &[&Item],
    csl: &IndependentStyle,
    locale: &LocaleCode,
) -> Option<Vec<BibliographyItem>> {
    let files = locale::files();
    let format = || {
        let mut driver = BibliographyDriver::new();
        for item in items {
            driver.citation(CitationRequest::new(
                vec![CitationItem::with_entry(*item)],
                csl,
                Some(locale.clone()),
                files,
                None,
            ));
        }
        let request = BibliographyRequest::new(csl, Some(locale.clone()), files);
        driver.finish(request).bibliography.map(|b| b.items)
    };
    catch_unwind(AssertUnwindSafe(format)).ok().flatten()
}
