//! From an item of Zotero, in JSON or RDF, to a reference.

use super::Creator;
use super::extra;
use crate::Record;
use crate::build::Builder;
use crate::citation::normalise_pages;
use crate::values::{contributor, is_rest, plain_abstract};
use crate::written_date::loose_date;
use diglot_model::{
    DateField, Identifier, IdentifierScheme, KeywordKind, Origin, ReferenceType, ScalarField,
    TextField,
};
use diglot_text::normalise::strip_markup;
use diglot_text::tidy::tidy;
use std::ops::Range;

/// An item as Zotero has it: fields by Zotero's names, values with their places.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) kind: String,
    pub(crate) fields: Vec<(String, String, Range<usize>)>,
    pub(crate) creators: Vec<Creator>,
    pub(crate) tags: Vec<(String, Range<usize>)>,
}

impl Item {
    pub(crate) fn new(kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            fields: Vec::new(),
            creators: Vec::new(),
            tags: Vec::new(),
        }
    }
}

/// Kinds of items that are parts of others and no works.
pub(crate) fn is_part(kind: &str) -> bool {
    matches!(kind, "note" | "attachment" | "annotation")
}

/// Zotero's kinds of items as those of CSL, after Zotero's own table.
pub(super) fn kind(name: &str) -> Option<ReferenceType> {
    Some(match name {
        "artwork" => ReferenceType::Graphic,
        "audioRecording" => ReferenceType::Song,
        "bill" => ReferenceType::Bill,
        "blogPost" => ReferenceType::PostWeblog,
        "book" => ReferenceType::Book,
        "bookSection" => ReferenceType::Chapter,
        "case" => ReferenceType::LegalCase,
        "computerProgram" => ReferenceType::Software,
        "conferencePaper" => ReferenceType::PaperConference,
        "dataset" => ReferenceType::Dataset,
        "dictionaryEntry" => ReferenceType::EntryDictionary,
        "document" => ReferenceType::Document,
        "email" | "instantMessage" | "letter" => ReferenceType::PersonalCommunication,
        "encyclopediaArticle" => ReferenceType::EntryEncyclopedia,
        "film" | "videoRecording" => ReferenceType::MotionPicture,
        "forumPost" => ReferenceType::Post,
        "hearing" => ReferenceType::Hearing,
        "interview" => ReferenceType::Interview,
        "journalArticle" => ReferenceType::ArticleJournal,
        "magazineArticle" => ReferenceType::ArticleMagazine,
        "manuscript" => ReferenceType::Manuscript,
        "map" => ReferenceType::Map,
        "newspaperArticle" => ReferenceType::ArticleNewspaper,
        "patent" => ReferenceType::Patent,
        "podcast" | "radioBroadcast" | "tvBroadcast" => ReferenceType::Broadcast,
        "preprint" => ReferenceType::Article,
        "presentation" => ReferenceType::Speech,
        "report" => ReferenceType::Report,
        "standard" => ReferenceType::Standard,
        "statute" => ReferenceType::Legislation,
        "thesis" => ReferenceType::Thesis,
        "webpage" => ReferenceType::Webpage,
        _ => return None,
    })
}

/// What becomes of a field.
pub(super) enum Target {
    Text(TextField),
    Scalar(ScalarField),
    Date(DateField),
    Number(IdentifierScheme),
    Doi,
    Url,
    Abstract,
    Language,
    Extra,
}

