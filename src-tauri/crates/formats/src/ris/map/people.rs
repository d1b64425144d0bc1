//! Who stands under which tag.

use super::super::fields::Tag;
use super::{Mapper, is_book_part};
use diglot_model::{ContributorRole, Name, ReferenceType};
use diglot_text::bytes::has_semicolon;
use diglot_text::names::NameOrder;
use diglot_text::tidy::is_blank;

impl Mapper<'_, '_> {
    pub(super) fn people(&mut self) {
        let roles = self.roles();
        for (tags, role) in roles {
            let mut names = Vec::with_capacity(self.fields.of(tags).count());
            let reference = &mut self.builder.reference;
            let mut add = |part: &str| {
                if crate::people::is_ellipsis(part) {
                    reference.contributors_complete = false;
                } else if !is_blank(part) {
                    names.push((crate::lines::range_in(self.text, part), Vec::new()));
                }
            };
            for range in self.fields.of(tags) {
                let line = &self.text[range];
                if has_semicolon(line) {
                    line.split([';', '；']).map(str::trim).for_each(&mut add);
                } else if let Some(list) = crate::people::han_list(line) {
                    list.into_iter().for_each(&mut add);
                } else {
                    add(line);
                }
            }
            if names.is_empty() {
                continue;
            }
            let before = self.builder.reference.contributors.len();
            self.builder.authors(&names, NameOrder::GivenFirst);
            let added = &mut self.builder.reference.contributors[before..];
            for (contributor, (range, _)) in added.iter_mut().zip(&names) {
                contributor.role = role;
                if let Some(whole) = crate::people::whole_name(&self.text[range.clone()]) {
                    contributor.names[0].name = Name::literal(whole);
                }
            }
        }
    }

    /// Who stands under which tags.
    ///
    /// `A2` and `A3` are the second and third of a type. Of a book they were the editor and
    /// the editor of the series when the format was made; EndNote and Zotero write them the
    /// other way round.
    fn roles(&self) -> [(&'static [&'static Tag], ContributorRole); 5] {
        use ContributorRole::{Author, CollectionEditor, Editor, Other, Supervisor, Translator};
        let kind = self.builder.reference.kind;
        let has = |tag: Tag| self.fields.first(&[&tag]).is_some();
        let edited = kind == ReferenceType::Book && self.is_edited();
        let first = if edited { Editor } else { Author };
        let (second, third) = match kind {
            ReferenceType::Book if edited || has(*b"ED") => (CollectionEditor, CollectionEditor),
            ReferenceType::Book if has(*b"A2") && has(*b"A3") => (CollectionEditor, Editor),
            ReferenceType::Book if !has(*b"AU") && !has(*b"A1") => (Editor, Editor),
            // EndNote: the advisor of a thesis.
            ReferenceType::Thesis => (Other, Supervisor),
            kind if is_book_part(kind) => (Editor, CollectionEditor),
            _ => (Other, CollectionEditor),
        };
        [
            (&[b"AU", b"A1"], first),
            (&[b"ED"], Editor),
            (&[b"A2"], second),
            (&[b"A3"], third),
            (&[b"A4"], Translator),
        ]
    }

    /// Whether the authors are the editors of a book.
    fn is_edited(&self) -> bool {
        let mut kinds = self.fields.of(&[b"TY"]);
        kinds.any(|range| self.text[range].trim().eq_ignore_ascii_case("EDBOOK"))
    }
}
