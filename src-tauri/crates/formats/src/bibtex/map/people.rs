//! Authors, editors and the others.

use super::super::{names, tex};
use super::{Mapper, Name};
use diglot_model::{Contributor, ContributorRole};
use diglot_text::script;
use std::borrow::Cow;

impl Mapper<'_, '_> {
    pub(super) fn people(&mut self) {
        let editor = match self
            .peek(Name::EditorType)
            .map(|t| tex::line(t).to_lowercase())
        {
            Some(kind) if !is_editing(&kind) => ContributorRole::Other,
            _ => ContributorRole::Editor,
        };
        for (name, role) in [
            (Name::Author, ContributorRole::Author),
            (Name::Editor, editor),
            (Name::EditorMore, ContributorRole::Other),
            (Name::Translator, ContributorRole::Translator),
            (Name::BookAuthor, ContributorRole::ContainerAuthor),
            (Name::SeriesEditor, ContributorRole::CollectionEditor),
            (Name::Advisor, ContributorRole::Supervisor),
            (Name::ReviewedAuthor, ContributorRole::ReviewedAuthor),
            (Name::Collaborator, ContributorRole::Other),
        ] {
            self.role(name, role);
        }
    }

    fn role(&mut self, name: Name, role: ContributorRole) {
        while let Some(taken) = self.take(name) {
            let read = names::read(&taken.raw);
            let first = self.builder.reference.contributors.is_empty();
            if read.others && (role == ContributorRole::Author || first) {
                self.builder.reference.contributors_complete = false;
            }
            for (name, at) in read.names {
                let place = match (&taken.raw, &taken.place) {
                    (Cow::Borrowed(raw), Some(place)) if raw.len() == place.len() => {
                        Some(place.start + at.start..place.start + at.end)
                    }
                    (_, place) => place.clone(),
                };
                let mut contributor = Contributor::author(name);
                contributor.role = role;
                let whole = contributor.name().map(diglot_model::Name::family);
                if let Some(whole) = whole.filter(|w| script::has_han(w)) {
                    contributor.names[0].lang = Some(script::language_of(&whole));
                }
                let contributor = self.sourced(contributor, place.as_ref());
                self.builder.reference.contributors.push(contributor);
            }
        }
    }
}

/// Whether an `editortype` is a sort of editing.
fn is_editing(kind: &str) -> bool {
    matches!(
        kind,
        "" | "editor" | "compiler" | "founder" | "continuator" | "redactor" | "reviser"
    )
}