/// Where a field of an item goes. Fields of several kinds of items mean the same.
pub(super) fn target(field: &str, kind: &str) -> Option<Target> {
    use Target::{Date, Scalar, Text};
    Some(match field {
        "title" | "caseName" | "nameOfAct" | "subject" => Text(TextField::Title),
        "shortTitle" => Text(TextField::TitleShort),
        "publicationTitle" | "bookTitle" | "proceedingsTitle" | "encyclopediaTitle"
        | "dictionaryTitle" | "blogTitle" | "forumTitle" | "websiteTitle" | "programTitle"
        | "reporter" | "code" => Text(TextField::ContainerTitle),
        "journalAbbreviation" => Text(TextField::ContainerTitleShort),
        "series" | "seriesTitle" => Text(TextField::CollectionTitle),
        "conferenceName" | "meetingName" => Text(TextField::EventTitle),
        "place" if kind == "presentation" => Text(TextField::EventPlace),
        "place" => Text(TextField::PublisherPlace),
        "publisher" | "university" | "institution" | "label" | "distributor" | "studio"
        | "network" | "company" | "repository" | "court" | "legislativeBody" | "organization"
        | "issuingAuthority" => Text(TextField::Publisher),
        "thesisType" | "reportType" | "letterType" | "manuscriptType" | "mapType"
        | "websiteType" | "presentationType" | "postType" | "audioFileType" | "type" | "genre" => {
            Text(TextField::Genre)
        }
        "volume" | "codeVolume" | "reporterVolume" => Scalar(ScalarField::Volume),
        "issue" => Scalar(ScalarField::Issue),
        "pages" | "firstPage" | "codePages" => Scalar(ScalarField::Page),
        "numPages" => Scalar(ScalarField::NumberOfPages),
        "numberOfVolumes" => Scalar(ScalarField::NumberOfVolumes),
        "edition" => Scalar(ScalarField::Edition),
        "number" | "reportNumber" | "patentNumber" | "billNumber" | "docketNumber"
        | "publicLawNumber" | "episodeNumber" | "documentNumber" | "archiveID" => {
            Scalar(ScalarField::Number)
        }
        "seriesNumber" => Scalar(ScalarField::CollectionNumber),
        "section" => Scalar(ScalarField::Section),
        "part" | "partNumber" => Scalar(ScalarField::Part),
        "versionNumber" | "version" => Scalar(ScalarField::Version),
        "artworkMedium"
        | "interviewMedium"
        | "medium"
        | "audioRecordingFormat"
        | "videoRecordingFormat"
        | "format" => Scalar(ScalarField::Medium),
        "runningTime" | "artworkSize" => Scalar(ScalarField::Dimensions),
        "scale" => Scalar(ScalarField::Scale),
        "status" | "legalStatus" => Scalar(ScalarField::Status),
        "archive" => Scalar(ScalarField::Archive),
        "archiveLocation" => Scalar(ScalarField::ArchiveLocation),
        "callNumber" => Scalar(ScalarField::CallNumber),
        "libraryCatalog" => Scalar(ScalarField::Database),
        "citationKey" => Scalar(ScalarField::CitationKey),
        "date" | "issueDate" | "dateDecided" | "dateEnacted" => Date(DateField::Issued),
        "filingDate" => Date(DateField::Submitted),
        "accessDate" => Date(DateField::Accessed),
        "availableDate" => Date(DateField::AvailableDate),
        "originalDate" => Date(DateField::OriginalDate),
        "DOI" => Target::Doi,
        "ISBN" => Target::Number(IdentifierScheme::Isbn),
        "ISSN" => Target::Number(IdentifierScheme::Issn),
        "PMID" => Target::Number(IdentifierScheme::Pmid),
        "PMCID" => Target::Number(IdentifierScheme::Pmcid),
        "url" => Target::Url,
        "abstractNote" => Target::Abstract,
        "language" => Target::Language,
        "extra" => Target::Extra,
        _ => return None,
    })
}

/// The record of an item.
pub(crate) fn read_item(
    text: &str,
    range: Range<usize>,
    format: &'static str,
    item: &Item,
) -> Record {
    let mut builder = Builder::new(text, range, format);
    builder.reference.kind = kind(&item.kind).unwrap_or(ReferenceType::Document);
    if kind(&item.kind).is_none() {
        builder.unmapped("itemType", &item.kind);
    }
    for creator in &item.creators {
        if is_rest(&creator.name) {
            builder.reference.contributors_complete = false;
            continue;
        }
        let role = creator.role(&item.kind);
        let value = contributor(role, creator.name.clone());
        builder.put_contributor(value, creator.range.clone());
    }
    // Lines of `extra` speak last: a field of its own comes before them.
    let (extras, fields): (Vec<_>, Vec<_>) = item.fields.iter().partition(|(f, ..)| f == "extra");
    for (field, value, place) in fields.into_iter().chain(extras) {
        match target(field, &item.kind) {
            Some(target) => put(&mut builder, &target, value, place),
            None => builder.unmapped(field, value),
        }
    }
    for (tag, place) in &item.tags {
        builder.put_keyword(tidy(tag), KeywordKind::Author, place.clone());
    }
    builder.finish()
}

/// Puts a value where it belongs.
pub(super) fn put(builder: &mut Builder<'_>, target: &Target, value: &str, at: &Range<usize>) {
    let at = at.clone();
    match target {
        Target::Text(field) => {
            let text = tidy(&strip_markup(value));
            if !text.is_empty() {
                builder.text_value(*field, text, at);
            }
        }
        Target::Scalar(ScalarField::Page) => {
            builder.scalar_value(ScalarField::Page, normalise_pages(value), at);
        }
        Target::Scalar(field) => builder.scalar_value(*field, tidy(value), at),
        Target::Date(field) => {
            if let Some(date) = loose_date(value) {
                builder.date(*field, date, at);
            }
        }
        Target::Number(scheme) => builder.put_numbers(scheme, value, &at),
        Target::Doi => match Identifier::doi(value) {
            Some(doi) => builder.identifier(doi, at),
            None => builder.unmapped("DOI", value),
        },
        Target::Url => builder.put_url(tidy(value), at),
        Target::Abstract => {
            let text = strip_markup(&value.replace("</p>", "</p>\n")).into_owned();
            builder.put_abstract(plain_abstract(&text, Origin::Unknown), at);
        }
        // Some give the address of a language: `…/iso639-2/ger`.
        Target::Language => {
            match crate::languages::language(value.trim().rsplit('/').next().unwrap_or_default()) {
                Some(tag) => builder.put_language(tag, at),
                None => builder.unmapped("language", value),
            }
        }
        Target::Extra => extra::read(builder, value, &at),
    }
}
