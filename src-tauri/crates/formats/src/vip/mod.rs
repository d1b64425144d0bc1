//! The XML of VIP (`<ResourceList><PeriodicalPaper>`) and of NoteFirst
//! (`<Bibliographies><Bibliography>`), which VIP and Wanfang export.
//!
//! Both are read from their tags as they come; VIP closes `<Volume>` with `</Volum>`.

use crate::Reading;
use crate::labelled::part::Part;
use crate::labelled::push;
use crate::labelled::record::Entry;
use std::ops::Range;

const VIP: &str = "vip-xml";
const NOTEFIRST: &str = "notefirst";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    (text.contains("<ResourceList") && text.contains("Paper")
        || text.contains("<PeriodicalPaper") && text.contains("<Creators>"))
    .then(|| (98, "XML of VIP: ResourceList".to_owned()))
}

/// Scores a text for NoteFirst.
pub(crate) fn detect_notefirst(text: &str) -> Option<(u8, String)> {
    (text.contains("<Bibliographies") || text.contains("<PrimaryTitle"))
        .then_some(())
        .filter(|()| text.contains("<Bibliography") && text.contains("<PrimaryTitle"))
        .map(|()| (98, "XML of NoteFirst: Bibliographies".to_owned()))
}

/// Reads all records of VIP's XML.
pub(crate) fn read(text: &str) -> Reading {
    read_xml(text, VIP, |name| {
        matches!(
            name,
            "periodicalpaper"
                | "thesispaper"
                | "conferencepaper"
                | "patent"
                | "standard"
                | "nstlhypaper"
                | "nstlqkpaper"
                | "oapaper"
                | "bookpaper"
                | "cstad"
        )
    })
}

/// Reads all records of NoteFirst's XML.
pub(crate) fn read_notefirst(text: &str) -> Reading {
    read_xml(text, NOTEFIRST, |name| name == "bibliography")
}

/// The start of the last record of a text of which more may follow.
pub(crate) fn cut_notefirst(text: &str) -> Option<usize> {
    text.rfind("<Bibliography>").filter(|at| *at > 0)
}

/// An open element.
struct Open<'t> {
    name: String,
    raw: &'t str,
    lang: Option<&'t str>,
}

fn read_xml(text: &str, format: &'static str, is_record: fn(&str) -> bool) -> Reading {
    let mut reading = Reading::default();
    let mut stack: Vec<Open<'_>> = Vec::new();
    let mut record: Option<Vec<Entry<'_>>> = None;
    let mut depth = 0;
    let mut english = false;
    for token in Tokens::new(text) {
        match token {
            Token::Start { raw, lang, empty } => {
                let name = raw.to_ascii_lowercase();
                if record.is_none() && is_record(&name) {
                    record = Some(vec![Entry {
                        part: Part::Kind,
                        name: raw,
                        value: crate::lines::range_in(text, raw),
                    }]);
                    depth = stack.len();
                }
                if matches!(name.as_str(), "title" | "abstract" | "keyword") {
                    english = lang.is_some_and(is_english);
                }
                if !empty {
                    stack.push(Open { name, raw, lang });
                }
            }
            Token::End(raw) => {
                let name = raw.to_ascii_lowercase();
                let from = stack.len().saturating_sub(16);
                let known = stack[from..]
                    .iter()
                    .rposition(|o| o.name == name || near(&o.name, &name));
                if let Some(at) = known {
                    stack.truncate(from + at);
                }
                if stack.len() <= depth
                    && is_record(&name)
                    && let Some(entries) = record.take()
                {
                    push(text, format, &entries, &mut reading);
                }
            }
            Token::Text(range) => {
                let Some(entries) = record.as_mut() else {
                    continue;
                };
                let path: Vec<&str> = stack[depth.min(stack.len())..]
                    .iter()
                    .map(|o| o.name.as_str())
                    .collect();
                let value = &text[range.clone()];
                if path.ends_with(&["title", "language"])
                    || path.ends_with(&["abstract", "language"])
                {
                    english = is_english(value.trim());
                    continue;
                }
                let lang = stack.iter().rev().find_map(|o| o.lang);
                let own = english
                    && path
                        .iter()
                        .any(|name| matches!(*name, "title" | "abstract"));
                let english = own || lang.is_some_and(is_english);
                let Some(part) = part(&path, english) else {
                    continue;
                };
                entries.push(Entry {
                    part,
                    name: stack.last().map_or("", |o| o.raw),
                    value: range,
                });
            }
        }
    }
    if let Some(entries) = record {
        push(text, format, &entries, &mut reading);
    }
    reading
}

/// VIP's `<Volume>…</Volum>`.
fn near(open: &str, close: &str) -> bool {
    open.starts_with(close) && open.len() == close.len() + 1
}

fn is_english(lang: &str) -> bool {
    lang.to_ascii_lowercase().starts_with("en")
}

