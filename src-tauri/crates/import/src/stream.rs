//! A file read as it comes: bytes to text, text to parts between two records, parts to
//! records, with no more of it in memory than the part at hand.
//!
//! The format is decided by the beginning. A short text is tried in every format that
//! fits, best first; of a long one, only its first part is. A format that cannot say where
//! its records part is read whole, up to a limit.

use crate::mixed::{Found, Parts, Start, begins_anew, read_mixed, turn};
use crate::pdf::{self, is_pdf};
use crate::remarks::{self, Unknown};
use crate::{Choices, PlannedDiagnostic, PlannedRecord};
use diglot_formats::{Carry, Detection, FormatName, Severity, cut, detect, detect_all};
use diglot_model::{CaptureSource, Source};
use diglot_text::decode::{Decoder, NotText, Told};
use std::io::{self, Read};

/// How much text is read at first, in bytes: enough to tell what it is.
const PART: usize = 1 << 20;

/// How much text is read at once after that: large against a record, and with all that is
/// made of it still small enough for a processor's own memory.
const NEXT: usize = 1 << 16;

/// How many bytes are asked of the input at once.
const CHUNK: usize = 1 << 16;

/// How long a text may be that must be read whole, and how long a single record.
const WHOLE: usize = 512 << 20;

/// Records and remarks of the next part of a file. Captures count from 0 in all of them:
/// there is one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// The records, in the order of the file.
    pub records: Vec<PlannedRecord>,
    /// What there is to say.
    pub diagnostics: Vec<PlannedDiagnostic>,
}

/// A file that is being read.
#[derive(Debug)]
pub struct FileReading<R> {
    name: String,
    input: R,
    choices: Choices,
    limits: Limits,
    /// None when no more text comes.
    decoder: Option<Decoder>,
    told: Option<Told>,
    bytes: u64,
    chunk: Vec<u8>,
    /// Decoded text; what stands before `read` was given in the last part.
    text: String,
    read: usize,
    /// How much of the decoded text came before `text`.
    base: usize,
    /// The format that most is said to be in, and that of the text at hand.
    format: Option<FormatName>,
    current: Option<FormatName>,
    /// How the records of the text at hand begin.
    start: Option<Start>,
    carry: Carry,
    records: usize,
    /// Whether something was said that explains why there are no records.
    explained: bool,
    /// What stands here when nobody knows it.
    unknown: Option<Unknown>,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Beginning,
    Between,
    Done,
}

/// Sizes in bytes; tests take smaller ones.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) part: usize,
    pub(crate) next: usize,
    pub(crate) whole: usize,
}

impl<R: Read> FileReading<R> {
    /// Begins to read a file.
    pub fn new(name: String, input: R, choices: &Choices) -> Self {
        let limits = Limits {
            part: PART,
            next: NEXT,
            whole: WHOLE,
        };
        Self::limited(name, input, choices, limits)
    }

