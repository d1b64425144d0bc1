//! Turns what the library holds into what the window shows.

mod abstracts;
mod detail;
mod glossary;
mod languages;
mod lookup;
mod merge;
mod operation;
mod row;
mod translation;
mod tray;

pub use abstracts::abstract_view;
pub use detail::{detail, original};
pub use glossary::{abstract_term, glossary};
pub use languages::{add_links, attach_preview, edition, exported};
pub use lookup::{
    answer, found, held, no_copy, nothing_to_ask, offer, propose, proposed_key, shown_key, subject,
};
pub use merge::{chosen, merge_view};
pub use operation::operation;
pub use row::{row, row_of};
pub use translation::{estimate, setup, translation, translation_progress};
pub use tray::{outcome, pieces, problem, record, tray, verdict};

/// A number for the window, which counts to four milliards.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
