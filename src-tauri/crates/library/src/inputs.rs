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

/// Reads files, and all files of folders in the order of their names. Hidden ones are
/// passed over. What cannot be read hinders nothing else.
pub fn read_inputs(paths: &[PathBuf]) -> (Vec<InputFile>, Vec<UnreadInput>) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        if path.is_dir() {
            read_folder(path, "", &mut files, &mut unread);
        } else {
            read_file(path, name, &mut files, &mut unread);
        }
    }
    (files, unread)
}

fn read_file(path: &Path, name: String, files: &mut Vec<InputFile>, unread: &mut Vec<UnreadInput>) {
    match fs::read(path) {
        Ok(bytes) => files.push(InputFile { name, bytes }),
        Err(error) => unread.push(UnreadInput {
            path: path.to_path_buf(),
            error,
        }),
    }
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    files: &mut Vec<InputFile>,
    unread: &mut Vec<UnreadInput>,
) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            unread.push(UnreadInput {
                path: folder.to_path_buf(),
                error,
            });
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
            read_folder(&entry.path(), &format!("{within}/"), files, unread);
        } else {
            read_file(&entry.path(), within, files, unread);
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
