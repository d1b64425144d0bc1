//! Tags and values of RIS text, with their places.

use diglot_text::script::is_han;
use memchr::{memchr_iter, memchr2, memrchr_iter, memrchr2_iter};
use std::ops::Range;

/// Two characters, upper case.
pub(super) type Tag = [u8; 2];

/// A tag with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The tag.
    pub(super) tag: Tag,
    /// The field with its tag.
    pub(super) range: Range<usize>,
    /// The value; may span lines.
    pub(super) value: Range<usize>,
}

impl Field {
    /// Whether the tag is one of RIS or of the programs that write it.
    pub(super) fn is_known(&self) -> bool {
        KNOWN[place(self.tag)]
    }

    /// The tag as it is written.
    pub(super) fn name(&self) -> &str {
        std::str::from_utf8(&self.tag).unwrap_or_default()
    }
}

/// Tags of RIS and of the programs that write it.
const TAGS: &[&str] = &[
    "A1", "A2", "A3", "A4", "A5", "AB", "AD", "AN", "AU", "AV", "BT", "C1", "C2", "C3", "C4", "C5",
    "C6", "C7", "C8", "CA", "CN", "CP", "CT", "CY", "DA", "DB", "DI", "DO", "DP", "DS", "ED", "EP",
    "ER", "ET", "FD", "H1", "H2", "ID", "IS", "J1", "J2", "JA", "JF", "JO", "K1", "KW", "L1", "L2",
    "L3", "L4", "LA", "LB", "LK", "LP", "LT", "M1", "M2", "M3", "N1", "N2", "NO", "NV", "OP", "PA",
    "PB", "PP", "PY", "RD", "RI", "RN", "RP", "SE", "SF", "SL", "SN", "SO", "SP", "SR", "ST", "SV",
    "T1", "T2", "T3", "T4", "TA", "TI", "TT", "TY", "U1", "U2", "U3", "U4", "U5", "UR", "VL", "VO",
    "WP", "WT", "WV", "Y1", "Y2", "YR",
];

/// For each pair of letters or digits, whether it is one of [`TAGS`].
static KNOWN: [bool; 36 * 36] = {
    let mut known = [false; 36 * 36];
    let mut at = 0;
    while at < TAGS.len() {
        let tag = TAGS[at].as_bytes();
        known[place([tag[0], tag[1]])] = true;
        at += 1;
    }
    known
};

/// Where a pair of capitals or digits stands in [`KNOWN`].
pub(super) const fn place(tag: Tag) -> usize {
    const fn digit(byte: u8) -> usize {
        if byte.is_ascii_digit() {
            (byte - b'0') as usize + 26
        } else {
            (byte - b'A') as usize
        }
    }
    digit(tag[0]) * 36 + digit(tag[1])
}

/// The tag in two bytes, when the reader knows it in either case.
fn known(tag: [u8; 2]) -> Option<Tag> {
    let tag = [tag[0].to_ascii_uppercase(), tag[1].to_ascii_uppercase()];
    let shaped = tag[0].is_ascii_uppercase() && tag[1].is_ascii_alphanumeric();
    (shaped && KNOWN[place(tag)]).then_some(tag)
}

/// Whether a line begins as a field does.
pub(super) fn begins_with_tag(line: &str) -> bool {
    tag_at_line(line, 0).is_some()
}

/// Whether the reader takes a tag for one.
pub(super) fn is_tag(tag: &str) -> bool {
    matches!(tag.as_bytes(), [first, second] if first.is_ascii_uppercase()
        && (second.is_ascii_uppercase() || second.is_ascii_digit()))
}

/// The fields of a text, and whether records stand on one line.
pub(super) fn scan(text: &str) -> (Vec<Field>, bool) {
    let (mut all, mut any_flat) = (Vec::new(), false);
    each_region(text, |fields, flat| {
        all.extend_from_slice(fields);
        any_flat |= flat;
    });
    (all, any_flat)
}

/// Calls `visit` with the fields from each TY at the start of a line to the next, and whether
/// they stand on one line. That is judged for each: fields depend on nothing before or after.
pub(super) fn each_region(text: &str, mut visit: impl FnMut(&[Field], bool)) {
    let (mut tags, mut fields) = (Vec::new(), Vec::new());
    let mut start = 0;
    let mut close = |tags: &mut Vec<Found>, range: Range<usize>| {
        fields.clear();
        let end = range.end;
        let flat = flattened(text, range, tags.len());
        match &flat {
            Some(inner) => collect(text, &plausible(&text[..end], inner), end, &mut fields),
            None => collect(text, tags, end, &mut fields),
        }
        tags.clear();
        if !fields.is_empty() {
            visit(&fields, flat.is_some());
        }
    };
    for line in line_starts(text) {
        let Some(found) = tag_at_line(text, line) else {
            continue;
        };
        if found.tag == *b"TY" {
            close(&mut tags, start..found.start);
            start = found.start;
        }
        tags.push(found);
    }
    close(&mut tags, start..text.len());
}

