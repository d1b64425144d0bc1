//! Translating what a reference says, sentence by sentence, by a provider that the user
//! set up. What was translated is marked as a machine's, stands behind every other text,
//! and can be taken away.

use crate::error::{LibraryError, Result};
use crate::library::Library;
use crate::links::{kept_apart, sentences_by_edits};
use diglot_align::SentenceAt;
use diglot_model::{
    Abstract, LanguageTag, LinkedBy, LinkedSentence, LinkedSide, LocalizedText, Origin, Reference,
    Section, SentenceEdit, SentenceHash, SentenceLink, Source, Sourced, Spans, TextField,
};
use diglot_store::{Operation, OperationId, ReferenceId};
use std::collections::BTreeMap;
use std::ops::Range;

pub use diglot_lookup::net::{CancelToken, Client};
pub use diglot_translate::{
    Estimate, Languages, Price, Progress, ProviderKind, Sentence, Setup, TranslateError,
    TranslationProvider, estimate, provider, translate,
};

/// What of a reference is to be translated.
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationTask {
    /// From which language into which.
    pub languages: Languages,
    /// The sentences, with ids that [`Library::put_translation`] knows.
    pub sentences: Vec<Sentence>,
    /// The text that they stand in.
    source: Option<Abstract>,
    /// The places of the sentences of the abstract.
    at: Vec<SentenceAt>,
}

/// The language that a reference lacks: Chinese for one that is not Chinese, else English.
pub fn wanted_language(reference: &Reference) -> LanguageTag {
    let own = reference
        .abstract_()
        .map(|text| text.lang.clone())
        .or_else(|| reference.own_language());
    if own.is_some_and(|lang| lang.is_chinese()) {
        LanguageTag::EN
    } else {
        LanguageTag::ZH_HANS
    }
}

/// What is to be translated of a reference: its abstract and its title, as far as they do
/// not stand in the wanted language already. A machine's translation does not count.
pub fn translation_task(reference: &Reference, to: &LanguageTag) -> Result<TranslationTask> {
    let better = |lang: &LanguageTag, origin: &Origin| {
        lang.same_language(to) && !matches!(origin, Origin::Machine { .. })
    };
    let original = |origin: &Origin| !matches!(origin, Origin::Machine { .. });
    let has_text = reference
        .abstracts
        .iter()
        .any(|text| better(&text.lang, &text.origin));
    let has_title = reference
        .texts(TextField::Title)
        .iter()
        .any(|title| better(&title.lang, &title.origin));
    let source = reference
        .abstract_()
        .filter(|text| original(&text.origin))
        .or_else(|| {
            reference
                .abstracts
                .iter()
                .find(|text| original(&text.origin))
        })
        .filter(|text| !has_text && !text.lang.same_language(to))
        .map(|text| text.value.clone());
    let title = reference
        .text(TextField::Title)
        .filter(|title| !has_title && original(&title.origin) && !title.lang.same_language(to));
    let from = source
        .as_ref()
        .map(|text| text.lang.clone())
        .or_else(|| title.map(|title| title.lang.clone()))
        .ok_or(LibraryError::NotTranslatable(if has_text || has_title {
            "it has a text in that language already"
        } else {
            "it has no title and no abstract"
        }))?;
    let mut sentences = Vec::new();
    let mut add = |id: String, text: &str| {
        sentences.push(Sentence {
            id,
            text: text.trim().to_owned(),
        });
    };
    if let Some(title) = title.filter(|title| title.lang.same_language(&from)) {
        add(TITLE.to_owned(), &title.text);
    }
    let mut at = Vec::new();
    if let Some(text) = &source {
        at = sentences_by_edits(text, &reference.sentence_edits);
        for (number, section) in text.sections.iter().enumerate() {
            if let Some(label) = &section.label {
                add(format!("label {number}"), label);
            }
            for (k, place) in at.iter().enumerate().filter(|(_, at)| at.section == number) {
                add(format!("sentence {k}"), slice(text, place));
            }
        }
    }
    Ok(TranslationTask {
        languages: Languages {
            from,
            to: to.clone(),
        },
        sentences,
        source,
        at,
    })
}

const TITLE: &str = "title";

fn slice<'t>(text: &'t Abstract, at: &SentenceAt) -> &'t str {
    &text.sections[at.section].paragraphs[at.paragraph][at.range.clone()]
}

