//! Works without an identifier. All works here are invented, and so are the answers.

use super::answered;
use crate::net::{CancelToken, Client, ClientOptions, Limits, TestOrigin};
use crate::{Answer, By, Forgetful, Inquiry, Keys, Outcome, Trait, complete};
use diglot_model::{
    Contributor, Date, DateField, DatePoint, Identifier, LanguageTag, LocalizedText, Name,
    Reference, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_testkit::http::{Answer as Reply, Server};
use serde_json::{Value, json};
use std::time::Duration;

/// What a search of Crossref answers.
fn items(items: &[Value]) -> Vec<u8> {
    json!({
        "status": "ok", "message-type": "work-list",
        "message": { "total-results": items.len(), "items": items },
    })
    .to_string()
    .into_bytes()
}

fn work(doi: &str, title: &str, author: &str, year: u16, place: [&str; 3]) -> Value {
    let [volume, issue, page] = place;
    json!({
        "DOI": doi, "type": "journal-article", "title": [title],
        "container-title": ["Invented Psychiatry"],
        "author": [{ "given": "Ada", "family": author, "affiliation": [] },
                   { "given": "Bo", "family": "Sample", "affiliation": [] }],
        "issued": { "date-parts": [[year]] },
        "volume": volume, "issue": issue, "page": page,
        "abstract": "<jats:p>Words.</jats:p>",
    })
}

/// A record that a listing gave without its title.
fn untitled(author: &str, year: i32, volume: &str, issue: &str, page: &str) -> Reference {
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    let person = Contributor::author(Name::person(author, "Ada B."));
    reference.contributors.push(Sourced::bare(person));
    let date = Date::point(DatePoint::from_parts(year, None, None));
    reference
        .dates
        .insert(DateField::Issued, Sourced::bare(date));
    for (field, value) in [
        (ScalarField::Volume, volume),
        (ScalarField::Issue, issue),
        (ScalarField::Page, page),
    ] {
        if !value.is_empty() {
            reference
                .scalars
                .insert(field, Sourced::bare(value.to_owned()));
        }
    }
    reference
}

fn titled(title: &str, author: &str, year: i32) -> Reference {
    let mut reference = untitled(author, year, "", "", "");
    let title = LocalizedText::new(LanguageTag::EN, title);
    reference.add_text(TextField::Title, Sourced::bare(title));
    reference
}

/// What comes of completing a reference when the search answers these works.
fn completed(reference: &Reference, works: &[Value]) -> (Answer, Vec<String>) {
    let body = items(works);
    let server = Server::start(move |asked| {
        if asked.target.starts_with("/api.crossref.org/works?") {
            Reply::json(body.clone())
        } else {
            Reply::status(404)
        }
    })
    .unwrap();
    let client = Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(&server.origin()).unwrap()),
        limits: Limits {
            backoff: Duration::from_millis(1),
            ..Limits::default()
        },
        ..ClientOptions::default()
    })
    .unwrap();
    let (cancel, keys) = (CancelToken::new(), Keys::default());
    let inquiry = Inquiry::new(&client, &cancel, &Forgetful, &keys);
    (complete(reference, &inquiry), server.targets())
}

fn outcome(reference: &Reference, works: &[Value]) -> Outcome {
    completed(reference, works).0.outcome
}

const PLACE: [&str; 3] = ["189", "1", "65-73"];

#[test]
fn coordinates_that_agree_are_enough_without_a_title() {
    let sought = untitled("Latimore", 2006, "189", "1", "65-73");
    let right = work(
        "10.5555/right",
        "Supported work, invented",
        "Latimore",
        2006,
        PLACE,
    );
    let other = work(
        "10.5555/other",
        "Another in the issue",
        "Else",
        2006,
        ["189", "1", "1-9"],
    );
    let (answer, asked) = completed(&sought, &[other.clone(), right.clone()]);
    assert_eq!(answer.by, By::Coordinates);
    let Outcome::Found(found) = &answer.outcome else {
        panic!("{answer:?}");
    };
    assert_eq!(found.doi(), Some("10.5555/right"));
    assert!(answer.message().contains("Crossref answered for a work"));
    assert_eq!(
        asked,
        [
            "/api.crossref.org/works?query.bibliographic=2006%20189%201%2065-73&query.author=Latimore&rows=20"
        ],
        "nothing but coordinates and authors is sent"
    );
    // A year may differ by one: online first.
    let mut online = right;
    online["issued"] = json!({ "date-parts": [[2005]] });
    assert_eq!(outcome(&sought, &[online]).name(), "found");
}

#[test]
fn another_article_of_the_same_issue_is_not_taken() {
    let sought = untitled("Latimore", 2006, "189", "1", "65-73");
    let neighbour = work(
        "10.5555/n",
        "Its neighbour",
        "Latimore",
        2006,
        ["189", "1", "74-80"],
    );
    let Outcome::Uncertain { candidates } = outcome(&sought, &[neighbour]) else {
        panic!("taken by itself");
    };
    assert!(candidates[0].agrees.contains(&Trait::FirstAuthor));
    assert_eq!(candidates[0].differs, [Trait::Page]);
    let stranger = work(
        "10.5555/s",
        "A stranger",
        "Else",
        2006,
        ["189", "1", "65-73"],
    );
    assert_eq!(outcome(&sought, &[stranger]).name(), "uncertain");
}

