//! What the columns of a table are called, by the tools that write them.

use diglot_model::{DateField, LanguageTag, ScalarField, TextField};
use diglot_text::script;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// A text in the work's own language, or in the column's.
    Text(TextField),
    /// A title in another language than the work's other one.
    OtherTitle,
    Abstract,
    OtherAbstract,
    Scalar(ScalarField),
    Date(DateField),
    Year,
    Month,
    Day,
    PageStart,
    PageEnd,
    /// The number of a report, or of an issue where there is no other column for it.
    NumberOrIssue,
    Authors,
    /// Authors with their given names in full, beside a column without.
    FullAuthors,
    Editors,
    SeriesEditors,
    Translators,
    BookAuthors,
    Supervisors,
    OtherPeople,
    Kind,
    /// The type, or what sort of report or thesis, where another column has the type.
    KindOrGenre,
    Keywords,
    IndexKeywords,
    MeshKeywords,
    Affiliations,
    Language,
    Doi,
    Pmid,
    Pmcid,
    Arxiv,
    Serial,
    Registrations,
    Accession,
    Url,
    Key,
    TimesCited,
    Downloads,
    /// The book of a chapter, whose journal column names the series then.
    Anthology,
    /// The database, or the journal where no other column has it, or Embase's citation.
    Source,
    /// PubMed's citation: journal, date, volume, pages.
    Citation,
    Clc,
    /// Our own column for fields of other tables.
    OtherFields,
    /// Zotero's lines of further fields.
    Extra,
    Unknown,
}

/// A column: what it holds, in which language if its name says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) field: Field,
    pub(super) lang: Option<LanguageTag>,
    /// Its name as printed.
    pub(super) name: String,
}

