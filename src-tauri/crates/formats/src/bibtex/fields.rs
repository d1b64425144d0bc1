//! What the names of fields mean, in all their spellings.

use super::languages;
use diglot_model::LanguageTag;

/// A field of an entry, whatever its spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(super) enum Name {
    Title, Subtitle, TitleAddon, ShortTitle,
    BookTitle, BookSubtitle, MainTitle, MainSubtitle,
    Journal, JournalSubtitle, FullJournal, ShortJournal,
    Series, EventTitle, EventPlace, OriginalTitle,
    Author, Editor, EditorType, EditorMore, Translator, BookAuthor, Collaborator, Advisor, SeriesEditor, ReviewedAuthor, Holder,
    Publisher, Institution, School, Organization, HowPublished, Location, Address,
    Date, Year, Month, Day, Season, UrlDate, OriginalDate, EventDate, Submitted, Available,
    Volume, Number, Issue, Pages, Eid, PageTotal, Volumes, Edition, Chapter, Version, Part, Status,
    Section, CallNumber, Database, ReportNumber, SeriesNumber, Medium, Scale, Dimensions, Archive, ArchiveLocation,
    Type, Subtype,
    Doi, Issn, Isbn, Eprint, EprintType, Pmid, Pmcid, Arxiv, Accession, Registration, Url, MoreUrl,
    Language, LangId, Abstract, Keywords, IndexKeywords, MeshKeywords, ListA, Affiliation, Note, Funding, TimesCited,
    Crossref, Xdata,
    User,
}

