//! What `cargo metadata` says about the packages of this workspace and everything below them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::failure::Failure;
use crate::process::{capture, cargo};

/// The packages of the workspace and all that they depend on, on every system.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    /// Every package of the graph.
    pub(crate) packages: Vec<Package>,
    /// For each package id, the ids that its resolved dependencies have.
    pub(crate) graph: BTreeMap<String, BTreeSet<String>>,
}

/// One package.
#[derive(Debug, Clone, Default)]
pub(crate) struct Package {
    /// Cargo's identity of the package.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// The SPDX expression of its licence, when it has one.
    pub(crate) licence: Option<String>,
    /// Where its `Cargo.toml` is.
    pub(crate) manifest: String,
    /// Whether it belongs to this workspace.
    pub(crate) is_member: bool,
    /// What its own `Cargo.toml` names.
    pub(crate) dependencies: Vec<Dependency>,
}

/// A dependency as a `Cargo.toml` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// The package's name, whatever it is renamed to.
    pub(crate) name: String,
    /// Whether it is for tests only.
    pub(crate) for_tests: bool,
}

impl Metadata {
    /// Asks cargo.
    pub(crate) fn load() -> Result<Self, Failure> {
        let remedy = "Mend the Cargo.toml that cargo names above.";
        let text = capture(cargo().args(["metadata", "--format-version", "1"]), remedy)?;
        let value: Value = serde_json::from_str(&text).map_err(|error| {
            Failure::new(
                format!("cargo's answer is not JSON: {error}."),
                "Update cargo.",
            )
        })?;
        Ok(Self::from_json(&value))
    }

    fn from_json(value: &Value) -> Self {
        let members: BTreeSet<&str> = strings(&value["workspace_members"]).collect();
        let packages = list(&value["packages"])
            .map(|package| Package::from_json(package, &members))
            .collect();
        let graph = list(&value["resolve"]["nodes"])
            .map(|node| {
                (
                    text(&node["id"]),
                    strings(&node["dependencies"]).map(str::to_owned).collect(),
                )
            })
            .collect();
        Self { packages, graph }
    }

    /// The workspace's own packages.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| package.is_member)
    }

    /// The names of all packages that one depends on, at any depth.
    pub(crate) fn below(&self, package: &Package) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![package.id.as_str()];
        while let Some(id) = waiting.pop() {
            for next in self.graph.get(id).into_iter().flatten() {
                if seen.insert(next.as_str()) {
                    waiting.push(next);
                }
            }
        }
        self.packages
            .iter()
            .filter(|other| seen.contains(other.id.as_str()))
            .map(|other| other.name.as_str())
            .collect()
    }
}

impl Package {
    fn from_json(value: &Value, members: &BTreeSet<&str>) -> Self {
        let id = text(&value["id"]);
        Self {
            is_member: members.contains(id.as_str()),
            id,
            name: text(&value["name"]),
            version: text(&value["version"]),
            licence: value["license"].as_str().map(str::to_owned),
            manifest: text(&value["manifest_path"]),
            dependencies: list(&value["dependencies"])
                .map(|dependency| Dependency {
                    name: text(&dependency["name"]),
                    for_tests: dependency["kind"] == "dev",
                })
                .collect(),
        }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    list(value).filter_map(Value::as_str)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
