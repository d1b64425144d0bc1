//! Authors and editors of Web of Science: short and full names in two lists.

use crate::lines::range_in;
use crate::nbib::{flow, people};
use diglot_model::Name;
use diglot_text::names::{NameOrder, parse_name};
use std::collections::HashMap;
use std::ops::Range;

/// The names of a field, one a line or several between semicolons, with their places.
pub(super) fn names(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    flow::lines(&text[range.clone()])
        .flat_map(|(_, line)| line.split([';', '；']))
        // "Moe, Cathrine (moe@example.org)"
        .map(|part| part.split(" (").next().unwrap_or_default().trim())
        .filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("[anonymous]"))
        .map(|name| range_in(text, name))
        .collect()
}

/// A name in any of the forms that the databases behind Web of Science write.
pub(super) fn name(text: &str) -> Name {
    if text.contains([',', '，']) {
        return people::full(text);
    }
    match people::short(text) {
        // "James Brown" has no initials: the given name stands first.
        _ if !text
            .rsplit(' ')
            .next()
            .is_some_and(|last| last.chars().all(|c| c.is_uppercase() || c == '.')) =>
        {
            parse_name(text, NameOrder::GivenFirst)
        }
        name => name,
    }
}

/// The forms of the authors' names, by which other fields mean them.
#[derive(Default)]
pub(super) struct Forms {
    exact: HashMap<String, usize>,
    all: Vec<(String, usize)>,
}

/// Of more authors than this, only those are found whose names are the same.
const MANY: usize = 300;

impl Forms {
    pub(super) fn add(&mut self, author: usize, name: &str) {
        let name = fold(name);
        self.exact.entry(name.clone()).or_insert(author);
        self.all.push((name, author));
    }

    /// The author that a name means.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let wanted = fold(name);
        if let Some(author) = self.exact.get(&wanted) {
            return Some(*author);
        }
        if self.all.len() > MANY || wanted.is_empty() {
            return None;
        }
        // "Powell, Walter W." and "Powell, Walter": one begins the other, and no other does.
        let mut close = self
            .all
            .iter()
            .filter(|(form, _)| form.starts_with(&wanted) || wanted.starts_with(form))
            .map(|(_, author)| *author);
        let first = close.next()?;
        close.all(|other| other == first).then_some(first)
    }
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric() || *c == ',')
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_field() {
        let of = |text: &str| -> Vec<String> {
            names(text, &(0..text.len()))
                .into_iter()
                .map(|r| text[r].to_owned())
                .collect()
        };
        assert_eq!(
            of("Moe, C\n   Berg, J (j@example.org)"),
            ["Moe, C", "Berg, J"]
        );
        assert_eq!(of("Moe, C; Berg, J; [Anonymous]"), ["Moe, C", "Berg, J"]);
        assert_eq!(of("张会佳；李明; 王 华"), ["张会佳", "李明", "王 华"]);
    }

    #[test]
    fn forms_of_names() {
        let parts = |text| {
            let name = name(text);
            (name.family(), name.given().to_owned())
        };
        assert_eq!(
            parts("Moe, Cathrine A."),
            ("Moe".into(), "Cathrine A.".into())
        );
        assert_eq!(parts("James Moe"), ("Moe".into(), "James".into()));
        assert_eq!(parts("MOE C"), ("MOE".into(), "C".into()));
        let mut forms = Forms::default();
        forms.add(0, "Moe, CA");
        forms.add(0, "Moe, Cathrine A.");
        forms.add(1, "Berg, J");
        assert_eq!(forms.find("Moe, Cathrine"), Some(0));
        assert_eq!(forms.find("berg, J."), Some(1));
        assert_eq!(forms.find("Aas, O"), None);
    }
}
