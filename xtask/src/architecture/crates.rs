//! Rules between crates, checked against `cargo metadata`.

use std::path::Path;

use crate::failure::Failure;
use crate::metadata::{Metadata, Package};
use crate::process::read;

/// What one crate may import from this workspace.
struct Row {
    name: &'static str,
    may_import: &'static [&'static str],
    /// Why it may import no more.
    because: &'static str,
}

const ROWS: &[Row] = &[
    Row {
        name: "diglot-model",
        may_import: &[],
        because: "the model is what everybody else speaks about; it knows nobody",
    },
    Row {
        name: "diglot-text",
        may_import: &["diglot-model"],
        because: "bytes, scripts and sentences are the same for every format and every store",
    },
    Row {
        name: "diglot-formats",
        may_import: &["diglot-text", "diglot-model"],
        because: "a format is read and written without knowing where its bytes come from or go",
    },
    Row {
        name: "diglot-import",
        may_import: &["diglot-formats", "diglot-text", "diglot-model"],
        because: "an import ends in a plan; only the library carries plans out",
    },
    Row {
        name: "diglot-duplicates",
        may_import: &["diglot-text", "diglot-model"],
        because: "candidates are handed in, so that judging them can be tested without a database",
    },
    Row {
        name: "diglot-align",
        may_import: &["diglot-text", "diglot-model"],
        because: "alignment is a function of two texts",
    },
    Row {
        name: "diglot-cite",
        may_import: &["diglot-text", "diglot-model"],
        because: "a citation is a function of references, a style and a locale",
    },
    Row {
        name: "diglot-store",
        may_import: &["diglot-text", "diglot-model"],
        because: "the store keeps what it is given; what to keep is decided above it",
    },
    Row {
        name: "diglot-net",
        may_import: &[],
        because: "the network client carries bytes and knows nothing of references",
    },
    Row {
        name: "diglot-lookup",
        may_import: &[
            "diglot-net",
            "diglot-formats",
            "diglot-text",
            "diglot-model",
        ],
        because: "a lookup answers with candidates; the library decides what becomes of them",
    },
    Row {
        name: "diglot-translate",
        may_import: &["diglot-net", "diglot-text", "diglot-model"],
        because: "sentences in, sentences out",
    },
    Row {
        name: "diglot-library",
        may_import: &[
            "diglot-import",
            "diglot-duplicates",
            "diglot-align",
            "diglot-store",
            "diglot-lookup",
            "diglot-translate",
            "diglot-cite",
            "diglot-formats",
            "diglot-text",
            "diglot-model",
        ],
        because: "the use cases know the other crates, but no window and no wire",
    },
    Row {
        name: "diglot-contract",
        may_import: &[],
        because: "the wire types stay what they are when the model changes",
    },
    Row {
        name: "diglot-cli",
        may_import: &["diglot-contract", "diglot-library"],
        because: "the command line converts, calls the library and prints",
    },
    Row {
        name: "diglot-desktop",
        may_import: &["diglot-contract", "diglot-library"],
        because: "the shell converts, calls the library and converts back",
    },
    Row {
        name: "diglot-testkit",
        may_import: &["diglot-formats", "diglot-text", "diglot-model"],
        because: "builders and fixtures serve tests of every crate, so they know only the lowest ones",
    },
    Row {
        name: "diglot-bench",
        may_import: &[
            "diglot-align",
            "diglot-import",
            "diglot-formats",
            "diglot-text",
            "diglot-model",
        ],
        because: "it measures the public paths of reading and aligning, and links other programs' readers that nothing shipped may link",
    },
    Row {
        name: "diglot-fuzz",
        may_import: &[
            "diglot-align",
            "diglot-cite",
            "diglot-duplicates",
            "diglot-import",
            "diglot-formats",
            "diglot-text",
            "diglot-model",
        ],
        because: "it tries the pure crates with any input; what needs a library or a network has tests of its own",
    },
    Row {
        name: "xtask",
        may_import: &[],
        because: "it must compile before anything else does",
    },
];

/// An outside crate that belongs to few.
struct Ban {
    /// The crate, or the beginning of the names of a family when it ends in `*`.
    name: &'static str,
    only: &'static [&'static str],
    because: &'static str,
}