/// The reference with the translation of a task.
fn translated(
    reference: &Reference,
    task: &TranslationTask,
    answers: &[Sentence],
    engine: &str,
    at: &str,
) -> Reference {
    let answers: BTreeMap<&str, &str> = answers
        .iter()
        .map(|sentence| (sentence.id.as_str(), sentence.text.as_str()))
        .collect();
    let to = &task.languages.to;
    let mut after = without_machines(reference, to);
    after.sources.push(Source::Translation {
        engine: engine.to_owned(),
        at: at.to_owned(),
    });
    let source = u16::try_from(after.sources.len() - 1).unwrap_or_default();
    let origin = Origin::Machine {
        engine: engine.to_owned(),
        date: at.chars().take(10).collect(),
    };
    if let Some(title) = answers.get(TITLE) {
        let value = LocalizedText {
            lang: to.clone(),
            text: title.trim_end_matches(['。', '.']).to_owned(),
            origin: origin.clone(),
        };
        let titles = after.texts.entry(TextField::Title).or_default();
        titles.push(sourced(value, source));
    }
    if let Some(original) = &task.source {
        let written = Written::of(original, task, &answers);
        let text = Abstract {
            lang: to.clone(),
            origin,
            sections: written.sections,
        };
        // What has no final stop does not run into the next.
        let begins = |at: &SentenceAt| (at.section, at.paragraph, at.range.start);
        let breaks: Vec<_> = written.spans.iter().map(begins).collect();
        let edits = kept_apart(&text, &breaks);
        after
            .links
            .extend(links(original, task, (&text, &edits), &written.spans));
        after.sentence_edits.extend(edits);
        after.abstracts.push(sourced(text, source));
    }
    after
}

fn sourced<T>(value: T, source: u16) -> Sourced<T> {
    Sourced {
        value,
        source,
        spans: Spans::new(),
    }
}

/// The translated abstract as it is put together.
struct Written {
    sections: Vec<Section>,
    /// Per sentence of the original, where its translation stands.
    spans: Vec<SentenceAt>,
}

impl Written {
    fn of(original: &Abstract, task: &TranslationTask, answers: &BTreeMap<&str, &str>) -> Self {
        let chinese = task.languages.to.is_chinese();
        let mut written = Self {
            sections: Vec::new(),
            spans: Vec::new(),
        };
        for (number, section) in original.sections.iter().enumerate() {
            let label = section.label.as_ref().map(|label| {
                let translated = answers.get(format!("label {number}").as_str());
                translated
                    .map_or(label.as_str(), |text| {
                        text.trim_end_matches([':', '：', '.', '。'])
                    })
                    .to_owned()
            });
            let mut paragraphs: Vec<String> = vec![String::new(); section.paragraphs.len()];
            for (k, place) in task
                .at
                .iter()
                .enumerate()
                .filter(|(_, at)| at.section == number)
            {
                let paragraph = &mut paragraphs[place.paragraph];
                if !paragraph.is_empty() && !chinese {
                    paragraph.push(' ');
                }
                let start = paragraph.len();
                let text = answers.get(format!("sentence {k}").as_str());
                paragraph.push_str(text.unwrap_or(&slice(original, place)));
                written.spans.push(SentenceAt {
                    section: number,
                    paragraph: place.paragraph,
                    range: start..paragraph.len(),
                });
            }
            written.sections.push(Section {
                label,
                role: section.role,
                paragraphs,
            });
        }
        // An abstract has no empty paragraphs; sentences fill each that has a letter.
        for section in &mut written.sections {
            for paragraph in &mut section.paragraphs {
                if paragraph.is_empty() {
                    paragraph.push('–');
                }
            }
        }
        written
    }
}

/// Links between the sentences of the original and those of the translation. Where the
/// translation of one sentence is two, they are linked so.
fn links(
    original: &Abstract,
    task: &TranslationTask,
    (text, edits): (&Abstract, &[SentenceEdit]),
    spans: &[SentenceAt],
) -> Vec<SentenceLink> {
    let cut = sentences_by_edits(text, edits);
    let touches = |a: &SentenceAt, b: &SentenceAt| {
        (a.section, a.paragraph) == (b.section, b.paragraph)
            && a.range.start < b.range.end
            && b.range.start < a.range.end
    };
    let mut groups: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (number, span) in spans.iter().enumerate() {
        let mut of = (0..cut.len()).filter(|k| touches(span, &cut[*k]));
        let Some(first) = of.next() else { continue };
        let end = of.next_back().unwrap_or(first) + 1;
        match groups.last_mut() {
            Some((left, right)) if right.end > first => {
                left.end = number + 1;
                right.end = right.end.max(end);
            }
            _ => groups.push((number..number + 1, first..end)),
        }
    }
    let side = |text: &Abstract, all: &[SentenceAt], range: &Range<usize>| LinkedSide {
        lang: text.lang.clone(),
        sentences: range
            .clone()
            .map(|number| LinkedSentence {
                index: number as u32,
                hash: SentenceHash::of(slice(text, &all[number])),
            })
            .collect(),
    };
    groups
        .iter()
        .map(|(left, right)| SentenceLink {
            left: side(original, &task.at, left),
            right: side(text, &cut, right),
            by: LinkedBy::Translation,
        })
        .collect()
}

