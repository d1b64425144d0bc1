//! What speaks for and against two references being one work: weights and words.
//!
//! A weight is roughly a power of two in the odds. The figures were set by reasoning
//! about each kind of evidence, then looked at on labelled sets from several fields;
//! no weight serves a single set.

use crate::abstracts;
use crate::authors::{self, Authors};
use crate::judge::Reason;
use crate::keys::Keys;
use crate::numbering::{Agreement, agreement};
use crate::title::{self, TitleRelation};
use diglot_model::IdentifierScheme;
use diglot_text::normalise::containers_match;
use std::fmt;

/// One piece of evidence in words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Words {
    Plain(&'static str),
    SameIdentifier(IdentifierScheme, String),
    OtherIdentifiers(&'static str),
    SameAbstract(u32),
    SameVolume(String),
    SamePage(u32),
    Years(i32, i32),
}

/// Evidence with its weight; positive speaks for one work.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Evidence {
    pub(crate) weight: f32,
    pub(crate) words: Words,
}

/// Everything that was compared.
#[derive(Debug, Clone)]
pub(crate) struct Comparison {
    pub(crate) title: TitleRelation,
    pub(crate) title_weight: f32,
    pub(crate) authors: Authors,
    pub(crate) year: Agreement,
    pub(crate) year_gap: u32,
    pub(crate) container: Agreement,
    pub(crate) volume: Agreement,
    pub(crate) issue: Agreement,
    pub(crate) pages: Agreement,
    pub(crate) same_range: bool,
    pub(crate) abstracts: Option<f32>,
    pub(crate) same_identifier: Option<(IdentifierScheme, String)>,
    pub(crate) other_identifiers: Option<&'static str>,
    pub(crate) same_isbn: bool,
    pub(crate) edition: Agreement,
    pub(crate) number: Agreement,
    first_page: Option<u32>,
    volume_text: Option<String>,
    years: Option<(i32, i32)>,
}

/// The most that authors can add, and abstracts.
const AUTHORS: f32 = 3.5;
const ABSTRACTS: f32 = 7.0;

impl Comparison {
    /// Compares everything.
    pub(crate) fn new(a: &Keys, b: &Keys) -> Self {
        let mut found = Self::outline(a, b);
        found.complete(a, b);
        found
    }

    /// Compares everything, unless what is quick to compare shows that the score cannot
    /// reach a threshold.
    pub(crate) fn promising(a: &Keys, b: &Keys, threshold: f32) -> Option<Self> {
        let mut found = Self::outline(a, b);
        let mut most: f32 = found.evidence().iter().map(|e| e.weight).sum();
        if !a.authors.is_empty() && !b.authors.is_empty() {
            most += AUTHORS;
        }
        if !a.abstracts.is_empty() && !b.abstracts.is_empty() {
            most += ABSTRACTS;
        }
        if most < threshold {
            return None;
        }
        found.complete(a, b);
        Some(found)
    }

    fn complete(&mut self, a: &Keys, b: &Keys) {
        self.authors = authors::compare(&a.authors, &b.authors);
        self.abstracts = abstracts::similarity(&a.abstracts, &b.abstracts);
    }

    /// All but authors and abstracts.
    fn outline(a: &Keys, b: &Keys) -> Self {
        let (title, title_weight) = title::compare_all(&a.titles, &b.titles);
        let years = a.year.zip(b.year).map(|(x, y)| (x.min(y), x.max(y)));
        let pages = match (&a.pages, &b.pages) {
            (Some(x), Some(y)) => x.agreement(y),
            _ => Agreement::Unknown,
        };
        let same_range = matches!((&a.pages, &b.pages), (Some(x), Some(y)) if x.is_same_range(y));
        Self {
            title,
            title_weight,
            authors: Authors::Missing,
            year: agreement(a.year.as_ref(), b.year.as_ref()),
            year_gap: years.map_or(0, |(x, y)| x.abs_diff(y)),
            container: containers(&a.containers, &b.containers),
            volume: volumes(a, b),
            issue: agreement(a.issue.as_ref(), b.issue.as_ref()),
            pages,
            same_range,
            abstracts: None,
            same_identifier: a
                .identifiers
                .iter()
                .find(|id| b.identifiers.binary_search(id).is_ok())
                .cloned(),
            other_identifiers: other_identifiers(a, b),
            same_isbn: a.isbns.iter().any(|isbn| b.isbns.contains(isbn)),
            edition: agreement(a.edition.as_ref(), b.edition.as_ref()),
            number: agreement(a.number.as_ref(), b.number.as_ref()),
            first_page: a.pages.as_ref().map(super::numbering::Pages::first),
            volume_text: a.volume.clone(),
            years,
        }
    }

