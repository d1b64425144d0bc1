//! Reference strings after GB/T 7714: `作者. 题名[J]. 刊名, 年, 卷(期): 页.` and its kin,
//! as authors, journals and databases really write them.

use super::names::{self, are_names};
use super::narrow::Narrow;
use super::segments::{begins_with_initials, boundaries, segments};
use crate::build::Builder;
use crate::citation::{normalise_pages, parse_date, pattern};
use crate::labelled::clean::clean;
use crate::labelled::kind::gbt_letter;
use diglot_model::{ContributorRole, Date, DateField, ReferenceType, ScalarField, TextField};
use diglot_text::names::NameOrder;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static MARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\[\s*(?P<code>(?i:EB|DB|DS|CP|CM|PP|J|M|D|C|G|S|P|N|R|A|Z|K)(?:\s*/\s*(?i:OL|CD|MT|DK))?)\s*\]",
    )
});

/// Where the mark of the type stands, and its code.
pub(super) fn mark(text: &str) -> Option<(Range<usize>, &str)> {
    MARK.captures_iter(text).find_map(|c| {
        let whole = c.get(0)?;
        let code = c.name("code")?;
        // A mark stands behind a title.
        let titled = text[..whole.start()]
            .chars()
            .filter(|c| c.is_alphabetic())
            .count()
            >= 2;
        titled.then(|| (whole.range(), code.as_str()))
    })
}

/// A reference string in the making.
pub(super) struct Reader<'t, 'n> {
    pub(super) text: &'t str,
    pub(super) narrow: &'n Narrow,
    pub(super) builder: Builder<'t>,
}

/// Reads a string that has the mark of its type.
pub(super) fn read<'t>(
    text: &'t str,
    narrow: &Narrow,
    builder: Builder<'t>,
) -> Option<Builder<'t>> {
    let (at, code) = mark(&narrow.text)?;
    let mut reader = Reader {
        text,
        narrow,
        builder,
    };
    let kind = gbt_letter(code)?;
    reader.builder.reference.kind = kind;
    let mut head = 0..at.start;
    let tail = at.end..narrow.text.len();
    // VIP puts the mark behind the journal: `作者.题名.刊名[J],年(期):页`.
    let mut container: Option<Range<usize>> = None;
    let after = narrow.text[tail.clone()].trim_start();
    if kind == ReferenceType::ArticleJournal && behind_journal(after) {
        let parts = segments(narrow, &head);
        if parts.len() >= 3 {
            let last = parts[parts.len() - 1].clone();
            head.end = parts[parts.len() - 2].end;
            container = Some(last);
        }
    }
    reader.head(&head);
    if let Some(container) = container {
        reader.text_field(TextField::ContainerTitle, &container);
        reader.coordinates(&tail);
    } else {
        reader.tail(&tail);
    }
    reader.year_of_number();
    Some(reader.builder)
}

/// Whether what stands behind the mark begins with a year: the journal stood before it.
fn behind_journal(after: &str) -> bool {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[,.]\s*(?:1[5-9]|20)\d{2}\s*[,(:.]"));
    YEAR.is_match(after)
}

static YEAR_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[,.]?\s*[(\[]?(?P<year>(?:1[5-9]|20)\d{2})[a-z]?(?:[-/]\d{1,4}(?:-\d{1,2})?)?[)\]]?$")
});

impl Reader<'_, '_> {
    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        &self.narrow.text[range.clone()]
    }

    pub(super) fn text_field(&mut self, field: TextField, range: &Range<usize>) {
        let range = self.narrow.trimmed(range, &[',', '.', ';', ':']);
        let place = self.narrow.place(&range);
        let value = clean(&self.text[place.clone()]);
        if value.is_empty() || is_unknown(&value) {
            return;
        }
        self.builder.text_value(field, value, place);
    }

    pub(super) fn scalar(&mut self, field: ScalarField, range: &Range<usize>) {
        let place = self.narrow.place(range);
        // Half-width, but with the dashes as printed.
        let value: String = self.text[place.clone()]
            .chars()
            .map(crate::labelled::part::narrow)
            .collect();
        let value = diglot_text::tidy::tidy(&value);
        self.builder.scalar_value(field, value, place);
    }

    pub(super) fn pages(&mut self, range: &Range<usize>) {
        let value = self
            .slice(range)
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':'));
        let value = value
            .strip_prefix("pp")
            .or(value.strip_prefix("p."))
            .unwrap_or(value);
        let value = normalise_pages(value.trim_start_matches(['.', ' ']));
        if value.is_empty() || !value.chars().any(char::is_alphanumeric) {
            return;
        }
        let place = self.narrow.place(range);
        self.builder.scalar_value(ScalarField::Page, value, place);
    }

    pub(super) fn date(&mut self, field: DateField, range: &Range<usize>) -> bool {
        let Some(date) = parse_date(self.slice(range)) else {
            return false;
        };
        let place = self.narrow.place(range);
        self.builder.date(field, date, place);
        true
    }

    pub(super) fn names(
        &mut self,
        range: &Range<usize>,
        role: Option<ContributorRole>,
        order: NameOrder,
    ) {
        let names = names::read(self.narrow, range, order);
        let role = match role {
            Some(ContributorRole::Author) | None => names.role,
            Some(role) => role,
        };
        names.list.add(&mut self.builder, self.text, role);
        if names.list.more {
            self.builder.reference.contributors_complete = false;
        }
    }

    /// Authors, perhaps a year, the title, perhaps a number.
    fn head(&mut self, range: &Range<usize>) {
        let range = self.narrow.trimmed(range, &['.', ',']);
        let split = boundaries(self.narrow, &range).into_iter().find(|at| {
            let left = range.start..*at;
            let right = self.narrow.text[*at + 1..range.end].trim_start();
            !begins_with_initials(right) && self.is_author_side(&left)
        });
        let title = match split {
            Some(at) => {
                let mut left = range.start..at;
                if let Some(c) = YEAR_TAIL.captures(self.slice(&left).to_owned().as_str())
                    && let (Some(whole), Some(year)) = (c.get(0), c.name("year"))
                    && whole.start() > 0
                {
                    let year = left.start + year.start()..left.start + year.end();
                    self.date(DateField::Issued, &year);
                    left.end = left.start + whole.start();
                }
                self.names(&left, None, NameOrder::FamilyFirst);
                at + 1..range.end
            }
            None => range,
        };
        self.title(&title);
    }

    /// Whether what stands before a boundary is the authors, with a year perhaps.
    fn is_author_side(&self, left: &Range<usize>) -> bool {
        let slice = self.slice(left);
        let end = YEAR_TAIL
            .find(slice)
            .filter(|m| m.start() > 0)
            .map_or(slice.len(), |m| m.start());
        let names = left.start..left.start + end;
        let single = self.slice(&names).trim();
        // `J. Smith` does not end behind its initial.
        single.chars().nth(1).is_some() && are_names(self.narrow, &names)
    }
}

/// `[出版者不详]`, `[S.l.]`, `[s.n.]`: GB/T's words for what is unknown.
pub(super) fn is_unknown(value: &str) -> bool {
    matches!(
        value
            .trim_matches(|c: char| "[]［］()（）.".contains(c) || c.is_whitespace())
            .to_lowercase()
            .as_str(),
        "出版者不详"
            | "出版地不详"
            | "s.l"
            | "s.n"
            | "s. l"
            | "s. n"
            | "出版年不详"
            | "不详"
            | "佚名"
    )
}

/// Whether a year of a date is known.
pub(super) fn has_year(date: Option<&Date>) -> bool {
    date.and_then(Date::start_year).is_some()
}
