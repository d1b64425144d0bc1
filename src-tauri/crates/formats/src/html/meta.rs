//! `<meta>` tags: Highwire's and Google Scholar's `citation_*`, bepress, eprints, PRISM,
//! Dublin Core, and as a last resort those of any page.

use super::fields::{KEYWORDS, PEOPLE, STRONG, WEAK};
use super::tags::{Meta, Page};
use crate::zotero_json::{Creator, Item};
use crate::zotero_rdf::kind_of_word;
use diglot_model::{Contributor, Origin, Reference};
use diglot_text::names::{NameOrder, decide_order, parse_name};
use diglot_text::script::{has_han, language_of};
use diglot_text::tidy::tidy;

/// What the tags of a page say; `None` when they name no work. `weak` asks for what any
/// page says.
pub(super) fn item(page: &Page<'_>, weak: bool) -> Option<Item> {
    let mut item = Item::new("");
    for (field, names) in if weak { WEAK } else { STRONG } {
        put(&mut item, page, field, names);
    }
    item.fields.iter().find(|(f, ..)| f == "title")?;
    if weak {
        weak_kind(page).clone_into(&mut item.kind);
        return Some(item);
    }
    kind(page).clone_into(&mut item.kind);
    pages(&mut item, page);
    identifiers(&mut item, page);
    for (role, names) in PEOPLE {
        people(&mut item, page, role, names);
    }
    keywords(&mut item, page);
    let online = page.named("citation_online_date").next();
    let issued = item.fields.iter().any(|(f, ..)| f == "date");
    if let (Some(online), true) = (online, issued) {
        let taken = item
            .fields
            .iter()
            .any(|(f, v, _)| f == "date" && *v == online.value);
        if !taken {
            item.fields.push((
                "availableDate".to_owned(),
                online.value.clone(),
                online.range.clone(),
            ));
        }
    }
    Some(item)
}

/// The values of the best name. Titles and abstracts may stand in several languages, one
/// tag each, under several names.
fn put(item: &mut Item, page: &Page<'_>, field: &str, names: &[&str]) {
    let in_languages = matches!(field, "title" | "abstractNote");
    let several = matches!(field, "ISSN" | "ISBN" | "publicationTitle");
    let mut taken: Vec<diglot_model::LanguageTag> = Vec::new();
    for name in names {
        let mut found = false;
        for meta in page.named(name) {
            let lang = language_of(&meta.value);
            if !several && taken.iter().any(|t| t.same_language(&lang)) {
                continue;
            }
            // "Journal of X; Vol 3, No 2": a source that is a citation is no title.
            if *name == "dc.source" && !is_container(&meta.value) {
                continue;
            }
            item.fields
                .push((field.to_owned(), meta.value.clone(), meta.range.clone()));
            taken.push(lang);
            found = true;
            if !in_languages && !several {
                return;
            }
        }
        let electronic = matches!(*name, "citation_issn" | "prism.issn");
        if found && !in_languages && !electronic {
            return;
        }
    }
}

fn is_container(source: &str) -> bool {
    !source.contains("://")
        && !source.contains(';')
        && !source.starts_with(|c: char| c.is_ascii_digit())
}