/// The meaning of a field's name in lower case.
#[rustfmt::skip]
pub(super) fn name_of(name: &str) -> Option<Name> {
    use Name as N;
    Some(match name {
        "author" | "authors" | "creator" => N::Author,
        "title" => N::Title,
        "journal" | "journaltitle" | "journalname" => N::Journal,
        "year" => N::Year,
        "month" => N::Month,
        "volume" | "vol" => N::Volume,
        "number" => N::Number,
        "pages" | "page" => N::Pages,
        "doi" => N::Doi,
        "url" => N::Url,
        "abstract" => N::Abstract,
        "keywords" | "keyword" | "tags" | "author_keywords" | "mendeley-tags" => N::Keywords,
        "publisher" => N::Publisher,
        "booktitle" => N::BookTitle,
        "editor" | "editors" => N::Editor,
        "date" | "publicationdate" => N::Date,
        "subtitle" => N::Subtitle,
        "titleaddon" => N::TitleAddon,
        "shorttitle" | "titleshort" => N::ShortTitle,
        "booksubtitle" => N::BookSubtitle,
        "maintitle" => N::MainTitle,
        "mainsubtitle" => N::MainSubtitle,
        "journalsubtitle" => N::JournalSubtitle,
        "fjournal" | "journal-full" | "fulljournal" => N::FullJournal,
        "shortjournal" | "journal-iso" | "abbrev_source_title" | "journalabbr" | "journalabbreviation" | "journalabrev"
        | "iso-source-abbreviation" | "journal-abbrev" | "abbrjournal" | "shortbooktitle" => N::ShortJournal,
        "series" | "collectiontitle" => N::Series,
        "eventtitle" | "meeting" | "conference" | "eventname" | "conferencetitle" => N::EventTitle,
        "venue" | "meeting-address" | "eventplace" | "conferencelocation" => N::EventPlace,
        "origtitle" | "originaltitle" => N::OriginalTitle,
        "editortype" => N::EditorType,
        "editora" | "editorb" | "editorc" => N::EditorMore,
        "translator" | "translators" => N::Translator,
        "bookauthor" => N::BookAuthor,
        "collaborator" | "collaborators" | "contributor" | "director" | "annotator" | "commentator" | "introduction" | "foreword" | "afterword" => N::Collaborator,
        "advisor" | "adviser" | "supervisor" => N::Advisor,
        "serieseditor" => N::SeriesEditor,
        "reviewedauthor" => N::ReviewedAuthor,
        "holder" | "assignee" => N::Holder,
        "institution" => N::Institution,
        "school" | "university" => N::School,
        "organization" | "organisation" => N::Organization,
        "howpublished" => N::HowPublished,
        "location" | "place" | "city" => N::Location,
        "address" => N::Address,
        "day" => N::Day,
        "season" => N::Season,
        "urldate" | "lastaccessed" | "accessed" | "lastchecked" | "dateaccessed" | "accessdate" | "urlaccessdate" | "visited" => N::UrlDate,
        "origdate" | "origyear" | "originaldate" => N::OriginalDate,
        "eventdate" | "conferencedate" => N::EventDate,
        "submitted" | "datesubmitted" => N::Submitted,
        "availabledate" | "onlinedate" => N::Available,
        "issue" => N::Issue,
        "eid" | "articleno" | "article-number" | "articlenumber" | "art_number" | "elocation-id" | "elocationid" => N::Eid,
        "pagetotal" | "numpages" | "page_count" | "totalpages" | "pagecount" => N::PageTotal,
        "volumes" => N::Volumes,
        "edition" => N::Edition,
        "chapter" => N::Chapter,
        "version" => N::Version,
        "part" => N::Part,
        "pubstate" | "status" => N::Status,
        "section" => N::Section,
        "callnumber" | "call-number" | "library-call-number" | "shelfmark" => N::CallNumber,
        "database" | "source" => N::Database,
        "report_number" | "reportnumber" => N::ReportNumber,
        "seriesnumber" | "collectionnumber" => N::SeriesNumber,
        "medium" => N::Medium,
        "scale" => N::Scale,
        "dimensions" => N::Dimensions,
        "archive" => N::Archive,
        "archivelocation" | "archive_location" => N::ArchiveLocation,
        "type" => N::Type,
        "entrysubtype" => N::Subtype,
        "issn" | "eissn" | "pissn" | "e-issn" | "issn-e" | "print-issn" => N::Issn,
        "isbn" | "isbn13" | "isbn-13" | "eisbn" | "isbn10" | "isbn-10" => N::Isbn,
        "eprint" => N::Eprint,
        "eprinttype" | "archiveprefix" => N::EprintType,
        "pmid" | "pubmed_id" | "pubmedid" | "pubmed" => N::Pmid,
        "pmcid" | "pmc" => N::Pmcid,
        "arxiv" | "arxivid" => N::Arxiv,
        "accession" | "unique-id" | "accessionnumber" | "accession-number" => N::Accession,
        "registration" | "trialregistration" => N::Registration,
        "ee" | "link" | "weblink" => N::MoreUrl,
        "language" | "languages" | "lang" => N::Language,
        "langid" | "hyphenation" => N::LangId,
        "keywords-plus" => N::IndexKeywords,
        "mesh" | "mesh_terms" => N::MeshKeywords,
        "lista" => N::ListA,
        "affiliation" | "affiliations" => N::Affiliation,
        "note" => N::Note,
        "funding" | "funding-text" | "funding_text" => N::Funding,
        "times-cited" | "timescited" | "times_cited" | "cited-by" => N::TimesCited,
        "crossref" => N::Crossref,
        "xdata" => N::Xdata,
        "usera" | "userb" | "userc" | "userd" | "usere" | "userf" => N::User,
        _ if is_numbered(name, "url") || is_numbered(name, "bdsk-url-") => N::MoreUrl,
        _ => return None,
    })
}

