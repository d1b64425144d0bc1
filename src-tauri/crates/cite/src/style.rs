//! Styles: those that come with the program, and files of the CSL project and of CSL-M.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::taxonomy::{Kind, Term, Variable};
use hayagriva::citationberg::{self, IndependentStyle, Locale, LocaleCode, Sort};
use roxmltree::{Document, Node};
use std::collections::HashMap;
use std::ops::Range;

mod substitutes;

/// A style that is ready to format.
#[derive(Debug, Clone)]
pub struct Style {
    title: String,
    /// Never empty. The last is for every language that no other names.
    pub(crate) layouts: Vec<LanguageLayout>,
    /// How the bibliography is sorted, when it is not in order of citation.
    pub(crate) sort: Option<Sort>,
}

/// A style with one of its layouts. CSL-M has a layout for each language or group of
/// languages, CSL has one.
#[derive(Debug, Clone)]
pub(crate) struct LanguageLayout {
    /// The languages it is for; empty when for all.
    pub(crate) languages: Vec<String>,
    /// The style, its bibliography unsorted.
    pub(crate) csl: IndependentStyle,
}

/// A style could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// The text is no XML.
    #[error("the style is no well-formed XML: {0}")]
    Xml(#[from] roxmltree::Error),
    /// The XML is no CSL style.
    #[error("the file is no CSL style: {0}")]
    Csl(String),
    /// The style formats citations in the text only.
    #[error("the style “{0}” has no bibliography, so it cannot format references")]
    NoBibliography(String),
    /// The style only points to another one, which does not come with the program.
    #[error("the style “{title}” is an alias of {parent}; use the file of that style")]
    Alias {
        /// The title of the alias.
        title: String,
        /// The id of the style that it points to.
        parent: String,
    },
    /// The style is larger or more deeply nested than any style needs to be.
    #[error("the style is too large or too deeply nested")]
    TooLarge,
    /// A macro uses itself.
    #[error("the macro “{0}” of the style uses itself")]
    Circular(String),
}

const MAX_BYTES: usize = 2_000_000;
const MAX_DEPTH: usize = 80;

impl Style {
    /// The name of [`Style::bundled`].
    pub const BUNDLED: &'static str = "gb-7714-2015-numeric";

    /// GB/T 7714-2015, numeric: the national standard of China for references.
    pub fn bundled() -> Self {
        Self::archived(ArchivedStyle::Gb77142015Numeric)
            .unwrap_or_else(|_| unreachable!("the style of GB/T 7714 has a bibliography"))
    }

    /// A style that comes with the program, by a short name (`apa`) or by the last part of
    /// its id in the repository of CSL styles.
    pub fn named(name: &str) -> Option<Self> {
        let by_id = || ArchivedStyle::by_id(&format!("http://www.zotero.org/styles/{name}"));
        let style = ArchivedStyle::by_name(name).or_else(by_id)?;
        Self::archived(style).ok()
    }

