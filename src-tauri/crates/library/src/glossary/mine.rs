//! What references hold in two languages: keywords, titles, and long forms of abbreviations.

use super::forms::{long_forms_en, long_forms_zh};
use super::{Term, TermSource};
use diglot_model::{KeywordKind, LanguageTag, Reference, TextField};
use diglot_text::normalise::fold_search;
use diglot_text::script::{has_han, is_han};
use std::collections::{BTreeMap, HashMap};

/// Terms on their way, by their folded forms.
#[derive(Default)]
pub(super) struct Mine(pub(super) HashMap<(String, String), Term>);

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
    pub(super) fn reference(&mut self, reference: &Reference) {
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

pub(super) fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '(' | ')' | '[' | ']'))
        .trim_end_matches(['。', '；', '，'])
        .to_owned()
}
