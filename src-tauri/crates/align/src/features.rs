//! What a sentence offers for comparison, and where the other side has it.

use crate::dictionary::Dictionary;
use crate::numbers::numbers;
use crate::places::Places;
use crate::translations::Translations;
use crate::words::{folded, tokens};
use diglot_text::normalise::is_han;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a feature is, and so how surely a translation keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A number, a percentage, a month.
    Number,
    /// An integer up to twelve.
    SmallNumber,
    /// An acronym, identifier or name in Latin or Greek letters.
    Symbol,
    /// A Latin word between words of another script.
    Foreign,
    /// A word of several characters that the dictionary knows.
    Term,
    /// A word of one Han character.
    ShortTerm,
    /// A word of the other language that the dictionary knows.
    Translation,
    /// A word or a pair of characters in texts of the same script.
    Cognate,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub(crate) const ALL: [Self; 8] = [
        Self::Number,
        Self::SmallNumber,
        Self::Symbol,
        Self::Foreign,
        Self::Term,
        Self::ShortTerm,
        Self::Translation,
        Self::Cognate,
    ];

    /// How likely a translation keeps such a feature, before a text is seen.
    pub(crate) fn kept(self) -> f64 {
        match self {
            Self::Number => 0.9,
            Self::SmallNumber => 0.65,
            Self::Symbol | Self::Foreign => 0.75,
            Self::Term => 0.6,
            Self::ShortTerm | Self::Translation => 0.45,
            Self::Cognate => 0.35,
        }
    }

    /// How often two sentences of one text share such a feature by chance,
    /// before the text is seen.
    pub(crate) fn shared(self) -> f64 {
        match self {
            Self::Number | Self::Symbol | Self::Foreign | Self::Cognate => 0.08,
            Self::SmallNumber | Self::Term | Self::Translation => 0.16,
            Self::ShortTerm => 0.25,
        }
    }
}

/// A feature of one sentence.
#[derive(Debug)]
pub(crate) struct Feature {
    /// What it is.
    pub kind: Kind,
    /// The sentences of the other side that have the counterpart.
    pub found: Places,
}

/// The features of one side.
#[derive(Debug, Default)]
pub(crate) struct Side {
    /// The distinct features of the side.
    pub features: Vec<Feature>,
    /// Per sentence, the features it has, as indices.
    pub sentences: Vec<Vec<usize>>,
}

/// What is read from one sentence before the sides are compared.
#[derive(Default)]
pub(crate) struct Read {
    /// Keys, and whether the number is small.
    pub numbers: BTreeMap<String, bool>,
    /// Words, and whether they are written like a name.
    pub words: BTreeMap<String, bool>,
    /// Dictionary words by longest match.
    pub terms: BTreeSet<String>,
    /// Every dictionary word in it, overlapping ones too.
    pub all_terms: BTreeSet<String>,
    /// Neighbouring Han characters.
    pub pairs: BTreeSet<String>,
    /// Whether its side is in Han characters.
    pub han: bool,
}

/// The features of both sides, compared.
pub(crate) fn compare(
    left: &[&str],
    right: &[&str],
    dictionaries: &[&dyn Dictionary],
) -> (Side, Side) {
    let scripts = [left, right].map(script_of);
    let han = scripts.map(|script| script == Script::Han);
    let read = |side: &[&str], han: bool| -> Vec<Read> {
        side.iter()
            .map(|text| read(text, han, dictionaries))
            .collect()
    };
    let (l, r) = (read(left, han[0]), read(right, han[1]));
    let translations = if han[0] && !han[1] {
        Some(Translations::of(&l, &r, dictionaries))
    } else if han[1] && !han[0] {
        Some(Translations::of(&r, &l, dictionaries))
    } else {
        None
    };
    let same = scripts[0] == scripts[1];
    let side = |a: &[Read], b: &[Read], a_is_han: bool| {
        side(a, &Index::of(b), a_is_han, same, translations.as_ref())
    };
    (side(&l, &r, han[0]), side(&r, &l, han[1]))
}

/// Where what was read from a side stands.
#[derive(Default)]
struct Index<'a> {
    numbers: HashMap<&'a str, Places>,
    words: BTreeMap<&'a str, Places>,
    pairs: HashMap<&'a str, Places>,
}

impl<'a> Index<'a> {
    fn of(side: &'a [Read]) -> Self {
        let mut index = Self::default();
        for (at, read) in side.iter().enumerate() {
            for key in read.numbers.keys() {
                index.numbers.entry(key).or_default().push(at);
            }
            for word in read.words.keys() {
                index.words.entry(word).or_default().push(at);
            }
            for pair in &read.pairs {
                index.pairs.entry(pair).or_default().push(at);
            }
        }
        index
    }

    fn number(&self, key: &str) -> Places {
        self.numbers.get(key).cloned().unwrap_or_default()
    }

    fn word(&self, word: &str) -> Places {
        self.words.get(word).cloned().unwrap_or_default()
    }

