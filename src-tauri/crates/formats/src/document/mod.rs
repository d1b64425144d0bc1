//! XML as services and programs write it: a tree of elements with their places.
//!
//! Nothing well-formed is asked for: an element that is not closed ends with its parent,
//! a closing tag without its opening one is passed over, entities of HTML are known and
//! unknown ones stay as they stand. Document types are skipped and never fetched or
//! expanded. Elements stand in one list with links between them: no depth of nesting can
//! exhaust the stack, and reading goes through the text once.

mod entities;
mod parse;

pub(crate) use entities::resolve;
pub(crate) use parse::{attributes, tag_end};

use std::borrow::Cow;
use std::ops::Range;

/// The elements of a text.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    text: &'t str,
    elements: Vec<Data<'t>>,
}

#[derive(Debug)]
struct Data<'t> {
    /// With its prefix.
    name: &'t str,
    /// The whole element, tags included.
    outer: Range<usize>,
    /// What stands between its tags.
    inner: Range<usize>,
    attributes: Range<usize>,
    parent: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    next: Option<usize>,
}

/// An element of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'d> {
    document: &'d Document<'d>,
    at: usize,
}

impl<'t> Document<'t> {
    /// Reads a text; one without any element has none.
    pub(crate) fn read(text: &'t str) -> Self {
        parse::document(text)
    }

    /// Every element, in the order of their opening tags.
    pub(crate) fn all(&self) -> impl Iterator<Item = Element<'_>> {
        (0..self.elements.len()).map(|at| Element { document: self, at })
    }

    /// Every element with a local name.
    pub(crate) fn named<'d>(&'d self, name: &'d str) -> impl Iterator<Item = Element<'d>> {
        self.all().filter(move |e| e.name() == name)
    }
}

impl<'d> Element<'d> {
    fn data(self) -> &'d Data<'d> {
        &self.document.elements[self.at]
    }

    fn of(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// The name without its prefix.
    pub(crate) fn name(self) -> &'d str {
        let name = self.data().name;
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix of the name; empty when there is none.
    pub(crate) fn prefix(self) -> &'d str {
        self.data().name.rsplit_once(':').map_or("", |(p, _)| p)
    }

    /// The whole element in the text.
    pub(crate) fn range(self) -> Range<usize> {
        self.data().outer.clone()
    }

    /// What stands between its tags.
    pub(crate) fn inner(self) -> Range<usize> {
        self.data().inner.clone()
    }

    /// What stands between its tags, with all markup.
    pub(crate) fn markup(self) -> &'d str {
        &self.document.text[self.inner()]
    }

    pub(crate) fn parent(self) -> Option<Self> {
        self.data().parent.map(|at| self.of(at))
    }

    pub(crate) fn children(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.data().first, move |at| {
            self.document.elements[*at].next
        })
        .map(move |at| self.of(at))
    }

    /// Children with a local name.
    pub(crate) fn each(self, name: &'d str) -> impl Iterator<Item = Self> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first child with a local name.
    pub(crate) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// The first element that a path of local names leads to: `journal_issue/issue`.
    pub(crate) fn find(self, path: &str) -> Option<Self> {
        path.split('/').try_fold(self, Self::child)
    }

    /// The value of an attribute; a prefix in the text's name is part of it (`xml:lang`),
    /// and a name without one fits any prefix.
    pub(crate) fn attribute(self, name: &str) -> Option<Cow<'d, str>> {
        self.attributes().find_map(|(key, value)| {
            let local = key.rsplit_once(':').map_or(key, |(_, local)| local);
            (key == name || local == name).then_some(value)
        })
    }

    /// All attributes: names as written, values resolved.
    pub(crate) fn attributes(self) -> impl Iterator<Item = (&'d str, Cow<'d, str>)> {
        let text = &self.document.text[self.data().attributes.clone()];
        parse::attributes(text).map(|(name, value)| (name, resolve(&text[value])))
    }

    /// Its text and that of all elements inside, entities resolved, white space as it is.
    pub(crate) fn text(self) -> String {
        let text = parse::text_of(self.document.text, self.inner());
        // Line ends are one character in XML.
        if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        }
    }

    /// Its text in one line; `None` when it says nothing.
    pub(crate) fn word(self) -> Option<String> {
        Some(diglot_text::tidy::tidy(&self.text())).filter(|text| !text.is_empty())
    }

    /// The text in one line of what a path leads to.
    pub(crate) fn word_at(self, path: &str) -> Option<String> {
        self.find(path)?.word()
    }
}

#[cfg(test)]
mod tests;
