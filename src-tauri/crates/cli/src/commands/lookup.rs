//! `diglot lookup`.
//!
//! The library is open only before and after the network is asked, never meanwhile.

use super::open;
use crate::args::{Lookup, Place};
use crate::exit::{Exit, Failure, Outcome as Ending};
use crate::output::{Busy, json, line};
use diglot_library::lookup::{
    Answer, CancelToken, Client, ClientOptions, NetError, Outcome, ProposalKind, Service,
    TestOrigin, ask, ask_about, fills, found_item, propose, recognise,
};
use diglot_library::model::Identifier;
use diglot_library::{Access, Library, Reference, ReferenceId, Standing, item};
use serde::Serialize;
use serde_json::Value;
use std::io::Read;

/// What came of one identifier or reference.
#[derive(Serialize)]
struct Entry {
    asked: String,
    outcome: &'static str,
    service: Option<&'static str>,
    message: String,
    item: Option<Value>,
    /// Works that it may be, when it is sought by its words: not yet.
    candidates: Vec<Value>,
    #[serde(skip)]
    ended: Ended,
}

/// How one of several things ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    Well,
    Badly,
    /// For want of a network or a service.
    Unreached,
}

/// Looks identifiers up, adds what is found, completes references.
pub(crate) fn run(place: &Place, command: &Lookup) -> Ending {
    let client = client()?;
    let mut entries = Vec::new();
    let mut asked: Vec<Identifier> = Vec::new();
    for text in &command.ids {
        let found = if text == "-" {
            recognise(&standard_input()?)
        } else {
            recognise(text)
        };
        if found.is_empty() {
            entries.push(unrecognised(text));
        }
        for identifier in found {
            if !asked.contains(&identifier) {
                asked.push(identifier);
            }
        }
    }
    for identifier in &asked {
        entries.push(look_up(place, command.add, identifier, &client)?);
    }
    for id in &command.complete {
        entries.push(complete(place, id, &client)?);
    }
    if place.json {
        json(&entries)?;
    } else {
        for entry in &entries {
            line(&entry.message);
        }
    }
    Ok(judge(&entries))
}

fn judge(entries: &[Entry]) -> Exit {
    let any = |ended| entries.iter().any(|entry| entry.ended == ended);
    match (any(Ended::Well), any(Ended::Unreached), any(Ended::Badly)) {
        (true, false, false) => Exit::Done,
        (true, _, _) => Exit::Part,
        (false, true, _) => Exit::Unreached,
        (false, false, _) => Exit::Nothing,
    }
}

/// The client, with the stand-in for all hosts that tests name in the environment.
fn client() -> Result<Client, Failure> {
    let origin = std::env::var("DIGLOT_TEST_ORIGIN").ok();
    let unusable = |error: NetError| Failure::usage(format!("{error}."));
    let test_origin = origin
        .filter(|origin| !origin.is_empty())
        .map(|origin| TestOrigin::parse(&origin))
        .transpose()
        .map_err(unusable)?;
    let options = ClientOptions {
        test_origin,
        ..ClientOptions::default()
    };
    Client::new(options).map_err(|error| Failure::nothing(format!("{error}.")))
}

fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::nothing(format!("Standard input could not be read: {error}.")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn unrecognised(text: &str) -> Entry {
    let what = if text == "-" { "Standard input" } else { text };
    Entry {
        asked: text.to_owned(),
        outcome: "not_recognised",
        service: None,
        message: format!(
            "{what}: no DOI, PMID, PMCID, arXiv number or ISBN was recognised; nobody was asked. Compare it with the source."
        ),
        item: None,
        candidates: Vec::new(),
        ended: Ended::Badly,
    }
}

fn look_up(
    place: &Place,
    add: bool,
    identifier: &Identifier,
    client: &Client,
) -> Result<Entry, Failure> {
    if add
        && let Some(library) = reading(place)?
        && let Some(entry) = held(&library, identifier, identifier)?
    {
        return Ok(entry);
    }
    let busy = Busy::with(format!("Asking about {}", identifier.value));
    let answer = ask(identifier, client, &CancelToken::new());
    drop(busy);
    let mut entry = told(&answer, &identifier.value);
    let Outcome::Found(reference) = answer.outcome else {
        return Ok(entry);
    };
    if !add {
        entry.item = Some(found_item(&reference, &identifier.value));
        return Ok(entry);
    }
    let mut library = open(place, Access::Write)?;
    // The service may know the work under another DOI, its first.
    if let Some(doi) = reference.doi().and_then(Identifier::doi)
        && let Some(entry) = held(&library, identifier, &doi)?
    {
        return Ok(entry);
    }
    let service = answer.service.map_or("", Service::id);
    let id = library.add_looked_up(*reference, service)?;
    entry.item = Some(item(&library.get(id)?));
    entry.message = format!(
        "{} Added as {id}; “diglot undo” takes it back.",
        entry.message
    );
    Ok(entry)
}

/// The library for reading, if there is one yet.
fn reading(place: &Place) -> Result<Option<Library>, Failure> {
    match open(place, Access::Read) {
        Ok(library) => Ok(Some(library)),
        Err(failure) if failure.exit == Exit::Nothing => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// What is said when the library has the work already.
fn held(
    library: &Library,
    asked: &Identifier,
    identifier: &Identifier,
) -> Result<Option<Entry>, Failure> {
    let Some(work) = library.holding(identifier)? else {
        return Ok(None);
    };
    if work.standing != Standing::Reference {
        return Ok(None);
    }
    let day = work.added.get(..10).unwrap_or(&work.added);
    Ok(Some(Entry {
        asked: asked.value.clone(),
        outcome: "in_library",
        service: None,
        message: format!(
            "{} is in the library since {day}, as {id}. “diglot lookup --complete {id}” fills what it lacks.",
            asked.value,
            id = work.id
        ),
        item: Some(item(&work)),
        candidates: Vec::new(),
        ended: Ended::Well,
    }))
}

fn complete(place: &Place, id: &str, client: &Client) -> Result<Entry, Failure> {
    let work = open(place, Access::Read)?.show(id)?;
    let busy = Busy::with(format!("Asking about {}", work.id));
    let answer = ask_about(&work.reference, client, &CancelToken::new());
    drop(busy);
    let mut entry = told(&answer, &work.id.to_string());
    if let Outcome::Found(found) = &answer.outcome {
        let mut library = open(place, Access::Write)?;
        let done = fill(&mut library, work.id, found)?;
        entry.item = Some(item(&library.get(work.id)?));
        entry.message = format!("{} {done}", entry.message);
    }
    Ok(entry)
}

/// Fills what a reference lacks, and says what was filled and what was left as it was.
fn fill(library: &mut Library, id: ReferenceId, found: &Reference) -> Result<String, Failure> {
    // Read again: it may have changed while the network was asked.
    let current = library.get(id)?.reference;
    let proposals = propose(&current, found);
    library.complete_from(id, found, &fills(&proposals))?;
    let of = |kind| {
        let keys = proposals.iter().filter(move |p| p.kind == kind);
        keys.map(|p| p.key.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (filled, left) = (of(ProposalKind::Fill), of(ProposalKind::Conflict));
    let filled = if filled.is_empty() {
        format!("{id} lacked nothing that it has.")
    } else {
        format!("Filled in {id}: {filled}; “diglot undo” takes it back.")
    };
    Ok(if left.is_empty() {
        filled
    } else {
        format!("{filled} It differs in, and leaves as they were: {left}.")
    })
}

fn told(answer: &Answer, otherwise: &str) -> Entry {
    Entry {
        asked: answer
            .asked
            .as_ref()
            .map_or_else(|| otherwise.to_owned(), |id| id.value.clone()),
        outcome: answer.outcome.name(),
        service: answer.service.map(Service::id),
        message: answer.message(),
        item: None,
        candidates: Vec::new(),
        ended: match &answer.outcome {
            Outcome::Found(_) => Ended::Well,
            outcome if outcome.may_pass() => Ended::Unreached,
            _ => Ended::Badly,
        },
    }
}
