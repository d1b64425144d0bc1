//! Citations as Ovid prints them: journal, volume, pages and date in one of many orders.

use crate::citation::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The parts of a citation, as places in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) container: Option<Range<usize>>,
    pub(super) volume: Option<Range<usize>>,
    pub(super) issue: Option<Range<usize>>,
    pub(super) pages: Option<Range<usize>>,
    pub(super) date: Option<Range<usize>>,
    /// What stands before `[Editor]`.
    pub(super) editors: Vec<Range<usize>>,
    /// How many pages a book has.
    pub(super) extent: Option<Range<usize>>,
    pub(super) place: Option<Range<usize>>,
    pub(super) publisher: Option<Range<usize>>,
}

macro_rules! months {
    () => {
        r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|Winter)[a-z]*\.?"
    };
}

// "8(6)", "32 (4)", "Vol.32(4)"; brackets with "pp" hold pages.
static VOLUME_ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:\b[Vv]ol(?:ume)?\.?\s*)?\b(?P<v>[A-Z]?\d{1,5}[A-Z]?)\s?\((?P<i>[^()]{1,25})\)")
});
static VOLUME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[,.]\s*)?\b[Vv]ol(?:ume)?\.?\s*(?P<v>\w+)|[;.]\s+(?P<w>\d{1,4}[A-Z]?)\s*:|;(?P<x>\d{1,4})\s*:",
    )
});
static ISSUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[Nn]o\.\s*(?P<i>[\w/-]+)"));
static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\bpp?\.?\s+|:\s*|;\s+)(?P<p>[A-Za-z]{0,3}\d[\w.]*(?:\s?[-–]\s?[A-Za-z]{0,3}\d\w*)?(?:,\s?\d+[-–]\d+)*)(?:\s*$|[\s,.;)])",
    )
});
static EXTENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?P<n>\d+)\s?pp\b"));
// "September 2015", "November 15, 2004", "2009 Jan 5".
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?P<day>\d{1,2})\s+)?(?P<a>",
        months!(),
        r"(?:\s*[-/]\s*",
        months!(),
        r")?(?:\s+\d{1,2})?,?\s+(?:1[89]|20)\d{2})\b",
        r"|\b(?P<b>(?:1[89]|20)\d{2}(?:\s+\d{1,2})?\s+",
        months!(),
        r"(?:\s*[-/]\s*",
        months!(),
        r")?(?:\s+\d{1,2})?)\b",
    ))
});
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s,.;(])(?P<c>(?:1[89]|20)\d{2})(?:$|[\s.;,:)])"));
static EDITOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[Ed(?:itor|\.|s\b)?[^\]]*\][,;]?\s*"));
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bpp\.\s+(?P<place>[\w .,'-]{2,60}?):\s+(?P<publisher>[^:;]{2,80}?)(?:,\s+[A-Z]{2})?[.;]?\s*$",
    )
});

