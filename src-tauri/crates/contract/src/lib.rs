//! The wire types that the window and the command line's `--json` share.
//!
//! Plain data with serde and ts-rs: no tauri here, so that checking the generated TypeScript needs no web view.

pub mod report;
pub mod view;
