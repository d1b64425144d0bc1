//! The program itself, its failures, and what it calls out to the window.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the program says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AppInfo {
    /// The program's name, as people see it.
    pub name: String,
    /// The version, as in `0.1.0`.
    pub version: String,
    /// The languages that the system prefers, best first, as BCP 47 tags.
    pub languages: Vec<String>,
    /// Whether lookups go to an origin of a test instead of the services.
    pub test_origin: bool,
}

/// Why a command did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommandFailure {
    /// A stable code; the interface has the sentence for it in its own language.
    pub code: String,
    /// Values for the sentence, by name.
    #[ts(type = "Record<string, string>")]
    pub params: std::collections::BTreeMap<String, String>,
    /// What to do next, as a code of its own; absent when there is nothing to do.
    pub hint: Option<String>,
    /// The whole chain of causes, in English, for "copy details".
    pub detail: String,
}

/// Called out to the window when the library is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LibraryChanged {
    /// Which answers are stale.
    pub stale: Vec<StaleTag>,
}

/// A kind of answers that a change makes stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum StaleTag {
    /// Lists, rows and details of references, and the counts.
    References,
    /// Collections and tags, and what is in them.
    Organisation,
    /// The latest operations.
    Operations,
    /// The import tray.
    Tray,
    /// The settings of the network, and the lookups that wait for it.
    Network,
}

/// A command of the menu or of a key, called out to the window; its name is the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MenuCommand {
    /// The command's name, such as `reference-complete`.
    pub command: String,
}
