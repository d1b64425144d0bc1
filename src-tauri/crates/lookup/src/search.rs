//! Works without an identifier: sought by their title, or by journal, volume, issue, page,
//! year and author; and the rule by which one of the answers is taken.

use crate::crossref::{self, Words};
use crate::enrich::enrich;
use crate::identifiers::askable;
use crate::inquiry::Inquiry;
use crate::outcome::{Answer, By, Outcome};
use crate::resolver::{Service, look_up};
use diglot_model::{Contributor, ContributorRole, Reference, ScalarField, TextField};
use diglot_text::normalise::{
    NameMatch, containers_match, expand_pages, fold_container, fold_name, fold_search, fold_title,
};

/// A title that is as similar as this is the same, when the author or the year agree too.
const SAME_TITLE: f64 = 0.92;
/// A title less similar than this is another.
const LIKE_TITLE: f64 = 0.6;
/// Without a title so many coordinates must agree.
const ENOUGH: usize = 4;
/// So many must agree for a work to be shown at all.
const SOME: usize = 2;
/// So many authors tell a work from most others.
const SEVERAL: usize = 3;
/// So many candidates are shown at most.
const MOST: usize = 5;

/// A work that somebody may have meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The work, its source the search.
    pub reference: Reference,
    /// What agrees with what was sought.
    pub agrees: Vec<Trait>,
    /// What differs from it.
    pub differs: Vec<Trait>,
    /// How similar the titles are, in hundredths; absent when there is none to compare.
    pub title: Option<u8>,
}

/// By what two works are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// The DOI.
    Doi,
    /// The title.
    Title,
    /// The first author.
    FirstAuthor,
    /// Three authors or more, in their order.
    Authors,
    /// The journal.
    Journal,
    /// The year.
    Year,
    /// The volume.
    Volume,
    /// The issue.
    Issue,
    /// The first page or article number.
    Page,
}

impl Trait {
    /// The name used on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Doi => "doi",
            Self::Title => "title",
            Self::FirstAuthor => "first-author",
            Self::Authors => "authors",
            Self::Journal => "journal",
            Self::Year => "year",
            Self::Volume => "volume",
            Self::Issue => "issue",
            Self::Page => "page",
        }
    }
}

/// Looks a reference up: by its identifier; without one, or when nobody knows that, by its
/// title or coordinates. Blocks the thread.
pub fn complete(reference: &Reference, inquiry: &Inquiry<'_>) -> Answer {
    let by_identifier = askable(reference).map(|identifier| look_up(&identifier, inquiry));
    match by_identifier {
        Some(
            unknown @ Answer {
                outcome: Outcome::NotFound { .. },
                ..
            },
        ) => {
            let sought = search(reference, inquiry);
            match sought.outcome {
                Outcome::Found(_) | Outcome::Uncertain { .. } => sought,
                _ => unknown,
            }
        }
        Some(answer) => answer,
        None => search(reference, inquiry),
    }
}

/// Seeks a reference by its title or coordinates. Blocks the thread.
pub fn search(reference: &Reference, inquiry: &Inquiry<'_>) -> Answer {
    let Some((by, words)) = words(reference) else {
        return Answer::nothing_to_ask();
    };
    let service = Some(Service::Crossref);
    let answer = |outcome: Outcome, without: Vec<Service>| Answer {
        asked: None,
        by,
        service,
        without,
        outcome,
    };
    let answered = match crossref::search(&words, inquiry) {
        Ok(found) => found,
        Err(outcome) => return answer(outcome, Vec::new()),
    };
    match choose(reference, answered) {
        Choice::One(found) => {
            let mut found = *found;
            enrich(&mut found, service, inquiry);
            answer(Outcome::Found(Box::new(found)), Vec::new())
        }
        Choice::Several(candidates) => answer(Outcome::Uncertain { candidates }, Vec::new()),
        Choice::None => {
            let without = vec![Service::Crossref];
            answer(Outcome::NotFound { agency: None }, without)
        }
    }
}