/// Takes a citation apart.
pub(super) fn parse(text: &str) -> Source {
    let mut source = Source::default();
    let mut start = 0;
    for m in EDITOR.find_iter(text) {
        source.editors.push(start..m.start());
        start = m.end();
    }
    // When somebody looked at an address is no part of the citation.
    let end = [" http", "[viewed", "[accessed"]
        .iter()
        .filter_map(|mark| text[start..].find(mark))
        .min()
        .map_or(text.len(), |at| start + at);
    let text_after = text[start..end].trim_start_matches(['.', ' ']);
    start = end - text_after.len();
    let of = |captures: &regex::Captures<'_>, name: &str| {
        captures
            .name(name)
            .map(|m| m.start() + start..m.end() + start)
    };
    // Where what is no title begins.
    let mut ends: Vec<usize> = Vec::new();
    let numbered = VOLUME_ISSUE
        .captures_iter(text_after)
        .find(|c| !c["i"].trim_start().starts_with("pp") && !c["i"].starts_with("p."));
    if let Some(c) = numbered {
        source.volume = of(&c, "v");
        source.issue = of(&c, "i");
        ends.extend(c.get(0).map(|m| m.start()));
    } else if let Some(c) = VOLUME.captures(text_after) {
        source.volume = of(&c, "v").or_else(|| of(&c, "w")).or_else(|| of(&c, "x"));
        ends.extend(c.get(0).map(|m| m.start()));
        source.issue = ISSUE.captures(text_after).and_then(|c| of(&c, "i"));
    }
    // The volume's own year, as in "2013(1)", is no date.
    let volume = source.volume.clone().unwrap_or_default();
    let is_free = |c: &regex::Captures<'_>| {
        c.iter()
            .flatten()
            .last()
            .is_some_and(|m| !volume.contains(&(m.start() + start)))
    };
    let dated = DATE.captures_iter(text_after).find(|c| is_free(c));
    if let Some(c) = &dated {
        let day = of(c, "day");
        source.date = of(c, "a")
            .map(|a| day.map_or(a.start, |d| d.start)..a.end)
            .or_else(|| of(c, "b"));
    } else if let Some(c) = YEAR.captures_iter(text_after).find(|c| is_free(c)) {
        source.date = of(&c, "c");
    }
    ends.extend(source.date.as_ref().map(|d| d.start - start));
    if let Some(c) = EXTENT.captures(text_after) {
        source.extent = of(&c, "n");
        ends.extend(c.get(0).map(|m| m.start()));
    }
    let from = source
        .issue
        .as_ref()
        .or(source.volume.as_ref())
        .map_or(0, |r| r.end - start);
    let found = PAGES
        .captures(&text_after[from..])
        .and_then(|c| c.name("p"))
        .map(|m| start + from + m.start()..start + from + m.end());
    source.pages = found.filter(|p| {
        let is_date = source.date.as_ref().is_some_and(|d| d.contains(&p.start));
        let is_extent = source.extent.as_ref().is_some_and(|e| e.start == p.start);
        !is_date && !is_extent
    });
    if let Some(p) = &source.pages {
        // ".:371-397" and "(pp. 12-34)"
        let before = text_after[..p.start - start].trim_end_matches([' ', ':', '.', 'p', '(']);
        ends.push(before.len());
    }
    if let Some(c) = PUBLISHED.captures(text_after) {
        source.place = of(&c, "place");
        source.publisher = of(&c, "publisher");
    }
    let end = ends.into_iter().min().unwrap_or(text_after.len());
    let mut from = start;
    let mut container = text_after[..end].trim_end_matches([' ', ',', '.', ';', ':', '(']);
    // "(2004). A book of mentors. (pp. 1-9)": the year stood before the title.
    if container.is_empty()
        && let Some(date) = &source.date
    {
        let rest = &text[date.end..];
        let title = rest.trim_start_matches([')', '.', ' ']);
        from = date.end + (rest.len() - title.len());
        let stop = title
            .find(['(', '['])
            .into_iter()
            .chain(title.find(". "))
            .min()
            .unwrap_or(title.len());
        container = title[..stop].trim_end_matches([' ', '.']);
    }
    // "Journal of Homes 12, Winter 2007"
    if source.volume.is_none()
        && let Some((name, number)) = container.rsplit_once(' ')
        && number.len() < 4
        && number.bytes().all(|b| b.is_ascii_digit())
        && text[from + container.len()..].starts_with(',')
    {
        source.volume = Some(from + container.len() - number.len()..from + container.len());
        container = name.trim_end();
    }
    source.container = (!container.is_empty()).then(|| from..from + container.len());
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let source = parse(text);
        let get = |range: &Option<Range<usize>>| {
            range
                .clone()
                .map(|r| text[r].to_owned())
                .unwrap_or_default()
        };
        [
            get(&source.container),
            get(&source.volume),
            get(&source.issue),
            get(&source.pages),
            get(&source.date),
        ]
        .join("|")
    }

    #[test]
    fn citations_of_articles() {
        for (text, want) in [
            (
                "Ecohomes. 8(6):1048-1064, September 2015.",
                "Ecohomes|8|6|1048-1064|September 2015",
            ),
            (
                "Forest Homes & Management. 201(2-3):327-334, November 15, 2004.",
                "Forest Homes & Management|201|2-3|327-334|November 15, 2004",
            ),
            (
                "MOE'S Health & Fitness Journal January/February 2010;14(1):56",
                "MOE'S Health & Fitness Journal|14|1|56|January/February 2010",
            ),
            (
                "Acta Domestica November/December 2010;6:611-613",
                "Acta Domestica|6||611-613|November/December 2010",
            ),
            (
                "Journal of Home Studies 12, Winter 2007: 7-14.",
                "Journal of Home Studies|12||7-14|Winter 2007",
            ),
            (
                "Journal of Current Homes, 2013(1): 3-28.",
                "Journal of Current Homes|2013|1|3-28|",
            ),
            (
                "Hydrodomus. 2007 15 June; 433-441.",
                "Hydrodomus|||433-441|2007 15 June",
            ),
            (
                "Journal of Homes, vol. 12, no. 3, pp. 1-10, June 2009.",
                "Journal of Homes|12|3|1-10|June 2009",
            ),
            (
                "Journal of Homes. Vol.32(4), Aug 2008, pp. 123-134.",
                "Journal of Homes|32|4|123-134|Aug 2008",
            ),
            (
                "Homes. 12 (3) (pp 123-134), 2009. Date of Publication: June 2009.",
                "Homes|12|3|123-134|June 2009",
            ),
            (
                "Homes & Gardens. 12(3):123-34, 2009 Jan 5.",
                "Homes & Gardens|12|3|123-34|2009 Jan 5",
            ),
            (
                "Lancet of Homes. 373(9658):e12, 2009",
                "Lancet of Homes|373|9658|e12|2009",
            ),
            (
                "Journal of Orthopaedic Homes. ",
                "Journal of Orthopaedic Homes||||",
            ),
            (
                "Zoo Meetings Proceedings. 2005; 9pp..",
                "Zoo Meetings Proceedings||||2005",
            ),
            (
                "Key to homes. University of Homes, Oslo. [undated]: Unpaginated. http://homes.example/key [viewed 13 March, 2007]",
                "Key to homes. University of Homes, Oslo. [undated]: Unpaginated||||",
            ),
            (
                "Official Gazette of Homes. 1288(3), Nov. 16, 2004.",
                "Official Gazette of Homes|1288|3||Nov. 16, 2004",
            ),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn citations_of_chapters() {
        let text = "Moe, Rosa Maria [Editor, Reprint Author], Berg, Juan J. [Editor]. Methods in home analysis.:371-397, 2004. Series Information: Homes.";
        assert_eq!(read(text), "Methods in home analysis|||371-397|2004");
        let editors: Vec<&str> = parse(text).editors.into_iter().map(|r| &text[r]).collect();
        assert_eq!(editors, ["Moe, Rosa Maria ", "Berg, Juan J. "]);
        let book = "Moe, John [Ed]; Berg, Jane [Ed]. (2004). A book of mentors. (pp. 12-34). xii, 300 pp. Oslo: Home Press.";
        assert_eq!(read(book), "A book of mentors|||12-34|2004");
        assert_eq!(parse(book).publisher.map(|r| &book[r]), Some("Home Press"));
    }
}