    /// Same volume (or, where volumes are not counted, same year and container) and first
    /// page, nothing against them.
    pub(crate) fn same_place(&self) -> bool {
        self.pages == Agreement::Same
            && (self.volume == Agreement::Same
                || (self.volume == Agreement::Unknown
                    && self.year == Agreement::Same
                    && self.container == Agreement::Same))
            && (self.container != Agreement::Different || self.year == Agreement::Same)
    }

    /// Container, volume, issue and pages say that the two were published apart: at least
    /// two of them contradict, and not by an issue alone beside agreeing pages.
    pub(crate) fn other_place(&self) -> bool {
        let differ = |a: Agreement| usize::from(a == Agreement::Different);
        let apart = differ(self.container) + differ(self.volume) + differ(self.pages);
        apart >= 2 || (self.pages == Agreement::Different && self.issue == Agreement::Different)
    }

    /// All evidence with its weight.
    pub(crate) fn evidence(&self) -> Vec<Evidence> {
        let mut out = Vec::with_capacity(10);
        let mut add = |weight: f32, words: Words| {
            out.push(Evidence { weight, words });
        };
        if let Some((scheme, value)) = &self.same_identifier {
            add(12.0, Words::SameIdentifier(scheme.clone(), value.clone()));
        }
        if let Some(name) = self.other_identifiers {
            add(-6.0, Words::OtherIdentifiers(name));
        }
        let w = self.title_weight;
        match self.title {
            TitleRelation::Equal => add(w * 0.9, Words::Plain("titles equal")),
            TitleRelation::Spelling => {
                add(w * 0.75, Words::Plain("titles equal but for spelling"));
            }
            TitleRelation::Extra => {
                add(
                    w * 0.5,
                    Words::Plain("one title is the other with further words"),
                );
            }
            TitleRelation::Numbers => {
                let mistyped = self.same_place() && self.same_range;
                let weight = if mistyped { -1.0 } else { -8.0 };
                add(weight, Words::Plain("titles differ in a number"));
            }
            TitleRelation::Different(share) => {
                let weight = if share >= 0.8 {
                    -3.0
                } else if share >= 0.6 {
                    -4.0
                } else {
                    -6.0
                };
                add(weight, Words::Plain("titles differ"));
            }
            TitleRelation::Unknown => {}
        }
        if let Some(share) = self.abstracts {
            let percent = (share * 100.0).round() as u32;
            if share >= 0.9 {
                add(ABSTRACTS, Words::SameAbstract(percent));
            } else if share >= 0.7 {
                add(4.0, Words::SameAbstract(percent));
            } else if share < 0.35 {
                add(-3.0, Words::Plain("abstracts differ"));
            }
        }
        match self.authors {
            Authors::Same(count) => {
                add(
                    AUTHORS - 0.5 * (3 - count.min(3)) as f32,
                    Words::Plain("same authors"),
                );
            }
            Authors::Reordered => add(1.5, Words::Plain("same authors in another order")),
            Authors::First => add(1.0, Words::Plain("same first author")),
            Authors::Some => add(-1.0, Words::Plain("only some authors agree")),
            Authors::Different => add(-5.0, Words::Plain("different authors")),
            Authors::OneMissing => add(0.0, Words::Plain("one record has no authors")),
            Authors::Incomparable(true) => {
                add(1.0, Words::Plain("as many authors, in another script"));
            }
            Authors::Missing | Authors::Incomparable(false) => {}
        }
        self.add_place(&mut add);
        out
    }

    fn add_place(&self, add: &mut impl FnMut(f32, Words)) {
        match (self.year, self.years) {
            (Agreement::Same, Some((year, _))) => add(1.0, Words::Years(year, year)),
            (Agreement::Different, Some((first, last))) => {
                let weight = if self.year_gap == 1 { -0.5 } else { -2.5 };
                add(weight, Words::Years(first, last));
            }
            _ => {}
        }
        match self.container {
            Agreement::Same => add(1.5, Words::Plain("same journal or book")),
            Agreement::Different => add(-2.5, Words::Plain("different journals or books")),
            Agreement::Unknown => {}
        }
        match (self.volume, &self.volume_text) {
            (Agreement::Same, Some(volume)) => add(1.0, Words::SameVolume(volume.clone())),
            (Agreement::Different, _) => add(-2.0, Words::Plain("different volumes")),
            _ => {}
        }
        match self.issue {
            Agreement::Same => add(0.5, Words::Plain("same issue")),
            Agreement::Different => add(-0.5, Words::Plain("different issues")),
            Agreement::Unknown => {}
        }
        match (self.pages, self.first_page) {
            (Agreement::Same, Some(page)) => {
                // Every volume has a page 1; few have two works on page 1487.
                let weight = match page {
                    0..=9 => 1.0,
                    10..=99 => 2.0,
                    _ => 2.5,
                };
                let range = if self.same_range { 1.0 } else { 0.0 };
                add(weight + range, Words::SamePage(page));
            }
            (Agreement::Different, _) => add(-2.5, Words::Plain("different pages")),
            _ => {}
        }
        if self.same_isbn {
            add(2.0, Words::Plain("same ISBN"));
        }
        if self.edition == Agreement::Different {
            add(-3.0, Words::Plain("different editions"));
        }
        if self.number == Agreement::Different {
            add(-4.0, Words::Plain("different numbers"));
        }
    }
}

