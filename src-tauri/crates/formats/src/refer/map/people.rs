//! Authors, editors and the others, in both scripts where they are there.

use super::Mapper;
use crate::people::read_names;
use diglot_model::{ContributorRole, NameVariant, ReferenceType as Kind};
use diglot_text::names::NameOrder;

impl Mapper<'_, '_> {
    pub(super) fn people(&mut self) {
        let kind = self.builder.reference.kind;
        let author = if self.edited && !self.has('E') {
            ContributorRole::Editor
        } else {
            ContributorRole::Author
        };
        let tertiary = match kind {
            Kind::Thesis => ContributorRole::Supervisor,
            Kind::Chapter | Kind::PaperConference => ContributorRole::CollectionEditor,
            Kind::Book | Kind::Classic => ContributorRole::Translator,
            _ => ContributorRole::Other,
        };
        let subsidiary = match kind {
            Kind::MotionPicture | Kind::Broadcast | Kind::MusicalScore => ContributorRole::Other,
            _ => ContributorRole::Translator,
        };
        for (tag, role) in [
            ('A', author),
            ('E', ContributorRole::Editor),
            ('Y', tertiary),
            ('?', subsidiary),
        ] {
            let ranges = self.of(tag);
            read_names(
                &mut self.builder,
                self.text,
                &ranges,
                role,
                NameOrder::GivenFirst,
            );
        }
        if !self.typed {
            // The older refer: a corporate author.
            let ranges = self.of('Q');
            read_names(
                &mut self.builder,
                self.text,
                &ranges,
                author,
                NameOrder::GivenFirst,
            );
        }
        self.translated_names();
    }

    /// `%H`: the authors' names in another script. They are variants when there are as many.
    fn translated_names(&mut self) {
        let ranges = self.of('H');
        let authors = self.builder.reference.contributors.len();
        read_names(
            &mut self.builder,
            self.text,
            &ranges,
            ContributorRole::Author,
            NameOrder::FamilyFirst,
        );
        if authors == 0 {
            return;
        }
        let own = self.of('A').len();
        let translated = self.builder.reference.contributors.split_off(authors);
        let reference = &mut self.builder.reference;
        let people = reference
            .contributors
            .iter_mut()
            .filter(|c| c.role == ContributorRole::Author);
        if translated.len() == own && !translated.is_empty() {
            for (person, other) in people.zip(translated) {
                person.spans.extend(other.spans);
                person
                    .value
                    .names
                    .extend(other.value.names.into_iter().map(|name| NameVariant {
                        lang: name.lang,
                        ..name
                    }));
            }
        } else {
            for range in ranges {
                self.keep('H', &range);
            }
        }
    }
}
