//! How much of a text would be common Chinese, in each encoding that it may be in.
//!
//! The detector knows which bytes follow each other in which language, and is led astray by
//! a few that are rare: a dash between two years, a letter with an accent. The characters
//! that Chinese text is made of stand together in its encodings, so that counting decides.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// How many of the characters beyond ASCII are common, and how many are others.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    common: usize,
    others: usize,
    /// Characters among the common whose first byte no Korean syllable has.
    late: usize,
    /// Whether two of the common stand side by side: letters with accents hardly do.
    together: bool,
}

impl Share {
    /// Counts a common character, which may stand beside another; true.
    fn add(&mut self, beside: bool) -> bool {
        self.common += 1;
        self.together |= beside;
        true
    }

    /// Of a hundred characters beyond ASCII, so many are common.
    fn percent(self) -> usize {
        self.common * 100 / (self.common + self.others).max(1)
    }
}

/// The Chinese encoding that bytes are in, where it is another than the detected one.
pub(super) fn chinese(sample: &[u8], detected: &'static Encoding) -> Option<&'static Encoding> {
    let (gb, big5) = (simplified(sample), traditional(sample));
    let (new_form, old_form) = (gb.percent(), big5.percent());
    let is_gb = new_form >= 70
        && match detected {
            d if d == GB18030 => false,
            d if d == BIG5 => new_form > old_form + 15,
            // Korean syllables stand where half of the common Chinese characters do.
            d if d == EUC_KR => {
                let short = gb.common <= 4 && new_form == 100;
                short || gb.late * 100 >= gb.common * 15
            }
            d if d == EUC_JP => new_form >= 85,
            _ => gb.together,
        };
    if is_gb && gb.common > 0 {
        return Some(GB18030);
    }
    let other = [BIG5, EUC_KR, EUC_JP, SHIFT_JIS].contains(&detected);
    (!other && big5.together && old_form >= 85 && old_form > new_form + 15).then_some(BIG5)
}

/// Shift-JIS, where bytes are words of its commonest characters and nothing else.
///
/// Their first bytes are quotation marks and dashes in Western encodings, and rare
/// characters in Chinese ones: a word of two or more is in neither.
pub(super) fn japanese(sample: &[u8]) -> Option<&'static Encoding> {
    let (mut run, mut words) = (0usize, 0usize);
    let mut rest = sample;
    while let [lead, after @ ..] = rest {
        rest = after;
        if lead.is_ascii() {
            if run == 1 {
                return None;
            }
            words += run;
            run = 0;
            continue;
        }
        match (lead, after.first()) {
            // Marks, kana, the first level of JIS.
            (0x81, Some(0x40..=0x7e | 0x80..=0xac))
            | (0x82, Some(0x9f..=0xf1))
            | (0x83, Some(0x40..=0x7e | 0x80..=0x96))
            | (0x88, Some(0x9f..=0xfc))
            | (0x89..=0x97, Some(0x40..=0x7e | 0x80..=0xfc))
            | (0x98, Some(0x40..=0x72)) => {
                run += 1;
                rest = &after[1..];
            }
            // Cut off at the end.
            (0x81..=0x98, None) => break,
            _ => return None,
        }
    }
    (run != 1 && words + run >= 2).then_some(SHIFT_JIS)
}

/// Read as GB18030. Characters of four bytes count as neither: they are letters with
/// accents, or the rarest of names.
fn simplified(bytes: &[u8]) -> Share {
    let mut share = Share::default();
    let mut rest = bytes;
    let mut last = false;
    while let [lead, after @ ..] = rest {
        rest = after;
        let beside = std::mem::take(&mut last);
        if lead.is_ascii() {
            continue;
        }
        let Some(&trail) = after.first() else { break };
        match (lead, trail) {
            (0x81..=0xfe, b'0'..=b'9')
                if matches!(after.get(1..3), Some([0x81..=0xfe, b'0'..=b'9'])) =>
            {
                rest = &after[3..];
                continue;
            }
            // Punctuation, full width; what stands beside: Greek letters, dashes, accents.
            (0xa1..=0xa3, 0xa1..=0xfe) => last = share.add(beside),
            (0xa6, 0xa1..=0xd8) | (0xa8, 0x40..=0x95 | 0xa1..=0xc0) => {}
            // The first level of GB 2312.
            (0xb0..=0xd6, 0xa1..=0xfe) | (0xd7, 0xa1..=0xf9) => {
                last = share.add(beside);
                share.late += usize::from(*lead >= 0xca);
            }
            (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => share.others += 1,
            _ => {
                share.others += 1;
                continue;
            }
        }
        rest = &after[1..];
    }
    share
}

/// Read as Big5.
fn traditional(bytes: &[u8]) -> Share {
    let mut share = Share::default();
    let mut rest = bytes;
    let mut last = false;
    while let [lead, after @ ..] = rest {
        rest = after;
        let beside = std::mem::take(&mut last);
        if lead.is_ascii() {
            continue;
        }
        let Some(&trail) = after.first() else { break };
        match (lead, trail) {
            // Punctuation and the first level.
            (0xa1..=0xc6, 0x40..=0x7e | 0xa1..=0xfe) => last = share.add(beside),
            (0x81..=0xfe, 0x40..=0x7e | 0xa1..=0xfe) => share.others += 1,
            _ => {
                share.others += 1;
                continue;
            }
        }
        rest = &after[1..];
    }
    share
}

/// Whether a unit of UTF-16 is a character that English or Chinese text is made of.
pub(super) fn is_common(unit: u16) -> bool {
    match unit {
        0x09
        | 0x0a
        | 0x0d
        | 0x20..=0x7e
        | 0xa0..=0xff
        | 0x2010..=0x201f
        | 0x2022..=0x2027
        | 0x2030..=0x203f
        | 0x3001..=0x3011
        | 0x3014..=0x301f
        | 0x3041..=0x30ff
        | 0xff01..=0xff5e => true,
        0x4e00..=0x9fff => {
            let Some(c) = char::from_u32(u32::from(unit)) else {
                return false;
            };
            let mut buffer = [0; 4];
            let text = &*c.encode_utf8(&mut buffer);
            let levels = |encoding: &'static Encoding, read: fn(&[u8]) -> Share| {
                let (bytes, _, lossy) = encoding.encode(text);
                !lossy && read(&bytes).common > 0
            };
            levels(GB18030, simplified) || levels(BIG5, traditional)
        }
        _ => false,
    }
}
