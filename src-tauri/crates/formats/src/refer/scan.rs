//! Tags and values of refer text, `%A Moe, Cathrine`, with their places.
//!
//! The scanner knows tags and records but not what a tag means, so that every dialect of
//! the format can use it.

use std::ops::Range;

/// A tag with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The character behind the percent sign; letters are upper case.
    pub(crate) tag: char,
    /// The field with its tag.
    pub(crate) range: Range<usize>,
    /// The value without surrounding white space; may span lines.
    pub(crate) value: Range<usize>,
    /// Whether an empty line stands before it.
    pub(crate) after_blank: bool,
}

/// Where a percent sign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the beginning of a line.
    Line,
    /// Behind white space.
    Spaced,
    /// Behind another character.
    Tight,
}

/// A percent sign that may be a tag's.
#[derive(Debug, Clone, Copy)]
struct Mark {
    tag: char,
    start: usize,
    value: usize,
    place: Place,
    /// Whether white space or the end of the text follows the tag.
    spaced: bool,
}

/// The fields of a text in its order.
///
/// A tag begins a line. Two things are forgiven: several names on one line, each under its
/// tag (`%A 甲%A 乙`), and whole records flattened on one line.
pub(crate) fn scan(text: &str) -> Vec<Field> {
    let marks = marks(text);
    let lined = on_lines(text, &marks);
    let mut inner: Vec<Mark> = Vec::new();
    for mark in marks
        .iter()
        .filter(|m| m.spaced && !m.tag.is_ascii_lowercase())
    {
        let another_name = || inner.last().is_some_and(|last| last.tag == mark.tag);
        if mark.place != Place::Tight || is_name(mark.tag) && another_name() {
            inner.push(*mark);
        }
    }
    let flat = inner.len() >= lined.len() + 3
        && inner.len() > 2 * lined.len()
        // A flattened record has another tag behind its type, on the same line.
        && inner
            .windows(2)
            .any(|pair| pair[0].tag == '0' && pair[1].place == Place::Spaced);
    let marks = if flat { inner } else { lined };
    let mut fields: Vec<Field> = Vec::with_capacity(marks.len());
    for (i, mark) in marks.iter().enumerate() {
        let end = marks.get(i + 1).map_or(text.len(), |next| next.start);
        let value = trimmed(text, mark.value.min(end)..end);
        let before = fields.last().map_or(0, |last| last.range.end);
        fields.push(Field {
            tag: mark.tag.to_ascii_uppercase(),
            range: mark.start..value.end.max(mark.value.min(end)),
            value,
            after_blank: has_blank_line(&text[before..mark.start]),
        });
    }
    fields
}

/// The fields of each record.
///
/// A record begins at its type, or its types. Where types are missing, or stand within the
/// records, an empty line with a title on both sides of it parts two records.
pub(crate) fn records(fields: Vec<Field>) -> Vec<Vec<Field>> {
    // Whether a title comes before the next type or empty line.
    let mut title_ahead = vec![false; fields.len()];
    let mut ahead = false;
    for (i, field) in fields.iter().enumerate().rev() {
        ahead = match field.tag {
            'T' => true,
            '0' => false,
            _ => ahead,
        };
        title_ahead[i] = ahead;
        if field.after_blank {
            ahead = false;
        }
    }
    let mut out: Vec<Vec<Field>> = Vec::new();
    let (mut has_type, mut has_title, mut types_only) = (false, false, false);
    for (i, field) in fields.into_iter().enumerate() {
        let begins = match field.tag {
            '0' => has_type && (!types_only || field.after_blank) || has_title && field.after_blank,
            _ => field.after_blank && has_title && title_ahead[i],
        };
        if begins || out.is_empty() {
            out.push(Vec::new());
            (has_type, has_title) = (false, false);
        }
        types_only = field.tag == '0' && (types_only || !has_type);
        has_type |= field.tag == '0';
        has_title |= field.tag == 'T';
        if let Some(last) = out.last_mut() {
            last.push(field);
        }
    }
    out
}

/// Tags whose values are names.
fn is_name(tag: char) -> bool {
    matches!(tag, 'A' | 'E' | 'H' | 'Y' | '?')
}

fn is_tag(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$&()*+<=>?@[]^~".contains(c)
}

fn marks(text: &str) -> Vec<Mark> {
    let mut out = Vec::new();
    for (start, sign) in text.match_indices(['%', '％']) {
        let after = start + sign.len();
        let mut rest = text[after..].chars();
        let Some(tag) = rest.next().filter(|c| is_tag(*c)) else {
            continue;
        };
        let next = rest.next();
        let spaced = next.is_none_or(char::is_whitespace);
        let place = place(&text[..start]);
        // `%+：` of VIP; `%A林` without the space.
        let colon = next.filter(|c| matches!(c, ':' | '：'));
        let glued = next.is_some_and(|c| !c.is_ascii() && c.is_alphabetic());
        let broken = place != Place::Tight && text[after + tag.len_utf8()..].starts_with("<br");
        if spaced || colon.is_some() || glued || broken {
            out.push(Mark {
                tag,
                start,
                value: after + tag.len_utf8() + colon.map_or(0, char::len_utf8),
                place,
                spaced,
            });
        }
    }
    out
}