/// Names of columns without their marks and spaces, in lower case.
///
/// Sources: exports of Scopus, PubMed, Embase, Web of Science, Zotero, Covidence, Rayyan,
/// Dimensions, Lens, `OpenAlex`, ASReview, CNKI, Wanfang, SinoMed, Publish or Perish, and
/// this program's own.
#[rustfmt::skip]
const NAMES: &[(Field, &[&str])] = &[
    (Field::Text(TextField::Title), &["title", "titles", "articletitle", "documenttitle", "papertitle", "primarytitle", "displayname", "worktitle", "题名", "标题", "篇名", "题目", "论文题目", "论文标题", "论文题名", "文章标题", "文献标题", "文献题名", "中文题名", "中文标题", "英文题名", "英文标题", "論文名", "論題", "タイトル", "題名", "論文名稱", "篇名中文", "제목", "논문명", "논문제목"]),
    (Field::OtherTitle, &["originaltitle", "translatedtitle", "titletranslated", "titletranslation", "vernaculartitle", "alternativetitle", "paralleltitle", "外文题名", "译名", "其他题名"]),
    (Field::Text(TextField::TitleShort), &["titleshort", "shorttitle"]),
    (Field::Text(TextField::ContainerTitle), &["containertitle", "sourcetitle", "journal", "journaltitle", "journalname", "journalbook", "publicationtitle", "publicationname", "publication", "secondarytitle", "booktitle", "proceedingstitle", "sourcetitleanthologytitle", "venue", "fulljournalname", "hostpublication", "pubtitle", "publicationsourcetitle", "刊名", "期刊", "期刊名", "期刊名称", "刊物名称", "来源", "文献来源", "来源期刊", "来源刊", "出处", "中文刊名", "英文刊名", "来源出版物", "雑誌名", "掲載誌", "期刊名稱", "刊名中文", "학술지명", "수록지명", "저널명", "간행물명"]),
    (Field::Text(TextField::ContainerTitleShort), &["containertitleshort", "abbreviatedsourcetitle", "journalabbreviation", "journalisoabbreviation", "isoabbreviation", "abbreviatedjournal", "journalabbrev", "alternatetitle2"]),
    (Field::Text(TextField::CollectionTitle), &["collectiontitle", "series", "seriestitle", "bookseriestitle", "丛书", "丛书名"]),
    (Field::Text(TextField::EventTitle), &["eventtitle", "conferencename", "conferencetitle", "conference", "meetingname", "会议名称", "会议"]),
    (Field::Text(TextField::EventPlace), &["eventplace", "conferencelocation", "meetinglocation", "会议地点"]),
    (Field::Text(TextField::Publisher), &["publisher", "publishername", "出版社", "出版者", "出版商", "学位授予单位", "授予单位", "出版者名", "出版社名", "校院名稱", "發行者", "발행기관", "발행처", "출판사"]),
    (Field::Text(TextField::PublisherPlace), &["publisherplace", "placeofpublication", "placepublished", "publisherlocation", "publishercity", "place", "location", "出版地"]),
    (Field::Text(TextField::Genre), &["genre", "thesistype", "reporttype", "degree", "学位", "学位级别"]),
    (Field::Text(TextField::Funding), &["funding", "fundingdetails", "fundingtexts", "fundingtext", "fundingorgs", "基金", "基金项目", "资助基金"]),
    (Field::Text(TextField::Note), &["note", "notes", "comment", "comments", "备注", "附注", "注释"]),
    (Field::Abstract, &["abstract", "abstractnote", "abstracts", "abstracttext", "summary", "notesabstract", "摘要", "文摘", "内容摘要", "中文摘要", "英文摘要", "抄録", "초록", "국문초록"]),
    (Field::OtherAbstract, &["originalabstract", "otherabstract", "translatedabstract", "abstracttranslated", "外文摘要"]),
    (Field::Year, &["year", "publicationyear", "publishedyear", "yearpublished", "pubyear", "yearofpublication", "年", "年份", "年度", "出版年", "出版年份", "发表年份", "发表年", "出版年次", "刊行年", "論文出版年", "발행년", "발행년도", "발행연도", "출판년도"]),
    (Field::Month, &["month", "publishedmonth", "publicationmonth", "月", "月份"]),
    (Field::Day, &["day", "publishedday"]),
    (Field::Date(DateField::Issued), &["date", "issued", "publicationdate", "dateofpublication", "publisheddate", "datepublished", "pubdate", "coverdate", "published", "pubtime", "发表时间", "发表日期", "出版时间", "出版日期", "日期", "答辩时间", "出版日付", "刊行日", "發表時間", "발행일"]),
    (Field::Date(DateField::AvailableDate), &["earlyaccessdate", "onlinedate", "epubdate", "网络首发时间"]),
    (Field::Date(DateField::Accessed), &["accessed", "accessdate", "dateaccessed"]),
    (Field::Date(DateField::EventDate), &["eventdate", "conferencedate", "会议时间", "会议日期"]),
    (Field::Scalar(ScalarField::Volume), &["volume", "vol", "volumenumber", "journalvolume", "卷", "卷号", "巻", "권"]),
    (Field::Scalar(ScalarField::Issue), &["issue", "issuenumber", "issueno", "no", "journalissue", "period", "期", "期号", "期次", "号", "호"]),
    (Field::NumberOrIssue, &["number"]),
    (Field::Scalar(ScalarField::Page), &["pages", "page", "pagination", "pagerange", "pagenumbers", "pageno", "页", "页码", "页码范围", "起止页码", "起止页", "页数范围", "ページ", "頁", "頁次", "수록면", "페이지"]),
    (Field::PageStart, &["pagestart", "startpage", "beginpage", "beginningpage", "firstpage", "startingpage", "spage", "起始页", "起始页码", "起页", "開始ページ", "시작페이지"]),
    (Field::PageEnd, &["pageend", "endpage", "endingpage", "lastpage", "epage", "结束页", "终止页", "结束页码", "止页", "終了ページ", "마지막페이지", "종료페이지", "끝페이지"]),
    (Field::Scalar(ScalarField::ArticleNumber), &["articlenumber", "artno", "articleno", "elocationid", "enumber"]),
    (Field::Scalar(ScalarField::NumberOfPages), &["numberofpages", "pagecount", "numpages", "页数", "总页数"]),
    (Field::Scalar(ScalarField::NumberOfVolumes), &["numberofvolumes"]),
    (Field::Scalar(ScalarField::Number), &["reportnumber", "patentnumber", "专利号", "公开号", "申请号", "标准号", "报告号"]),
    (Field::Scalar(ScalarField::CollectionNumber), &["collectionnumber", "seriesnumber", "seriesvolume"]),
    (Field::Scalar(ScalarField::Part), &["partnumber", "part"]),
    (Field::Scalar(ScalarField::Edition), &["edition", "版次", "版本"]),
    (Field::Scalar(ScalarField::Database), &["database", "librarycatalog", "sourcedatabase", "databasename", "databaseprovider", "srcdatabase", "数据库", "来源库", "来源数据库"]),
    (Field::Scalar(ScalarField::CallNumber), &["callnumber"]),
    (Field::Scalar(ScalarField::CitationKey), &["citationkey", "citekey", "bibtexkey"]),
    (Field::Authors, &["authors", "author", "authornames", "authorlist", "creator", "creators", "firstauthors", "作者", "著者", "责任者", "发明人", "完成人", "论文作者", "作者姓名", "著者名", "研究生", "저자", "저자명", "지은이"]),
    (Field::FullAuthors, &["authorfullnames", "authorsfullnames", "fullauthornames"]),
    (Field::Editors, &["editors", "editor", "bookeditors", "secondaryauthors", "编者", "主编"]),
    (Field::SeriesEditors, &["serieseditors", "serieseditor", "collectioneditors", "tertiaryauthors"]),
    (Field::Translators, &["translators", "translator", "译者", "subsidiaryauthors"]),
    (Field::BookAuthors, &["bookauthors", "bookauthor", "containerauthors"]),
    (Field::Supervisors, &["supervisors", "supervisor", "advisor", "导师", "导师姓名", "指導教授", "지도교수"]),
    (Field::OtherPeople, &["contributors", "contributor"]),
    (Field::Kind, &["itemtype", "documenttype", "doctype", "publicationtype", "referencetype", "typeofreference", "entrytype", "sourcetype", "文献类型", "资料类型", "类型", "论文类型", "資料種別", "자료유형", "자료형태", "datatype", "articletype", "doctypes", "documentidentifier"]),
    (Field::KindOrGenre, &["type"]),
    (Field::Keywords, &["keywords", "keyword", "authorkeywords", "authorskeywords", "manualtags", "tags", "关键词", "关键字", "中文关键词", "英文关键词", "キーワード", "關鍵字", "주제어", "키워드"]),
    (Field::IndexKeywords, &["indexkeywords", "keywordsplus", "automatictags", "indexterms", "subjectterms", "subjects", "subject", "ieeeterms", "inspeccontrolledterms", "inspecnoncontrolledterms", "emtreedrugindextermsmajorfocus", "emtreedrugindexterms", "emtreemedicalindextermsmajorfocus", "emtreemedicalindexterms", "emtreedeviceindexterms", "emtreedeviceindextermsmajorfocus"]),
    (Field::MeshKeywords, &["mesh", "meshterms", "meshheadings", "主题词"]),
    (Field::Affiliations, &["affiliations", "affiliation", "authoraffiliation", "authoraffiliations", "authoraddresses", "authoraddress", "addresses", "institutions", "organ", "机构", "单位", "作者单位", "作者机构", "第一作者单位", "第一单位"]),
    (Field::Language, &["language", "languages", "languageoforiginaldocument", "originallanguage", "articlelanguage", "lang", "语种", "语言", "正文语种", "言語", "語文別", "언어"]),
    (Field::Doi, &["doi", "doinumber", "digitalobjectidentifier", "articledoi", "doidoi"]),
    (Field::Pmid, &["pmid", "pubmedid", "medlinepmid"]),
    (Field::Pmcid, &["pmcid", "pmc", "pmcidnumber"]),
    (Field::Arxiv, &["arxiv", "arxivid"]),
    (Field::Serial, &["issn", "isbn", "issns", "isbns", "issnisbn", "isbnissn", "eissn", "printissn", "electronicissn", "onlineissn", "issnl", "国际刊号", "国际标准刊号", "标准书号"]),
    (Field::Registrations, &["registrations", "registration", "clinicaltrialnumbers", "clinicaltrialnumber", "nctid"]),
    (Field::Accession, &["accession", "accessionnumber", "accessionid", "eid", "utuniquewosid", "utuniqueid", "uniqueid", "an", "embaseaccessionid", "luiid"]),
    (Field::Url, &["url", "urls", "uri", "link", "links", "openurllink", "articleurl", "fulltextlink", "fulltexturl", "doilink", "linkattachments", "documenturl", "plink", "permalink", "externalurl", "pdflink", "链接", "网址", "原文链接", "全文链接"]),
    (Field::Key, &["key", "id", "recordid", "itemid", "refid", "ref", "covidence", "articleid", "studyid"]),
    (Field::TimesCited, &["timescited", "citedby", "citedbycount", "citationcount", "citingworkscount", "timescitedwoscore", "cites", "被引", "被引次数", "被引频次", "被引量"]),
    (Field::Downloads, &["downloads", "下载", "下载次数", "下载频次", "下载量"]),
    (Field::Anthology, &["anthologytitle"]),
    (Field::Source, &["source"]),
    (Field::Citation, &["citation"]),
    (Field::Clc, &["clc", "clcnumber", "中图分类号", "分类号", "中图法分类号"]),
    (Field::OtherFields, &["otherfields"]),
    (Field::Extra, &["extra"]),
];

