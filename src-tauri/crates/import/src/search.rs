//! What a search export says about the search: the database, the day, the search string.
//!
//! Some exports say so in lines before their records, most in a field of each record. Only
//! what stands there is taken: nothing is concluded from a file's name or format.

use crate::stream::Part;
use crate::{PlannedRecord, record_of};
use diglot_formats::FormatName;
use diglot_model::{DateField, Reference, ScalarField};
use diglot_text::calendar::month_number;
use diglot_text::tidy::tidy;
use std::collections::BTreeSet;

/// The search that an export came from, as far as it says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchTold {
    /// The database that was searched.
    pub database: Option<String>,
    /// The day of the search or of the export, ISO 8601.
    pub searched: Option<String>,
    /// The search as it was typed there.
    pub search: Option<String>,
}

/// How much of a text is looked at for lines about the search, in bytes.
const HEAD: usize = 16 * 1024;

/// How long a search may be, in bytes: systematic reviews have long ones.
const LONGEST: usize = 8 * 1024;

/// How many databases are named; files with more are no export of one search.
const DATABASES: usize = 3;

impl SearchTold {
    /// What the beginning of a text and the records read from it say.
    pub(crate) fn of(text: &str, format: Option<FormatName>, records: &[PlannedRecord]) -> Self {
        if matches!(
            format,
            // Around what is copied from a page stand the page's own words.
            None | Some(
                FormatName::Page
                    | FormatName::MirrorPage
                    | FormatName::Listing
                    | FormatName::Html
                    | FormatName::ReferenceStrings
            )
        ) {
            return Self::default();
        }
        let first = records.first().and_then(|r| record_of(&r.reference));
        let first = first.map_or(0, |range| range.start);
        let references = records.iter().map(|record| &record.reference);
        let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
        let before = &head[..head.floor_char_boundary(first.min(head.len()))];
        let mut told = of_lines(before);
        told.searched = told.searched.or_else(|| export_day(head));
        let (database, day) = of_records(references);
        told.database = told.database.or(database).or_else(|| exporter(head));
        told.searched = told.searched.or(day);
        told
    }
}

impl Part {
    /// What the first part of a file, with its text and format, says about a search.
    pub fn search(&self, text: &str, format: Option<FormatName>) -> SearchTold {
        SearchTold::of(text, format, &self.records)
    }
}

/// A line's label and what it says.
fn labelled(line: &str) -> Option<(String, &str)> {
    let at = line.find([':', '：'])?;
    let label = tidy(&line[..at]).to_lowercase();
    let value = line[at..].trim_start_matches([':', '：']).trim();
    (label.chars().count() <= 40).then_some((label, value))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Database,
    Day,
    Search,
}

fn label(words: &str) -> Option<Label> {
    Some(match words.trim_matches(['#', '*', '%', ' ', '【', '】']) {
        "database" | "databases" | "database(s)" | "db" | "data source" | "数据库"
        | "检索数据库" | "数据来源" | "来源数据库" => Label::Database,
        "date" | "export date" | "exported" | "exported on" | "date of export" | "search date"
        | "date of search" | "date searched" | "searched on" | "date run" | "last saved"
        | "检索时间" | "检索日期" | "导出时间" | "导出日期" | "下载时间" => {
            Label::Day
        }
        "search" | "query" | "search query" | "search string" | "search strategy"
        | "search history" | "search terms" | "searched for" | "your search" | "检索式"
        | "检索策略" | "检索表达式" | "检索词" | "检索条件" => Label::Search,
        _ => return None,
    })
}

