//! Which of Zotero's kinds of items a node is.

/// By the type of the node itself and of what it is part of.
pub(super) fn of_type(kind: &str, container: &str) -> Option<&'static str> {
    let (vocabulary, name) = kind.split_once(':')?;
    if !matches!(vocabulary, "bib" | "bibo" | "z" | "schema") {
        return None;
    }
    Some(match name.to_ascii_lowercase().as_str() {
        "book"
        | "editedbook"
        | "proceedings"
        | "collectionofdocuments"
        | "conferenceproceedings"
            if container.is_empty() && name != "ConferenceProceedings" =>
        {
            "book"
        }
        "book" => "book",
        "conferenceproceedings" => "presentation",
        "thesis" => "thesis",
        "letter" => "letter",
        "manuscript" => "manuscript",
        "interview" => "interview",
        "report" => "report",
        "patent" => "patent",
        "booksection" | "chapter" => "bookSection",
        "motionpicture" | "film" => "film",
        "image" | "illustration" => "artwork",
        "legislation" | "statute" | "bill" => "statute",
        "recording" | "audiodocument" => "audioRecording",
        "memo" => "note",
        "attachment" => "attachment",
        "softwaresourcecode" | "softwareapplication" | "data" => "computerProgram",
        "dataset" => "dataset",
        "academicarticle" | "scholarlyarticle" => "journalArticle",
        "document" if container.ends_with(":CourtReporter") => "case",
        "document" | "webpage" | "website" => "webpage",
        "article" => match container.split_once(':').map(|(_, c)| c) {
            Some("Periodical" | "Magazine") => "magazineArticle",
            Some("Newspaper") => "newspaperArticle",
            _ => "journalArticle",
        },
        _ => return None,
    })
}

/// By words of Dublin Core, eprints, PRISM and the Open Graph protocol.
pub(crate) fn of_word(word: &str) -> Option<&'static str> {
    let folded: String = word
        .rsplit('/')
        .next()?
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase();
    Some(match folded.as_str() {
        "book" | "authoredbook" | "electronicbook" | "bookedit" | "proceedings" | "monograph"
        | "autobiography" | "biography" => "book",
        "patent" => "patent",
        "report" | "techreport" | "workingpaper" | "technicalreport" => "report",
        "thesis" | "dissertation" | "doctoralthesis" | "mastersthesis" | "masterthesis"
        | "phdthesis" | "bachelorthesis" => "thesis",
        "bookitem" | "bookchapter" | "booksection" | "chapter" | "bookpart" => "bookSection",
        "conferenceitem" | "conferencepaper" | "conferenceposter" | "confpaper"
        | "conferenceobject" | "conferencearticle" => "conferencePaper",
        "journalitem"
        | "journalarticle"
        | "submittedjournalarticle"
        | "article"
        | "text"
        | "scholarlytext"
        | "scholarlyarticle"
        | "journal"
        | "researcharticle"
        | "articlejournal"
        | "originalresearch"
        | "review" => "journalArticle",
        "newsitem" | "newspaperarticle" | "newsletter" | "newsarticle" => "newspaperArticle",
        "magazine" | "magazinearticle" => "magazineArticle",
        "homepage" | "webpage" | "website" => "webpage",
        "blogentry" | "blogpost" | "blogposting" | "blog" => "blogPost",
        "illustration" | "image" | "stillimage" | "artdesignitem" | "aditem" => "artwork",
        "map" => "map",
        "event" | "presentation" => "presentation",
        "movingimage" | "videomovie" | "videoepisode" | "videotvshow" | "videoother" | "video" => {
            "videoRecording"
        }
        "software" | "softwaresourcecode" => "computerProgram",
        "sound" | "musicitem" | "muitem" | "musicsong" | "musicalbum" => "audioRecording",
        "dataset" => "dataset",
        "interview" => "interview",
        "letters" | "letter" => "letter",
        "preprint" => "preprint",
        _ => return None,
    })
}