const BANS: &[Ban] = &[
    Ban {
        name: "tauri*",
        only: &["diglot-desktop"],
        because: "everything below the shell builds and is tested without a web view",
    },
    Ban {
        name: "rusqlite*",
        only: &["diglot-store"],
        because: "one owner of the database: no SQL outside the store",
    },
    Ban {
        name: "libsqlite3-sys",
        only: &["diglot-store"],
        because: "one owner of the database",
    },
    Ban {
        name: "reqwest*",
        only: &["diglot-net"],
        because: "one client, with one allow-list, one switch and one set of limits",
    },
    Ban {
        name: "rustls*",
        only: &["diglot-net"],
        because: "who speaks to whom, and how safely, is settled in one place",
    },
    Ban {
        name: "ureq",
        only: &[],
        because: "there is one HTTP client, in diglot-net",
    },
    Ban {
        name: "hyper*",
        only: &[],
        because: "there is one HTTP client, in diglot-net",
    },
    Ban {
        name: "tokio*",
        only: &["diglot-desktop", "diglot-net"],
        because: "the core is blocking and simple; net keeps its runtime on a thread of its own",
    },
    Ban {
        name: "anyhow",
        only: &[],
        because: "errors are typed, so that the interface can say them in any language",
    },
    Ban {
        name: "eyre",
        only: &[],
        because: "errors are typed, so that the interface can say them in any language",
    },
    Ban {
        name: "zhconv",
        only: &[],
        because: "it is GPL; ferrous-opencc does the same",
    },
    Ban {
        name: "biblib",
        only: &["diglot-bench"],
        because: "a peer to measure against; reading is ours",
    },
    Ban {
        name: "biblatex",
        only: &["diglot-bench"],
        because: "a peer to measure against; reading is ours",
    },
    Ban {
        name: "openssl*",
        only: &[],
        because: "TLS is rustls with ring",
    },
    Ban {
        name: "native-tls",
        only: &[],
        because: "TLS is rustls with ring",
    },
];

/// Parts of a web view. None may be below any crate but the shell, at any depth.
const WEB_VIEW: &[&str] = &[
    "tauri",
    "wry",
    "tao",
    "webkit2gtk",
    "webkit2gtk-sys",
    "gtk",
    "glib-sys",
];

/// Crates that take values and give values. Their `clippy.toml` bans files, sockets, clocks and the environment.
const PURE: &[&str] = &[
    "diglot-model",
    "diglot-text",
    "diglot-formats",
    "diglot-import",
    "diglot-duplicates",
    "diglot-align",
    "diglot-cite",
];

/// What each of them must ban, at least.
const IMPURE: &[&str] = &[
    "std::fs::File::open",
    "std::fs::read",
    "std::fs::write",
    "std::net::TcpStream::connect",
    "std::time::SystemTime::now",
    "std::time::Instant::now",
    "std::env::var",
    "std::process::Command::new",
];

/// Every dependency that the tables do not allow.
pub(super) fn breaks(metadata: &Metadata) -> Vec<String> {
    let mut breaks = Vec::new();
    for member in metadata.members() {
        let Some(row) = ROWS.iter().find(|row| row.name == member.name) else {
            breaks.push(format!(
                "{} stands in no row of the table of crates",
                member.name
            ));
            continue;
        };
        breaks.extend(imports(metadata, member, row));
        breaks.extend(banned(member));
        if member.name != "diglot-desktop" {
            let below = metadata.below(member);
            breaks.extend(
                WEB_VIEW
                    .iter()
                    .filter(|part| below.contains(*part))
                    .map(|part| {
                        format!(
                            "{} depends on {part} at some depth: it must build without a web view",
                            member.name
                        )
                    }),
            );
        }
    }
    breaks
}

fn imports(metadata: &Metadata, member: &Package, row: &Row) -> Vec<String> {
    let is_ours = |name: &str| metadata.members().any(|other| other.name == name);
    member
        .dependencies
        .iter()
        .filter(|dependency| {
            is_ours(&dependency.name) && !row.may_import.contains(&dependency.name.as_str())
        })
        .filter(|dependency| !(dependency.for_tests && dependency.name == "diglot-testkit"))
        .map(|dependency| {
            format!(
                "{} may not import {}: {}",
                member.name, dependency.name, row.because
            )
        })
        .collect()
}

