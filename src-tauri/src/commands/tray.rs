//! The import tray.

use std::time::{Duration, Instant};

use diglot_contract::view::{
    CommandFailure, DuplicateChoice, FixTarget, ImportOutcome, TextPiece, TrayChoice, TrayFix,
    TrayImport, TrayOptions, TrayProgress, TrayRecord, TrayRecordsRequest, TrayReread, TrayView,
};
use diglot_library::model::LanguageTag;
use diglot_library::tray::{Choice, ENCODINGS, ImportSettings, RecordId, TrayReading, formats};
use diglot_library::{BatchInfo, FixField, ImportProgress};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::error::ShellError;
use crate::state::{AppState, CHANGED};
use crate::{dialogs, samples, tray, view};

/// The window hears of progress this often at most.
const EVERY: Duration = Duration::from_millis(100);

/// Shows the tray as a whole.
#[tauri::command]
pub async fn tray_view(state: State<'_, AppState>) -> Result<TrayView, CommandFailure> {
    state.work(|state| Ok(state.tray().view())).await
}

/// Names the encodings and formats that a file can be read in.
#[tauri::command]
pub fn tray_options() -> TrayOptions {
    TrayOptions {
        encodings: ENCODINGS.map(str::to_owned).to_vec(),
        formats: formats().map(str::to_owned).collect(),
    }
}

/// Shows records of a file.
#[tauri::command]
pub async fn tray_records(
    state: State<'_, AppState>,
    request: TrayRecordsRequest,
) -> Result<Vec<TrayRecord>, CommandFailure> {
    let work = state.work(move |state| {
        let tray = state.tray().open();
        let (file, offset, limit) = (
            request.file,
            request.offset as usize,
            request.limit as usize,
        );
        let records = if request.only_problems {
            tray.problems(file, offset, limit)
        } else {
            tray.records(file, offset, limit)
        };
        let records = records.map_err(ShellError::from)?;
        let main = |id: Option<RecordId>| id.and_then(|id| tray.record(id).ok());
        Ok(records
            .iter()
            .map(|record| view::record(record, main(record.main).as_ref()))
            .collect())
    });
    work.await
}

/// Shows the raw text of a file in pieces.
#[tauri::command]
pub async fn tray_text(
    state: State<'_, AppState>,
    file: u32,
) -> Result<Vec<TextPiece>, CommandFailure> {
    let work = state.work(move |state| {
        let tray = state.tray().open();
        Ok(view::pieces(tray.text_of(file).map_err(ShellError::from)?))
    });
    work.await
}

