//! `diglot cite`.

use super::{judge_plan, open, read_files};
use crate::args::{Cite, Place};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{json, line};
use diglot_library::{Access, Choices, Filter, Style, cite, cite_plan, plan};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Entry {
    id: String,
    text: String,
}

/// Prints formatted references of the library or of a file.
pub(crate) fn run(place: &Place, command: &Cite) -> Outcome {
    let style = style(&command.style)?;
    let locale = command.locale.as_deref();
    let (cited, exit) = if let Some(file) = &command.items {
        let inputs = read_files(std::slice::from_ref(file));
        let plan = plan(inputs.files, &Choices::default());
        let exit = judge_plan(&plan, inputs.unread);
        (cite_plan(&plan, &style, locale), exit)
    } else {
        let filter = Filter::parse(&command.filter)?;
        let works = open(place, Access::Read)?.export(&filter)?;
        (cite(&works, &style, locale), Exit::Done)
    };
    let entries: Vec<Entry> = cited
        .into_iter()
        .map(|item| Entry {
            text: item.in_markup(command.format.markup()),
            id: item.id,
        })
        .collect();
    if place.json {
        json(&entries)?;
    } else {
        for entry in &entries {
            line(&entry.text);
        }
    }
    Ok(exit)
}

/// The style of a name, else of a file.
fn style(name: &str) -> Result<Style, Failure> {
    if let Some(style) = Style::named(name) {
        return Ok(style);
    }
    let path = Path::new(name);
    if !path.exists() {
        return Err(Failure::usage(format!(
            "There is no style “{name}”: no file has this path. Diglot comes with {}; other styles are files, such as those of the CSL project.",
            alike(name).join(", ")
        )));
    }
    let xml = std::fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("“{name}” could not be read: {error}.")))?;
    Style::parse(&xml).map_err(|error| Failure::usage(format!("“{name}”: {error}.")))
}

/// The styles whose names share a word with a name, or the commonest.
fn alike(name: &str) -> Vec<&'static str> {
    let words: Vec<&str> = name.split('-').filter(|word| word.len() > 2).collect();
    let mut names = Style::names();
    names.retain(|known| words.iter().any(|word| known.contains(word)));
    if names.is_empty() {
        names = vec![Style::BUNDLED, "apa", "ieee", "nature", "vancouver"];
    }
    names
}
