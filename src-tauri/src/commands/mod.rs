//! What the window may ask, one file per area. A command converts, calls the library, and converts back.
#![expect(
    clippy::needless_pass_by_value,
    reason = "tauri hands arguments over by value"
)]

pub mod app;
pub mod glossary;
pub mod languages;
pub mod library;
pub mod lookup;
pub mod lookup_many;
pub mod network;
pub mod organise;
pub mod reference;
pub mod translation;
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
        reference::reference_add_people,
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
        tray::tray_add_clipboard,
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
        languages::sentences_cut,
        languages::attach_preview,
        languages::attach_apply,
        languages::editions_join,
        languages::editions_split,
        languages::editions_of,
        languages::bilingual_export,
        languages::links_import,
        translation::translation_view,
        translation::translation_set,
        translation::translation_estimate,
        translation::translation_run,
        translation::translation_cancel,
        translation::translation_remove,
        glossary::glossary_view,
        glossary::glossary_edit,
        glossary::glossary_terms,
        lookup_many::lookup_add_many,
        lookup_many::lookup_complete_many,
        lookup::lookup_choose,
        lookup::lookup_free_copy,
        lookup_many::lookup_waiting_run,
        lookup_many::lookup_waiting_forget,
        network::network_view,
        network::network_edit,
        network::network_key,
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

#[cfg(test)]
mod tests {
    use tauri::ipc::Origin;

    const CAPABILITY: &str = include_str!("../../capabilities/main.json");

    /// The commands that the window's capability opens, by their names.
    fn opened() -> Vec<String> {
        let capability: serde_json::Value = serde_json::from_str(CAPABILITY).unwrap();
        let permissions = capability["permissions"].as_array().unwrap();
        permissions
            .iter()
            .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
            .map(|name| name.replace('-', "_"))
            .collect()
    }

    #[test]
    fn the_programs_own_page_may_call_its_commands_and_a_foreign_frame_none() {
        let mut context: tauri::Context<tauri::Wry> = tauri::generate_context!();
        let authority = context.runtime_authority_mut();
        let commands = opened();
        assert!(commands.len() > 50, "{commands:?}");
        for command in &commands {
            let may = |origin: &Origin, window: &str| {
                authority
                    .resolve_access(command, window, window, origin)
                    .is_some()
            };
            assert!(may(&Origin::Local, "main"), "{command} is closed");
            assert!(
                !may(&Origin::Local, "other"),
                "{command} is open to any window"
            );
            for address in [
                "https://example.org/",
                "http://localhost:5183/",
                "http://127.0.0.1/",
                "data:text/html,x",
                "about:blank",
            ] {
                let url = address.parse().unwrap();
                assert!(
                    !may(&Origin::Remote { url }, "main"),
                    "{command} from {address}"
                );
            }
        }
    }

    #[test]
    fn the_page_reaches_no_file_no_shell_no_clipboard_and_no_network() {
        let mut context: tauri::Context<tauri::Wry> = tauri::generate_context!();
        let authority = context.runtime_authority_mut();
        for command in [
            "plugin:dialog|open",
            "plugin:dialog|save",
            "plugin:fs|read_file",
            "plugin:fs|write_file",
            "plugin:clipboard-manager|read_text",
            "plugin:clipboard-manager|write_text",
            "plugin:opener|open_url",
            "plugin:opener|open_path",
            "plugin:shell|execute",
            "plugin:http|fetch",
            "plugin:window-state|restore_state",
            "plugin:event|emit",
            "plugin:webview|create_webview",
        ] {
            let resolved = authority.resolve_access(command, "main", "main", &Origin::Local);
            assert!(resolved.is_none(), "{command} is open");
        }
    }
}
