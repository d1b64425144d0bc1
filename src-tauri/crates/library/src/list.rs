//! Lists of parts of the library, as a window shows them while somebody types.

use crate::error::Result;
use crate::filter::Filter;
use crate::library::Library;
use diglot_store::{Page, ReferenceId, Scope, Sort, Summary};

impl Library {
    /// How much the library holds.
    pub fn summary(&self) -> Result<Summary> {
        Ok(self.store.summary()?)
    }

    /// Some works of a part of the library with the number of all; `text` is what somebody
    /// types, see [`Filter::typed`]. Only the works that are returned are read.
    pub fn list_page(
        &self,
        scope: &Scope,
        text: &str,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<Page> {
        let filter = Filter::typed(text);
        Ok(self
            .store
            .page(scope, filter.store(), sort, offset, limit)?)
    }

    /// How many works a list holds.
    pub fn count_in(&self, scope: &Scope, text: &str) -> Result<u64> {
        Ok(self.store.count_in(scope, Filter::typed(text).store())?)
    }

    /// The ids of all works of a list in its order, without reading them: for "select all".
    pub fn page_ids(&self, scope: &Scope, text: &str, sort: Sort) -> Result<Vec<ReferenceId>> {
        let filter = Filter::typed(text);
        Ok(self.store.ids_in(scope, filter.store(), sort)?)
    }

    /// How many works of a list come before one of it; `None` when it is not in the list.
    pub fn position_of(
        &self,
        scope: &Scope,
        text: &str,
        sort: Sort,
        id: ReferenceId,
    ) -> Result<Option<u64>> {
        let filter = Filter::typed(text);
        Ok(self.store.position_of(id, scope, filter.store(), sort)?)
    }
}
