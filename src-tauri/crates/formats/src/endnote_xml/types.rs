//! EndNote's types and the types of references: one table for both directions.

use diglot_model::ReferenceType;

/// EndNote's number and name of a type, and the type of reference that it is; the first of
/// a type is the one that is written. Names are surer than numbers: other programs number
/// their types otherwise, and older releases of EndNote did too.
#[rustfmt::skip]
const TYPES: &[(u8, &str, ReferenceType)] = &[
    (17, "Journal Article", ReferenceType::ArticleJournal),
    (43, "Electronic Article", ReferenceType::ArticleJournal),
    (19, "Magazine Article", ReferenceType::ArticleMagazine),
    (23, "Newspaper Article", ReferenceType::ArticleNewspaper),
    (6, "Book", ReferenceType::Book),
    (28, "Edited Book", ReferenceType::Book),
    (44, "Electronic Book", ReferenceType::Book),
    (8, "Catalog", ReferenceType::Book),
    (5, "Book Section", ReferenceType::Chapter),
    (60, "Electronic Book Section", ReferenceType::Chapter),
    (10, "Conference Proceedings", ReferenceType::PaperConference),
    (47, "Conference Paper", ReferenceType::PaperConference),
    (32, "Thesis", ReferenceType::Thesis),
    (27, "Report", ReferenceType::Report),
    (46, "Government Document", ReferenceType::Report),
    (54, "Grant", ReferenceType::Report),
    (58, "Standard", ReferenceType::Standard),
    (25, "Patent", ReferenceType::Patent),
    (12, "Web Page", ReferenceType::Webpage),
    (48, "Online Multimedia", ReferenceType::Webpage),
    (56, "Blog", ReferenceType::PostWeblog),
    (66, "Social Media", ReferenceType::Post),
    (65, "Discussion Forum", ReferenceType::Post),
    (26, "Personal Communication", ReferenceType::PersonalCommunication),
    (62, "Interview", ReferenceType::Interview),
    (59, "Dataset", ReferenceType::Dataset),
    (45, "Online Database", ReferenceType::Dataset),
    (55, "Aggregated Database", ReferenceType::Dataset),
    (9, "Computer Program", ReferenceType::Software),
    (53, "Encyclopedia", ReferenceType::EntryEncyclopedia),
    (52, "Dictionary", ReferenceType::EntryDictionary),
    (36, "Manuscript", ReferenceType::Manuscript),
    (34, "Unpublished Work", ReferenceType::Manuscript),
    (24, "Pamphlet", ReferenceType::Pamphlet),
    (20, "Map", ReferenceType::Map),
    (2, "Artwork", ReferenceType::Graphic),
    (37, "Figure", ReferenceType::Figure),
    (38, "Chart or Table", ReferenceType::Figure),
    (39, "Equation", ReferenceType::Figure),
    (7, "Case", ReferenceType::LegalCase),
    (31, "Statute", ReferenceType::Legislation),
    (50, "Legal Rule or Regulation", ReferenceType::Regulation),
    (4, "Bill", ReferenceType::Bill),
    (14, "Hearing", ReferenceType::Hearing),
    (21, "Film or Broadcast", ReferenceType::MotionPicture),
    (3, "Audiovisual Material", ReferenceType::MotionPicture),
    (67, "Television Episode", ReferenceType::Broadcast),
    (63, "Podcast", ReferenceType::Broadcast),
    (61, "Music", ReferenceType::MusicalScore),
    (57, "Serial", ReferenceType::Periodical),
    (49, "Classical Work", ReferenceType::Classic),
    (51, "Ancient Text", ReferenceType::Classic),
    (13, "Generic", ReferenceType::Document),
];

/// What a record says its type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) kind: ReferenceType,
    /// Whether the authors of this type are the editors of a book.
    pub(super) edited: bool,
}

/// The type of a name or, without one that is known, of a number.
pub(super) fn kind_of(name: &str, number: &str) -> Option<Kind> {
    let number = number.parse::<u8>().ok();
    let entry = TYPES
        .iter()
        .find(|(_, n, _)| n.eq_ignore_ascii_case(name.trim()))
        .or_else(|| {
            TYPES
                .iter()
                .find(|(n, ..)| Some(*n) == number && name.is_empty())
        })?;
    Some(Kind {
        kind: entry.2,
        edited: entry.1 == "Edited Book",
    })
}

/// The number and name to write for a type: of the same meaning, else the nearest.
pub(super) fn name_of(kind: ReferenceType, edited: bool) -> (u8, &'static str) {
    if edited {
        return (28, "Edited Book");
    }
    let name = |(number, name, _): &(u8, &'static str, ReferenceType)| (*number, *name);
    if let Some(entry) = TYPES.iter().find(|(.., k)| *k == kind) {
        return name(entry);
    }
    match kind {
        ReferenceType::Review | ReferenceType::ReviewBook => (17, "Journal Article"),
        ReferenceType::Article => (43, "Electronic Article"),
        ReferenceType::Entry => (53, "Encyclopedia"),
        ReferenceType::Song => (61, "Music"),
        ReferenceType::Treaty => (31, "Statute"),
        ReferenceType::Speech => (47, "Conference Paper"),
        _ => (13, "Generic"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_types_are_read() {
        for (_, _, kind) in TYPES {
            let (number, name) = name_of(*kind, false);
            assert_eq!(kind_of(name, "").map(|k| k.kind), Some(*kind));
            assert_eq!(
                kind_of("", &number.to_string()).map(|k| k.kind),
                Some(*kind)
            );
        }
        assert!(kind_of("Edited Book", "28").is_some_and(|k| k.edited));
        // Names are surer than numbers.
        assert_eq!(
            kind_of("Book Section", "7").map(|k| k.kind),
            Some(ReferenceType::Chapter)
        );
        assert_eq!(kind_of("Something", "17"), None);
    }
}
