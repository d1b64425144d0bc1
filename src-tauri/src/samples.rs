//! Invented texts in the shapes in which references really arrive, for somebody who has none at hand.

/// A sample.
pub struct Sample {
    name: &'static str,
    /// The name that its file would have.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

const SAMPLES: [Sample; 3] = [
    Sample {
        name: "mirror-page",
        file: "mirror page.txt",
        text: include_str!("../samples/2_mirror_page.txt"),
    },
    Sample {
        name: "pubmed-text",
        file: "PubMed with translation.txt",
        text: include_str!("../samples/0_pubmed_page.txt"),
    },
    Sample {
        name: "listing",
        file: "listing.txt",
        text: include_str!("../samples/4_listing.txt"),
    },
];

/// The sample of a name.
pub fn named(name: &str) -> Option<&'static Sample> {
    SAMPLES.iter().find(|sample| sample.name == name)
}
