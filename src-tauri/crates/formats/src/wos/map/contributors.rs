//! Authors, editors and groups, with their addresses, iDs and names in their own script.

use super::super::{addresses, people};
use super::{MANY, Mapper};
use crate::nbib::flow;
use diglot_model::{Contributor, ContributorRole, LocalizedText, Name, NameVariant, Sourced};
use diglot_text::{script, tidy::tidy};
use std::ops::Range;

impl Mapper<'_, '_> {
    pub(super) fn people(&mut self) {
        let names = |tag| -> Vec<Range<usize>> {
            self.of(tag)
                .flat_map(|range| people::names(self.text, &range))
                .collect()
        };
        let (short, full) = (names("AU"), names("AF"));
        let second = names("Z2");
        let book_short = names("BA");
        let book_full = names("BF");
        let editors: Vec<_> = names("BE").into_iter().chain(names("ED")).collect();
        // Full names repeat the short ones.
        let paired = full.len() == short.len();
        let authors = if full.is_empty() { &short } else { &full };
        for (i, range) in authors.iter().enumerate() {
            self.forms.add(i, self.raw(range));
            if let Some(other) = short.get(i).filter(|_| paired) {
                self.forms.add(i, self.raw(other));
            }
        }
        self.add(ContributorRole::Author, authors);
        if second.len() == authors.len() {
            self.variants(&second);
        }
        let of_book = if book_full.is_empty() {
            book_short
        } else {
            book_full
        };
        let role = if authors.is_empty() {
            ContributorRole::Author
        } else {
            ContributorRole::ContainerAuthor
        };
        self.add(role, &of_book);
        for tag in ["CA", "GP"] {
            let groups: Vec<_> = self
                .of(tag)
                .flat_map(|range| people::names(self.text, &range))
                .collect();
            for range in groups {
                // The group behind a conference is no author of its papers.
                let sponsor = tag == "GP" && !authors.is_empty();
                let name = self.raw(&range);
                if sponsor {
                    self.builder.unmapped("GP", name);
                } else {
                    let name = Name::literal(tidy(name));
                    self.contributor(ContributorRole::Author, name, &range);
                }
            }
        }
        self.add(ContributorRole::Editor, &editors);
    }

    fn add(&mut self, role: ContributorRole, names: &[Range<usize>]) {
        for range in names {
            let text = tidy(self.raw(range));
            if crate::people::is_ellipsis(&text) {
                self.builder.reference.contributors_complete = false;
            } else {
                self.contributor(role, people::name(&text), range);
            }
        }
    }

    fn contributor(&mut self, role: ContributorRole, name: Name, range: &Range<usize>) {
        let mut contributor = Contributor::author(name);
        contributor.role = role;
        self.builder.contributor(contributor, range);
    }

    /// The authors' names in their own script.
    fn variants(&mut self, names: &[Range<usize>]) {
        let spans: Vec<_> = names.iter().map(|range| self.builder.span(range)).collect();
        let all = self.builder.reference.contributors.iter_mut();
        for ((contributor, range), span) in all.zip(names).zip(spans) {
            let text = tidy(&self.text[range.clone()]);
            contributor.spans.push(span);
            contributor.names.push(NameVariant {
                lang: Some(script::language_of(&text)),
                name: people::name(&text),
            });
        }
    }

    pub(super) fn addresses(&mut self) {
        let all: Vec<Range<usize>> = self.of("C1").collect();
        for range in all {
            for address in addresses::addresses(self.text, &range) {
                let text = flow::joined(self.raw(&address.place));
                let known = self
                    .builder
                    .reference
                    .affiliations
                    .iter()
                    .take(MANY)
                    .position(|a| a.text == text);
                let at = known.unwrap_or(self.builder.reference.affiliations.len());
                let Ok(index) = u16::try_from(at) else {
                    continue;
                };
                if known.is_none() {
                    let span = self.builder.span(&address.place);
                    let value = LocalizedText::new(script::language_of(&text), text);
                    self.builder
                        .reference
                        .affiliations
                        .push(Sourced::at(value, span));
                }
                for name in address.names.iter().take(MANY) {
                    let Some(at) = self.forms.find(name) else {
                        continue;
                    };
                    let Some(contributor) = self.builder.reference.contributors.get_mut(at) else {
                        continue;
                    };
                    if !contributor.affiliations.contains(&index) {
                        contributor.affiliations.push(index);
                    }
                }
            }
        }
    }

    /// `Moe, Cathrine/0000-0002-1825-0097; …`
    pub(super) fn person_ids(&mut self) {
        let Some(range) = self.first("OI") else {
            return;
        };
        for part in self.raw(&range).split(';') {
            let Some((name, id)) = part.rsplit_once('/') else {
                continue;
            };
            if let Some(id) = crate::nbib::people::orcid(id)
                && let Some(at) = self.forms.find(&flow::joined(name))
                && let Some(contributor) = self.builder.reference.contributors.get_mut(at)
            {
                contributor.orcid = Some(id);
            }
        }
    }
}