    /// The shortest names of the styles that come with the program, in alphabetical order.
    pub fn names() -> Vec<&'static str> {
        let mut names: Vec<&str> = ArchivedStyle::all()
            .iter()
            // A style of labels in the text; it has no bibliography.
            .filter(|style| **style != ArchivedStyle::Alphanumeric)
            .filter_map(|style| style.names().iter().copied().min_by_key(|name| name.len()))
            .collect();
        names.sort_unstable();
        names
    }

    /// Reads a style from its XML: CSL 1.0, or CSL-M with layouts by language.
    pub fn parse(csl_xml: &str) -> Result<Self, StyleError> {
        if csl_xml.len() > MAX_BYTES {
            return Err(StyleError::TooLarge);
        }
        let document = Document::parse(csl_xml)?;
        if depth(document.root_element()) > MAX_DEPTH {
            return Err(StyleError::TooLarge);
        }
        check_macros(document.root_element())?;
        let mut layouts = Vec::new();
        for (languages, xml) in split(csl_xml, &document) {
            let style = citationberg::Style::from_xml(&xml)
                .map_err(|error| StyleError::Csl(error.to_string()))?;
            match style {
                citationberg::Style::Independent(csl) => {
                    layouts.push(LanguageLayout { languages, csl });
                }
                citationberg::Style::Dependent(alias) => {
                    let parent = alias.parent_link.href;
                    return ArchivedStyle::by_id(&parent)
                        .ok_or_else(|| StyleError::Alias {
                            title: alias.info.title.value.clone(),
                            parent,
                        })
                        .and_then(Self::archived);
                }
            }
        }
        Self::new(layouts)
    }

    /// The style's own title.
    pub fn title(&self) -> &str {
        &self.title
    }

    fn archived(style: ArchivedStyle) -> Result<Self, StyleError> {
        match style.get() {
            citationberg::Style::Independent(csl) => Self::new(vec![LanguageLayout {
                languages: Vec::new(),
                csl,
            }]),
            citationberg::Style::Dependent(alias) => Err(StyleError::Alias {
                title: alias.info.title.value,
                parent: alias.parent_link.href,
            }),
        }
    }

    fn new(mut layouts: Vec<LanguageLayout>) -> Result<Self, StyleError> {
        let mut sort = None;
        for layout in &mut layouts {
            let Some(bibliography) = &mut layout.csl.bibliography else {
                return Err(StyleError::NoBibliography(
                    layout.csl.info.title.value.clone(),
                ));
            };
            sort = bibliography.sort.take();
            let elements = &mut bibliography.layout.elements;
            substitutes::name_like_parents(elements, &[]);
            for one in &mut layout.csl.macros {
                substitutes::name_like_parents(&mut one.children, &[]);
            }
        }
        let title = layouts
            .first()
            .map(|layout| layout.csl.info.title.value.clone())
            .ok_or_else(|| StyleError::Csl("it has no layout".to_owned()))?;
        Ok(Self {
            title,
            layouts,
            sort,
        })
    }

    /// The layout for a language, by its position.
    pub(crate) fn layout_for(&self, language: &str) -> usize {
        self.layouts
            .iter()
            .position(|l| l.languages.is_empty() || l.languages.iter().any(|l| l == language))
            .unwrap_or(self.layouts.len() - 1)
    }

    /// The style with the layout for all languages.
    pub(crate) fn main(&self) -> &IndependentStyle {
        &self.layouts[self.layouts.len() - 1].csl
    }

    /// The language that the style was written for.
    pub(crate) fn locale(&self) -> LocaleCode {
        let own = self.main().default_locale.clone();
        own.unwrap_or_else(LocaleCode::en_us)
    }

    /// The terms that the style overrides.
    pub(crate) fn terms(&self) -> &[Locale] {
        &self.main().locale
    }

    /// Whether an entry may depend on the others: a letter behind the year, a dash for
    /// the same author.
    pub(crate) fn compares_entries(&self) -> bool {
        let csl = self.main();
        csl.citation.disambiguate_add_year_suffix
            || csl
                .bibliography
                .as_ref()
                .is_some_and(|b| b.subsequent_author_substitute.is_some())
    }
}

fn depth(root: Node<'_, '_>) -> usize {
    let levels = root.descendants().filter(Node::is_element);
    levels.map(|n| n.ancestors().count()).max().unwrap_or(0)
}

/// Macros must not use themselves, not even by way of others: formatting would not end.
fn check_macros(root: Node<'_, '_>) -> Result<(), StyleError> {
    let uses: HashMap<&str, Vec<&str>> = root
        .children()
        .filter(|n| n.has_tag_name_local("macro"))
        .filter_map(|n| {
            let used = n.descendants().filter_map(|d| d.attribute("macro"));
            Some((n.attribute("name")?, used.collect()))
        })
        .collect();
    // Macros that are known to end, found from those that use no other upwards.
    let mut ending: Vec<&str> = Vec::new();
    loop {
        let before = ending.len();
        for (name, used) in &uses {
            let ends = |m: &&str| ending.contains(m) || !uses.contains_key(m);
            if !ending.contains(name) && used.iter().all(ends) {
                ending.push(name);
            }
        }
        if ending.len() == before {
            break;
        }
    }
    let mut circular: Vec<&&str> = uses.keys().filter(|m| !ending.contains(m)).collect();
    circular.sort_unstable();
    match circular.first() {
        Some(name) => Err(StyleError::Circular((**name).to_owned())),
        None => Ok(()),
    }
}

