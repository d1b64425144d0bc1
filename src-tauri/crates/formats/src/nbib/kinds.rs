//! Publication types and the types of references.

use diglot_model::ReferenceType;

/// Publication types of MEDLINE and the type of reference each is; the first of a type is
/// the one that is written.
const KINDS: &[(&str, ReferenceType)] = &[
    ("Journal Article", ReferenceType::ArticleJournal),
    ("Preprint", ReferenceType::Article),
    ("Book", ReferenceType::Book),
    ("Books", ReferenceType::Book),
    ("Book Chapter", ReferenceType::Chapter),
    ("Newspaper Article", ReferenceType::ArticleNewspaper),
    ("Congress", ReferenceType::PaperConference),
    ("Congresses", ReferenceType::PaperConference),
    ("Speeches/Meeting Papers", ReferenceType::PaperConference),
    ("Academic Dissertation", ReferenceType::Thesis),
    ("Dissertation", ReferenceType::Thesis),
    ("Technical Report", ReferenceType::Report),
    ("Video-Audio Media", ReferenceType::MotionPicture),
    ("Legal Case", ReferenceType::LegalCase),
    ("Legislation", ReferenceType::Legislation),
    ("Dataset", ReferenceType::Dataset),
    ("Patent", ReferenceType::Patent),
    ("Periodical", ReferenceType::Periodical),
    ("Encyclopedia", ReferenceType::EntryEncyclopedia),
    ("Dictionary", ReferenceType::EntryDictionary),
    ("Manuscript", ReferenceType::Manuscript),
    ("Map", ReferenceType::Map),
];

/// The type of a work of these publication types, if any of them tells; and that one.
pub(crate) fn kind_of<'a>(types: &[&'a str]) -> Option<(ReferenceType, &'a str)> {
    let named = |name: &str| types.iter().find(|t| t.eq_ignore_ascii_case(name));
    // Other types of an article say what is in it ("Dataset", "Case Reports").
    if let Some(own) = named("Preprint") {
        return Some((ReferenceType::Article, own));
    }
    if let Some(own) = named("Journal Article").or_else(|| named("Journal Articles")) {
        return Some((ReferenceType::ArticleJournal, own));
    }
    types
        .iter()
        .find_map(|own| {
            KINDS
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(own))
                .map(|(_, kind)| (*kind, *own))
        })
        .or_else(|| {
            types
                .iter()
                .find(|t| t.contains("Dissertation"))
                .map(|own| (ReferenceType::Thesis, *own))
        })
}

/// The publication type to write, where there is one of the same meaning.
pub(super) fn name_of(kind: ReferenceType) -> Option<&'static str> {
    KINDS
        .iter()
        .find(|(_, k)| *k == kind)
        .map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_types_are_read() {
        for (_, kind) in KINDS {
            let name = name_of(*kind).unwrap();
            assert_eq!(kind_of(&[name]), Some((*kind, name)));
        }
        assert_eq!(name_of(ReferenceType::Song), None);
    }

    #[test]
    fn several_types() {
        let kind = |types: &[&str]| kind_of(types).map(|(kind, _)| kind);
        assert_eq!(
            kind(&["Dataset", "Journal Article"]),
            Some(ReferenceType::ArticleJournal)
        );
        assert_eq!(
            kind(&["Journal Article", "Preprint"]),
            Some(ReferenceType::Article)
        );
        assert_eq!(kind(&["Case Reports"]), None);
        assert_eq!(
            kind(&["Dissertations/Theses - Doctoral Dissertations"]),
            Some(ReferenceType::Thesis)
        );
    }
}
