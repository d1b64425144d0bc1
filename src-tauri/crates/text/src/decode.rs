//! Bytes to text: which encoding, and whether it is text at all.
//!
//! [`Decoder`] takes the bytes in pieces of any size; what it gives does not depend on how
//! they were cut.

mod guess;
mod stream;

pub use stream::{Decoder, Told};

/// Version of the decoding rules, kept with every capture so that a re-read can tell
/// whether it would see the same text.
pub const DECODER_VERSION: u32 = 4;

/// Decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text; line ends untouched, a byte order mark removed.
    pub text: String,
    /// Lower-case name of the encoding, such as `utf-8`, `gb18030`.
    pub encoding: String,
    /// True when nothing in the bytes proves the encoding and it was guessed.
    pub guessed: bool,
    /// How many characters could not be decoded and stand as U+FFFD.
    pub replaced: usize,
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// The first bytes are those of a known binary format.
    #[error("this is {0}, not text")]
    Known(&'static str),
    /// Too many control characters for any text.
    #[error("this is binary data, not text")]
    Binary,
    /// The name given is no encoding.
    #[error("there is no encoding named “{0}”")]
    UnknownEncoding(String),
}

/// Decodes bytes whose encoding is not known: byte order mark, strict UTF-8, a UTF-16
/// heuristic, then a detector for GB18030, Big5, Shift-JIS and single-byte encodings.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    collect(Decoder::new(), bytes)
}

/// Decodes bytes in an encoding that somebody chose.
pub fn decode_as(bytes: &[u8], encoding: &str) -> Result<Decoded, NotText> {
    collect(Decoder::chosen(encoding)?, bytes)
}

fn collect(mut decoder: Decoder, bytes: &[u8]) -> Result<Decoded, NotText> {
    let mut text = String::with_capacity(bytes.len());
    decoder.feed(bytes, &mut text)?;
    let told = decoder.finish(&mut text)?;
    Ok(Decoded {
        text,
        encoding: told.encoding,
        guessed: told.guessed,
        replaced: told.replaced,
    })
}

#[cfg(test)]
mod tests;