#[test]
fn what_agrees_in_part_is_offered_and_the_rest_left_alone() {
    let sought = untitled("Latimore", 2006, "189", "1", "65-73");
    let part = work(
        "10.5555/p",
        "Agrees in part",
        "Latimore",
        2006,
        ["190", "", ""],
    );
    assert_eq!(outcome(&sought, &[part]).name(), "uncertain");
    let none = work(
        "10.5555/x",
        "Nothing agrees",
        "Else",
        1999,
        ["3", "4", "10"],
    );
    assert_eq!(
        outcome(&sought, &[none]),
        Outcome::NotFound { agency: None }
    );
    assert_eq!(outcome(&sought, &[]), Outcome::NotFound { agency: None });
    let too_little = untitled("Latimore", 2006, "", "", "");
    let (answer, asked) = completed(&too_little, &[]);
    assert_eq!(answer.outcome, Outcome::NothingToAsk);
    assert!(asked.is_empty());
}

#[test]
fn several_authors_alone_offer_and_take_nothing() {
    let mut sought = untitled("Latimore", 2006, "", "", "");
    sought.dates.clear();
    let mut found = work("10.5555/a", "By the same people", "Latimore", 2006, PLACE);
    let names = ["Latimore", "Sample", "Third"];
    found["author"] = names
        .iter()
        .map(|name| json!({ "given": "A.", "family": name }))
        .collect();
    for name in &names[1..] {
        let person = Contributor::author(Name::person(*name, "A."));
        sought.contributors.push(Sourced::bare(person));
    }
    let (answer, asked) = completed(&sought, &[found.clone()]);
    assert_eq!(answer.outcome.name(), "uncertain", "{answer:?}");
    assert_eq!(
        asked,
        ["/api.crossref.org/works?query.author=Latimore%20Sample%20Third&rows=20"]
    );
    found["author"][1]["family"] = "Another".into();
    assert_eq!(
        outcome(&sought, &[found]),
        Outcome::NotFound { agency: None }
    );
}

#[test]
fn two_that_agree_alike_are_both_offered() {
    let sought = untitled("Latimore", 2006, "189", "1", "65-73");
    let one = work("10.5555/1", "One", "Latimore", 2006, PLACE);
    let two = work("10.5555/2", "Two", "Latimore", 2006, PLACE);
    assert_eq!(outcome(&sought, &[one, two]).name(), "uncertain");
}

#[test]
fn a_title_and_its_author_or_year() {
    let title = "Individual placement in an invented town: a randomised trial";
    let sought = titled(title, "Example", 2019);
    let same = |author, year| work("10.5555/t", title, author, year, ["1", "2", "3"]);
    assert_eq!(outcome(&sought, &[same("Example", 2019)]).name(), "found");
    assert_eq!(outcome(&sought, &[same("Example", 2001)]).name(), "found");
    assert_eq!(outcome(&sought, &[same("Else", 2020)]).name(), "found");
    assert_eq!(outcome(&sought, &[same("Else", 2001)]).name(), "uncertain");
    // The subtitle apart, and with a slip of the pen.
    let main = work(
        "10.5555/m",
        "Individual placement in an invented tovn",
        "Example",
        2019,
        PLACE,
    );
    assert_eq!(outcome(&sought, &[main]).name(), "found");
    let like = work(
        "10.5555/l",
        "Individual placement in a real city: a randomised trial",
        "Example",
        2019,
        PLACE,
    );
    assert_eq!(outcome(&sought, &[like]).name(), "uncertain");
    let far = work(
        "10.5555/f",
        "Bees of the northern moors",
        "Example",
        2019,
        PLACE,
    );
    assert_eq!(outcome(&sought, &[far]), Outcome::NotFound { agency: None });
}

#[test]
fn titles_that_many_have_need_both() {
    let sought = titled("Editorial", "Example", 2019);
    let same = |author, year| work("10.5555/e", "Editorial", author, year, PLACE);
    assert_eq!(outcome(&sought, &[same("Else", 2019)]).name(), "uncertain");
    assert_eq!(outcome(&sought, &[same("Example", 2019)]).name(), "found");
}

#[test]
fn an_original_title_counts() {
    let mut sought = titled("x", "Li", 2019);
    sought.texts.clear();
    let title = LocalizedText::new(LanguageTag::ZH_HANS, "虚构城镇支持性就业的随机对照试验研究");
    sought.add_text(TextField::Title, Sourced::bare(title));
    let mut found = work(
        "10.5555/zh",
        "Supported employment, invented",
        "Li",
        2019,
        PLACE,
    );
    found["original-title"] = json!(["虚构城镇支持性就业的随机对照试验研究"]);
    assert_eq!(outcome(&sought, &[found]).name(), "found");
}

