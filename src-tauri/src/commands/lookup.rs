//! Lookups: what is asked, and what becomes of the answer.

use std::collections::BTreeSet;

use diglot_contract::view::{
    CommandFailure, FreeCopy, LookupAdd, LookupAnswer, LookupComplete, ProposalChoice, Recognised,
    RecognisedIdentifier,
};
use diglot_library::lookup::{
    ErrandKind, Inquiry, Outcome, Service, ask, ask_about, free_copy, only_identifiers, recognise,
};
use diglot_library::model::Identifier;
use diglot_library::{Choices, InputFile, plan};
use tauri::State;

use crate::error::ShellError;
use crate::lookups::WAITING_CHANGED;
use crate::state::{AppState, CHANGED};
use crate::view;

/// A shorter line is words to search, never a reference to import.
const SHORTEST_RECORD: usize = 40;

/// Tells what a text in the field is. Asks nobody.
#[tauri::command]
pub async fn lookup_recognise(
    state: State<'_, AppState>,
    text: String,
) -> Result<Recognised, CommandFailure> {
    let work = state.work(move |_| {
        let identifiers: Vec<_> = recognise(&text)
            .into_iter()
            .map(|identifier| RecognisedIdentifier {
                scheme: identifier.scheme.name().to_owned(),
                value: identifier.value,
            })
            .collect();
        let line = !text.trim().contains('\n');
        let records = if line && text.trim().len() < SHORTEST_RECORD || only_identifiers(&text) {
            0
        } else {
            records_in(text)
        };
        Ok(Recognised {
            identifiers,
            records: view::count(records),
        })
    });
    work.await
}

/// How many references an import of a text would find.
fn records_in(text: String) -> usize {
    let paste = InputFile {
        name: String::new(),
        bytes: text.into_bytes(),
    };
    plan(vec![paste], &Choices::default()).records.len()
}

/// Asks the services and adds the work, unless the library has it.
#[tauri::command]
pub async fn lookup_add(
    state: State<'_, AppState>,
    request: LookupAdd,
) -> Result<LookupAnswer, CommandFailure> {
    state.work(move |state| add(state, &request)).await
}

fn add(state: &AppState, request: &LookupAdd) -> Result<LookupAnswer, CommandFailure> {
    let Some(identifier) = recognise(&request.identifier).into_iter().next() else {
        return Ok(view::nothing_to_ask(&request.identifier));
    };
    if let Some(held) = state.ask_now(|library| Ok(library.holding(&identifier)?))? {
        return Ok(view::held(&identifier, &held));
    }
    let answer = asked(state, &request.job, |inquiry| ask(&identifier, inquiry))?;
    let mut said = view::answer(&answer);
    match answer.outcome {
        Outcome::Found(found) => {
            // The service may know the work under another DOI, its first.
            if let Some(doi) = found.doi().and_then(Identifier::doi)
                && let Some(held) = state.ask_now(|library| Ok(library.holding(&doi)?))?
            {
                return Ok(view::held(&identifier, &held));
            }
            let service = answer.service.map_or("", Service::id);
            let id = state.act_now(CHANGED, move |opened| {
                Ok(opened.library.add_looked_up(*found, service)?)
            })?;
            said.reference = Some(id.to_string());
        }
        Outcome::Offline { .. } => {
            wait(state, ErrandKind::Add, &view::subject(&identifier))?;
            said.waits = true;
        }
        _ => {}
    }
    Ok(said)
}

/// Asks within a job that can be cancelled by its name.
pub fn asked<T>(
    state: &AppState,
    job: &str,
    ask: impl FnOnce(&Inquiry<'_>) -> T,
) -> Result<T, CommandFailure> {
    let lookups = state.lookups();
    let cancel = lookups.begin(job);
    let answer = lookups.ask(state, &cancel, ask);
    lookups.end(job);
    Ok(answer?)
}

/// Lets a lookup wait for a network.
pub fn wait(state: &AppState, kind: ErrandKind, subject: &str) -> Result<(), CommandFailure> {
    state.act_now(WAITING_CHANGED, |opened| {
        Ok(opened.library.errand_add(kind, subject)?)
    })
}

/// Asks the services what a reference lacks; changes nothing.
#[tauri::command]
pub async fn lookup_complete(
    state: State<'_, AppState>,
    request: LookupComplete,
) -> Result<LookupAnswer, CommandFailure> {
    state.work(move |state| complete(state, &request)).await
}

fn complete(state: &AppState, request: &LookupComplete) -> Result<LookupAnswer, CommandFailure> {
    let stored = state.ask_now(|library| Ok(library.show(&request.id)?))?;
    let answer = asked(state, &request.job, |inquiry| {
        ask_about(&stored.reference, inquiry)
    })?;
    let mut said = view::answer(&answer);
    said.reference = Some(stored.id.to_string());
    let lookups = state.lookups();
    match answer.outcome {
        Outcome::Found(found) => {
            lookups.remember(&request.job, stored.id, (*found).clone());
            view::propose(&mut said, request.job.clone(), &stored, &found);
        }
        Outcome::Uncertain { candidates } => {
            view::offer(&mut said, &request.job, candidates, |token, work| {
                lookups.remember(token, stored.id, work);
            });
        }
        _ => {}
    }
    Ok(said)
}

/// What a candidate would change in the reference that it was found for; changes nothing.
#[tauri::command]
pub async fn lookup_choose(
    state: State<'_, AppState>,
    token: String,
) -> Result<LookupAnswer, CommandFailure> {
    let work = state.work(move |state| {
        let pending = state.lookups().proposal(&token)?;
        let stored = state.ask_now(|library| Ok(library.get(pending.id)?))?;
        let mut said = view::found(&pending.found);
        said.reference = Some(stored.id.to_string());
        view::propose(&mut said, token, &stored, &pending.found);
        Ok(said)
    });
    work.await
}

/// Takes the chosen fields of a proposal over, as one step to undo.
#[tauri::command]
pub async fn lookup_apply(
    state: State<'_, AppState>,
    choice: ProposalChoice,
) -> Result<(), CommandFailure> {
    let pending = state.lookups().proposal(&choice.token)?;
    let act = state.change(move |library| {
        let chosen: BTreeSet<String> = choice
            .fields
            .iter()
            .map(|key| view::proposed_key(key))
            .collect();
        library.complete_from(pending.id, &pending.found, &chosen)?;
        Ok::<_, ShellError>(())
    });
    act.await
}

/// Where a free copy of a reference is.
#[tauri::command]
pub async fn lookup_free_copy(
    state: State<'_, AppState>,
    request: LookupComplete,
) -> Result<FreeCopy, CommandFailure> {
    let work = state.work(move |state| {
        let stored = state.ask_now(|library| Ok(library.show(&request.id)?))?;
        let Some(doi) = stored.reference.doi().and_then(Identifier::doi) else {
            return Ok(view::no_copy("no-doi"));
        };
        let answer = asked(state, &request.job, |inquiry| free_copy(&doi, inquiry))?;
        Ok(match answer {
            Ok(url) => FreeCopy { url, problem: None },
            Err(Outcome::NothingToAsk) => view::no_copy("no-contact"),
            Err(outcome) => view::no_copy(outcome.name()),
        })
    });
    work.await
}

/// Cancels a lookup.
#[tauri::command]
pub fn lookup_cancel(state: State<'_, AppState>, job: &str) {
    state.lookups().cancel(job);
}