fn banned(member: &Package) -> Vec<String> {
    let matches = |ban: &Ban, name: &str| match ban.name.strip_suffix('*') {
        Some(family) => name.starts_with(family),
        None => name == ban.name,
    };
    let mut breaks = Vec::new();
    for dependency in &member.dependencies {
        for ban in BANS.iter().filter(|ban| matches(ban, &dependency.name)) {
            if !ban.only.contains(&member.name.as_str()) {
                breaks.push(format!(
                    "{} may not name {}: {}",
                    member.name, dependency.name, ban.because
                ));
            }
        }
    }
    breaks
}

/// Members that do not take the workspace's lints.
pub(super) fn unlinted(metadata: &Metadata) -> Result<Vec<String>, Failure> {
    let mut breaks = Vec::new();
    for member in metadata.members() {
        if !read(Path::new(&member.manifest))?.contains("[lints]\nworkspace = true") {
            breaks.push(format!("{} lacks `[lints] workspace = true`", member.name));
        }
    }
    Ok(breaks)
}

/// Pure crates whose `clippy.toml` is missing or lets something through.
pub(super) fn impure(metadata: &Metadata) -> Result<Vec<String>, Failure> {
    let mut breaks = Vec::new();
    for member in metadata
        .members()
        .filter(|member| PURE.contains(&member.name.as_str()))
    {
        let file = Path::new(&member.manifest).with_file_name("clippy.toml");
        if !file.is_file() {
            breaks.push(format!(
                "{} is pure and has no clippy.toml that keeps it so",
                member.name
            ));
            continue;
        }
        let bans = read(&file)?;
        for method in IMPURE
            .iter()
            .filter(|method| !bans.contains(&format!("\"{method}\"")))
        {
            breaks.push(format!("{}/clippy.toml does not ban {method}", member.name));
        }
    }
    Ok(breaks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Dependency;

    /// A workspace of one package with these dependencies, beside `diglot-store`.
    fn workspace(name: &str, dependencies: &[(&str, bool)]) -> Metadata {
        let member = |name: &str| Package {
            id: name.into(),
            name: name.into(),
            is_member: true,
            ..Package::default()
        };
        let mut first = member(name);
        first.dependencies = dependencies
            .iter()
            .map(|(name, for_tests)| Dependency {
                name: (*name).to_owned(),
                for_tests: *for_tests,
            })
            .collect();
        Metadata {
            packages: vec![first, member("diglot-store"), member("diglot-testkit")],
            ..Metadata::default()
        }
    }

    #[test]
    fn an_import_against_the_table_is_found_with_its_reason() {
        let breaks = breaks(&workspace("diglot-duplicates", &[("diglot-store", true)]));
        assert_eq!(breaks.len(), 1);
        assert!(breaks[0].contains("without a database"), "{}", breaks[0]);
    }

    #[test]
    fn a_banned_crate_is_found_and_its_owner_is_not() {
        assert_eq!(
            breaks(&workspace("diglot-library", &[("rusqlite", false)])).len(),
            1
        );
        assert_eq!(
            breaks(&workspace("diglot-library", &[("tauri-plugin-log", false)])).len(),
            1
        );
        assert_eq!(
            breaks(&workspace("diglot-desktop", &[("tauri-build", false)])),
            [""; 0]
        );
    }

    #[test]
    fn tests_may_use_the_testkit_and_code_may_not() {
        assert_eq!(
            breaks(&workspace("diglot-align", &[("diglot-testkit", true)])),
            [""; 0]
        );
        assert_eq!(
            breaks(&workspace("diglot-align", &[("diglot-testkit", false)])).len(),
            1
        );
    }

    #[test]
    fn a_new_crate_needs_a_row() {
        assert!(breaks(&workspace("diglot-helpers", &[]))[0].contains("no row"));
    }

    #[test]
    fn a_web_view_is_found_at_any_depth() {
        let mut metadata = workspace("diglot-net", &[]);
        metadata.packages.push(Package {
            id: "wry 1".into(),
            name: "wry".into(),
            ..Package::default()
        });
        metadata
            .graph
            .insert("diglot-net".into(), ["between".to_owned()].into());
        metadata
            .graph
            .insert("between".into(), ["wry 1".to_owned()].into());
        assert!(breaks(&metadata)[0].contains("wry"));
    }
}
