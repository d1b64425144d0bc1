//! Questions about references.

use diglot_contract::view::{CommandFailure, ReferenceList, ReferenceListRequest};

/// Returns a part of the list. Until the library is wired in, it is empty.
#[tauri::command]
pub fn reference_list(_request: ReferenceListRequest) -> Result<ReferenceList, CommandFailure> {
    Ok(ReferenceList::default())
}
