//! Authors as Chinese databases list them, with their romanised names.

use super::clean::clean;
use super::romanised::{latin_beside, latin_name, latin_order};
use crate::build::Builder;
use crate::people::is_ellipsis;
use diglot_model::{Contributor, ContributorRole, LanguageTag, Name, NameVariant, Sourced};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::script::{self, has_han, is_han};
use std::ops::Range;

/// Titles that stand behind names of supervisors and reporters; the longer ones first.
const TITLES: [&str; 12] = [
    "副教授",
    "教授",
    "副研究员",
    "助理研究员",
    "研究员",
    "高级工程师",
    "工程师",
    "副主任医师",
    "主任医师",
    "讲师",
    "院士",
    "老师",
];

/// A name with the numbers of its affiliations, and its romanised form.
type Listed = ((Range<usize>, Vec<u16>), Option<String>);

/// The names of a value, each a range of the text; "等" and the like say that there are
/// more.
#[derive(Debug)]
pub(crate) struct NameList {
    /// Each with the numbers of its affiliations, from 1.
    pub(crate) names: Vec<(Range<usize>, Vec<u16>)>,
    pub(crate) more: bool,
    /// The order of Latin names when nothing tells.
    pub(crate) order: NameOrder,
}

impl Default for NameList {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            more: false,
            order: NameOrder::GivenFirst,
        }
    }
}

impl NameList {
    /// Adds the names of a value.
    pub(crate) fn read(&mut self, text: &str, value: &Range<usize>) {
        let slice = &text[value.clone()];
        for part in split(slice) {
            let mut name = trim_marks(part);
            if is_ellipsis(name) {
                self.more = true;
                continue;
            }
            // `本报记者 陶某` is one person.
            for word in [
                "本报记者",
                "特约记者",
                "本报通讯员",
                "特约通讯员",
                "通讯员",
                "记者",
                "本刊记者",
                "实习记者",
            ] {
                if let Some(rest) = name.strip_prefix(word) {
                    name = rest.trim_start();
                }
            }
            for title in TITLES {
                if let Some(rest) = name.strip_suffix(title)
                    && (rest.is_empty() || rest.trim_end().chars().count() >= 2)
                {
                    name = rest.trim_end();
                    break;
                }
            }
            for word in ["主编", "编著", "编译", "著译", "译著", "等著", "等编"] {
                if let Some(rest) = name.strip_suffix(word)
                    && rest.trim_end().chars().count() >= 2
                    && has_han(rest)
                {
                    name = rest.trim_end();
                    break;
                }
            }
            // Behind a name of three characters it is no part of it.
            if let Some(rest) = name.strip_suffix(['著', '编', '撰'])
                && rest.chars().count() == 3
                && rest.chars().all(is_han)
            {
                name = rest;
            }
            // What is left of marks that the separators parted.
            if !name.chars().any(char::is_alphabetic) {
                continue;
            }
            for tail in ["等人", "等", ", et al.", " et al.", ", et al", " et al"] {
                // 马等 is nobody's name, but 张三等 says that there are more.
                if let Some(rest) = name.strip_suffix(tail)
                    && (tail.starts_with([',', ' ']) || rest.chars().count() >= 2 && has_han(rest))
                {
                    self.more = true;
                    name = trim_marks(rest);
                    break;
                }
            }
            let at = crate::lines::range_in(text, name);
            let behind = crate::lines::range_in(text, part).end;
            let marks = text[at.end..behind]
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|n| n.parse().ok())
                .collect();
            self.names.push((at, marks));
        }
    }
}

/// Splits a list of names at the separator that it uses.
fn split(list: &str) -> Vec<&str> {
    let separators: &[char] = if list.contains([';', '；']) {
        &[';', '；', '\n', '\r']
    } else if list.contains(['\n', '\r']) {
        &['\n', '\r']
    } else if is_comma_list(list) {
        &[',', '，', '、']
    } else if list.contains('|') {
        &['|']
    } else if let Some(words) = spaced_han(list) {
        return words;
    } else {
        &[]
    };
    if separators.is_empty() {
        return vec![list];
    }
    outside_brackets(list, separators)
}

/// Commas part Han names, and Latin ones of several words each; `Smith, John` is one name.
fn is_comma_list(list: &str) -> bool {
    if list.contains('、') {
        return true;
    }
    let parts: Vec<&str> = list.split([',', '，']).map(str::trim).collect();
    if parts.len() < 2 {
        return false;
    }
    if has_han(list) {
        return parts.iter().all(|p| {
            !p.contains(char::is_alphabetic) || has_han(p) || p.split_whitespace().count() > 1
        });
    }
    let hangul = |p: &&str| {
        (2..=4).contains(&p.chars().count()) && p.chars().all(|c| ('가'..='힣').contains(&c))
    };
    parts.len() > 2
        || parts.iter().all(hangul)
        || parts.iter().all(|p| p.split_whitespace().count() > 1)
}

