//! What the window may ask, one file per area. A command converts, calls the library, and converts back.
#![expect(
    clippy::needless_pass_by_value,
    reason = "tauri hands arguments over by value"
)]

pub mod app;
pub mod library;
pub mod lookup;
pub mod organise;
pub mod reference;
pub mod tray;
pub mod work;

use tauri::Wry;
use tauri::ipc::Invoke;

/// Answers the window's commands. Each stands in `src-tauri/build.rs` and in a capability as well.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        app::app_info,
        app::menu_language,
        app::link_open,
        app::clipboard_write,
        library::library_summary,
        library::startup_import,
        reference::reference_list,
        reference::reference_position,
        reference::reference_ids,
        reference::duplicate_sets,
        reference::reference_detail,
        reference::abstract_view,
        reference::original_text,
        reference::reference_edit_field,
        reference::sentences_link,
        reference::sentences_unlink,
        reference::sentences_reset,
        reference::reference_delete,
        reference::reference_restore,
        reference::reference_add_listed,
        tray::tray_view,
        tray::tray_options,
        tray::tray_records,
        tray::tray_text,
        tray::tray_pick_files,
        tray::tray_pick_folder,
        tray::tray_add_text,
        tray::tray_add_sample,
        tray::tray_choose,
        tray::tray_reread,
        tray::tray_remove,
        tray::tray_fix,
        tray::tray_undo_fix,
        tray::tray_import,
        tray::tray_cancel_import,
        tray::tray_close,
        lookup::lookup_recognise,
        lookup::lookup_add,
        lookup::lookup_complete,
        lookup::lookup_apply,
        lookup::lookup_cancel,
        work::operation_latest,
        work::operation_undo,
        work::operation_redo,
        work::merge_preview,
        work::merge_apply,
        work::reference_cite,
        work::reference_export,
        organise::organisation_view,
        organise::collection_edit,
        organise::collection_delete,
        organise::collection_membership,
        organise::tag_set
    ]
}
