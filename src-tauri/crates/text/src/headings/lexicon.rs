//! The words of headings, and what they mean.

use super::{Candidate, Style};
use crate::script::is_han;
use diglot_model::{SectionRole, Span};
use memchr::memchr2;
use smallvec::SmallVec;
use std::sync::LazyLock;

use SectionRole::{
    Background, Conclusion, Design, Discussion, Implications, Methods, Objective, Other,
    Participants, Registration, Results, Setting, Value,
};

/// A heading of the lexicon, in lower case, with its role.
type Word = (&'static str, SectionRole);

/// The headings of `words.txt` by their beginning, each group in the order of the file.
struct Words {
    /// By their first two letters: few sentences begin with two letters of a heading.
    english: Vec<Vec<Word>>,
    /// For each two letters a bit for every third one, in lower case; all bits where it does
    /// not matter.
    thirds: Vec<u128>,
    /// By their first ideograph, in its order.
    chinese: Vec<(char, Vec<Word>)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words {
        english: vec![Vec::new(); 26 * 26],
        thirds: vec![0; 26 * 26],
        chinese: Vec::new(),
    };
    let mut role = Other;
    for line in include_str!("words.txt").lines() {
        if let Some(listed) = line.strip_prefix("    ") {
            for word in listed.split('|').map(str::trim) {
                if let Some(at) = two_letters(word.as_bytes()) {
                    words.english[at].push((word, role));
                    words.thirds[at] |=
                        third_letter(word.as_bytes()).map_or(u128::MAX, |third| 1 << third);
                } else if let Some(first) = word.chars().next() {
                    let chinese = &mut words.chinese;
                    match chinese.binary_search_by_key(&first, |(first, _)| *first) {
                        Ok(at) => chinese[at].1.push((word, role)),
                        Err(at) => chinese.insert(at, (first, vec![(word, role)])),
                    }
                }
            }
        } else if let Some(named) = ROLES.iter().find(|(name, _)| *name == line) {
            role = named.1;
        }
    }
    words
});

/// The number of the two letters that a text begins with, in any case.
fn two_letters(text: &[u8]) -> Option<usize> {
    let letter = |at: usize| {
        let byte = text.get(at)?.to_ascii_lowercase();
        byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'))
    };
    Some(letter(0)? * 26 + letter(1)?)
}

/// The third letter that a text begins with, in lower case, when it is in ASCII.
fn third_letter(text: &[u8]) -> Option<u8> {
    let third = text.get(2)?.to_ascii_lowercase();
    third.is_ascii().then_some(third)
}

/// The headings that may stand at the start of a text.
fn words_at(text: &str) -> &'static [Word] {
    if let Some(at) = two_letters(text.as_bytes()) {
        return &WORDS.english[at];
    }
    let chinese = &WORDS.chinese;
    let first = text.chars().next();
    first
        .and_then(|first| {
            chinese
                .binary_search_by_key(&first, |(first, _)| *first)
                .ok()
        })
        .map_or(&[], |at| &chinese[at].1)
}

/// Of [`words_at`] those whose third letter is the text's as well.
fn near_words(text: &str) -> impl Iterator<Item = &'static Word> {
    let own = third_letter(text.as_bytes());
    let near = move |word: &str| third_letter(word.as_bytes()) == own || word.len() == 2;
    words_at(text).iter().filter(move |(word, _)| near(word))
}

/// Whether a heading of the lexicon in English may stand at the start of a text, by its first
/// three letters.
fn may_begin(text: &[u8]) -> bool {
    let Some(at) = two_letters(text) else {
        return false;
    };
    let thirds = WORDS.thirds[at];
    third_letter(text).map_or(thirds == u128::MAX, |third| thirds & (1 << third) != 0)
}

const ROLES: &[Word] = &[
    ("background", Background),
    ("objective", Objective),
    ("design", Design),
    ("setting", Setting),
    ("participants", Participants),
    ("methods", Methods),
    ("results", Results),
    ("conclusion", Conclusion),
    ("discussion", Discussion),
    ("implications", Implications),
    ("value", Value),
    ("registration", Registration),
    ("other", Other),
];

