//! Where sentences end in languages that use the Latin full stop: `sentencex`
//! first, then what papers do to full stops.

use super::is_closing;
use crate::headings::role_of;

/// Never the end of a sentence, whatever follows.
const ABBREVIATIONS: &[&str] = &[
    "approx", "ca", "cf", "dr", "drs", "e.g", "eg", "eq", "eqs", "eqn", "fig", "figs", "i.e", "ie",
    "mr", "mrs", "ms", "prof", "ref", "refs", "resp", "sect", "st", "suppl", "tab", "v", "viz",
    "vs", "acad", "natl", "proc", "univ", "vol", "vols", "chap", "corresp", "incl", "excl", "dept",
    "intl", "assoc",
];

/// No end of a sentence before a digit, a bracket or a small letter.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "nr", "p", "pp", "art", "ser", "pt", "sp", "spp", "ssp", "subsp", "var", "cv",
    "nov", "max", "min", "temp", "wt", "conc", "ed", "eds", "ext", "sec", "sci", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "dec",
];

/// Nouns whose label is a single capital: "hepatitis C. Patients".
const LABELLED: &[&str] = &[
    "hepatitis",
    "vitamin",
    "vitamins",
    "group",
    "groups",
    "type",
    "types",
    "class",
    "grade",
    "stage",
    "phase",
    "factor",
    "protein",
    "influenza",
    "arm",
    "cohort",
    "site",
    "panel",
    "level",
    "category",
    "appendix",
    "strain",
    "serotype",
    "serogroup",
    "complex",
    "pathway",
    "model",
    "plan",
    "part",
    "center",
    "centre",
    "hospital",
    "school",
    "method",
    "scenario",
    "haemophilia",
    "hemophilia",
    "immunoglobulin",
    "ligand",
    "region",
    "zone",
    "pattern",
    "child-pugh",
];

/// Ways of giving a medicine: "given i.v. Patients".
const DOSING: &[&str] = &[
    "i.v", "i.p", "i.m", "s.c", "p.o", "i.d", "b.i.d", "t.i.d", "q.i.d", "q.d",
];

/// Whether a word before a full stop is always an abbreviation.
pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str())
}

/// Byte offsets behind the last character of each sentence.
pub(super) fn cuts(text: &str, language: &str) -> Vec<usize> {
    let language = if language.is_empty() || language == "und" || language == "zh" {
        "en"
    } else {
        language
    };
    let mut found: Vec<usize> = sentencex::get_sentence_boundaries(language, text)
        .iter()
        .map(|sentence| sentence.end_byte)
        .filter(|&end| end < text.len() && text.is_char_boundary(end))
        .collect();
    found.extend(missed(text));
    found.sort_unstable();
    found.dedup();
    let mut start = 0;
    found.retain(|&cut| {
        let keep = !is_false_end(text, start, cut);
        if keep {
            start = cut;
        }
        keep
    });
    found
}

/// Whether the sentence `start..cut` does not end at `cut`.
fn is_false_end(text: &str, start: usize, cut: usize) -> bool {
    let (Some(sentence), Some(rest)) = (text.get(start..cut), text.get(cut..)) else {
        return true;
    };
    let ended = sentence.trim_end();
    let after = rest.trim_start();
    let Some(next) = after.chars().next() else {
        return false;
    };
    if is_enumerator(ended.trim_start()) || is_heading(ended.trim_start()) {
        return true;
    }
    let Some(body) = ended.strip_suffix('.') else {
        return false;
    };
    let word = body
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '/' | '–' | '—'))
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if ABBREVIATIONS.contains(&word.as_str()) {
        return true;
    }
    let numbered = next.is_ascii_digit() || next.is_lowercase() || matches!(next, '(' | '[');
    if numbered && BEFORE_NUMBERS.contains(&word.as_str()) {
        return true;
    }
    let glued = ended.len() == sentence.len() && after.len() == rest.len();
    glued && is_inside_address(text, cut)
}

/// "Objective." in front of its section.
fn is_heading(piece: &str) -> bool {
    piece.len() <= 60
        && piece.ends_with('.')
        && piece.starts_with(char::is_uppercase)
        && role_of(piece).is_some()
}

/// "1.", "(2)", "a." standing alone.
fn is_enumerator(piece: &str) -> bool {
    let label = piece.trim_matches(|c| matches!(c, '(' | ')' | '.' | ' '));
    let digits = label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
    !label.is_empty() && (digits || letter) && piece.len() <= 5
}

/// Whether a cut without white space around it stands in a web address, a DOI,
/// an e-mail address or a dotted name rather than between two glued sentences.
fn is_inside_address(text: &str, cut: usize) -> bool {
    let (head, tail) = text.split_at(cut);
    let before = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = tail.split(char::is_whitespace).next().unwrap_or_default();
    let lower = before.to_ascii_lowercase();
    let marked = lower.contains("://")
        || lower.starts_with("www.")
        || lower.contains('@')
        || (lower.contains("10.") && lower.contains('/'));
    // "Node.Js", "Foo.com": a dot soon follows, or the word is a short tail.
    let word: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
    let behind = after[word.len()..].chars();
    let dotted = behind.clone().next() == Some('.')
        && behind.clone().nth(1).is_some_and(char::is_alphanumeric);
    let tail_of_name = word.chars().count() <= 2 && behind.clone().next().is_some_and(|c| c == '.');
    marked || dotted || tail_of_name
}

/// Ends that the library does not see.
fn missed(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    for (at, mark) in text.match_indices(['.', '!', '?', '。', '！', '？']) {
        let end = at + mark.len();
        let (head, tail) = (&text[..at], &text[end..]);
        if matches!(mark, "。" | "！" | "？") {
            let closers: usize = tail
                .chars()
                .take_while(|&c| is_closing(c))
                .map(char::len_utf8)
                .sum();
            out.push(end + closers);
            continue;
        }
        let closers: usize = tail
            .chars()
            .take_while(|&c| is_closing(c))
            .map(char::len_utf8)
            .sum();
        let rest = &tail[closers..];
        let next = rest.trim_start();
        let spaced = next.len() < rest.len();
        if closers > 0 {
            if spaced && starts_sentence(next) && opens_sentence(head) {
                out.push(end + closers);
            }
            continue;
        }
        if mark != "." || !spaced || !starts_sentence(next) {
            continue;
        }
        let mut words = head.rsplit(char::is_whitespace);
        let last = words.next().unwrap_or_default();
        let noun = words.next().unwrap_or_default().to_ascii_lowercase();
        let letter = last.len() == 1 && last.bytes().all(|b| b.is_ascii_uppercase());
        let dosing = DOSING.contains(&last.to_ascii_lowercase().as_str());
        if (letter && LABELLED.contains(&noun.as_str())) || dosing {
            out.push(end);
        }
    }
    out
}

/// A capitalised word of two letters or more, perhaps behind a quote or bracket.
fn starts_sentence(next: &str) -> bool {
    let word = next.trim_start_matches(['"', '“', '(', '[', '‘']);
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters
            .next()
            .is_some_and(|c| c.is_lowercase() || c.is_whitespace())
}

/// Whether the bracket or quote that is open at the end of `head` began a
/// sentence: "(It was fine.) Then".
fn opens_sentence(head: &str) -> bool {
    let Some(open) = head.rfind(['(', '[', '“', '"']) else {
        return false;
    };
    let before = head[..open].trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ')', '”', '"'])
}
