//! Entry types of BibTeX and BibLaTeX, and of programs that add their own.

use diglot_model::ReferenceType;

/// The type of work of an entry type; `None` when nobody knows it.
#[rustfmt::skip]
pub(super) fn kind_of(entry: &str) -> Option<ReferenceType> {
    use ReferenceType as T;
    // Mendeley: `@book_section`.
    if entry.contains(['_', '-']) && !entry.starts_with("legal_") {
        return kind_of(&entry.replace(['_', '-'], ""));
    }
    Some(match entry {
        "article" | "journalarticle" | "suppperiodical" => T::ArticleJournal,
        "magazine" | "magazinearticle" => T::ArticleMagazine,
        "newspaper" | "newspaperarticle" | "newsarticle" | "news" => T::ArticleNewspaper,
        "book" | "mvbook" | "collection" | "mvcollection" | "reference" | "mvreference" | "proceedings" | "mvproceedings"
        | "manual" | "commentary" | "ebook" | "monograph" | "editedbook" => T::Book,
        "booklet" | "pamphlet" | "leaflet" => T::Pamphlet,
        "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection" | "booksection" | "chapter" => T::Chapter,
        "inproceedings" | "conference" | "conferencepaper" | "paper" => T::PaperConference,
        "inreference" | "encyclopediaarticle" | "encyclopedia" => T::EntryEncyclopedia,
        "dictionaryentry" | "dictionary" => T::EntryDictionary,
        "entry" => T::Entry,
        "techreport" | "report" | "whitepaper" | "technicalreport" | "workingpaper" => T::Report,
        "phdthesis" | "mastersthesis" | "thesis" | "masterthesis" | "mathesis" | "bachelorsthesis" | "bachelorthesis"
        | "diplomathesis" | "dissertation" | "habilitation" | "candthesis" => T::Thesis,
        "unpublished" | "manuscript" => T::Manuscript,
        "misc" | "document" | "other" | "generic" => T::Document,
        "online" | "electronic" | "www" | "webpage" | "website" | "internet" | "url" => T::Webpage,
        "blog" | "blogpost" => T::PostWeblog,
        "post" | "tweet" | "forumpost" => T::Post,
        "preprint" | "eprint" => T::Article,
        "dataset" | "data" => T::Dataset,
        "software" | "softwareversion" | "softwaremodule" | "codefragment" | "program" | "computerprogram" => T::Software,
        "patent" => T::Patent,
        "periodical" | "journal" => T::Periodical,
        "image" | "artwork" | "picture" | "photo" => T::Graphic,
        "figure" => T::Figure,
        "map" => T::Map,
        "audio" | "music" | "song" | "audiorecording" | "podcast" => T::Song,
        "score" | "musicalscore" => T::MusicalScore,
        "movie" | "video" | "film" | "videorecording" => T::MotionPicture,
        "broadcast" | "tvbroadcast" | "radiobroadcast" => T::Broadcast,
        "performance" => T::Performance,
        "jurisdiction" | "case" | "legalcase" | "legal_case" => T::LegalCase,
        "legislation" | "statute" | "law" => T::Legislation,
        "bill" => T::Bill,
        "hearing" => T::Hearing,
        "regulation" => T::Regulation,
        "legal" | "treaty" => T::Treaty,
        "standard" => T::Standard,
        "review" => T::Review,
        "bookreview" => T::ReviewBook,
        "letter" | "email" | "personalcommunication" => T::PersonalCommunication,
        "talk" | "presentation" | "speech" | "lecture" | "slides" | "poster" => T::Speech,
        "interview" => T::Interview,
        "event" => T::Event,
        "classic" => T::Classic,
        _ => return None,
    })
}

/// The type that the `entrysubtype` of an entry makes of it.
pub(super) fn of_subtype(subtype: &str, kind: ReferenceType) -> Option<ReferenceType> {
    use ReferenceType as T;
    let subtype = subtype.to_ascii_lowercase();
    if let Some(named) = T::from_csl_name(&subtype) {
        return Some(named);
    }
    Some(match (subtype.as_str(), kind) {
        ("magazine", T::ArticleJournal) => T::ArticleMagazine,
        ("newspaper", T::ArticleJournal) => T::ArticleNewspaper,
        ("film" | "movie", T::MotionPicture) => T::MotionPicture,
        (
            "tvbroadcast" | "tvepisode" | "radiobroadcast" | "podcast",
            T::MotionPicture | T::Song,
        ) => T::Broadcast,
        _ => return None,
    })
}

/// Entries that are no works: settings of styles, sets, data for others.
pub(super) fn is_no_work(entry: &str) -> bool {
    matches!(
        entry,
        "xdata" | "set" | "control" | "ieeetranbstctl" | "bibnote" | "acscontrol"
    )
}

/// What sort of thesis or report an entry type or the key of a `type` says.
pub(super) fn genre_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "phdthesis" => "PhD thesis",
        "mastersthesis" | "masterthesis" | "mathesis" => "Master's thesis",
        "bachelorsthesis" | "bachelorthesis" | "bathesis" => "Bachelor's thesis",
        "candthesis" => "Candidate thesis",
        "diplomathesis" => "Diploma thesis",
        "habilitation" => "Habilitation thesis",
        "dissertation" => "Dissertation",
        "techreport" => "Technical report",
        "resreport" => "Research report",
        "whitepaper" => "White paper",
        "workingpaper" => "Working paper",
        _ => return None,
    })
}

/// Whether a work of this type stands in another that has a title of its own.
pub(super) fn is_part(entry: &str) -> bool {
    matches!(
        entry,
        "inbook"
            | "incollection"
            | "bookinbook"
            | "suppbook"
            | "suppcollection"
            | "inproceedings"
            | "conference"
            | "inreference"
            | "article"
            | "suppperiodical"
            | "booksection"
            | "chapter"
            | "conferencepaper"
    )
}
