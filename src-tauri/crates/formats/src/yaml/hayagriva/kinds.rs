//! Types of works as Hayagriva tells them: by the type of the entry and of its parent.

use ReferenceType as R;
use diglot_model::ReferenceType;

/// Entry type, type of the parent that holds the container, and what both make.
const KINDS: &[(&str, &str, ReferenceType)] = &[
    ("article", "periodical", R::ArticleJournal),
    ("article", "newspaper", R::ArticleNewspaper),
    ("article", "proceedings", R::PaperConference),
    ("article", "conference", R::Speech),
    ("article", "blog", R::PostWeblog),
    ("article", "repository", R::Article),
    ("chapter", "book", R::Chapter),
    ("entry", "reference", R::Entry),
    ("book", "", R::Book),
    ("report", "", R::Report),
    ("thesis", "", R::Thesis),
    ("web", "", R::Webpage),
    ("artwork", "", R::Graphic),
    ("patent", "", R::Patent),
    ("case", "", R::LegalCase),
    ("legislation", "", R::Legislation),
    ("manuscript", "", R::Manuscript),
    ("performance", "", R::Performance),
    ("periodical", "", R::Periodical),
    ("repository", "", R::Software),
    ("post", "", R::Post),
    ("video", "", R::MotionPicture),
    ("audio", "", R::Song),
    ("misc", "", R::Document),
];

/// The types to write for a kind of work; the nearest where Hayagriva has none.
pub(super) fn of_kind(kind: ReferenceType) -> (&'static str, &'static str) {
    if let Some((own, parent, _)) = KINDS.iter().find(|(.., known)| *known == kind) {
        return (own, parent);
    }
    match kind {
        R::ArticleMagazine | R::Review | R::ReviewBook => ("article", "periodical"),
        R::EntryDictionary | R::EntryEncyclopedia => ("entry", "reference"),
        R::Dataset => ("repository", ""),
        R::Map | R::Figure => ("artwork", ""),
        R::Bill | R::Regulation | R::Treaty => ("legislation", ""),
        R::Broadcast => ("video", ""),
        R::Classic | R::Collection | R::MusicalScore => ("book", ""),
        _ => ("misc", ""),
    }
}

/// The kind of an entry by its type and the types of its parents.
pub(super) fn of_entry(own: &str, parents: &[String]) -> ReferenceType {
    let has = |kind: &str| parents.iter().any(|p| p == kind);
    let exact = KINDS
        .iter()
        .find(|(o, parent, _)| *o == own && !parent.is_empty() && has(parent));
    if let Some((.., kind)) = exact {
        return *kind;
    }
    match own {
        "article" if parents.is_empty() => R::Article,
        "article" if has("anthology") || has("book") => R::Chapter,
        "article" if has("web") => R::Webpage,
        "article" if has("thread") => R::Post,
        "article" => R::ArticleJournal,
        "chapter" | "anthos" => R::Chapter,
        "entry" => R::Entry,
        "anthology" | "proceedings" | "reference" => R::Book,
        "newspaper" | "blog" => R::Periodical,
        "thread" => R::Post,
        "scene" => R::MotionPicture,
        "conference" | "exhibition" => R::Event,
        other => KINDS
            .iter()
            .find(|(o, parent, _)| *o == other && parent.is_empty())
            .map_or(R::Document, |(.., kind)| *kind),
    }
}

/// The type that a parent has when it states none.
pub(super) fn default_parent(own: &str) -> &'static str {
    match own {
        "article" => "periodical",
        "chapter" => "book",
        "entry" => "reference",
        "anthos" | "legislation" => "anthology",
        "web" => "web",
        "scene" | "video" => "video",
        "artwork" => "exhibition",
        "post" => "post",
        "audio" => "audio",
        _ => "misc",
    }
}