/// What the text of an element is, by the elements around it.
fn part(path: &[&str], english: bool) -> Option<Part> {
    let last = *path.last()?;
    let above = path.len().checked_sub(2).map_or("", |at| path[at]);
    Some(match (above, last) {
        ("title", "text") | ("primarytitle" | "titles", "title") if !english => Part::Title,
        ("title", "text") | ("primarytitle" | "titles" | "translatedtitle", "title") => {
            Part::TranslatedTitle
        }
        (_, "translatedtitle" | "titleen") => Part::TranslatedTitle,
        (_, "fullname") | ("creator", "name") if !english => Part::Author,
        (_, "fullname") | ("creator", "name" | "nameen") => Part::TranslatedAuthor,
        (_, "organization" | "organ") => Part::Address,
        ("medium", "media") if english => Part::TranslatedContainer,
        ("medium", "media") | ("periodical", "name") | (_, "source") => Part::Container,
        ("periodical", "nameen") => Part::TranslatedContainer,
        ("conference", "name") => Part::Event,
        ("conference", "date") => Part::EventDate,
        ("conference", "locus") => Part::EventPlace,
        ("conference", "convener") => Part::Organiser,
        ("keywords", "keyword") if english => Part::TranslatedKeywords,
        ("keywords", "keyword") => Part::Keywords,
        ("abstract", "text") | (_, "abstract") if english => Part::TranslatedAbstract,
        ("abstract", "text") | (_, "abstract") => Part::Abstract,
        ("clc" | "bibliography", "code") => Part::Clc,
        (_, "tutor") => Part::Supervisor,
        (_, "school") => Part::School,
        (_, "degree") => Part::Degree,
        (_, "stancode" | "patentcode" | "publicationno") => Part::Number,
        (_, "issn") => Part::Issn,
        (_, "isbn") => Part::Isbn,
        (_, "publishdate" | "issuedate" | "publicationdate") => Part::Date,
        (_, "year") => Part::Year,
        (_, "volum" | "volume") => Part::Volume,
        (_, "issue") => Part::Issue,
        (_, "page" | "pagenum" | "pagescope" | "pages") => Part::Pages,
        (_, "publisher") => Part::Publisher,
        (_, "doi") => Part::Doi,
        (_, "url" | "link") => Part::Url,
        (_, "language") if path.len() <= 2 => Part::Language,
        ("bibliography", "type") => Part::Kind,
        (_, "id") if path.len() <= 2 => Part::Accession,
        (_, "major" | "fund") => Part::Other,
        (_, "datasource") => Part::Database,
        _ => return None,
    })
}

enum Token<'t> {
    Start {
        raw: &'t str,
        lang: Option<&'t str>,
        empty: bool,
    },
    End(&'t str),
    /// A text or the inside of a CDATA section; never blank.
    Text(Range<usize>),
}

struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn text_token(&self, from: usize, to: usize) -> Option<Token<'t>> {
        let trimmed = self.text[from..to].trim();
        (!trimmed.is_empty()).then(|| Token::Text(crate::lines::range_in(self.text, trimmed)))
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        const CDATA: &str = "<![CDATA[";
        loop {
            let rest = self.text.get(self.at..)?;
            if rest.is_empty() {
                return None;
            }
            let from = self.at;
            if let Some(inner) = rest.strip_prefix(CDATA) {
                let end = inner.find("]]>").unwrap_or(inner.len());
                let start = from + CDATA.len();
                self.at = (start + end + 3).min(self.text.len());
                if let Some(token) = self.text_token(start, start + end) {
                    return Some(token);
                }
                continue;
            }
            if rest.starts_with('<') {
                let end = rest.find('>').unwrap_or(rest.len() - 1);
                self.at = from + end + 1;
                while !self.text.is_char_boundary(self.at) {
                    self.at += 1;
                }
                let inner = rest.get(1..end).unwrap_or_default();
                if inner.starts_with(['?', '!']) {
                    continue;
                }
                let name = |s: &'t str| -> &'t str {
                    s.split(|c: char| c.is_whitespace() || c == '/')
                        .next()
                        .unwrap_or_default()
                };
                if let Some(close) = inner.strip_prefix('/') {
                    return Some(Token::End(name(close)));
                }
                return Some(Token::Start {
                    raw: name(inner),
                    lang: lang_of(inner),
                    empty: inner.ends_with('/'),
                });
            }
            let end = rest.find('<').unwrap_or(rest.len());
            self.at = from + end;
            if let Some(token) = self.text_token(from, from + end) {
                return Some(token);
            }
        }
    }
}

/// The `Lang` of a start tag.
fn lang_of(tag: &str) -> Option<&str> {
    let at = tag.to_ascii_lowercase().find("lang=")?;
    let value = tag.get(at + 5..)?.trim_start_matches(['"', '\'']);
    value.split(['"', '\'', ' ', '/']).next()
}
