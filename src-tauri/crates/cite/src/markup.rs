//! Entries in other markup than HTML, from their HTML: text, four tags, four characters.

use crate::CitedItem;

/// What an entry can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Plain text.
    Text,
    /// HTML: text with `i`, `b`, `sup` and `sub`.
    Html,
    /// Markdown (CommonMark).
    Markdown,
    /// LaTeX.
    Latex,
    /// Typst.
    Typst,
}

impl CitedItem {
    /// The entry in some markup.
    pub fn in_markup(&self, markup: Markup) -> String {
        match markup {
            Markup::Text => self.text.clone(),
            Markup::Html => self.html.clone(),
            Markup::Markdown => translated(&self.html, markdown_tag, markdown_char),
            Markup::Latex => translated(&self.html, latex_tag, latex_char),
            Markup::Typst => translated(&self.html, typst_tag, typst_char),
        }
    }
}

/// Writes each tag and each character of HTML in other words. A character is handed in
/// with the one before it, none at the beginning.
fn translated(
    html: &str,
    tag: fn(&str, bool) -> &'static str,
    write: fn(char, Option<char>, &mut String),
) -> String {
    let mut out = String::with_capacity(html.len() + 16);
    let mut rest = html;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some(end) = rest.find('>')
        {
            let name = &rest[1..end];
            let (name, opens) = match name.strip_prefix('/') {
                Some(name) => (name, false),
                None => (name, true),
            };
            out.push_str(tag(name, opens));
            rest = &rest[end + 1..];
            continue;
        }
        let entity = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
        ]
        .into_iter()
        .find(|(entity, _)| rest.starts_with(entity));
        let (length, c) = entity.map_or((c.len_utf8(), c), |(entity, c)| (entity.len(), c));
        write(c, before, &mut out);
        before = Some(c);
        rest = &rest[length..];
    }
    out
}

fn markdown_tag(name: &str, opens: bool) -> &'static str {
    match (name, opens) {
        ("i", _) => "*",
        ("b", _) => "**",
        ("sup", true) => "<sup>",
        ("sup", false) => "</sup>",
        ("sub", true) => "<sub>",
        ("sub", false) => "</sub>",
        _ => "",
    }
}

fn markdown_char(c: char, before: Option<char>, out: &mut String) {
    let marks_a_block = before.is_none() && matches!(c, '#' | '+' | '-' | '=' | '>');
    if matches!(
        c,
        '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '&' | '~' | '|'
    ) || marks_a_block
    {
        out.push('\\');
    }
    out.push(c);
}

fn latex_tag(name: &str, opens: bool) -> &'static str {
    match (name, opens) {
        ("i", true) => "\\textit{",
        ("b", true) => "\\textbf{",
        ("sup", true) => "\\textsuperscript{",
        ("sub", true) => "\\textsubscript{",
        (_, true) => "",
        (_, false) => "}",
    }
}

fn latex_char(c: char, before: Option<char>, out: &mut String) {
    match c {
        '\\' => out.push_str("\\textbackslash{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
            out.push('\\');
            out.push(c);
        }
        // Two hyphens would be joined to a dash.
        '-' if before == Some('-') => out.push_str("{}-"),
        _ => out.push(c),
    }
}

fn typst_tag(name: &str, opens: bool) -> &'static str {
    match (name, opens) {
        ("i", true) => "#emph[",
        ("b", true) => "#strong[",
        ("sup", true) => "#super[",
        ("sub", true) => "#sub[",
        (_, true) => "",
        (_, false) => "]",
    }
}

fn typst_char(c: char, before: Option<char>, out: &mut String) {
    let marks_a_block = before.is_none() && matches!(c, '=' | '-' | '+' | '/');
    let joins = before == Some(c) && matches!(c, '-' | '.' | '/');
    if matches!(
        c,
        '\\' | '*' | '_' | '`' | '$' | '#' | '[' | ']' | '<' | '>' | '@' | '~' | '"' | '\''
    ) || marks_a_block
        || joins
    {
        out.push('\\');
    }
    out.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> CitedItem {
        CitedItem {
            id: String::new(),
            text: "# A_1 & H2O <cm2> [J]. Lamps, 2020: 5--7 50% $x~".to_owned(),
            html: "# A_1 &amp; H<sub>2</sub>O &lt;cm<sup>2</sup>&gt; [J]. <i>Lamps</i>, <b>2020</b>: 5--7 50% $x~"
                .to_owned(),
        }
    }

    #[test]
    fn each_markup_keeps_its_own_characters_apart() {
        let said = |markup| entry().in_markup(markup);
        assert_eq!(said(Markup::Text), entry().text);
        assert_eq!(said(Markup::Html), entry().html);
        assert_eq!(
            said(Markup::Markdown),
            r"\# A\_1 \& H<sub>2</sub>O \<cm<sup>2</sup>> \[J\]. *Lamps*, **2020**: 5--7 50% $x\~"
        );
        assert_eq!(
            said(Markup::Latex),
            r"\# A\_1 \& H\textsubscript{2}O <cm\textsuperscript{2}> [J]. \textit{Lamps}, \textbf{2020}: 5-{}-7 50\% \$x\textasciitilde{}"
        );
        assert_eq!(
            said(Markup::Typst),
            r"\# A\_1 & H#sub[2]O \<cm#super[2]\> \[J\]. #emph[Lamps], #strong[2020]: 5-\-7 50% \$x\~"
        );
    }
}