#[test]
fn a_doi_that_nobody_knows_leaves_the_search() {
    let mut sought = untitled("Latimore", 2006, "189", "1", "65-73");
    sought.add_identifier(Sourced::bare(Identifier::doi("10.5555/right").unwrap()));
    let right = work("10.5555/right", "The right one", "Latimore", 2006, PLACE);
    assert_eq!(
        outcome(&sought, std::slice::from_ref(&right)).name(),
        "found"
    );
    let mut other = right;
    other["DOI"] = "10.5555/other".into();
    assert_ne!(
        outcome(&sought, &[other]).name(),
        "found",
        "its DOI is another"
    );
}

#[test]
fn works_without_title_or_doi_are_none() {
    let sought = untitled("Latimore", 2006, "189", "1", "65-73");
    let mut blank = work("10.5555/b", " ", "Latimore", 2006, PLACE);
    assert_eq!(
        outcome(&sought, std::slice::from_ref(&blank)),
        Outcome::NotFound { agency: None }
    );
    blank["title"] = json!(["A title"]);
    blank["DOI"] = Value::Null;
    assert_eq!(
        outcome(&sought, &[blank]),
        Outcome::NotFound { agency: None }
    );
}

#[test]
fn answers_that_are_no_list_are_refused() {
    let sought = untitled("Latimore", 2006, "189", "1", "65-73");
    for body in ["<html>", "{}", r#"{"message": {"items": "none"}}"#] {
        assert_eq!(
            answered(&sought, Reply::json(body)).outcome.name(),
            "malformed",
            "{body}"
        );
    }
}

/// The records without a title of a captured file, where the shared data are.
fn without_title(file: &str) -> Vec<Reference> {
    let Some(shared) = std::env::var_os("DIGLOT_SHARED") else {
        return Vec::new();
    };
    let folder = std::path::PathBuf::from(shared).join("seeds");
    let text = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .find(|path| {
            path.file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with(file))
        })
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default();
    let format = diglot_formats::detect(&text)
        .first()
        .map(|found| found.format);
    let records = format.map(|format| diglot_formats::read(&text, format).records);
    let mut works: Vec<Reference> = records
        .into_iter()
        .flatten()
        .map(|record| record.reference)
        .filter(|work| work.texts(TextField::Title).is_empty())
        .collect();
    works.iter_mut().for_each(diglot_formats::without_places);
    works
}

/// An invented work that stands where a captured one does.
fn look_alike(number: usize, of: &Reference) -> Value {
    let author = of
        .contributors
        .first()
        .and_then(|c| Some(c.name()?.family()));
    let scalar = |field| of.scalar(field).unwrap_or_default();
    let mut work = work(
        &format!("10.5555/alike.{number}"),
        &format!("An invented title, number {number}"),
        &author.unwrap_or_default(),
        of.year()
            .and_then(|year| u16::try_from(year).ok())
            .unwrap_or_default(),
        [
            scalar(ScalarField::Volume),
            scalar(ScalarField::Issue),
            scalar(ScalarField::Page),
        ],
    );
    if let Some(doi) = of.doi() {
        work["DOI"] = doi.into();
    }
    if let Some(journal) = of.container_title() {
        work["container-title"] = json!([journal]);
    }
    work
}

#[test]
fn captured_records_without_a_title_are_completed() {
    for (file, count) in [("000", 1), ("004", 7)] {
        let works = without_title(file);
        if works.is_empty() {
            continue;
        }
        assert_eq!(works.len(), count, "{file}");
        let alike: Vec<Value> = works
            .iter()
            .enumerate()
            .map(|(number, work)| look_alike(number, work))
            .collect();
        for (number, sought) in works.iter().enumerate() {
            // One has nothing but its authors: that is no ground to take anything.
            if sought.year().is_none() && sought.doi().is_none() {
                assert_ne!(outcome(sought, &alike).name(), "found", "{file} {number}");
                continue;
            }
            let Outcome::Found(found) = outcome(sought, &alike) else {
                panic!("{file} {number}: {:?}", outcome(sought, &alike));
            };
            let title = format!("An invented title, number {number}");
            assert_eq!(found.title(), Some(title.as_str()));
            // Volume and page of another, and it is offered; nothing alike, and it is not.
            let mut part = alike[number].clone();
            part["volume"] = "9999".into();
            part["page"] = "9999-9999".into();
            part["DOI"] = sought.doi().unwrap_or("10.5555/part").into();
            let name = outcome(sought, &[part.clone()]).name();
            assert!(
                matches!(name, "uncertain" | "not_found"),
                "{file} {number}: {name}"
            );
            part["author"] = json!([{ "given": "No", "family": "Body" }]);
            part["issue"] = "9998".into();
            part["DOI"] = "10.5555/else".into();
            part["issued"] = json!({ "date-parts": [[1901]] });
            part["container-title"] = json!(["Another Journal"]);
            assert_eq!(
                outcome(sought, &[part]).name(),
                "not_found",
                "{file} {number}"
            );
        }
    }
}
