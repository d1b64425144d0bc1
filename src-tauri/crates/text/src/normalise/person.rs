//! Names of people as comparable keys.

use super::{fold_search, is_han, pinyin};

/// A name brought to comparable parts. Compare two with [`NameKey::matches`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NameKey {
    /// Words of the family name: "de maaker berkhof"; for a Han name the whole of it.
    family: Words,
    /// Words and initials of the given names: "harry w c".
    given: Words,
    /// The joined family name with its umlauts written out ("mueller"), where it has any.
    umlaut: Option<Box<str>>,
    han: bool,
}

/// Words with a space between: one allocation, for libraries hold many names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Words(Box<str>);

impl Words {
    fn new(words: &[String]) -> Self {
        Self(words.join(" ").into_boxed_str())
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }

    fn concat(&self) -> String {
        self.0.replace(' ', "")
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the other's words stand at the beginning or at the end of these.
    fn begins_or_ends_with(&self, other: &Self) -> bool {
        let cut = |rest: Option<&str>, at_end: bool| {
            rest.is_some_and(|rest| {
                rest.is_empty()
                    || if at_end {
                        rest.ends_with(' ')
                    } else {
                        rest.starts_with(' ')
                    }
            })
        };
        cut(self.0.strip_prefix(&*other.0), false) || cut(self.0.strip_suffix(&*other.0), true)
    }
}

/// What a comparison of two names says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameMatch {
    /// Different people, as far as names can tell.
    Different,
    /// One is in Han characters and the other is not: pinyin alone decides nothing.
    Incomparable,
    /// One name may be a shorter form of the other.
    Compatible,
    /// The same name.
    Same,
}

/// The key of a name. Initials written together ("Zhang HJ") are told from words by
/// their capitals; a name wholly in `family`, as literals are, is compared by its words
/// in any order.
///
/// ```
/// use diglot_text::normalise::{NameMatch, fold_name};
/// let full = fold_name("Zhang", "Hui-jia");
/// assert_eq!(full.matches(&fold_name("Zhang", "Huijia")), NameMatch::Same);
/// assert_eq!(full.matches(&fold_name("Huijia", "Zhang")), NameMatch::Same);
/// assert_eq!(full.matches(&fold_name("Zhang", "HJ")), NameMatch::Compatible);
/// assert_eq!(full.matches(&fold_name("张", "会佳")), NameMatch::Incomparable);
/// ```
pub fn fold_name(family: &str, given: &str) -> NameKey {
    if family.chars().chain(given.chars()).any(is_han) {
        let whole: String = fold_search(family)
            .chars()
            .chain(fold_search(given).chars())
            .filter(|c| c.is_alphanumeric())
            .collect();
        return NameKey {
            family: Words(whole.into_boxed_str()),
            han: true,
            ..NameKey::default()
        };
    }
    let mut parts: Vec<String> = Vec::new();
    let shouted = is_upper(family) && family.chars().count() > 3;
    for word in given.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let letters = word.chars().count();
        // "SMITH JOHN" is shouting; "Smith JO" and "SMITH J O" are initials.
        let initials = is_upper(word) && letters <= if shouted { 2 } else { 3 };
        if initials {
            parts.extend(word.chars().map(|c| fold_search(&c.to_string())));
        } else {
            parts.extend(words(word));
        }
    }
    parts.retain(|part| !part.is_empty());
    NameKey {
        family: Words::new(&words(family)),
        given: Words::new(&parts),
        umlaut: umlaut(family).map(String::into_boxed_str),
        han: false,
    }
}

impl NameKey {
    /// Whether the name is written in Han characters.
    pub fn is_han(&self) -> bool {
        self.han
    }

    /// Whether there is no name at all.
    pub fn is_empty(&self) -> bool {
        self.family.is_empty() && self.given.is_empty()
    }

    /// Whether the name has given names or initials, or is Han and so whole.
    pub fn is_full(&self) -> bool {
        self.han || !self.given.is_empty()
    }

