//! The other language of a reference: where sentences end, texts that are attached, editions
//! that are joined, exchange with other programs.

use diglot_contract::view::{
    AttachPreview, AttachRequest, BilingualExport, ColumnSide, CommandFailure, EditionView,
    EditionsRequest, ExportReport, LinksImport, SentenceCut,
};
use diglot_library::attach::recognise_attachment;
use diglot_library::exchange::{ExchangeFormat, document_of, write};
use diglot_library::{InputFile, TextColumn};
use tauri::{AppHandle, State};

use crate::error::ShellError;
use crate::state::AppState;
use crate::{dialogs, view};

/// Says where sentences end.
#[tauri::command]
pub async fn sentences_cut(
    state: State<'_, AppState>,
    cut: SentenceCut,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        match cut {
            SentenceCut::Split {
                id,
                side,
                sentence,
                at,
            } => {
                let id = library.resolve(&id)?;
                library.split_sentence(id, column(side), sentence as usize, at as usize)?;
            }
            SentenceCut::Join { id, side, first } => {
                let id = library.resolve(&id)?;
                library.join_sentences(id, column(side), first as usize)?;
            }
        }
        Ok(())
    });
    act.await
}

fn column(side: ColumnSide) -> TextColumn {
    match side {
        ColumnSide::Left => TextColumn::Left,
        ColumnSide::Right => TextColumn::Right,
    }
}

/// Tells what a text would bring to a reference; changes nothing.
#[tauri::command]
pub async fn attach_preview(
    state: State<'_, AppState>,
    request: AttachRequest,
) -> Result<AttachPreview, CommandFailure> {
    let ask = state.ask(move |library| {
        let stored = library.show(&request.id)?;
        let found = recognise_attachment(&stored.reference, &request.text)?;
        Ok(view::attach_preview(library, found)?)
    });
    ask.await
}

/// Puts a text beside that of a reference, as one step to undo.
#[tauri::command]
pub async fn attach_apply(
    state: State<'_, AppState>,
    request: AttachRequest,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let id = library.resolve(&request.id)?;
        library.attach_text(id, &request.text, request.anyway)?;
        Ok(())
    });
    act.await
}

/// Joins two records of one work in two languages.
#[tauri::command]
pub async fn editions_join(
    state: State<'_, AppState>,
    request: EditionsRequest,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let (keep, other) = (
            library.resolve(&request.keep)?,
            library.resolve(&request.other)?,
        );
        library.join_editions(keep, other)?;
        Ok(())
    });
    act.await
}

/// Makes a joined record a reference of its own again.
#[tauri::command]
pub async fn editions_split(
    state: State<'_, AppState>,
    request: EditionsRequest,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let (keep, other) = (
            library.resolve(&request.keep)?,
            library.resolve(&request.other)?,
        );
        library.split_editions(keep, other)?;
        Ok(())
    });
    act.await
}

/// Names the records that are joined with a reference.
#[tauri::command]
pub async fn editions_of(
    state: State<'_, AppState>,
    id: String,
) -> Result<Vec<EditionView>, CommandFailure> {
    let ask = state.ask(move |library| {
        let editions = library.editions(library.resolve(&id)?)?;
        Ok(editions.iter().map(view::edition).collect())
    });
    ask.await
}

/// Asks where to write bilingual texts, and writes them; nothing when the user cancelled.
#[tauri::command]
pub async fn bilingual_export(
    app: AppHandle,
    state: State<'_, AppState>,
    request: BilingualExport,
) -> Result<Option<ExportReport>, CommandFailure> {
    let format = ExchangeFormat::from_name(&request.format)
        .ok_or_else(|| ShellError::UnknownFormat(request.format.clone()))?;
    let Some(path) = dialogs::save_file(&app, format.name()).await else {
        return Ok(None);
    };
    let ask = state.ask(move |library| {
        let works = request
            .ids
            .iter()
            .map(|id| library.show(id))
            .collect::<Result<Vec<_>, _>>()?;
        let documents: Vec<_> = works.iter().filter_map(document_of).collect();
        std::fs::write(&path, write(&documents, format)).map_err(|error| {
            ShellError::NotWritten {
                path: path.clone(),
                error,
            }
        })?;
        Ok(view::exported(&path, documents.len(), works.len()))
    });
    ask.await.map(Some)
}

/// Asks for files of alignments and takes their links over; nothing when the user cancelled.
#[tauri::command]
pub async fn links_import(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Result<Option<LinksImport>, CommandFailure> {
    let files = dialogs::pick_files(&app).await;
    if files.is_empty() {
        return Ok(None);
    }
    let act = state.change(move |library| {
        let mut all = LinksImport::default();
        for InputFile { name, bytes } in diglot_library::read_inputs(&files).0 {
            let report = library.import_links(&name, &bytes, None)?;
            view::add_links(&mut all, &report);
        }
        Ok(Some(all))
    });
    act.await
}