/// Where the lines of a text begin; any of LF, CRLF and CR ends one.
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    std::iter::successors(Some(0), move |start| {
        let end = start + memchr2(b'\n', b'\r', bytes.get(*start..)?)?;
        let crlf = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
        Some(end + 1 + usize::from(crlf))
    })
}

/// The tags of a record that stands on one line, however many times it was broken since:
/// it holds TY and many more tags than begin a line.
fn flattened(text: &str, range: Range<usize>, lined: usize) -> Option<Vec<Found>> {
    let enough = (lined + 3).max(2 * lined + 1);
    // Each tag has its hyphen, and counting those is quick.
    let hyphens = memchr_iter(b'-', &text.as_bytes()[range.clone()]).count();
    (hyphens >= enough).then_some(())?;
    let inner = tags_anywhere(text, range);
    (inner.len() >= enough && inner.iter().any(|t| t.tag == *b"TY")).then_some(inner)
}

/// A place where a tag stands.
#[derive(Debug, Clone, Copy)]
struct Found {
    tag: Tag,
    start: usize,
    value: usize,
}

/// The tag that a line begins with, `at` being its first byte.
///
/// White space before it, lower case, one to three spaces or a tab before the hyphen: all
/// of that is found in real files. A tag that nobody knows must look as the format has it.
fn tag_at_line(text: &str, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    // Most lines are as the format has them.
    if let Some([first, second, b' ', b' ', b'-', b' ', ..]) = bytes.get(at..)
        && first.is_ascii_uppercase()
        && (second.is_ascii_uppercase() || second.is_ascii_digit())
    {
        let (tag, value) = ([*first, *second], at + 6);
        let found = Found {
            tag,
            start: at,
            value,
        };
        return (tag != *b"ER" || ends_record(text, value)).then_some(found);
    }
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b'\n');
    let mut start = at;
    loop {
        match byte(start) {
            b' ' | b'\t' => start += 1,
            0xef if bytes[start..].starts_with("\u{feff}".as_bytes()) => start += 3,
            _ => break,
        }
    }
    let tag = [byte(start), byte(start + 1)];
    (tag[0].is_ascii_alphabetic() && tag[1].is_ascii_alphanumeric()).then_some(())?;
    let mut hyphen = start + 2;
    if byte(hyphen) == b'\t' {
        hyphen += 1;
    } else {
        while byte(hyphen) == b' ' && hyphen < start + 5 {
            hyphen += 1;
        }
    }
    (byte(hyphen) == b'-').then_some(())?;
    let value = match byte(hyphen + 1) {
        b' ' | b'\t' => hyphen + 2,
        b'\n' | b'\r' => hyphen + 1,
        _ => return None,
    };
    let found = |tag| Found { tag, start, value };
    match known(tag) {
        Some(known) if known == *b"ER" => ends_record(text, value).then_some(found(known)),
        Some(known) => Some(found(known)),
        None => {
            let strict = at == start
                && hyphen == start + 4
                && tag[0].is_ascii_uppercase()
                && !tag[1].is_ascii_lowercase();
            strict.then_some(found(tag))
        }
    }
}

/// Whether the rest of an ER line is that of a terminator: nothing, or a mark, or all that
/// there is before the next record. "ER - positive tumours" is a line of an abstract.
fn ends_record(text: &str, value: usize) -> bool {
    let value = value.min(text.len());
    let end = line_end(text, value);
    let rest = text[value..end].trim();
    rest.len() <= 2
        || text[end..].trim_start().is_empty()
        || known_start(text[end..].trim_start()) == Some(*b"TY")
        || known_start(rest) == Some(*b"TY")
}

/// The tag that a text begins with, roughly.
fn known_start(text: &str) -> Option<Tag> {
    let (tag, rest) = text.split_at_checked(2)?;
    let tag = known(tag.as_bytes().try_into().ok()?)?;
    rest.trim_start_matches([' ', '\t'])
        .starts_with('-')
        .then_some(tag)
}

/// Where the line that goes on at a byte ends.
fn line_end(text: &str, at: usize) -> usize {
    memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n)
}