/// What is asked about a reference; nothing when it says too little.
fn words(reference: &Reference) -> Option<(By, Words)> {
    let authors: Vec<String> = reference
        .contributors_as(ContributorRole::Author)
        .take(5)
        .filter_map(|person| Some(person.name()?.family()))
        .collect();
    if let Some(title) = reference
        .title()
        .filter(|title| fold_title(title).len() > 3)
    {
        let words = Words {
            bibliographic: title.chars().take(300).collect(),
            author: authors.into_iter().next().unwrap_or_default(),
            rows: 5,
        };
        return Some((By::Title, words));
    }
    let year = reference.year().map(|year| year.to_string());
    let scalar = |field| reference.scalar(field).map(str::to_owned);
    let parts: Vec<String> = [
        reference.container_title().map(str::to_owned),
        year,
        scalar(ScalarField::Volume),
        scalar(ScalarField::Issue),
        scalar(ScalarField::Page).or_else(|| scalar(ScalarField::ArticleNumber)),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Fewer can never agree in enough; but several authors may show what it is.
    let coordinates = parts.len() + usize::from(!authors.is_empty());
    if coordinates < ENOUGH && authors.len() < SEVERAL {
        return None;
    }
    let words = Words {
        bibliographic: parts.join(" "),
        author: authors.join(" "),
        rows: 20,
    };
    Some((By::Coordinates, words))
}

/// What becomes of the works that a search answered.
pub(crate) enum Choice {
    /// One of them is the work.
    One(Box<Reference>),
    /// Some may be.
    Several(Vec<Candidate>),
    /// None is.
    None,
}

/// Takes the one that agrees, if there is exactly one; else shows those that may be it.
pub(crate) fn choose(sought: &Reference, works: Vec<Reference>) -> Choice {
    let mut seen: Vec<String> = Vec::new();
    let mut candidates: Vec<Candidate> = works
        .into_iter()
        .filter(|work| {
            let doi = work.doi().unwrap_or_default().to_owned();
            let new = !seen.contains(&doi);
            seen.push(doi);
            new
        })
        .map(|work| compare(sought, work))
        .filter(|candidate| is_like(sought, candidate))
        .collect();
    candidates.sort_by_key(|candidate| {
        let same = is_same(sought, candidate);
        let standing = candidate.agrees.len() as isize - candidate.differs.len() as isize;
        (!same, -standing, std::cmp::Reverse(candidate.title))
    });
    candidates.truncate(MOST);
    let standing = |c: &Candidate| (c.agrees.len(), c.differs.len());
    match candidates.as_slice() {
        [] => Choice::None,
        [first, rest @ ..] if is_same(sought, first) => {
            let rival = rest
                .iter()
                .any(|other| is_same(sought, other) && standing(other) == standing(first));
            if rival {
                Choice::Several(candidates)
            } else {
                Choice::One(Box::new(candidates.swap_remove(0).reference))
            }
        }
        _ => Choice::Several(candidates),
    }
}

/// Whether a candidate is the work: the title and the author or the year; without a title,
/// at least four coordinates, among them the page or the author, and neither differs.
fn is_same(sought: &Reference, candidate: &Candidate) -> bool {
    let agrees = |what| candidate.agrees.contains(&what);
    let differs = |what| candidate.differs.contains(&what);
    if differs(Trait::Doi) {
        return false;
    }
    if sought.texts(TextField::Title).is_empty() {
        let is_coordinate = |what: &&Trait| !matches!(**what, Trait::Doi | Trait::Authors);
        let coordinates = candidate.agrees.iter().filter(is_coordinate).count();
        let same_place = agrees(Trait::Page) || agrees(Trait::FirstAuthor);
        return coordinates >= ENOUGH
            && same_place
            && !differs(Trait::Page)
            && !differs(Trait::FirstAuthor)
            && candidate.differs.len() <= 1;
    }
    if !agrees(Trait::Title) {
        return false;
    }
    let (author, year) = (agrees(Trait::FirstAuthor), agrees(Trait::Year));
    if is_common(sought) {
        author && year
    } else {
        author || year
    }
}

/// Whether a candidate is worth showing.
fn is_like(sought: &Reference, candidate: &Candidate) -> bool {
    let shared = candidate.agrees.len();
    match candidate.title {
        Some(title) if !sought.texts(TextField::Title).is_empty() => {
            f64::from(title) / 100.0 >= LIKE_TITLE
        }
        _ => {
            shared >= SOME
                && shared > candidate.differs.len()
                && !candidate.differs.contains(&Trait::Doi)
        }
    }
}

/// Whether many works have such a title: "Editorial", "Book reviews".
fn is_common(sought: &Reference) -> bool {
    sought.title().is_none_or(|title| {
        let folded = fold_title(title);
        let han = folded.chars().filter(|c| !c.is_ascii()).count();
        han < 8 && folded.split_whitespace().count() < 4
    })
}

fn compare(sought: &Reference, work: Reference) -> Candidate {
    let mut agrees = Vec::new();
    let mut differs = Vec::new();
    let mut note = |what: Trait, same: Option<bool>| match same {
        Some(true) => agrees.push(what),
        Some(false) => differs.push(what),
        None => {}
    };
    let both = |a: Option<&str>, b: Option<&str>| Some((a?.to_owned(), b?.to_owned()));
    note(
        Trait::Doi,
        both(sought.doi(), work.doi()).map(|(a, b)| a == b),
    );
    let title = title_similarity(sought, &work);
    note(Trait::Title, title.map(|share| share >= SAME_TITLE));
    note(Trait::FirstAuthor, first_author(sought, &work));
    note(Trait::Authors, authors(sought, &work));
    note(Trait::Journal, journal(sought, &work));
    let years = sought.year().zip(work.year());
    note(Trait::Year, years.map(|(a, b)| (a - b).abs() <= 1));
    for (what, field) in [
        (Trait::Volume, ScalarField::Volume),
        (Trait::Issue, ScalarField::Issue),
    ] {
        let values = both(sought.scalar(field), work.scalar(field));
        note(what, values.map(|(a, b)| number(&a) == number(&b)));
    }
    let pages = first_page(sought).zip(first_page(&work));
    note(Trait::Page, pages.map(|(a, b)| a == b));
    Candidate {
        reference: work,
        agrees,
        differs,
        title: title.map(|share| (share * 100.0).floor() as u8),
    }
}

fn number(text: &str) -> String {
    fold_search(text).trim_start_matches('0').to_owned()
}

fn first_page(reference: &Reference) -> Option<String> {
    let page = reference
        .scalar(ScalarField::Page)
        .or_else(|| reference.scalar(ScalarField::ArticleNumber))?;
    Some(match expand_pages(page) {
        Some((first, _)) if page.starts_with(|c: char| c.is_ascii_digit()) => first.to_string(),
        _ => fold_search(page.split(['-', '–', '—']).next().unwrap_or(page)),
    })
}

/// Titles, original titles, and what stands before a colon: some leave out the subtitle.
fn titles(reference: &Reference) -> Vec<String> {
    let mut out = Vec::new();
    for field in [TextField::Title, TextField::OriginalTitle] {
        for value in reference.texts(field) {
            let main = value.text.split([':', '：']).next().unwrap_or_default();
            let words = fold_title(main);
            out.push(fold_title(&value.text));
            if words.chars().count() >= 24 {
                out.push(words);
            }
        }
    }
    out.retain(|title| !title.is_empty());
    out
}

fn title_similarity(a: &Reference, b: &Reference) -> Option<f64> {
    let (a, b) = (titles(a), titles(b));
    a.iter()
        .flat_map(|x| b.iter().map(move |y| similarity(x, y)))
        .max_by(f64::total_cmp)
}

/// How similar two folded titles are; very long ones are compared by their beginnings.
fn similarity(a: &str, b: &str) -> f64 {
    let squeezed = |text: &str| -> String { text.replace(' ', "").chars().take(600).collect() };
    strsim::normalized_levenshtein(&squeezed(a), &squeezed(b))
}

/// Whether the first authors agree; nothing when their names are in two scripts.
fn first_author(a: &Reference, b: &Reference) -> Option<bool> {
    let mut a = a.contributors_as(ContributorRole::Author);
    let mut b = b.contributors_as(ContributorRole::Author);
    same_person(a.next()?, b.next()?)
}

/// Whether three authors or more agree in their order. That they do not says nothing: lists
/// are cut off and written in many ways.
fn authors(a: &Reference, b: &Reference) -> Option<bool> {
    let a = a.contributors_as(ContributorRole::Author);
    let b = b.contributors_as(ContributorRole::Author);
    let pairs = a.zip(b).take(10).map(|(a, b)| same_person(a, b));
    let pairs: Vec<Option<bool>> = pairs.collect();
    let all = pairs.len() >= SEVERAL && pairs.iter().all(|same| *same == Some(true));
    all.then_some(true)
}

fn same_person(a: &Contributor, b: &Contributor) -> Option<bool> {
    let key = |name: &diglot_model::Name| fold_name(&name.family(), name.given());
    let best = a
        .names
        .iter()
        .flat_map(|x| b.names.iter().map(move |y| (key(&x.name), key(&y.name))))
        .map(|(x, y)| {
            let found = x.matches(&y);
            if found == NameMatch::Different && x.family() == y.family() && !x.is_han() {
                // One of them has the initials of another name: the family name tells.
                NameMatch::Compatible
            } else {
                found
            }
        })
        .filter(|found| *found != NameMatch::Incomparable)
        .max()?;
    Some(best >= NameMatch::Compatible)
}

fn journal(a: &Reference, b: &Reference) -> Option<bool> {
    let names = |reference: &Reference| -> Vec<String> {
        [TextField::ContainerTitle, TextField::ContainerTitleShort]
            .into_iter()
            .flat_map(|field| reference.texts(field))
            .map(|text| fold_container(&text.text))
            .filter(|text| !text.is_empty())
            .collect()
    };
    let (a, b) = (names(a), names(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(a.iter().any(|x| b.iter().any(|y| containers_match(x, y))))
}
