//! A glossary mined from what the library holds in two languages: keywords, titles, and
//! long forms with their abbreviation in brackets. A person adds to it and takes from it.

use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_model::{Abstract, KeywordKind, LanguageTag, Reference, TextField};
use diglot_store::{Standing, StoreError};
use diglot_text::normalise::fold_search;
use diglot_text::script::{has_han, is_han};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A term in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// In how many references it was found.
    pub count: usize,
    /// Where it comes from.
    pub source: TermSource,
}

/// Where a term comes from; the best known first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermSource {
    /// A person.
    User,
    /// Keywords in two languages.
    Keyword,
    /// A long form with its abbreviation in brackets.
    Abbreviation,
    /// Titles in two languages.
    Title,
}

/// The terms of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    /// The terms: a person's first, then the most frequent.
    pub terms: Vec<Term>,
    /// What a person took out.
    pub removed: Vec<Term>,
}

/// A term as two texts write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFound {
    /// As the Chinese text writes it.
    pub zh: Option<String>,
    /// As the English text writes it.
    pub en: Option<String>,
    /// The term.
    pub term: Term,
}

/// Terms on their way, by their folded forms.
#[derive(Default)]
struct Mine(HashMap<(String, String), Term>);

impl Mine {
    fn add(&mut self, zh: &str, en: &str, source: TermSource) {
        let (zh, en) = (tidy(zh), tidy(en));
        let han = zh.chars().filter(|c| is_han(*c)).count();
        let words = en.split_whitespace().count();
        // A sentence is no term, and one character or letter says nothing.
        let fits = (2..=24).contains(&han)
            && (1..=10).contains(&words)
            && en.chars().filter(char::is_ascii_alphabetic).count() >= 2
            && !has_han(&en)
            && zh != en;
        if !fits {
            return;
        }
        let key = (fold_search(&zh), fold_search(&en));
        let term = self.0.entry(key).or_insert(Term {
            zh,
            en,
            count: 0,
            source,
        });
        term.count += 1;
        term.source = term.source.min(source);
    }

    /// Mines a reference; what it says twice counts once.
    fn reference(&mut self, reference: &Reference) {
        let mut own = Self::default();
        own.keywords(reference);
        own.titles(reference);
        own.abbreviations(reference);
        for (key, mut term) in own.0 {
            if let Some(known) = self.0.get_mut(&key) {
                known.count += 1;
                known.source = known.source.min(term.source);
            } else {
                term.count = 1;
                self.0.insert(key, term);
            }
        }
    }

    /// Keywords of the authors: as many in each language, in the same order.
    fn keywords(&mut self, reference: &Reference) {
        let of = |chinese: bool| -> Vec<&str> {
            let keywords = reference.keywords.iter();
            keywords
                .filter(|keyword| keyword.kind == KeywordKind::Author)
                .filter(|keyword| {
                    if chinese {
                        keyword.lang.is_chinese()
                    } else {
                        keyword.lang.is_english()
                    }
                })
                .map(|keyword| keyword.text.as_str())
                .collect()
        };
        let (zh, en) = (of(true), of(false));
        if zh.len() == en.len() {
            for (zh, en) in zh.iter().zip(en) {
                self.add(zh, en, TermSource::Keyword);
            }
        }
    }

    /// What stands behind the colon of both titles, and short titles as a whole.
    fn titles(&mut self, reference: &Reference) {
        let of = |fits: fn(&LanguageTag) -> bool| {
            let titles = reference.texts(TextField::Title).iter();
            let mut titles = titles.filter(|title| fits(&title.lang));
            titles.next().map(|title| title.text.as_str())
        };
        let (Some(zh), Some(en)) = (of(LanguageTag::is_chinese), of(LanguageTag::is_english))
        else {
            return;
        };
        let parts = |title: &str| -> Vec<String> {
            title
                .split([':', '：', '—', '–'])
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect()
        };
        let (zh, en) = (parts(zh), parts(en));
        if zh.len() != en.len() {
            return;
        }
        for (zh, en) in zh.iter().zip(&en) {
            if zh.chars().count() <= 12 && en.split_whitespace().count() <= 6 {
                self.add(zh, en, TermSource::Title);
            }
        }
    }