/// Names the scheme under which each has identifiers and none in common.
fn other_identifiers(a: &Keys, b: &Keys) -> Option<&'static str> {
    let differ = |scheme: &IdentifierScheme| {
        let mut pairs = a.identifiers_of(scheme).peekable();
        pairs.peek().is_some()
            && b.identifiers_of(scheme).next().is_some()
            && !pairs.any(|x| b.identifiers_of(scheme).any(|y| x == y))
    };
    if differ(&IdentifierScheme::Doi) {
        Some("DOIs")
    } else if differ(&IdentifierScheme::Pmid) {
        Some("PubMed numbers")
    } else if differ(&IdentifierScheme::Arxiv) {
        Some("arXiv numbers")
    } else {
        None
    }
}

fn containers(a: &[String], b: &[String]) -> Agreement {
    if a.is_empty() || b.is_empty() {
        return Agreement::Unknown;
    }
    let mut unclear = false;
    for x in a {
        for y in b {
            if containers_match(x, y) {
                return Agreement::Same;
            }
            let han = |s: &str| s.chars().any(diglot_text::normalise::is_han);
            // A section, a conference, a place behind the name; or another script.
            let longer =
                |s: &str, l: &str| l.strip_prefix(s).is_some_and(|rest| rest.starts_with(' '));
            unclear |= longer(x, y) || longer(y, x) || han(x) != han(y);
        }
    }
    if unclear {
        Agreement::Unknown
    } else {
        Agreement::Different
    }
}

/// A volume that is the year ("2013", Cochrane) says nothing beside another count.
fn volumes(a: &Keys, b: &Keys) -> Agreement {
    let found = agreement(a.volume.as_ref(), b.volume.as_ref());
    let is_year =
        |k: &Keys| matches!((&k.volume, k.year), (Some(v), Some(y)) if *v == y.to_string());
    if found == Agreement::Different && is_year(a) != is_year(b) {
        return Agreement::Unknown;
    }
    found
}

impl Evidence {
    /// The evidence as data; codes are the words of the sentence.
    pub(crate) fn reason(&self) -> Reason {
        let (code, params) = match &self.words {
            Words::Plain(words) => (words.replace(',', "").replace(' ', "-"), vec![]),
            Words::SameIdentifier(scheme, value) => (
                "same-identifier".to_owned(),
                vec![scheme.name().to_owned(), value.clone()],
            ),
            Words::OtherIdentifiers(name) => {
                ("other-identifiers".to_owned(), vec![(*name).to_owned()])
            }
            Words::SameAbstract(percent) => ("same-abstract".to_owned(), vec![percent.to_string()]),
            Words::SameVolume(volume) => ("same-volume".to_owned(), vec![volume.clone()]),
            Words::SamePage(page) => ("same-page".to_owned(), vec![page.to_string()]),
            Words::Years(first, last) if first == last => {
                ("same-year".to_owned(), vec![first.to_string()])
            }
            Words::Years(first, last) => (
                "other-years".to_owned(),
                vec![first.to_string(), last.to_string()],
            ),
        };
        Reason {
            code,
            params,
            against: self.weight < 0.0,
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(words) => f.write_str(words),
            Self::SameIdentifier(scheme, value) => {
                let name = match scheme {
                    IdentifierScheme::Doi => "DOI",
                    IdentifierScheme::Pmid => "PubMed number",
                    IdentifierScheme::Pmcid => "PubMed Central number",
                    IdentifierScheme::Arxiv => "arXiv number",
                    IdentifierScheme::Other(name) => name,
                    _ => "identifier",
                };
                write!(f, "same {name} {value}")
            }
            Self::OtherIdentifiers(name) => write!(f, "different {name}"),
            Self::SameAbstract(percent) => write!(f, "same abstract ({percent}% of words)"),
            Self::SameVolume(volume) => write!(f, "same volume {volume}"),
            Self::SamePage(page) => write!(f, "same first page {page}"),
            Self::Years(first, last) if first == last => write!(f, "same year {first}"),
            Self::Years(first, last) => write!(f, "years differ ({first}, {last})"),
        }
    }
}