/// What a heading means, if its words are a heading's.
pub fn role_of(label: &str) -> Option<SectionRole> {
    let label = label.trim().trim_end_matches([':', '：', '.']).trim();
    if label.chars().any(is_han) {
        let tight: String = label.chars().filter(|c| !c.is_whitespace()).collect();
        return chinese_role(&tight);
    }
    let (end, role) = english_phrase(label, 0)?;
    (end == label.len()).then_some(role)
}

fn chinese_role(label: &str) -> Option<SectionRole> {
    words_at(label)
        .iter()
        .find(|(word, _)| *word == label)
        .map(|(_, role)| *role)
}

/// The longest heading, in bytes, that [`read_heading`] looks for.
const LONGEST: usize = 90;

/// Reads a heading at byte `at`, with the mark behind it.
pub(super) fn read_heading(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    if !may_be_heading(&text.as_bytes()[at..]) {
        return None;
    }
    let c = text[at..].chars().next()?;
    if c.is_uppercase() {
        return english(text, at, leading).or_else(|| capitals(text, at, leading));
    }
    if matches!(c, '【' | '[' | '［' | '〔') {
        return bracketed(text, at, c, leading);
    }
    if c == '*' {
        return emphasised(text, at, leading);
    }
    if is_han(c) {
        return chinese(text, at, leading);
    }
    None
}

/// Whether the first letters of a text can be those of a heading. One that begins with a
/// capital is in the lexicon or all in capitals.
fn may_be_heading(bytes: &[u8]) -> bool {
    match bytes {
        [b'A'..=b'Z', b'a'..=b'z', ..] => may_begin(bytes),
        [b'A'..=b'Z' | b'[' | b'*' | 0x80.., ..] => true,
        _ => false,
    }
}