    /// An abbreviation that both languages give in brackets behind its long form.
    fn abbreviations(&mut self, reference: &Reference) {
        let (mut zh, mut en) = (BTreeMap::new(), BTreeMap::new());
        let titles = reference.texts(TextField::Title).iter();
        let titles = titles.map(|title| (title.lang.clone(), title.text.clone()));
        let abstracts = reference.abstracts.iter();
        let abstracts = abstracts.map(|text| (text.lang.clone(), text.plain()));
        for (lang, text) in titles.chain(abstracts) {
            if lang.is_chinese() {
                for (short, long, english) in long_forms_zh(&text) {
                    if let Some(english) = english {
                        self.add(&long, &english, TermSource::Abbreviation);
                    }
                    zh.entry(short).or_insert(long);
                }
            } else if lang.is_english() {
                en.extend(long_forms_en(&text));
            }
        }
        for (short, zh) in zh {
            if let Some(en) = en.get(&short) {
                self.add(&zh, en, TermSource::Abbreviation);
            }
        }
    }
}

fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '(' | ')' | '[' | ']'))
        .trim_end_matches(['。', '；', '，'])
        .to_owned()
}

/// Texts in brackets with what stands before them.
fn brackets(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (at, open) in text.match_indices(['(', '（']) {
        let inside = &text[at + open.len()..];
        if let Some(end) = inside.find([')', '）']) {
            found.push((&text[..at], inside[..end].trim()));
        }
    }
    found
}

fn is_short(text: &str) -> bool {
    (2..=10).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.chars().filter(char::is_ascii_uppercase).count() >= 2
}

fn singular(short: &str) -> String {
    short.strip_suffix('s').unwrap_or(short).to_owned()
}

/// Abbreviations of an English text with their long forms.
fn long_forms_en(text: &str) -> Vec<(String, String)> {
    brackets(text)
        .into_iter()
        .filter(|(_, inside)| is_short(inside))
        .filter_map(|(before, short)| {
            let long = diglot_align::long_form(short, before)?;
            Some((singular(short), long.to_owned()))
        })
        .collect()
}

/// Words that stand before a term and are no part of it.
const BEFORE: &[&str] = &[
    "采用", "使用", "利用", "应用", "通过", "基于", "接受", "进行", "以及", "包括", "关于", "对于",
    "探讨", "评价", "评估", "比较", "分析", "研究", "观察", "患者", "其中", "分为", "称为", "即",
    "的", "为", "是", "和", "与", "及", "或", "对", "在", "由", "用", "以", "将", "从", "行", "经",
    "给予",
];

/// Abbreviations of a Chinese text with their long forms, and with their English long form
/// where the brackets give both: 个人安置与支持(Individual Placement and Support, IPS).
fn long_forms_zh(text: &str) -> Vec<(String, String, Option<String>)> {
    brackets(text)
        .into_iter()
        .filter_map(|(before, inside)| {
            let (english, short) = match inside.rsplit_once([',', '，', ';', '；']) {
                Some((english, short)) => (Some(english.trim()), short.trim()),
                None => (None, inside),
            };
            if !is_short(short) || english.is_some_and(|english| !english.is_ascii()) {
                return None;
            }
            let long = han_before(before)?;
            let english = english.filter(|english| english.len() > short.len());
            Some((singular(short), long, english.map(str::to_owned)))
        })
        .collect()
}

/// The Han word that a text ends with, as well as can be told.
fn han_before(text: &str) -> Option<String> {
    let text = text.trim_end();
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_han(*c))
        .last()
        .map(|(at, _)| at)?;
    let mut run = &text[start..];
    // What stands behind the last word that is no part of a term; 与 and 和 may be.
    let inner = |word: &str| {
        matches!(
            word,
            "和" | "与"
                | "及"
                | "为"
                | "行"
                | "用"
                | "以"
                | "对"
                | "研究"
                | "分析"
                | "评估"
                | "评价"
        )
    };
    loop {
        let cut = BEFORE
            .iter()
            .filter(|word| !inner(word) || run.starts_with(**word))
            .filter_map(|word| run.rfind(word).map(|at| at + word.len()))
            .filter(|at| run[*at..].chars().count() >= 2)
            .max();
        match cut {
            Some(at) => run = &run[at..],
            None => break,
        }
    }
    let chars = run.chars().count();
    (2..=14).contains(&chars).then(|| run.to_owned())
}

