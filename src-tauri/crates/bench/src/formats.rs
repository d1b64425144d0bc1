//! Papers as the formats have them.

use crate::paper::Paper;
use serde_json::json;
use std::fmt::{self, Write};

/// A format of the bench: its name, the ending of its file, and how a paper stands in it.
pub(crate) struct Format {
    pub(crate) name: &'static str,
    pub(crate) ending: &'static str,
    pub(crate) head: &'static str,
    pub(crate) between: &'static str,
    pub(crate) foot: &'static str,
    pub(crate) write: fn(&Paper, &mut String) -> fmt::Result,
}

/// Every format.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        name: "ris",
        ending: "ris",
        head: "",
        between: "\r\n",
        foot: "",
        write: ris,
    },
    Format {
        name: "bibtex",
        ending: "bib",
        head: "",
        between: "\n",
        foot: "",
        write: bibtex,
    },
    Format {
        name: "nbib",
        ending: "nbib",
        head: "",
        between: "\n",
        foot: "",
        write: nbib,
    },
    Format {
        name: "pubmed-xml",
        ending: "xml",
        head: concat!(
            "<?xml version=\"1.0\" ?>\n",
            "<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st January 2024//EN\" ",
            "\"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_240101.dtd\">\n",
            "<PubmedArticleSet>\n"
        ),
        between: "",
        foot: "</PubmedArticleSet>\n",
        write: pubmed_xml,
    },
    Format {
        name: "csl-json",
        ending: "json",
        head: "[\n",
        between: ",\n",
        foot: "\n]\n",
        write: csl_json,
    },
];

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn ris(p: &Paper, out: &mut String) -> fmt::Result {
    write!(out, "TY  - JOUR\r\n")?;
    for (family, given) in &p.authors {
        write!(out, "AU  - {family}, {given}\r\n")?;
    }
    write!(out, "TI  - {}\r\n", p.title)?;
    if let Some(chinese) = &p.chinese {
        write!(out, "TT  - {}\r\n", chinese.title)?;
    }
    write!(out, "T2  - {}\r\nSN  - {}\r\n", p.journal, p.issn)?;
    write!(
        out,
        "PY  - {0}\r\nDA  - {0}/{1:02}/{2:02}\r\nVL  - {3}\r\nIS  - {4}\r\nSP  - {5}\r\nEP  - {6}\r\n",
        p.year, p.month, p.day, p.volume, p.issue, p.pages.0, p.pages.1
    )?;
    write!(out, "DO  - {0}\r\nUR  - https://doi.org/{0}\r\n", p.doi())?;
    write!(out, "AB  - {}\r\n", p.abstract_)?;
    if let Some(chinese) = &p.chinese {
        write!(out, "TA  - {}\r\n", chinese.abstract_)?;
    }
    for keyword in &p.keywords {
        write!(out, "KW  - {keyword}\r\n")?;
    }
    write!(out, "ER  - \r\n")
}

fn bibtex(p: &Paper, out: &mut String) -> fmt::Result {
    writeln!(out, "@article{{{},", p.key())?;
    let authors: Vec<String> = p
        .authors
        .iter()
        .map(|(family, given)| format!("{family}, {given}"))
        .collect();
    let authors = authors
        .join(" and ")
        .replace("Sørby", "S{\\o}rby")
        .replace("Müllner", "M{\\\"u}llner");
    let mut field = |name: &str, value: &str| writeln!(out, "  {name} = {{{value}}},");
    field("author", &authors)?;
    field("title", &p.title)?;
    field("journal", &p.journal)?;
    field("issn", &p.issn)?;
    field("year", &p.year.to_string())?;
    field("month", &MONTHS[p.month - 1].to_lowercase())?;
    field("volume", &p.volume.to_string())?;
    field("number", &p.issue.to_string())?;
    field("pages", &format!("{}--{}", p.pages.0, p.pages.1))?;
    field("doi", &p.doi())?;
    field("url", &format!("https://doi.org/{}", p.doi()))?;
    field("abstract", &p.abstract_.replace('%', "\\%"))?;
    if let Some(chinese) = &p.chinese {
        field("title_zh", &chinese.title)?;
        field("abstract_zh", &chinese.abstract_)?;
    }
    field("keywords", &p.keywords.join(", "))?;
    writeln!(out, "}}")
}

