//! What a person does with references: undo, merge, cite, export.

use diglot_contract::view::{
    CitedReference, CommandFailure, ExportReport, ExportRequest, MergeRequest, MergeView,
    OperationView, OperationsView,
};
use diglot_library::{OperationState, ReferenceFormat, Style, cite, export};
use tauri::{AppHandle, State};

use super::reference::resolved;
use crate::dialogs;
use crate::error::ShellError;
use crate::state::AppState;
use crate::view;

/// As many operations as are looked through for the one to redo.
const RECENT: usize = 200;

/// Tells what undo and redo would do.
#[tauri::command]
pub async fn operation_latest(
    state: State<'_, AppState>,
) -> Result<OperationsView, CommandFailure> {
    let ask = state.ask(|library| {
        let lines = library.operations(RECENT)?;
        let undo = lines
            .iter()
            .find(|line| line.state == OperationState::Applied);
        // Undone operations are redone in the order in which they were done.
        let redo = lines
            .iter()
            .take_while(|line| line.state != OperationState::Applied)
            .filter(|line| line.state == OperationState::Undone)
            .last();
        Ok(OperationsView {
            undo: undo.map(view::operation),
            redo: redo.map(view::operation),
        })
    });
    ask.await
}

/// Takes the latest operation back.
#[tauri::command]
pub async fn operation_undo(state: State<'_, AppState>) -> Result<OperationView, CommandFailure> {
    state
        .change(|library| Ok(view::operation(&library.undo()?)))
        .await
}

/// Does again what was taken back last.
#[tauri::command]
pub async fn operation_redo(state: State<'_, AppState>) -> Result<OperationView, CommandFailure> {
    state
        .change(|library| Ok(view::operation(&library.redo()?)))
        .await
}

/// Shows references beside the one that a merge would make of them.
#[tauri::command]
pub async fn merge_preview(
    state: State<'_, AppState>,
    request: MergeRequest,
) -> Result<MergeView, CommandFailure> {
    let ask = state.ask(move |library| {
        let works = request
            .ids
            .iter()
            .map(|id| library.show(id))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(view::merge_view(library, &works, &request.choices)?)
    });
    ask.await
}

/// Merges references and tells which one is left.
#[tauri::command]
pub async fn merge_apply(
    state: State<'_, AppState>,
    request: MergeRequest,
) -> Result<String, CommandFailure> {
    let act = state.change(move |library| {
        let works = request
            .ids
            .iter()
            .map(|id| library.show(id))
            .collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<_> = works.iter().map(|work| work.id).collect();
        let report = library.merge(&ids, &view::chosen(&works, &request.choices)?)?;
        Ok(report.survivor.to_string())
    });
    act.await
}

/// Formats references in the bundled style.
#[tauri::command]
pub async fn reference_cite(
    state: State<'_, AppState>,
    ids: Vec<String>,
) -> Result<Vec<CitedReference>, CommandFailure> {
    let ask = state.ask(move |library| {
        let works = ids
            .iter()
            .map(|id| library.show(id))
            .collect::<Result<Vec<_>, _>>()?;
        let cited = cite(&works, &Style::bundled(), None);
        Ok(cited
            .into_iter()
            .map(|item| {
                let own = works
                    .iter()
                    .find(|work| work.id.to_string() == item.id)
                    .and_then(|work| work.reference.own_language());
                CitedReference {
                    lang: own.map_or("und".to_owned(), |lang| lang.as_str().to_owned()),
                    id: item.id,
                    text: item.text,
                }
            })
            .collect())
    });
    ask.await
}

/// Asks where to write references, and writes them; nothing when the user cancelled.
#[tauri::command]
pub async fn reference_export(
    app: AppHandle,
    state: State<'_, AppState>,
    request: ExportRequest,
) -> Result<Option<ExportReport>, CommandFailure> {
    let format = ReferenceFormat::from_name(&request.format)
        .ok_or_else(|| ShellError::UnknownFormat(request.format.clone()))?;
    let Some(path) = dialogs::save_file(&app, format.extension()).await else {
        return Ok(None);
    };
    let ask = state.ask(move |library| {
        let works = resolved(library, &request.ids)?
            .into_iter()
            .map(|id| library.get(id))
            .collect::<Result<Vec<_>, _>>()?;
        let exported = export(&works, format);
        std::fs::write(&path, &exported.text).map_err(|error| ShellError::NotWritten {
            path: path.clone(),
            error,
        })?;
        Ok(ExportReport {
            path: path.display().to_string(),
            count: view::count(works.len()),
            losses: said_once(exported.losses.into_iter().map(|loss| loss.message)),
        })
    });
    ask.await.map(Some)
}

/// Each sentence once, in the order in which they came.
fn said_once(sentences: impl Iterator<Item = String>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for sentence in sentences {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}
