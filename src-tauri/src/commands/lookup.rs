//! Lookups: what is asked, and what becomes of the answer.

use std::collections::BTreeSet;

use diglot_contract::view::{
    CommandFailure, LookupAdd, LookupAnswer, LookupComplete, ProposalChoice, Recognised,
    RecognisedIdentifier,
};
use diglot_library::lookup::{Outcome, ask, askable, recognise};
use diglot_library::{Choices, InputFile, plan};
use tauri::State;

use super::reference::CHANGED;
use crate::error::ShellError;
use crate::state::AppState;
use crate::view;

/// Shorter texts are words to search, never references to import.
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
        let records = if text.trim().len() < SHORTEST_RECORD {
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
    let lookups = state.lookups();
    let cancel = lookups.begin(&request.job);
    let answer = lookups
        .client()
        .map(|client| ask(&identifier, client, &cancel));
    lookups.end(&request.job);
    let answer = answer?;
    let mut said = view::answer(&answer);
    if let Outcome::Found(found) = answer.outcome {
        let service = said.service.clone().unwrap_or_default();
        let id = state.act_now(CHANGED, move |opened| {
            Ok(opened.library.add_looked_up(*found, &service)?)
        })?;
        said.reference = Some(id.to_string());
    }
    Ok(said)
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
    let Some(identifier) = askable(&stored.reference) else {
        return Ok(view::nothing_to_ask(""));
    };
    let lookups = state.lookups();
    let cancel = lookups.begin(&request.job);
    let answer = lookups
        .client()
        .map(|client| ask(&identifier, client, &cancel));
    lookups.end(&request.job);
    let answer = answer?;
    let mut said = view::answer(&answer);
    said.reference = Some(stored.id.to_string());
    if let Outcome::Found(found) = answer.outcome {
        let token = lookups.remember(&request.job, stored.id, (*found).clone());
        view::propose(&mut said, token, &stored, &found);
    }
    Ok(said)
}

/// Takes the chosen fields of a proposal over, as one step to undo.
#[tauri::command]
pub async fn lookup_apply(
    state: State<'_, AppState>,
    choice: ProposalChoice,
) -> Result<(), CommandFailure> {
    let pending = state.lookups().proposal(&choice.token)?;
    let act = state.act(CHANGED, move |opened| {
        let chosen: BTreeSet<String> = choice
            .fields
            .iter()
            .map(|key| view::proposed_key(key))
            .collect();
        opened
            .library
            .complete_from(pending.id, &pending.found, &chosen)?;
        Ok::<_, ShellError>(())
    });
    act.await
}

/// Cancels a lookup.
#[tauri::command]
pub fn lookup_cancel(state: State<'_, AppState>, job: &str) {
    state.lookups().cancel(job);
}
