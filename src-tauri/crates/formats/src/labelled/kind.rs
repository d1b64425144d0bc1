//! Types of works as databases name them, in English and Chinese.

use super::part::narrow;
use diglot_model::ReferenceType;

use ReferenceType::{
    Article, ArticleJournal, ArticleMagazine, ArticleNewspaper, Book, Chapter, Dataset, Document,
    EntryEncyclopedia, Legislation, Manuscript, Map, MotionPicture, PaperConference, Patent,
    Report, Software, Standard, Thesis, Webpage,
};

/// Words of a type's name; the first that the name holds decides. A name may say more:
/// `中国优秀硕士学位论文全文数据库` is a thesis.
const WORDS: &[(&str, ReferenceType)] = &[
    ("newspaper", ArticleNewspaper),
    ("报纸", ArticleNewspaper),
    ("magazine", ArticleMagazine),
    ("conference", PaperConference),
    ("proceeding", PaperConference),
    ("会议", PaperConference),
    ("论文集", PaperConference),
    ("dissertation", Thesis),
    ("thesis", Thesis),
    ("theses", Thesis),
    ("学位", Thesis),
    ("博士", Thesis),
    ("硕士", Thesis),
    ("博硕", Thesis),
    ("patent", Patent),
    ("专利", Patent),
    ("标准", Standard),
    ("standard", Standard),
    ("年鉴", Chapter),
    ("yearbook", Chapter),
    ("almanac", Chapter),
    ("成果", Report),
    ("报告", Report),
    ("report", Report),
    ("achievement", Report),
    ("booksection", Chapter),
    ("bookchapter", Chapter),
    ("bookpart", Chapter),
    ("chapter", Chapter),
    ("章节", Chapter),
    ("析出", Chapter),
    ("book", Book),
    ("图书", Book),
    ("专著", Book),
    ("著作", Book),
    ("汇编", Book),
    ("monograph", Book),
    ("法规", Legislation),
    ("法律", Legislation),
    ("legalrule", Legislation),
    ("statute", Legislation),
    ("laws", Legislation),
    ("词条", EntryEncyclopedia),
    ("百科", EntryEncyclopedia),
    ("encyclopedia", EntryEncyclopedia),
    ("数据集", Dataset),
    ("dataset", Dataset),
    ("software", Software),
    ("computerprogram", Software),
    ("软件", Software),
    ("地图", Map),
    ("video", MotionPicture),
    ("视频", MotionPicture),
    ("网页", Webpage),
    ("webpage", Webpage),
    ("website", Webpage),
    ("网络", Webpage),
    ("electronic", Webpage),
    ("manuscript", Manuscript),
    ("手稿", Manuscript),
    ("periodical", ArticleJournal),
    ("journal", ArticleJournal),
    ("期刊", ArticleJournal),
    ("article", ArticleJournal),
    ("辑刊", ArticleJournal),
    ("杂志", ArticleJournal),
    ("论文", ArticleJournal),
    ("generic", Document),
];

/// The type that a name means.
pub(crate) fn kind_of(name: &str) -> Option<ReferenceType> {
    let folded: String = name
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .map(diglot_text::normalise::simplify)
        .flat_map(char::to_lowercase)
        .collect();
    if let Some(kind) = study_type(&folded).or_else(|| gbt_letter(&folded)) {
        return Some(kind);
    }
    // A journal that is named after its society's "book" would be read wrong: only names
    // of types are short.
    if folded.chars().count() > 40 {
        return None;
    }
    WORDS
        .iter()
        .find(|(word, _)| folded.contains(word))
        .map(|(_, kind)| *kind)
}

/// The numbers of CNKI's E-Study.
fn study_type(number: &str) -> Option<ReferenceType> {
    Some(match number {
        "1" => ArticleJournal,
        "2" => Thesis,
        "3" => PaperConference,
        "4" => ArticleNewspaper,
        "6" => Chapter,
        _ => return None,
    })
}

/// The letters of GB/T 7714, with or without their carrier: `J`, `[M/OL]`.
pub(crate) fn gbt_letter(code: &str) -> Option<ReferenceType> {
    let code = code.trim_matches(['[', ']', '［', '］']);
    let letters = code.split('/').next().unwrap_or_default().trim();
    Some(match letters.to_ascii_uppercase().as_str() {
        "J" => ArticleJournal,
        "M" | "G" | "K" => Book,
        "D" => Thesis,
        "C" => PaperConference,
        "S" => Standard,
        "P" => Patent,
        "N" => ArticleNewspaper,
        "R" => Report,
        "EB" => Webpage,
        "PP" => Article,
        "DB" | "DS" => Dataset,
        "CP" => Software,
        "CM" => Map,
        "A" => Manuscript,
        "Z" => Document,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types() {
        for (name, kind) in [
            ("Journal Article", ArticleJournal),
            ("Conference Proceedings", PaperConference),
            ("Dissertation/Thesis", Thesis),
            ("Newspaper Article", ArticleNewspaper),
            ("中国优秀硕士学位论文全文数据库", Thesis),
            ("期刊", ArticleJournal),
            ("會議", PaperConference),
            ("Book Section", Chapter),
            ("图书", Book),
            ("国家标准", Standard),
            ("3", PaperConference),
            ("J", ArticleJournal),
            ("[D]", Thesis),
            ("CHKD年鉴网络出版总库", Chapter),
            ("Generic", Document),
        ] {
            assert_eq!(kind_of(name), Some(kind), "{name}");
        }
        assert_eq!(kind_of("未知"), None);
    }
}
