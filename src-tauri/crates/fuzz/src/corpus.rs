//! What the mutations begin with: the repository's own samples, and a few texts for what
//! has no files. All of it is invented.

use diglot_formats::{FormatName, detect};
use diglot_text::decode::decode;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The samples.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    /// All files as they are, in the order of their paths.
    pub(crate) files: Vec<Vec<u8>>,
    /// Indices of the files whose text is best read in a format.
    by_format: BTreeMap<FormatName, Vec<usize>>,
}

impl Corpus {
    /// Reads every sample of the repository.
    pub(crate) fn read() -> Self {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut paths = Vec::new();
        for folder in [
            "formats/fixtures",
            "formats/src",
            "import/tests/captures",
            "../samples",
        ] {
            collect(&crates.join(folder), folder != "formats/src", &mut paths);
        }
        paths.sort();
        let mut corpus = Self::default();
        for path in paths {
            if let Ok(bytes) = std::fs::read(&path) {
                corpus.add(bytes);
            }
        }
        for text in TEXTS {
            corpus.add(text.as_bytes().to_vec());
        }
        corpus
    }

    fn add(&mut self, bytes: Vec<u8>) {
        if let Ok(decoded) = decode(&bytes)
            && let Some(best) = detect(&decoded.text).first()
        {
            let of = self.by_format.entry(best.format).or_default();
            of.push(self.files.len());
        }
        self.files.push(bytes);
    }

    /// The samples of a format; all of them when it has none.
    pub(crate) fn of(&self, format: FormatName) -> Vec<&[u8]> {
        match self.by_format.get(&format) {
            Some(of) => of.iter().map(|&at| self.files[at].as_slice()).collect(),
            None => self.all(),
        }
    }

    /// All samples.
    pub(crate) fn all(&self) -> Vec<&[u8]> {
        self.files.iter().map(Vec::as_slice).collect()
    }
}

/// Adds the files of a folder and those below it; among sources only what stands in a
/// folder `fixtures`.
fn collect(folder: &Path, every: bool, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            let every = every || path.ends_with("fixtures");
            collect(&path, every, paths);
        } else if every
            && path
                .extension()
                .is_none_or(|e| e != "snap" && e != "rs" && e != "json5")
        {
            paths.push(path);
        }
    }
}

/// Texts in shapes that no sample file has.
const TEXTS: &[&str] = &[
    "[{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"Lamps <i>in vitro</i>\",\"author\":[{\"family\":\"Berg\",\"given\":\"Ida\",\"non-dropping-particle\":\"van\"},{\"literal\":\"灯具学会\"}],\"issued\":{\"date-parts\":[[2020,4],[2020,6]]},\"page\":\"1-9\",\"custom\":{\"diglot\":{\"titles\":[{\"lang\":\"zh-Hans\",\"text\":\"灯\",\"origin\":\"unknown\"}]}}}]",
    "@article{berg2020, title = {{Lamps} \\& {\\'E}tude $x^2$}, author = {van der Berg, Jr., Ida and {Lamp Society} and others}, year = 2020, month = apr # \"~4\", pages = {1--9}, crossref = {all}}\n@string{j = \"Lamps\"}\n@proceedings{all, title = \"Lamps\" # j, date = {2020-04/2020-06}}",
];

/// Sentences in two languages, apart by `---`.
pub(crate) const PAIRS: &[&str] = &[
    "Lamps burn in 29 of 30 houses (P < 0.05). Nobody sleeps, e.g. Dr. Berg. It cost 290,000 crowns in 2019.\n---\n三十户中有29户点灯(P<0.05)。没有人睡觉，例如Berg博士。2019年花费29万克朗。",
    "BACKGROUND: Lamps are old.\nMETHODS: We lit 14 lamps; half were new.\nRESULTS: All 14 burned.\n---\n背景：灯很旧。\n方法：我们点了14盏灯；一半是新的。\n结果：14盏都亮了。",
    "One.\n---\n一。二。三！四？五；六……",
];

/// Names as they stand in lists of authors.
pub(crate) const NAMES: &[&str] = &[
    "van der Berg, Jan P., Jr.; Holmes Michelle M; 欧阳修; 张会佳; 诸葛 亮",
    "de la Cruz-Núñez, M.-J.\nLamp Study Group\nÉtienne d'Aubigny III\nLI Wei",
    "Zhang H W, O'Brien, P.; 欧阳 娜娜 et al.; 等",
];

/// Lines with identifiers.
pub(crate) const IDENTIFIERS: &[&str] = &[
    "https://doi.org/10.5555/lamp.2020.7, doi:10．5555／灯(2020)7; DOI 10.5555/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O.",
    "PMID: 99999901 PMC9999991 arXiv:2001.01234v2 ISSN 1234-567X ISRCTN00000001 NCT00000001 ChiCTR-TRC-10000001",
    "Pages 1044-51, e103-e110, S12–S19, 1-2-3, iv-xii; 12:00",
];

/// Small PDFs: one with text, one with metadata alone.
pub(crate) const PDFS: &[&[u8]] = &[
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n4 0 obj\n<< /Length 121 >>\nstream\nBT /F1 12 Tf 1 0 0 1 50 700 Tm (Lamps and light) Tj 0 -14 Td [(https://doi.or) -5 (g/10.5555/lamp.2020.7)] TJ T* <0041> Tj ET\nendstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type0 /ToUnicode 6 0 R /Encoding /Identity-H >>\nendobj\n6 0 obj\n<< /Length 99 >>\nstream\n1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0041> <0050> <4e00> endbfrange\nendstream\nendobj\n7 0 obj\n<< /Title (Lamps) /Author <feff706f> >>\nendobj\ntrailer\n<< /Root 1 0 R /Info 7 0 R >>\nstartxref\n0\n%%EOF",
    b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Metadata 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Metadata /Subtype /XML /Length 400 >>\nstream\n<?xpacket begin=\"\" id=\"W5M0\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\"><dc:title><rdf:Alt><rdf:li xml:lang=\"en\">Lamps</rdf:li></rdf:Alt></dc:title><prism:doi>10.5555/lamp.2020.7</prism:doi></rdf:Description></rdf:RDF></x:xmpmeta>\nendstream\nendobj\n%%EOF",
];