/// What stands before the records.
fn of_lines(text: &str) -> SearchTold {
    let mut told = SearchTold::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((words, value)) = labelled(line) else {
            continue;
        };
        match label(&words) {
            Some(Label::Database) if !value.is_empty() => {
                told.database.get_or_insert_with(|| tidy(value));
            }
            Some(Label::Day) => told.searched = told.searched.or_else(|| day(value)),
            Some(Label::Search) => {
                let mut search = value.to_owned();
                // The lines of a strategy follow its label.
                while let Some(line) = lines.peek().map(|line| line.trim())
                    && search.len() < LONGEST
                    && labelled(line).is_none_or(|(words, _)| label(&words).is_none())
                {
                    let rule = !line.is_empty() && !line.contains(char::is_alphanumeric);
                    if (line.is_empty() || rule) && !search.is_empty() {
                        break;
                    }
                    if !line.is_empty() && !rule {
                        if !search.is_empty() {
                            search.push('\n');
                        }
                        search.push_str(line);
                    }
                    lines.next();
                }
                if !search.is_empty() {
                    told.search.get_or_insert(search);
                }
            }
            _ => {}
        }
    }
    told
}

/// What the records agree on: their databases, and the day on which they were looked at.
fn of_records<'r>(
    references: impl Iterator<Item = &'r Reference>,
) -> (Option<String>, Option<String>) {
    let (mut count, mut named) = (0, 0);
    let mut databases: Vec<&str> = Vec::new();
    let mut days = BTreeSet::new();
    for reference in references {
        count += 1;
        if let Some(database) = reference.scalar(ScalarField::Database) {
            named += 1;
            if !databases.contains(&database) && databases.len() <= DATABASES {
                databases.push(database);
            }
        }
        let accessed = reference.dates.get(&DateField::Accessed);
        days.insert(accessed.map(|date| date.to_string()));
    }
    let database = (count > 0 && named * 10 >= count * 9 && databases.len() <= DATABASES)
        .then(|| databases.join("; "));
    let mut days = days.into_iter();
    let day = match (days.next().flatten(), days.next()) {
        (Some(one), None) if one.len() == 10 => Some(one),
        _ => None,
    };
    (database, day)
}

/// The day that Scopus writes into each record, or behind its own name.
fn export_day(head: &str) -> Option<String> {
    let bytes = head.as_bytes();
    let label = b"export date:";
    let at = bytes
        .windows(label.len())
        .position(|window| window.eq_ignore_ascii_case(label))?;
    let rest = head[at + label.len()..].lines().next()?;
    day(rest.trim_matches(['"', '}', ',', ';', ' ']))
}

/// Who wrote the file, in the line in which Web of Science and Scopus say so.
fn exporter(head: &str) -> Option<String> {
    let head = head.trim_start_matches('\u{feff}');
    let first = head.lines().find(|line| !line.trim().is_empty())?.trim();
    if let Some(name) = first.strip_prefix("FN ") {
        let name = name.trim().trim_end_matches(" Export Format");
        let name = name.strip_prefix("Clarivate Analytics ").unwrap_or(name);
        let name = name.strip_prefix("Thomson Reuters ").unwrap_or(name);
        let name = name.trim_end_matches(['™', ' ']);
        return Some(
            if name == "ISI" {
                "Web of Science"
            } else {
                name
            }
            .to_owned(),
        );
    }
    (first == "Scopus").then(|| first.to_owned())
}