    pub(crate) fn limited(name: String, input: R, choices: &Choices, limits: Limits) -> Self {
        Self {
            name,
            input,
            choices: choices.clone(),
            limits,
            decoder: None,
            told: None,
            bytes: 0,
            chunk: Vec::new(),
            text: String::new(),
            read: 0,
            base: 0,
            format: None,
            current: None,
            start: None,
            carry: Carry::default(),
            records: 0,
            explained: false,
            unknown: None,
            stage: Stage::Beginning,
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes were read by now.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The text of the last part.
    pub fn text(&self) -> &str {
        &self.text[..self.read]
    }

    /// The format that the file is read in, once it is known.
    pub fn format(&self) -> Option<FormatName> {
        self.format
    }

    /// The encoding as it is known by now; none when the bytes are no text.
    pub fn encoding(&self) -> Option<String> {
        let told = self.told.clone();
        told.or_else(|| self.decoder.as_ref().map(Decoder::told))
            .map(|told| told.encoding)
    }

    /// How many records were found by now.
    pub fn records(&self) -> usize {
        self.records
    }

    /// Reads the next part; `None` when there is no more. An error of the input ends the
    /// reading; what was given before stands.
    pub fn next_part(&mut self) -> io::Result<Option<Part>> {
        self.forget();
        let part = match self.stage {
            Stage::Done => return Ok(None),
            Stage::Beginning => self.first(),
            Stage::Between => self.following(),
        };
        match part {
            Ok(part) => Ok(Some(part)),
            Err(Stop::Input(error)) => {
                self.stage = Stage::Done;
                Err(error)
            }
            Err(Stop::NotText(reason)) => {
                self.stage = Stage::Done;
                (self.decoder, self.told) = (None, None);
                Ok(Some(self.remark(remarks::refusal(&self.name, &reason))))
            }
            Err(Stop::Pdf) => self.pdf().map(Some),
            Err(Stop::TooLong) => {
                self.stage = Stage::Done;
                Ok(Some(self.remark(remarks::too_long(
                    &self.name,
                    self.format,
                    self.records,
                    self.limits.whole,
                ))))
            }
        }
    }

    /// Drops the text that was read.
    fn forget(&mut self) {
        self.text.drain(..self.read);
        self.base += self.read;
        self.read = 0;
    }

    /// Decodes until there is so much text, or no more.
    fn fill(&mut self, wanted: usize) -> Result<(), Stop> {
        if self.stage == Stage::Beginning && self.decoder.is_none() && self.told.is_none() {
            self.decoder = Some(match &self.choices.encoding {
                Some(encoding) => Decoder::chosen(encoding)?,
                None => Decoder::new(),
            });
        }
        while self.text.len() < wanted
            && let Some(decoder) = &mut self.decoder
        {
            let first = self.bytes == 0 && self.choices == Choices::default();
            // An input may give a few bytes at first: a PDF shows in more of them.
            let least = if first { pdf::HEAD } else { 1 };
            self.chunk.resize(CHUNK, 0);
            let mut length = 0;
            while length < least {
                match self.input.read(&mut self.chunk[length..]) {
                    Ok(0) => break,
                    Ok(more) => length += more,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(Stop::Input(error)),
                }
            }
            self.bytes += length as u64;
            if first && is_pdf(&self.chunk[..length]) {
                self.chunk.truncate(length);
                return Err(Stop::Pdf);
            }
            if length > 0 {
                decoder.feed(&self.chunk[..length], &mut self.text)?;
            } else if let Some(decoder) = self.decoder.take() {
                self.chunk = Vec::new();
                self.told = Some(decoder.finish(&mut self.text)?);
            }
        }
        Ok(())
    }

    /// Whether all text is there.
    fn at_end(&self) -> bool {
        self.decoder.is_none()
    }

    /// The first part: decides the format.
    fn first(&mut self) -> Result<Part, Stop> {
        self.fill(self.limits.part)?;
        self.stage = Stage::Between;
        self.begin()
    }

    /// Reads the next part of a text whose format is not known.
    fn begin(&mut self) -> Result<Part, Stop> {
        let turn = self.turn(self.text.len());
        let end = turn.unwrap_or(self.text.len());
        let piece = &self.text[..end];
        let candidates: Vec<FormatName> = match self.choices.format {
            Some(format) => vec![format],
            None => self.worth_asking(detect(piece)),
        };
        let Some(&best) = candidates.first() else {
            // Nobody knows it; who asked may want its text.
            self.unknown = self.unknown.or_else(|| Some(Unknown::of(piece)));
            self.read = end;
            return Ok(self.part(Parts::default()));
        };
        self.take(best);
        if let Some(turn) = turn {
            let found = self.choose(&candidates, turn, true);
            let part = self.part(found);
            self.turned();
            return Ok(part);
        }
        if !self.at_end() {
            if let Some(end) = self.cut_of(best) {
                // Another format is cut elsewhere; it is given what it is cut to.
                let found = self.choose(&candidates, end, false);
                return Ok(self.part(found));
            }
            self.grow(best)?;
            return self.begin();
        }
        let found = self.choose(&candidates, self.text.len(), true);
        Ok(self.part(found))
    }

    /// The formats to ask: what goes on from data that nobody knows is no text to guess at.
    fn worth_asking(&self, found: Vec<Detection>) -> Vec<FormatName> {
        let guess = self.unknown != Some(Unknown::Data);
        let asked = found.into_iter().filter(|d| guess || !d.is_guess());
        asked.map(|d| d.format).collect()
    }

    /// Goes on in a format.
    fn take(&mut self, format: FormatName) {
        self.format.get_or_insert(format);
        self.current = Some(format);
    }

    /// The text from here on is in another format.
    fn turned(&mut self) {
        (self.current, self.start, self.unknown) = (None, None, None);
        self.carry = Carry::default();
    }

    /// Where the text turns to another format, before an end.
    fn turn(&mut self, end: usize) -> Option<usize> {
        if self.choices.format.is_some() {
            return None;
        }
        turn(&self.text[..end], &mut self.start)
    }

    /// Reads the beginning in the first format that finds something in it, else the best.
    /// When it is a `whole`, all formats are given the same; else they cut it themselves.
    fn choose(&mut self, candidates: &[FormatName], end: usize, whole: bool) -> Parts {
        let only = self.choices.format.is_some();
        let mut best = None;
        let (mut candidates, mut next) = (candidates.to_vec(), 0);
        let mut all_asked = only;
        loop {
            if next == candidates.len() && !std::mem::replace(&mut all_asked, true) {
                // What fits best found nothing: now guesses are taken as well.
                let piece = if whole { end } else { self.text.len() };
                let all = detect_all(&self.text[..piece]);
                candidates = self.worth_asking(all);
            }
            let Some(&format) = candidates.get(next) else {
                break;
            };
            next += 1;
            let end = if whole || format == candidates[0] {
                Some(end)
            } else {
                self.cut_of(format)
            };
            let Some(end) = end else { continue };
            let mut carry = Carry::default();
            carry.records = self.records;
            let found = read_mixed(&self.text[..end], format, only, &mut carry);
            let some = !found.records.is_empty();
            // The best-scored format speaks for the text even when it finds nothing.
            if some || best.is_none() {
                best = Some((format, found, end, carry));
            }
            if some {
                break;
            }
        }
        let Some((format, found, end, carry)) = best else {
            return Parts::default();
        };
        if self.records == 0 {
            self.format = Some(format);
        }
        self.current = Some(format);
        (self.read, self.carry) = (end, carry);
        found
    }

    fn following(&mut self) -> Result<Part, Stop> {
        self.fill(self.limits.next)?;
        let Some(format) = self.current else {
            return self.begin();
        };
        if self.choices.format.is_none() && begins_anew(&self.text, self.start, format) {
            self.turned();
            return self.begin();
        }
        let mut end = self.end_of_part(format);
        if end.is_none() && self.turn(self.text.len()).is_none() {
            self.grow(format)?;
            end = self.end_of_part(format);
        }
        let end = end.unwrap_or(self.text.len());
        let turn = self.turn(end);
        let end = turn.unwrap_or(end);
        self.carry.records = self.records;
        let only = self.choices.format.is_some();
        let found = read_mixed(&self.text[..end], format, only, &mut self.carry);
        self.read = end;
        let part = self.part(found);
        if turn.is_some() {
            self.turned();
        }
        Ok(part)
    }

    /// Where the next part ends, as far as that is known.
    fn end_of_part(&self, format: FormatName) -> Option<usize> {
        if self.at_end() {
            Some(self.text.len())
        } else {
            self.cut_of(format)
        }
    }

    /// Where the text at hand can be cut, so that something stands before.
    fn cut_of(&self, format: FormatName) -> Option<usize> {
        cut(&self.text, format).filter(|end| *end > 0 && self.text.is_char_boundary(*end))
    }

    /// Takes more text until it can be cut, turns to another format, or is all there.
    fn grow(&mut self, format: FormatName) -> Result<(), Stop> {
        // A format that cannot be cut at all is not asked again and again.
        let whole = !format.is_streamed();
        let mut wanted = self.text.len();
        while !self.at_end() {
            wanted = if whole {
                self.limits.whole.saturating_add(1)
            } else {
                wanted.saturating_mul(2)
            };
            self.fill(wanted)?;
            if !self.at_end() && self.text.len() > self.limits.whole {
                return Err(Stop::TooLong);
            }
            if !whole && (self.cut_of(format).is_some() || self.turn(self.text.len()).is_some()) {
                break;
            }
        }
        Ok(())
    }

    /// What was found up to `read`, told as of the whole file.
    fn part(&mut self, found: Parts) -> Part {
        let mut part = Part::default();
        let encoding = self.encoding().unwrap_or_default();
        let first = self.records;
        part.records.reserve(found.records.len());
        for Found { format, record } in found.records {
            let index = self.records;
            self.records += 1;
            let mut reference = record.reference;
            reference.sources = vec![Source::Capture(CaptureSource {
                batch: None,
                capture: 0,
                file: Some(self.name.clone()),
                format: format.name().to_owned(),
                encoding: encoding.clone(),
                record: index as u32,
                start: (self.base + record.range.start) as u64,
                end: (self.base + record.range.end) as u64,
                site: record.site,
                notice: record.notice,
                listed_total: record.listed_total,
                listed_rank: record.listed_rank,
            })];
            part.records.push(PlannedRecord {
                capture: 0,
                key: record.key.unwrap_or_else(|| {
                    [&*self.name, "#", itoa::Buffer::new().format(index)].concat()
                }),
                reference,
                relation: record.relation,
                main: record.main,
            });
        }
        for mut diagnostic in found.diagnostics {
            self.explained |= diagnostic.severity >= Severity::Error;
            let text = diagnostic.span.clone().and_then(|span| self.text.get(span));
            diagnostic.record = diagnostic.record.map(|record| record + first);
            let mut told = remarks::planned(diagnostic, text);
            let base = self.base as u64;
            told.span = told.span.map(|(start, end)| (start + base, end + base));
            part.diagnostics.push(told);
        }
        if self.at_end() && self.read == self.text.len() {
            self.stage = Stage::Done;
            self.close(&mut part);
        }
        part
    }

    /// What is said of a whole file.
    fn close(&mut self, part: &mut Part) {
        if let Some(told) = self.told.as_ref().filter(|told| told.replaced > 0) {
            let damaged = remarks::damaged(told);
            part.diagnostics.insert(0, damaged);
        }
        if self.records == 0 && !self.explained {
            let what = self.unknown.unwrap_or_else(|| Unknown::of(&self.text));
            part.diagnostics.push(remarks::nothing(&self.name, what));
        }
    }

    fn remark(&mut self, diagnostic: PlannedDiagnostic) -> Part {
        self.explained = true;
        Part {
            records: Vec::new(),
            diagnostics: vec![diagnostic],
        }
    }

    /// Takes what a PDF says about itself: it is no text, and read whole.
    fn pdf(&mut self) -> io::Result<Part> {
        self.stage = Stage::Done;
        (self.decoder, self.told) = (None, None);
        let mut bytes = std::mem::take(&mut self.chunk);
        self.bytes += (&mut self.input)
            .take(pdf::MOST as u64)
            .read_to_end(&mut bytes)? as u64;
        let (record, told) = pdf::record_of(&self.name, &bytes);
        let mut part = self.remark(told);
        self.records += usize::from(record.is_some());
        part.records.extend(record);
        Ok(part)
    }
}

/// Why a reading ends early.
enum Stop {
    Input(io::Error),
    NotText(NotText),
    Pdf,
    TooLong,
}

impl From<NotText> for Stop {
    fn from(reason: NotText) -> Self {
        Self::NotText(reason)
    }
}

#[cfg(test)]
mod tests;
