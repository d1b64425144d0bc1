//! The glossary of the library.

use diglot_contract::view::{AbstractTerm, CommandFailure, GlossaryEdit, GlossaryView};
use diglot_library::glossary::terms_of;
use tauri::State;

use crate::state::AppState;
use crate::view;

/// Shows the glossary. Lists answer meanwhile.
#[tauri::command]
pub async fn glossary_view(state: State<'_, AppState>) -> Result<GlossaryView, CommandFailure> {
    let ask = state.ask_aside(|library| Ok(view::glossary(library.glossary()?)));
    ask.await
}

/// Changes the glossary.
#[tauri::command]
pub async fn glossary_edit(
    state: State<'_, AppState>,
    edit: GlossaryEdit,
) -> Result<GlossaryView, CommandFailure> {
    let act = state.act(&[], move |opened| {
        let library = &mut opened.library;
        match edit {
            GlossaryEdit::Add { zh, en } => library.add_term(&zh, &en)?,
            GlossaryEdit::Remove { zh, en } => library.remove_term(&zh, &en)?,
            GlossaryEdit::Replace {
                old_zh,
                old_en,
                zh,
                en,
            } => {
                library.add_term(&zh, &en)?;
                library.remove_term(&old_zh, &old_en)?;
            }
        }
        Ok(())
    });
    act.await?;
    let ask = state.ask_aside(|library| Ok(view::glossary(library.glossary()?)));
    ask.await
}

/// Names the terms of the glossary that stand in the abstracts of a reference.
#[tauri::command]
pub async fn glossary_terms(
    state: State<'_, AppState>,
    id: String,
) -> Result<Vec<AbstractTerm>, CommandFailure> {
    let ask = state.ask_aside(move |library| {
        let stored = library.show(&id)?;
        let found = terms_of(&stored.reference, &library.glossary()?);
        Ok(found.into_iter().map(view::abstract_term).collect())
    });
    ask.await
}