/// A day of the calendar: `2020-05-06`, `6 May 2020`, `May 6, 2020`, `2020年5月6日`.
fn day(text: &str) -> Option<String> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut month = None;
    let words = text.split(|c: char| !c.is_alphanumeric() || "年月日".contains(c));
    for word in words.filter(|word| !word.is_empty()).take(4) {
        if let Ok(number) = word.parse() {
            numbers.push(number);
        } else if let Some(number) = month_number(word) {
            month = Some(u32::from(number));
        }
    }
    let (year, month, day) = match (numbers.as_slice(), month) {
        ([day, year, ..], Some(month)) if *year > 31 => (*year, month, *day),
        ([year, day, ..], Some(month)) => (*year, month, *day),
        ([year, month, day, ..], None) if *year > 31 => (*year, *month, *day),
        _ => return None,
    };
    let fits =
        (1900..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Choices, ImportPlan};

    /// Database, day and search; empty where nothing is told.
    fn told(text: &str) -> [String; 3] {
        let mut plan = ImportPlan::default();
        plan.add("export".to_owned(), text.into(), &Choices::default());
        let SearchTold {
            database,
            searched,
            search,
        } = plan.captures[0].search.clone();
        [database, searched, search].map(Option::unwrap_or_default)
    }

    #[test]
    fn a_field_of_each_record() {
        let record = |n: usize, more: &str| {
            format!(
                "TY  - JOUR\nTI  - Lamps and light {n}\nAU  - Berg, Ida\nPY  - 2019\n{more}ER  - \n\n"
            )
        };
        let all = "DB  - Northaven Index\nY2  - 2024/03/01/\n";
        assert_eq!(
            told(&(record(1, all) + &record(2, all))),
            ["Northaven Index", "2024-03-01", ""]
        );
        let other = "DB  - Polar Abstracts\nY2  - 2024/03/02/\n";
        assert_eq!(
            told(&(record(1, all) + &record(2, other))),
            ["Northaven Index; Polar Abstracts", "", ""],
            "two databases, and no one day"
        );
        assert_eq!(told(&(record(1, all) + &record(2, "")))[0], "");
        assert_eq!(told(&record(1, "")), ["", "", ""]);
    }

    #[test]
    fn lines_before_the_records() {
        let text = "Database: Polar MEDLINE(R) ALL <1946 to April 30, 2020>\nSearch Strategy:\n\
            -------------------\n1     exp Lamps/ (1330)\n2     light.mp. (40)\n3     1 and 2 (12)\n\n\
            ***************************\n\nTY  - JOUR\nTI  - Lamps and light\nAU  - Berg, Ida\nER  - \n";
        assert_eq!(
            told(text),
            [
                "Polar MEDLINE(R) ALL <1946 to April 30, 2020>",
                "",
                "1     exp Lamps/ (1330)\n2     light.mp. (40)\n3     1 and 2 (12)"
            ]
        );
        let chinese = "检索数据库：某某数据库\n检索式：(题名:灯) AND (摘要:光)\n检索时间：2024年3月1日\n\n\
            TY  - JOUR\nTI  - 灯与光的研究\nAU  - 张会佳\nER  - \n";
        assert_eq!(
            told(chinese),
            ["某某数据库", "2024-03-01", "(题名:灯) AND (摘要:光)"]
        );
    }

    #[test]
    fn what_databases_write_of_themselves() {
        let scopus = "Scopus\nEXPORT DATE: 06 May 2020\n\n@ARTICLE{Berg2019,\nauthor={Berg, I.},\ntitle={Lamps and light},\nyear={2019}}\n";
        assert_eq!(told(scopus), ["Scopus", "2020-05-06", ""]);
        let notes = "TY  - JOUR\nTI  - Lamps and light\nAU  - Berg, I.\nN1  - Export Date: 6 May 2020\nDB  - Scopus\nER  - \n";
        assert_eq!(told(notes), ["Scopus", "2020-05-06", ""]);
        let wos = "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Berg, I\nTI Lamps and light\nSO LAMPS\nPY 2019\nER\n\nEF";
        assert_eq!(told(wos)[0], "Web of Science");
    }

    #[test]
    fn days_are_written_in_many_ways() {
        for text in [
            "2020-05-06",
            "6 May 2020",
            "May 6, 2020",
            "2020/5/6 10:11",
            "2020年5月6日",
        ] {
            assert_eq!(day(text).as_deref(), Some("2020-05-06"), "{text}");
        }
        for text in ["05/06/2020", "May 2020", "yesterday", "2020-13-01"] {
            assert!(day(text).is_none(), "{text}");
        }
    }

    #[test]
    fn prose_and_abstracts_tell_no_search() {
        let text = "TY  - JOUR\nTI  - Search: a play\nAB  - Database: we searched Embase. Query: lamps.\nAU  - Berg, Ida\nER  - \n";
        assert_eq!(told(text), ["", "", ""]);
    }
}
