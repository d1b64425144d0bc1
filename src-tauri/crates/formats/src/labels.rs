//! Labels that pages print before values, in Chinese and English.

use crate::lines::Line;
use std::ops::Range;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Label {
    Title,
    Authors,
    Affiliations,
    Container,
    Funding,
    Keywords,
    KeywordsPlus,
    Doi,
    Clc,
    Discipline,
    Abstract,
    TimesCited,
    Reads,
    Downloads,
    NumberOfPages,
    Pages,
    PageStart,
    PageEnd,
    Date,
    Volume,
    Issue,
    Coordinates,
    Issn,
    Publisher,
    Pmid,
    Pmcid,
    Url,
    Related,
    /// Buttons and counters without meaning for the reference.
    Furniture,
    /// A labelled value that has no field: kept as it is.
    Other,
}

use Label::{
    Abstract, Affiliations, Authors, Clc, Container, Coordinates, Date, Discipline, Doi, Downloads,
    Funding, Furniture, Issn, Issue, Keywords, KeywordsPlus, NumberOfPages, Other, PageEnd,
    PageStart, Pages, Pmcid, Pmid, Publisher, Reads, Related, TimesCited, Title, Url, Volume,
};

/// Labels without white space and in lower case.
const LABELS: &[(&str, Label)] = &[
    ("题名", Title),
    ("标题", Title),
    ("篇名", Title),
    ("论文题目", Title),
    ("中文标题", Title),
    ("英文标题", Title),
    ("中文题名", Title),
    ("英文题名", Title),
    ("文题", Title),
    ("title", Title),
    ("作者", Authors),
    ("作者姓名", Authors),
    ("全部作者", Authors),
    ("author", Authors),
    ("authors", Authors),
    ("author(s)", Authors),
    ("机构", Affiliations),
    ("作者单位", Affiliations),
    ("单位", Affiliations),
    ("作者机构", Affiliations),
    ("通讯地址", Affiliations),
    ("affiliation", Affiliations),
    ("affiliations", Affiliations),
    ("来源", Container),
    ("来源期刊", Container),
    ("来源出版物", Container),
    ("文献来源", Container),
    ("期刊", Container),
    ("期刊名称", Container),
    ("刊名", Container),
    ("出处", Container),
    ("会议名称", Container),
    ("journal", Container),
    ("source", Container),
    ("基金", Funding),
    ("基金项目", Funding),
    ("资助", Funding),
    ("资助机构", Funding),
    ("funding", Funding),
    ("关键词", Keywords),
    ("关键字", Keywords),
    ("主题词", Keywords),
    ("关键词组", Keywords),
    ("keywords", Keywords),
    ("keyword", Keywords),
    ("keyword(s)", Keywords),
    ("authorkeywords", Keywords),
    ("keywordsplus", KeywordsPlus),
    ("扩展关键词", KeywordsPlus),
    ("doi", Doi),
    ("doi号", Doi),
    ("中图分类号", Clc),
    ("中图分类", Clc),
    ("分类号", Clc),
    ("学科分类号", Discipline),
    ("学科分类", Discipline),
    ("学科代码", Discipline),
    ("摘要", Abstract),
    ("中文摘要", Abstract),
    ("英文摘要", Abstract),
    ("文摘", Abstract),
    ("内容摘要", Abstract),
    ("abstract", Abstract),
    ("summary", Abstract),
    ("摘要翻译", Abstract),
    ("被引", TimesCited),
    ("被引次数", TimesCited),
    ("被引频次", TimesCited),
    ("引用次数", TimesCited),
    ("被引量", TimesCited),
    ("citedby", TimesCited),
    ("timescited", TimesCited),
    ("阅读", Reads),
    ("阅读量", Reads),
    ("阅读数", Reads),
    ("阅读次数", Reads),
    ("浏览", Reads),
    ("浏览量", Reads),
    ("浏览次数", Reads),
    ("点击量", Reads),
    ("点击", Reads),
    ("访问量", Reads),
    ("views", Reads),
    ("reads", Reads),
    ("下载", Downloads),
    ("下载量", Downloads),
    ("下载次数", Downloads),
    ("downloads", Downloads),
    ("页数", NumberOfPages),
    ("总页数", NumberOfPages),
    ("页码", Pages),
    ("起止页", Pages),
    ("起止页码", Pages),
    ("页", Pages),
    ("pages", Pages),
    ("pp", Pages),
    ("起始页", PageStart),
    ("结束页", PageEnd),
    ("终止页", PageEnd),
    ("年", Date),
    ("年份", Date),
    ("出版年", Date),
    ("出版年份", Date),
    ("出版时间", Date),
    ("出版日期", Date),
    ("发表时间", Date),
    ("发表日期", Date),
    ("发表年份", Date),
    ("发布时间", Date),
    ("时间", Date),
    ("日期", Date),
    ("年代", Date),
    ("year", Date),
    ("date", Date),
    ("published", Date),
    ("publicationdate", Date),
    ("publicationyear", Date),
    ("publisheddate", Date),
    ("卷", Volume),
    ("卷号", Volume),
    ("volume", Volume),
    ("期", Issue),
    ("期号", Issue),
    ("issue", Issue),
    ("起止号", Coordinates),
    ("卷期", Coordinates),
    ("年卷期", Coordinates),
    ("卷期页", Coordinates),
    ("卷期页码", Coordinates),
    ("issn", Issn),
    ("出版社", Publisher),
    ("出版者", Publisher),
    ("出版商", Publisher),
    ("publisher", Publisher),
    ("pmid", Pmid),
    ("pmcid", Pmcid),
    ("链接", Url),
    ("原文链接", Url),
    ("全文链接", Url),
    ("url", Url),
    ("相关论文", Related),
    ("相关文献", Related),
    ("相似文献", Related),
    ("相关文章", Related),
    ("相关推荐", Related),
    ("参考文献", Related),
    ("引证文献", Related),
    ("引用", Furniture),
    ("收藏", Furniture),
    ("分享", Furniture),
    ("导出", Furniture),
    ("打印", Furniture),
    ("评论", Furniture),
    ("点赞", Furniture),
    ("举报", Furniture),
    ("全文", Furniture),
    ("查看全文", Furniture),
    ("翻译", Furniture),
    ("反馈", Furniture),
    ("登录", Furniture),
    ("注册/登录", Furniture),
    ("signin/signup", Furniture),
    ("exportcitationformat", Furniture),
    ("sharedocument", Furniture),
    ("share", Furniture),
    ("cite", Furniture),
    ("downloadpdf", Furniture),
    ("pdf", Furniture),
    ("fulltext", Furniture),
    ("saveas", Furniture),
    ("toppapers", Furniture),
    ("影响因子", Other),
    ("impactfactor", Other),
    ("研究方向", Other),
    ("研究领域", Other),
    ("种属", Other),
    ("物种", Other),
    ("疾病类型", Other),
    ("语种", Other),
    ("语言", Other),
    ("文献类型", Other),
    ("文献类别", Other),
    ("学科", Other),
    ("分区", Other),
    ("jcr分区", Other),
    ("中科院分区", Other),
    ("收录", Other),
    ("收录情况", Other),
    ("数据库", Other),
    ("language", Other),
    ("documenttype", Other),
    ("通讯作者", Other),
    ("第一作者", Other),
    ("correspondence", Other),
    ("conflictofinterest", Other),
    ("版权", Other),
    ("文章编号", Other),
    ("收稿日期", Other),
    ("文献标识码", Other),
];