/// `张三 李四 王小五`: Han names with nothing but spaces between them. `张 三` is one name.
fn spaced_han(list: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = list.split_whitespace().collect();
    let is_name = |w: &&str| {
        let bare = trim_marks(w);
        (2..=4).contains(&bare.chars().count()) && bare.chars().all(is_han)
    };
    let is_list = words.len() > 1 && words.iter().all(is_name);
    is_list.then_some(words)
}

fn outside_brackets<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    let (mut depth, mut start, mut out) = (0u32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '[' | '(' | '［' | '（' => depth += 1,
            ']' | ')' | '］' | '）' => depth = depth.saturating_sub(1),
            c if separators.contains(&c) && (depth == 0 || matches!(c, ';' | '；')) => {
                out.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

/// A name without its marks of affiliations, its number and what stands in brackets
/// behind it: `郝某[1,2]`, `李某1,2`, `(通讯作者)`.
fn trim_marks(name: &str) -> &str {
    let mut name = name.trim();
    loop {
        let before = name;
        name = name
            .trim_end_matches(|c: char| {
                c.is_whitespace()
                    || matches!(
                        c,
                        ',' | '，' | ';' | '；' | '*' | '#' | '△' | '▲' | '☆' | '★' | '†' | '、'
                    )
            })
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | '，' | '*' | '、')
            });
        if name.chars().next().is_some_and(is_han) {
            name = name.trim_end_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁴'..='⁹' | '~')
            });
        }
        for (open, close) in [('[', ']'), ('［', '］'), ('(', ')'), ('（', '）')] {
            let inner = name.strip_suffix(close).and_then(|rest| {
                rest.rfind(open)
                    .map(|at| (at, &rest[at + open.len_utf8()..]))
            });
            if let Some((at, inner)) = inner
                && at > 0
                && is_mark(inner)
            {
                name = &name[..at];
            }
        }
        if name == before {
            return name;
        }
    }
}

/// What stands in brackets behind a name and is none of it.
fn is_mark(inner: &str) -> bool {
    let inner = inner.trim();
    inner.chars().all(|c| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '，' | ';' | '*' | '#' | '-')
    }) || matches!(
        inner,
        "综述" | "审校" | "编译" | "执笔" | "整理" | "审核" | "校" | "译"
    ) || ["作者", "导师", "指导"].iter().any(|w| inner.contains(w))
}

impl NameList {
    /// Adds the names to a reference in a role. Where the list has as many romanised names
    /// as Han ones, or each name stands with its romanised form, both are one person's.
    pub(crate) fn add(&self, builder: &mut Builder<'_>, text: &str, role: ContributorRole) {
        let first = builder.reference.contributors.len();
        let mut main: Vec<Listed> = Vec::new();
        let mut others: Vec<String> = Vec::new();
        let han = self
            .names
            .iter()
            .filter(|(n, _)| has_han(&text[n.clone()]))
            .count();
        let mixed = han > 0 && han * 2 == self.names.len();
        for (range, marks) in &self.names {
            let slice = &text[range.clone()];
            if let Some((name, romanised)) = both_scripts(slice) {
                let at = crate::lines::range_in(text, name);
                main.push(((at, marks.clone()), Some(clean(romanised))));
            } else if mixed && !has_han(slice) {
                others.push(clean(slice));
            } else {
                main.push(((range.clone(), marks.clone()), None));
            }
        }
        let ranges: Vec<_> = main.iter().map(|(range, _)| range.clone()).collect();
        builder.authors(&ranges, self.order);
        let added = &mut builder.reference.contributors[first..];
        let latin: Vec<String> = main
            .iter()
            .map(|((r, _), _)| clean(&text[r.clone()]))
            .collect();
        let order = latin_order(&latin, self.order);
        for (contributor, name) in added.iter_mut().zip(&latin) {
            contributor.role = role;
            if !has_han(name) {
                contributor.names[0].name = latin_name(name, order);
            } else if is_foreign(name) || name.contains(['·', '•', '.']) || is_institution(name)
            {
                contributor.names[0].name = Name::literal(name.clone());
            }
        }
        let inline: Vec<String> = main.into_iter().filter_map(|(_, r)| r).collect();
        if inline.len() == added.len() {
            pair(added, &inline);
        } else if !others.is_empty() {
            pair(added, &others);
        }
        if self.more && role == ContributorRole::Author {
            builder.reference.contributors_complete = false;
        }
    }

