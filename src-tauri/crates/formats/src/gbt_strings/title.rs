//! Titles of reference strings, with the numbers and volumes behind them.

use super::gbt::Reader;
use crate::citation::{parse_date, pattern};
use diglot_model::{DateField, ReferenceType, ScalarField, Sourced, TextField};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

impl Reader<'_, '_> {
    /// The title, and behind its last colon the number of a patent, standard or report.
    pub(super) fn title(&mut self, range: &Range<usize>) {
        static FIRST: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?P<number>[A-Z]{2,}(?:/[A-Z]{1,5})?\s?[A-Z]{0,2}\d[0-9A-Za-z./]*(?:\s?[-—:]{1,2}\s?\d{1,4})+)(?:\s*[,.:]\s*|\s+)(?P<title>\S.*)$",
            )
        });
        let mut title = self.narrow.trimmed(range, &['.', ',']);
        let slice = self.slice(&title).to_owned();
        let numbered = matches!(
            self.builder.reference.kind,
            ReferenceType::Standard | ReferenceType::Patent | ReferenceType::Report
        );
        if numbered {
            let first = FIRST
                .captures(&slice)
                .filter(|_| self.builder.reference.kind == ReferenceType::Standard);
            if let Some(c) = first
                && let (Some(number), Some(rest)) = (c.name("number"), c.name("title"))
            {
                self.scalar(
                    ScalarField::Number,
                    &(title.start + number.start()..title.start + number.end()),
                );
                title = title.start + rest.start()..title.start + rest.end();
            } else if let Some(at) = slice
                .match_indices([':', ','])
                .map(|(at, _)| at)
                .find(|at| self.is_number(slice[at + 1..].trim()))
            {
                let number = self.narrow.trimmed(&(title.start + at + 1..title.end), &[]);
                self.scalar(ScalarField::Number, &number);
                title.end = title.start + at;
                self.country(&mut title);
            }
        }
        self.scale_of(&mut title);
        let book = self.builder.reference.kind == ReferenceType::Book;
        self.volume_of(&mut title, book);
        self.text_field(TextField::Title, &title);
    }

    /// Whether the end of a title is the number of a work of its type: of standards and
    /// reports it has letters and digits, a year is none.
    fn is_number(&self, value: &str) -> bool {
        let patent = self.builder.reference.kind == ReferenceType::Patent;
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        let token = |t: &str| {
            t.bytes().any(|b| b.is_ascii_digit())
                || !t.chars().any(|c| !c.is_ascii_uppercase() && c != '/')
        };
        digits >= 3
            && value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b" ./:-".contains(&b))
            && (value.bytes().any(|b| b.is_ascii_uppercase()) || patent && digits > 4)
            && value.split(' ').count() <= 4
            && value.split(' ').all(token)
    }

    /// Old strings have the country of a patent before its number: `方案:中国,88105607.3`.
    fn country(&mut self, title: &mut Range<usize>) {
        static COUNTRY: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"[:,]\s*(?P<country>中国|美国|日本|德国|英国|法国|韩国|瑞士|加拿大|澳大利亚|俄罗斯|[\p{Han}]{1,6}(?:省|市|自治区))$",
            )
        });
        let slice = self.slice(title).to_owned();
        if self.builder.reference.kind == ReferenceType::Patent
            && let Some(c) = COUNTRY.captures(&slice)
            && let (Some(whole), Some(country)) = (c.get(0), c.name("country"))
        {
            let country = title.start + country.start()..title.start + country.end();
            self.text_field(TextField::PublisherPlace, &country);
            title.end = title.start + whole.start();
        }
    }

    /// The scale behind the title of a map: `某市政区图. 1:170000`.
    fn scale_of(&mut self, title: &mut Range<usize>) {
        static SCALE: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"\s*[.,:]\s*(?P<scale>1\s*:\s*\d[\d ]*)$"));
        let slice = self.slice(title).to_owned();
        if self.builder.reference.kind == ReferenceType::Map
            && let Some(c) = SCALE.captures(&slice)
            && let (Some(whole), Some(scale)) = (c.get(0), c.name("scale"))
        {
            self.scalar(
                ScalarField::Scale,
                &(title.start + scale.start()..title.start + scale.end()),
            );
            title.end = title.start + whole.start();
        }
    }

    /// A standard's number ends in the year of its publication.
    pub(super) fn year_of_number(&mut self) {
        static YEAR: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"[-—:–](?P<year>(?:19|20)\d{2})$"));
        let r = &self.builder.reference;
        if r.kind != ReferenceType::Standard || r.issued().is_some() {
            return;
        }
        let found = r.scalar(ScalarField::Number).and_then(|number| {
            let year = YEAR.captures(number)?.name("year")?.as_str().to_owned();
            Some((
                parse_date(&year)?,
                r.scalars.get(&ScalarField::Number)?.spans.clone(),
            ))
        });
        if let Some((date, spans)) = found {
            self.builder.reference.dates.insert(
                DateField::Issued,
                Sourced {
                    value: date,
                    source: 0,
                    spans,
                },
            );
        }
    }

    /// The volume behind the title of a book: `某药典: 一部`, `某年会论文集: 2011年卷`.
    pub(super) fn volume_of(&mut self, title: &mut Range<usize>, is_book: bool) {
        static VOLUME: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"\s*[:,]\s*(?P<volume>第?\s*[一二三四五六七八九十百\d]+\s*[卷册部辑集]|\d{4}\s*年?卷|[上中下][册卷]|(?i:vol(?:ume)?\.?\s*\d+))$",
            )
        });
        let slice = self.slice(title).to_owned();
        if is_book
            && let Some(c) = VOLUME.captures(&slice)
            && let (Some(whole), Some(volume)) = (c.get(0), c.name("volume"))
        {
            let volume = title.start + volume.start()..title.start + volume.end();
            self.scalar(ScalarField::Volume, &volume);
            title.end = title.start + whole.start();
        }
    }
}
