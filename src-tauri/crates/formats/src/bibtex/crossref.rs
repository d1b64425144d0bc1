//! What entries take from others: `crossref` and `xdata`.
//!
//! BibTeX and biber agree that a field which the entry lacks comes from its parent; biber
//! adds that a parent's `title` is the `booktitle` of a part. What names the parent itself
//! (its DOI, its address, its abstract) is not taken over, whatever they do.

use super::macros::Macros;
use super::map::Field;
use super::scan::{Entry, Item, Scanner};
use super::types;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

/// How many bytes of entries that may be parents are remembered from part to part.
const REMEMBERED: usize = 4 * 1024 * 1024;

/// How long a chain of parents may be.
const LONGEST_CHAIN: usize = 8;

/// How many entries one field may name.
const MOST_LINKS: usize = 100;

/// Entries of earlier parts that later ones may refer to.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    by_key: HashMap<String, String>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Remembered {
    /// Remembers an entry that can be a parent; the oldest are forgotten first.
    pub(super) fn add(&mut self, entry: &Entry<'_>, text: &str) {
        let key = text[entry.key.clone()].to_lowercase();
        let source = &text[entry.range.clone()];
        if key.is_empty() || source.len() > REMEMBERED / 16 {
            return;
        }
        self.bytes += source.len();
        if let Some(old) = self.by_key.insert(key.clone(), source.to_owned()) {
            self.bytes -= old.len();
        } else {
            self.order.push_back(key);
        }
        while self.bytes > REMEMBERED {
            let Some(oldest) = self.order.pop_front() else {
                break;
            };
            self.bytes -= self.by_key.remove(&oldest).map_or(0, |text| text.len());
        }
    }
}

/// Whether entries of this type are often parents.
pub(super) fn can_be_parent(kind: &str) -> bool {
    [
        "book",
        "proceedings",
        "collection",
        "xdata",
        "reference",
        "periodical",
        "mvbook",
        "mvproceedings",
        "mvcollection",
        "mvreference",
    ]
    .iter()
    .any(|k| k.eq_ignore_ascii_case(kind))
}

/// Whether a field names an entry to take from.
pub(super) fn is_link(name: &str) -> bool {
    name.eq_ignore_ascii_case("crossref") || name.eq_ignore_ascii_case("xdata")
}

/// The entries of a part, and of those before it, by key.
pub(super) struct Parents<'a> {
    here: HashMap<String, &'a str>,
    before: &'a Remembered,
    macros: &'a Macros,
}

impl<'a> Parents<'a> {
    pub(super) fn new(text: &'a str, before: &'a Remembered, macros: &'a Macros) -> Self {
        let mut here = HashMap::new();
        for item in Scanner::new(text) {
            let Item::Entry(entry) = item else { continue };
            let source = &text[entry.range.clone()];
            let mut keys = vec![text[entry.key.clone()].to_lowercase()];
            for field in entry
                .fields
                .iter()
                .filter(|f| f.name.eq_ignore_ascii_case("ids"))
            {
                let ids = &text[field.value.range()];
                keys.extend(ids.split(',').map(|id| id.trim().to_lowercase()));
            }
            for key in keys {
                here.entry(key).or_insert(source);
            }
        }
        Self {
            here,
            before,
            macros,
        }
    }

    fn find(&self, key: &str) -> Option<&str> {
        let key = key.to_lowercase();
        self.here
            .get(&key)
            .copied()
            .or_else(|| self.before.by_key.get(&key).map(String::as_str))
    }

