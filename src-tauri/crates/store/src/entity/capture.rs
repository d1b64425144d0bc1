//! Captures: the bytes of an imported file or paste, kept as they came.

use super::{column, hash_mismatch};
use crate::StoreError;
use crate::error::Result;
use crate::hash::{RowHash, RowHasher};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Level of zstd: fast enough not to slow an import, four times smaller.
const LEVEL: i32 = 3;

/// The bytes of an imported file or paste and how they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Capture {
    /// Name of the file, without its folder.
    pub name: String,
    /// Name of the encoding that the bytes were read as.
    pub encoding: String,
    /// Version of the decoder that read them.
    pub decoder: u32,
    /// Name of the format that was recognised.
    pub format: Option<String>,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
}

/// The row of a capture, its bytes still compressed.
struct CaptureRow {
    batch: i64,
    ordinal: i64,
    name: String,
    encoding: String,
    decoder: i64,
    format: Option<String>,
    size: i64,
    bytes: Vec<u8>,
}

const COLUMNS: &str = "batch, ordinal, name, encoding, decoder, format, size, bytes, hash";

impl CaptureRow {
    fn hash(&self) -> RowHash {
        RowHasher::new("capture")
            .int(self.batch)
            .int(self.ordinal)
            .text(&self.name)
            .text(&self.encoding)
            .int(self.decoder)
            .optional(self.format.as_deref(), RowHasher::text)
            .int(self.size)
            .bytes(&self.bytes)
            .finish()
    }

    fn entity(&self) -> String {
        format!("capture {} of batch row {}", self.ordinal, self.batch)
    }

    fn from_row(row: &Row<'_>) -> Result<Self> {
        let (batch, ordinal): (i64, i64) = (row.get(0)?, row.get(1)?);
        let entity = format!("capture {ordinal} of batch row {batch}");
        let capture = Self {
            batch,
            ordinal,
            name: column(row, 2, &entity)?,
            encoding: column(row, 3, &entity)?,
            decoder: column(row, 4, &entity)?,
            format: column(row, 5, &entity)?,
            size: column(row, 6, &entity)?,
            bytes: column(row, 7, &entity)?,
        };
        let hash: RowHash = column(row, 8, &entity)?;
        if hash != capture.hash() {
            return Err(hash_mismatch(entity));
        }
        Ok(capture)
    }

    fn public(self) -> Result<Capture> {
        let bytes = zstd::bulk::decompress(&self.bytes, self.size as usize)
            .map_err(|error| StoreError::damaged(self.entity(), error.to_string()))?;
        Ok(Capture {
            name: self.name,
            encoding: self.encoding,
            decoder: self.decoder as u32,
            format: self.format,
            bytes,
        })
    }
}

/// Compresses and keeps a capture.
pub(crate) fn insert(tx: &Connection, batch: i64, ordinal: i64, capture: &Capture) -> Result<()> {
    let bytes = zstd::bulk::compress(&capture.bytes, LEVEL)
        .map_err(StoreError::file("compressing", &capture.name))?;
    let row = CaptureRow {
        batch,
        ordinal,
        name: capture.name.clone(),
        encoding: capture.encoding.clone(),
        decoder: i64::from(capture.decoder),
        format: capture.format.clone(),
        size: capture.bytes.len() as i64,
        bytes,
    };
    tx.prepare_cached(
        "INSERT INTO capture (batch, ordinal, name, encoding, decoder, format, size, bytes, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        row.batch,
        row.ordinal,
        row.name,
        row.encoding,
        row.decoder,
        row.format,
        row.size,
        row.bytes,
        row.hash()
    ])?;
    Ok(())
}

/// A capture of a batch.
pub(crate) fn get(connection: &Connection, batch: i64, ordinal: i64) -> Result<Option<Capture>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM capture WHERE batch = ?1 AND ordinal = ?2"
        ))?
        .query_row([batch, ordinal], |row| Ok(CaptureRow::from_row(row)))
        .optional()?
        .transpose()?
        .map(CaptureRow::public)
        .transpose()
}

/// Calls a closure with the place of every capture (batch row, ordinal) and whether its
/// content is what was written.
pub(crate) fn check_each(
    connection: &Connection,
    mut f: impl FnMut(i64, Result<()>) -> Result<()>,
) -> Result<()> {
    let mut statement =
        connection.prepare(&format!("SELECT {COLUMNS} FROM capture ORDER BY row"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let batch = row.get(0)?;
        f(batch, CaptureRow::from_row(row).map(drop))?;
    }
    Ok(())
}
