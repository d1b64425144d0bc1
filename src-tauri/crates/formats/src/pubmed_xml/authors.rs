//! The authors of a PubMed record, with what belongs to each.

use super::element::Element as E;
use super::walk::attribute;
use crate::nbib::people;
use diglot_model::{Contributor, ContributorRole, LocalizedText, Name, Reference, Sourced, Span};
use diglot_text::script;

/// How many affiliations are looked through for one that is there already.
const NEAR: usize = 200;

/// Names in the making.
#[derive(Default)]
pub(super) struct Authors {
    /// Where an identifier comes from.
    pub(super) source: String,
    role: ContributorRole,
    in_book: bool,
    open: Open,
    /// Where the book's own authors stand, and whether the record has others.
    of_book: Vec<usize>,
    has_own: bool,
    incomplete: bool,
}

/// The author that stands open.
#[derive(Default)]
struct Open {
    last: String,
    given: String,
    initials: String,
    suffix: Option<String>,
    group: Option<String>,
    orcid: Option<String>,
    affiliations: Vec<u16>,
    span: Option<Span>,
    /// The name was corrected; the right one stands beside it.
    wrong: bool,
}

impl Authors {
    pub(super) fn open_list(&mut self, attributes: &str, in_book: bool) {
        let editors = attribute(attributes, "Type").as_deref() == Some("editors");
        self.role = if editors {
            ContributorRole::Editor
        } else {
            ContributorRole::Author
        };
        self.in_book = in_book;
        self.incomplete |= attribute(attributes, "CompleteYN").as_deref() == Some("N");
    }

    pub(super) fn open(&mut self, attributes: &str) {
        self.open = Open {
            wrong: attribute(attributes, "ValidYN").as_deref() == Some("N"),
            ..Open::default()
        };
    }

    pub(super) fn part(
        &mut self,
        element: E,
        value: String,
        span: Span,
        parent: E,
        reference: &mut Reference,
    ) {
        let open = &mut self.open;
        match element {
            E::LastName => open.last = value,
            E::MiddleName if !open.given.is_empty() => {
                open.given.push(' ');
                open.given.push_str(&value);
            }
            E::ForeName | E::FirstName | E::MiddleName => open.given = value,
            E::Initials => open.initials = value,
            E::Suffix => open.suffix = Some(value).filter(|v| !v.is_empty()),
            E::CollectiveName => open.group = Some(value).filter(|v| !v.is_empty()),
            E::Identifier => {
                // Institutions have identifiers, too.
                if parent != E::AffiliationInfo && !self.source.eq_ignore_ascii_case("GRID") {
                    open.orcid = open.orcid.take().or_else(|| people::orcid(&value));
                }
                return;
            }
            _ => {
                self.affiliation(value, span, reference);
                return;
            }
        }
        open.span = Some(match open.span {
            Some(all) => Span {
                start: all.start,
                end: span.end,
            },
            None => span,
        });
    }

    fn affiliation(&mut self, text: String, span: Span, reference: &mut Reference) {
        if text.is_empty() || self.open.wrong {
            return;
        }
        // Those that many share stand near the beginning or near each other.
        let all = &reference.affiliations;
        let near = |known: &[Sourced<LocalizedText>]| known.iter().position(|k| k.text == text);
        let (head, tail) = all.split_at(all.len().min(NEAR));
        let from = tail.len().saturating_sub(NEAR);
        let known = near(head).or_else(|| Some(near(&tail[from..])? + head.len() + from));
        let Ok(index) = u16::try_from(known.unwrap_or(all.len())) else {
            return;
        };
        if known.is_none() {
            let value = LocalizedText::new(script::language_of(&text), text);
            reference.affiliations.push(Sourced::at(value, span));
        }
        if !self.open.affiliations.contains(&index) {
            self.open.affiliations.push(index);
        }
    }

    /// Adds the open author. An investigator is none: the name is handed back.
    pub(super) fn close(
        &mut self,
        investigator: bool,
        reference: &mut Reference,
    ) -> Option<String> {
        let open = std::mem::take(&mut self.open);
        let given = if open.given.is_empty() {
            &open.initials
        } else {
            &open.given
        };
        if investigator {
            let name = format!("{}, {given}", open.last);
            return (!open.last.is_empty()).then_some(name);
        }
        let name = match open.group {
            Some(group) => Name::literal(group),
            None if open.last.is_empty() && given.is_empty() => return None,
            None if open.last.is_empty() => people::of_parts(given, "", open.suffix.as_deref()),
            None => people::of_parts(&open.last, given, open.suffix.as_deref()),
        };
        if open.wrong {
            return None;
        }
        let family = name.family();
        let mut contributor = Contributor::author(name);
        if script::has_han(&family) {
            contributor.names[0].lang = Some(script::language_of(&family));
        }
        contributor.role = self.role;
        contributor.orcid = open.orcid;
        contributor.affiliations = open.affiliations;
        if self.role == ContributorRole::Author {
            if self.in_book {
                self.of_book.push(reference.contributors.len());
            } else {
                self.has_own = true;
            }
        }
        reference.contributors.push(match open.span {
            Some(span) => Sourced::at(contributor, span),
            None => Sourced::bare(contributor),
        });
        None
    }

    /// Authors of the book are those of the work unless it has its own.
    pub(super) fn finish(&mut self, reference: &mut Reference) {
        reference.contributors_complete &= !self.incomplete;
        if self.has_own {
            for at in self.of_book.drain(..) {
                reference.contributors[at].role = ContributorRole::ContainerAuthor;
            }
        }
    }
}
