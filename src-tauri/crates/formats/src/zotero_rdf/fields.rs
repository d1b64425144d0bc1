//! Fields of Zotero and the properties of each vocabulary that hold them.

/// Fields of Zotero and the properties that hold them; the first that is there counts.
pub(super) const FIELDS: &[(&str, &[&str])] = &[
    (
        "rights",
        &[
            "prism:copyright",
            "dc:rights",
            "dcterms:rights",
            "schema:license",
        ],
    ),
    ("version", &["schema:softwareVersion", "schema:version"]),
    ("edition", &["prism:edition", "bibo:edition"]),
    (
        "pages",
        &[
            "bib:pages",
            "eprints:pagerange",
            "prism:pageRange",
            "bibo:pages",
        ],
    ),
    (
        "numPages",
        &["bibo:numPages", "eprints:pages", "z:numPages"],
    ),
    ("numberOfVolumes", &["bibo:numVolumes", "z:numberOfVolumes"]),
    ("shortTitle", &["z:shortTitle", "bibo:shortTitle"]),
    ("medium", &["dcterms:medium"]),
    (
        "date",
        &[
            "eprints:date",
            "prism:publicationDate",
            "og:published_time",
            "dc:date.issued",
            "dcterms:date.issued",
            "dcterms:issued",
            "dc:date",
            "dcterms:date",
            "dcterms:created",
            "schema:datePublished",
        ],
    ),
    ("accessDate", &["dcterms:dateSubmitted"]),
    ("archiveLocation", &["dc:coverage", "dcterms:coverage"]),
    (
        "abstractNote",
        &[
            "eprints:abstract",
            "prism:teaser",
            "og:description",
            "bibo:abstract",
            "dcterms:abstract",
            "dc:description.abstract",
            "dcterms:description.abstract",
            "schema:description",
        ],
    ),
    (
        "language",
        &[
            "z:language",
            "dc:language",
            "dcterms:language",
            "schema:inLanguage",
        ],
    ),
];

/// Fields that the container may have as well as the node.
pub(super) const SHARED: &[(&str, &[&str])] = &[
    (
        "volume",
        &[
            "prism:volume",
            "eprints:volume",
            "bibo:volume",
            "dcterms:citation.volume",
            "schema:volumeNumber",
        ],
    ),
    (
        "issue",
        &[
            "prism:number",
            "prism:issueIdentifier",
            "eprints:number",
            "bibo:issue",
            "dcterms:citation.issue",
            "schema:issueNumber",
        ],
    ),
    ("journalAbbreviation", &["dcterms:alternative"]),
    (
        "ISSN",
        &[
            "prism:issn",
            "eprints:issn",
            "bibo:issn",
            "prism:eIssn",
            "bibo:eissn",
            "schema:issn",
        ],
    ),
    (
        "ISBN",
        &[
            "prism:isbn",
            "eprints:isbn",
            "bibo:isbn",
            "bibo:isbn13",
            "bibo:isbn10",
            "schema:isbn",
        ],
    ),
    ("DOI", &["prism:doi", "bibo:doi"]),
];
