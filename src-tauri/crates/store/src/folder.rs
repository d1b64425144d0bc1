//! The library's folder: names of its files, permissions, the lock of the one writer.

use crate::error::{Result, StoreError};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// The folder of a library.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    dir: PathBuf,
}

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_path_buf(),
        }
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.dir.join("library.sqlite")
    }

    /// SQLite's companion of the database: `-wal` or `-shm`.
    pub(crate) fn companion(&self, suffix: &str) -> PathBuf {
        self.dir.join(format!("library.sqlite{suffix}"))
    }

    /// A checked backup on its way to become the database.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.dir.join("library.sqlite.incoming")
    }

    pub(crate) fn backups(&self) -> PathBuf {
        self.dir.join("backups")
    }

    /// Makes the folder, open to its owner only.
    pub(crate) fn create(&self) -> Result<()> {
        create_private_dir(&self.dir)
    }

    /// Takes the lock of the one writer; it is held until the file is dropped.
    pub(crate) fn lock(&self) -> Result<File> {
        let path = self.dir.join("library.lock");
        let file = private_options()
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(StoreError::file("opening", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy {
                dir: self.dir.clone(),
            }),
            Err(TryLockError::Error(error)) => Err(StoreError::file("locking", path)(error)),
        }
    }
}

/// Makes a folder and its parents; the folder itself is open to its owner only.
pub(crate) fn create_private_dir(dir: &Path) -> Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(dir)
        .map_err(StoreError::file("making the folder", dir))
}

/// Options for a file that only its owner may read and write.
pub(crate) fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// Makes an empty file unless it is there, readable by its owner only. SQLite gives
/// the same permissions to the companions of its file.
pub(crate) fn create_private_file(path: &Path) -> Result<()> {
    private_options()
        .create(true)
        .truncate(false)
        .open(path)
        .map(drop)
        .map_err(StoreError::file("making", path))
}

/// Brings a file to the disk.
pub(crate) fn sync_file(path: &Path) -> Result<()> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(StoreError::file("writing", path))
}

/// Brings the names in a folder to the disk, where the system can.
pub(crate) fn sync_dir(dir: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(dir)
            .and_then(|file| file.sync_all())
            .map_err(StoreError::file("writing", dir))?;
    }
    Ok(())
}

/// Renames a file and brings the new name to the disk.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(StoreError::file("renaming", from))?;
    // The parent of a bare file name is the empty path: the working folder.
    match to.parent() {
        Some(dir) if dir.as_os_str().is_empty() => sync_dir(Path::new(".")),
        Some(dir) => sync_dir(dir),
        None => Ok(()),
    }
}

/// Removes a file if it is there.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::file("removing", path)(error))
        }
        _ => Ok(()),
    }
}
