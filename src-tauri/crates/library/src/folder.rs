//! The folder of the user's library.

use std::env;
use std::path::PathBuf;

/// The folder in which the user's library stands unless another one is named: `Diglot`
/// in the system's folder for the data of programs. `None` when the user has no home.
pub fn default_dir() -> Option<PathBuf> {
    let absolute = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let base = if cfg!(windows) {
        absolute("APPDATA")?
    } else if cfg!(target_os = "macos") {
        env::home_dir()?.join("Library/Application Support")
    } else {
        absolute("XDG_DATA_HOME").or_else(|| Some(env::home_dir()?.join(".local/share")))?
    };
    let name = if cfg!(any(windows, target_os = "macos")) {
        "Diglot"
    } else {
        "diglot"
    };
    Some(base.join(name))
}
