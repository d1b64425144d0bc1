//! What a label announces, in the words of Chinese databases and of the programs that read
//! their exports: `题　名`, `Title-题名`, `{Translated Title}`, `【外文摘要】`.
//!
//! It must not know how a format sets its labels.

use crate::labels::{Label, whole_label};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a labelled value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Part {
    Kind,
    Title,
    TranslatedTitle,
    ShortTitle,
    Author,
    TranslatedAuthor,
    Editor,
    Translator,
    Supervisor,
    /// Who applied for a patent, or holds it.
    Applicant,
    /// Who organised a conference, did a project.
    Organiser,
    Address,
    Container,
    TranslatedContainer,
    /// The place of a work as one value: a journal, its year, volume, issue and pages.
    Source,
    ContainerShort,
    Series,
    Event,
    EventPlace,
    EventDate,
    Publisher,
    School,
    /// `北京：中国林业出版社，2012`: place, publisher and year as one value.
    Imprint,
    Place,
    Degree,
    Genre,
    Year,
    Date,
    OnlineDate,
    Accessed,
    Submitted,
    Volume,
    Issue,
    VolumeIssue,
    Pages,
    PageStart,
    PageEnd,
    PageCount,
    Edition,
    /// The number of a patent, a standard, a report.
    Number,
    Doi,
    Pmid,
    Pmcid,
    Issn,
    Isbn,
    SerialNumber,
    Accession,
    Url,
    Keywords,
    TranslatedKeywords,
    Mesh,
    Abstract,
    TranslatedAbstract,
    Funding,
    Note,
    Clc,
    Discipline,
    Ipc,
    Database,
    Language,
    Cited,
    Downloads,
    /// The record's number in its list; where a record begins.
    Ordinal,
    /// A value with a name that has no field.
    Other,
}

use Part::{
    Abstract, Accessed, Accession, Address, Applicant, Author, Cited, Clc, Container,
    ContainerShort, Database, Date, Degree, Discipline, Doi, Downloads, Edition, Editor, Event,
    EventDate, EventPlace, Funding, Genre, Imprint, Ipc, Isbn, Issn, Issue, Keywords, Kind,
    Language, Mesh, Note, Number, OnlineDate, Ordinal, Organiser, Other, PageCount, PageEnd,
    PageStart, Pages, Place, Pmcid, Pmid, Publisher, School, SerialNumber, Series, ShortTitle,
    Source, Submitted, Supervisor, Title, TranslatedAbstract, TranslatedAuthor,
    TranslatedContainer, TranslatedKeywords, TranslatedTitle, Translator, Url, Volume, VolumeIssue,
    Year,
};