/// Tags of Web of Science's tables, which its own reader maps.
const WOS: &[&str] = &[
    "PT", "DT", "AU", "AF", "BA", "BE", "TI", "FT", "SO", "JI", "SE", "LA", "CT", "CY", "CL", "DE",
    "ID", "MH", "AB", "C1", "RP", "FU", "FX", "CR", "TC", "PU", "PI", "SN", "EI", "BN", "PD", "EA",
    "PY", "VL", "IS", "PN", "BP", "EP", "AR", "DI", "PG", "PM", "UT",
];

/// The columns of a row of names, and how many of them are known.
pub(super) fn columns<'n>(names: impl Iterator<Item = &'n str> + Clone) -> (Vec<Column>, usize) {
    let wos = is_wos(names.clone());
    let mut columns: Vec<Column> = names
        .map(|name| {
            let name = name.trim();
            let (field, lang) = match (wos, is_tag(name)) {
                (true, true) => (wos_field(name), None),
                (true, false) if name.len() == 2 => (Field::Unknown, None),
                _ => named(name),
            };
            Column {
                field,
                lang,
                name: name.to_owned(),
            }
        })
        .collect();
    let known = columns.iter().filter(|c| c.field != Field::Unknown).count();
    settle(&mut columns);
    (columns, known)
}

