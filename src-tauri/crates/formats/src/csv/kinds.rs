//! Words for types of works in tables, for both directions.

use diglot_model::ReferenceType;

#[rustfmt::skip]
const KINDS: &[(&str, ReferenceType)] = &[
    ("article", ReferenceType::ArticleJournal), ("journalarticle", ReferenceType::ArticleJournal),
    ("j", ReferenceType::ArticleJournal), ("journal", ReferenceType::ArticleJournal),
    ("review", ReferenceType::ArticleJournal), ("reviewarticle", ReferenceType::ArticleJournal),
    ("editorial", ReferenceType::ArticleJournal), ("editorialmaterial", ReferenceType::ArticleJournal),
    ("letter", ReferenceType::ArticleJournal), ("note", ReferenceType::ArticleJournal),
    ("shortsurvey", ReferenceType::ArticleJournal), ("erratum", ReferenceType::ArticleJournal),
    ("correction", ReferenceType::ArticleJournal), ("articleinpress", ReferenceType::ArticleJournal),
    ("datapaper", ReferenceType::ArticleJournal), ("retracted", ReferenceType::ArticleJournal),
    ("academicjournal", ReferenceType::ArticleJournal), ("clinicaltrial", ReferenceType::ArticleJournal),
    ("scholarlyjournals", ReferenceType::ArticleJournal), ("ieeejournals", ReferenceType::ArticleJournal),
    ("magazines", ReferenceType::ArticleMagazine), ("ieeemagazines", ReferenceType::ArticleMagazine),
    ("newspapers", ReferenceType::ArticleNewspaper), ("ieeeconferences", ReferenceType::PaperConference),
    ("dissertationstheses", ReferenceType::Thesis), ("ieeestandards", ReferenceType::Standard),
    ("期刊", ReferenceType::ArticleJournal), ("期刊论文", ReferenceType::ArticleJournal),
    ("期刊文章", ReferenceType::ArticleJournal), ("辑刊", ReferenceType::ArticleJournal),
    ("magazinearticle", ReferenceType::ArticleMagazine),
    ("newspaperarticle", ReferenceType::ArticleNewspaper), ("报纸", ReferenceType::ArticleNewspaper), ("报纸文章", ReferenceType::ArticleNewspaper),
    ("preprint", ReferenceType::Article), ("postedcontent", ReferenceType::Article),
    ("b", ReferenceType::Book), ("book", ReferenceType::Book), ("monograph", ReferenceType::Book), ("图书", ReferenceType::Book), ("专著", ReferenceType::Book),
    ("booksection", ReferenceType::Chapter), ("bookchapter", ReferenceType::Chapter), ("chapter", ReferenceType::Chapter),
    ("conferencepaper", ReferenceType::PaperConference), ("proceedingspaper", ReferenceType::PaperConference),
    ("conference", ReferenceType::PaperConference), ("conferenceproceedings", ReferenceType::PaperConference),
    ("proceedingsarticle", ReferenceType::PaperConference), ("conferenceabstract", ReferenceType::PaperConference),
    ("会议", ReferenceType::PaperConference), ("会议论文", ReferenceType::PaperConference),
    ("thesis", ReferenceType::Thesis), ("dissertation", ReferenceType::Thesis), ("学位", ReferenceType::Thesis),
    ("学位论文", ReferenceType::Thesis), ("硕士", ReferenceType::Thesis), ("博士", ReferenceType::Thesis),
    ("硕士论文", ReferenceType::Thesis), ("博士论文", ReferenceType::Thesis),
    ("report", ReferenceType::Report), ("科技报告", ReferenceType::Report), ("成果", ReferenceType::Report), ("科技成果", ReferenceType::Report),
    ("webpage", ReferenceType::Webpage), ("website", ReferenceType::Webpage),
    ("patent", ReferenceType::Patent), ("p", ReferenceType::Patent), ("专利", ReferenceType::Patent),
    ("standard", ReferenceType::Standard), ("标准", ReferenceType::Standard),
    ("presentation", ReferenceType::Speech), ("manuscript", ReferenceType::Manuscript),
    ("dataset", ReferenceType::Dataset), ("computerprogram", ReferenceType::Software), ("software", ReferenceType::Software),
    ("encyclopediaarticle", ReferenceType::EntryEncyclopedia), ("dictionaryentry", ReferenceType::EntryDictionary),
    ("film", ReferenceType::MotionPicture), ("videorecording", ReferenceType::MotionPicture),
    ("audiorecording", ReferenceType::Song), ("podcast", ReferenceType::Broadcast),
    ("radiobroadcast", ReferenceType::Broadcast), ("tvbroadcast", ReferenceType::Broadcast),
    ("blogpost", ReferenceType::PostWeblog), ("forumpost", ReferenceType::Post),
    ("map", ReferenceType::Map), ("email", ReferenceType::PersonalCommunication),
    ("instantmessage", ReferenceType::PersonalCommunication), ("interview", ReferenceType::Interview),
    ("hearing", ReferenceType::Hearing), ("bill", ReferenceType::Bill), ("case", ReferenceType::LegalCase),
    ("statute", ReferenceType::Legislation), ("artwork", ReferenceType::Graphic), ("document", ReferenceType::Document),
];

/// What a table's word for a type means.
pub(super) fn kind_of(word: &str) -> Option<ReferenceType> {
    let key = key(word);
    ReferenceType::from_csl_name(word)
        .filter(|_| word.contains(['-', '_']) || is_csl_alone(&key))
        .or_else(|| {
            // "Article; Proceedings Paper" is what its first word says.
            let first = word.split([';', ',', '；']).next().unwrap_or(word);
            let first = self::key(first);
            KINDS.iter().find(|(w, _)| *w == first).map(|(_, k)| *k)
        })
        .or_else(|| crate::ris::kind_of(&word.to_ascii_uppercase()))
        .or_else(|| ReferenceType::from_csl_name(word))
}

/// Whether the type that was read from a word says all that the word did.
pub(super) fn says_all(word: &str) -> bool {
    let exact = kind_of(word).is_some_and(|k| k.csl_name() == word);
    exact
        || matches!(
            key(word).as_str(),
            "journalarticle" | "article" | "j" | "b" | "jour" | "book" | "booksection"
                | "conferencepaper" | "期刊" | "期刊论文"
        )
        || crate::ris::kind_of(word).is_some()
        // Zotero's names are one word with capitals within.
        || word.chars().next().is_some_and(char::is_lowercase) && !word.contains(' ')
}

/// Words that are CSL's and mean something else in other tables.
fn is_csl_alone(key: &str) -> bool {
    !matches!(key, "article" | "review" | "broadcast" | "song")
}

fn key(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
