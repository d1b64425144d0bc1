//! Backups: made by SQLite's online backup, opened and checked before they count.

use crate::check::{CheckReport, check};
use crate::clock::stamp;
use crate::connection::{in_transaction, open_reader, open_writer};
use crate::derived::Rules;
use crate::error::{Result, StoreError};
use crate::folder::{Folder, create_private_dir, create_private_file, remove, rename, sync_file};
use crate::store::{Options, Store};
use crate::{facts, schema};
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// The file.
    pub path: PathBuf,
    /// How many entities its check looked at.
    pub entities: u64,
    /// Older backups that were removed.
    pub removed: Vec<PathBuf>,
}

/// A restore that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoreReport {
    /// The backup that is the library now.
    pub from: PathBuf,
    /// The folder in which the library of before is kept, if there was one.
    pub kept: Option<PathBuf>,
}

impl Store {
    /// Makes a backup and checks it. Without a path it goes into the library's own folder
    /// of backups, from which older ones are then removed by a fixed rule; a folder gets
    /// a file named by the time.
    pub fn backup(&self, to: Option<&Path>) -> Result<BackupReport> {
        let Some(to) = to else {
            return into_own_folder(self.folder(), self.connection(), "manual", self.rules());
        };
        let path = if to.is_dir() {
            to.join(name_of("manual"))
        } else {
            to.to_path_buf()
        };
        let entities = copy_checked(self.connection(), &path, self.rules())?.entities;
        Ok(BackupReport {
            path,
            entities,
            removed: Vec::new(),
        })
    }

    /// The backups in the library's own folder, newest first.
    pub fn backups(&self) -> Vec<PathBuf> {
        list(&self.folder().backups())
    }
}

/// Makes the backup that must exist before something risky. It is checked by SQLite's
/// means only: the schema is an older one.
pub(crate) fn before(folder: &Folder, connection: &Connection, what: &str) -> Result<()> {
    let dir = folder.backups();
    create_private_dir(&dir)?;
    let path = dir.join(name_of(what));
    let partial = copy(connection, &path)?;
    let copy = open_reader(&partial)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    drop(copy);
    if verdict != "ok" {
        remove(&partial)?;
        return Err(StoreError::BadBackup {
            path,
            problem: verdict,
        });
    }
    rename(&partial, &path)
}

/// Puts a backup in the place of a library. The backup is checked first; the library of
/// before, damaged or not, is kept beside it. Nobody may have the library open for writing.
pub fn restore(dir: &Path, from: &Path, options: Options) -> Result<RestoreReport> {
    let rules = Rules {
        keys: options.keys,
        keys_version: options.keys_version,
    };
    let folder = Folder::new(dir);
    if !from.is_file() {
        return Err(StoreError::NoLibrary {
            dir: from.to_path_buf(),
        });
    }
    folder.create()?;
    let _lock = folder.lock()?;
    let incoming = folder.incoming();
    remove(&incoming)?;
    {
        let source = open_reader(from)?;
        let found = schema::refuse_newer(&source)?;
        if found == schema::LATEST {
            refuse_damaged(from, &check(&source, &rules)?)?;
        }
        let partial = copy(&source, &incoming)?;
        give_new_device(&partial)?;
        rename(&partial, &incoming)?;
    }
    let kept = put_aside(&folder)?;
    rename(&incoming, &folder.database())?;
    Ok(RestoreReport {
        from: from.to_path_buf(),
        kept,
    })
}

/// The copy must not speak as the device whose backup it is.
fn give_new_device(path: &Path) -> Result<()> {
    let mut connection = open_writer(path)?;
    in_transaction(&mut connection, facts::new_device)?;
    into_one_file(&connection)?;
    drop(connection);
    sync_file(path)
}

