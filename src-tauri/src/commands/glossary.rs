//! The glossary of the library.

use diglot_contract::view::{AbstractTerm, CommandFailure, GlossaryEdit, GlossaryView};
use diglot_library::glossary::terms_of;
use tauri::State;

use crate::state::AppState;
use crate::view;

/// Shows the glossary. Lists answer meanwhile.
#[tauri::command]
pub async fn glossary_view(state: State<'_, AppState>) -> Result<GlossaryView, CommandFailure> {
    let mined = state.mined_terms();
    let ask = state.ask_aside(move |library| Ok(view::glossary(library.glossary(&mined)?)));
    ask.await
}

/// Changes the glossary, as one step to undo.
#[tauri::command]
pub async fn glossary_edit(
    state: State<'_, AppState>,
    edit: GlossaryEdit,
) -> Result<GlossaryView, CommandFailure> {
    let act = state.change(move |library| {
        match &edit {
            GlossaryEdit::Add { zh, en } => library.add_term(zh, en)?,
            GlossaryEdit::Remove { zh, en } => library.remove_term(zh, en)?,
            GlossaryEdit::Replace {
                old_zh,
                old_en,
                zh,
                en,
            } => library.replace_term((old_zh, old_en), (zh, en))?,
        };
        Ok(())
    });
    act.await?;
    glossary_view(state).await
}

/// Names the terms of the glossary that stand in the abstracts of a reference.
#[tauri::command]
pub async fn glossary_terms(
    state: State<'_, AppState>,
    id: String,
) -> Result<Vec<AbstractTerm>, CommandFailure> {
    let mined = state.mined_terms();
    let ask = state.ask_aside(move |library| {
        let stored = library.show(&id)?;
        let found = terms_of(&stored.reference, &library.glossary(&mined)?);
        Ok(found.into_iter().map(view::abstract_term).collect())
    });
    ask.await
}
