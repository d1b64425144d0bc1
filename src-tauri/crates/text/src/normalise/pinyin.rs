//! Syllables of Hanyu Pinyin without tones, to take run-together given names apart.

/// The one or two syllables of a word that is wholly made of them, the first as long as
/// can be. Given names have no more, and "maria" would have three.
///
/// "huijia" is `[hui, jia]`; "john" is none.
pub(super) fn syllables(word: &str) -> Option<Vec<&str>> {
    if word.is_empty() || word.len() > 24 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    // best[i]: the least number of syllables for word[i..], and the length of the first.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; word.len() + 1];
    best[word.len()] = Some((0, 0));
    for start in (0..word.len()).rev() {
        for length in (1..=6.min(word.len() - start)).rev() {
            let Some((count, _)) = best[start + length] else {
                continue;
            };
            let better = best[start].is_none_or(|(known, _)| count + 1 < known);
            if better && is_syllable(&word[start..start + length]) {
                best[start] = Some((count + 1, length));
            }
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let (_, length) = best[at]?;
        out.push(&word[at..at + length]);
        at += length;
    }
    (out.len() <= 2).then_some(out)
}

/// Finals that each initial takes.
const TABLE: &[(&str, &str)] = &[
    ("", "a ai an ang ao e ei en eng er o ou"),
    ("b", "a ai an ang ao ei en eng i ian iao ie in ing o u"),
    ("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"),
    (
        "m",
        "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    ),
    ("f", "a an ang ei en eng o ou u"),
    (
        "d",
        "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    ),
    (
        "t",
        "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    ),
    (
        "n",
        "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v ve",
    ),
    (
        "l",
        "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo v ve",
    ),
    (
        "g",
        "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    ),
    (
        "k",
        "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    ),
    (
        "h",
        "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    ),
    ("j", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("q", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("x", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    (
        "zh",
        "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    ),
    (
        "ch",
        "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    ),
    (
        "sh",
        "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    ),
    ("r", "an ang ao e en eng i ong ou u uan ui un uo"),
    ("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    ("c", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("y", "a an ang ao e i in ing o ong ou u uan ue un"),
    ("w", "a ai an ang ei en eng o u"),
];

fn is_syllable(text: &str) -> bool {
    TABLE.iter().any(|(initial, finals)| {
        text.strip_prefix(initial)
            .is_some_and(|rest| finals.split(' ').any(|f| f == rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_given_names_apart() {
        assert_eq!(syllables("huijia").unwrap(), ["hui", "jia"]);
        assert_eq!(syllables("xiaoming").unwrap(), ["xiao", "ming"]);
        assert_eq!(syllables("wei").unwrap(), ["wei"]);
        assert_eq!(syllables("john"), None);
        assert_eq!(syllables("maria"), None);
        assert_eq!(syllables(""), None);
    }
}