fn place(before: &str) -> Place {
    let trimmed = before.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}', '\u{feff}']);
    if trimmed.is_empty() || trimmed.ends_with(['\n', '\r']) || break_at_end(trimmed).is_some() {
        Place::Line
    } else if trimmed.len() < before.len() {
        Place::Spaced
    } else {
        Place::Tight
    }
}

/// The length of the `<br>` that a text ends with.
fn break_at_end(text: &str) -> Option<usize> {
    ["<br>", "<br/>", "<br />"]
        .into_iter()
        .find(|b| text.ends_with(b))
        .map(str::len)
}

fn on_lines(text: &str, marks: &[Mark]) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    for mark in marks {
        let another_name = || {
            out.last().is_some_and(|last| {
                last.tag == mark.tag
                    && is_name(mark.tag)
                    && !text[last.value..mark.start].contains(['\n', '\r'])
            })
        };
        if mark.place == Place::Line || another_name() {
            out.push(*mark);
        }
    }
    out
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut slice = text[range.clone()].trim_end_matches(blank);
    while let Some(length) = break_at_end(slice) {
        slice = slice[..slice.len() - length].trim_end_matches(blank);
    }
    let start = range.start + (slice.len() - slice.trim_start_matches(blank).len());
    start..(range.start + slice.len()).max(start)
}

/// Whether a stretch between two fields holds an empty line.
fn has_blank_line(between: &str) -> bool {
    let feeds = between.matches('\n').count();
    let returns = between.matches('\r').count();
    feeds.max(returns) > 1 || between.matches("<br").count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Vec<(char, &str)> {
        scan(text)
            .into_iter()
            .map(|f| (f.tag, &text[f.value]))
            .collect()
    }

    #[test]
    fn lines_and_continuations() {
        let text = "\u{feff}%0 Journal Article\r\n%A Moe, Cathrine\r\n%K peers\r\nhomes\r\n\r\n  %t In 20 %A of them\r\n%D\r\n%@ 1234-5678";
        assert_eq!(
            tags(text),
            [
                ('0', "Journal Article"),
                ('A', "Moe, Cathrine"),
                ('K', "peers\r\nhomes"),
                ('T', "In 20 %A of them"),
                ('D', ""),
                ('@', "1234-5678"),
            ]
        );
        let blank: Vec<bool> = scan(text).iter().map(|f| f.after_blank).collect();
        assert_eq!(blank, [false, false, false, true, false, false]);
    }

    #[test]
    fn several_names_on_a_line() {
        assert_eq!(
            tags("%0 Thesis\n%A 张三%A 李四 %A王五\n%T 题名\n%+:某大学\n%+：某医院"),
            [
                ('0', "Thesis"),
                ('A', "张三"),
                ('A', "李四"),
                ('A', "王五"),
                ('T', "题名"),
                ('+', "某大学"),
                ('+', "某医院"),
            ]
        );
    }

    #[test]
    fn what_is_no_tag() {
        assert_eq!(
            tags("%% a comment\n% A remark\n%20percent\n100%\n%E5%AD%A6"),
            []
        );
    }

    #[test]
    fn flattened_and_broken_records() {
        let lined = "%0 Book\n%A Moe, Cathrine\n%A Aas, Ola\n%T Homes\n%D 2019\n%I Press\n";
        let want = tags(lined);
        assert_eq!(want.len(), 6);
        assert_eq!(tags(&lined.replace('\n', " ")), want);
        let prose = "%0 Book\n%X so 5 %A and 6 %A and 7 %A and 8 %A and 9 %A of them";
        assert_eq!(tags(prose).len(), 2);
        assert_eq!(tags(&lined.replace('\n', "<br>")), want);
        assert_eq!(tags(&lined.replace('\n', "\r")), want);
        assert_eq!(tags(&lined.replace('%', "％")), want);
        assert_eq!(tags(&lined.replace("%A", "%a").replace("%T", "\t%t")), want);
    }

    fn split(text: &str) -> Vec<String> {
        let line = |record: Vec<Field>| record.into_iter().map(|f| f.tag).collect();
        records(scan(text)).into_iter().map(line).collect()
    }

    #[test]
    fn records_begin_at_types_and_behind_empty_lines() {
        assert_eq!(split("%0 Book\n%T A\n%0 Book\n%T B\n"), ["0T", "0T"]);
        assert_eq!(
            split("%A X\n%T A\n\n%A Y\n%T B\n\n\n%T C"),
            ["AT", "AT", "T"]
        );
        // An empty line within a value or a record parts nothing.
        assert_eq!(split("%0 Book\n%T A\n%X one\n\ntwo\n\n%D 2000\n"), ["0TXD"]);
        // A type that does not come first.
        assert_eq!(
            split("%T A\n%0 Book\n%D 1\n\n%T B\n%0 Book\n"),
            ["T0D", "T0"]
        );
        assert_eq!(split("no tags at all"), Vec::<String>::new());
    }

    #[test]
    fn long_lines_take_no_longer() {
        let names = "%A 张三".repeat(200_000);
        assert_eq!(scan(&names).len(), 200_000);
        let percents = "%".repeat(1_000_000) + &" ".repeat(1_000_000);
        assert!(scan(&percents).is_empty());
        let gaps = format!("x{}", "          %X".repeat(100_000));
        assert!(records(scan(&gaps)).is_empty());
    }
}
