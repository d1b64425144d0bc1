//! Rules inside the interface: who speaks to the program, which folders may import which, and
//! that it has words for what the program speaks to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::read;

/// Checks every source below `ui/src`.
pub(super) fn breaks(source: &Path) -> Result<Vec<String>, Failure> {
    let mut breaks = Vec::new();
    let mut waiting = vec![source.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "ts" || extension == "tsx")
            {
                let within = path.strip_prefix(source).unwrap_or(&path);
                breaks.extend(of_file(within, &read(&path)?));
            }
        }
    }
    Ok(breaks)
}

/// Checks that the interface says in both languages what each host receives and what each
/// key is for: the program knows only their names.
pub(super) fn wordless(root: &Path) -> Result<Vec<String>, Failure> {
    let hosts = read(&root.join("src-tauri/crates/net/src/hosts.rs"))?;
    let keys = read(&root.join("src-tauri/crates/library/src/lookup/keyring.rs"))?;
    let texts = read(&root.join("ui/src/i18n/texts/settings.ts"))?;
    Ok(without_words(&hosts, &keys, &texts))
}

/// So many languages does the interface speak.
const LANGUAGES: usize = 2;

fn without_words(hosts: &str, keys: &str, texts: &str) -> Vec<String> {
    let listed = |text: &str, opening: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix(opening));
        lines
            .filter_map(|rest| rest.split_once('"'))
            .map(|(name, _)| name.to_owned())
            .collect()
    };
    let (hosts, keys) = (listed(hosts, "host(\""), listed(keys, "id: \""));
    let mut breaks = Vec::new();
    if hosts.is_empty() || keys.is_empty() {
        breaks.push("no host or no key is found any more: this check is blind".to_owned());
    }
    // A dot in the name of a text stands between an area and its texts.
    let names = hosts.iter().map(|host| host.replace('.', "_"));
    for (name, what) in names.zip(&hosts).chain(keys.iter().cloned().zip(&keys)) {
        let says = |line: &&str| {
            let line = line.trim();
            line.starts_with(&format!("{name}:")) || line.starts_with(&format!("\"{name}\":"))
        };
        if texts.lines().filter(says).count() != LANGUAGES {
            breaks.push(format!(
                "ui/src/i18n/texts/settings.ts does not say in both languages what {what} receives or is for"
            ));
        }
    }
    breaks
}

fn of_file(file: &Path, text: &str) -> Vec<String> {
    let name = file.display();
    let own = Place::of(file);
    let mut breaks = Vec::new();
    let mut domains = BTreeSet::new();
    for import in imports(text) {
        if import.starts_with("@tauri-apps/") && own != Place::Backend {
            breaks.push(format!(
                "ui/src/{name} imports {import}: only src/backend speaks to the program"
            ));
        }
        if let Place::Domain(other) = Place::of(&resolved(file, import)) {
            if own == Place::Shared {
                breaks.push(format!("ui/src/{name} imports the domain {other}: shared serves all domains, so it knows none"));
            }
            if own != Place::Domain(other.clone()) {
                domains.insert(other);
            }
        }
    }
    if matches!(own, Place::Domain(_)) && domains.len() > 1 {
        breaks.push(format!(
            "ui/src/{name} imports {} other domains; at most one is allowed",
            domains.len()
        ));
    }
    breaks
}

/// The part of the interface that a file belongs to.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Backend,
    Shared,
    Domain(String),
    Elsewhere,
}

impl Place {
    fn of(file: &Path) -> Self {
        let mut parts = file.iter().map(|part| part.to_string_lossy());
        match (parts.next().as_deref(), parts.next()) {
            (Some("backend"), _) => Self::Backend,
            (Some("shared"), _) => Self::Shared,
            (Some("domains"), Some(domain)) => Self::Domain(domain.into_owned()),
            _ => Self::Elsewhere,
        }
    }
}

/// What stands in quotes after `from`, `import` or `import(`.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    ["from \"", "import \"", "import(\""]
        .into_iter()
        .flat_map(move |opening| {
            text.split(opening)
                .skip(1)
                .filter_map(|rest| rest.split_once('"'))
                .map(|(import, _)| import)
        })
}

/// A relative import as a path below `ui/src`.
fn resolved(file: &Path, import: &str) -> PathBuf {
    let mut path = if import.starts_with('.') {
        file.parent().unwrap_or(Path::new("")).to_path_buf()
    } else {
        PathBuf::new()
    };
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(file: &str, text: &str) -> usize {
        of_file(Path::new(file), text).len()
    }

    #[test]
    fn only_the_backend_speaks_to_the_program() {
        let line = "import { invoke } from \"@tauri-apps/api/core\";";
        assert_eq!(count("backend/tauri.ts", line), 0);
        assert_eq!(count("views/MainView.tsx", line), 1);
        assert_eq!(
            count(
                "domains/a/x.ts",
                "const api = await import(\"@tauri-apps/api/core\");"
            ),
            1
        );
    }

    #[test]
    fn shared_knows_no_domain_and_a_domain_knows_one_other() {
        assert_eq!(
            count(
                "shared/a.ts",
                "import { x } from \"../domains/references/x\";"
            ),
            1
        );
        let one = "import { x } from \"../import/x\"; import \"./own\"; import { y } from \"../import/y\";";
        assert_eq!(count("domains/references/a.ts", one), 0);
        let two = "import { x } from \"../import/x\"; import { y } from \"../lookup/y\";";
        assert_eq!(count("domains/references/a.ts", two), 1);
        assert_eq!(count("views/a.ts", two), 0);
    }

    #[test]
    fn a_host_without_words_is_found() {
        let hosts = "    host(\"a.example.org\", \"A\", 200),\n    host(\"b.org\", \"B\", 200),\n";
        let keys = "        id: \"semantic-scholar\",\n";
        let texts = "a_example_org:\n \"x\",\nb_org: \"y\",\n\"semantic-scholar\": \"z\",\n";
        assert!(without_words(hosts, keys, &texts.repeat(2)).is_empty());
        let one = format!("{texts}a_example_org: \"x\",\n\"semantic-scholar\": \"z\",\n");
        assert_eq!(without_words(hosts, keys, &one).len(), 1);
        assert_eq!(without_words("", keys, &texts.repeat(2)).len(), 1);
    }
}