/// The label that is all of `text`, spaces and a trailing colon apart: `D O I`, `摘 要：`.
pub(crate) fn whole_label(text: &str) -> Option<Label> {
    if text.len() > 48 {
        return None;
    }
    let tight: String = text
        .trim_end_matches([':', '：'])
        .trim_matches(['【', '】', '[', ']', '*', '#'])
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    LABELS
        .iter()
        .find(|(name, _)| *name == tight)
        .map(|(_, label)| *label)
}

/// A labelled value on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Labelled {
    pub(crate) label: Label,
    /// The label as printed.
    pub(crate) name: Range<usize>,
    /// The value's place in the whole text; may be empty.
    pub(crate) value: Range<usize>,
}

/// Labelled values of a line: `期刊: Nature 影响因子: 14.7` has two. Empty when the line
/// does not begin with a label and a colon.
pub(crate) fn labelled_values(line: &Line<'_>) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    // Only the start of a line and places behind white space can hold a label.
    for (i, c) in line.text.char_indices() {
        if c != ':' && c != '：' {
            continue;
        }
        let before = &line.text[..i];
        let from = found.last().map_or(0, |l| l.value.start - line.start);
        if from > i {
            continue;
        }
        let Some(start) = label_start(&before[from..], found.is_empty()) else {
            if found.is_empty() {
                return found;
            }
            continue;
        };
        let start = from + start;
        let Some(label) = whole_label(&before[start..]) else {
            if found.is_empty() {
                return found;
            }
            continue;
        };
        // English words in a later place of the line are prose: "… Source: the authors".
        if !found.is_empty() && (label == Furniture || !is_labelish(&line.text[start..i])) {
            continue;
        }
        if let Some(last) = found.last_mut() {
            last.value.end = line.start + start;
        }
        let value = i + c.len_utf8();
        found.push(Labelled {
            label,
            name: line.start + start..line.start + i,
            value: line.start + value..line.end(),
        });
        if matches!(label, Abstract | Title) {
            break;
        }
    }
    for labelled in &mut found {
        let slice = &line.text[labelled.value.start - line.start..labelled.value.end - line.start];
        let trimmed = slice.trim();
        let at = labelled.value.start + (slice.len() - slice.trim_start().len());
        labelled.value = at..at + trimmed.len();
    }
    found
}

