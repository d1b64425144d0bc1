//! Files and folders that somebody wants read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its name without its folder; within a folder that was given, its path there.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file or folder that could not be read.
#[derive(Debug)]
pub struct UnreadInput {
    /// What was asked for.
    pub path: PathBuf,
    /// Why not.
    pub error: io::Error,
}

/// A file that is there to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundInput {
    /// As [`InputFile::name`].
    pub(crate) name: String,
    path: PathBuf,
}

impl FoundInput {
    /// Reads it.
    pub(crate) fn read(self) -> Result<InputFile, UnreadInput> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(InputFile {
                name: self.name,
                bytes,
            }),
            Err(error) => Err(UnreadInput {
                path: self.path,
                error,
            }),
        }
    }
}

/// Reads files, and all files of folders in the order of their names. Hidden ones are
/// passed over. What cannot be read hinders nothing else.
pub fn read_inputs(paths: &[PathBuf]) -> (Vec<InputFile>, Vec<UnreadInput>) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for found in find_inputs(paths) {
        match found.and_then(FoundInput::read) {
            Ok(file) => files.push(file),
            Err(error) => unread.push(error),
        }
    }
    (files, unread)
}

/// The files of paths, those of folders in the order of their names, without reading them.
pub(crate) fn find_inputs(paths: &[PathBuf]) -> Vec<Result<FoundInput, UnreadInput>> {
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or(path.as_os_str());
        if path.is_dir() {
            find_in_folder(path, "", &mut found);
        } else {
            found.push(Ok(FoundInput {
                name: name.to_string_lossy().into_owned(),
                path: path.clone(),
            }));
        }
    }
    found
}

fn find_in_folder(folder: &Path, prefix: &str, found: &mut Vec<Result<FoundInput, UnreadInput>>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            found.push(Err(UnreadInput {
                path: folder.to_path_buf(),
                error,
            }));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link may lead out of the folder, or back into it for ever.
        let kind = entry.file_type();
        if name.starts_with('.') || kind.as_ref().is_ok_and(fs::FileType::is_symlink) {
            continue;
        }
        let within = format!("{prefix}{name}");
        if kind.is_ok_and(|kind| kind.is_dir()) {
            find_in_folder(&entry.path(), &format!("{within}/"), found);
        } else {
            found.push(Ok(FoundInput {
                name: within,
                path: entry.path(),
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_read_in_the_order_of_names() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("b")).unwrap();
        for name in ["c.ris", "a.ris", ".hidden", "b/x.txt"] {
            fs::write(dir.path().join(name), name).unwrap();
        }
        let missing = dir.path().join("none.ris");
        let (files, unread) = read_inputs(&[dir.path().to_path_buf(), missing.clone()]);
        let names: Vec<_> = files.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["a.ris", "b/x.txt", "c.ris"]);
        assert_eq!(unread[0].path, missing);
    }
}
