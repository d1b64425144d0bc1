//! Which names of `<meta>` tags say what: fields as Zotero names them, the better names
//! first.

/// A field and the names that hold it.
pub(super) type Names = (&'static str, &'static [&'static str]);

/// Names that only pages about works use.
pub(super) const STRONG: &[Names] = &[
    (
        "title",
        &[
            "citation_title",
            "eprints.title",
            "prism.title",
            "dc.title",
            "dcterms.title",
            "dc.title.alternative",
            "dcterms.alternative",
            "dc.title.translated",
        ],
    ),
    (
        "abstractNote",
        &[
            "citation_abstract",
            "eprints.abstract",
            "dcterms.abstract",
            "dc.description.abstract",
            "dc.abstract",
            "prism.teaser",
            "dc.description",
            "dcterms.description",
        ],
    ),
    (
        "date",
        &[
            "citation_publication_date",
            "citation_date",
            "citation_cover_date",
            "eprints.date",
            "prism.publicationdate",
            "dcterms.issued",
            "dc.date.issued",
            "dc.issued",
            "citation_year",
            "citation_online_date",
            "dc.date",
            "dcterms.date",
            "dc.date.created",
        ],
    ),
    (
        "DOI",
        &[
            "citation_doi",
            "prism.doi",
            "dc.identifier.doi",
            "bibo.doi",
            "eprints.doi",
        ],
    ),
    (
        "ISSN",
        &[
            "citation_issn",
            "citation_eissn",
            "prism.issn",
            "prism.eissn",
            "eprints.issn",
            "dc.source.issn",
        ],
    ),
    (
        "ISBN",
        &[
            "citation_isbn",
            "prism.isbn",
            "eprints.isbn",
            "dc.identifier.isbn",
        ],
    ),
    ("PMID", &["citation_pmid"]),
    ("PMCID", &["citation_pmcid"]),
    (
        "volume",
        &[
            "citation_volume",
            "prism.volume",
            "eprints.volume",
            "dc.source.volume",
            "dc.bibliographiccitation.volume",
            "bibo.volume",
        ],
    ),
    (
        "issue",
        &[
            "citation_issue",
            "prism.number",
            "prism.issueidentifier",
            "eprints.number",
            "dc.source.issue",
            "dc.bibliographiccitation.issue",
            "bibo.issue",
        ],
    ),
    ("journalAbbreviation", &["citation_journal_abbrev"]),
    (
        "publicationTitle",
        &[
            "citation_journal_title",
            "citation_inbook_title",
            "citation_book_title",
            "prism.publicationname",
            "eprints.publication",
            "eprints.book.title",
            "dc.relation.ispartof",
            "dcterms.ispartof",
            "dc.title.parent",
            "dc.bibliographiccitation.title",
            "dc.bibliographiccitation.journaltitle",
            "dc.source",
        ],
    ),
    (
        "conferenceName",
        &[
            "citation_conference_title",
            "citation_conference",
            "eprints.event.title",
            "dc.bibliographiccitation.conferencename",
        ],
    ),
    (
        "series",
        &[
            "citation_series_title",
            "eprints.series",
            "dc.relation.ispartofseries",
        ],
    ),
    (
        "publisher",
        &[
            "citation_dissertation_institution",
            "citation_technical_report_institution",
            "citation_publisher",
            "eprints.publisher",
            "eprints.institution",
            "dc.publisher",
            "dcterms.publisher",
        ],
    ),
    (
        "number",
        &[
            "citation_technical_report_number",
            "citation_patent_number",
            "eprints.id.number",
        ],
    ),
    (
        "type",
        &["citation_dissertation_name", "eprints.thesis.type"],
    ),
    (
        "language",
        &["citation_language", "dc.language", "dcterms.language"],
    ),
    ("place", &["eprints.place.of.pub", "dc.publisher.place"]),
    (
        "url",
        &[
            "citation_public_url",
            "citation_abstract_html_url",
            "citation_fulltext_html_url",
            "eprints.official.url",
            "prism.url",
        ],
    ),
];

/// Names that any page may use.
pub(super) const WEAK: &[Names] = &[
    ("title", &["og.title", "twitter.title"]),
    (
        "abstractNote",
        &["og.description", "twitter.description", "description"],
    ),
    (
        "date",
        &[
            "article.published.time",
            "og.published.time",
            "book.release.date",
            "datepublished",
        ],
    ),
    ("publicationTitle", &["og.site.name"]),
    ("ISBN", &["book.isbn"]),
    ("language", &["og.locale"]),
    ("url", &["og.url"]),
];

/// Names of authors, editors and others.
pub(super) const PEOPLE: &[Names] = &[
    (
        "author",
        &[
            "citation_author",
            "citation_authors",
            "eprints.creators.name",
            "dc.creator",
            "dcterms.creator",
            "dc.creator.personalname",
            "dc.contributor.author",
        ],
    ),
    (
        "editor",
        &[
            "citation_editor",
            "eprints.editors.name",
            "dc.contributor.editor",
        ],
    ),
    (
        "translator",
        &["citation_translator", "dc.contributor.translator"],
    ),
];

/// Names of keywords.
pub(super) const KEYWORDS: &[&str] = &[
    "citation_keywords",
    "citation_keyword",
    "eprints.keywords",
    "prism.keyword",
    "dc.subject",
    "dcterms.subject",
    "keywords",
];