    /// The family name in one word ("demaakerberkhof"); a Han name whole.
    pub fn family(&self) -> String {
        self.family.concat()
    }

    /// Family and given names in one word: "zhanghuijia".
    pub fn joined(&self) -> String {
        self.family.concat() + &self.given.concat()
    }

    /// Family name and initials: "zhang hj"; run-together pinyin counts by syllable.
    pub fn with_initials(&self) -> String {
        let initials: String = self
            .syllabic_given()
            .iter()
            .filter_map(|part| part.chars().next())
            .collect();
        format!("{} {initials}", self.family())
    }

    /// Compares two names; symmetric.
    pub fn matches(&self, other: &Self) -> NameMatch {
        if self.is_empty() || other.is_empty() {
            return NameMatch::Incomparable;
        }
        if self.han != other.han {
            return NameMatch::Incomparable;
        }
        if self.han {
            return if self.family == other.family {
                NameMatch::Same
            } else {
                NameMatch::Different
            };
        }
        if self.letters() == other.letters()
            && (self.sorted_words() == other.sorted_words() || self.is_turned(other))
        {
            return NameMatch::Same;
        }
        match self.family_match(other) {
            NameMatch::Same => self.given_match(other),
            NameMatch::Compatible => self.given_match(other).min(NameMatch::Compatible),
            _ => NameMatch::Different,
        }
    }

    /// Whether a word of one's family name stands anywhere in the other's name, the family
    /// names being different: "Rubio, M. L." and "Lopez, Rubio M.", a double name that
    /// databases cut in different places. Weak evidence that the two are one person.
    pub fn shares_family_word(&self, other: &Self) -> bool {
        let within = |family: &Words, name: &Self| {
            family
                .iter()
                .any(|word| word.len() >= 4 && name.words().any(|other| other == word))
        };
        self.han == other.han
            && self.family != other.family
            && (within(&self.family, other) || within(&other.family, self))
    }

    /// Family and given names changed places.
    fn is_turned(&self, other: &Self) -> bool {
        !self.given.is_empty()
            && !other.given.is_empty()
            && self.family() == other.given.concat()
            && other.family() == self.given.concat()
    }

    fn letters(&self) -> usize {
        self.words().map(str::len).sum()
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.family.iter().chain(self.given.iter())
    }

    fn sorted_words(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.words().collect();
        all.sort_unstable();
        all
    }

    fn family_match(&self, other: &Self) -> NameMatch {
        let respelt = |x: &Self, y: &Self| {
            x.umlaut
                .as_ref()
                .is_some_and(|umlaut| **umlaut == *y.family())
        };
        let several = |x: &Self| x.family.0.contains(' ');
        if self.family == other.family
            || ((several(self) || several(other)) && self.family() == other.family())
            || respelt(self, other)
            || respelt(other, self)
        {
            return NameMatch::Same;
        }
        // A particle or half of a double name is often left out.
        let (short, long) = if self.family.0.len() <= other.family.0.len() {
            (&self.family, &other.family)
        } else {
            (&other.family, &self.family)
        };
        let weighty = short.iter().any(|word| word.len() >= 4);
        if weighty && long.begins_or_ends_with(short) {
            return NameMatch::Compatible;
        }
        NameMatch::Different
    }

    fn given_match(&self, other: &Self) -> NameMatch {
        if self.given.is_empty() || other.given.is_empty() {
            return NameMatch::Compatible;
        }
        if self.given.concat() == other.given.concat() {
            return NameMatch::Same;
        }
        // "HJ" may be Hanna J. but not, behind a Chinese family name, Huiming.
        let chinese = pinyin::syllables(&self.family()).is_some();
        let plain = !chinese && parts_compatible(self.given.iter(), other.given.iter());
        if plain
            || parts_compatible(
                self.syllabic_given().into_iter(),
                other.syllabic_given().into_iter(),
            )
        {
            NameMatch::Compatible
        } else {
            NameMatch::Different
        }
    }

