//! Archives: zip, also one within another, and gzip. Known by their first bytes, never by
//! a name; read from where they are, never unpacked onto a disk.
//!
//! A small file can unpack to more than any memory or time. What is unpacked is counted
//! as it comes, whatever the archive says of itself.

use super::{OnInput, OpenInput, UnreadInput};
use flate2::read::MultiGzDecoder;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// What an archive may hold.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many files.
    pub files: usize,
    /// How many bytes, unpacked, all files together.
    pub bytes: u64,
    /// How many times its packed size a file may have, once it is longer than `free`.
    /// Text packs ten times smaller, the most even export some sixty times.
    pub ratio: u64,
    /// Bytes that may be unpacked without asking for the ratio.
    pub free: u64,
    /// How many bytes an archive may have that comes from a pipe or another archive: it
    /// is held in memory, for a zip is read from its end.
    pub held: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            files: 10_000,
            bytes: 8 << 30,
            ratio: 250,
            free: 32 << 20,
            held: 256 << 20,
        }
    }
}

/// Files being opened.
pub(super) struct Unpacking<'f, 'v> {
    limits: Limits,
    /// How many bytes may still be unpacked.
    left: u64,
    files: usize,
    visit: &'f mut OnInput<'v>,
}

/// How deep a zip may lie in another.
const DEPTH: usize = 1;

/// What first bytes show.
enum Kind {
    Zip,
    Gzip,
    Plain,
}

fn kind(first: &[u8]) -> Kind {
    match first {
        [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6] => Kind::Zip,
        [0x1f, 0x8b, 8, _] => Kind::Gzip,
        _ => Kind::Plain,
    }
}

impl<'f, 'v> Unpacking<'f, 'v> {
    pub(super) fn new(limits: Limits, visit: &'f mut OnInput<'v>) -> Self {
        Self {
            limits,
            left: limits.bytes,
            files: 0,
            visit,
        }
    }

    /// A file on the disk.
    pub(super) fn file(&mut self, name: String, path: &Path, mut file: File) -> ControlFlow<()> {
        let first = match peek(&mut file) {
            Ok(first) => first,
            Err(error) => return self.unread(path, error),
        };
        // What cannot be read twice (a pipe with a name) is read once.
        if matches!(kind(&first), Kind::Zip) && file.rewind().is_ok() {
            return self.zip(&name, path, BufReader::new(file), 0);
        }
        let mut bytes = Cursor::new(first).chain(file);
        self.opened(name, path, &mut bytes, 0)
    }

    /// Bytes from elsewhere.
    pub(super) fn stream(
        &mut self,
        name: String,
        path: &Path,
        bytes: &mut dyn Read,
    ) -> ControlFlow<()> {
        self.opened(name, path, bytes, 0)
    }

    fn opened(
        &mut self,
        name: String,
        path: &Path,
        bytes: &mut dyn Read,
        depth: usize,
    ) -> ControlFlow<()> {
        let first = match peek(bytes) {
            Ok(first) => first,
            Err(error) => return self.unread(path, error),
        };
        let kind = kind(&first);
        let mut bytes = Cursor::new(first).chain(bytes);
        match kind {
            Kind::Zip if depth > DEPTH => self.unread(
                path,
                io::Error::other(
                    "it is an archive in an archive in an archive; unpack the outer one first",
                ),
            ),
            Kind::Zip => {
                let mut held = Vec::new();
                let limit = self.limits.held;
                match (&mut bytes).take(limit + 1).read_to_end(&mut held) {
                    Err(error) => self.unread(path, error),
                    Ok(length) if length as u64 > limit => self.unread(
                        path,
                        io::Error::other(format!(
                            "it is an archive of more than {} MB that is not a file of its own; unpack it first",
                            limit >> 20
                        )),
                    ),
                    Ok(_) => self.zip(&name, path, Cursor::new(held), depth),
                }
            }
            Kind::Gzip => {
                let packed = Cell::new(0);
                let counted = Counted {
                    inner: bytes,
                    count: &packed,
                };
                let mut unpacked = Guarded {
                    inner: MultiGzDecoder::new(counted),
                    limits: self.limits,
                    left: self.left,
                    packed: &|| packed.get(),
                    count: 0,
                };
                let shown = name.strip_suffix(".gz").unwrap_or(&name).to_owned();
                let flow = (self.visit)(Ok(OpenInput {
                    name: shown,
                    path: path.to_path_buf(),
                    bytes: &mut unpacked,
                }));
                self.left = self.left.saturating_sub(unpacked.count);
                flow
            }
            Kind::Plain => (self.visit)(Ok(OpenInput {
                name,
                path: path.to_path_buf(),
                bytes: &mut bytes,
            })),
        }
    }

