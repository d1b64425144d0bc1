//! Questions about references.

use diglot_contract::view::{CommandFailure, ReferenceList, ReferenceListRequest};
use diglot_library::{Filter, Sort, Standing};
use tauri::State;

use crate::state::AppState;
use crate::view;

/// Returns a part of the list, in the order in which references came.
#[tauri::command]
pub async fn reference_list(
    state: State<'_, AppState>,
    request: ReferenceListRequest,
) -> Result<ReferenceList, CommandFailure> {
    let ask = state.ask(move |opened| {
        let (library, filter) = (&opened.library, Filter::all());
        let (limit, offset) = (request.limit as usize, request.offset as usize);
        let total = library.count(Standing::Reference, &filter)?;
        let rows = library.list(&filter, Sort::default(), limit, offset)?;
        Ok(ReferenceList {
            total: view::count(total as usize),
            rows: rows.iter().map(view::row).collect(),
        })
    });
    ask.await
}