/// Known tags with white space (or an end of the text) on both sides.
fn tags_anywhere(text: &str, range: Range<usize>) -> Vec<Found> {
    memchr_iter(b'-', &text.as_bytes()[range.clone()])
        .filter_map(|hyphen| tag_before(text, range.start, range.start + hyphen))
        .collect()
}

/// The known tag in capitals to which a hyphen belongs; the text is looked at from `from` on.
fn tag_before(text: &str, from: usize, hyphen: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let blanks = bytes[from..hyphen]
        .iter()
        .rev()
        .take(2)
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    let start = hyphen
        .checked_sub(blanks + 2)
        .filter(|start| *start >= from)?;
    let tag = [bytes[start], bytes[start + 1]];
    (!tag[0].is_ascii_lowercase() && !tag[1].is_ascii_lowercase()).then_some(())?;
    let tag = known(tag)?;
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '\u{feff}');
    let (before, after) = (&text[from..start], &text[hyphen + 1..]);
    let begins = blank(before.chars().next_back()) || break_before(before) > 0;
    let ends = blank(after.chars().next()) || break_behind(after) > 0;
    (begins && ends).then_some(Found {
        tag,
        start,
        value: hyphen + 1,
    })
}

/// Where a text of which more may follow can be cut: behind the last line that ends a
/// record, else before the last one that begins one, else between two flattened ones.
pub(super) fn cut(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut before = None;
    for end in memrchr2_iter(b'\n', b'\r', bytes) {
        let Some(found) = tag_at_line(text, end + 1) else {
            continue;
        };
        let line = line_end(text, found.value.min(text.len()));
        match &found.tag {
            // A line that is not whole yet may say more.
            b"ER" if line < text.len() => {
                let crlf = text[line..].starts_with("\r\n");
                return Some(line + 1 + usize::from(crlf));
            }
            b"TY" => before = before.or(Some(found.start)),
            _ => {}
        }
    }
    before.or_else(|| {
        memrchr_iter(b'-', bytes).find_map(|hyphen| {
            let found = tag_before(text, 0, hyphen).filter(|found| found.tag == *b"TY")?;
            let head = text[..found.start].trim_end();
            let end = head
                .ends_with('-')
                .then(|| tag_before(text, 0, head.len() - 1))??;
            (end.tag == *b"ER").then_some(found.start)
        })
    })
}

/// The fields that tags begin, the last of which ends at `last`.
fn collect(text: &str, tags: &[Found], last: usize, fields: &mut Vec<Field>) {
    for (i, at) in tags.iter().enumerate() {
        let end = tags.get(i + 1).map_or(last, |next| next.start);
        let value = if at.tag == *b"ER" {
            at.value.min(end)..at.value.min(end)
        } else {
            trimmed(text, at.value.min(end)..end)
        };
        fields.push(Field {
            tag: at.tag,
            range: at.start..value.end.max(at.start + 2),
            value,
        });
    }
}

/// How web forms write the end of a line.
const BREAKS: [&str; 4] = ["<br>", "<br/>", "<br />", "<BR>"];

/// The length of the `<br>` that a text ends with.
fn break_before(text: &str) -> usize {
    let found = BREAKS.iter().find(|br| text.ends_with(**br));
    found.map_or(0, |br| br.len())
}

/// The length of the `<br>` that a text begins with.
fn break_behind(text: &str) -> usize {
    let found = BREAKS.iter().find(|br| text.starts_with(**br));
    found.map_or(0, |br| br.len())
}

/// A value without white space, and `<br>`, around it.
fn bare(value: &str) -> &str {
    let plain = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>');
    // Most values begin and end with letters, digits or points, and behind them is no more
    // than the end of the line.
    let line = value
        .strip_suffix("\r\n")
        .or_else(|| value.strip_suffix("\n"));
    if let Some(line) = line
        && let [first, .., last] = line.as_bytes()
        && plain(first)
        && plain(last)
    {
        return line;
    }
    let mut value = value.trim_ascii();
    if value.as_bytes().first().is_some_and(plain) && value.as_bytes().last().is_some_and(plain) {
        return value;
    }
    value = value.trim();
    while break_behind(value) > 0 {
        value = value[break_behind(value)..].trim_start();
    }
    while break_before(value) > 0 {
        value = value[..value.len() - break_before(value)].trim_end();
    }
    value
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let value = bare(&text[range.clone()]);
    let start = value.as_ptr() as usize - text.as_ptr() as usize;
    start..start + value.len()
}

