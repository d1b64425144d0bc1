//! Translation by the provider that the user set up.

use std::time::{Duration, Instant};

use diglot_contract::view::{
    CommandFailure, TranslationEstimate, TranslationProgress, TranslationReport,
    TranslationRequest, TranslationSetting, TranslationView,
};
use diglot_library::lookup::{Secrets, SystemKeyring};
use diglot_library::model::LanguageTag;
use diglot_library::translation::{
    CancelToken, Estimate, Setup, TranslateError, TranslationTask, estimate, provider, translate,
};
use diglot_library::{LibraryError, ReferenceId};
use tauri::State;
use tauri::ipc::Channel;

use super::reference::resolved;
use crate::error::ShellError;
use crate::lookups::test_origin;
use crate::state::{AppState, CHANGED};
use crate::view;

/// The window hears of progress this often at most.
const EVERY: Duration = Duration::from_millis(100);

/// Shows the provider that is set up, if one is.
#[tauri::command]
pub async fn translation_view(
    state: State<'_, AppState>,
) -> Result<TranslationView, CommandFailure> {
    state.work(shown).await
}

/// The name under which the system keeps the key.
const KEY: &str = "translation";

/// The key of the provider. A test leaves the system's passwords alone.
fn key() -> Result<Option<String>, ShellError> {
    match test_origin() {
        Some(_) => Ok(None),
        None => SystemKeyring.get(KEY).map_err(ShellError::Secrets),
    }
}

fn set_key(key: Option<&str>) -> Result<(), ShellError> {
    SystemKeyring.set(KEY, key).map_err(ShellError::Secrets)
}

fn shown(state: &AppState) -> Result<TranslationView, CommandFailure> {
    let setup = state.ask_now(|library| Ok(library.translation_setup()?))?;
    let secret = setup.as_ref().map_or(Ok(None), |_| key());
    Ok(view::translation(setup, secret))
}

/// Sets the provider up, or turns translation off. What cannot be one is refused.
#[tauri::command]
pub async fn translation_set(
    state: State<'_, AppState>,
    setting: TranslationSetting,
) -> Result<TranslationView, CommandFailure> {
    let work = state.work(move |state| {
        let setup = setting.provider.map(view::setup);
        if let Some(setup) = &setup {
            setup.check().map_err(ShellError::Translation)?;
        }
        // A key is meant for one provider: with another address it is forgotten.
        let before = state.ask_now(|library| Ok(library.translation_setup()?))?;
        let moved = |a: &Setup, b: &Setup| a.address != b.address || a.kind != b.kind;
        let other = match (&before, &setup) {
            (Some(before), Some(setup)) => moved(before, setup),
            _ => true,
        };
        match setting.key.as_deref().map(str::trim) {
            Some(key) => set_key(Some(key).filter(|key| !key.is_empty()))?,
            // Without a store of passwords there is no key to forget.
            None if other && before.is_some() => drop(set_key(None)),
            None => {}
        }
        state.act_now(&[], |opened| {
            Ok(opened.library.set_translation_setup(setup.as_ref())?)
        })?;
        shown(state)
    });
    work.await
}

/// What is to be translated of references, those left out that have nothing to translate.
fn tasks(
    state: &AppState,
    request: &TranslationRequest,
) -> Result<(Vec<(ReferenceId, TranslationTask)>, u32), CommandFailure> {
    let to = request.to.as_deref().map(LanguageTag::new);
    state.ask_now(|library| {
        let (mut tasks, mut left_out) = (Vec::new(), 0);
        for id in resolved(library, &request.ids)? {
            match library.translation_task(id, to.as_ref()) {
                Ok(task) => tasks.push((id, task)),
                Err(LibraryError::NotTranslatable(_)) => left_out += 1,
                Err(error) => return Err(error.into()),
            }
        }
        Ok((tasks, left_out))
    })
}

fn set_up(state: &AppState) -> Result<Setup, CommandFailure> {
    let setup = state.ask_now(|library| Ok(library.translation_setup()?))?;
    Ok(setup.ok_or(ShellError::TranslationOff)?)
}

/// Tells what a translation would take. Sends nothing.
#[tauri::command]
pub async fn translation_estimate(
    state: State<'_, AppState>,
    request: TranslationRequest,
) -> Result<TranslationEstimate, CommandFailure> {
    let work = state.work(move |state| {
        let setup = set_up(state)?;
        let (tasks, left_out) = tasks(state, &request)?;
        let each: Vec<Estimate> = tasks
            .iter()
            .map(|(_, task)| estimate(&setup, &task.sentences, &task.languages))
            .collect();
        Ok(view::estimate(&setup, &each, left_out))
    });
    work.await
}

/// Translates references one after the other; each is one step to undo.
#[tauri::command]
pub async fn translation_run(
    state: State<'_, AppState>,
    request: TranslationRequest,
    progress: Channel<TranslationProgress>,
) -> Result<TranslationReport, CommandFailure> {
    let work = state.work(move |state| {
        let cancel = state.lookups().begin(&request.job);
        let done = run(state, &request, &cancel, &progress);
        state.lookups().end(&request.job);
        done
    });
    work.await
}

fn run(
    state: &AppState,
    request: &TranslationRequest,
    cancel: &CancelToken,
    progress: &Channel<TranslationProgress>,
) -> Result<TranslationReport, CommandFailure> {
    let setup = set_up(state)?;
    // Without a store of passwords there is no key; a provider on this computer needs none, and the others say so.
    let secret = key().unwrap_or_default();
    let client = state.lookups().client(state)?;
    let provider = provider(&setup, secret.as_deref(), &client).map_err(ShellError::Translation)?;
    let (tasks, left_out) = tasks(state, request)?;
    let mut report = TranslationReport {
        left_out,
        ..TranslationReport::default()
    };
    let mut said = Instant::now();
    for (number, (id, task)) in tasks.iter().enumerate() {
        let mut tell = |one: diglot_library::translation::Progress| {
            if one.done == 0 || one.done == one.all || said.elapsed() >= EVERY {
                said = Instant::now();
                // A window that is gone needs no news.
                let _ = progress.send(view::translation_progress(number, tasks.len(), one));
            }
        };
        let found = translate(
            provider.as_ref(),
            &task.sentences,
            &task.languages,
            cancel,
            &mut tell,
        );
        match found {
            Ok(found) => {
                state.act_now(CHANGED, |opened| {
                    let engine = provider.engine();
                    opened.library.put_translation(*id, task, &found, &engine)?;
                    Ok(())
                })?;
                report.translated.push(id.to_string());
            }
            Err(TranslateError::Cancelled) => {
                report.cancelled = true;
                break;
            }
            Err(error) => return Err(ShellError::Translation(error).into()),
        }
    }
    Ok(report)
}

/// Cancels a translation; what was translated before stays.
#[tauri::command]
pub fn translation_cancel(state: State<'_, AppState>, job: &str) {
    state.lookups().cancel(job);
}

/// Takes away what machines translated of references.
#[tauri::command]
pub async fn translation_remove(
    state: State<'_, AppState>,
    ids: Vec<String>,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let ids = resolved(library, &ids)?;
        library.remove_translations(&ids)?;
        Ok(())
    });
    act.await
}