/// Labels without white space, in lower case and in simplified script, `|` between them.
const NAMES: &[(Part, &str)] = &[
    (
        Kind,
        "referencetype|文献类型|文献类别|资源类型|文献种类|题录类型|datatype|类型|出版类型|documenttype|publicationtype",
    ),
    (
        Title,
        "title|题名|标题|篇名|中文题名|中文标题|中文篇名|题目|论文题目|论文题名|论文名称|文题|文献题名|文献标题|书名|图书名称|标准名称|中文标准名称|专利名称|发明名称|成果名称|项目名称|法规标题|正题名|中文论文名称|제목|논문명|논문제목|자료명|タイトル|论文タイトル|论文名|论题|articletitle|题名(中文)|标题(中文)|documenttitle|chinesetitle|ti",
    ),
    (
        TranslatedTitle,
        "translatedtitle|英文题名|英文标题|英文篇名|外文题名|外文标题|英文名称|英文标准名称|并列题名|并列篇名|外文论文名称|论文名称(外文)|论文名称(英文)|英文论文名称|영문제목|영문논문명|翻译题名|译题名|英文题目|英文文题|题名(英文)|标题(英文)|题名英文|englishtitle|titletranslated|titleinenglish|foreigntitle|originaltitle|alternatetitle|title(english)|title(en)|entitle|etitle",
    ),
    (ShortTitle, "shorttitle|短标题|简短题名"),
    (
        Author,
        "author|authors|author(s)|作者|作者名|저자|저자명|지은이|著者名|中文作者|作者姓名|全部作者|作者(中文)|责任者|著者|编著者|发明人|发明(设计)人|发明/设计人|发明设计人|设计人|inventor|inventors|起草人|成果完成人|完成人|研究生|研究生姓名|学位论文作者|creator|chineseauthor|au",
    ),
    (
        TranslatedAuthor,
        "translatedauthor|translatedauthors|英文作者|外文作者|作者英文名|作者(英文)|研究生(外文)|研究生(英文)|作者(外文)|并列作者|英文作者名|作者拼音|englishauthor|englishauthors|authorsinenglish|authors(english)|author(en)",
    ),
    (
        Editor,
        "editor|editors|主编|编者|编辑|secondaryauthor|论文集编者|图书编者",
    ),
    (Translator, "translator|译者|翻译者"),
    (
        Supervisor,
        "tertiaryauthor|导师|指导教师|导师姓名|指导老师|论文导师|指导教授|论文指导教授|지도교수|第一导师|supervisor|advisor|tutor|teacher|contributor",
    ),
    (
        Applicant,
        "subsidiaryauthor|申请人|申请(专利权)人|申请/专利权人|专利权人|申请专利权人|权利人|专利申请人|applicant|assignee|applier|公开(公告)人",
    ),
    (
        Organiser,
        "主办单位|会议主办单位|会议录主办单位|主办者|会议主办者|organizer|convener|召开单位|第一完成单位|完成单位|承担单位",
    ),
    (
        Address,
        "authoraddress|机构|作者单位|单位|作者机构|机构名称|第一机构|第一作者单位|通讯地址|地址|作者地址|organ|organs|affiliation|affiliations|authoraffiliation|address|作者单位(中文)|中文单位|中文机构|英文单位|英文机构|作者单位(英文)",
    ),
    (
        Container,
        "journal|期刊|期刊名称|期刊名|刊名|中文刊名|刊名(中文)|학술지명|수록지명|저널명|간행물명|雑志名|掲载志|杂志|杂志名|杂志名称|来源期刊|来源刊|报纸名|报纸名称|报纸|报纸中文名|newspaper|secondarytitle|来源出版物|母体文献|会议论文集|论文集|论文集名称|论文集名|会议录|会议录名称|会议录名|tertiarytitle|booktitle|proceedingstitle|journaltitle|journalname|publicationtitle|所在书名|年鉴名称|来源年鉴|magazine|ta",
    ),
    (
        TranslatedContainer,
        "translatedjournal|translatedsecondarytitle|translatedtertiarytitle|英文刊名|外文刊名|刊名(英文)|英文期刊名|刊名英文|期刊英文名|journal(english)|journalinenglish|journalen|englishjournal|英文报纸名",
    ),
    (
        Source,
        "source|来源|出处|文献来源|原文出处|文章来源|刊载信息|期刊信息|期刊来源|论文来源|来源信息|so|年,卷(期):页|citation|引文",
    ),
    (
        ContainerShort,
        "alternatejournal|刊名缩写|期刊缩写|journalabbreviation|abbreviatedjournal|缩写刊名",
    ),
    (Series, "series|seriestitle|丛书|丛书名|丛编|专辑"),
    (
        Event,
        "会议名称|会议|会议名|meeting|conference|conferencename|meetingname|会议届次",
    ),
    (
        EventPlace,
        "会议地点|会议地址|会议召开地|会议城市|city|conferencelocation|conferenceplace|meetingplace",
    ),
    (
        EventDate,
        "会议时间|会议日期|会议年|会议召开时间|conferencedate|dateofconference|meetingdate|meetingtime",
    ),
    (
        Publisher,
        "publisher|出版社|出版者|出版商|발행기관|발행처|출판사|出版者名|发行所|出版单位|出版机构|发布单位|发布部门|颁布单位|制定机关|出版(发行)者|发布机构|publishinghouse",
    ),
    (
        School,
        "学位授予单位|校院名称|学位授予机构名称|학위수여기관|수여기관|授予学位单位|授予单位|学校|院校|毕业院校|毕业学校|培养单位|学位授予机构|授予学位的单位|university|school|degreegrantor|deunit_name|授予学位院校|学位单位|培养机构",
    ),
    (Imprint, "出版项|出版发行项|出版信息|出版发行"),
    (
        Place,
        "placepublished|出版地|出版地点|publishedplace|城市|place|placeofpublication|授予学位地|出版地址",
    ),
    (
        Degree,
        "typeofwork|学位|学位级别|授予学位|学位类型|学位类别|学位名称|申请学位级别|degree|degreelevel|degree_level|论文级别|thesistype",
    ),
    (
        Genre,
        "专利类型|标准类型|标准级别|成果类别|成果类型|报告类型|patenttype|typeofarticle|栏目名称|文章类型|标准类别",
    ),
    (
        Year,
        "year|年|年份|出版年|出版年份|发表年份|发表年|公布年份|成果公布年份|年代|发表年度|年鉴年份|学位年度|授予学位年份|论文出版年|발행년|발행년도|발행연도|출판년|출판년도|発行年|发行年|学位年份|学位授予年度|论文年份|publicationyear|学位授予时间|授予学位时间|py",
    ),
    (
        Date,
        "date|日期|时间|出版时间|出版日期|发表时间|发表日期|发布时间|发布日期|报纸日期|pubtime|pubdate|刊出日期|公开日|公开日期|公告日|公开(公告)日|公开公告日|公开(公告)日期|公开/公告日|成果公布日期|授权公告日|授权日|issuedate|publicationdate|publisheddate|published|dateofpublication|颁布日期|标准发布日期|见报日期|论文提交日期|提交日期|答辩日期|出版年月|发表年月",
    ),
    (
        OnlineDate,
        "网络首发时间|网络出版时间|网络首发日期|网络出版日期|优先出版时间|首发时间|在线出版日期|上网时间|上线时间|onlinedate|epubdate|online-first|数字出版日期|在线发表时间",
    ),
    (
        Accessed,
        "accessdate|accesseddate|访问日期|引用日期|检索日期|访问时间",
    ),
    (
        Submitted,
        "申请日|申请日期|申请时间|filingdate|applicationdate|收稿日期|收稿时间|received|applicationtime",
    ),
    (
        Volume,
        "volume|volum|卷|卷号|권|巻|卷数|卷次|roll|vol|vol.|vl",
    ),
    (
        Issue,
        "issue|期|期号|호|号|期数|期次|period|no|no.|number(issue)|is|卷期号",
    ),
    (
        VolumeIssue,
        "卷期|年卷期|卷(期)|年,卷(期)|年卷期页|卷期页|卷期页码|年、卷、期|年,期|年,卷,期|卷,期|年期|권호사항|권호|卷期/出版年月|卷期/年月|巻号|卷号期|volume/issue|年(卷)期|年卷期页码|起止号",
    ),
    (
        Pages,
        "pages|page|页码|页|页码范围|수록면|페이지|ページ|收录页|页码起讫|起止页|起止页码|页次|所在页码|版次页码|版次|版号|版面|pp|文章页码|正文页码|pagenumber|pagenumbers|pagescope|pagenum|所在页|pg",
    ),
    (
        PageStart,
        "起始页|起页|开始页|首页|startpage|beginpage|起始页码|开始页码|firstpage|sp",
    ),
    (
        PageEnd,
        "结束页|终止页|止页|末页|endpage|终止页码|结束页码|尾页|lastpage|ep",
    ),
    (
        PageCount,
        "页数|总页数|开本页数|开本页码|pagecount|numberofpages|论文页数|全书页数|文献页数|totalpages|正文页数",
    ),
    (Edition, "edition|版本|版本项|版本说明"),
    (
        Number,
        "标准号|标准编号|标准代号|专利号|公开号|申请公布号|公开(公告)号|公开/公告号|申请/专利号|公开公告号|公告号|授权公告号|公开(公布)号|专利公开号|报告编号|报告号|patentnumber|standardnumber|reportnumber|publicationnumber|publicationno|standardno|文号|发文字号|项目年度编号|成果登记号|publicationnumber(patent)",
    ),
    (
        Doi,
        "doi|doi号|d.o.i|digitalobjectidentifier|数字对象标识符|doi码|唯一标识符|文献doi|do",
    ),
    (Pmid, "pmid|pubmedid"),
    (Pmcid, "pmcid"),
    (
        Issn,
        "issn|issn号|国际刊号|国际标准刊号|国际标准连续出版物号|issn/isbn号|p-issn|e-issn|eissn|printissn",
    ),
    (
        Isbn,
        "isbn|isbn号|国际标准书号|图书印刷版isbn|印刷版isbn|书号|电子版isbn|electronicisbn|printisbn",
    ),
    (
        SerialNumber,
        "isbn/issn|issn/isbn|isbn,issn|isbnissn|issnisbn",
    ),
    (
        Accession,
        "accessionnumber|登录号|流水号|记录号|数据库编号|文献号|资源编号|ui|lngid|recordnumber|文摘号",
    ),
    (
        Url,
        "url|link|链接|网址|原文链接|全文链接|文献链接|链接地址|url-网址|文献网址|详细链接|文献地址|原文地址|网页地址|原文网址|electronicresourcenumber|linktofulltext|lk",
    ),
    (
        Keywords,
        "keywords|keyword|keyword(s)|关键词|关键字|中文关键词|主题词|关键词(中文)|주제어|키워드|キーワード|自由词|机标关键词|机标主题|作者关键词|authorkeywords|关键词组|kw|标引词|chinesekeywords|chinesekeyword",
    ),
    (
        TranslatedKeywords,
        "translatedkeywords|translatedkeyword|英文关键词|外文关键词|关键词(英文)|英文关键字|영문키워드|关键词英文|englishkeywords|keywordsinenglish|keywords(english)|keywords(en)|foreignkeywords",
    ),
    (
        Mesh,
        "mesh|mesh主题词|医学主题词|主要主题词|meshterms|meshheadings|加权主题词|主题标引",
    ),
    (
        Abstract,
        "abstract|摘要|中文摘要|文摘|内容摘要|内容提要|提要|简介|摘要(中文)|초록|국문초록|抄录|summary|论文摘要|内容简介|成果简介|专利摘要|chineseabstract|ab",
    ),
    (
        TranslatedAbstract,
        "translatedabstract|英文摘要|外文摘要|摘要(英文)|摘要(外文)|영문초록|英文文摘|外文文摘|摘要英文|翻译摘要|摘要翻译|译文摘要|englishabstract|abstractinenglish|foreignabstract|abstract(english)|abstract(en)|enabstract|othersummary|englishsummary",
    ),
    (
        Funding,
        "fund|funds|基金|基金项目|资助项目|资助基金|基金资助|资助|资助机构|funding|foundation|项目基金|基金名称|资助来源",
    ),
    (Note, "note|notes|备注|附注|注释|说明|附录"),
    (
        Clc,
        "clc|中图分类号|分类号|中图分类|中图法分类号|分类|classification|clc-中图分类号|classificationcode|中图号|文献分类号",
    ),
    (
        Discipline,
        "学科分类号|学科分类|学科代码|学科分类代码|学科类别",
    ),
    (
        Ipc,
        "ipc|ipc分类号|国际专利分类号|国际分类号|主分类号|专利分类号|国际专利主分类号|主分类|ipc主分类号",
    ),
    (
        Database,
        "databaseprovider|srcdatabase|nameofdatabase|数据库|来源库|来源数据库|数据来源|收录数据库|datasource|database|dataprovider",
    ),
    (
        Language,
        "language|语种|语言|文种|正文语种|内容语文|语文别|언어|작성언어|文献语种|lang|全文语种|la",
    ),
    (
        Cited,
        "被引|被引次数|被引频次|引用次数|被引量|被引频数|citedby|timescited|被引用次数|cited",
    ),
    (
        Downloads,
        "下载|下载量|下载次数|下载频次|downloads|download",
    ),
    (Ordinal, "序号|编号|记录|篇|recordno"),
    (
        Other,
        "状态|国别省市代码|主申请人地址|申请人地址|口试委员|口试委员(外文)|系所名称|系所名称(外文)|学门|学类|毕业学年度|校院名称(外文)|指导教授(外文)|论文种类|专业|学科专业|专业名称|major|学科|研究方向|通讯作者|通信作者|第一作者|第一责任人|firstduty|correspondingauthor|作者简介|cn|cn号|国内刊号|国内统一刊号|国内统一连续出版物号|文献标识码|文章编号|所属专辑|所属专题|专题|专辑专题|doc|收录|收录情况|核心期刊|期刊级别|section|label|callnumber|custom1|custom2|custom3|custom4|国别|国省代码|申请号|申请(专利)号|applicationnumber|优先权|代理人|代理机构|专利代理机构|主权项|法律状态|实施日期|中标分类号|中国标准分类号|国际标准分类号|归口单位|起草单位|技术委员会|采用关系|代替标准|标准状态|种属|性别|年龄组|特征词|机标分类号|影响因子|版权|检索时间|检索结果|馆藏号|页面|索书号|研究类型|导出时间|检索式|检索策略|数据量|参考文献数|参考文献数量|参考文献|引文数量|引证文献|栏目|column|country|国家|成果水平|入库时间|评价形式|推荐部门|在线公开时间|在线出版时间",
    ),
];