    fn pair(&self, pair: &str) -> Places {
        self.pairs.get(pair).cloned().unwrap_or_default()
    }

    fn beginning(&self, start: &str) -> Places {
        let words = self.words.range(start..);
        Places::union(
            words
                .take_while(|(word, _)| word.starts_with(start))
                .map(|(_, places)| places),
        )
    }
}

/// What a side is written in, as far as it matters for comparing words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Latin,
    Cyrillic,
    Other,
}

/// The script of most of a side. Han counts triple: a character is half a word.
fn script_of(side: &[&str]) -> Script {
    let (mut han, mut latin, mut cyrillic, mut other) = (0, 0, 0, 0);
    for c in side.iter().flat_map(|text| text.chars()) {
        match c {
            c if is_han(c) => han += 3,
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => latin += 1,
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            c if c.is_alphabetic() => other += 2,
            _ => {}
        }
    }
    let most = han.max(latin).max(cyrillic).max(other);
    if han == most {
        Script::Han
    } else if latin == most {
        Script::Latin
    } else if cyrillic == most {
        Script::Cyrillic
    } else {
        Script::Other
    }
}

fn read(text: &str, han: bool, dictionaries: &[&dyn Dictionary]) -> Read {
    let text = folded(text);
    let mut out = Read {
        han,
        ..Read::default()
    };
    for number in numbers(&text) {
        out.numbers.insert(number.key, number.small);
    }
    for token in tokens(&text) {
        *out.words.entry(token.lower).or_default() |= token.is_symbol;
    }
    if han {
        let chars: Vec<char> = text.chars().collect();
        for run in chars.split(|c| !is_han(*c)) {
            read_terms(run, dictionaries, &mut out);
            out.pairs.extend(run.windows(2).map(String::from_iter));
        }
    }
    out
}

/// Looks up every part of a run of Han characters.
fn read_terms(run: &[char], dictionaries: &[&dyn Dictionary], out: &mut Read) {
    let longest = dictionaries.iter().map(|d| d.longest()).max().unwrap_or(0);
    let mut covered = 0;
    for at in 0..run.len() {
        let mut best = 0;
        for end in (at + 1)..=run.len().min(at + longest) {
            let word = String::from_iter(&run[at..end]);
            let mut known = false;
            for dictionary in dictionaries {
                dictionary.glosses(&word, &mut |_| known = true);
            }
            if known {
                best = end - at;
                if best > 1 {
                    out.all_terms.insert(word);
                }
            }
        }
        if best > 0 && at >= covered {
            let word = String::from_iter(&run[at..at + best]);
            out.all_terms.insert(word.clone());
            out.terms.insert(word);
            covered = at + best;
        }
    }
}

/// Collects the features of side `a` against side `b`.
fn side(
    a: &[Read],
    b: &Index<'_>,
    a_is_han: bool,
    same: bool,
    translations: Option<&Translations>,
) -> Side {
    let mut out = Side::default();
    let mut index: HashMap<(u8, String), usize> = HashMap::new();
    for sentence in a {
        let mut list = Vec::new();
        let mut add = |kind: Kind, key: &str, found: &dyn Fn() -> Places| {
            let place = *index
                .entry((kind as u8, key.to_owned()))
                .or_insert_with(|| {
                    let found = found();
                    out.features.push(Feature { kind, found });
                    out.features.len() - 1
                });
            list.push(place);
        };
        for (key, &small) in &sentence.numbers {
            let kind = if small {
                Kind::SmallNumber
            } else {
                Kind::Number
            };
            add(kind, key, &|| b.number(key));
        }
        for (word, &symbol) in &sentence.words {
            let known = translations
                .filter(|_| !a_is_han)
                .and_then(|t| t.words.get(word));
            let shared = b.words.contains_key(word.as_str());
            let letters = word.chars().count();
            if symbol && (letters > 1 || !word.is_ascii()) {
                add(Kind::Symbol, word, &|| b.word(word));
            } else if same {
                if letters > 3 && !sentence.han {
                    let start: String = word.chars().take(5).collect();
                    add(Kind::Cognate, &start, &|| b.beginning(&start));
                }
            } else if letters > 1 && (a_is_han || (shared && known.is_none())) {
                add(Kind::Foreign, word, &|| b.word(word));
            } else if let Some(found) = known {
                add(Kind::Translation, word, &|| found.clone());
            }
        }
        if let Some(translations) = translations.filter(|_| a_is_han) {
            for term in &sentence.terms {
                let kind = if term.chars().count() > 1 {
                    Kind::Term
                } else {
                    Kind::ShortTerm
                };
                add(kind, term, &|| {
                    translations.terms.get(term).cloned().unwrap_or_default()
                });
            }
        }
        if same {
            for pair in &sentence.pairs {
                add(Kind::Cognate, pair, &|| b.pair(pair));
            }
        }
        out.sentences.push(list);
    }
    out
}
