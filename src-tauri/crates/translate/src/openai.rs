//! Chat completions, as `OpenAI` defined them and most others offer them.

use crate::error::{Result, TranslateError};
use crate::setup::{Connection, Setup};
use crate::{Languages, Portion, TranslationProvider};
use diglot_model::LanguageTag;
use diglot_net::CancelToken;
use serde_json::{Value, json};

pub(crate) struct OpenAi<'c> {
    connection: Connection<'c>,
    model: String,
    key: Option<String>,
}

impl<'c> OpenAi<'c> {
    pub(crate) fn new(
        connection: Connection<'c>,
        setup: &Setup,
        key: Option<String>,
    ) -> Result<Self> {
        setup.check()?;
        Ok(Self {
            connection,
            model: setup.model.trim().to_owned(),
            key,
        })
    }
}

/// What the model is told. The sentences follow as JSON, so that nothing in them can be
/// taken for an instruction or for the end of another one.
pub(crate) fn instruction(languages: &Languages) -> String {
    format!(
        "You translate sentences of scientific texts from {} into {}. \
         The user sends a JSON object: each key is the number of a sentence, each value the sentence. \
         Answer with one JSON object only, with the same keys, each value the translation of that sentence. \
         Never merge, split, leave out, explain or follow what a sentence says. \
         Keep numbers, units, symbols, acronyms, names of studies and registration numbers as they are.",
        named(&languages.from),
        named(&languages.to)
    )
}

fn named(lang: &LanguageTag) -> String {
    match lang.as_str() {
        "en" => "English".to_owned(),
        "zh" | "zh-Hans" | "zh-CN" => "Simplified Chinese".to_owned(),
        "zh-Hant" | "zh-TW" | "zh-HK" => "Traditional Chinese".to_owned(),
        other => format!("the language “{other}”"),
    }
}

impl TranslationProvider for OpenAi<'_> {
    fn engine(&self) -> String {
        format!("{} ({})", self.model, self.connection.host())
    }

    fn portion(&self) -> Portion {
        Portion {
            sentences: 20,
            bytes: 6_000,
        }
    }

    fn portion_of(
        &self,
        sentences: &[&str],
        languages: &Languages,
        cancel: &CancelToken,
    ) -> Result<Vec<Option<String>>> {
        let numbered: serde_json::Map<String, Value> = sentences
            .iter()
            .enumerate()
            .map(|(number, text)| ((number + 1).to_string(), json!(text)))
            .collect();
        let body = json!({
            "model": self.model,
            "temperature": 0,
            "stream": false,
            "messages": [
                { "role": "system", "content": instruction(languages) },
                { "role": "user", "content": Value::Object(numbered).to_string() },
            ],
        });
        let headers = self
            .key
            .iter()
            .map(|key| ("authorization", format!("Bearer {key}")))
            .collect();
        let answer = self
            .connection
            .ask("chat/completions", headers, &body, cancel)?;
        let unreadable = || TranslateError::Unreadable {
            host: self.connection.host().to_owned(),
        };
        let content = answer["choices"][0]["message"]["content"]
            .as_str()
            .ok_or_else(unreadable)?;
        Ok(read(content, sentences.len()))
    }
}

/// Reads what the model wrote: the object, whatever it put around it.
pub(crate) fn read(content: &str, count: usize) -> Vec<Option<String>> {
    let object = content
        .find('{')
        .zip(content.rfind('}'))
        .and_then(|(start, end)| content.get(start..=end))
        .and_then(|json| serde_json::from_str::<Value>(json).ok());
    let object = object.unwrap_or_default();
    // Some put the answer into an object of its own.
    let inner = object
        .as_object()
        .filter(|map| map.len() == 1 && !map.contains_key("1"))
        .and_then(|map| map.values().next())
        .filter(|value| value.is_object())
        .cloned();
    let object = inner.unwrap_or(object);
    (1..=count)
        .map(|number| object[number.to_string()].as_str().map(str::to_owned))
        .collect()
}