    /// Adds the names as the other form of those that are there already, when there are as
    /// many; tells whether there were.
    pub(crate) fn add_variants(
        &self,
        contributors: &mut [Sourced<Contributor>],
        text: &str,
    ) -> bool {
        let names: Vec<String> = self
            .names
            .iter()
            .map(|(r, _)| clean(&text[r.clone()]))
            .collect();
        let same = !names.is_empty() && names.len() == contributors.len();
        if same {
            pair(contributors, &names);
        }
        same
    }
}

/// Puts the n-th name beside the n-th contributor's.
fn pair(contributors: &mut [Sourced<Contributor>], names: &[String]) {
    let order = latin_order(names, NameOrder::GivenFirst);
    for (contributor, name) in contributors.iter_mut().zip(names) {
        let parsed = if has_han(name) {
            parse_name(name, NameOrder::FamilyFirst)
        } else {
            let known = contributor.name().map(Name::family).unwrap_or_default();
            latin_beside(name, order, &known)
        };
        if contributor.names.iter().any(|n| n.name == parsed) {
            continue;
        }
        let lang = if has_han(name) {
            script::language_of(name)
        } else {
            LanguageTag::EN
        };
        contributor.names.push(NameVariant {
            lang: Some(lang),
            name: parsed,
        });
    }
}

/// `许雅 XU Ya`, `许雅(XU Ya)`: a Han name with its romanised form.
fn both_scripts(name: &str) -> Option<(&str, &str)> {
    let end = name.find(|c: char| !is_han(c) && c != '·')?;
    let (han, rest) = name.split_at(end);
    let romanised = rest.trim_matches(|c: char| c.is_whitespace() || "()（）[]/,，".contains(c));
    let is_name = romanised.split_whitespace().count() >= 2
        && romanised
            .chars()
            .all(|c| c.is_alphabetic() || c.is_whitespace() || "-.'’,".contains(c))
        && !has_han(romanised);
    (han.chars().count() >= 2 && is_name).then_some((han, romanised))
}

/// `江州大学` has the length of a person's name.
fn is_institution(name: &str) -> bool {
    let words = [
        "大学",
        "学院",
        "学校",
        "医院",
        "公司",
        "中心",
        "学会",
        "协会",
        "研究所",
        "编辑部",
        "委员会",
        "出版社",
        "集团",
        "银行",
    ];
    name.chars().count() >= 4 && words.iter().any(|w| name.ends_with(w))
}

/// Han names of more than four characters that are no organisation's are transcribed.
fn is_foreign(name: &str) -> bool {
    name.chars().filter(|c| is_han(*c)).count() > 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &str) -> (Vec<String>, bool) {
        let mut out = NameList::default();
        out.read(list, &(0..list.len()));
        (
            out.names
                .iter()
                .map(|(r, _)| list[r.clone()].to_owned())
                .collect(),
            out.more,
        )
    }

    #[test]
    fn lists_of_names() {
        for (list, want) in [
            ("林甲;赵乙;", vec!["林甲", "赵乙"]),
            ("林甲;;赵乙", vec!["林甲", "赵乙"]),
            ("林甲,赵乙，孙丙丙", vec!["林甲", "赵乙", "孙丙丙"]),
            ("林甲[1,2];赵乙[1]", vec!["林甲", "赵乙"]),
            ("  林甲;   赵乙", vec!["林甲", "赵乙"]),
            ("林甲1,2，赵乙1*", vec!["林甲", "赵乙"]),
            ("林甲 赵乙乙", vec!["林甲", "赵乙乙"]),
            ("林 甲", vec!["林 甲"]),
            ("Smith, John;Doe, Jane;", vec!["Smith, John", "Doe, Jane"]),
            ("Smith, John", vec!["Smith, John"]),
            ("A Bee, C Dee", vec!["A Bee", "C Dee"]),
            ("某某学会肿瘤专业委员会", vec!["某某学会肿瘤专业委员会"]),
        ] {
            assert_eq!(names(list).0, want, "{list}");
        }
        assert_eq!(
            names("林甲;赵乙;等"),
            (vec!["林甲".into(), "赵乙".into()], true)
        );
        assert_eq!(
            names("林甲,赵乙等"),
            (vec!["林甲".into(), "赵乙".into()], true)
        );
    }
}
