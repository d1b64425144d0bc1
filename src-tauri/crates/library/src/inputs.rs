//! Files, folders and archives that somebody wants read.
//!
//! Nothing is unpacked onto the disk, and nothing is held in memory but what a caller
//! takes: a file is opened when its turn comes.

mod archive;

pub use archive::Limits;

use archive::Unpacking;
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A file with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its name without its folder; within a folder or archive that was given, its path
    /// there.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that is open.
pub struct OpenInput<'r> {
    /// As [`InputFile::name`].
    pub name: String,
    /// Where it stands, for people.
    pub path: PathBuf,
    /// Its bytes from the first on.
    pub bytes: &'r mut dyn Read,
}

/// A file or folder that could not be read, or a file in an archive that was passed over.
#[derive(Debug)]
pub struct UnreadInput {
    /// What was asked for.
    pub path: PathBuf,
    /// Why not.
    pub error: io::Error,
}

/// What is done with each file; a break ends the reading.
pub type OnInput<'f> = dyn FnMut(Result<OpenInput<'_>, UnreadInput>) -> ControlFlow<()> + 'f;

/// A file that is there to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundInput {
    /// As [`InputFile::name`].
    name: String,
    path: PathBuf,
}

impl FoundInput {
    /// Opens it, and the files in it when it is an archive.
    pub(crate) fn open(self, visit: &mut OnInput<'_>) -> ControlFlow<()> {
        // A folder opens like a file on some systems, and cannot be read then.
        match File::open(&self.path) {
            Ok(file) => Unpacking::new(Limits::default(), visit).file(self.name, &self.path, file),
            Err(error) => visit(Err(UnreadInput {
                path: self.path,
                error,
            })),
        }
    }

    /// Reads it whole: one file, or those of an archive.
    pub(crate) fn read(self) -> Vec<Result<InputFile, UnreadInput>> {
        let mut out = Vec::new();
        let _ = self.open(&mut |input| {
            out.push(input.and_then(OpenInput::read));
            ControlFlow::Continue(())
        });
        out
    }
}

impl OpenInput<'_> {
    /// Reads all its bytes.
    pub fn read(self) -> Result<InputFile, UnreadInput> {
        let mut bytes = Vec::new();
        match self.bytes.read_to_end(&mut bytes) {
            Ok(_) => Ok(InputFile {
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

/// Opens files, and all files of folders and archives in the order of their names, one
/// after the other. Hidden ones are passed over. What cannot be read hinders nothing else.
pub fn each_input(paths: &[PathBuf], visit: &mut OnInput<'_>) -> ControlFlow<()> {
    for found in find_inputs(paths) {
        match found {
            Ok(found) => found.open(visit)?,
            Err(unread) => visit(Err(unread))?,
        }
    }
    ControlFlow::Continue(())
}

/// Opens what comes from a pipe: one file, or those of an archive.
pub fn each_in_stream(
    name: &str,
    bytes: &mut dyn Read,
    visit: &mut OnInput<'_>,
) -> ControlFlow<()> {
    Unpacking::new(Limits::default(), visit).stream(name.to_owned(), Path::new(name), bytes)
}

/// Reads files, and all files of folders and archives, into memory.
pub fn read_inputs(paths: &[PathBuf]) -> (Vec<InputFile>, Vec<UnreadInput>) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    let _ = each_input(paths, &mut |input| {
        match input.and_then(OpenInput::read) {
            Ok(file) => files.push(file),
            Err(error) => unread.push(error),
        }
        ControlFlow::Continue(())
    });
    (files, unread)
}

/// The names of files and of the files in folders.
pub(crate) fn input_names(paths: &[PathBuf]) -> Vec<String> {
    let found = find_inputs(paths).into_iter().flatten();
    found.map(|found| found.name).collect()
}

/// How many bytes there are to read, with those that archives unpack to.
pub fn input_size(paths: &[PathBuf]) -> u64 {
    let found = find_inputs(paths).into_iter().flatten();
    found
        .map(|found| {
            let size = fs::metadata(&found.path).map_or(0, |found| found.len());
            archive::unpacked_size(&found.path).unwrap_or(size)
        })
        .sum()
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