    fn zip<R: Read + Seek>(
        &mut self,
        name: &str,
        path: &Path,
        bytes: R,
        depth: usize,
    ) -> ControlFlow<()> {
        let mut archive = match ZipArchive::new(bytes) {
            Ok(archive) => archive,
            Err(error) => return self.unread(path, of_zip(error)),
        };
        let entries = entries(&archive);
        // Office documents and e-books are archives, too; their parts are no files that
        // somebody wanted read.
        if entries
            .iter()
            .any(|e| e.name == "[Content_Types].xml" || e.name == "mimetype")
        {
            return self.unread(
                path,
                io::Error::other("it is an Office document or an e-book; export the references from it as RIS or text"),
            );
        }
        for entry in entries {
            let inner = path.join(&entry.name);
            let skip = |why: &str| Some(io::Error::other(why.to_owned()));
            let reason = if !entry.inside {
                skip("its name leads out of the archive")
            } else if entry.encrypted {
                skip("it is encrypted")
            } else if self.files >= self.limits.files {
                let files = self.limits.files;
                self.unread(
                    path,
                    io::Error::other(format!(
                        "it holds more than {files} files; those from “{}” on were left out",
                        entry.name
                    )),
                )?;
                break;
            } else {
                None
            };
            if let Some(error) = reason {
                self.unread(&inner, error)?;
                continue;
            }
            self.files += 1;
            let mut file = match archive.by_index(entry.index) {
                Ok(file) => file,
                Err(error) => {
                    self.unread(&inner, of_zip(error))?;
                    continue;
                }
            };
            let packed = file.compressed_size();
            let mut unpacked = Guarded {
                inner: &mut file,
                limits: self.limits,
                left: self.left,
                packed: &|| packed,
                count: 0,
            };
            let inner_name = format!("{name}/{}", entry.name);
            // An archive in it counts what it unpacks, and is counted itself.
            let flow = self.opened(inner_name, &inner, &mut unpacked, depth + 1);
            self.left = self.left.saturating_sub(unpacked.count);
            flow?;
        }
        ControlFlow::Continue(())
    }

    fn unread(&mut self, path: &Path, error: io::Error) -> ControlFlow<()> {
        (self.visit)(Err(UnreadInput {
            path: path.to_path_buf(),
            error,
        }))
    }
}

/// How many bytes an archive says that it unpacks to, or is likely to.
pub(super) fn unpacked_size(path: &Path) -> Option<u64> {
    let mut file = File::open(path).ok()?;
    match kind(&peek(&mut file).ok()?) {
        Kind::Plain => None,
        Kind::Gzip => Some(file.metadata().ok()?.len().saturating_mul(10)),
        Kind::Zip => {
            let archive = ZipArchive::new(BufReader::new(file)).ok()?;
            u64::try_from(archive.decompressed_size()?).ok()
        }
    }
}

/// A file of an archive.
struct Entry {
    index: usize,
    name: String,
    /// Whether its name stays within the archive.
    inside: bool,
    encrypted: bool,
}

/// The files of an archive in the order of their names, without folders and what systems
/// hide there.
fn entries<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<Entry> {
    let mut out: Vec<Entry> = (0..archive.len())
        .filter_map(|index| {
            let entry = archive.by_index_data(index).ok()?;
            let name = entry_name(entry.name_raw());
            let parts = || name.split(['/', '\\']);
            let hidden = |part: &str| part == "__MACOSX" || (part.starts_with('.') && part != "..");
            if !entry.is_file() || parts().any(hidden) {
                return None;
            }
            let drive = name.as_bytes().get(1) == Some(&b':');
            let inside = !name.starts_with(['/', '\\']) && !drive && parts().all(|p| p != "..");
            Some(Entry {
                index,
                inside: inside && !name.contains('\0'),
                encrypted: entry.encrypted(),
                name,
            })
        })
        .collect();
    // Folder by folder, as folders are read.
    out.sort_by(|a, b| a.name.split('/').cmp(b.name.split('/')));
    out
}

/// Names are UTF-8, or in the encoding of the machine that packed them: GBK on a Chinese
/// Windows.
fn entry_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => match diglot_text::decode::decode(raw) {
            Ok(decoded) => decoded.text,
            Err(_) => String::from_utf8_lossy(raw).into_owned(),
        },
    }
}

fn of_zip(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(format!(
            "the archive is damaged or of an unknown kind ({other})"
        )),
    }
}

/// The first four bytes, or all there are.
fn peek(bytes: &mut (impl Read + ?Sized)) -> io::Result<Vec<u8>> {
    let mut first = Vec::with_capacity(4);
    bytes.take(4).read_to_end(&mut first)?;
    Ok(first)
}

/// Unpacked bytes that are counted as they come.
struct Guarded<'c, R> {
    inner: R,
    limits: Limits,
    left: u64,
    packed: &'c dyn Fn() -> u64,
    count: u64,
}

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count += length as u64;
        if self.count > self.left {
            return Err(io::Error::other(format!(
                "what is packed together with it is more than {} GB; unpack it first",
                self.limits.bytes >> 30
            )));
        }
        let most = (self.packed)().saturating_mul(self.limits.ratio);
        if self.count > self.limits.free.max(most) {
            return Err(io::Error::other(format!(
                "it unpacks to more than {} times its size, as no text does; unpack it first if you trust it",
                self.limits.ratio
            )));
        }
        Ok(length)
    }
}

/// Packed bytes that are counted as they go.
struct Counted<'c, R> {
    inner: R,
    count: &'c Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.set(self.count.get() + length as u64);
        Ok(length)
    }
}

#[cfg(test)]
mod tests;