static TABLE: LazyLock<HashMap<&'static str, Part>> = LazyLock::new(|| {
    NAMES
        .iter()
        .flat_map(|(part, names)| names.split('|').map(|name| (name, *part)))
        .collect()
});

/// The longest label, in bytes.
const LONGEST: usize = 72;

/// What a label announces, `None` when it is none. White space, width, case and brackets do
/// not matter; of `Title-题名` the Chinese half decides, of `题名/Title` either.
pub(crate) fn part_of(label: &str) -> Option<Part> {
    if label.len() > LONGEST {
        return None;
    }
    let tight = tight(label);
    if let Some(part) = TABLE.get(tight.as_str()) {
        return Some(*part);
    }
    // CNKI calls both the pages and their number 页码.
    if tight.starts_with("pagecount-") {
        return Some(PageCount);
    }
    if let Some((first, second)) = tight.split_once('-')
        && first.bytes().all(|b| b.is_ascii_alphabetic())
    {
        // The half in Chinese says more: `Source-学位授予单位`.
        if let Some(part) = TABLE.get(second).or_else(|| TABLE.get(first)) {
            return Some(*part);
        }
    }
    if let Some((first, second)) = tight.split_once(['/', '|'])
        && let (Some(part), Some(_)) = (TABLE.get(first), TABLE.get(second))
    {
        return Some(*part);
    }
    whole_label(label).and_then(from_page_label)
}