/// A tag of MEDLINE, its value wrapped as PubMed wraps it.
fn medline(out: &mut String, tag: &str, value: &str) -> fmt::Result {
    write!(out, "{tag:<4}- ")?;
    let mut column = 6;
    for (i, word) in value.split(' ').enumerate() {
        let width = word.chars().count();
        if i > 0 && column + 1 + width > 87 {
            write!(out, "\n      ")?;
            column = 6;
        } else if i > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
    Ok(())
}

fn initials(given: &str) -> String {
    given
        .split([' ', '-', '.'])
        .filter_map(|w| w.chars().next())
        .collect()
}

fn nbib(p: &Paper, out: &mut String) -> fmt::Result {
    let mut tag = |tag: &str, value: &str| medline(out, tag, value);
    let day = format!("{}{:02}{:02}", p.year, p.month, p.day);
    tag("PMID", &p.pmid().to_string())?;
    tag("OWN", "NLM")?;
    tag("STAT", "MEDLINE")?;
    tag("LR", &day)?;
    tag("IS", &format!("{} (Electronic)", p.issn))?;
    tag("VI", &p.volume.to_string())?;
    tag("IP", &p.issue.to_string())?;
    tag(
        "DP",
        &format!("{} {} {}", p.year, MONTHS[p.month - 1], p.day),
    )?;
    tag("TI", &format!("{}.", p.title))?;
    tag("PG", &format!("{}-{}", p.pages.0, p.pages.1))?;
    tag("LID", &format!("{} [doi]", p.doi()))?;
    tag("AB", &p.abstract_)?;
    if let Some(chinese) = &p.chinese {
        tag("OAB", &chinese.abstract_)?;
        tag("OABL", "chi")?;
    }
    for (family, given) in &p.authors {
        tag("FAU", &format!("{family}, {given}"))?;
        tag("AU", &format!("{family} {}", initials(given)))?;
    }
    tag("LA", "eng")?;
    tag("PT", "Journal Article")?;
    if let Some(chinese) = &p.chinese {
        tag("TT", &chinese.title)?;
    }
    tag("DEP", &day)?;
    tag("PL", "Norway")?;
    tag(
        "TA",
        &p.journal
            .replace("Annals of", "Ann")
            .replace("Studies", "Stud"),
    )?;
    tag("JT", &p.journal)?;
    tag("JID", "9999999")?;
    tag("SB", "IM")?;
    for keyword in &p.keywords {
        tag("OT", keyword)?;
    }
    tag(
        "EDAT",
        &format!("{}/{:02}/{:02} 06:00", p.year, p.month, p.day),
    )?;
    tag("AID", &format!("{} [doi]", p.doi()))?;
    tag("PST", "ppublish")?;
    tag(
        "SO",
        &format!(
            "{}. {} {} {};{}({}):{}-{}. doi: {}.",
            p.journal,
            p.year,
            MONTHS[p.month - 1],
            p.day,
            p.volume,
            p.issue,
            p.pages.0,
            p.pages.1,
            p.doi()
        ),
    )
}

fn pubmed_xml(p: &Paper, out: &mut String) -> fmt::Result {
    write!(
        out,
        concat!(
            "<PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\">",
            "<PMID Version=\"1\">{pmid}</PMID><DateRevised><Year>{y}</Year><Month>{m:02}</Month><Day>{d:02}</Day></DateRevised>",
            "<Article PubModel=\"Print-Electronic\"><Journal><ISSN IssnType=\"Electronic\">{issn}</ISSN>",
            "<JournalIssue CitedMedium=\"Internet\"><Volume>{v}</Volume><Issue>{i}</Issue>",
            "<PubDate><Year>{y}</Year><Month>{mon}</Month><Day>{d:02}</Day></PubDate></JournalIssue>",
            "<Title>{journal}</Title></Journal><ArticleTitle>{title}.</ArticleTitle>",
            "<Pagination><StartPage>{first}</StartPage><EndPage>{last}</EndPage><MedlinePgn>{first}-{last}</MedlinePgn></Pagination>",
            "<ELocationID EIdType=\"doi\" ValidYN=\"Y\">{doi}</ELocationID><Abstract>"
        ),
        pmid = p.pmid(),
        y = p.year,
        m = p.month,
        mon = MONTHS[p.month - 1],
        d = p.day,
        issn = p.issn,
        v = p.volume,
        i = p.issue,
        journal = p.journal,
        title = p.title,
        first = p.pages.0,
        last = p.pages.1,
        doi = p.doi(),
    )?;
    write!(
        out,
        "<AbstractText>{}</AbstractText></Abstract>",
        p.abstract_
    )?;
    write!(out, "<AuthorList CompleteYN=\"Y\">")?;
    for (family, given) in &p.authors {
        write!(
            out,
            "<Author ValidYN=\"Y\"><LastName>{family}</LastName><ForeName>{given}</ForeName><Initials>{}</Initials></Author>",
            initials(given)
        )?;
    }
    write!(
        out,
        "</AuthorList><Language>eng</Language><PublicationTypeList><PublicationType UI=\"D016428\">Journal Article</PublicationType></PublicationTypeList>"
    )?;
    if let Some(chinese) = &p.chinese {
        write!(out, "<VernacularTitle>{}</VernacularTitle>", chinese.title)?;
    }
    write!(out, "</Article>")?;
    if let Some(chinese) = &p.chinese {
        write!(
            out,
            "<OtherAbstract Type=\"Publisher\" Language=\"chi\"><AbstractText>{}</AbstractText></OtherAbstract>",
            chinese.abstract_
        )?;
    }
    write!(out, "<KeywordList Owner=\"NOTNLM\">")?;
    for keyword in &p.keywords {
        write!(out, "<Keyword MajorTopicYN=\"N\">{keyword}</Keyword>")?;
    }
    writeln!(
        out,
        "</KeywordList></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType=\"pubmed\">{}</ArticleId><ArticleId IdType=\"doi\">{}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>",
        p.pmid(),
        p.doi()
    )
}

fn csl_json(p: &Paper, out: &mut String) -> fmt::Result {
    let authors: Vec<_> = p
        .authors
        .iter()
        .map(|(family, given)| json!({ "family": family, "given": given }))
        .collect();
    let mut item = json!({
        "id": p.key(),
        "type": "article-journal",
        "title": p.title,
        "author": authors,
        "container-title": p.journal,
        "ISSN": p.issn,
        "issued": { "date-parts": [[p.year, p.month, p.day]] },
        "volume": p.volume.to_string(),
        "issue": p.issue.to_string(),
        "page": format!("{}-{}", p.pages.0, p.pages.1),
        "DOI": p.doi(),
        "URL": format!("https://doi.org/{}", p.doi()),
        "abstract": p.abstract_,
        "keyword": p.keywords.join(", "),
    });
    if let Some(chinese) = &p.chinese {
        item["note"] = json!(format!(
            "titleTranslation: {}\nabstractTranslation: {}",
            chinese.title, chinese.abstract_
        ));
    }
    write!(out, "{item}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Papers;

    #[test]
    fn records_of_ris_have_their_size() {
        let mut out = String::new();
        for paper in Papers::new().take(1000) {
            ris(&paper, &mut out).unwrap();
        }
        assert!((2000..2260).contains(&(out.len() / 1000)), "{}", out.len());
    }
}