/// Whether names are Web of Science's tags.
pub(super) fn is_wos<'n>(names: impl Iterator<Item = &'n str> + Clone) -> bool {
    let tags = names.clone().filter(|n| is_tag(n)).count();
    tags >= 4 && tags * 2 > names.count()
}

fn is_tag(name: &str) -> bool {
    WOS.contains(&name.trim())
}

/// Enough of what a tag means to know the table by.
fn wos_field(tag: &str) -> Field {
    match tag {
        "TI" => Field::Text(TextField::Title),
        "AU" => Field::Authors,
        "DI" => Field::Doi,
        "AB" => Field::Abstract,
        _ => Field::Key,
    }
}

/// Decides names that mean one thing beside some columns and another beside others.
fn settle(columns: &mut [Column]) {
    let has = |columns: &[Column], field| columns.iter().any(|c| c.field == field);
    let issue = has(columns, Field::Scalar(ScalarField::Issue));
    let kind = has(columns, Field::Kind);
    let container = has(columns, Field::Text(TextField::ContainerTitle));
    let authors = has(columns, Field::Authors) || has(columns, Field::FullAuthors);
    for column in columns {
        column.field = match column.field {
            Field::NumberOrIssue if issue => Field::Scalar(ScalarField::Number),
            Field::NumberOrIssue => Field::Scalar(ScalarField::Issue),
            Field::KindOrGenre if kind => Field::Text(TextField::Genre),
            Field::KindOrGenre => Field::Kind,
            Field::OtherPeople if !authors => Field::Authors,
            Field::Source if container => Field::Scalar(ScalarField::Database),
            other => other,
        };
    }
}

/// What a column's name means.
fn named(name: &str) -> (Field, Option<LanguageTag>) {
    if let Some(field) = lookup(name) {
        let lang = if name.starts_with("中文") {
            Some(LanguageTag::ZH_HANS)
        } else if name.starts_with("英文") {
            Some(LanguageTag::EN)
        } else {
            None
        };
        return (field, lang);
    }
    // "title_zh", "Title (en)", "abstract.zh-Hant"
    let trimmed = name.trim_end_matches([')', ']', '）']);
    if let Some(at) = trimmed.rfind(['_', '.', ' ', '(', '[', ':', '（', '-']) {
        let (before, code) = trimmed.split_at(at);
        let code = code.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (before, code) = match before.rfind(['_', '.']) {
            // "title_zh-Hans"
            Some(at) if trimmed[at + 1..].len() <= 7 && before.len() > at + 1 => {
                (&before[..at], &trimmed[at + 1..])
            }
            _ => (before, code),
        };
        if let (Some(lang), Some(field)) = (language(code), lookup(before)) {
            return (field, Some(lang));
        }
    }
    // "Title-题名"
    if script::has_han(name)
        && let Some((latin, han)) = name.split_once(['-', '－', '/', '('])
        && let Some(field) = lookup(han).or_else(|| lookup(latin))
    {
        return (field, None);
    }
    (Field::Unknown, None)
}

