//! What bytes are: text or not, and in which encoding.

mod shares;
mod western;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes a judgement looks at.
pub(super) const SAMPLE: usize = 256 * 1024;

const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"RIFF", "a media file"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
];

/// What the first bytes show the whole to be, if it is no text.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    let (magic, what) = SIGNATURES
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))?;
    // A signature all in letters may begin a text.
    let letters = magic.iter().all(u8::is_ascii_graphic);
    (!letters || is_binary(bytes) || what.contains("PDF")).then_some(*what)
}

/// More than one control character in a hundred, and more than a slip of the keyboard.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Fields and records in files of catalogues are parted by the last three.
    let control = sample
        .iter()
        .filter(|b| is_control(**b) && !matches!(b, 29..=31))
        .count();
    control > 4 && control * 100 > sample.len()
}

/// No text has these.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31)
}

/// The encoding of bytes that begin a text and have no byte order mark, if it is UTF-16.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 {
        return None;
    }
    // Other texts in pairs look like Chinese, too.
    let control = sample.iter().any(|b| is_control(*b));
    let utf8 = std::str::from_utf8(sample).map_or_else(|e| e.error_len().is_none(), |_| true);
    if !control && utf8 {
        return None;
    }
    // Letters and spaces with a few accents are no pairs: Chinese has hardly half so many.
    let plain = |b: &&u8| b.is_ascii_graphic() || b.is_ascii_whitespace();
    if !control && sample.iter().filter(plain).count() * 4 >= sample.len() * 3 {
        return None;
    }
    let pairs = sample.len() / 2;
    // Most pairs must be characters that are common in English and Chinese, and read the
    // other way round they must not be.
    let common = |unit: fn([u8; 2]) -> u16| {
        let units = sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        units.filter(|unit| shares::is_common(*unit)).count() * 100 / pairs
    };
    match (common(u16::from_le_bytes), common(u16::from_be_bytes)) {
        (80.., ..65) => return Some(UTF_16LE),
        (..65, 80..) => return Some(UTF_16BE),
        _ => {}
    }
    // In other languages Latin letters, digits and line ends leave one half of the pairs'
    // bytes zero.
    let zeros = |offset: usize| {
        let half = sample.iter().skip(offset).step_by(2);
        half.filter(|b| **b == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 3 && even * 20 < pairs {
        return Some(UTF_16LE);
    }
    (even * 10 >= pairs * 3 && odd * 20 < pairs).then_some(UTF_16BE)
}

/// How bytes around the first that are not ASCII are encoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) encoding: &'static Encoding,
    /// False when the bytes prove it.
    pub(super) guessed: bool,
}

/// Judges bytes that are not all ASCII; `whole` when no more follow.
pub(super) fn guess(before: &[u8], sample: &[u8], whole: bool) -> Guess {
    let valid = match std::str::from_utf8(sample) {
        Ok(_) => true,
        // The sample may end within a character.
        Err(error) => error.error_len().is_none() && !whole,
    };
    if valid || mostly_utf8(sample) {
        return Guess {
            encoding: UTF_8,
            guessed: !valid,
        };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(before, false);
    // A character cut off at the sample's end is no fault of the encoding's.
    detector.feed(sample, whole);
    let detected = widest(detector.guess(None, Utf8Detection::Allow));
    Guess {
        encoding: shares::chinese(sample, detected)
            .or_else(|| shares::japanese(sample))
            .or_else(|| western::western(before, sample, detected))
            .unwrap_or(detected),
        guessed: true,
    }
}

/// UTF-8 with a few bytes cut off or damaged is still UTF-8: at least nine of ten
/// multi-byte sequences must be valid.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= 9 * bad
}

/// GBK is a subset of GB18030: reading it as the wider one loses nothing.
pub(super) fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// The encoding that somebody named, with or without hyphens.
pub(super) fn named(name: &str) -> Option<&'static Encoding> {
    let plain = || {
        let plain: String = name
            .chars()
            .filter(|c| !matches!(c, '-' | '_' | ' '))
            .collect();
        Encoding::for_label(plain.as_bytes())
    };
    Encoding::for_label(name.as_bytes())
        .or_else(plain)
        .map(widest)
}
