//! Collections and tags.

use diglot_contract::view::{
    CollectionEdit, CollectionView, CommandFailure, MembershipEdit, Organisation, StaleTag,
    TagEdit, TagView,
};
use tauri::State;

use super::reference::resolved;
use crate::state::AppState;
use crate::view::count;

/// Lists collections and tags with their counts.
#[tauri::command]
pub async fn organisation_view(state: State<'_, AppState>) -> Result<Organisation, CommandFailure> {
    let ask = state.ask(|library| {
        let collections = library
            .collections()?
            .into_iter()
            .map(|collection| CollectionView {
                id: collection.id.to_string(),
                name: collection.name,
                parent: collection.parent.map(|parent| parent.to_string()),
                count: count(collection.count as usize),
            });
        let tags = library.tags()?.into_iter().map(|tag| TagView {
            name: tag.name,
            count: count(tag.count as usize),
        });
        Ok(Organisation {
            collections: collections.collect(),
            tags: tags.collect(),
        })
    });
    ask.await
}

/// Makes a collection, or renames and moves one.
#[tauri::command]
pub async fn collection_edit(
    state: State<'_, AppState>,
    edit: CollectionEdit,
) -> Result<String, CommandFailure> {
    let act = state.act(
        &[StaleTag::Organisation, StaleTag::Operations],
        move |opened| {
            let library = &mut opened.library;
            let parent = edit
                .parent
                .as_deref()
                .map(|id| library.resolve_collection(id))
                .transpose()?;
            let Some(id) = edit.id else {
                return Ok(library.collection_create(&edit.name, parent)?.to_string());
            };
            let id = library.resolve_collection(&id)?;
            let now = library
                .collections()?
                .into_iter()
                .find(|collection| collection.id == id);
            if now.as_ref().is_some_and(|now| now.name != edit.name) {
                library.collection_rename(id, &edit.name)?;
            }
            if now.is_some_and(|now| now.parent != parent) {
                library.collection_move(id, parent)?;
            }
            Ok(id.to_string())
        },
    );
    act.await
}

/// Deletes a collection with those in it; its references stay.
#[tauri::command]
pub async fn collection_delete(
    state: State<'_, AppState>,
    id: String,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let id = library.resolve_collection(&id)?;
        library.collection_delete(id)?;
        Ok(())
    });
    act.await
}

/// Puts references into a collection or takes them out of it.
#[tauri::command]
pub async fn collection_membership(
    state: State<'_, AppState>,
    edit: MembershipEdit,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let ids = resolved(library, &edit.ids)?;
        let collection = library.resolve_collection(&edit.collection)?;
        library.set_membership(&ids, collection, edit.member)?;
        Ok(())
    });
    act.await
}

/// Gives references a tag or takes it from them.
#[tauri::command]
pub async fn tag_set(state: State<'_, AppState>, edit: TagEdit) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let ids = resolved(library, &edit.ids)?;
        library.set_tag(&ids, &edit.tag, edit.tagged)?;
        Ok(())
    });
    act.await
}
