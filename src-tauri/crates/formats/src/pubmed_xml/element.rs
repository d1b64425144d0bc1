//! The elements of PubMed's XML that are looked at.

macro_rules! elements {
    ($($name:ident)*) => {
        /// An element by its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        #[expect(clippy::upper_case_acronyms, reason = "each variant is the element of that name")]
        pub(super) enum Element { $($name,)* Math, Annotation, Other }

        impl Element {
            /// How many there are.
            pub(super) const COUNT: usize = Self::Other as usize + 1;

            /// The element with a local name.
            pub(super) fn of(name: &str) -> Self {
                match name {
                    $(stringify!($name) => Self::$name,)*
                    "math" => Self::Math,
                    "annotation" | "annotation-xml" => Self::Annotation,
                    _ => Self::Other,
                }
            }
        }
    };
}

// The commonest first: names are compared one after the other.
elements! {
    Year Month Day LastName ForeName Initials Author AffiliationInfo Affiliation DescriptorName QualifierName
    MeshHeading PubMedPubDate ArticleId Keyword AbstractText PublicationType Identifier Chemical RegistryNumber
    NameOfSubstance Grant GrantID Acronym Agency Country
    PMID ArticleTitle VernacularTitle Abstract OtherAbstract Language AuthorList CollectiveName Suffix FirstName
    MiddleName Journal JournalIssue ISSN Volume Issue Title ISOAbbreviation PubDate Season MedlineDate Article
    Pagination MedlinePgn StartPage EndPage ELocationID ArticleDate MedlineJournalInfo MedlineTA NlmUniqueID
    ISSNLinking CopyrightInformation DataBankList DataBank DataBankName AccessionNumberList AccessionNumber
    GrantList PublicationTypeList ChemicalList MeshHeadingList KeywordList CitationSubset GeneralNote OtherID
    CoiStatement CommentsCorrectionsList CommentsCorrections RefSource Note InvestigatorList Investigator
    MedlineCitation PubmedData History PublicationStatus ArticleIdList ReferenceList PubmedArticle
    PubmedBookArticle PubmedBookData BookDocument Book BookTitle Publisher PublisherName PublisherLocation
    CollectionTitle Edition Isbn Medium ReportNumber LocationLabel Sections ContributionDate Hour Minute Second
    DateCompleted DateRevised DateCreated BeginningDate EndingDate VolumeTitle
}

impl Element {
    /// Whether its text is a value.
    pub(super) fn is_value(self) -> bool {
        use Element as E;
        matches!(
            self,
            E::Year
                | E::Month
                | E::Day
                | E::LastName
                | E::ForeName
                | E::Initials
                | E::Affiliation
                | E::DescriptorName
                | E::QualifierName
                | E::ArticleId
                | E::Keyword
                | E::AbstractText
                | E::PublicationType
                | E::Identifier
                | E::RegistryNumber
                | E::NameOfSubstance
                | E::GrantID
                | E::Acronym
                | E::Agency
                | E::Country
                | E::PMID
                | E::ArticleTitle
                | E::VernacularTitle
                | E::Language
                | E::CollectiveName
                | E::Suffix
                | E::FirstName
                | E::MiddleName
                | E::ISSN
                | E::Volume
                | E::Issue
                | E::Title
                | E::ISOAbbreviation
                | E::Season
                | E::MedlineDate
                | E::MedlinePgn
                | E::StartPage
                | E::EndPage
                | E::ELocationID
                | E::MedlineTA
                | E::NlmUniqueID
                | E::ISSNLinking
                | E::CopyrightInformation
                | E::DataBankName
                | E::AccessionNumber
                | E::CitationSubset
                | E::GeneralNote
                | E::OtherID
                | E::CoiStatement
                | E::RefSource
                | E::Note
                | E::PublicationStatus
                | E::BookTitle
                | E::PublisherName
                | E::PublisherLocation
                | E::CollectionTitle
                | E::Edition
                | E::Isbn
                | E::Medium
                | E::ReportNumber
                | E::LocationLabel
                | E::VolumeTitle
        )
    }

    /// Whether nothing in it is about the work itself.
    pub(super) fn is_passed_over(self) -> bool {
        matches!(self, Self::ReferenceList | Self::Sections)
    }

    /// Whether an element that nobody knows is kept when it stands directly in this one.
    pub(super) fn keeps_others(self) -> bool {
        matches!(
            self,
            Self::MedlineCitation
                | Self::Article
                | Self::Journal
                | Self::MedlineJournalInfo
                | Self::PubmedData
                | Self::BookDocument
                | Self::Book
                | Self::PubmedBookData
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(Element::of("AbstractText"), Element::AbstractText);
        assert_eq!(Element::of("math"), Element::Math);
        assert_eq!(Element::of("PubmedArticleSet"), Element::Other);
        assert!(Element::of("Year").is_value());
        assert!(!Element::of("PubDate").is_value());
    }
}
