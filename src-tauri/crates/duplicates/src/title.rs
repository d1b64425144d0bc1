//! Titles: their comparable form, and what two of them are to each other.

mod notice;
mod spelling;

pub(crate) use notice::Notice;

use crate::blocking::hash;
use diglot_text::normalise::{fold_title, is_han};
use spelling::{close, is_number, is_stop_word};

/// One title of a reference, ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TitleKey {
    /// Primary language, when known.
    lang: Option<String>,
    han: bool,
    /// Words without stop words, a space between; of a Han title each character is one, runs of digits and
    /// Latin letters too.
    text: Box<str>,
    /// Hashes of the words in order, and sorted.
    hashes: Box<[u32]>,
    sorted: Box<[u32]>,
    /// All words in one.
    pub(crate) squeezed: Box<str>,
    /// How much the title says about which work it is: significant words, at most 8.
    pub(crate) weight: f32,
    /// What kind of notice about another work it announces.
    pub(crate) notice: Notice,
}

/// What two titles are to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TitleRelation {
    /// None on one side, or none in a common language.
    Unknown,
    /// The same words.
    Equal,
    /// The same but for spelling.
    Spelling,
    /// One has more words than the other: a subtitle, a label.
    Extra,
    /// The same but for numbers: parts of a series, phases, years.
    Numbers,
    /// Different; the share of common words.
    Different(f32),
}

impl TitleKey {
    /// `None` when nothing of the title is comparable.
    pub(crate) fn new(text: &str, lang: &str) -> Option<Self> {
        let (text, notice) = notice::split(text);
        let folded = fold_title(&text);
        if folded.is_empty() {
            return None;
        }
        let mut words = words(&folded);
        let squeezed: String = words.concat();
        if words.iter().any(|w| !is_stop_word(w)) {
            words.retain(|w| !is_stop_word(w));
        }
        let hashes: Box<[u32]> = words.iter().map(|w| hash(w.as_bytes()) as u32).collect();
        let mut sorted = hashes.clone();
        sorted.sort_unstable();
        let han = squeezed.chars().any(is_han);
        let weight = if han {
            // Two characters make a word, and function words are rare in titles.
            words.len() as f32 / 2.0
        } else {
            words.len() as f32
        };
        Some(Self {
            lang: (lang != "und").then(|| lang.to_owned()),
            han,
            text: words.join(" ").into_boxed_str(),
            hashes,
            sorted,
            squeezed: squeezed.into_boxed_str(),
            weight: weight.min(8.0),
            notice,
        })
    }
}

impl TitleKey {
    /// Words that carry meaning, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split(' ')
    }
}

impl TitleRelation {
    /// Larger says more for one work; the best of all pairs of titles counts.
    fn rank(self) -> f32 {
        match self {
            Self::Equal => 6.0,
            Self::Spelling => 5.0,
            Self::Extra => 4.0,
            Self::Numbers => 3.0,
            Self::Different(share) => 1.0 + share,
            Self::Unknown => 0.0,
        }
    }
}

/// The best relation among all pairs of titles, and the weight of the lighter title of that pair.
pub(crate) fn compare_all(a: &[TitleKey], b: &[TitleKey]) -> (TitleRelation, f32) {
    let mut best = (TitleRelation::Unknown, 0.0_f32);
    for x in a {
        for y in b {
            let found = (compare(x, y), x.weight.min(y.weight));
            let better = found.0.rank() > best.0.rank()
                || (found.0.rank() >= best.0.rank() && found.1 > best.1);
            if better {
                best = found;
            }
        }
    }
    best
}

/// Whether two titles in one language are one in two spellings.
pub(crate) fn same_wording(a: &str, b: &str) -> bool {
    let (Some(x), Some(y)) = (TitleKey::new(a, "und"), TitleKey::new(b, "und")) else {
        return false;
    };
    x.notice == y.notice
        && matches!(
            compare(&x, &y),
            TitleRelation::Equal | TitleRelation::Spelling
        )
}

fn compare(a: &TitleKey, b: &TitleKey) -> TitleRelation {
    if a.squeezed == b.squeezed {
        return TitleRelation::Equal;
    }
    let other_language = match (&a.lang, &b.lang) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    };
    if a.han != b.han {
        return TitleRelation::Unknown;
    }
    if is_cut_short(a, b) || is_cut_short(b, a) {
        return TitleRelation::Extra;
    }
    let shared = common(&a.sorted, &b.sorted) as f32 / a.hashes.len().max(b.hashes.len()) as f32;
    if shared < 0.3 && a.hashes.len().min(b.hashes.len()) >= 4 && !close(&a.squeezed, &b.squeezed) {
        return if other_language {
            TitleRelation::Unknown
        } else {
            TitleRelation::Different(shared)
        };
    }
    let (mut left, mut right) = rest(a, b);
    if !a.han {
        pair_spellings(&mut left, &mut right);
    }
    // "sub group" and "subgroup".
    if close(&left.concat(), &right.concat()) {
        left.clear();
        right.clear();
    }
    if left.is_empty() && right.is_empty() {
        return TitleRelation::Spelling;
    }
    let total = a.hashes.len().max(b.hashes.len()) as f32;
    let share = 1.0 - left.len().max(right.len()) as f32 / total;
    if left.is_empty() || right.is_empty() {
        let extra = if left.is_empty() { &right } else { &left };
        if extra.iter().any(|w| is_number(w)) && extra.len() <= 2 {
            return TitleRelation::Numbers;
        }
        return if share >= 0.4 {
            TitleRelation::Extra
        } else {
            TitleRelation::Different(share)
        };
    }
    if left.iter().chain(&right).all(|w| is_number(w)) {
        return TitleRelation::Numbers;
    }
    if other_language {
        return TitleRelation::Unknown;
    }
    TitleRelation::Different(share)
}

fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut found, mut i, mut j) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        found += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    found
}

/// Whether the second title goes on for some words where the first ends, even within a word
/// ("statesthe examples of …": databases lose the colon).
fn is_cut_short(a: &TitleKey, b: &TitleKey) -> bool {
    let more = b.squeezed.strip_prefix(&*a.squeezed);
    a.weight >= 5.0 && more.is_some_and(|more| more.chars().count() > 12)
}

/// The words of each side that the other has not, in order.
fn rest<'a>(a: &'a TitleKey, b: &'a TitleKey) -> (Vec<&'a str>, Vec<&'a str>) {
    fn without<'a>(from: &'a TitleKey, other: &TitleKey) -> Vec<&'a str> {
        let mut used = vec![false; other.sorted.len()];
        let mut out = Vec::new();
        for (word, hash) in from.words().zip(&from.hashes) {
            let start = other.sorted.partition_point(|h| h < hash);
            let free = (start..other.sorted.len())
                .take_while(|i| other.sorted[*i] == *hash)
                .find(|i| !used[*i]);
            match free {
                Some(i) => used[i] = true,
                None => out.push(word),
            }
        }
        out
    }
    (without(a, b), without(b, a))
}

/// Takes away pairs of words that differ in spelling only.
fn pair_spellings(left: &mut Vec<&str>, right: &mut Vec<&str>) {
    if left.len().max(right.len()) > 12 {
        return;
    }
    left.retain(|x| match right.iter().position(|y| close(x, y)) {
        Some(at) => {
            right.remove(at);
            false
        }
        None => true,
    });
}

/// Splits a folded title: at spaces, and each Han character by itself.
fn words(folded: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut Vec<String>| {
        if !word.is_empty() {
            out.push(std::mem::take(word));
        }
    };
    for c in folded.chars() {
        if c == ' ' {
            flush(&mut word, &mut out);
        } else if is_han(c) {
            flush(&mut word, &mut out);
            out.push(c.to_string());
        } else {
            word.push(c);
        }
    }
    flush(&mut word, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(a: &str, b: &str) -> TitleRelation {
        let key = |t| TitleKey::new(t, "und").into_iter().collect::<Vec<_>>();
        let found = compare_all(&key(a), &key(b)).0;
        assert_eq!(compare_all(&key(b), &key(a)).0, found, "symmetry");
        found
    }

    #[test]
    fn spelling_is_no_difference() {
        use TitleRelation::{Equal, Extra, Spelling};
        let pairs = [
            (
                "Sleep in nurses – a cohort study",
                "Sleep in nurses: A cohort study.",
                Equal,
            ),
            (
                "Haemolytic anaemia in children",
                "Hemolytic anemia in children",
                Spelling,
            ),
            (
                "A sub-group of patients with pain",
                "A subgroup of patients with pain",
                Equal,
            ),
            (
                "Results in a sub group of two cohorts",
                "Results for subgroup of two cohorts",
                Spelling,
            ),
            (
                "[Sleep in nurses]. [Review] [12 refs] [French]",
                "Sleep in nurses",
                Equal,
            ),
            (
                "Sleep in nurses and midwives",
                "Sleep in nurses and midwives: protocol of a trial",
                Extra,
            ),
            ("護理人員的睡眠質量研究", "护理人员睡眠质量研究", Spelling),
        ];
        for (a, b, expected) in pairs {
            assert_eq!(relation(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn meaning_is_a_difference() {
        use TitleRelation::{Different, Numbers};
        for (a, b) in [
            (
                "Treatment of hypertension in adults",
                "Treatment of hypotension in adults",
            ),
            (
                "Sleep in nurses on night shifts",
                "Sleep in pilots on night shifts",
            ),
            ("儿童睡眠质量的研究", "成人睡眠质量的研究"),
            (
                "Outcomes in treated patients",
                "Outcomes in untreated patients",
            ),
        ] {
            assert!(matches!(relation(a, b), Different(_)), "{a} / {b}");
        }
        for (a, b) in [
            (
                "The sleep of nurses. Part I",
                "The sleep of nurses. Part II",
            ),
            ("The sleep of nurses", "The sleep of nurses: part 2"),
            ("Statistics of cancer 2019", "Statistics of cancer 2020"),
            (
                "Carriers of hepatitis B virus",
                "Carriers of hepatitis C virus",
            ),
            ("护士睡眠研究（一）", "护士睡眠研究（二）"),
        ] {
            assert_eq!(relation(a, b), Numbers, "{a} / {b}");
        }
    }

    #[test]
    fn no_common_language_says_nothing() {
        assert_eq!(
            relation("Sleep in nurses", "护士的睡眠"),
            TitleRelation::Unknown
        );
        assert_eq!(compare_all(&[], &[]).0, TitleRelation::Unknown);
    }
}
