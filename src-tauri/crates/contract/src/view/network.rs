//! How the network is used, and what waits for it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the network is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NetworkView {
    /// What the user set.
    pub setting: NetworkSetting,
    /// Every host that the program may speak to.
    pub hosts: Vec<NetworkHost>,
    /// The services that take a key.
    pub keys: Vec<NetworkKey>,
    /// Why keys cannot be kept, when the system's store of passwords cannot be used.
    pub keyring_problem: Option<String>,
    /// Lookups that wait for a network, the oldest first.
    pub waiting: Vec<WaitingLookup>,
}

/// What the user set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NetworkSetting {
    /// Whether the network is used at all.
    pub on: bool,
    /// The e-mail address that services are told, when one was given.
    pub contact: Option<String>,
    /// What stands between this computer and the network.
    pub proxy: ProxyKind,
    /// The address of a proxy set by hand: `http://…` or `socks5h://…`.
    pub proxy_address: Option<String>,
}

/// What stands between this computer and the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ProxyKind {
    /// What the system's settings say.
    System,
    /// Nothing.
    None,
    /// A proxy set by hand.
    Manual,
}

/// A host that the program may speak to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NetworkHost {
    /// Its name, as it stands in addresses.
    pub host: String,
    /// Who runs it.
    pub name: String,
}

/// A service that takes a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NetworkKey {
    /// Its name on the wire: `openalex`, `semantic-scholar`, `pubmed`.
    pub service: String,
    /// Its name as people say it.
    pub name: String,
    /// Whether there is one. Keys themselves never reach the window.
    pub is_set: bool,
}

/// Sets or forgets a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NetworkKeyEdit {
    /// The service.
    pub service: String,
    /// The key; forgotten when absent.
    pub key: Option<String>,
}

/// A lookup that waits for a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WaitingLookup {
    /// Whether it adds a work or completes a reference.
    pub kind: WaitingKind,
    /// The identifier, or the id of the reference.
    pub subject: String,
    /// Since when, RFC 3339.
    pub since: String,
}

/// What a waiting lookup is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum WaitingKind {
    /// Look an identifier up and add what is found.
    Add,
    /// Complete a reference.
    Complete,
}
