//! Creators and contributors of a normalised record.
//!
//! `display` names them for people to read, whole lists in one element; `addata` has some of
//! them with the family name first, which tells where the others divide.

use crate::document::Element;
use crate::values::{contributor, whole_name};
use diglot_model::{Contributor, ContributorRole, Name};
use diglot_text::names::{NameOrder, is_organisation, parse_name};
use diglot_text::tidy::tidy;
use std::ops::Range;

/// Everybody whom a record names, in order.
pub(super) fn people(
    display: Option<Element<'_>>,
    addata: Option<Element<'_>>,
) -> Vec<(Contributor, Range<usize>)> {
    let listed = |name: &'static str| -> Vec<Element<'_>> {
        display.iter().flat_map(|d| d.each(name)).collect()
    };
    let (mut creators, mut contributors) = (listed("creator"), listed("contributor"));
    if creators.is_empty() {
        creators = std::mem::take(&mut contributors);
    }
    let guide = guide(addata);
    let mut out = Vec::new();
    for (elements, role) in [
        (creators, ContributorRole::Author),
        (contributors, ContributorRole::Other),
    ] {
        for element in elements {
            for part in element.text().split(';') {
                let (words, stated) = person(&crate::document::resolve(part));
                if !words.is_empty() {
                    let role = stated.unwrap_or(role);
                    out.push((contributor(role, name(&words, &guide)), element.inner()));
                }
            }
        }
    }
    if out.is_empty() {
        for element in addata.iter().flat_map(|a| a.each("au")) {
            let (words, _) = person(&element.text());
            if !words.is_empty() {
                let name = name(&words, &guide);
                out.push((contributor(ContributorRole::Author, name), element.inner()));
            }
        }
    }
    out
}

/// Inverted names of `addata` by what they are when turned.
fn guide(addata: Option<Element<'_>>) -> Vec<(String, String)> {
    addata
        .into_iter()
        .flat_map(Element::children)
        .filter(|c| matches!(c.name(), "au" | "addau"))
        .filter_map(|c| {
            let (words, _) = person(&c.text());
            let (family, given) = words.split_once(',')?;
            let turned = folded(&format!("{} {}", given.trim(), family.trim()));
            (!given.contains(',')).then_some((turned, words))
        })
        .collect()
}

fn folded(name: &str) -> String {
    tidy(&name.replace('.', "")).to_lowercase()
}

fn name(words: &str, guide: &[(String, String)]) -> Name {
    let key = folded(words);
    let words = guide
        .iter()
        .find(|(turned, _)| *turned == key)
        .map_or(words, |(_, inverted)| inverted);
    if words.contains(',') && !is_organisation(words) {
        parse_name(words, NameOrder::GivenFirst)
    } else if words.split_whitespace().count() > 1 && !is_organisation(words) {
        // "Robert G Bryant" where nothing tells otherwise.
        parse_name(words, NameOrder::GivenFirst)
    } else {
        whole_name(words.to_owned())
    }
}

/// A name without the years of a life and what somebody did, and that as a role.
fn person(text: &str) -> (String, Option<ContributorRole>) {
    // "Wheaton, Barbara [former owner]$$QWheaton, Barbara"
    let text = text.rsplit("$$Q").next().unwrap_or(text);
    let mut words = tidy(text);
    let mut role = None;
    if let Some(at) = words.rfind(['(', '['])
        && words.ends_with([')', ']'])
    {
        role = role_of(&words[at + 1..words.len() - 1]);
        words.truncate(at);
    }
    // "Luc, Jean André : de (1727-1817)"
    let words = words.replace(" : ", " ");
    let mut kept: Vec<&str> = words.split(',').map(str::trim).collect();
    while let Some(last) = kept.last() {
        let is_life = !last.is_empty()
            && last.chars().any(|c| c.is_ascii_digit())
            && last
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '.' | ' ' | '?'));
        let told = role_of(last);
        if !(is_life || last.is_empty() || told.is_some() && kept.len() > 1) {
            break;
        }
        role = role.or(told);
        kept.pop();
    }
    let joined = kept.join(", ");
    let whole = match joined.rsplit_once(' ') {
        // Years without a comma before them.
        Some((before, last)) if is_years(last) => before.trim_end_matches(',').to_owned(),
        _ => joined,
    };
    (
        whole.trim_end_matches(['.', ',', ' ']).to_owned() + initial_point(&whole),
        role,
    )
}

/// A full stop behind an initial belongs to it.
fn initial_point(name: &str) -> &'static str {
    let initial = name.strip_suffix('.').and_then(|n| n.chars().rev().nth(1));
    if initial.is_some_and(|c| c == ' ' || c == '.') {
        "."
    } else {
        ""
    }
}

fn is_years(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= 4
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || "-–()?".contains(c))
}

fn role_of(word: &str) -> Option<ContributorRole> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    Some(match word.as_str() {
        "editor" | "ed" | "herausgeber" | "hrsg" | "editeur" => ContributorRole::Editor,
        "translator" | "trans" | "übersetzer" => ContributorRole::Translator,
        "author" | "verfasser" => ContributorRole::Author,
        "illustrator" | "former owner" | "contributor" | "degree supervisor" => {
            ContributorRole::Other
        }
        _ => return None,
    })
}
