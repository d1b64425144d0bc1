//! Two columns of HTML to be read and printed: one file, nothing outside it.

use super::{BilingualDocument, BilingualPair, joined};
use std::fmt::Write as _;

const STYLE: &str = "\
:root{color-scheme:light}body{margin:2rem auto;max-width:62rem;padding:0 1.5rem;color:#1a1a1a;\
font:16px/1.6 Georgia,'Times New Roman',serif;background:#fff}\
:lang(zh){font-family:'Source Han Serif SC','Noto Serif CJK SC','Songti SC',SimSun,serif;line-height:1.75}\
article+article{break-before:page;margin-top:4rem}table{width:100%;border-collapse:collapse;table-layout:fixed}\
td,th{width:50%;vertical-align:top;text-align:start;padding:.15rem 1.1rem .15rem 0}\
td+td,th+th{padding:.15rem 0 .15rem 1.1rem}\
th.title{font-size:1.25rem;line-height:1.35;padding-bottom:.6rem}th.label{font-size:.9rem;padding-top:1.1rem}\
tr.paragraph td{padding-top:.8rem}tr{break-inside:avoid}\
.citation,.origin{font-size:.85rem;color:#555}.origin td{padding-top:1rem}\
@page{margin:18mm 16mm}@media print{body{margin:0;max-width:none;padding:0;font-size:10.5pt}}";

/// Writes documents as one page of HTML.
pub fn to_html(documents: &[BilingualDocument]) -> String {
    let title = documents
        .first()
        .and_then(|first| first.titles.iter().flatten().next())
        .map_or("Bilingual texts", String::as_str);
    let lang = documents.first().map_or("en", |first| &first.langs[0]);
    // Writing to a String cannot fail.
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(lang),
        escaped(title)
    );
    for document in documents {
        article(document, &mut out);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn article(document: &BilingualDocument, out: &mut String) {
    out.push_str("<article>\n<table>\n");
    row(
        out,
        document,
        "",
        "th class=\"title\" scope=\"col\"",
        &document.titles,
    );
    for pair in &document.pairs {
        if pair.labels.iter().any(Option::is_some) {
            row(out, document, "", "th class=\"label\"", &pair.labels);
        }
        let sides = [0, 1].map(|side| side_of(document, pair, side));
        let class = if pair.starts_paragraph {
            "paragraph"
        } else {
            ""
        };
        row(out, document, class, "td", &sides);
    }
    if document.origins.iter().any(|origin| !origin.is_empty()) {
        let origins = document.origins.clone().map(Some);
        row(out, document, "origin", "td", &origins);
    }
    out.push_str("</table>\n");
    if !document.citation.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"citation\">{}</p>",
            escaped(&document.citation)
        );
    }
    out.push_str("</article>\n");
}

fn side_of(document: &BilingualDocument, pair: &BilingualPair, side: usize) -> Option<String> {
    let text = joined(&pair.sides[side], &document.langs[side]);
    Some(text).filter(|text| !text.is_empty())
}

/// A row of two cells. `cell` is an element with its attributes.
fn row(
    out: &mut String,
    document: &BilingualDocument,
    class: &str,
    cell: &str,
    texts: &[Option<String>; 2],
) {
    if class.is_empty() {
        out.push_str("<tr>");
    } else {
        let _ = write!(out, "<tr class=\"{class}\">");
    }
    let end = cell.split(' ').next().unwrap_or(cell);
    for (lang, text) in document.langs.iter().zip(texts) {
        let text = escaped(text.as_deref().unwrap_or_default());
        let _ = write!(out, "<{cell} lang=\"{}\">{text}</{end}>", escaped(lang));
    }
    out.push_str("</tr>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
