//! Rules inside the interface: who speaks to the program, and which folders may import which.

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
}