fn window(text: &str, at: usize) -> &str {
    let mut end = (at + LONGEST).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

fn bracketed(text: &str, at: usize, open: char, leading: bool) -> Option<Candidate> {
    let close = match open {
        '【' => '】',
        '［' => '］',
        '〔' => '〕',
        _ => ']',
    };
    let inside = &window(text, at)[open.len_utf8()..];
    let end = inside.find(close)?;
    let role = role_of(&inside[..end])?;
    let start = at + open.len_utf8();
    let mut body = start + end + close.len_utf8();
    body += leading_len(&text[body..], |c| {
        c.is_whitespace() || matches!(c, ':' | '：')
    });
    Some(Candidate {
        label: Span::new(start, start + end),
        body,
        style: Style::Bracket,
        role,
        leading,
    })
}

/// `**Background:** text`, as Markdown has it.
fn emphasised(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    let marks = leading_len(&text[at..], |c| c == '*');
    let inside = &window(text, at)[marks..];
    let end = inside.find('*')?;
    let label = inside[..end].trim_end_matches([':', '：', ' ']);
    let role = role_of(label)?;
    let start = at + marks;
    let mut body = start + end;
    body += leading_len(&text[body..], |c| c == '*');
    body += leading_len(&text[body..], |c| {
        c.is_whitespace() || matches!(c, ':' | '：')
    });
    Some(Candidate {
        label: Span::new(start, start + label.len()),
        body,
        style: Style::Bracket,
        role,
        leading,
    })
}

fn chinese(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    let rest = window(text, at);
    let mut best: Option<Candidate> = None;
    // A space, or the first byte of a wide one: a word that ends before stands as it is.
    let blank = memchr2(b' ', 0xe3, rest.as_bytes()).unwrap_or(rest.len());
    for (word, role) in words_at(rest) {
        let whole = rest.starts_with(word).then_some(word.len());
        let spaced = || {
            (blank < word.len())
                .then(|| spaced_prefix(rest, word))
                .flatten()
        };
        let Some(len) = whole.or_else(spaced) else {
            continue;
        };
        let after = &text[at + len..];
        let Some((style, skip)) = mark_after(after, false) else {
            continue;
        };
        if style == Style::Glued && begins_word(word, after) {
            continue;
        }
        if best
            .as_ref()
            .is_none_or(|b| at + len > b.label.end as usize)
        {
            best = Some(Candidate {
                label: Span::new(at, at + len),
                body: at + len + skip,
                style,
                role: *role,
                leading,
            });
        }
    }
    best
}

/// Whether a heading's word is the beginning of a longer one: 目的地, 背景音乐.
fn begins_word(word: &str, after: &str) -> bool {
    let longer: &[char] = match word {
        "目的" => &['地', '性'],
        "背景" => &['音', '色', '噪', '板'],
        "方法" => &['学', '论', '學', '論'],
        _ => &[],
    };
    after.starts_with(longer)
}

/// The length in `text` of `word` at its start, spaces between its characters allowed
/// ("目 的").
fn spaced_prefix(text: &str, word: &str) -> Option<usize> {
    let mut at = 0;
    for (i, w) in word.chars().enumerate() {
        if !text[at..].starts_with(w) {
            let blanks = leading_len(&text[at..], |c| matches!(c, ' ' | '\u{3000}'));
            at += blanks;
            if i == 0 || blanks == 0 || !text[at..].starts_with(w) {
                return None;
            }
        }
        at += w.len_utf8();
    }
    Some(at)
}

fn leading_len(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(accept).len()
}

/// The mark behind a heading and how many bytes it takes with white space.
fn mark_after(after: &str, english: bool) -> Option<(Style, usize)> {
    let blanks = leading_len(after, |c| c.is_whitespace() && c != '\n' && c != '\r');
    let rest = &after[blanks..];
    let Some(c) = rest.chars().next() else {
        return Some((Style::Line, blanks));
    };
    let skip = |style, mark: usize| {
        let more = leading_len(&rest[mark..], char::is_whitespace);
        Some((style, blanks + mark + more))
    };
    match c {
        ':' | '：' | '∶' => skip(Style::Colon, c.len_utf8()),
        '\n' | '\r' => skip(Style::Line, 0),
        '–' | '—' | '―' | '-' | '−' if blanks > 0 => {
            let dashes = leading_len(rest, |d| d == c);
            let behind = &rest[dashes..];
            (behind.starts_with(char::is_whitespace) || c == '—').then_some(())?;
            skip(Style::Dash, dashes)
        }
        '—' => {
            let dashes = leading_len(rest, |d| d == c);
            let behind = &rest[dashes..];
            let fits = |d: char| d.is_whitespace() || d.is_uppercase();
            (!english || behind.starts_with(fits)).then_some(())?;
            skip(Style::Dash, dashes)
        }
        '.' | '．' => {
            let behind = &rest[c.len_utf8()..];
            let spaced = behind.starts_with(char::is_whitespace);
            let capital = behind
                .trim_start()
                .starts_with(|d: char| d.is_uppercase() || d.is_numeric() || is_han(d));
            (spaced && capital).then_some(())?;
            skip(Style::Period, c.len_utf8())
        }
        _ if english => {
            let fits = c.is_uppercase()
                || c.is_ascii_digit()
                || matches!(c, '"' | '“' | '‘' | '(')
                || (blanks > 0 && is_mixed_word(rest));
            (fits && (blanks > 0 || c.is_uppercase() || c.is_ascii_digit())).then_some(())?;
            Some((
                if blanks > 0 {
                    Style::Bare
                } else {
                    Style::Glued
                },
                blanks,
            ))
        }
        _ => Some((
            if blanks > 0 {
                Style::Bare
            } else {
                Style::Glued
            },
            blanks,
        )),
    }
}

/// A word such as "mRNA" or "eHealth" that begins a sentence in lower case.
fn is_mixed_word(text: &str) -> bool {
    let word: Vec<char> = text
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(8)
        .collect();
    word.iter().skip(1).any(|c| c.is_uppercase())
}

fn english(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    let rest = window(text, at);
    // Longest phrase first: each is a heading only if the mark behind it fits.
    phrases(rest).into_iter().find_map(|(len, role)| {
        let (style, skip) = mark_after(&text[at + len..], true)?;
        // Text goes on directly behind a word only where its own capital begins.
        Some(Candidate {
            label: Span::new(at, at + len),
            body: at + len + skip,
            style,
            role,
            leading,
        })
    })
}

/// A label all in capitals before a colon: `MAIN THEMES: …`.
fn capitals(text: &str, at: usize, leading: bool) -> Option<Candidate> {
    let rest = window(text, at);
    if rest.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        return None;
    }
    let end = rest.find(':')?;
    let label = rest[..end].trim_end();
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    let fits = letters >= 4
        && label.chars().all(|c| {
            c.is_uppercase()
                || c == ' '
                || matches!(c, '/' | '&' | ',' | '-' | '(' | ')' | '\'' | '’')
        });
    // "IPS: a model" in running text is an acronym, not a heading; words are needed.
    (fits && (label.contains(' ') || letters >= 6)).then_some(())?;
    let (style, skip) = mark_after(&text[at + label.len()..], true)?;
    (style == Style::Colon).then(|| Candidate {
        label: Span::new(at, at + label.len()),
        body: at + label.len() + skip,
        style,
        role: label
            .split([' ', '/', '&', ','])
            .find_map(role_of)
            .unwrap_or(Other),
        leading,
    })
}

