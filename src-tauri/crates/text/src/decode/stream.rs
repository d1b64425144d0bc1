//! Decoding as the bytes come.

use super::NotText;
use super::guess::{self, SAMPLE};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

/// Turns the bytes of one text into characters, piece by piece.
///
/// The first 256 kB say whether it is text, and in UTF-16 or not. As long as everything
/// is ASCII nothing more need be known; the encoding is judged by the first bytes that are
/// not, and the 256 kB from there on, so that a long export may turn Chinese at its end.
/// At most so much is held back.
#[derive(Debug)]
pub struct Decoder {
    stage: Stage,
    /// Bytes that wait for a judgement.
    held: Vec<u8>,
    /// The ASCII bytes before the first that is not.
    before: Vec<u8>,
    chosen: Option<&'static Encoding>,
    encoding: &'static Encoding,
    guessed: bool,
    replaced: usize,
    /// Whether there was anything but white space.
    content: bool,
    /// Whether there was a byte order mark.
    marked: bool,
}

enum Stage {
    /// The beginning is being collected.
    Beginning,
    /// Nothing but ASCII so far.
    Ascii,
    /// The first bytes that are not ASCII are being collected.
    Turning,
    /// The encoding is known.
    Known(Box<encoding_rs::Decoder>),
}

/// What was found out about the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Lower-case name of the encoding, such as `utf-8`, `gb18030`.
    pub encoding: String,
    /// True when nothing in the bytes proves the encoding and it was guessed.
    pub guessed: bool,
    /// How many characters could not be decoded and stand as U+FFFD.
    pub replaced: usize,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// A decoder for bytes whose encoding is not known.
    pub fn new() -> Self {
        Self {
            stage: Stage::Beginning,
            held: Vec::new(),
            before: Vec::new(),
            chosen: None,
            encoding: UTF_8,
            guessed: false,
            replaced: 0,
            content: false,
            marked: false,
        }
    }

    /// A decoder for an encoding that somebody chose.
    pub fn chosen(encoding: &str) -> Result<Self, NotText> {
        let found =
            guess::named(encoding).ok_or_else(|| NotText::UnknownEncoding(encoding.to_owned()))?;
        Ok(Self {
            chosen: Some(found),
            ..Self::new()
        })
    }

    /// What is known of the encoding by now; of ASCII, that UTF-8 reads it.
    pub fn told(&self) -> Told {
        Told {
            encoding: self.encoding.name().to_ascii_lowercase(),
            guessed: self.guessed
                || (self.encoding == UTF_8
                    && self.replaced > 0
                    && !self.marked
                    && self.chosen.is_none()),
            replaced: self.replaced,
        }
    }

    /// Takes the next bytes and adds to `out` what they are for certain.
    pub fn feed(&mut self, mut bytes: &[u8], out: &mut String) -> Result<(), NotText> {
        while !bytes.is_empty() {
            match &mut self.stage {
                Stage::Beginning => {
                    bytes = self.hold(bytes);
                    if self.held.len() < self.enough() {
                        return Ok(());
                    }
                    self.begin(out)?;
                }
                Stage::Ascii => {
                    let ascii = Encoding::ascii_valid_up_to(bytes);
                    let (now, rest) = bytes.split_at(ascii);
                    self.ascii(now, out);
                    bytes = rest;
                    if !bytes.is_empty() {
                        self.stage = Stage::Turning;
                    }
                }
                Stage::Turning => {
                    bytes = self.hold(bytes);
                    if self.held.len() < SAMPLE {
                        return Ok(());
                    }
                    self.turn(false, out);
                }
                Stage::Known(_) => {
                    self.decode(bytes, false, out);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Says that no more bytes follow, and adds the last characters to `out`.
    pub fn finish(mut self, out: &mut String) -> Result<Told, NotText> {
        if matches!(self.stage, Stage::Beginning) {
            if self.held.is_empty() && self.chosen.is_none() {
                return Err(NotText::Empty);
            }
            self.begin(out)?;
        }
        if matches!(self.stage, Stage::Turning) {
            self.turn(true, out);
        }
        if matches!(self.stage, Stage::Known(_)) {
            self.decode(&[], true, out);
        }
        if !self.content && self.encoding == UTF_8 && !self.marked && self.chosen.is_none() {
            return Err(NotText::Empty);
        }
        Ok(self.told())
    }

    /// How many bytes the beginning needs; of a chosen encoding, a byte order mark.
    fn enough(&self) -> usize {
        if self.chosen.is_some() { 3 } else { SAMPLE }
    }

    /// Holds back as many bytes as a judgement needs; returns the others.
    fn hold<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let limit = match self.stage {
            Stage::Beginning => self.enough(),
            _ => SAMPLE,
        };
        let taken = bytes.len().min(limit.saturating_sub(self.held.len()));
        self.held.extend_from_slice(&bytes[..taken]);
        &bytes[taken..]
    }

    /// Judges the beginning.
    fn begin(&mut self, out: &mut String) -> Result<(), NotText> {
        let held = std::mem::take(&mut self.held);
        let mark = Encoding::for_bom(&held);
        let skip = mark.map_or(0, |(_, length)| length);
        let known = match (self.chosen, mark) {
            (Some(chosen), _) => Some(chosen),
            (None, Some((marked, _))) => {
                self.marked = true;
                Some(marked)
            }
            (None, None) => {
                if let Some(what) = guess::signature(&held) {
                    return Err(NotText::Known(what));
                }
                let found = guess::utf16_without_mark(&held);
                self.guessed = found.is_some();
                if found.is_none() && guess::is_binary(&held) {
                    return Err(NotText::Binary);
                }
                found
            }
        };
        self.stage = match known {
            Some(encoding) => self.known(encoding),
            None => Stage::Ascii,
        };
        self.feed(&held[skip..], out)
    }

    fn known(&mut self, encoding: &'static Encoding) -> Stage {
        self.encoding = encoding;
        Stage::Known(Box::new(encoding.new_decoder_without_bom_handling()))
    }

    /// Adds ASCII.
    fn ascii(&mut self, bytes: &[u8], out: &mut String) {
        // It is ASCII, so this is always text.
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        self.content = self.content || !text.trim().is_empty();
        out.push_str(text);
        let keep = bytes.len().min(BEFORE);
        let surplus = (self.before.len() + keep).saturating_sub(BEFORE);
        self.before.drain(..surplus);
        self.before.extend_from_slice(&bytes[bytes.len() - keep..]);
    }

    /// Judges the first bytes that are not ASCII.
    fn turn(&mut self, whole: bool, out: &mut String) {
        let held = std::mem::take(&mut self.held);
        let found = guess::guess(&self.before, &held, whole);
        self.guessed = found.guessed;
        self.stage = self.known(found.encoding);
        self.decode(&held, false, out);
    }

    fn decode(&mut self, mut bytes: &[u8], last: bool, out: &mut String) {
        let Stage::Known(decoder) = &mut self.stage else {
            return;
        };
        let start = out.len();
        loop {
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
            out.reserve(room.unwrap_or(bytes.len()));
            let (result, read) = decoder.decode_to_string_without_replacement(bytes, out, last);
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    out.push('\u{fffd}');
                    self.replaced += 1;
                }
            }
        }
        self.content = self.content || !out[start..].trim().is_empty();
    }
}

/// How much of the ASCII before the first other bytes the detector sees, in bytes.
const BEFORE: usize = 256;

impl std::fmt::Debug for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Beginning => "Beginning",
            Self::Ascii => "Ascii",
            Self::Turning => "Turning",
            Self::Known(_) => "Known",
        })
    }
}