/// Of the tags found anywhere in flattened text, those that are tags: their value must be
/// of the tag's kind, and a record has one title and one abstract. What looks like a tag
/// within an abstract ("AU - units") stays text.
fn plausible(text: &str, tags: &[Found]) -> Vec<Found> {
    // A tag whose value is of another kind is text, and ends no value before it.
    let fitting: Vec<Found> = tags
        .iter()
        .enumerate()
        .filter(|(i, at)| {
            let next = tags.get(i + 1);
            let end = next.map_or(text.len(), |next| next.start);
            let value = bare(&text[at.value.min(end)..end]);
            match &at.tag {
                b"ER" => value.is_empty() && next.is_none_or(|next| next.tag == *b"TY"),
                b"TY" => is_type(value),
                tag if is_long(*tag) => true,
                tag => fits(*tag, value),
            }
        })
        .map(|(_, at)| *at)
        .collect();
    let mut kept: Vec<Found> = Vec::new();
    let mut once: Vec<Tag> = Vec::new();
    for (i, at) in fitting.iter().enumerate() {
        if matches!(&at.tag, b"TY" | b"ER") {
            kept.push(*at);
            once.clear();
            continue;
        }
        let end = fitting.get(i + 1).map_or(text.len(), |next| next.start);
        let value = bare(&text[at.value.min(end)..end]);
        let group = match &at.tag {
            b"T1" | b"TI" => Some(*b"TI"),
            b"AB" | b"N2" => Some(*b"AB"),
            b"Y1" | b"PY" | b"VL" | b"IS" | b"SP" | b"EP" | b"DO" | b"JF" | b"JO" | b"T2"
            | b"PB" | b"LA" => Some(at.tag),
            _ => None,
        };
        let again = group.is_some_and(|group| once.contains(&group));
        if again || (is_long(at.tag) && !fits(at.tag, value)) {
            continue;
        }
        once.extend(group);
        kept.push(*at);
    }
    kept
}

/// Tags whose values are prose, which may hold what looks like another tag.
fn is_long(tag: Tag) -> bool {
    matches!(&tag, b"AB" | b"N2" | b"T1" | b"TI" | b"TA" | b"N1")
}

fn is_type(value: &str) -> bool {
    let word = value.split_whitespace().next().unwrap_or_default();
    word == value && (3..=8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a value is of a tag's kind.
fn fits(tag: Tag, value: &str) -> bool {
    let chars = value.chars().count();
    let first = value.chars().next();
    let digit = first.is_some_and(|c| c.is_ascii_digit());
    let words = value.split_whitespace().count();
    match &tag {
        b"AU" | b"A1" | b"A2" | b"A3" | b"A4" | b"ED" => {
            chars <= 90
                && words <= 9
                && first.is_some_and(|c| {
                    !c.is_lowercase() || value.starts_with(['d', 'v', 'l']) && words > 1
                })
                && !value.contains(['?', ':', '%', '='])
                && !value.chars().any(|c| c.is_ascii_digit())
                && value
                    .split_whitespace()
                    .filter(|w| w.len() > 4 && w.chars().all(char::is_lowercase))
                    .count()
                    == 0
        }
        b"VL" | b"VO" | b"IS" | b"CP" | b"SP" | b"EP" | b"LP" => {
            chars <= 30 && words <= 4 && chars > 0
        }
        b"PY" | b"Y1" | b"Y2" | b"YR" | b"DA" => (digit || value.starts_with('/')) && chars <= 40,
        b"DO" | b"DI" => (value.contains("10.") || value.contains("10．")) && words <= 2,
        b"UR" | b"L1" | b"L2" | b"L3" | b"L4" | b"LK" => {
            words <= 3
                && (value.contains("://")
                    || value.contains("www.")
                    || value.contains("10.")
                    || value.contains('/')
                    || value.contains('.'))
        }
        b"SN" => chars <= 60 && value.chars().any(|c| c.is_ascii_digit()),
        b"LA" => chars <= 30 && words <= 3,
        // An abstract begins a sentence; "blood group AB - how much" does not.
        // An ideograph says more than a letter.
        b"AB" | b"N2" => {
            let han = value.chars().filter(|c| is_han(*c)).count();
            chars + 2 * han >= 40 && first.is_some_and(|c| !c.is_lowercase())
        }
        b"T1" | b"TI" | b"T2" | b"JF" | b"JO" | b"JA" | b"PB" | b"BT" => {
            chars > 0 && !(first.is_some_and(char::is_lowercase) && words > 3)
        }
        b"TY" => false,
        _ => chars <= 600 && chars > 0,
    }
}
