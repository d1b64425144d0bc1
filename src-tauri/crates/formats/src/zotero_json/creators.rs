//! Creators of Zotero's items.

use crate::tree::Node;
use crate::values::{name_of, whole_name};
use diglot_model::{ContributorRole, Name};
use diglot_text::names::{NameOrder, parse_name};
use std::ops::Range;

/// A creator as Zotero has it.
#[derive(Debug, Clone)]
pub(crate) struct Creator {
    pub(crate) kind: String,
    pub(crate) name: Name,
    pub(crate) range: Range<usize>,
}

impl Creator {
    /// `{"creatorType", "firstName", "lastName"}`, or `name` for what has one part.
    pub(super) fn of_json(node: &Node<'_>) -> Option<Self> {
        let word = |key: &str| node[key].word().map(str::to_owned);
        let one_field = node["fieldMode"].number() == Some(1);
        let name = match word("name") {
            Some(name) => whole_name(name),
            None if one_field => whole_name(word("lastName")?),
            None => name_in_parts(word("lastName"), word("firstName"))?,
        };
        Some(Self {
            kind: word("creatorType").unwrap_or_else(|| "author".to_owned()),
            name,
            range: node.range(),
        })
    }

    /// What a creator of an item did. The one whom Zotero names first for a kind of work is
    /// its author: an artist, a director, an inventor.
    pub(super) fn role(&self, item: &str) -> ContributorRole {
        match self.kind.as_str() {
            "author" | "artist" | "cartographer" | "inventor" | "presenter" | "programmer"
            | "podcaster" | "interviewee" | "director" | "performer" | "sponsor" => {
                ContributorRole::Author
            }
            "composer" if item != "film" => ContributorRole::Author,
            "contributor" if item == "document" => ContributorRole::Other,
            "editor" => ContributorRole::Editor,
            "seriesEditor" => ContributorRole::CollectionEditor,
            "bookAuthor" => ContributorRole::ContainerAuthor,
            "translator" => ContributorRole::Translator,
            "reviewedAuthor" => ContributorRole::ReviewedAuthor,
            _ => ContributorRole::Other,
        }
    }
}

/// Zotero leaves particles with the family name and suffixes with the given ones.
pub(crate) fn name_in_parts(family: Option<String>, given: Option<String>) -> Option<Name> {
    if let (Some(family), Some(given)) = (&family, &given) {
        let particle = family
            .split_once(' ')
            .is_some_and(|(first, _)| first.starts_with(char::is_lowercase));
        let suffix = given.contains(',');
        if particle || suffix {
            let parsed = parse_name(&format!("{family}, {given}"), NameOrder::GivenFirst);
            if matches!(parsed, Name::Person { .. }) {
                return Some(parsed);
            }
        }
    }
    name_of(family, given, None)
}
