//! Lists in one cell: names, keywords, addresses.

use std::borrow::Cow;

/// The names of a cell that holds a list of people.
pub(super) fn people(cell: &str) -> Vec<Cow<'_, str>> {
    if let Some(items) = python_list(cell) {
        return items;
    }
    let split: Vec<&str> = if cell.contains([';', '；']) {
        split_outside(cell, &[';', '；'])
    } else if cell.contains(" / ") {
        // As CiNii lists them.
        cell.split(" / ").collect()
    } else if cell.contains(['\n', '|']) {
        cell.split(['\n', '|']).collect()
    } else if cell.contains(" and ") {
        cell.split(" and ").collect()
    } else {
        by_commas(cell)
    };
    split
        .into_iter()
        .map(|name| without_number(name.trim()))
        .filter(|name| !name.is_empty())
        .map(Cow::Borrowed)
        .collect()
}

/// Names between commas: `Holmes MM, Linaker C.`, `Liu R., Adler D.G.`, `Moe, C., Berg, J.`
/// or one name that is parted by its comma.
fn by_commas(cell: &str) -> Vec<&str> {
    let parts = split_outside(cell, &[',', '，', '、']);
    if diglot_text::script::has_han(cell) {
        return if parts.len() > 1 {
            parts
        } else {
            // 张三 李四 王五
            cell.split_whitespace().collect()
        };
    }
    if parts.len() < 2 {
        return vec![cell];
    }
    let initials = |part: &str| {
        let part = part.trim().trim_end_matches('.');
        !part.is_empty()
            && part.chars().filter(|c| c.is_alphabetic()).count() <= 4
            && part
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '.' | '-' | ' '))
    };
    let several = |part: &str| part.split_whitespace().count() > 1;
    // "Moe, C., Berg, J.A."
    if parts.len().is_multiple_of(2) && parts.iter().skip(1).step_by(2).all(|p| initials(p)) {
        return pairs(cell, &parts);
    }
    // One comma between two words parts a name: "Moe, Cathrine", "van der Berg, Jan".
    let two_names = parts.iter().all(|p| several(p));
    let most = parts.iter().filter(|p| several(p)).count() * 2 > parts.len();
    if (parts.len() == 2 && two_names) || (parts.len() > 2 && most) {
        return parts;
    }
    // "Moe, Cathrine, Berg, Jan"
    if parts.len() > 2 && parts.len().is_multiple_of(2) {
        return pairs(cell, &parts);
    }
    vec![cell]
}

/// Every two parts together, as they stand.
fn pairs<'a>(cell: &'a str, parts: &[&'a str]) -> Vec<&'a str> {
    parts
        .chunks(2)
        .map(|pair| {
            let start = crate::lines::range_in(cell, pair[0]).start;
            let end = crate::lines::range_in(cell, pair[pair.len() - 1]).end;
            &cell[start..end]
        })
        .collect()
}

/// `Wilson, Lauren N. (58975547800)` without Scopus' number.
fn without_number(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|n| n.rsplit_once('(')) {
        Some((name, number)) if number.len() > 4 && number.bytes().all(|b| b.is_ascii_digit()) => {
            name.trim_end()
        }
        _ => name,
    }
}

/// The words of a cell of keywords.
pub(super) fn keywords(cell: &str) -> Vec<Cow<'_, str>> {
    if let Some(items) = python_list(cell) {
        return items;
    }
    let separators: &[char] = if cell.contains([';', '；', '|', '\n']) {
        &[';', '；', '|', '\n']
    } else {
        &[',', '，', '、']
    };
    split_outside(cell, separators)
        .into_iter()
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(Cow::Borrowed)
        .collect()
}

/// Lines of a cell, or what stands between semicolons.
pub(super) fn lines(cell: &str) -> Vec<&str> {
    let parts = if cell.contains('\n') {
        cell.split('\n').collect()
    } else {
        split_outside(cell, &[';', '；'])
    };
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Splits at separators that stand in no brackets; a bracket that nothing closes is none.
pub(super) fn split_outside<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let balanced = text.matches(['(', '[', '（', '［']).count()
        == text.matches([')', ']', '）', '］']).count();
    let (mut depth, mut start, mut out) = (0_i32, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' | '［' if balanced => depth += 1,
            ')' | ']' | '）' | '］' if balanced => depth -= 1,
            c if depth <= 0 && separators.contains(&c) => {
                out.push(&text[start..i]);
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

/// The strings of a list as Python prints it: `['Marx, Karl', "O'Neill, A"]`.
fn python_list(cell: &str) -> Option<Vec<Cow<'_, str>>> {
    let inside = cell.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    if !inside.starts_with(['\'', '"']) {
        return inside.is_empty().then(Vec::new);
    }
    let mut items = Vec::new();
    let mut rest = inside;
    loop {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let (mut value, mut end) = (String::new(), None);
        let mut chars = rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => value.extend(chars.next().map(|(_, c)| c)),
                c if c == quote => {
                    end = Some(at + 1);
                    break;
                }
                c => value.push(c),
            }
        }
        let value = value.trim().to_owned();
        if !value.is_empty() {
            items.push(Cow::Owned(value));
        }
        rest = rest[end?..].trim_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => return rest.is_empty().then_some(items),
        }
        if rest.is_empty() {
            return Some(items);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cell: &str) -> String {
        people(cell).join(" / ")
    }

    #[test]
    fn lists_of_people() {
        for (cell, want) in [
            ("Moe C.A.; Berg J.", "Moe C.A. / Berg J."),
            (
                "Moe C.A., Berg J., Aas-Lie K.",
                "Moe C.A. / Berg J. / Aas-Lie K.",
            ),
            ("Moe CA, Berg J.", "Moe CA / Berg J."),
            ("Moe, C.A., Berg, J.", "Moe, C.A. / Berg, J."),
            ("Moe, Cathrine, Berg, Jan", "Moe, Cathrine / Berg, Jan"),
            ("Cathrine Moe, Jan Berg", "Cathrine Moe / Jan Berg"),
            ("Moe, Cathrine", "Moe, Cathrine"),
            ("van der Berg, Jan", "van der Berg, Jan"),
            ("Moe, Cathrine and Berg, Jan", "Moe, Cathrine / Berg, Jan"),
            (
                "Moe, Cathrine (12345678901); Berg, Jan (10987654321)",
                "Moe, Cathrine / Berg, Jan",
            ),
            (
                "['Moe, Cathrine', \"O'Lie, Jan\"]",
                "Moe, Cathrine / O'Lie, Jan",
            ),
            ("张会佳;欧阳修;", "张会佳 / 欧阳修"),
            ("张会佳，欧阳修", "张会佳 / 欧阳修"),
            ("山田, 太郎 / 鈴木, 花子", "山田, 太郎 / 鈴木, 花子"),
            ("张会佳 欧阳修", "张会佳 / 欧阳修"),
            ("Open Homes Group", "Open Homes Group"),
        ] {
            assert_eq!(of(cell), want, "{cell}");
        }
    }

    #[test]
    fn lists_of_keywords() {
        let of = |cell| keywords(cell).join(" / ");
        assert_eq!(of("homes; Work, Paid"), "homes / Work, Paid");
        assert_eq!(of("home (loss, cost), work"), "home (loss, cost) / work");
        assert_eq!(of("['a', 'b']"), "a / b");
        assert_eq!(of("smile :) , work"), "smile :) / work");
    }
}
