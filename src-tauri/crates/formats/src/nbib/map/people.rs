//! Authors and editors of a MEDLINE record, with what stands behind each.

use super::super::{flow, people};
use super::Mapper;
use diglot_model::{Contributor, ContributorRole, LocalizedText, Name, Sourced};
use diglot_text::script;
use std::ops::Range;

/// How many affiliations are looked through for one that is there already.
const NEAR: usize = 200;

impl Mapper<'_, '_> {
    pub(super) fn person(&mut self, role: ContributorRole, range: Range<usize>, full: bool) {
        let name = flow::line(self.raw(&range));
        if crate::people::is_ellipsis(&name) {
            self.builder.reference.contributors_complete = false;
            return;
        }
        if !full && std::mem::take(&mut self.paired) {
            return;
        }
        self.paired = full;
        let name = if full {
            people::full(&name)
        } else {
            people::any(&name)
        };
        self.contributor(role, name, &range);
    }

    pub(super) fn contributor(&mut self, role: ContributorRole, name: Name, range: &Range<usize>) {
        let mut contributor = Contributor::author(name);
        contributor.role = role;
        self.last = Some(self.builder.reference.contributors.len());
        self.builder.contributor(contributor, range);
    }

    pub(super) fn affiliation(&mut self, range: Range<usize>) {
        let raw = self.raw(&range);
        // Those that many share stand near the beginning or near each other.
        let near = |known: &[&str]| known.iter().position(|known| *known == raw);
        let count = self.affiliations.len();
        let (head, tail) = self.affiliations.split_at(count.min(NEAR));
        let from = tail.len().saturating_sub(NEAR);
        let known = near(head).or_else(|| Some(near(&tail[from..])? + head.len() + from));
        let Ok(index) = u16::try_from(known.unwrap_or(count)) else {
            self.unmapped("AD", range);
            return;
        };
        if known.is_none() {
            let text = flow::joined(raw);
            let value = LocalizedText::new(script::language_of(&text), text);
            let span = self.builder.span(&range);
            self.builder
                .reference
                .affiliations
                .push(Sourced::at(value, span));
            self.affiliations.push(raw);
        }
        if let Some(contributor) = self
            .last
            .and_then(|at| self.builder.reference.contributors.get_mut(at))
            && !contributor.affiliations.contains(&index)
        {
            contributor.affiliations.push(index);
        }
    }

    pub(super) fn author_id(&mut self, range: Range<usize>) {
        let id = people::orcid(self.raw(&range));
        let contributor = self
            .last
            .and_then(|at| self.builder.reference.contributors.get_mut(at));
        match (id, contributor) {
            (Some(id), Some(contributor)) if contributor.orcid.is_none() => {
                contributor.orcid = Some(id);
            }
            _ => self.unmapped("AUID", range),
        }
    }
}