/// `url2`, `url_2`
fn is_numbered(name: &str, stem: &str) -> bool {
    name.strip_prefix(stem).is_some_and(|rest| {
        let digits = rest.trim_start_matches(['_', '-']);
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// A field for a value in another language: `title_zh`, `abstracttranslation`,
/// `original-title`, `journal_translated_english`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variant {
    /// The field that it is a variant of.
    pub(super) name: Name,
    /// The language that its name says.
    pub(super) lang: Option<LanguageTag>,
}

/// Words for "in another language" in names of fields.
const FORMS: [&str; 17] = [
    "translation",
    "translated",
    "transliterated",
    "transliteration",
    "translit",
    "romanized",
    "romanised",
    "romanization",
    "romanisation",
    "original",
    "vernacular",
    "parallel",
    "trans",
    "native",
    "orig",
    "second",
    "other",
];

/// Fields that may stand in several languages, the longer spellings first.
const BASES: [(&str, Name); 25] = [
    ("journaltitle", Name::Journal),
    ("shortjournal", Name::ShortJournal),
    ("containertitle", Name::Journal),
    ("shorttitle", Name::ShortTitle),
    ("booktitle", Name::BookTitle),
    ("eventtitle", Name::EventTitle),
    ("eventplace", Name::EventPlace),
    ("maintitle", Name::MainTitle),
    ("origtitle", Name::OriginalTitle),
    ("organization", Name::Organization),
    ("howpublished", Name::HowPublished),
    ("institution", Name::Institution),
    ("publisher", Name::Publisher),
    ("abstract", Name::Abstract),
    ("keywords", Name::Keywords),
    ("keyword", Name::Keywords),
    ("journal", Name::Journal),
    ("address", Name::Address),
    ("school", Name::School),
    ("series", Name::Series),
    ("author", Name::Author),
    ("title", Name::Title),
    ("venue", Name::EventPlace),
    ("location", Name::Address),
    ("type", Name::Type),
];

/// What a field's name in lower case says when it is none of the known ones: a base, and
/// beside it nothing but forms and a language.
pub(super) fn variant_of(name: &str) -> Option<Variant> {
    let (at, base, meaning) = BASES
        .iter()
        .find_map(|(base, meaning)| Some((name.find(base)?, base, *meaning)))?;
    let mut lang = None;
    let mut any = false;
    for rest in [&name[..at], &name[at + base.len()..]] {
        let mut rest = rest.trim_matches(is_separator);
        // Forms stand glued or apart, in any number.
        loop {
            let before = rest.len();
            for form in FORMS {
                if let Some(shorter) = rest.strip_prefix(form).or_else(|| rest.strip_suffix(form)) {
                    any = true;
                    rest = shorter.trim_matches(is_separator);
                    break;
                }
            }
            if rest.len() == before || rest.is_empty() {
                break;
            }
        }
        if rest.is_empty() {
            continue;
        }
        if rest.bytes().all(|b| b.is_ascii_digit()) && rest.len() == 1 {
            any = true;
            continue;
        }
        if lang.is_some() {
            return None;
        }
        lang = Some(languages::of_suffix(rest)?);
    }
    (any || lang.is_some()).then_some(Variant {
        name: meaning,
        lang,
    })
}

fn is_separator(c: char) -> bool {
    matches!(c, '_' | '-' | ':' | '.' | '+' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_by_rule() {
        let lang = |name: &str| {
            variant_of(name).map(|v| {
                (
                    v.name,
                    v.lang.map(|l| l.as_str().to_owned()).unwrap_or_default(),
                )
            })
        };
        let is = |name: Name, lang: &str| Some((name, lang.to_owned()));
        for (field, want) in [
            ("title_zh", is(Name::Title, "zh-Hans")),
            ("title_zh_hant", is(Name::Title, "zh-Hant")),
            ("zhtitle", is(Name::Title, "zh-Hans")),
            ("titletranslation", is(Name::Title, "")),
            ("translatedtitle", is(Name::Title, "")),
            ("title-translated-english", is(Name::Title, "en")),
            ("abstract:en", is(Name::Abstract, "en")),
            ("abstract_cn", is(Name::Abstract, "zh-Hans")),
            ("chineseabstract", is(Name::Abstract, "zh-Hans")),
            ("originalabstract", is(Name::Abstract, "")),
            ("abstract2", is(Name::Abstract, "")),
            ("transtitle", is(Name::Title, "")),
            ("journaltitle_zh", is(Name::Journal, "zh-Hans")),
            ("keywords_de", is(Name::Keywords, "de")),
            ("author_original_zh", is(Name::Author, "zh-Hans")),
            ("type_de", is(Name::Type, "de")),
            ("titleaddon", None),
            ("titlecase", None),
            ("authorid", None),
            ("abstracturl", None),
            ("author+an", None),
            ("correspondence_address1", None),
            ("author-email", None),
        ] {
            assert_eq!(lang(field), want, "{field}");
        }
    }
}
