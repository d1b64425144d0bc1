//! Which list the window asks for, in the library's words.

use diglot_contract::view::{ReferenceListRequest, Scope, SortBy};
use diglot_library::{Sort, SortField};

use crate::error::ShellError;

/// The part of the library.
pub fn scope(scope: &Scope) -> Result<diglot_library::Scope, ShellError> {
    Ok(match scope {
        Scope::All => diglot_library::Scope::All,
        Scope::NeedsMetadata => diglot_library::Scope::NeedsMetadata,
        Scope::Listed => diglot_library::Scope::Listed,
        Scope::Trash => diglot_library::Scope::Trash,
        Scope::Tag { name } => diglot_library::Scope::Tag(name.clone()),
        Scope::Collection { id } => diglot_library::Scope::Collection(
            id.parse()
                .map_err(|_| ShellError::NoCollection(id.clone()))?,
        ),
    })
}

/// The order.
pub fn order(request: &ReferenceListRequest) -> Sort {
    let field = match request.sort {
        SortBy::Added => SortField::Added,
        SortBy::Year => SortField::Year,
        SortBy::Title => SortField::Title,
        SortBy::Author => SortField::Author,
        SortBy::Container => SortField::Container,
    };
    Sort {
        by: field,
        descending: request.descending,
    }
}
