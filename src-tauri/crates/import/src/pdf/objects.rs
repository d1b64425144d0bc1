//! The objects of a PDF, found by their marks.

use flate2::read::ZlibDecoder;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;

/// How many objects are noted.
const MOST_OBJECTS: usize = 400_000;
/// How long one unpacked stream may be, and all together.
const LONGEST_STREAM: usize = 12 << 20;
const ALL_STREAMS: usize = 96 << 20;
/// How long a dictionary may be, in bytes.
const LONGEST_DICTIONARY: usize = 64 << 10;
/// How many streams of objects are opened.
const MOST_PACKS: usize = 4_000;

/// A file with the places of its objects.
pub(super) struct File<'b> {
    bytes: &'b [u8],
    /// Where the body of an object begins; of several with a number the last counts.
    places: BTreeMap<u32, usize>,
    /// Objects that stood in packed streams.
    unpacked: BTreeMap<u32, Vec<u8>>,
    trailers: Vec<Vec<u8>>,
    budget: usize,
}

impl<'b> File<'b> {
    pub(super) fn read(bytes: &'b [u8]) -> Self {
        let mut file = Self {
            bytes,
            places: BTreeMap::new(),
            unpacked: BTreeMap::new(),
            trailers: Vec::new(),
            budget: ALL_STREAMS,
        };
        file.find_objects();
        file.find_trailers();
        file.unpack();
        file
    }

    fn find_objects(&mut self) {
        let mut at = 0;
        while let Some(found) = find(&self.bytes[at..], b"obj") {
            let place = at + found;
            at = place + 3;
            if let Some(number) = number_before(self.bytes, place)
                && self.places.len() < MOST_OBJECTS
            {
                self.places.insert(number, at);
            }
        }
    }

    fn find_trailers(&mut self) {
        let mut at = 0;
        while let Some(found) = find(&self.bytes[at..], b"trailer") {
            at += found + 7;
            let end = self.bytes.len().min(at + LONGEST_DICTIONARY);
            let dictionary = &self.bytes[at..end];
            let length = find(dictionary, b"startxref").unwrap_or(dictionary.len());
            self.trailers.push(dictionary[..length].to_vec());
            if self.trailers.len() > 64 {
                break;
            }
        }
    }

    /// Opens streams that hold objects, and notes those that hold the file's table.
    fn unpack(&mut self) {
        let numbers: Vec<u32> = self.places.keys().copied().collect();
        let mut packs = 0;
        for number in numbers {
            let dictionary = self.dictionary(number).into_owned();
            if find(&dictionary, b"/XRef").is_some() {
                self.trailers.push(dictionary);
            } else if find(&dictionary, b"/ObjStm").is_some() && packs < MOST_PACKS {
                packs += 1;
                self.unpack_one(number, &dictionary);
            }
        }
    }

    fn unpack_one(&mut self, number: u32, dictionary: &[u8]) {
        let (Some(count), Some(first)) = (
            integer(dictionary, b"/N"),
            integer(dictionary, b"/First").and_then(|n| usize::try_from(n).ok()),
        ) else {
            return;
        };
        let data = self.stream(number);
        let Some(head) = data.get(..first) else {
            return;
        };
        let head = String::from_utf8_lossy(head);
        let numbers: Vec<usize> = head
            .split_ascii_whitespace()
            .map_while(|n| n.parse().ok())
            .collect();
        let pairs: Vec<(usize, usize)> = numbers.chunks_exact(2).map(|p| (p[0], p[1])).collect();
        for (at, (number, offset)) in pairs
            .iter()
            .enumerate()
            .take(usize::try_from(count).unwrap_or(0))
        {
            let start = first + offset;
            let end = pairs
                .get(at + 1)
                .map_or(data.len(), |(_, next)| first + next);
            let Ok(number) = u32::try_from(*number) else {
                continue;
            };
            if let Some(body) = data.get(start..end.min(data.len()).max(start))
                && self.unpacked.len() < MOST_OBJECTS
            {
                self.unpacked
                    .insert(number, body[..body.len().min(LONGEST_DICTIONARY)].to_vec());
            }
        }
    }