    /// The given names with run-together pinyin taken apart.
    fn syllabic_given(&self) -> Vec<&str> {
        self.given
            .iter()
            .flat_map(|word| pinyin::syllables(word).unwrap_or_else(|| vec![word]))
            .collect()
    }
}

/// Whether each pair of parts agrees, one list being perhaps the longer.
fn parts_compatible<'a>(
    a: impl Iterator<Item = &'a str>,
    b: impl Iterator<Item = &'a str>,
) -> bool {
    a.zip(b).all(|(x, y)| {
        let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        // An initial, an equal word, or a shortened one (Matt, Matthew).
        (short.chars().count() == 1 || short == long || short.len() >= 3) && long.starts_with(short)
    })
}

/// Folded words; apostrophes join (O'Brien), everything else separates.
fn words(text: &str) -> Vec<String> {
    fold_search(text)
        .replace(['\'', '`'], "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

fn umlaut(family: &str) -> Option<String> {
    let lower = family.to_lowercase();
    if !lower.contains(['ä', 'ö', 'ü', 'ø', 'å']) {
        return None;
    }
    let written = lower
        .replace('ä', "ae")
        .replace(['ö', 'ø'], "oe")
        .replace('ü', "ue")
        .replace('å', "aa");
    Some(words(&written).concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compare(a: (&str, &str), b: (&str, &str)) -> NameMatch {
        fold_name(a.0, a.1).matches(&fold_name(b.0, b.1))
    }

    #[test]
    fn compares_romanised_chinese_names() {
        for given in ["Hui-jia", "Huijia", "Hui Jia", "HUIJIA"] {
            assert_eq!(
                compare(("Zhang", given), ("Zhang", "Huijia")),
                NameMatch::Same
            );
            let initials = compare(("Zhang", given), ("ZHANG", "H.-J."));
            assert_eq!(initials, NameMatch::Compatible, "{given}");
        }
        assert_eq!(
            compare(("Zhang", "HJ"), ("Zhang", "Huiming")),
            NameMatch::Different
        );
        assert_eq!(compare(("张", "会佳"), ("張", "會佳")), NameMatch::Same);
        assert_eq!(compare(("张", "伟"), ("章", "伟")), NameMatch::Different);
        assert_eq!(
            compare(("张", "伟"), ("Zhang", "Wei")),
            NameMatch::Incomparable
        );
        assert_eq!(fold_name("Zhang", "Huijia").with_initials(), "zhang hj");
    }

    #[test]
    fn compares_western_names() {
        assert_eq!(
            compare(("Michon", "Harry W. C."), ("Michon", "HWC")),
            NameMatch::Compatible
        );
        assert_eq!(
            compare(("de Maaker-Berkhof", "M"), ("Maaker-Berkhof", "Marianne")),
            NameMatch::Compatible
        );
        assert_eq!(
            compare(("Müller", "Jan"), ("Mueller", "Jan")),
            NameMatch::Same
        );
        assert_eq!(compare(("O'Brien", "P"), ("OBrien", "P.")), NameMatch::Same);
        assert_eq!(
            compare(("Smith", "John"), ("Smith", "Jane")),
            NameMatch::Different
        );
        assert_eq!(
            compare(("ALTS Study Group", ""), ("Group", "ALTS Study")),
            NameMatch::Same
        );
    }

    proptest! {
        #[test]
        fn symmetric(a in "[A-Z][a-zü' -]{0,8}", b in "[A-Z]{0,3}|[A-Z][a-z -]{0,8}",
                     c in "[A-Z][a-zü' -]{0,8}", d in "[A-Z]{0,3}|[A-Z][a-z -]{0,8}") {
            let (x, y) = (fold_name(&a, &b), fold_name(&c, &d));
            prop_assert_eq!(x.matches(&y), y.matches(&x));
            prop_assert_eq!(x.matches(&x), NameMatch::Same);
        }

        #[test]
        fn never_panics(a in "\\PC*", b in "\\PC*") {
            let key = fold_name(&a, &b);
            let _ = (key.joined(), key.with_initials(), key.matches(&key));
        }
    }
}