/// What a person said about terms: pairs that were added and pairs that were taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Edits {
    added: Vec<(String, String)>,
    removed: Vec<(String, String)>,
}

/// The setting's name.
const SETTING: &str = "glossary";

impl Edits {
    fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let pairs = |key: &str| -> Vec<(String, String)> {
            let list = value[key].as_array().into_iter().flatten();
            list.filter_map(|pair| {
                Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()))
            })
            .collect()
        };
        Some(Self {
            added: pairs("added"),
            removed: pairs("removed"),
        })
    }

    fn write(&self) -> String {
        json!({ "added": self.added, "removed": self.removed }).to_string()
    }
}

fn same(a: &(String, String), zh: &str, en: &str) -> bool {
    fold_search(&a.0) == fold_search(zh) && fold_search(&a.1) == fold_search(en)
}

impl Library {
    /// The glossary: what is mined from every reference, with what a person said about it.
    /// Reads the whole library.
    pub fn glossary(&self) -> Result<Glossary> {
        let mut mine = Mine::default();
        self.store.for_each(Standing::Reference, |stored| {
            mine.reference(&stored.reference);
            Ok::<_, StoreError>(())
        })?;
        let edits = self.glossary_edits()?;
        let mut glossary = Glossary::default();
        for term in mine.0.into_values() {
            let said =
                |list: &[(String, String)]| list.iter().any(|pair| same(pair, &term.zh, &term.en));
            if said(&edits.removed) {
                glossary.removed.push(term);
            } else if !said(&edits.added) {
                glossary.terms.push(term);
            }
        }
        let user = |(zh, en): &(String, String)| Term {
            zh: zh.clone(),
            en: en.clone(),
            count: 0,
            source: TermSource::User,
        };
        glossary.terms.extend(edits.added.iter().map(user));
        for pair in &edits.removed {
            if !glossary
                .removed
                .iter()
                .any(|term| same(pair, &term.zh, &term.en))
            {
                glossary.removed.push(user(pair));
            }
        }
        for list in [&mut glossary.terms, &mut glossary.removed] {
            list.sort_by(|a, b| {
                let own = |term: &Term| term.source != TermSource::User;
                (own(a), b.count, &a.en, &a.zh).cmp(&(own(b), a.count, &b.en, &b.zh))
            });
        }
        Ok(glossary)
    }

    /// Adds a term, or brings one back that was taken out. It stays until it is taken out.
    pub fn add_term(&mut self, zh: &str, en: &str) -> Result<()> {
        let (zh, en) = (tidy(zh), tidy(en));
        if zh.is_empty() || en.is_empty() {
            return Err(LibraryError::NotATerm);
        }
        let mut edits = self.glossary_edits()?;
        let count = edits.removed.len();
        edits.removed.retain(|pair| !same(pair, &zh, &en));
        let was_removed = edits.removed.len() < count;
        if !was_removed && !edits.added.iter().any(|pair| same(pair, &zh, &en)) {
            edits.added.push((zh, en));
        }
        self.put_glossary_edits(&edits)
    }

    /// Takes a term out.
    pub fn remove_term(&mut self, zh: &str, en: &str) -> Result<()> {
        let (zh, en) = (tidy(zh), tidy(en));
        let mut edits = self.glossary_edits()?;
        edits.added.retain(|pair| !same(pair, &zh, &en));
        if !edits.removed.iter().any(|pair| same(pair, &zh, &en)) {
            edits.removed.push((zh, en));
        }
        self.put_glossary_edits(&edits)
    }

    fn glossary_edits(&self) -> Result<Edits> {
        let known = self.store.kept(SETTING)?;
        Ok(known
            .and_then(|text| Edits::read(&text))
            .unwrap_or_default())
    }

    fn put_glossary_edits(&mut self, edits: &Edits) -> Result<()> {
        Ok(self.store.keep(SETTING, Some(&edits.write()))?)
    }
}

