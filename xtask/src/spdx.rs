//! Reads licence expressions (SPDX, annex D of the specification, and crates.io's old `A/B`).

/// Whether an expression can be fulfilled with licences that `accepts` takes.
///
/// `A OR B` needs one of them, `A AND B` both; `WITH` belongs to the licence before it. What cannot be read is refused.
pub(crate) fn is_fulfilled(expression: &str, accepts: impl Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader {
        words: &words,
        accepts: &accepts,
    };
    reader
        .any_of()
        .is_some_and(|fulfilled| fulfilled && reader.words.is_empty())
}

struct Reader<'a, F> {
    words: &'a [&'a str],
    accepts: &'a F,
}

impl<F: Fn(&str) -> bool> Reader<'_, F> {
    fn any_of(&mut self) -> Option<bool> {
        let mut fulfilled = self.all_of()?;
        while self.take("OR") {
            fulfilled |= self.all_of()?;
        }
        Some(fulfilled)
    }

    fn all_of(&mut self) -> Option<bool> {
        let mut fulfilled = self.one()?;
        while self.take("AND") {
            fulfilled &= self.one()?;
        }
        Some(fulfilled)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let inside = self.any_of()?;
            return self.take(")").then_some(inside);
        }
        let (licence, rest) = self.words.split_first()?;
        self.words = rest;
        if self.take("WITH") {
            let (exception, rest) = self.words.split_first()?;
            self.words = rest;
            // An exception only adds permissions.
            return Some(
                (self.accepts)(licence) || (self.accepts)(&format!("{licence} WITH {exception}")),
            );
        }
        Some((self.accepts)(licence))
    }

    fn take(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if first.eq_ignore_ascii_case(word) => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_fulfilled;

    fn free(expression: &str) -> bool {
        is_fulfilled(expression, |licence| {
            ["MIT", "Apache-2.0", "Unicode-3.0"].contains(&licence)
        })
    }

    #[test]
    fn alternatives_need_one_and_conjunctions_all() {
        assert!(free("MIT"));
        assert!(free("GPL-3.0-only OR MIT"));
        assert!(free("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(free("MIT/Apache-2.0"));
        assert!(free("Apache-2.0 WITH LLVM-exception"));
        assert!(!free("GPL-3.0-or-later"));
        assert!(!free("MIT AND GPL-2.0-only"));
        assert!(!free("(MIT OR Apache-2.0) AND LGPL-2.1"));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for broken in ["", "(MIT", "MIT OR", "MIT Apache-2.0", "MIT)"] {
            assert!(!free(broken), "{broken}");
        }
    }
}
