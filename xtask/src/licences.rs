//! Licences of everything that is linked or shipped: permissive ones, and nothing that binds the program to the GPL.

use serde_json::Value;

use crate::failure::Failure;
use crate::metadata::Metadata;
use crate::process::read;
use crate::{spdx, workspace};

/// Licences that MIT OR Apache-2.0 programs can ship.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    // Weak copyleft by file: unchanged files may be linked.
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Packages whose `Cargo.toml` or `package.json` names no usable licence, and what their files say.
const READ_BY_HAND: &[(&str, &str)] = &[];

/// Checks Rust packages (also those for tests) and the Node packages that are shipped.
pub(crate) fn check() -> Result<(), Failure> {
    let metadata = Metadata::load()?;
    let mut refused = Vec::new();
    let mut seen = 0;
    for package in metadata
        .packages
        .iter()
        .filter(|package| !package.is_member)
    {
        seen += 1;
        refused.extend(refusal(
            &package.name,
            &package.version,
            package.licence.as_deref(),
        ));
    }
    let lock = read(&workspace::root().join("ui/package-lock.json"))?;
    let shipped = shipped(&lock)?;
    seen += shipped.len();
    for (name, version, licence) in &shipped {
        refused.extend(refusal(name, version, licence.as_deref()));
    }
    if refused.is_empty() {
        println!("{seen} packages");
        return Ok(());
    }
    Err(Failure::new(
        format!(
            "Licences that this program cannot take:\n- {}",
            refused.join("\n- ")
        ),
        "Use another package; or, if the licence is permissive, add it to xtask/src/licences.rs.",
    ))
}

fn refusal(name: &str, version: &str, licence: Option<&str>) -> Option<String> {
    let by_hand = READ_BY_HAND
        .iter()
        .find(|(package, _)| *package == name)
        .map(|(_, licence)| *licence);
    match licence.or(by_hand) {
        Some(licence) if spdx::is_fulfilled(licence, |one| ACCEPTED.contains(&one)) => None,
        Some(licence) => Some(format!("{name} {version}: {licence}")),
        None => Some(format!("{name} {version}: none named")),
    }
}

/// Name, version and licence.
type Shipped = (String, String, Option<String>);

/// The packages of a lock file that are not for development only.
fn shipped(lock: &str) -> Result<Vec<Shipped>, Failure> {
    let lock: Value = serde_json::from_str(lock).map_err(|error| {
        Failure::new(
            format!("ui/package-lock.json is not JSON: {error}."),
            "Restore it with git.",
        )
    })?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Ok(lock["packages"]
        .as_object()
        .into_iter()
        .flatten()
        // The empty name is the interface itself; optional peers of development tools are not shipped either.
        .filter(|(path, package)| {
            !path.is_empty() && package["dev"] != true && package["devOptional"] != true
        })
        .map(|(path, package)| {
            let name = path
                .rsplit("node_modules/")
                .next()
                .unwrap_or(path)
                .to_owned();
            (
                name,
                text(&package["version"]).unwrap_or_default(),
                text(&package["license"]),
            )
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_for_development_are_not_shipped() {
        let lock = r#"{"packages":{"":{"name":"ui"},
            "node_modules/a":{"version":"1.0.0","license":"MIT"},
            "node_modules/b":{"version":"2.0.0","license":"GPL-3.0","dev":true}}}"#;
        assert_eq!(
            shipped(lock).unwrap(),
            [("a".to_owned(), "1.0.0".to_owned(), Some("MIT".to_owned()))]
        );
    }

    #[test]
    fn a_missing_or_binding_licence_is_refused() {
        assert!(refusal("a", "1", Some("MIT OR GPL-2.0")).is_none());
        assert!(
            refusal("a", "1", Some("AGPL-3.0-only"))
                .unwrap()
                .contains("AGPL")
        );
        assert!(refusal("a", "1", None).is_some());
    }
}
