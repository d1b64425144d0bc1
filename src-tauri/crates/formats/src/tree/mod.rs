//! Values of JSON and YAML, and XML brought to the same shape, each with its place.
//!
//! serde_json tells values but not their places, and a place is what every value of a
//! record has to keep. A tree is as deep as [`json::DEEPEST`] at most, so that walking it
//! by recursion is safe whatever a text holds.

pub(crate) mod json;
mod walk;

pub(crate) use walk::walk;

use std::borrow::Cow;
use std::ops::{Index, Range};

/// A value at a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'t> {
    start: usize,
    end: usize,
    pub(crate) value: Value<'t>,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    /// As written.
    Number(Cow<'t, str>),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    /// Keys in the text's order; of equal ones the first is found.
    Map(Vec<(Cow<'t, str>, Node<'t>)>),
}

static NOTHING: Node<'static> = Node::new(0..0, Value::Null);

impl<'t> Node<'t> {
    pub(crate) const fn new(range: Range<usize>, value: Value<'t>) -> Self {
        Self {
            start: range.start,
            end: range.end,
            value,
        }
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The text of a string.
    pub(crate) fn str(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a string, number or truth value that says anything.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text.trim()).filter(|t| !t.is_empty()),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            _ => None,
        }
    }

    /// A whole number, also one in a string.
    pub(crate) fn number(&self) -> Option<i64> {
        match &self.value {
            Value::Number(number) | Value::Text(number) => number.trim().parse().ok(),
            _ => None,
        }
    }

    /// The entries of a list; of anything else none.
    pub(crate) fn list(&self) -> &[Node<'t>] {
        match &self.value {
            Value::List(list) => list,
            _ => &[],
        }
    }

    /// The entries of a list, or the one value that stands where a list could.
    pub(crate) fn each(&self) -> &[Node<'t>] {
        match &self.value {
            Value::List(list) => list,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The members of a map; of anything else none.
    pub(crate) fn members(&self) -> &[(Cow<'t, str>, Node<'t>)] {
        match &self.value {
            Value::Map(members) => members,
            _ => &[],
        }
    }

    /// The member with a key, unless it is null.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'t>> {
        Some(&self[key]).filter(|node| !node.is_null())
    }

    /// The same as JSON, without places.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => {
                serde_json::from_str(number).unwrap_or_else(|_| Json::String(number.to_string()))
            }
            Value::Text(text) => Json::String(text.to_string()),
            Value::List(list) => list.iter().map(Self::to_json).collect(),
            Value::Map(members) => {
                let mut map = serde_json::Map::new();
                for (key, value) in members {
                    map.entry(key.as_ref()).or_insert_with(|| value.to_json());
                }
                Json::Object(map)
            }
        }
    }
}

/// The member with a key; nothing when there is none.
impl<'t> Index<&str> for Node<'t> {
    type Output = Node<'t>;
    fn index(&self, key: &str) -> &Node<'t> {
        let found = self.members().iter().find(|(k, _)| k == key);
        found.map_or(&NOTHING, |(_, node)| node)
    }
}

/// The entry at a place of a list; nothing when there is none.
impl<'t> Index<usize> for Node<'t> {
    type Output = Node<'t>;
    fn index(&self, at: usize) -> &Node<'t> {
        self.list().get(at).unwrap_or(&NOTHING)
    }
}
