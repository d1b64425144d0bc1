//! The inputs that something was wrong with once: a folder for each target.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions")
}

/// Keeps an input; its name follows from its bytes.
pub(crate) fn keep(target: &str, input: &[u8]) -> Result<PathBuf, String> {
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    let folder = folder().join(target);
    let file = folder.join(format!("{:016x}", hasher.finish()));
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&file, input))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets;

    #[test]
    fn what_was_wrong_once_is_right_for_ever() {
        let targets = targets::all();
        let mut tried = 0;
        for entry in std::fs::read_dir(folder()).unwrap() {
            let folder = entry.unwrap().path();
            if !folder.is_dir() {
                continue;
            }
            let name = folder.file_name().unwrap().to_str().unwrap();
            let target = targets.iter().find(|target| target.name == name);
            let target = target.unwrap_or_else(|| panic!("{name} is no target"));
            for file in std::fs::read_dir(&folder).unwrap() {
                let file = file.unwrap().path();
                let input = std::fs::read(&file).unwrap();
                // A panic is told with this, the last line before it.
                println!("{}", file.display());
                target.run(&input);
                tried += 1;
            }
        }
        assert!(tried > 0, "there are regressions");
    }
}
