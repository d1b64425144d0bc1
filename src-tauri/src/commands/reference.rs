//! Lists of references, and single ones.

use diglot_contract::view::{
    AbstractView, CommandFailure, DuplicateSet, FieldEdit, LinkEdit, OriginalText, PeopleEdit,
    ReferenceDetail, ReferenceList, ReferenceListRequest,
};
use diglot_library::model::LanguageTag;
use diglot_library::{Library, ReferenceId};
use tauri::State;

use crate::error::ShellError;
use crate::listing::{order, scope};
use crate::state::AppState;
use crate::view;

/// Returns a part of a list.
#[tauri::command]
pub async fn reference_list(
    state: State<'_, AppState>,
    request: ReferenceListRequest,
) -> Result<ReferenceList, CommandFailure> {
    let ask = state.ask(move |library| {
        let scope = scope(&request.scope)?;
        let page = library.list_page(
            &scope,
            &request.text,
            order(&request),
            request.offset as usize,
            request.limit as usize,
        )?;
        Ok(ReferenceList {
            total: view::count(page.total as usize),
            rows: page.works.iter().map(view::row).collect(),
        })
    });
    ask.await
}

/// Returns the place of a reference in a list.
#[tauri::command]
pub async fn reference_position(
    state: State<'_, AppState>,
    request: ReferenceListRequest,
    id: String,
) -> Result<Option<u32>, CommandFailure> {
    let ask = state.ask(move |library| {
        let (scope, id) = (scope(&request.scope)?, library.resolve(&id)?);
        let place = library.position_of(&scope, &request.text, order(&request), id)?;
        Ok(place.map(|place| view::count(place as usize)))
    });
    ask.await
}

/// Returns the ids of a whole list.
#[tauri::command]
pub async fn reference_ids(
    state: State<'_, AppState>,
    request: ReferenceListRequest,
) -> Result<Vec<String>, CommandFailure> {
    let ask = state.ask(move |library| {
        let ids = library.page_ids(&scope(&request.scope)?, &request.text, order(&request))?;
        Ok(ids.iter().map(ToString::to_string).collect())
    });
    ask.await
}

/// Returns the groups of works that are the same or may be. Lists answer meanwhile.
#[tauri::command]
pub async fn duplicate_sets(
    state: State<'_, AppState>,
) -> Result<Vec<DuplicateSet>, CommandFailure> {
    let ask = state.ask_aside(|library| {
        let groups = library.duplicates()?;
        groups
            .into_iter()
            .map(|group| {
                Ok(DuplicateSet {
                    members: group
                        .members
                        .iter()
                        .map(|id| Ok(view::row(&library.get(*id)?)))
                        .collect::<Result<_, ShellError>>()?,
                    verdict: view::verdict(group.verdict),
                    why: group.why,
                })
            })
            .collect()
    });
    ask.await
}

/// Returns everything about a reference but its abstract.
#[tauri::command]
pub async fn reference_detail(
    state: State<'_, AppState>,
    id: String,
) -> Result<ReferenceDetail, CommandFailure> {
    let ask = state.ask(move |library| {
        let stored = library.get(library.resolve(&id)?)?;
        Ok(view::detail(library, &stored)?)
    });
    ask.await
}

/// Returns the abstracts of a reference, sentence by sentence.
#[tauri::command]
pub async fn abstract_view(
    state: State<'_, AppState>,
    id: String,
) -> Result<AbstractView, CommandFailure> {
    let ask = state.ask(move |library| {
        let stored = library.get(library.resolve(&id)?)?;
        Ok(view::abstract_view(library, &stored)?)
    });
    ask.await
}

/// Returns the text that a reference was read from.
#[tauri::command]
pub async fn original_text(
    state: State<'_, AppState>,
    id: String,
) -> Result<OriginalText, CommandFailure> {
    let ask = state.ask(move |library| {
        let stored = library.get(library.resolve(&id)?)?;
        let original = library.original(stored.id)?;
        Ok(view::original(library, &stored.reference, &original)?)
    });
    ask.await
}

/// Sets one value of a field to what was typed.
#[tauri::command]
pub async fn reference_edit_field(
    state: State<'_, AppState>,
    edit: FieldEdit,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let id = library.resolve(&edit.id)?;
        let edit = diglot_library::FieldEdit {
            key: edit.key,
            lang: edit.lang.as_deref().map(LanguageTag::new),
            index: edit.index as usize,
            text: edit.text,
        };
        library.edit_field(id, &edit)?;
        Ok(())
    });
    act.await
}

/// Adds people to a reference.
#[tauri::command]
pub async fn reference_add_people(
    state: State<'_, AppState>,
    people: PeopleEdit,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let id = library.resolve(&people.id)?;
        let new = diglot_library::NewPeople {
            role: people.role,
            names: people.names,
            other_names: people.other_names,
            organisation: people.organisation,
        };
        library.add_people(id, &new)?;
        Ok(())
    });
    act.await
}

/// Says that sentences belong together, or that they have no counterpart.
#[tauri::command]
pub async fn sentences_link(
    state: State<'_, AppState>,
    edit: LinkEdit,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let id = library.resolve(&edit.id)?;
        library.link(id, &indices(&edit.left), &indices(&edit.right))?;
        Ok(())
    });
    act.await
}

/// Takes the link of sentences apart.
#[tauri::command]
pub async fn sentences_unlink(
    state: State<'_, AppState>,
    edit: LinkEdit,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let id = library.resolve(&edit.id)?;
        library.unlink(id, &indices(&edit.left), &indices(&edit.right))?;
        Ok(())
    });
    act.await
}

/// Forgets all links that a person made for a reference.
#[tauri::command]
pub async fn sentences_reset(state: State<'_, AppState>, id: String) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let id = library.resolve(&id)?;
        library.reset_links(id)?;
        Ok(())
    });
    act.await
}

/// Moves references to the trash.
#[tauri::command]
pub async fn reference_delete(
    state: State<'_, AppState>,
    ids: Vec<String>,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let ids = resolved(library, &ids)?;
        library.delete(&ids)?;
        Ok(())
    });
    act.await
}

/// Takes references out of the trash.
#[tauri::command]
pub async fn reference_restore(
    state: State<'_, AppState>,
    ids: Vec<String>,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let ids = resolved(library, &ids)?;
        library.restore(&ids)?;
        Ok(())
    });
    act.await
}

/// Makes references of listed works.
#[tauri::command]
pub async fn reference_add_listed(
    state: State<'_, AppState>,
    ids: Vec<String>,
) -> Result<(), CommandFailure> {
    let act = state.change(move |library| {
        let ids = resolved(library, &ids)?;
        library.add_listed(&ids)?;
        Ok(())
    });
    act.await
}

/// The references with these ids.
pub(super) fn resolved(library: &Library, ids: &[String]) -> Result<Vec<ReferenceId>, ShellError> {
    ids.iter().map(|id| Ok(library.resolve(id)?)).collect()
}

fn indices(numbers: &[u32]) -> Vec<usize> {
    numbers.iter().map(|number| *number as usize).collect()
}
