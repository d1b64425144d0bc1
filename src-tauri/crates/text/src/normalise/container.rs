//! Titles of journals and other containers, whole or abbreviated.

use super::{fold_title, is_han};

/// The words that a container's title is compared by: folded, without articles and
/// conjunctions, without a place or edition in brackets, without a subtitle.
///
/// ```
/// use diglot_text::normalise::fold_container;
/// assert_eq!(fold_container("The Lancet (London, England)"), "lancet");
/// assert_eq!(fold_container("Pilot & Feasibility Studies"), "pilot feasibility studies");
/// ```
pub fn fold_container(title: &str) -> String {
    let main = without_subtitle(title);
    let bare = without_brackets(main);
    let folded = fold_title(if bare.trim().is_empty() { main } else { &bare });
    let words: Vec<&str> = folded.split(' ').filter(|w| !is_filler(w)).collect();
    if words.is_empty() {
        folded
    } else {
        words.join(" ")
    }
}

/// Whether two keys of [`fold_container`] may name the same container: equal words in
/// order, or the words of one abbreviating those of the other ("pilot feasibility stud"),
/// or one the initials of the other ("jama").
pub fn containers_match(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a == b || a.replace(' ', "") == b.replace(' ', "") {
        return true;
    }
    if a.chars().chain(b.chars()).any(is_han) {
        return false;
    }
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    words_abbreviate(&x, &y) || is_acronym(a, &y) || is_acronym(b, &x)
}

/// Word for word, each the abbreviation of its partner, in whichever direction.
fn words_abbreviate(a: &[&str], b: &[&str]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(x, y)| abbreviates(x, y) || abbreviates(y, x))
}

/// A beginning ("stud", studies), or a contraction that keeps first letter and order
/// ("natl", "hlth", "intl"); single letters stand for any word.
fn abbreviates(short: &str, long: &str) -> bool {
    if long.starts_with(short) {
        return true;
    }
    if short.len() < 3 || short.len() >= long.len() || short.as_bytes()[0] != long.as_bytes()[0] {
        return false;
    }
    let mut rest = long.bytes();
    short.bytes().all(|b| rest.any(|c| c == b))
}

fn is_acronym(acronym: &str, words: &[&str]) -> bool {
    words.len() >= 3
        && acronym.len() == words.len()
        && acronym
            .bytes()
            .zip(words)
            .all(|(c, w)| w.as_bytes().first() == Some(&c))
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "" | "the"
            | "a"
            | "an"
            | "of"
            | "and"
            | "in"
            | "on"
            | "for"
            | "de"
            | "des"
            | "du"
            | "la"
            | "le"
            | "les"
            | "der"
            | "die"
            | "das"
            | "und"
            | "fur"
            | "et"
            | "y"
            | "del"
            | "della"
            | "e"
            | "i"
            | "to"
    )
}

/// Cuts the subtitle of "Blood: official journal of …", only behind a title of some length;
/// a full stop opens none ("Lancet. Psychiatry").
fn without_subtitle(title: &str) -> &str {
    let cut = [": ", " = ", "：", " / "]
        .iter()
        .filter_map(|mark| title.find(mark))
        .filter(|at| *at >= 3)
        .min();
    cut.map_or(title, |at| &title[..at])
}

fn without_brackets(title: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(a: &str, b: &str) -> bool {
        containers_match(&fold_container(a), &fold_container(b))
    }

    #[test]
    fn abbreviations_match() {
        assert!(same(
            "Pilot Feasibility Stud",
            "Pilot and Feasibility Studies"
        ));
        assert!(same("Nat Rev Nephrol", "Nature Reviews. Nephrology"));
        assert!(same(
            "J. Natl. Cancer Inst.",
            "Journal of the National Cancer Institute"
        ));
        assert!(same("BMC PSYCHIATRY", "BMC Psychiatry"));
        assert!(same("JAMA", "Journal of the American Medical Association"));
        assert!(same("Blood : official journal of the society", "Blood"));
        assert!(same("中华护理杂志", "中華護理雜誌"));
    }

    #[test]
    fn different_journals_do_not() {
        assert!(!same("Cancer", "Cancer Research"));
        assert!(!same("Lancet", "Lancet Psychiatry"));
        assert!(!same("Blood", "Brain"));
        assert!(!same("", ""));
        assert!(!same("中华护理杂志", "中华医学杂志"));
    }

    proptest! {
        #[test]
        fn idempotent(title in "[\\PCa-z ():&=]*") {
            let key = fold_container(&title);
            prop_assert_eq!(fold_container(&key), key);
        }

        #[test]
        fn symmetric(a in "[a-z ]{0,12}", b in "[a-z ]{0,12}") {
            prop_assert_eq!(same(&a, &b), same(&b, &a));
        }
    }
}
