//! Bytes to text: which encoding, and whether it is text at all.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Version of the decoding rules, kept with every capture so that a re-read can tell
/// whether it would see the same text.
pub const DECODER_VERSION: u32 = 1;

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

/// How much of a long input the guess of an encoding looks at from each end.
const SAMPLE: usize = 256 * 1024;

/// Decodes bytes whose encoding is not known: byte order mark, strict UTF-8, a UTF-16
/// heuristic, then a detector for GB18030, Big5, Shift-JIS and single-byte encodings.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if bytes.is_empty() {
        return Err(NotText::Empty);
    }
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return Ok(finish(&bytes[skip..], encoding, false));
    }
    if let Some(what) = signature(bytes) {
        return Err(NotText::Known(what));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // UTF-16 of Latin text is valid UTF-8 full of NULs.
        if let Some(encoding) = utf16_without_mark(bytes) {
            return Ok(finish(bytes, encoding, true));
        }
        if is_binary(bytes) {
            return Err(NotText::Binary);
        }
        if text.trim().is_empty() {
            return Err(NotText::Empty);
        }
        return Ok(Decoded {
            text: text.to_owned(),
            encoding: "utf-8".to_owned(),
            guessed: false,
            replaced: 0,
        });
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(finish(bytes, encoding, true));
    }
    if is_binary(bytes) {
        return Err(NotText::Binary);
    }
    Ok(finish(bytes, guess(bytes), true))
}

/// Decodes bytes in an encoding that somebody chose.
pub fn decode_as(bytes: &[u8], encoding: &str) -> Result<Decoded, NotText> {
    let found = Encoding::for_label(encoding.as_bytes())
        .ok_or_else(|| NotText::UnknownEncoding(encoding.to_owned()))?;
    let skip = Encoding::for_bom(bytes).map_or(0, |(_, skip)| skip);
    Ok(finish(&bytes[skip..], widest(found), false))
}

fn finish(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = if encoding == UTF_8 || text.contains('\u{fffd}') {
        text.matches('\u{fffd}').count()
    } else {
        0
    };
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name().to_ascii_lowercase(),
        guessed,
        replaced,
    }
}

/// GBK is a subset of GB18030: reading it as the wider one loses nothing.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK {
        GB18030
    } else {
        encoding
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    let tail = &bytes[bytes.len().saturating_sub(SAMPLE)..];
    // A long export may be ASCII until its last record turns Chinese.
    let sample = if head.is_ascii() { tail } else { head };
    if mostly_utf8(sample) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    widest(detector.guess(None, chardetng::Utf8Detection::Allow))
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

fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // Latin letters, digits and line ends leave one half of the pairs' bytes zero.
    if odd * 10 >= pairs * 3 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 3 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn signature(bytes: &[u8]) -> Option<&'static str> {
    let (magic, what) = SIGNATURES
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))?;
    // A signature all in letters may begin a text.
    let letters = magic.iter().all(u8::is_ascii_graphic);
    (!letters || is_binary(bytes) || what.contains("PDF")).then_some(*what)
}

/// More than one control character in a hundred, and more than a slip of the keyboard.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = sample
        .iter()
        .filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
        .count();
    control > 4 && control * 100 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding_of(bytes: &[u8]) -> String {
        decode(bytes).map_or_else(|e| e.to_string(), |d| d.encoding)
    }

    const TEXT: &str = "个人安置与支持是一种职业康复模式，最初旨在帮助患者获得并维持就业。\nIndividual Placement and Support";

    #[test]
    fn recognises_encodings() {
        assert_eq!(encoding_of(TEXT.as_bytes()), "utf-8");
        assert_eq!(encoding_of(&GB18030.encode(TEXT).0), "gb18030");
        assert_eq!(
            encoding_of(
                &encoding_rs::BIG5
                    .encode("個人安置與支持是一種職業康復模式，最初旨在幫助患者獲得並維持就業。")
                    .0
            ),
            "big5"
        );
        for (mark, big) in [(true, true), (true, false), (false, true), (false, false)] {
            let mut bytes = Vec::new();
            let text = format!("{}{TEXT}", if mark { "\u{feff}" } else { "" });
            for unit in text.encode_utf16() {
                bytes.extend(if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                });
            }
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.text, TEXT, "mark {mark} big {big}");
        }
    }

    #[test]
    fn an_export_that_turns_chinese_at_its_end() {
        let mut bytes = "TY  - JOUR\nTI  - plain ASCII\nER  - \n"
            .repeat(20_000)
            .into_bytes();
        bytes.extend(GB18030.encode("TI  - 个人安置与支持的定性研究\n").0.iter());
        assert_eq!(encoding_of(&bytes), "gb18030");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.truncate(bytes.len() - 5);
        bytes.push(0xe4);
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.encoding.as_str(), decoded.replaced), ("utf-8", 1));
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(decode(b""), Err(NotText::Empty));
        assert_eq!(decode(b" \n\t"), Err(NotText::Empty));
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
        assert_eq!(decode(png), Err(NotText::Known("a PNG picture")));
        let noise: Vec<u8> = (0..=255u8).cycle().take(4000).collect();
        assert_eq!(decode(&noise), Err(NotText::Binary));
        assert!(decode(b"BMC Psychiatry is a journal").is_ok());
    }

    #[test]
    fn a_few_nul_bytes_do_not_make_it_binary() {
        let text = format!("TY  - JOUR\nTI  - A\0B\n{}", "AB  - text\n".repeat(50));
        assert!(decode(text.as_bytes()).is_ok());
    }
}
