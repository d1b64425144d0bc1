//! The fields of one MARC record with their subfields.

use crate::xml::{ROOT, Tree};
use diglot_text::tidy::tidy;
use std::ops::Range;

/// A subfield.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subfield {
    pub(super) code: char,
    pub(super) value: String,
    pub(super) range: Range<usize>,
}

/// A data field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) tag: String,
    pub(super) indicators: [char; 2],
    pub(super) subfields: Vec<Subfield>,
    pub(super) range: Range<usize>,
}

impl Field {
    /// The first value of a subfield; empty when it has none.
    pub(super) fn get(&self, code: char) -> &str {
        self.subfield(code).map_or("", |s| &s.value)
    }

    pub(super) fn subfield(&self, code: char) -> Option<&Subfield> {
        self.subfields.iter().find(|s| s.code == code)
    }

    /// The values of some subfields in the field's order.
    pub(super) fn all<'s>(&'s self, codes: &'s str) -> impl Iterator<Item = &'s str> {
        self.subfields
            .iter()
            .filter(move |s| codes.contains(s.code))
            .map(|s| s.value.as_str())
    }

    /// All of it in words, for what has no place: `$a Homes $b a study`.
    pub(super) fn printed(&self) -> String {
        self.subfields
            .iter()
            .map(|s| format!("${} {}", s.code, s.value))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The fields of a record.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) leader: String,
    pub(super) control: Vec<(String, String, Range<usize>)>,
    pub(super) data: Vec<Field>,
}

impl Fields {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut out = Self::default();
        for at in tree.children(ROOT) {
            let attribute = |name| tree.attribute(at, name).unwrap_or_default();
            match tree.at(at).name {
                // Positions count: no white space may go.
                "leader" => out.leader = tree.lines(at),
                "controlfield" => {
                    out.control
                        .push((attribute("tag"), tree.lines(at), tree.place(at)));
                }
                "datafield" => {
                    let indicator = |name| attribute(name).chars().next().unwrap_or(' ');
                    let subfields: Vec<Subfield> = tree
                        .named(at, "subfield")
                        .filter_map(|s| {
                            Some(Subfield {
                                code: tree.attribute(s, "code")?.chars().next()?,
                                value: sorted(&tree.lines(s)),
                                range: tree.place(s),
                            })
                        })
                        .filter(|s| !s.value.is_empty())
                        .collect();
                    out.data.push(Field {
                        tag: attribute("tag"),
                        indicators: [indicator("ind1"), indicator("ind2")],
                        subfields,
                        range: tree.place(at),
                    });
                }
                _ => {}
            }
        }
        out
    }

    pub(super) fn is_empty(&self) -> bool {
        self.data.is_empty() && self.control.is_empty()
    }

    pub(super) fn all<'s>(&'s self, tag: &'static str) -> impl Iterator<Item = &'s Field> {
        self.data.iter().filter(move |f| f.tag == tag)
    }

    pub(super) fn first(&self, tag: &str) -> Option<&Field> {
        self.data.iter().find(|f| f.tag == tag)
    }

    /// The fields that give a field in its own script (880), by the tag of that field.
    pub(super) fn linked<'s>(&'s self, tag: &str) -> impl Iterator<Item = &'s Field> + use<'s> {
        let tag = tag.to_owned();
        self.all("880")
            .filter(move |f| f.get('6').starts_with(&tag))
    }

    /// The field in its own script that a field names in its `$6`.
    pub(super) fn twin(&self, field: &Field) -> Option<&Field> {
        let number = field.get('6').strip_prefix("880-")?.get(..2)?;
        if number == "00" {
            return None;
        }
        self.linked(&field.tag).find(|twin| {
            twin.get('6')
                .split_once('-')
                .is_some_and(|(_, n)| n.starts_with(number))
        })
    }

    pub(super) fn control(&self, tag: &str) -> Option<(&str, Range<usize>)> {
        let found = self.control.iter().find(|(t, _, _)| t == tag);
        found.map(|(_, value, range)| (value.as_str(), range.clone()))
    }

    /// Characters of a control field by their positions.
    pub(super) fn coded(
        &self,
        tag: &str,
        positions: Range<usize>,
    ) -> Option<(String, Range<usize>)> {
        let (value, range) = self.control(tag)?;
        let part: String = value
            .chars()
            .skip(positions.start)
            .take(positions.len())
            .collect();
        (part.chars().count() == positions.len()).then_some((part, range))
    }
}

/// A value without the marks around what is not sorted by: `¬Die¬ Welt`, `<<Die>> Welt`.
pub(super) fn sorted(value: &str) -> String {
    // U+0098 and U+009C, the standard's own marks, are control characters and go with them.
    let mut value = tidy(value);
    if value.starts_with('¬') {
        value = tidy(&value.replace('¬', ""));
    }
    if let Some((article, rest)) = value.strip_prefix("<<").and_then(|v| v.split_once(">>")) {
        value = tidy(&format!(
            "{article}{}{rest}",
            if rest.starts_with(' ') { "" } else { " " }
        ));
    }
    value
}
