//! Two or more references beside the one that a merge would make of them.

use std::collections::BTreeMap;

use diglot_contract::view::{MergeField, MergeView};
use diglot_library::model::{ContributorRole, Field, LanguageTag};
use diglot_library::{Library, MergeChoices, Reference, Result, Stored, authors_line, field_lines};

use super::{count, row};

/// The values of a field in one language, as one line.
type Lines = BTreeMap<(String, Option<String>), String>;

/// Both sides, field by field, and what would come of them. The sides stand in the order in which the merge takes
/// them; `choices` names for a field the side whose values stand.
pub fn merge_view(
    library: &Library,
    works: &[Stored],
    choices: &BTreeMap<String, u32>,
) -> Result<MergeView> {
    let ids: Vec<_> = works.iter().map(|work| work.id).collect();
    let (survivor, merged) = library.merge_preview(&ids, &chosen(works, choices)?)?;
    let result = lines(&merged);
    let sides: Vec<Lines> = works.iter().map(|work| lines(&work.reference)).collect();
    let mut disputed = Vec::new();
    for (first, work) in works.iter().enumerate() {
        for other in &works[first + 1..] {
            disputed.extend(library.conflicts(work.id, other.id)?);
        }
    }
    let mut keys: Vec<(String, Option<String>)> = Vec::new();
    for side in std::iter::once(&result).chain(&sides) {
        keys.extend(
            side.keys()
                .filter(|key| !keys.contains(key))
                .cloned()
                .collect::<Vec<_>>(),
        );
    }
    keys.sort_by_key(|(key, _)| order_of(key));
    let fields = keys.into_iter().map(|at| {
        let field = field_of(&at.0);
        let chosen = choices.get(&at.0).copied();
        MergeField {
            values: sides.iter().map(|side| side.get(&at).cloned()).collect(),
            result: result.get(&at).cloned().unwrap_or_default(),
            conflict: disputed.iter().any(|conflict| {
                Some(conflict.field) == field
                    && conflict.lang.as_ref().map(LanguageTag::primary)
                        == at.1.as_deref().map(primary)
            }),
            lang: at.1,
            key: at.0,
            chosen,
        }
    });
    Ok(MergeView {
        sides: works.iter().map(row).collect(),
        survivor: count(
            ids.iter()
                .position(|id| *id == survivor)
                .unwrap_or_default(),
        ),
        fields: fields.collect(),
    })
}

/// A person's choices as the library takes them.
pub fn chosen(works: &[Stored], choices: &BTreeMap<String, u32>) -> Result<MergeChoices> {
    choices
        .iter()
        .filter_map(|(key, side)| {
            let work = works.get(*side as usize)?;
            Some(Ok((field_of(key)?, work.id)))
        })
        .collect()
}

/// All values of a reference, joined by field and language.
fn lines(reference: &Reference) -> Lines {
    let mut lines = Lines::new();
    let mut add = |key: &str, lang: Option<&LanguageTag>, text: &str| {
        let at = (key.to_owned(), lang.map(|lang| lang.as_str().to_owned()));
        let line = lines.entry(at).or_default();
        if !line.is_empty() {
            line.push_str("; ");
        }
        line.push_str(text);
    };
    add("type", None, &reference.kind.csl_name());
    if reference
        .contributors_as(ContributorRole::Author)
        .next()
        .is_some()
    {
        add("author", None, &authors_line(reference));
    }
    for text in &reference.abstracts {
        add("abstract", Some(&text.lang), &text.plain());
    }
    for line in field_lines(reference) {
        add(&line.key, line.lang.as_ref(), &line.text);
    }
    lines
}

fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or_default()
}

/// The model's field behind a line.
fn field_of(key: &str) -> Option<Field> {
    match key {
        "author" => Some(Field::Contributors),
        "URL" => Some(Field::Urls),
        "keyword" => Some(Field::Keywords),
        other => Field::from_name(other).ok().or(Some(Field::Identifiers)),
    }
}

/// Titles, people and dates before the rest, as people read a reference.
fn order_of(key: &str) -> usize {
    let first = [
        "type",
        "title",
        "author",
        "container-title",
        "issued",
        "volume",
        "issue",
        "page",
        "article-number",
        "DOI",
        "abstract",
    ];
    first
        .iter()
        .position(|name| *name == key)
        .unwrap_or(first.len())
}