fn lookup(name: &str) -> Option<Field> {
    let key = key(name);
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&key.as_str()))
        .map(|(field, _)| *field)
        .or_else(|| own(&key))
}

/// Fields by their names in the model, as this program writes them.
fn own(wanted: &str) -> Option<Field> {
    let text = TextField::ALL
        .iter()
        .find(|f| key(f.name()) == wanted)
        .map(|f| Field::Text(*f));
    let date = || {
        DateField::ALL
            .iter()
            .find(|f| key(f.name()) == wanted)
            .map(|f| Field::Date(*f))
    };
    let scalar = || {
        ScalarField::ALL
            .iter()
            .find(|f| key(f.name()) == wanted && **f != ScalarField::Database)
            .map(|f| Field::Scalar(*f))
    };
    text.or_else(date).or_else(scalar)
}

/// A name without its marks and spaces, in lower case.
fn key(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn language(code: &str) -> Option<LanguageTag> {
    match code.to_lowercase().replace('_', "-").as_str() {
        "zh" | "cn" | "zh-cn" | "zh-hans" | "chinese" | "中文" | "chi" | "zho" => {
            Some(LanguageTag::ZH_HANS)
        }
        "zh-hant" | "zh-tw" | "zh-hk" => Some(LanguageTag::ZH_HANT),
        "en" | "eng" | "english" | "英文" => Some(LanguageTag::EN),
        code @ ("de" | "fr" | "es" | "ja" | "ko" | "ru" | "pt" | "it") => {
            Some(LanguageTag::new(code))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Field {
        named(name).0
    }

    #[test]
    fn names_of_many_tools() {
        for (name, want) in [
            ("Article Title", Field::Text(TextField::Title)),
            ("Author(s) ID", Field::Unknown),
            ("Art. No.", Field::Scalar(ScalarField::ArticleNumber)),
            ("Journal/Book", Field::Text(TextField::ContainerTitle)),
            ("Source-文献来源", Field::Text(TextField::ContainerTitle)),
            ("Organ-单位", Field::Affiliations),
            ("SrcDatabase-来源库", Field::Scalar(ScalarField::Database)),
            ("UT (Unique WOS ID)", Field::Accession),
            ("Abstract Note", Field::Abstract),
            ("Covidence #", Field::Key),
            (
                "archive_location",
                Field::Scalar(ScalarField::ArchiveLocation),
            ),
            ("original_date", Field::Date(DateField::OriginalDate)),
            ("作者单位", Field::Affiliations),
        ] {
            assert_eq!(field(name), want, "{name}");
        }
    }

    #[test]
    fn names_with_a_language() {
        for (name, lang) in [
            ("title_zh", "zh-Hans"),
            ("Title (en)", "en"),
            ("title_zh-Hant", "zh-Hant"),
            ("title.zh_CN", "zh-Hans"),
            ("英文题名", "en"),
        ] {
            let (field, got) = named(name);
            assert_eq!(field, Field::Text(TextField::Title), "{name}");
            assert_eq!(got, Some(LanguageTag::new(lang)), "{name}");
        }
    }

    #[test]
    fn neighbours_decide() {
        let fields = |names: &[&str]| -> Vec<Field> {
            columns(names.iter().copied())
                .0
                .iter()
                .map(|c| c.field)
                .collect()
        };
        assert_eq!(
            fields(&["Title", "Source title", "Source"])[2],
            Field::Scalar(ScalarField::Database)
        );
        assert_eq!(fields(&["Title", "Source"])[1], Field::Source);
        assert_eq!(fields(&["title", "contributors"])[1], Field::Authors);
        assert_eq!(
            fields(&["title", "author", "contributors"])[2],
            Field::OtherPeople
        );
        assert_eq!(
            fields(&["Item Type", "Type"]),
            [Field::Kind, Field::Text(TextField::Genre)]
        );
        assert_eq!(
            fields(&["title", "number"])[1],
            Field::Scalar(ScalarField::Issue)
        );
        assert_eq!(fields(&["PT", "AU", "TI", "SO", "J9"])[1], Field::Authors);
        assert_eq!(fields(&["PT", "AU", "TI", "SO", "J9"])[4], Field::Unknown);
        assert_eq!(fields(&["TI", "AU"]), [Field::Unknown, Field::Unknown]);
    }

    #[test]
    fn no_name_stands_twice() {
        let mut all: Vec<&str> = NAMES.iter().flat_map(|(_, n)| n.iter().copied()).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
