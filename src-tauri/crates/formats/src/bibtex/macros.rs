//! `@string` definitions, and values put together.

use super::scan::{Piece, Value};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The definitions so far; names are compared without case.
#[derive(Debug, Default)]
pub(super) struct Macros {
    defined: HashMap<String, String>,
    /// Names that were looked for in vain, each told once.
    missed: HashSet<String>,
}

impl Macros {
    pub(super) fn define(&mut self, name: &str, value: String) {
        self.defined.insert(name.to_lowercase(), value);
    }

    /// The text of a value, and names of macros in it that nobody defined. Of these the
    /// names themselves are the text: `journal = IEEE_J_PROC`.
    pub(super) fn resolve<'t>(
        &self,
        text: &'t str,
        value: &Value,
        unknown: &mut Vec<&'t str>,
    ) -> Cow<'t, str> {
        match value {
            Value::One(piece) => match self.piece(text, piece, unknown) {
                Ok(slice) => Cow::Borrowed(slice),
                Err(defined) => Cow::Owned(defined.to_owned()),
            },
            Value::Joined(pieces) => {
                let mut out = String::new();
                for piece in pieces {
                    out.push_str(match self.piece(text, piece, unknown) {
                        Ok(part) | Err(part) => part,
                    });
                }
                Cow::Owned(out)
            }
        }
    }

    /// What stands in the text, or as the error what a macro stands for.
    fn piece<'t, 's>(
        &'s self,
        text: &'t str,
        piece: &Piece,
        unknown: &mut Vec<&'t str>,
    ) -> Result<&'t str, &'s str> {
        let range = match piece {
            Piece::Text(range) => return Ok(&text[range.clone()]),
            Piece::Word(range) => range.clone(),
        };
        let word = &text[range];
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
            return Ok(word);
        }
        if !self.defined.is_empty() {
            let found = self
                .defined
                .get(word)
                .or_else(|| self.defined.get(&word.to_lowercase()));
            if let Some(value) = found {
                return Err(value);
            }
        }
        if diglot_text::calendar::month_number(word).is_none() {
            unknown.push(word);
        }
        Ok(word)
    }

    /// Whether a name that nobody defined is missed for the first time.
    pub(super) fn miss(&mut self, name: &str) -> bool {
        !self.missed.contains(name) && self.missed.insert(name.to_owned())
    }
}
