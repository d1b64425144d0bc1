//! The types of refer, as EndNote and the programs that write for it name them.

use diglot_model::ReferenceType;

/// Names of types, in lower case and letters only.
const TYPES: &[(&str, ReferenceType)] = &[
    ("journalarticle", ReferenceType::ArticleJournal),
    ("journal", ReferenceType::ArticleJournal),
    ("article", ReferenceType::ArticleJournal),
    ("electronicarticle", ReferenceType::ArticleJournal),
    ("ejournalarticle", ReferenceType::ArticleJournal),
    ("magazinearticle", ReferenceType::ArticleMagazine),
    ("newspaperarticle", ReferenceType::ArticleNewspaper),
    ("newspaper", ReferenceType::ArticleNewspaper),
    ("book", ReferenceType::Book),
    ("editedbook", ReferenceType::Book),
    ("electronicbook", ReferenceType::Book),
    ("ebook", ReferenceType::Book),
    ("monograph", ReferenceType::Book),
    ("catalog", ReferenceType::Book),
    ("booksection", ReferenceType::Chapter),
    ("bookchapter", ReferenceType::Chapter),
    ("electronicbooksection", ReferenceType::Chapter),
    ("conferenceproceedings", ReferenceType::PaperConference),
    ("conferencepaper", ReferenceType::PaperConference),
    ("conference", ReferenceType::PaperConference),
    ("thesis", ReferenceType::Thesis),
    ("dissertation", ReferenceType::Thesis),
    ("report", ReferenceType::Report),
    ("governmentdocument", ReferenceType::Report),
    ("preprint", ReferenceType::Article),
    ("standard", ReferenceType::Standard),
    ("patent", ReferenceType::Patent),
    ("webpage", ReferenceType::Webpage),
    ("electronicsource", ReferenceType::Webpage),
    ("blog", ReferenceType::PostWeblog),
    ("discussionforum", ReferenceType::Post),
    ("socialmedia", ReferenceType::Post),
    ("dataset", ReferenceType::Dataset),
    ("aggregateddatabase", ReferenceType::Dataset),
    ("onlinedatabase", ReferenceType::Dataset),
    ("computerprogram", ReferenceType::Software),
    ("multimediaapplication", ReferenceType::Software),
    ("encyclopedia", ReferenceType::EntryEncyclopedia),
    ("dictionary", ReferenceType::EntryDictionary),
    ("manuscript", ReferenceType::Manuscript),
    ("unpublishedwork", ReferenceType::Manuscript),
    ("pamphlet", ReferenceType::Pamphlet),
    ("map", ReferenceType::Map),
    ("artwork", ReferenceType::Graphic),
    ("chartortable", ReferenceType::Figure),
    ("figure", ReferenceType::Figure),
    ("equation", ReferenceType::Figure),
    ("case", ReferenceType::LegalCase),
    ("statute", ReferenceType::Legislation),
    ("legalruleorregulation", ReferenceType::Regulation),
    ("bill", ReferenceType::Bill),
    ("hearing", ReferenceType::Hearing),
    ("filmorbroadcast", ReferenceType::MotionPicture),
    ("audio", ReferenceType::Song),
    ("audiovisualmaterial", ReferenceType::MotionPicture),
    ("onlinemultimedia", ReferenceType::MotionPicture),
    ("televisionepisode", ReferenceType::Broadcast),
    ("podcast", ReferenceType::Broadcast),
    ("music", ReferenceType::MusicalScore),
    ("interview", ReferenceType::Interview),
    (
        "personalcommunication",
        ReferenceType::PersonalCommunication,
    ),
    ("serial", ReferenceType::Periodical),
    ("serialpublication", ReferenceType::Periodical),
    ("ancienttext", ReferenceType::Classic),
    ("classicalwork", ReferenceType::Classic),
    ("generic", ReferenceType::Document),
    ("grant", ReferenceType::Document),
    ("pressrelease", ReferenceType::Document),
];

/// What the name of a type means.
pub(crate) fn kind_of(name: &str) -> Option<ReferenceType> {
    let folded: String = name
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    TYPES
        .iter()
        .find(|(n, _)| *n == folded)
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded() {
        assert_eq!(
            kind_of("Journal Article"),
            Some(ReferenceType::ArticleJournal)
        );
        assert_eq!(kind_of("book  section"), Some(ReferenceType::Chapter));
        assert_eq!(kind_of("Unused 1"), None);
    }
}
