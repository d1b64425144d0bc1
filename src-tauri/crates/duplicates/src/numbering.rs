//! Volumes, issues and pages: where in a container a work stands.

use diglot_model::{Reference, ScalarField};
use diglot_text::normalise::{expand_pages, fold_search};

/// Whether two values agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// One is missing, or they cannot be compared.
    Unknown,
    /// They agree.
    Same,
    /// They contradict each other.
    Different,
}

/// Pages, or the article number that stands in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pages {
    first: u32,
    last: u32,
    /// "e103", "S12" or a number of at least five digits: no page in a printed volume.
    electronic: bool,
    /// Letters stood where the first page should be ("Suppl-12").
    garbled: bool,
}

impl Pages {
    pub(crate) fn of(reference: &Reference) -> Option<Self> {
        let page = reference.scalar(ScalarField::Page).and_then(Self::parse);
        page.or_else(|| {
            reference
                .scalar(ScalarField::ArticleNumber)
                .and_then(Self::parse)
                .map(|pages| Self {
                    electronic: true,
                    ..pages
                })
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let text = fold_search(text);
        let text = text.trim_start_matches("pp").trim_start_matches(['.', ' ']);
        let (first, last) = expand_pages(text)?;
        let lead: String = text.chars().take_while(|c| !c.is_ascii_digit()).collect();
        Some(Self {
            first,
            last,
            electronic: first == last && (first >= 10_000 || lead.trim() == "e"),
            garbled: lead.contains('-'),
        })
    }

    /// First page, for blocking.
    pub(crate) fn first(&self) -> u32 {
        self.first
    }

    /// Whether there is more than one page.
    pub(crate) fn is_range(&self) -> bool {
        self.last > self.first
    }

    /// Compares first pages, with leave for what databases do to them.
    pub(crate) fn agreement(&self, other: &Self) -> Agreement {
        if self.first == other.first && !self.garbled && !other.garbled {
            return Agreement::Same;
        }
        // "1-6" beside "e12724": pages of the file, not of the volume.
        let counted = |x: &Self| x.first == 1 && !x.electronic;
        if (self.electronic && counted(other)) || (other.electronic && counted(self)) {
            return Agreement::Unknown;
        }
        // "t-20" for "314-320": the start was lost.
        if self.garbled || other.garbled {
            return Agreement::Unknown;
        }
        // One digit mistyped at the start, the end the same.
        if self.last == other.last && self.is_range() && other.is_range() {
            return Agreement::Unknown;
        }
        Agreement::Different
    }

    /// Whether first and last page are those of the other.
    pub(crate) fn is_same_range(&self, other: &Self) -> bool {
        self.first == other.first && self.last == other.last && self.is_range()
    }
}

/// A volume or issue: its first number, else its folded text.
pub(crate) fn number(reference: &Reference, field: ScalarField) -> Option<String> {
    let folded = fold_search(reference.scalar(field)?);
    let digits: String = folded
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let value = if digits.is_empty() {
        folded
    } else {
        let short = digits.trim_start_matches('0');
        if short.is_empty() { "0" } else { short }.to_owned()
    };
    (!value.is_empty()).then_some(value)
}

/// Compares two optional values.
pub(crate) fn agreement<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> Agreement {
    match (a, b) {
        (Some(x), Some(y)) if x == y => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Different,
        _ => Agreement::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> Agreement {
        let (a, b) = (Pages::parse(a).unwrap(), Pages::parse(b).unwrap());
        assert_eq!(a.agreement(&b), b.agreement(&a));
        a.agreement(&b)
    }

    #[test]
    fn pages_as_databases_write_them() {
        assert_eq!(compare("483-9", "483-489"), Agreement::Same);
        assert_eq!(compare("c37-c42", "37-42"), Agreement::Same);
        assert_eq!(compare("1-6", "e12724"), Agreement::Unknown);
        assert_eq!(compare("t-20", "314-320"), Agreement::Unknown);
        assert_eq!(compare("2297-2108", "2097-2108"), Agreement::Different);
        assert_eq!(compare("14-22", "65-73"), Agreement::Different);
        assert_eq!(compare("e103", "e104"), Agreement::Different);
    }
}