fn kind(page: &Page<'_>) -> &'static str {
    let has = |name: &str| page.named(name).next().is_some();
    let by_name = [
        ("citation_journal_title", "journalArticle"),
        ("citation_technical_report_institution", "report"),
        ("citation_conference_title", "conferencePaper"),
        ("citation_conference", "conferencePaper"),
        ("citation_inbook_title", "bookSection"),
        ("citation_book_title", "bookSection"),
        ("citation_dissertation_institution", "thesis"),
        ("citation_patent_number", "patent"),
    ];
    if let Some((_, kind)) = by_name.iter().find(|(name, _)| has(name)) {
        return kind;
    }
    let words = [
        "eprints.type",
        "dc.type",
        "dcterms.type",
        "prism.genre",
        "prism.aggregationtype",
        "citation_article_type",
    ];
    let stated = words
        .iter()
        .flat_map(|name| page.named(name))
        .find_map(|meta| kind_of_word(&meta.value));
    match stated {
        // "Text" of Dublin Core is said of everything.
        Some(kind) => kind,
        None if has("citation_isbn") => "book",
        None => "journalArticle",
    }
}

fn weak_kind(page: &Page<'_>) -> &'static str {
    let kind = page.named("og.type").next().map(|m| m.value.as_str());
    match kind {
        Some("book" | "books.book") => "book",
        Some("video.movie" | "video.other" | "video.episode") => "videoRecording",
        _ => "webpage",
    }
}

fn pages(item: &mut Item, page: &Page<'_>) {
    let first_of = |names: &[&'static str]| names.iter().find_map(|name| page.named(name).next());
    let whole = first_of(&[
        "citation_pages",
        "eprints.pagerange",
        "prism.pagerange",
        "bibo.pages",
        "dc.format.pagerange",
    ]);
    if let Some(meta) = whole {
        return item
            .fields
            .push(("pages".to_owned(), meta.value.clone(), meta.range.clone()));
    }
    let first = first_of(&[
        "citation_firstpage",
        "citation_first_page",
        "prism.startingpage",
        "bibo.pagestart",
        "dc.bibliographiccitation.stpage",
        "dc.bibliographiccitation.firstpage",
    ]);
    let last = first_of(&[
        "citation_lastpage",
        "citation_last_page",
        "prism.endingpage",
        "bibo.pageend",
        "dc.bibliographiccitation.endpage",
        "dc.bibliographiccitation.lastpage",
    ]);
    let number = first_of(&["citation_article_number", "citation_elocation_id"]);
    let (value, range) = match (first, last) {
        // Some sites give the whole range as the first page.
        (Some(a), Some(b)) if a.value != b.value && !a.value.contains(['-', '–']) => {
            (format!("{}-{}", a.value, b.value), a.range.clone())
        }
        (Some(one), _) => (one.value.clone(), one.range.clone()),
        _ => match number {
            Some(number) => (number.value.clone(), number.range.clone()),
            None => return,
        },
    };
    item.fields.push(("pages".to_owned(), value, range));
}

/// `DC.Identifier` may be anything.
fn identifiers(item: &mut Item, page: &Page<'_>) {
    let has = |item: &Item, field: &str| item.fields.iter().any(|(f, ..)| f == field);
    for meta in page
        .named("dc.identifier")
        .chain(page.named("dcterms.identifier"))
    {
        let value = meta.value.trim();
        let lower = value.to_lowercase();
        let field = if lower.contains("10.") && diglot_model::normalise_doi(value).is_some() {
            "DOI"
        } else if lower.starts_with("isbn") {
            "ISBN"
        } else if lower.starts_with("issn") {
            "ISSN"
        } else if lower.starts_with("http") {
            "url"
        } else {
            continue;
        };
        if !has(item, field) {
            item.fields
                .push((field.to_owned(), value.to_owned(), meta.range.clone()));
        }
    }
    let arxiv = page.named("citation_arxiv_id").next();
    if let Some(meta) = arxiv {
        let line = format!("arXiv: {}", meta.value);
        item.fields
            .push(("extra".to_owned(), line, meta.range.clone()));
    }
}

fn people(item: &mut Item, page: &Page<'_>, role: &str, names: &[&str]) {
    let Some(name) = names.iter().find(|name| page.named(name).next().is_some()) else {
        return;
    };
    let metas: Vec<&Meta> = page.named(name).collect();
    let parts: Vec<(&Meta, &str)> = metas
        .iter()
        .flat_map(|meta| {
            split(&meta.value)
                .into_iter()
                .map(move |part| (*meta, part))
        })
        .collect();
    let order = decide_order(
        parts
            .iter()
            .map(|(_, part)| *part)
            .filter(|p| !p.contains(',')),
        NameOrder::GivenFirst,
    );
    for (meta, part) in parts {
        if part.chars().any(char::is_alphanumeric) {
            item.creators.push(Creator {
                kind: role.to_owned(),
                name: parse_name(&recased(part), order),
                range: meta.range.clone(),
            });
        }
    }
}

/// Several names in one tag: between semicolons, or between commas where each part is whole.
fn split(value: &str) -> Vec<&str> {
    if value.contains([';', '；']) {
        return value
            .split([';', '；'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
    }
    if has_han(value) {
        return value
            .split([',', '，', '、'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
    }
    let parts: Vec<&str> = value
        .split(',')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let whole = parts.len() > 1 && parts.iter().take(2).all(|part| part.contains(' '));
    if whole { parts } else { vec![value.trim()] }
}

/// A name all in capitals is shouted, not spelled.
fn recased(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters > 4 && !has_han(name) && name.chars().all(|c| !c.is_lowercase());
    if !shouted {
        return tidy(name);
    }
    let mut out = String::with_capacity(name.len());
    let words: Vec<&str> = name.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        if word.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            out.push_str(word);
            continue;
        }
        let mut begins = true;
        for c in word.chars() {
            if begins {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            begins = !c.is_alphabetic();
        }
    }
    tidy(&out)
}

fn keywords(item: &mut Item, page: &Page<'_>) {
    let Some(name) = KEYWORDS
        .iter()
        .find(|name| page.named(name).next().is_some())
    else {
        return;
    };
    for meta in page.named(name) {
        let separators: &[char] = if meta.value.contains([';', '；']) {
            &[';', '；']
        } else {
            &[',', '，', '、']
        };
        for word in meta
            .value
            .split(separators)
            .map(tidy)
            .filter(|w| !w.is_empty())
        {
            item.tags.push((word, meta.range.clone()));
        }
    }
}

/// Names that stand in two scripts, all of one and then all of the other, are variants.
pub(super) fn pair_names(reference: &mut Reference) {
    let han = |c: &Contributor| c.name().is_some_and(|n| has_han(&n.family()));
    let authors = &reference.contributors;
    let first_is_han = authors.first().is_some_and(|c| han(c));
    let half = authors
        .iter()
        .take_while(|c| han(c) == first_is_han)
        .count();
    let rest = authors.len() - half;
    let same_role = authors.iter().all(|c| c.role == authors[0].role);
    if rest == 0
        || rest != half
        || !same_role
        || authors[half..].iter().any(|c| han(c) == first_is_han)
    {
        return;
    }
    let others = reference.contributors.split_off(half);
    for (author, other) in reference.contributors.iter_mut().zip(others) {
        author.value.names.extend(other.value.names);
        author.spans.extend(other.spans);
    }
}

/// `citation_author_institution` stands behind the author whose it is.
pub(super) fn affiliations(page: &Page<'_>, reference: &mut Reference) {
    let mut author = 0_usize;
    for meta in &page.metas {
        match meta.name.as_str() {
            "citation_author" => author += 1,
            "citation_author_institution" | "citation_author_affiliation" if author > 0 => {
                let text = meta.value.trim().to_owned();
                let known = reference.affiliations.iter().position(|a| a.text == text);
                let at = known.unwrap_or_else(|| {
                    let value = diglot_model::LocalizedText {
                        lang: language_of(&text),
                        text,
                        origin: Origin::Unknown,
                    };
                    let span = diglot_model::Span::new(meta.range.start, meta.range.end);
                    reference
                        .affiliations
                        .push(diglot_model::Sourced::at(value, span));
                    reference.affiliations.len() - 1
                });
                let at = u16::try_from(at).unwrap_or(u16::MAX);
                if let Some(person) = reference.contributors.get_mut(author - 1)
                    && !person.affiliations.contains(&at)
                {
                    person.value.affiliations.push(at);
                }
            }
            "citation_author_orcid" if author > 0 => {
                let orcid = crate::values::orcid(&meta.value);
                if let Some(person) = reference.contributors.get_mut(author - 1) {
                    person.value.orcid = person.value.orcid.take().or(orcid);
                }
            }
            _ => {}
        }
    }
}
