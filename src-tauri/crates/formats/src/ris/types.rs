//! The types of RIS and the types of references: one table for both directions.

use diglot_model::ReferenceType;

/// RIS types and the type of reference that each is; the first of a type is the one that
/// is written.
const TYPES: &[(&str, ReferenceType)] = &[
    ("JOUR", ReferenceType::ArticleJournal),
    ("JFULL", ReferenceType::Periodical),
    ("EJOUR", ReferenceType::ArticleJournal),
    ("ABST", ReferenceType::ArticleJournal),
    ("INPR", ReferenceType::ArticleJournal),
    ("MGZN", ReferenceType::ArticleMagazine),
    ("NEWS", ReferenceType::ArticleNewspaper),
    ("BOOK", ReferenceType::Book),
    ("EBOOK", ReferenceType::Book),
    ("EDBOOK", ReferenceType::Book),
    ("CHAP", ReferenceType::Chapter),
    ("ECHAP", ReferenceType::Chapter),
    ("SER", ReferenceType::Book),
    // CPAPER is newer and rarer; what reads it reads CONF too.
    ("CONF", ReferenceType::PaperConference),
    ("CPAPER", ReferenceType::PaperConference),
    ("THES", ReferenceType::Thesis),
    ("RPRT", ReferenceType::Report),
    ("GOVDOC", ReferenceType::Report),
    ("STAND", ReferenceType::Standard),
    ("PAT", ReferenceType::Patent),
    ("ELEC", ReferenceType::Webpage),
    ("WEB", ReferenceType::Webpage),
    ("ICOMM", ReferenceType::PersonalCommunication),
    ("PCOMM", ReferenceType::PersonalCommunication),
    ("BLOG", ReferenceType::PostWeblog),
    ("DATA", ReferenceType::Dataset),
    ("AGGR", ReferenceType::Dataset),
    ("DBASE", ReferenceType::Dataset),
    ("COMP", ReferenceType::Software),
    ("ENCYC", ReferenceType::EntryEncyclopedia),
    ("DICT", ReferenceType::EntryDictionary),
    ("MANSCPT", ReferenceType::Manuscript),
    ("UNPB", ReferenceType::Manuscript),
    ("UNPD", ReferenceType::Manuscript),
    ("PAMP", ReferenceType::Pamphlet),
    ("MAP", ReferenceType::Map),
    ("ART", ReferenceType::Graphic),
    ("FIGURE", ReferenceType::Figure),
    ("CASE", ReferenceType::LegalCase),
    ("STAT", ReferenceType::Legislation),
    ("LEGAL", ReferenceType::Regulation),
    ("BILL", ReferenceType::Bill),
    ("HEAR", ReferenceType::Hearing),
    ("MPCT", ReferenceType::MotionPicture),
    ("VIDEO", ReferenceType::MotionPicture),
    ("MUSIC", ReferenceType::MusicalScore),
    ("SOUND", ReferenceType::Song),
    ("SLIDE", ReferenceType::Speech),
    ("CLSWK", ReferenceType::Classic),
    ("ANCIENT", ReferenceType::Classic),
    ("GEN", ReferenceType::Document),
    ("GENERIC", ReferenceType::Document),
];

/// What a RIS type, in capitals, means.
pub(crate) fn kind_of(name: &str) -> Option<ReferenceType> {
    TYPES
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, kind)| *kind)
}

/// The RIS type to write: of the same meaning, else the nearest.
pub(super) fn name_of(kind: ReferenceType) -> &'static str {
    let same = TYPES
        .iter()
        .find(|(_, k)| *k == kind)
        .map(|(name, _)| *name);
    same.unwrap_or(match kind {
        ReferenceType::Review | ReferenceType::ReviewBook => "JOUR",
        ReferenceType::Entry => "ENCYC",
        ReferenceType::Post => "BLOG",
        ReferenceType::Interview => "ICOMM",
        ReferenceType::Broadcast => "MPCT",
        ReferenceType::Treaty => "STAT",
        _ => "GEN",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_types_are_read() {
        for (_, kind) in TYPES {
            assert_eq!(kind_of(name_of(*kind)), Some(*kind));
        }
        assert_eq!(name_of(ReferenceType::Performance), "GEN");
        assert!(kind_of(name_of(ReferenceType::Treaty)).is_some());
    }
}