/// Asks for files and puts them on the tray.
#[tauri::command]
pub async fn tray_pick_files(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Result<TrayView, CommandFailure> {
    let files = dialogs::pick_files(&app).await;
    tray::add_files(&state, files);
    tray_view(state).await
}

/// Asks for a folder and puts its files on the tray.
#[tauri::command]
pub async fn tray_pick_folder(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Result<TrayView, CommandFailure> {
    let folders = dialogs::pick_folder(&app).await;
    tray::add_files(&state, folders);
    tray_view(state).await
}

/// Puts a paste on the tray.
#[tauri::command]
pub async fn tray_add_text(
    state: State<'_, AppState>,
    text: String,
    html: Option<String>,
) -> Result<TrayView, CommandFailure> {
    let work = state.work(move |state| {
        tray::add(state, || {
            Some(TrayReading::of_text(None, &text, html.as_deref()))
        })
    });
    work.await
}

/// Puts the text of the clipboard on the tray. The page itself cannot read the clipboard.
#[tauri::command]
pub async fn tray_add_clipboard(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Result<TrayView, CommandFailure> {
    let work = state.work(move |state| {
        let text = app.clipboard().read_text().unwrap_or_default();
        if text.trim().is_empty() {
            return Err(ShellError::EmptyClipboard.into());
        }
        tray::add(state, || Some(TrayReading::of_text(None, &text, None)))
    });
    work.await
}

/// Puts one of the samples on the tray.
#[tauri::command]
pub async fn tray_add_sample(
    state: State<'_, AppState>,
    name: String,
) -> Result<TrayView, CommandFailure> {
    let sample = samples::named(&name).ok_or(ShellError::NoSample(name))?;
    let work = state.work(move |state| {
        tray::add(state, || {
            Some(TrayReading::of_text(
                Some(sample.file.to_owned()),
                sample.text,
                None,
            ))
        })
    });
    work.await
}

/// Takes a choice about one record.
#[tauri::command]
pub async fn tray_choose(
    state: State<'_, AppState>,
    choice: TrayChoice,
) -> Result<TrayView, CommandFailure> {
    let work = state.work(move |state| {
        tray::change(state, |tray| {
            let id = RecordId {
                capture: choice.file,
                record: choice.record,
            };
            if let Some(ticked) = choice.ticked {
                tray.tick(id, ticked)?;
            }
            match choice.duplicate {
                Some(DuplicateChoice::Keep) => tray.choose(id, Choice::KeepBoth),
                Some(DuplicateChoice::Merge) => tray.choose(id, Choice::Merge),
                Some(DuplicateChoice::Skip) => tray.choose(id, Choice::Skip),
                None => Ok(()),
            }
        })
    });
    work.await
}

/// Reads a file again in another encoding or format.
#[tauri::command]
pub async fn tray_reread(
    state: State<'_, AppState>,
    reread: TrayReread,
) -> Result<TrayView, CommandFailure> {
    let work = state.work(move |state| {
        tray::change(state, |tray| {
            tray.reread(
                reread.file,
                reread.encoding.as_deref(),
                reread.format.as_deref(),
            )
        })
    });
    work.await
}

/// Takes a file off the tray.
#[tauri::command]
pub async fn tray_remove(
    state: State<'_, AppState>,
    file: u32,
) -> Result<TrayView, CommandFailure> {
    state
        .work(move |state| tray::change(state, |tray| tray.remove(file)))
        .await
}

/// Takes a person's word on what raw text is.
#[tauri::command]
pub async fn tray_fix(
    state: State<'_, AppState>,
    fix: TrayFix,
) -> Result<TrayView, CommandFailure> {
    let work = state.work(move |state| {
        tray::change(state, |tray| {
            let id = RecordId {
                capture: fix.file,
                record: fix.record,
            };
            tray.fix(id, fix.start as usize..fix.end as usize, target(fix.what))
                .map(|_| ())
        })
    });
    work.await
}

/// Takes the latest fix of a record back.
#[tauri::command]
pub async fn tray_undo_fix(
    state: State<'_, AppState>,
    file: u32,
    record: u32,
) -> Result<TrayView, CommandFailure> {
    let id = RecordId {
        capture: file,
        record,
    };
    state
        .work(move |state| tray::change(state, |tray| tray.undo_fix(id)))
        .await
}

/// Imports what is ticked as one operation, and empties the tray.
#[tauri::command]
pub async fn tray_import(
    state: State<'_, AppState>,
    how: TrayImport,
    progress: Channel<TrayProgress>,
) -> Result<ImportOutcome, CommandFailure> {
    let work = state.work(move |state| {
        let desk = state.tray();
        desk.begin();
        let mut told = Instant::now();
        let report = state.act_now(CHANGED, |opened| {
            let library = &mut opened.library;
            let settings = ImportSettings {
                info: BatchInfo {
                    database: how.database,
                    searched: how.searched,
                    search: how.query,
                    ..BatchInfo::default()
                },
                collection: how
                    .collection
                    .as_deref()
                    .map(|id| library.resolve_collection(id))
                    .transpose()?,
                tags: how.tags,
            };
            let report = desk.open().import(library, &settings, &mut |at| {
                if told.elapsed() >= EVERY {
                    told = Instant::now();
                    // A window that is gone needs no news.
                    let _ = stage(&at).map(|stage| progress.send(stage));
                }
                desk.goes_on()
            })?;
            Ok(view::outcome(report))
        });
        // Whoever asked for it knows that the tray is empty now.
        if report.is_err() {
            state.changed(&[diglot_contract::view::StaleTag::Tray]);
        }
        report
    });
    work.await
}

/// Stops an import that is running; nothing of it stays.
#[tauri::command]
pub fn tray_cancel_import(state: State<'_, AppState>) {
    state.tray().stop();
}

/// Empties the tray.
#[tauri::command]
pub async fn tray_close(state: State<'_, AppState>) -> Result<TrayView, CommandFailure> {
    let work = state.work(|state| {
        tray::change(state, |tray| {
            tray.clear();
            Ok(())
        })
    });
    work.await
}

fn stage(at: &ImportProgress) -> Option<TrayProgress> {
    let count = |number: usize| view::count(number);
    match *at {
        ImportProgress::Rows { done, total } => Some(TrayProgress::Writing {
            done: count(done),
            total: count(total),
        }),
        ImportProgress::Index { done, total } => Some(TrayProgress::Indexing {
            done: count(done),
            total: count(total),
        }),
        ImportProgress::Reading { .. } => None,
    }
}

fn target(what: FixTarget) -> FixField {
    match what {
        FixTarget::TitleEn => FixField::Title(Some(LanguageTag::EN)),
        FixTarget::TitleZh => FixField::Title(Some(LanguageTag::ZH_HANS)),
        FixTarget::Authors => FixField::Authors,
        FixTarget::AbstractEn => FixField::Abstract(Some(LanguageTag::EN)),
        FixTarget::AbstractZh => FixField::Abstract(Some(LanguageTag::ZH_HANS)),
        FixTarget::Container => FixField::Container,
        FixTarget::Date => FixField::Date,
        FixTarget::Volume => FixField::Volume,
        FixTarget::Issue => FixField::Issue,
        FixTarget::Pages => FixField::Pages,
        FixTarget::Doi => FixField::Doi,
        FixTarget::Pmid => FixField::Pmid,
        FixTarget::Keywords => FixField::Keywords,
        FixTarget::Affiliation => FixField::Affiliation,
        FixTarget::Registration => FixField::Registration,
        FixTarget::NotPartOfIt => FixField::NotPartOfIt,
    }
}