/// The reference without what machines wrote in a language.
fn without_machines(reference: &Reference, lang: &LanguageTag) -> Reference {
    let mut after = reference.clone();
    let machine = |own: &LanguageTag, origin: &Origin| {
        own.same_language(lang) && matches!(origin, Origin::Machine { .. })
    };
    let had = after.abstracts.len();
    after
        .abstracts
        .retain(|text| !machine(&text.lang, &text.origin));
    for values in after.texts.values_mut() {
        values.retain(|value| !machine(&value.lang, &value.origin));
    }
    after.texts.retain(|_, values| !values.is_empty());
    if after.abstracts.len() < had {
        after
            .sentence_edits
            .retain(|edit| edit.by == LinkedBy::Person || !edit.lang.same_language(lang));
        let about = |side: &LinkedSide| side.lang.same_language(lang);
        after.links.retain(|link| {
            link.by == LinkedBy::Person || !(about(&link.left) || about(&link.right))
        });
    }
    after
}

impl Library {
    /// What is to be translated of a reference; into the language that it lacks unless one
    /// is given.
    pub fn translation_task(
        &self,
        id: ReferenceId,
        to: Option<&LanguageTag>,
    ) -> Result<TranslationTask> {
        let reference = self.store.get_present(id)?.reference;
        let wanted = to.cloned().unwrap_or_else(|| wanted_language(&reference));
        translation_task(&reference, &wanted)
    }

    /// Puts the translation of a task beside the original. Refused when the reference has
    /// changed since: a text of better origin came, or the sentences are others.
    pub fn put_translation(
        &mut self,
        id: ReferenceId,
        task: &TranslationTask,
        answers: &[Sentence],
        engine: &str,
    ) -> Result<Option<OperationId>> {
        let reference = self.store.get_present(id)?.reference;
        if translation_task(&reference, &task.languages.to)? != *task {
            return Err(LibraryError::NotTranslatable(
                "it was changed while it was being translated",
            ));
        }
        let at = format!("{:.3}", jiff::Timestamp::now());
        let after = translated(&reference, task, answers, engine, &at);
        let operation = Operation::Translate {
            engine: engine.to_owned(),
        };
        let ((), done) = self
            .store
            .transact(&operation, |tx| tx.update(id, &after))?;
        Ok(done)
    }

    /// Takes away what machines translated of references, as one operation.
    pub fn remove_translations(&mut self, ids: &[ReferenceId]) -> Result<Option<OperationId>> {
        let ((), done) = self.store.transact(&Operation::RemoveTranslation, |tx| {
            for id in ids {
                let mut after = tx.get(*id)?.reference;
                for lang in machine_languages(&after) {
                    after = without_machines(&after, &lang);
                }
                tx.update(*id, &after)?;
            }
            Ok::<_, diglot_store::StoreError>(())
        })?;
        Ok(done)
    }
}

/// The languages that machines wrote something in.
fn machine_languages(reference: &Reference) -> Vec<LanguageTag> {
    let texts = reference.texts.values().flatten();
    let texts = texts.map(|text| (&text.lang, &text.origin));
    let abstracts = reference.abstracts.iter();
    let mut found: Vec<LanguageTag> = texts
        .chain(abstracts.map(|text| (&text.lang, &text.origin)))
        .filter(|(_, origin)| matches!(origin, Origin::Machine { .. }))
        .map(|(lang, _)| lang.clone())
        .collect();
    found.dedup();
    found
}

/// The setting's name.
const SETTING: &str = "translation";

impl Library {
    /// The provider of translations that the user set up; without one nothing is sent.
    pub fn translation_setup(&self) -> Result<Option<Setup>> {
        let known = self.store.setting(SETTING)?;
        Ok(known.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Sets the provider of translations up, or turns translation off. Its key is kept
    /// elsewhere.
    pub fn set_translation_setup(&mut self, setup: Option<&Setup>) -> Result<()> {
        let text = setup.and_then(|setup| serde_json::to_string(setup).ok());
        Ok(self.store.set_setting(SETTING, text.as_deref())?)
    }
}