/// The style once for each layout of its bibliography, as CSL 1.0 has them: without the
/// other layouts, and without CSL-M's `institution`.
fn split(xml: &str, document: &Document<'_>) -> Vec<(Vec<String>, String)> {
    let layouts_of = |name: &str| -> Vec<Node<'_, '_>> {
        document
            .root_element()
            .children()
            .filter(|n| n.has_tag_name_local(name))
            .flat_map(|n| n.children())
            .filter(|n| n.has_tag_name_local("layout"))
            .collect()
    };
    let (cited, listed) = (layouts_of("citation"), layouts_of("bibliography"));
    let foreign = foreign(document);
    let others = |layouts: &[Node<'_, '_>], kept: usize| -> Vec<Edit> {
        let all = layouts.iter().enumerate();
        all.filter(|(i, _)| *i != kept)
            .map(|(_, n)| (n.range(), String::new()))
            .collect()
    };
    (0..listed.len().max(1))
        .map(|kept| {
            let mut edits = foreign.clone();
            edits.extend(others(&cited, cited.len().saturating_sub(1)));
            edits.extend(others(&listed, kept));
            // CSL has no languages of layouts.
            for layout in cited.last().into_iter().chain(listed.get(kept)) {
                let locales = layout.attributes().filter(|a| a.name() == "locale");
                edits.extend(locales.map(|a| (a.range(), String::new())));
            }
            let languages = listed
                .get(kept)
                .and_then(|n| n.attribute("locale"))
                .unwrap_or_default()
                .split_whitespace()
                .map(|l| l.split('-').next().unwrap_or(l).to_owned())
                .collect();
            (languages, edited(xml, edits))
        })
        .collect()
}

/// A place in the XML, and what is to stand there.
type Edit = (Range<usize>, String);

/// A field that no item has, for tests of fields that CSL 1.0 does not know.
const NEVER: &str = "annote";

/// What CSL 1.0 does not know: elements, terms, fields and types of CSL-M and of drafts of
/// CSL 1.1. Tests of them are tests that fail.
fn foreign(document: &Document<'_>) -> Vec<Edit> {
    fn known<T: serde::de::DeserializeOwned>(name: &str) -> bool {
        serde_json::from_value::<T>(name.into()).is_ok()
    }
    let mut edits = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let known_term = |n: Node<'_, '_>| n.attribute("name").is_some_and(known::<Term>);
        let unknown = match name {
            "institution" => true,
            "term" => !known_term(node),
            "terms" => !node.children().any(known_term),
            _ => false,
        };
        if unknown {
            edits.push((node.range(), String::new()));
            continue;
        }
        let test = matches!(name, "if" | "else-if");
        for attribute in node.attributes() {
            let words = attribute.value().split_whitespace();
            let kept: Vec<&str> = match attribute.name() {
                "variable" => words.filter(|word| known::<Variable>(word)).collect(),
                "type" if test => words.filter(|word| known::<Kind>(word)).collect(),
                "has-day" => {
                    let tested = format!("variable=\"{}\"", crate::item::HAS_DAY);
                    edits.push((attribute.range(), tested));
                    continue;
                }
                _ => continue,
            };
            if kept.len() == attribute.value().split_whitespace().count() {
                continue;
            }
            if !kept.is_empty() {
                edits.push((attribute.range_value(), kept.join(" ")));
            } else if test || name == "text" {
                edits.push((attribute.range(), format!("variable=\"{NEVER}\"")));
            } else {
                edits.push((node.range(), String::new()));
            }
        }
    }
    edits
}

/// A text with edits, which may stand in each other: the outer one counts.
fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, by) in edits {
        if range.start >= at {
            out.push_str(&text[at..range.start]);
            out.push_str(&by);
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// Names of elements, whatever their namespace.
trait LocalName {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl LocalName for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
