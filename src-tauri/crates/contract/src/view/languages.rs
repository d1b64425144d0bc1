//! The other language of a reference: attached, joined, translated; a glossary; exchange
//! with other programs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AbstractView;

/// A column of the abstract view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ColumnSide {
    /// The left one, or the only one.
    Left,
    /// The right one.
    Right,
}

/// A person's word on where sentences end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "how", rename_all = "kebab-case")]
#[ts(export)]
pub enum SentenceCut {
    /// A sentence is two.
    Split {
        /// The reference.
        id: String,
        /// The column.
        side: ColumnSide,
        /// The number of the sentence.
        sentence: u32,
        /// Where the second begins, counted as JavaScript counts the sentence's text.
        at: u32,
    },
    /// A sentence is one with the next of its paragraph.
    Join {
        /// The reference.
        id: String,
        /// The column.
        side: ColumnSide,
        /// The number of the first.
        first: u32,
    },
}

/// A text to put beside that of a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttachRequest {
    /// The reference.
    pub id: String,
    /// The text as it was pasted or dropped.
    pub text: String,
    /// Whether to attach it even if it is no translation of what is there.
    pub anyway: bool,
}

/// What was recognised in a text that is to be attached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttachPreview {
    /// Its language as a BCP 47 tag.
    pub lang: String,
    /// A title in it, when the reference has none in this language.
    pub title: Option<String>,
    /// How many sentences the abstract in it has; 0 without one.
    pub sentences: u32,
    /// Keywords in it that the reference lacks.
    pub keywords: Vec<String>,
    /// Whether it translates the abstract that is there; absent when there is nothing to
    /// compare.
    pub translates: Option<bool>,
    /// The abstracts side by side as they would be; absent when there is one only.
    pub view: Option<AbstractView>,
}

/// Two records of one work in two languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EditionsRequest {
    /// The one that stands for both.
    pub keep: String,
    /// The other.
    pub other: String,
}

/// A record that is joined with a reference as its edition in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EditionView {
    /// Its id.
    pub id: String,
    /// Its title in its own language.
    pub title: String,
    /// Its language as a BCP 47 tag.
    pub lang: String,
    /// Its DOI.
    pub doi: Option<String>,
}

/// The glossary of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GlossaryView {
    /// The terms, the most frequent first.
    pub terms: Vec<GlossaryTerm>,
    /// Terms that a person took out.
    pub removed: Vec<GlossaryTerm>,
}

/// A term in two languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GlossaryTerm {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// In how many references it stands.
    pub count: u32,
    /// Where it comes from.
    pub source: TermSource,
}

/// Where a term comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum TermSource {
    /// Keywords in two languages.
    Keyword,
    /// Titles in two languages.
    Title,
    /// A long form with its abbreviation in brackets.
    Abbreviation,
    /// A person.
    User,
}

/// A change of the glossary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "how", rename_all = "kebab-case")]
#[ts(export)]
pub enum GlossaryEdit {
    /// Adds a term, or brings one back that was taken out.
    Add {
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    },
    /// Takes a term out.
    Remove {
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    },
    /// Puts a term in the place of another.
    Replace {
        /// Chinese as it was.
        old_zh: String,
        /// English as it was.
        old_en: String,
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    },
}

/// A term of an abstract, as it is written there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AbstractTerm {
    /// As the left column writes it; absent when it is not there.
    pub left: Option<String>,
    /// As the right column writes it.
    pub right: Option<String>,
    /// The term.
    pub term: GlossaryTerm,
}

/// The provider of translations as the user set it up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TranslationView {
    /// The provider; absent when none is set up, and then nothing is ever sent.
    pub provider: Option<TranslationProvider>,
    /// Whether there is a key for it. The key itself never reaches the window.
    pub has_key: bool,
    /// Whether everything stays on this computer.
    pub is_local: bool,
    /// Why keys cannot be kept, when the system's store of passwords cannot be used.
    pub keyring_problem: Option<String>,
}

/// A provider of translations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TranslationProvider {
    /// Which language it speaks.
    pub kind: TranslationKind,
    /// Its address: `https://…`, or `http://127.0.0.1:…` on this computer.
    pub address: String,
    /// The model, for chat completions; empty for the others.
    pub model: String,
    /// What it costs, when the user said so.
    pub price: Option<TranslationPrice>,
}

/// Which language a provider of translations speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum TranslationKind {
    /// Chat completions as OpenAI defined them: most providers, and models on this computer.
    Openai,
    /// DeepL.
    Deepl,
    /// LibreTranslate.
    Libretranslate,
}

/// What a provider costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TranslationPrice {
    /// For a million tokens that are sent; of DeepL and LibreTranslate for a million
    /// characters.
    pub input: f64,
    /// For a million tokens that come back.
    pub output: f64,
    /// The currency, as the user writes it.
    pub currency: String,
}

/// Sets up the provider of translations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TranslationSetting {
    /// The provider; absent turns translation off.
    pub provider: Option<TranslationProvider>,
    /// A new key; absent keeps the one that is there, empty forgets it.
    pub key: Option<String>,
}

/// References to be translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TranslationRequest {
    /// A name by which it can be cancelled.
    pub job: String,
    /// The references.
    pub ids: Vec<String>,
    /// The language that is wanted, as a BCP 47 tag; absent for the one that each lacks.
    pub to: Option<String>,
}

/// What a translation will take, about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TranslationEstimate {
    /// How many references will be translated.
    pub references: u32,
    /// How many have nothing to translate, or a text in that language already.
    pub left_out: u32,
    /// How many sentences are sent.
    pub sentences: u32,
    /// How many characters they have.
    pub characters: u32,
    /// Tokens that are sent and come back, for chat completions.
    pub tokens: Option<u32>,
    /// What it costs, when the setup has a price.
    pub cost: Option<f64>,
    /// The currency as the user writes it.
    pub currency: String,
    /// The host that the sentences go to.
    pub host: String,
}

/// How far a translation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TranslationProgress {
    /// References that are done.
    pub references: u32,
    /// All references.
    pub of_references: u32,
    /// Sentences of the present one that are done.
    pub sentences: u32,
    /// All sentences of the present one.
    pub of_sentences: u32,
}

/// How a translation ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TranslationReport {
    /// References that were translated; each is one step to undo.
    pub translated: Vec<String>,
    /// How many were left out: nothing to translate, or a text in that language already.
    pub left_out: u32,
    /// Whether somebody cancelled it; what was translated before stays.
    pub cancelled: bool,
}

/// References with abstracts in two languages, to be written for other programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BilingualExport {
    /// The references.
    pub ids: Vec<String>,
    /// The format: `tmx`, `jsonl` or `html`.
    pub format: String,
}

/// What a file of alignments brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LinksImport {
    /// References whose links changed.
    pub references: Vec<String>,
    /// How many links were made.
    pub links: u32,
    /// How many pairs are as they were.
    pub agreed: u32,
    /// What could not be used, in words, each with the number of its unit from 1.
    pub unmatched: Vec<String>,
}
