//! YAML to a tree.
//!
//! The parser tells events; the tree is built from them without recursion. What lies deeper
//! than a tree goes is left out. Aliases are copies of what they name, as long as all
//! copies together are few: a text of a page must not become one of a library.

use crate::tree::json::DEEPEST;
use crate::tree::{Node, Value};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many nodes all aliases of a text may add.
const MOST_COPIES: usize = 20_000;

/// Where and why YAML is broken.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) at: usize,
    pub(super) line: usize,
    pub(super) reason: String,
}

/// The documents of a text, up to where it is broken.
pub(super) fn documents(text: &str) -> (Vec<Node<'_>>, Option<Broken>) {
    let mut builder = Builder::new(text);
    let places = Places::new(text);
    let mut broken = None;
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                let start = places.byte(span.start);
                builder.event(event, start..places.byte(span.end).max(start));
            }
            Err(error) => {
                let marker = *error.marker();
                broken = Some(Broken {
                    at: places.byte(marker),
                    line: marker.line(),
                    reason: error.info().to_owned(),
                });
                break;
            }
        }
    }
    (builder.finish(), broken)
}

/// Characters counted as bytes: markers tell characters.
struct Places<'t> {
    text: &'t str,
    /// Byte offsets of every so many characters.
    every: Vec<usize>,
}

const STEP: usize = 64;

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let every = text.char_indices().step_by(STEP).map(|(at, _)| at);
        Self {
            text,
            every: every.collect(),
        }
    }

    fn byte(&self, marker: Marker) -> usize {
        let index = marker.index();
        let Some(near) = self.every.get(index / STEP) else {
            return self.text.len();
        };
        let rest = &self.text[*near..];
        rest.char_indices()
            .nth(index % STEP)
            .map_or(self.text.len(), |(at, _)| near + at)
    }
}

/// A list or map whose end has not come.
struct Open<'t> {
    start: usize,
    anchor: usize,
    is_map: bool,
    list: Vec<Node<'t>>,
    members: Vec<(Cow<'t, str>, Node<'t>)>,
    key: Option<Cow<'t, str>>,
}

struct Builder<'t> {
    text: &'t str,
    open: Vec<Open<'t>>,
    /// How many lists and maps are open that lie too deep.
    skipped: usize,
    anchors: BTreeMap<usize, Node<'t>>,
    copies: usize,
    done: Vec<Node<'t>>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            open: Vec::new(),
            skipped: 0,
            anchors: BTreeMap::new(),
            copies: 0,
            done: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::SequenceStart(anchor, _) => self.begin(range.start, anchor, false),
            Event::MappingStart(anchor, _) => self.begin(range.start, anchor, true),
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            Event::Scalar(text, style, anchor, _) if self.skipped == 0 => {
                // That of a block goes on to where what follows it begins.
                let whole = self.text.get(range.clone()).unwrap_or_default();
                let range = range.start..range.start + whole.trim_end().len();
                let value = match style {
                    ScalarStyle::Plain => plain(text),
                    _ => Value::Text(text),
                };
                self.put(Node::new(range, value), anchor);
            }
            Event::Alias(anchor) if self.skipped == 0 => {
                let copy = self.anchors.get(&anchor).cloned();
                let copy = copy.filter(|node| {
                    self.copies += count(node);
                    self.copies <= MOST_COPIES
                });
                // A copy stands where the alias does.
                let value = copy.map_or(Value::Null, |node| node.value);
                self.put(Node::new(range, value), 0);
            }
            _ => {}
        }
    }

    fn begin(&mut self, start: usize, anchor: usize, is_map: bool) {
        if self.skipped > 0 || self.open.len() >= DEEPEST {
            self.skipped += 1;
            return;
        }
        self.open.push(Open {
            start,
            anchor,
            is_map,
            list: Vec::new(),
            members: Vec::new(),
            key: None,
        });
    }

    fn end(&mut self, end: usize) {
        if self.skipped > 0 {
            self.skipped -= 1;
            if self.skipped == 0 {
                self.put(Node::new(end..end, Value::Null), 0);
            }
            return;
        }
        let Some(open) = self.open.pop() else {
            return;
        };
        // A block ends where what follows it begins: the white space is not its own.
        let whole = self.text.get(open.start..end).unwrap_or_default();
        let range = open.start..open.start + whole.trim_end().len();
        let value = if open.is_map {
            Value::Map(merged(open.members))
        } else {
            Value::List(open.list)
        };
        self.put(Node::new(range, value), open.anchor);
    }

    fn put(&mut self, node: Node<'t>, anchor: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.done.push(node);
            return;
        };
        if !open.is_map {
            open.list.push(node);
        } else if let Some(key) = open.key.take() {
            open.members.push((key, node));
        } else {
            open.key = Some(match node.value {
                Value::Text(text) | Value::Number(text) => text,
                Value::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
                _ => Cow::Borrowed(""),
            });
        }
    }

    fn finish(mut self) -> Vec<Node<'t>> {
        // Broken in the middle: what was read of each open part counts.
        let end = self.text.len();
        self.skipped = 0;
        while !self.open.is_empty() {
            self.end(end);
        }
        self.done
    }
}

/// `<<: *defaults` gives what the map itself does not have.
fn merged<'t>(members: Vec<(Cow<'t, str>, Node<'t>)>) -> Vec<(Cow<'t, str>, Node<'t>)> {
    let (merge, mut own): (Vec<_>, Vec<_>) = members.into_iter().partition(|(key, _)| key == "<<");
    for (_, node) in merge {
        if let Value::Map(members) = node.value {
            own.extend(members);
        }
    }
    own
}

fn count(node: &Node<'_>) -> usize {
    1 + node.list().iter().map(count).sum::<usize>()
        + node.members().iter().map(|(_, n)| count(n)).sum::<usize>()
}

/// A scalar without quotes, after the core schema.
fn plain(text: Cow<'_, str>) -> Value<'_> {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        word => {
            let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
            let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && word.parse::<f64>().is_ok();
            if is_number {
                Value::Number(text)
            } else {
                Value::Text(text)
            }
        }
    }
}
