//! CNKI's E-Study and its own text export: `DataType: 1`, `Title-题名: …`, records one
//! behind the other with nothing between them.

use crate::Reading;
use crate::citation::pattern;
use crate::labelled;
use regex::Regex;
use std::sync::LazyLock;

const FORMAT: &str = "cnki-study";

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\n\r>\s])(?:title|author|source|organ|keyword|summary|pubtime|srcdatabase|year|period|pagecount|doi|link|url|datatype|firstduty|fund|volume|roll|clc)-?(?:[\p{Han}]{1,8}|DOI)\s*[:：]",
    )
});

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let labels = LABEL.find_iter(text).take(50).count();
    let title =
        text.contains("Title-题名") || text.contains("title-题名") || text.contains("Title-題名");
    (title && labels >= 3).then(|| (98, format!("{labels} labels of CNKI such as Title-题名")))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    labelled::read_as(text, FORMAT)
}

/// The start of the last record of a text of which more may follow.
pub(crate) fn cut(text: &str) -> Option<usize> {
    static FIRST: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)^\s*(?:DataType|SrcDatabase-来源库)\s*:"));
    // The first label of the text begins every record.
    let first = FIRST.find(text)?;
    let word = first.as_str().trim();
    let last = text.rfind(word)?;
    (last > first.end()).then_some(last)
}