/// Any short phrase before a colon at the start of the text. Only the company of listed
/// headings makes it one.
pub(super) fn unlisted_first(text: &str) -> Option<Candidate> {
    let at = text.len() - text.trim_start().len();
    let rest = window(text, at);
    let end = rest.find([':', '：'])?;
    let label = rest[..end].trim_end();
    let han = label.chars().any(is_han);
    let short = if han {
        label.chars().count() <= 8
    } else {
        label.split_whitespace().count() <= 5 && label.starts_with(char::is_uppercase)
    };
    let plain = label
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '&' | ',' | '-' | '、'));
    (short && plain && !label.is_empty()).then_some(())?;
    let (style, skip) = mark_after(&text[at + label.len()..], !han)?;
    (style == Style::Colon).then(|| Candidate {
        label: Span::new(at, at + label.len()),
        body: at + label.len() + skip,
        style,
        role: Other,
        leading: true,
    })
}

/// Ends of heading phrases at the start of `text`, longest first, with their roles.
fn phrases(text: &str) -> SmallVec<[(usize, SectionRole); 8]> {
    let mut ends: SmallVec<_> = units(text).collect();
    let mut longer = 0;
    // "Aims and Method", "Design & setting", "Design/methodology/approach".
    for _ in 0..3 {
        let known = ends.len();
        for at in longer..known {
            let (end, role) = ends[at];
            // Behind most there is the mark.
            if !text[end..].starts_with([' ', '/', ',', '&']) {
                continue;
            }
            for joiner in [" and ", " & ", "/", " / ", ", ", " and/or ", "&", ", and "] {
                let Some(behind) = strip_prefix_ci(&text[end..], joiner) else {
                    continue;
                };
                for (len, _) in units(behind) {
                    ends.push((end + joiner.len() + len, role));
                }
            }
        }
        longer = known;
    }
    ends.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
    ends.dedup_by_key(|(end, _)| *end);
    ends
}

fn strip_prefix_ci<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    // Most words part from a text after some letters.
    let mut bytes = text.bytes();
    let same = prefix
        .bytes()
        .all(|b| bytes.next().is_some_and(|own| own.eq_ignore_ascii_case(&b)));
    same.then(|| &text[prefix.len()..])
}

/// Headings of the lexicon at the start of `text` (ends in bytes) that are not cut out of a
/// longer word.
fn units(text: &str) -> impl Iterator<Item = (usize, SectionRole)> {
    near_words(text)
        .filter(|(word, _)| {
            // Words that begin alike mostly end in other letters.
            let alike = |own: &[u8], word: &[u8]| {
                own.last().map(u8::to_ascii_lowercase) == word.last().copied()
                    && own.eq_ignore_ascii_case(word)
            };
            let own = text.as_bytes().get(..word.len());
            if !own.is_some_and(|own| alike(own, word.as_bytes())) {
                return false;
            }
            // `AimsTo` is a heading with its text; `Aimsto` and `Methodical` are words.
            let (own, behind) = text.split_at(word.len());
            let last_upper = own.chars().next_back().is_some_and(char::is_uppercase);
            !behind.starts_with(|c: char| {
                c.is_lowercase() || (last_upper && c.is_uppercase()) || c == '\'' || c == '’'
            })
        })
        .map(|(word, role)| (word.len(), *role))
}

fn english_phrase(text: &str, at: usize) -> Option<(usize, SectionRole)> {
    phrases(&text[at..]).into_iter().next()
}