/// Where a label that ends at the end of `before` begins: at the start for the first one,
/// else behind the last white space that leaves a known label.
fn label_start(before: &str, first: bool) -> Option<usize> {
    if first {
        return Some(0);
    }
    let mut starts: Vec<usize> = before
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(i, c)| i + c.len_utf8())
        .collect();
    starts.reverse();
    starts
        .into_iter()
        .take(4)
        .find(|s| whole_label(&before[*s..]).is_some())
}

/// The number at the start of a value: `14 次` is 14, `1,024` is 1024.
pub(crate) fn count_of(text: &str) -> Option<u64> {
    let digits: String = text
        .trim()
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// Whether a label inside a line can be trusted: Chinese, or an abbreviation.
fn is_labelish(label: &str) -> bool {
    diglot_text::script::has_han(label)
        || label.chars().all(|c| !c.is_lowercase())
        || label.trim().eq_ignore_ascii_case("doi")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    #[test]
    fn whole_labels_with_spaces() {
        assert_eq!(whole_label("D O I"), Some(Doi));
        assert_eq!(whole_label("摘 要："), Some(Abstract));
        assert_eq!(whole_label("Author(s):"), Some(Authors));
        assert_eq!(whole_label("作者之一"), None);
    }

    #[test]
    fn several_on_one_line() {
        let text = "期刊: Nature Work\t影响因子: 14.7  doi: 10.5555/x 研究方向: 神经";
        let line = lines(text)[0];
        let got: Vec<_> = labelled_values(&line)
            .into_iter()
            .map(|l| (l.label, &text[l.value]))
            .collect();
        assert_eq!(
            got,
            [
                (Container, "Nature Work"),
                (Other, "14.7"),
                (Doi, "10.5555/x"),
                (Other, "神经")
            ]
        );
    }

    #[test]
    fn prose_has_no_labels() {
        let text = "Results: these are prose. Source: the authors.";
        assert!(labelled_values(&lines(text)[0]).is_empty());
    }
}