    /// The body of an object without its stream.
    pub(super) fn dictionary(&self, number: u32) -> Cow<'_, [u8]> {
        if let Some(place) = self.places.get(&number) {
            let end = self.bytes.len().min(place + LONGEST_DICTIONARY);
            let body = &self.bytes[*place..end];
            let length = [find(body, b"endobj"), find(body, b"stream")]
                .into_iter()
                .flatten()
                .min();
            return Cow::Borrowed(&body[..length.unwrap_or(body.len())]);
        }
        self.unpacked
            .get(&number)
            .map_or(Cow::Borrowed(&[]), |body| Cow::Borrowed(body.as_slice()))
    }

    /// The stream of an object, unpacked as far as it can be.
    pub(super) fn stream(&mut self, number: u32) -> Vec<u8> {
        let dictionary = self.dictionary(number).into_owned();
        let Some(range) = self.stream_range(number, &dictionary) else {
            return Vec::new();
        };
        let raw = &self.bytes[range];
        let most = LONGEST_STREAM.min(self.budget);
        let mut out = Vec::new();
        if find(&dictionary, b"/FlateDecode").is_some() || find(&dictionary, b"/Fl ").is_some() {
            // What breaks in the middle is good up to there.
            let _ = ZlibDecoder::new(raw)
                .take(most as u64)
                .read_to_end(&mut out);
        } else if find(&dictionary, b"/Filter").is_none() {
            out = raw[..raw.len().min(most)].to_vec();
        }
        self.budget -= out.len();
        out
    }

    fn stream_range(&self, number: u32, dictionary: &[u8]) -> Option<Range<usize>> {
        let place = *self.places.get(&number)? + dictionary.len();
        let rest = self.bytes.get(place..)?;
        let rest_start = rest.strip_prefix(b"stream")?;
        let skip = match rest_start {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        let start = place + 6 + skip;
        let stated = integer(dictionary, b"/Length").and_then(|n| usize::try_from(n).ok());
        // A length that is no reference and ends where it says.
        let by_length = stated
            .and_then(|length| start.checked_add(length))
            .filter(|end| {
                let behind = self.bytes.get(*end..(*end + 12).min(self.bytes.len()));
                behind.is_some_and(|b| find(b, b"endstream").is_some_and(|at| at <= 2))
            });
        let end = by_length.or_else(|| Some(start + find(&self.bytes[start..], b"endstream")?))?;
        Some(start..end)
    }

    fn in_trailers(&self, key: &[u8]) -> Option<u32> {
        self.trailers
            .iter()
            .rev()
            .find_map(|trailer| reference(trailer, key))
    }

    /// The catalogue, where everything begins.
    pub(super) fn root(&self) -> Option<u32> {
        self.in_trailers(b"/Root").or_else(|| {
            let mut all = self.places.keys().chain(self.unpacked.keys()).copied();
            all.find(|number| find(&self.dictionary(*number), b"/Catalog").is_some())
        })
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.trailers
            .iter()
            .any(|t| value(t, b"/Encrypt").is_some())
    }

    /// The texts of the file's description: names and values.
    pub(super) fn info(&self) -> Vec<(String, String)> {
        let Some(number) = self.in_trailers(b"/Info") else {
            return Vec::new();
        };
        let dictionary = self.dictionary(number);
        let mut out = Vec::new();
        for key in [
            "/Title",
            "/doi",
            "/DOI",
            "/Subject",
            "/Keywords",
            "/WPS-ARTICLEDOI",
        ] {
            if let Some(text) = value(&dictionary, key.as_bytes()).and_then(text_of) {
                out.push((key[1..].to_owned(), text));
            }
        }
        out
    }

    /// The file's bytes, for what is not found through its objects.
    pub(super) fn bytes(&self) -> &'b [u8] {
        self.bytes
    }
}

/// Where one text begins in another.
pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

/// The number of an object before `obj`: `12 0 obj`.
fn number_before(bytes: &[u8], place: usize) -> Option<u32> {
    let head = &bytes[place.saturating_sub(24)..place];
    let trimmed = head.trim_ascii_end();
    let digits = |text: &[u8]| text.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let generation = digits(trimmed);
    let rest = &trimmed[..trimmed.len() - generation];
    let number = rest.trim_ascii_end();
    let length = digits(number);
    let parted = trimmed.len() < head.len() && number.len() < rest.len();
    if generation == 0 || length == 0 || !parted {
        return None;
    }
    std::str::from_utf8(&number[number.len() - length..])
        .ok()?
        .parse()
        .ok()
}

