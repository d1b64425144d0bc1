//! What kind of work a MODS record describes: its genre, what it stands in, its resource.

use crate::xml::{ROOT, Tree};
use diglot_model::ReferenceType as Kind;

/// Words of genres, in lower case; the first that a genre holds decides. The terms of the
/// MARC genre list, of Dublin Core and of the programs that write MODS.
const GENRES: &[(&str, Kind)] = &[
    ("journalarticle", Kind::ArticleJournal),
    ("magazinearticle", Kind::ArticleMagazine),
    ("newspaperarticle", Kind::ArticleNewspaper),
    ("booksection", Kind::Chapter),
    ("conferencepaper", Kind::PaperConference),
    ("encyclopediaarticle", Kind::EntryEncyclopedia),
    ("dictionaryentry", Kind::EntryDictionary),
    ("audiorecording", Kind::Song),
    ("videorecording", Kind::MotionPicture),
    ("computerprogram", Kind::Software),
    ("blogpost", Kind::PostWeblog),
    ("forumpost", Kind::Post),
    ("book chapter", Kind::Chapter),
    ("chapter", Kind::Chapter),
    ("inbook", Kind::Chapter),
    ("incollection", Kind::Chapter),
    ("inproceedings", Kind::PaperConference),
    ("conference", Kind::PaperConference),
    ("proceedings", Kind::PaperConference),
    ("newspaper", Kind::ArticleNewspaper),
    ("magazine", Kind::ArticleMagazine),
    ("thesis", Kind::Thesis),
    ("theses", Kind::Thesis),
    ("dissertation", Kind::Thesis),
    ("technical report", Kind::Report),
    ("report", Kind::Report),
    ("patent", Kind::Patent),
    ("standard", Kind::Standard),
    ("review", Kind::Review),
    ("article", Kind::ArticleJournal),
    ("web site", Kind::Webpage),
    ("website", Kind::Webpage),
    ("webpage", Kind::Webpage),
    ("web page", Kind::Webpage),
    ("blog", Kind::PostWeblog),
    ("dataset", Kind::Dataset),
    ("database", Kind::Dataset),
    ("numeric data", Kind::Dataset),
    ("encyclopedia", Kind::EntryEncyclopedia),
    ("dictionary", Kind::EntryDictionary),
    ("legislation", Kind::Legislation),
    ("statute", Kind::Legislation),
    ("legal case", Kind::LegalCase),
    ("treaty", Kind::Treaty),
    ("interview", Kind::Interview),
    ("letter", Kind::PersonalCommunication),
    ("email", Kind::PersonalCommunication),
    ("speech", Kind::Speech),
    ("presentation", Kind::Speech),
    ("manuscript", Kind::Manuscript),
    ("motion picture", Kind::MotionPicture),
    ("film", Kind::MotionPicture),
    ("videorecording", Kind::MotionPicture),
    ("sound", Kind::Song),
    ("globe", Kind::Map),
    ("atlas", Kind::Map),
    ("map", Kind::Map),
    ("art original", Kind::Graphic),
    ("picture", Kind::Graphic),
    ("photograph", Kind::Graphic),
    ("artwork", Kind::Graphic),
    ("software", Kind::Software),
    ("computer program", Kind::Software),
    ("handbook", Kind::Book),
    ("yearbook", Kind::Book),
    ("festschrift", Kind::Book),
    ("biography", Kind::Book),
    ("novel", Kind::Book),
    ("fiction", Kind::Book),
    ("book", Kind::Book),
];

/// Genres of what an article stands in.
const SERIALS: &[&str] = &[
    "periodical",
    "academic journal",
    "journal",
    "series",
    "serial",
];

/// The kind of the record's work.
pub(super) fn kind(tree: &Tree<'_>) -> Kind {
    let host = tree
        .named(ROOT, "relatedItem")
        .find(|at| tree.attribute(*at, "type").as_deref() == Some("host"));
    let own = genre(tree, ROOT);
    // Zotero writes `book` for what stands in a book too.
    if let Some(own) = own.filter(|kind| *kind != Kind::Book || host.is_none()) {
        return own;
    }
    let Some(host) = host else {
        return by_resource(tree, own);
    };
    let serial = tree
        .named(host, "genre")
        .any(|at| is_serial(&tree.value(at)))
        || ["originInfo"].into_iter().any(|name| {
            tree.named(host, name).any(|at| {
                matches!(
                    tree.value_of(at, "issuance").as_str(),
                    "continuing" | "serial"
                )
            })
        });
    let identified = |kind: &str| {
        tree.named(host, "identifier")
            .any(|at| tree.attribute(at, "type").as_deref() == Some(kind))
    };
    match genre(tree, host) {
        _ if serial => Kind::ArticleJournal,
        Some(Kind::PaperConference) => Kind::PaperConference,
        Some(Kind::ArticleNewspaper) => Kind::ArticleNewspaper,
        Some(Kind::ArticleMagazine) => Kind::ArticleMagazine,
        Some(Kind::Book) => Kind::Chapter,
        _ if identified("issn") && !identified("isbn") => Kind::ArticleJournal,
        _ if has_issue(tree, host) => Kind::ArticleJournal,
        _ => match by_resource(tree, own) {
            Kind::Document | Kind::Book => Kind::Chapter,
            other => other,
        },
    }
}

fn has_issue(tree: &Tree<'_>, host: usize) -> bool {
    tree.named(host, "part")
        .chain(tree.named(ROOT, "part"))
        .flat_map(|part| tree.named(part, "detail"))
        .any(|at| tree.attribute(at, "type").as_deref() == Some("issue"))
}

/// What the genres of an element say; the work's own vocabulary first.
fn genre(tree: &Tree<'_>, of: usize) -> Option<Kind> {
    let known = |at: usize| {
        let name = tree.value(at).to_lowercase();
        if is_serial(&name) {
            return None;
        }
        GENRES
            .iter()
            .find(|(word, _)| name.contains(word))
            .map(|(_, kind)| *kind)
    };
    let local = |at: &usize| tree.attribute(*at, "authority").as_deref() == Some("local");
    tree.named(of, "genre")
        .filter(local)
        .find_map(known)
        .or_else(|| tree.named(of, "genre").find_map(known))
}

fn is_serial(name: &str) -> bool {
    SERIALS.contains(&name.to_lowercase().as_str())
}

/// What the type of the resource and the way of issue say.
fn by_resource(tree: &Tree<'_>, own: Option<Kind>) -> Kind {
    if let Some(own) = own {
        return own;
    }
    let issuance: Vec<String> = tree
        .named(ROOT, "originInfo")
        .map(|at| tree.value_of(at, "issuance"))
        .collect();
    let resource = tree.value_of(ROOT, "typeOfResource").to_lowercase();
    if tree
        .named(ROOT, "genre")
        .any(|at| is_serial(&tree.value(at)))
        || issuance
            .iter()
            .any(|i| matches!(i.as_str(), "continuing" | "serial"))
    {
        return Kind::Periodical;
    }
    let is_book = issuance
        .iter()
        .any(|i| i.starts_with("mono") || i == "single unit")
        || tree
            .named(ROOT, "identifier")
            .any(|at| tree.attribute(at, "type").as_deref() == Some("isbn"));
    match resource.as_str() {
        "cartographic" => Kind::Map,
        "still image" => Kind::Graphic,
        "moving image" => Kind::MotionPicture,
        "notated music" => Kind::MusicalScore,
        name if name.starts_with("sound recording") => Kind::Song,
        name if name.starts_with("software") => Kind::Software,
        _ if is_book => Kind::Book,
        _ => Kind::Document,
    }
}
