//! From the keys of a context object to an item.

use crate::values::whole_name;
use crate::zotero_json::{Creator, Item, name_in_parts};
use diglot_text::names::{NameOrder, parse_name};
use std::ops::Range;

/// The work that a context object tells of; `range` is where it stands.
pub(crate) fn item(pairs: &[(String, String)], range: &Range<usize>) -> Option<Item> {
    let first = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| pairs.iter().find(|(k, _)| k == key))
            .map(|(_, value)| value.clone())
    };
    let format = first(&["rft_val_fmt"]).unwrap_or_default();
    let genre = first(&["rft.genre", "genre", "rft.type"])
        .unwrap_or_default()
        .to_lowercase();
    let kind = kind(&format, &genre);
    let mut item = Item::new(kind);
    let mut put = |field: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            item.fields.push((field.to_owned(), value, range.clone()));
        }
    };
    let part = matches!(
        kind,
        "journalArticle" | "bookSection" | "conferencePaper" | "newspaperArticle"
    );
    if part {
        put("title", first(&["rft.atitle"]));
        put(
            "publicationTitle",
            // Where only the short name is known it is the name.
            first(&[
                "rft.jtitle",
                "rft.btitle",
                "rft.title",
                "rft.source",
                "rft.stitle",
            ]),
        );
    } else {
        put(
            "title",
            first(&["rft.title", "rft.btitle", "rft.atitle", "rft.jtitle"]),
        );
        put("series", first(&["rft.series"]));
    }
    put("journalAbbreviation", first(&["rft.stitle"]));
    for (field, keys) in [
        ("date", &["rft.date", "rft.year"] as &[&str]),
        ("volume", &["rft.volume"]),
        ("issue", &["rft.issue"]),
        ("place", &["rft.place"]),
        ("publisher", &["rft.pub", "rft.publisher", "rft.inst"]),
        ("edition", &["rft.edition"]),
        ("numPages", &["rft.tpages"]),
        ("type", &["rft.degree"]),
        ("language", &["rft.language"]),
        ("abstractNote", &["rft.description"]),
        ("number", &["rft.number"]),
    ] {
        put(field, first(keys));
    }
    let (start, end) = (first(&["rft.spage"]), first(&["rft.epage"]));
    put(
        "pages",
        match (start, end) {
            (Some(a), Some(b)) if a != b => Some(format!("{a}-{b}")),
            (Some(a), _) => first(&["rft.pages"]).or(Some(a)),
            _ => first(&["rft.pages", "rft.artnum"]),
        },
    );
    for (field, key) in [
        ("ISSN", "rft.issn"),
        ("ISSN", "rft.eissn"),
        ("ISBN", "rft.isbn"),
    ] {
        put(field, first(&[key]));
    }
    for (key, value) in pairs {
        let id = matches!(key.as_str(), "rft_id" | "id" | "rft.identifier");
        if !id {
            continue;
        }
        match value.split_once('/') {
            Some(("info:doi", doi)) => put("DOI", Some(doi.to_owned())),
            Some(("info:pmid", pmid)) => put("PMID", Some(pmid.to_owned())),
            _ if value.starts_with("urn:ISBN:") => put("ISBN", Some(value[9..].to_owned())),
            _ if value.contains("doi.org/10.") || value.starts_with("10.") => {
                put("DOI", Some(value.clone()));
            }
            _ if value.starts_with("http") => put("url", Some(value.clone())),
            _ => {}
        }
    }
    item.fields
        .iter()
        .find(|(f, ..)| matches!(f.as_str(), "title" | "DOI" | "PMID"))?;
    for (key, value) in pairs {
        if key == "rft.subject" {
            item.tags.push((value.clone(), range.clone()));
        }
    }
    people(&mut item, pairs, range);
    Some(item)
}

/// The first author stands in parts, and often again whole among the others.
fn people(item: &mut Item, pairs: &[(String, String)], range: &Range<usize>) {
    let of = |key: &str| pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
    let kind = if of("rft.inventor").is_some() {
        "inventor"
    } else {
        "author"
    };
    let mut push = |name| {
        item.creators.push(Creator {
            kind: kind.to_owned(),
            name,
            range: range.clone(),
        });
    };
    let last = of("rft.aulast").or_else(|| of("rft.invlast"));
    let given = of("rft.aufirst")
        .or_else(|| of("rft.invfirst"))
        .or_else(|| of("rft.auinit"))
        .or_else(|| {
            let first = of("rft.auinit1")?;
            Some(
                format!("{first} {}", of("rft.auinitm").unwrap_or_default())
                    .trim()
                    .to_owned(),
            )
        });
    let first = last.and_then(|last| name_in_parts(Some(last), given));
    let family = first.as_ref().map(|n| n.family().to_lowercase());
    if let Some(first) = first {
        push(first);
    }
    let others = pairs
        .iter()
        .filter(|(k, _)| matches!(k.as_str(), "rft.au" | "rft.creator" | "rft.inventor"));
    for (at, (_, name)) in others.enumerate() {
        let parsed = parse_name(name, NameOrder::GivenFirst);
        let again = at == 0 && family.as_deref() == Some(&parsed.family().to_lowercase());
        if !again && !name.is_empty() {
            push(parsed);
        }
    }
    if let Some(group) = of("rft.aucorp") {
        push(whole_name(group));
    }
}

fn kind(format: &str, genre: &str) -> &'static str {
    let of_format = format.rsplit(':').next().unwrap_or_default();
    match (of_format, genre) {
        (_, "bookitem") => "bookSection",
        (_, "proceeding" | "conference") => "conferencePaper",
        (_, "preprint") => "preprint",
        (_, "report") => "report",
        (_, "document") if of_format == "book" => "document",
        ("journal", "journal") | ("book", _) => "book",
        ("journal", _) => "journalArticle",
        ("dissertation", _) => "thesis",
        ("patent", _) => "patent",
        ("dc" | "oai_dc", genre) => crate::zotero_rdf::kind_of_word(genre).unwrap_or("webpage"),
        (_, "book") => "book",
        (_, "dissertation") => "thesis",
        _ => "journalArticle",
    }
}
