//! The files that are read: written once, and kept for the next run.

use crate::formats::{FORMATS, Format};
use crate::paper::Papers;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file of papers.
pub(crate) struct Corpus {
    pub(crate) format: &'static Format,
    pub(crate) path: PathBuf,
    pub(crate) records: usize,
}

/// Writes what is not there yet, and names all.
pub(crate) fn write(folder: &Path, records: usize) -> Result<Vec<Corpus>, String> {
    fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    FORMATS
        .iter()
        .map(|format| {
            let path = folder.join(format!("papers-{records}.{}", format.ending));
            if !path.exists() {
                // A run that is stopped leaves no half a file under the name.
                let part = path.with_extension("part");
                fill(&part, format, records)
                    .and_then(|()| fs::rename(&part, &path))
                    .map_err(|error| told(&path, &error))?;
            }
            Ok(Corpus {
                format,
                path,
                records,
            })
        })
        .collect()
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{} could not be written: {error}.", path.display())
}

fn fill(path: &Path, format: &Format, records: usize) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(format.head.as_bytes())?;
    let mut text = String::new();
    for paper in Papers::new().take(records) {
        text.clear();
        if paper.number > 0 {
            text.push_str(format.between);
        }
        (format.write)(&paper, &mut text).map_err(std::io::Error::other)?;
        out.write_all(text.as_bytes())?;
    }
    out.write_all(format.foot.as_bytes())?;
    out.flush()
}
