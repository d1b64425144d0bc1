//! `diglot list`, `show`, `search`.

use super::open;
use crate::args::{List, Place, Search, Show};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{json, line};
use crate::wire;
use diglot_contract::report;
use diglot_library::{
    Access, Filter, Library, Name, ScalarField, Sort, SortField, Standing, Stored, TextField, item,
};

/// Lists references.
pub(crate) fn list(place: &Place, command: &List) -> Outcome {
    let filter = Filter::parse(&command.filter)?;
    let sort = sort(&command.sort)?;
    let standing = if command.listed {
        Standing::Listed
    } else {
        Standing::Reference
    };
    let library = open(place, Access::Read)?;
    let limit = command.limit.unwrap_or(usize::MAX);
    let works = library.list_of(standing, &filter, sort, limit, command.offset)?;
    if place.json {
        json(&works.iter().map(item).collect::<Vec<_>>())?;
    } else {
        for work in &works {
            line(&one_line(work));
        }
    }
    Ok(Exit::Done)
}

fn sort(text: &str) -> Result<Sort, Failure> {
    let (name, descending) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let by = SortField::from_name(name).ok_or_else(|| {
        Failure::usage(format!(
            "References cannot be sorted by “{name}”; use added, title, author, year, container or type."
        ))
    })?;
    Ok(Sort { by, descending })
}

/// Shows references whole.
pub(crate) fn show(place: &Place, command: &Show) -> Outcome {
    let library = open(place, Access::Read)?;
    let mut works = Vec::new();
    for id in &command.ids {
        works.push(library.show(id)?);
    }
    if command.original {
        for work in &works {
            line(&library.original(work.id)?.text);
        }
    } else if place.json {
        let items: Result<Vec<_>, Failure> = works
            .iter()
            .map(|work| {
                let mut item = item(work);
                if let Some(search) = search_of(&library, work)? {
                    item["custom"]["diglot"]["search"] = serde_json::json!(search);
                }
                Ok(item)
            })
            .collect();
        json(&items?)?;
    } else {
        for work in &works {
            print(work, search_of(&library, work)?.as_ref());
        }
    }
    Ok(Exit::Done)
}

/// The search that a reference came from, as far as its import told.
fn search_of(library: &Library, work: &Stored) -> Result<Option<report::Search>, Failure> {
    let batch = library.batch(work.batch)?;
    Ok(batch.and_then(|batch| wire::search(&batch.info)))
}

/// Searches the library.
pub(crate) fn search(place: &Place, command: &Search) -> Outcome {
    let library = open(place, Access::Read)?;
    let found = library.search(&command.query.join(" "), command.limit)?;
    if place.json {
        json(&report::SearchReport {
            total: found.total,
            hits: found
                .hits
                .into_iter()
                .map(|hit| report::SearchHit {
                    id: hit.id.to_string(),
                    title: hit.title,
                    snippet: hit.excerpt.text,
                    why: hit.why.into_iter().map(str::to_owned).collect(),
                })
                .collect(),
        })?;
    } else {
        for hit in &found.hits {
            line(&one_line(&hit.stored));
            line(&format!("    {}", hit.excerpt.text));
        }
        line(&format!("{} found", found.total));
    }
    Ok(Exit::Done)
}

/// Id, authors, year, title.
pub(crate) fn one_line(work: &Stored) -> String {
    let r = &work.reference;
    let names: Vec<String> = r
        .contributors
        .iter()
        .take(3)
        .filter_map(|c| c.name().map(Name::family))
        .collect();
    let more = if r.contributors.len() > 3 || !r.contributors_complete {
        " …"
    } else {
        ""
    };
    let year = r
        .year()
        .map_or_else(|| "n.d.".to_owned(), |y| format!("{y}."));
    let title = r.title().map_or_else(|| untitled(r), str::to_owned);
    format!("{}  {}{more} {year} {title}", work.id, names.join(", "))
}

/// What stands for a title where there is none: journal, volume and pages.
fn untitled(r: &diglot_library::Reference) -> String {
    let part = |field, before: &str| {
        r.scalar(field)
            .map_or_else(String::new, |v| format!("{before}{v}"))
    };
    format!(
        "[no title] {}{}{}",
        r.container_title().unwrap_or_default(),
        part(ScalarField::Volume, " "),
        part(ScalarField::Page, ":"),
    )
}

/// A whole reference: first what every work has, then its abstracts.
fn print(work: &Stored, search: Option<&report::Search>) {
    line(&one_line(work));
    let r = &work.reference;
    for title in r.texts(TextField::Title) {
        line(&format!("  title ({}): {}", title.lang, title.text));
    }
    for contributor in &r.contributors {
        let names: Vec<String> = contributor
            .names
            .iter()
            .map(|v| whole_name(&v.name))
            .collect();
        line(&format!(
            "  {}: {}",
            contributor.role.name(),
            names.join(" / ")
        ));
    }
    if !r.contributors_complete {
        line("  … and others that the source left out");
    }
    let value = item(work);
    for (field, value) in value.as_object().into_iter().flatten() {
        let told = matches!(field.as_str(), "id" | "custom" | "title" | "abstract");
        if let (Some(text), false) = (value.as_str(), told) {
            line(&format!("  {field}: {text}"));
        }
    }
    for (field, date) in &r.dates {
        line(&format!("  {}: {}", field.name(), date.value));
    }
    for abstract_ in &r.abstracts {
        line(&format!("  abstract ({}):", abstract_.lang));
        for paragraph in abstract_.plain().lines() {
            line(&format!("    {paragraph}"));
        }
    }
    for (name, value) in search.into_iter().flat_map(|search| {
        [
            ("searched in", &search.database),
            ("searched on", &search.date),
            ("searched for", &search.query),
        ]
    }) {
        if let Some(value) = value {
            line(&format!("  {name}: {value}"));
        }
    }
    let missing: Vec<_> = r.missing().iter().map(|m| m.name()).collect();
    if !missing.is_empty() {
        line(&format!("  missing: {}", missing.join(", ")));
    }
    line("");
}

fn whole_name(name: &Name) -> String {
    match name.given() {
        "" => name.family(),
        given => format!("{}, {given}", name.family()),
    }
}