/// Moves the library of before into a folder of its own, with its log.
fn put_aside(folder: &Folder) -> Result<Option<PathBuf>> {
    let path = folder.database();
    if !path.exists() {
        return Ok(None);
    }
    // What can still be read of it is brought into one file; a damaged one stays as it is.
    if let Ok(connection) = open_writer(&path) {
        let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    let dir = unused(folder.dir(), &format!("replaced-{}", stamp()));
    create_private_dir(&dir)?;
    for suffix in ["-wal", "-shm", ""] {
        let file = folder.companion(suffix);
        if file.exists() {
            rename(&file, &dir.join(format!("library.sqlite{suffix}")))?;
        }
    }
    Ok(Some(dir))
}

fn unused(dir: &Path, name: &str) -> PathBuf {
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let numbered = |number: u32| match (number, ending) {
        (1, _) => dir.join(name),
        (n, "") => dir.join(format!("{stem}-{n}")),
        (n, ending) => dir.join(format!("{stem}-{n}.{ending}")),
    };
    (1..1000)
        .map(numbered)
        .find(|path| !path.exists())
        .unwrap_or_else(|| numbered(1000))
}

fn into_own_folder(
    folder: &Folder,
    connection: &Connection,
    what: &str,
    rules: &Rules,
) -> Result<BackupReport> {
    let dir = folder.backups();
    create_private_dir(&dir)?;
    let path = unused(&dir, &name_of(what));
    let entities = copy_checked(connection, &path, rules)?.entities;
    let all = list(&dir);
    let removed: Vec<PathBuf> = superfluous(&all).into_iter().cloned().collect();
    for path in &removed {
        remove(path)?;
    }
    Ok(BackupReport {
        path,
        entities,
        removed,
    })
}

fn name_of(what: &str) -> String {
    format!("library-{}-{what}.sqlite", stamp())
}

/// Copies, checks the copy, and only then gives it its name.
fn copy_checked(connection: &Connection, path: &Path, rules: &Rules) -> Result<CheckReport> {
    let partial = copy(connection, path)?;
    let report = check(&open_reader(&partial)?, rules)?;
    if let Err(error) = refuse_damaged(path, &report) {
        remove(&partial)?;
        return Err(error);
    }
    rename(&partial, path)?;
    Ok(report)
}

fn refuse_damaged(path: &Path, report: &CheckReport) -> Result<()> {
    match report.findings.iter().find(|finding| !finding.repairable) {
        None => Ok(()),
        Some(finding) => Err(StoreError::BadBackup {
            path: path.to_path_buf(),
            problem: format!("{}: {}", finding.entity, finding.problem),
        }),
    }
}

/// Copies a library into one file beside `path`, brings it to the disk and returns its
/// name. An existing file of the name `path` is never written over.
fn copy(connection: &Connection, path: &Path) -> Result<PathBuf> {
    if path.exists() {
        let there = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        return Err(StoreError::file("writing the backup", path)(there));
    }
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    remove(&partial)?;
    create_private_file(&partial)?;
    let mut target = Connection::open(&partial)?;
    Backup::new(connection, &mut target)?.step(-1)?;
    into_one_file(&target)?;
    drop(target);
    sync_file(&partial)?;
    Ok(partial)
}

/// Leaves WAL mode, so that the file needs no companion.
fn into_one_file(connection: &Connection) -> Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    Ok(())
}

fn list(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| stamp_of(path).is_some())
        .collect();
    paths.sort_by(|a, b| b.file_name().cmp(&a.file_name()));
    paths
}

/// The time in the name of a backup, `20260102T030405Z`.
fn stamp_of(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    let rest = name.strip_prefix("library-")?.strip_suffix(".sqlite")?;
    let stamp = rest.get(..16)?;
    let digits = |range: std::ops::Range<usize>| {
        stamp
            .get(range)
            .is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    (digits(0..8) && digits(9..15)).then_some(stamp)
}

/// Backups that are not needed any more, of a list that begins with the newest: kept are
/// the 10 newest, and the newest of each of the last 7 days, 4 weeks and 6 months that
/// have one.
fn superfluous(newest_first: &[PathBuf]) -> Vec<&PathBuf> {
    let mut keep: HashSet<&PathBuf> = newest_first.iter().take(10).collect();
    let periods: [(usize, Period); 3] = [(7, day), (4, week), (6, month)];
    for (count, period) in periods {
        let mut seen = HashSet::new();
        for path in newest_first {
            let Some(period) = stamp_of(path).and_then(period) else {
                continue;
            };
            if seen.len() < count && seen.insert(period) {
                keep.insert(path);
            }
        }
    }
    newest_first
        .iter()
        .filter(|path| !keep.contains(path))
        .collect()
}

/// Names the period that a time of a backup lies in.
type Period = fn(&str) -> Option<String>;

fn day(stamp: &str) -> Option<String> {
    stamp.get(..8).map(str::to_owned)
}

fn week(stamp: &str) -> Option<String> {
    let date: jiff::civil::Date = stamp.get(..8)?.parse().ok()?;
    let week = date.iso_week_date();
    Some(format!("{}-{}", week.year(), week.week()))
}

fn month(stamp: &str) -> Option<String> {
    stamp.get(..6).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_thin_out_with_age() {
        let mut paths: Vec<PathBuf> = Vec::new();
        for day in 1..=28 {
            for month in 1..=12 {
                for hour in [8, 12, 20] {
                    let name =
                        format!("library-2026{month:02}{day:02}T{hour:02}0000Z-manual.sqlite");
                    paths.push(PathBuf::from(name));
                }
            }
        }
        paths.sort();
        paths.reverse();
        let removed: HashSet<_> = superfluous(&paths).into_iter().collect();
        let kept: Vec<_> = paths
            .iter()
            .filter(|path| !removed.contains(path))
            .collect();
        assert_eq!(
            kept[..10].iter().copied().cloned().collect::<Vec<_>>(),
            paths[..10]
        );
        // 10 newest of 4 days, 3 more days, 3 more weeks (one within the days), 5 months.
        assert!((18..=22).contains(&kept.len()), "{kept:?}");
        assert!(
            kept.iter()
                .any(|path| path.to_string_lossy().contains("20260728T20"))
        );
        assert!(superfluous(&paths[..10]).is_empty());
    }
}