    /// Adds to the fields of an entry what it takes from others; gives the keys of those
    /// that are not there.
    pub(super) fn inherit(&self, kind: &str, fields: &mut Vec<Field<'_>>) -> Vec<String> {
        let mut missing = Vec::new();
        // (key, whether all is taken over, the type of the entry that takes)
        let mut open: VecDeque<(String, bool, String, usize)> = VecDeque::new();
        queue_links(
            kind,
            fields.iter().map(|f| (&*f.name, &*f.raw)),
            0,
            &mut open,
        );
        let mut seen: HashSet<String> = HashSet::new();
        while let Some((key, all, taker, depth)) = open.pop_front() {
            if depth > LONGEST_CHAIN || !seen.insert(key.clone()) {
                continue;
            }
            let Some(source) = self.find(&key) else {
                if depth == 0 {
                    missing.push(key);
                }
                continue;
            };
            let Some(Item::Entry(parent)) = Scanner::new(source).next() else {
                continue;
            };
            let parent_kind = parent.kind.to_ascii_lowercase();
            let given: Vec<(String, String)> = parent
                .fields
                .iter()
                .map(|f| {
                    let raw = self.macros.resolve(source, &f.value, &mut Vec::new());
                    (f.name.to_ascii_lowercase(), raw.into_owned())
                })
                .filter(|(_, raw)| !raw.trim().is_empty())
                .collect();
            let links = given.iter().map(|(n, r)| (n.as_str(), r.as_str()));
            queue_links(&parent_kind, links, depth + 1, &mut open);
            let had: HashSet<String> = fields.iter().map(|f| f.name.to_string()).collect();
            let has = |name: &str| had.contains(name);
            let has_booktitle = given.iter().any(|(n, _)| n == "booktitle");
            let dated = has("date") || has("year");
            for (name, raw) in &given {
                let target = if all {
                    (!is_link(name) && name != "ids").then_some(name.as_str())
                } else {
                    inherited_as(&taker, &parent_kind, name, has_booktitle, has("author"))
                };
                let Some(target) = target else { continue };
                let date = matches!(target, "date" | "year" | "month" | "day");
                if has(target)
                    || date && dated
                    || target == "journal" && has("journaltitle")
                    || target == "journaltitle" && has("journal")
                {
                    continue;
                }
                fields.push(Field::new(
                    Cow::Owned(target.to_owned()),
                    Cow::Owned(raw.clone()),
                    None,
                ));
            }
        }
        missing
    }
}

fn queue_links<'f>(
    kind: &str,
    fields: impl Iterator<Item = (&'f str, &'f str)>,
    depth: usize,
    open: &mut VecDeque<(String, bool, String, usize)>,
) {
    for (name, raw) in fields.filter(|(name, _)| is_link(name)) {
        let all = name.eq_ignore_ascii_case("xdata");
        let keys = raw.split(',').map(str::trim).filter(|k| !k.is_empty());
        for key in keys.take(MOST_LINKS) {
            open.push_back((key.to_owned(), all, kind.to_owned(), depth));
        }
    }
}

/// The field that a field of the parent becomes in the entry.
fn inherited_as<'n>(
    child: &str,
    parent: &str,
    name: &'n str,
    has_booktitle: bool,
    has_author: bool,
) -> Option<&'n str> {
    let part = types::is_part(child);
    let several = parent.starts_with("mv");
    match name {
        "title" if parent == "periodical" => Some("journaltitle"),
        "subtitle" if parent == "periodical" => Some("journalsubtitle"),
        "title" if several => Some("maintitle"),
        "subtitle" if several => Some("mainsubtitle"),
        // BibTeX, which knows no other rule, wants the `booktitle` in the parent as well.
        "title" if part => (!has_booktitle).then_some("booktitle"),
        "subtitle" if part => (!has_booktitle).then_some("booksubtitle"),
        "author" if part && !has_author && child.contains("book") => Some("author"),
        "author" if part => Some("bookauthor"),
        "booktitle" | "booksubtitle" | "maintitle" | "mainsubtitle" | "journal"
        | "journaltitle" | "journalsubtitle" | "fjournal" | "shortjournal" | "series"
        | "volume" | "number" | "issue" | "volumes" | "part" | "edition" | "editor"
        | "editortype" | "bookauthor" | "translator" | "publisher" | "institution"
        | "organization" | "address" | "location" | "venue" | "eventtitle" | "eventdate"
        | "date" | "year" | "month" | "day" | "isbn" | "issn" | "language" | "langid"
        | "school" => Some(name),
        _ => None,
    }
}
