//! Citavi's types of references.

use diglot_model::ReferenceType;

#[rustfmt::skip]
const KINDS: &[(&str, ReferenceType)] = &[
    ("ArchiveMaterial", ReferenceType::Manuscript), ("AudioBook", ReferenceType::Book),
    ("AudioOrVideoDocument", ReferenceType::MotionPicture), ("Book", ReferenceType::Book),
    ("BookEdited", ReferenceType::Book), ("Broadcast", ReferenceType::Broadcast),
    ("CollectedWorks", ReferenceType::Book), ("ComputerProgram", ReferenceType::Software),
    ("ConferenceProceedings", ReferenceType::Book), ("Contribution", ReferenceType::Chapter),
    ("ContributionInLegalCommentary", ReferenceType::Chapter), ("CourtDecision", ReferenceType::LegalCase),
    ("File", ReferenceType::Manuscript), ("InternetDocument", ReferenceType::Webpage),
    ("InterviewMaterial", ReferenceType::Interview), ("JournalArticle", ReferenceType::ArticleJournal),
    ("Lecture", ReferenceType::Speech), ("LegalCommentary", ReferenceType::Book),
    ("Manuscript", ReferenceType::Manuscript), ("Map", ReferenceType::Map),
    ("Movie", ReferenceType::MotionPicture), ("MusicTrack", ReferenceType::Song),
    ("MusicAlbum", ReferenceType::Song), ("NewsAgencyReport", ReferenceType::Report),
    ("NewspaperArticle", ReferenceType::ArticleNewspaper), ("Patent", ReferenceType::Patent),
    ("PersonalCommunication", ReferenceType::PersonalCommunication), ("PressRelease", ReferenceType::Report),
    ("RadioPlay", ReferenceType::Broadcast), ("SpecialIssue", ReferenceType::Book),
    ("Standard", ReferenceType::Standard), ("StatuteOrRegulation", ReferenceType::Legislation),
    ("Thesis", ReferenceType::Thesis), ("UnpublishedWork", ReferenceType::Report),
    ("Unknown", ReferenceType::Document),
];

/// What a type is.
pub(super) fn kind_of(name: &str) -> Option<ReferenceType> {
    KINDS.iter().find(|(n, _)| *n == name).map(|(_, k)| *k)
}