/// The object that a key of a dictionary refers to.
pub(super) fn reference(dictionary: &[u8], key: &[u8]) -> Option<u32> {
    reference_of(value(dictionary, key)?)
}

/// What stands behind a key of a dictionary, to its end.
pub(super) fn value<'d>(dictionary: &'d [u8], key: &[u8]) -> Option<&'d [u8]> {
    let mut at = 0;
    loop {
        let place = at + find(&dictionary[at..], key)?;
        let behind = &dictionary[place + key.len()..];
        // "/N" is no "/Name".
        let ends = behind
            .first()
            .is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'-' && *b != b'_');
        if ends {
            let from = behind.iter().position(|b| !b.is_ascii_whitespace())?;
            return Some(&behind[from..]);
        }
        at = place + key.len();
    }
}

/// A number behind a key, unless it is a reference.
pub(super) fn integer(dictionary: &[u8], key: &[u8]) -> Option<i64> {
    let behind = value(dictionary, key)?;
    if reference_of(behind).is_some() {
        return None;
    }
    let length = behind
        .iter()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(behind.len());
    std::str::from_utf8(&behind[..length]).ok()?.parse().ok()
}

/// `12 0 R`
pub(super) fn reference_of(behind: &[u8]) -> Option<u32> {
    references(behind)
        .next()
        .filter(|(at, _)| *at == 0)
        .map(|(_, number)| number)
}

/// All references in a text, with their places.
pub(super) fn references(bytes: &[u8]) -> impl Iterator<Item = (usize, u32)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let digits = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
            let length = bytes[digits..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            at = digits + length;
            let rest =
                std::str::from_utf8(&bytes[at..bytes.len().min(at + 12)]).unwrap_or_default();
            let mut parts = rest.split_ascii_whitespace();
            let generation = parts
                .next()
                .is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
            let mark = parts.next().is_some_and(|p| p.starts_with('R'));
            if generation && mark && rest.starts_with(|c: char| c.is_ascii_whitespace()) {
                let number = std::str::from_utf8(&bytes[digits..at]).ok()?.parse().ok();
                at += rest.find('R').map_or(0, |r| r + 1);
                if let Some(number) = number {
                    return Some((digits, number));
                }
            }
        }
    })
}

/// A text string: in parentheses or hexadecimal digits, UTF-16 or near Latin-1.
pub(super) fn text_of(behind: &[u8]) -> Option<String> {
    let bytes = match behind.first()? {
        b'(' => literal(behind).0,
        b'<' => hexadecimal(behind).0,
        _ => return None,
    };
    let text = match bytes.as_slice() {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        rest => match std::str::from_utf8(rest) {
            Ok(text) => text.to_owned(),
            Err(_) => rest.iter().map(|b| char::from(*b)).collect(),
        },
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

fn utf16(bytes: &[u8], of: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or('\u{fffd}'))
        .collect()
}

/// A string in parentheses, and its length with them.
pub(super) fn literal(bytes: &[u8]) -> (Vec<u8>, usize) {
    let mut out = Vec::new();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let Some(&next) = bytes.get(at) else { break };
                at += 1;
                match next {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'b' | b'f' | b'\n' => {}
                    b'\r' => at += usize::from(bytes.get(at) == Some(&b'\n')),
                    b'0'..=b'7' => {
                        let mut code = u32::from(next - b'0');
                        for _ in 0..2 {
                            match bytes.get(at) {
                                Some(digit @ b'0'..=b'7') => {
                                    code = code * 8 + u32::from(digit - b'0');
                                    at += 1;
                                }
                                _ => break,
                            }
                        }
                        out.push((code & 0xff) as u8);
                    }
                    other => out.push(other),
                }
            }
            b'(' => {
                if depth > 0 {
                    out.push(byte);
                }
                depth += 1;
            }
            b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
                out.push(byte);
            }
            byte => out.push(byte),
        }
    }
    (out, at)
}

/// A string of hexadecimal digits, and its length with its brackets.
pub(super) fn hexadecimal(bytes: &[u8]) -> (Vec<u8>, usize) {
    let end = bytes.iter().position(|b| *b == b'>').unwrap_or(bytes.len());
    let digits: Vec<u8> = bytes[..end]
        .iter()
        .filter_map(|b| char::from(*b).to_digit(16).map(|d| d as u8))
        .collect();
    let out = digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect();
    (out, (end + 1).min(bytes.len()))
}