/// What a label announces that stands in the table just as it is.
pub(crate) fn listed(label: &str) -> Option<Part> {
    (label.len() <= LONGEST)
        .then(|| TABLE.get(tight(label).as_str()).copied())
        .flatten()
}

/// A label as it is looked up.
fn tight(label: &str) -> String {
    label
        .trim_matches([
            '【', '】', '[', ']', '［', '］', '〔', '〕', '〖', '〗', '*', '#', ':', '：',
        ])
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}' | '·'))
        .map(narrow)
        .map(diglot_text::normalise::simplify)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The half-width form of a full-width character.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// The labels that pages have and the table has not.
fn from_page_label(label: Label) -> Option<Part> {
    Some(match label {
        Label::Title => Title,
        Label::Authors => Author,
        Label::Affiliations => Address,
        Label::Container => Container,
        Label::Funding => Funding,
        Label::Keywords => Keywords,
        Label::Doi => Doi,
        Label::Clc => Clc,
        Label::Discipline => Discipline,
        Label::Abstract => Abstract,
        Label::TimesCited => Cited,
        Label::Downloads => Downloads,
        Label::NumberOfPages => PageCount,
        Label::Pages => Pages,
        Label::PageStart => PageStart,
        Label::PageEnd => PageEnd,
        Label::Date => Date,
        Label::Volume => Volume,
        Label::Issue => Issue,
        Label::Coordinates => VolumeIssue,
        Label::Issn => Issn,
        Label::Publisher => Publisher,
        Label::Pmid => Pmid,
        Label::Pmcid => Pmcid,
        Label::Url => Url,
        Label::Other => Other,
        Label::KeywordsPlus | Label::Reads | Label::Related | Label::Furniture => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice() {
        let all: Vec<&str> = NAMES.iter().flat_map(|(_, n)| n.split('|')).collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        let double: Vec<_> = once
            .iter()
            .filter(|n| all.iter().filter(|a| a == n).count() > 1)
            .collect();
        assert!(double.is_empty(), "{double:?}");
        for name in all {
            assert_eq!(tight(name), name, "not in its folded form");
        }
    }

    #[test]
    fn labels_however_they_are_set() {
        for (label, part) in [
            ("【题　名】", Title),
            ("Title-题名", Title),
            ("Source-文献来源", Source),
            ("Source-学位授予单位", School),
            ("DOI-DOI", Doi),
            ("Translated Title", TranslatedTitle),
            ("ISBN/ISSN", SerialNumber),
            ("題名", Title),
            ("D O I", Doi),
            ("Ｔｉｔｌｅ", Title),
            ("图书印刷版ISBN", Isbn),
            ("题名/Title", Title),
        ] {
            assert_eq!(part_of(label), Some(part), "{label}");
        }
        for label in ["结果", "Results", "本文", "hello"] {
            assert_eq!(part_of(label), None, "{label}");
        }
    }
}
