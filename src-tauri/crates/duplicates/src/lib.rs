//! Which references are the same work, and why.
//!
//! Each reference is brought to comparable keys ([`Keys`]); pairs that share a
//! blocking key are judged on weighted evidence ([`judge`]); what is judged
//! equal is joined to disjoint groups ([`groups`]). [`matches`](fn@matches) does the same for
//! new records against candidates that the caller hands in, found by
//! [`blocking_keys`]. [`merge`](fn@merge) builds the reference
//! that two become when a person says so, [`conflicts`] what that person has to choose between.
//!
//! Pure: no files, no database, no clock. Nothing merges by itself here.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod abstracts;
mod authors;
mod blocking;
mod evidence;
mod groups;
mod judge;
mod keys;
mod merge;
mod numbering;
mod title;

#[cfg(test)]
mod tests;

pub use blocking::{KEYS_VERSION, blocking_keys};
pub use groups::{Group, Match, groups, matches};
pub use judge::{Judgement, Reason, Verdict, judge};
pub use keys::Keys;
pub use merge::{Choices, FieldConflict, Side, conflicts, merge};