/// The terms that stand in the abstracts and titles of a reference, the longest first; of
/// terms that share a word the longest.
pub fn terms_of(reference: &Reference, glossary: &Glossary) -> Vec<TermFound> {
    let text = |fits: fn(&LanguageTag) -> bool| -> String {
        let abstracts = reference.abstracts.iter();
        let abstracts = abstracts.filter(|text| fits(&text.lang));
        let titles = reference.texts(TextField::Title).iter();
        let titles = titles.filter(|title| fits(&title.lang));
        let parts = titles.map(|title| title.text.clone());
        let parts = parts.chain(abstracts.map(|text| Abstract::plain(text)));
        parts.collect::<Vec<_>>().join("\n")
    };
    let (zh, en) = (text(LanguageTag::is_chinese), text(LanguageTag::is_english));
    let mut found: Vec<TermFound> = glossary
        .terms
        .iter()
        .filter_map(|term| {
            let here = TermFound {
                zh: written(&zh, &term.zh, false),
                en: written(&en, &term.en, true),
                term: term.clone(),
            };
            (here.zh.is_some() || here.en.is_some()).then_some(here)
        })
        .collect();
    // Both sides first: one side alone may be a word of another meaning.
    let both = |found: &TermFound| found.zh.is_some() && found.en.is_some();
    found.sort_by_key(|one| (!both(one), std::cmp::Reverse(one.term.zh.chars().count())));
    let mut seen: BTreeSet<String> = BTreeSet::new();
    found.retain(|one| {
        let words = [&one.zh, &one.en].map(|word| word.as_deref().map(str::to_lowercase));
        let fresh = words.iter().flatten().all(|word| !seen.contains(word));
        seen.extend(words.into_iter().flatten());
        fresh
    });
    found
}

/// How a text writes a term; `None` when it does not.
fn written(text: &str, term: &str, whole_words: bool) -> Option<String> {
    let (lower, wanted) = (text.to_lowercase(), term.to_lowercase());
    // Small letters may take other bytes than capitals; such texts are compared as written.
    let (lower, wanted) = if lower.len() == text.len() {
        (lower, wanted)
    } else {
        (text.to_owned(), term.to_owned())
    };
    let is_part = |c: char| c.is_alphanumeric() && !is_han(c);
    lower
        .match_indices(&wanted)
        .filter(|(at, _)| {
            let before = lower[..*at].chars().next_back();
            let behind = &lower[at + wanted.len()..];
            let plural = behind.strip_prefix('s').unwrap_or(behind);
            !whole_words || (!before.is_some_and(is_part) && !plural.starts_with(is_part))
        })
        .find_map(|(at, _)| text.get(at..at + wanted.len()).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_forms_are_found_in_both_languages() {
        let zh = "本研究采用个人安置与支持（IPS）模式。接受认知行为疗法(cognitive behavioural therapy, CBT)的患者";
        let found = long_forms_zh(zh);
        assert_eq!(found[0].0, "IPS");
        assert_eq!(found[0].1, "个人安置与支持");
        assert_eq!(found[1].1, "认知行为疗法");
        assert_eq!(found[1].2.as_deref(), Some("cognitive behavioural therapy"));
        let en = "We used Individual Placement and Support (IPS) for Employment Support Workers (ESWs) (see p. 3).";
        let found = long_forms_en(en);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            ("IPS".into(), "Individual Placement and Support".into())
        );
        assert_eq!(
            found[1],
            ("ESW".into(), "Employment Support Workers".into())
        );
    }

    #[test]
    fn terms_are_found_as_they_are_written() {
        let text = "Placebos and the IPS model; ips-based.";
        assert_eq!(written(text, "placebo", true).as_deref(), Some("Placebo"));
        assert_eq!(written(text, "Ips", true).as_deref(), Some("IPS"));
        assert_eq!(written(text, "mode", true), None);
        assert_eq!(
            written("接受安慰剂的患者", "安慰剂", false).as_deref(),
            Some("安慰剂")
        );
    }

    #[test]
    fn edits_are_read_as_they_were_written() {
        let edits = Edits {
            added: vec![("安慰剂".into(), "placebo".into())],
            removed: vec![("午睡".into(), "nap \"x\"".into())],
        };
        assert_eq!(Edits::read(&edits.write()), Some(edits));
        assert_eq!(Edits::read("[]"), Some(Edits::default()));
    }
}
