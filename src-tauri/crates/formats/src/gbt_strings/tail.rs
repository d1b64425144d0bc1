//! What stands behind the mark of a reference string: journals, newspapers, patents, and
//! the dates and addresses at its end.

use super::gbt::{MARK, Reader};
use super::segments::segments;
use crate::citation::pattern;
use diglot_model::{ContributorRole, DateField, ReferenceType, ScalarField, Sourced, TextField};
use diglot_text::identifiers;
use diglot_text::names::NameOrder;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

impl Reader<'_, '_> {
    /// What stands behind the mark: the host, the publication, dates and addresses.
    pub(super) fn tail(&mut self, range: &Range<usize>) {
        let mut range = self.identifiers_and_dates(range);
        let slice = self.slice(&range);
        let lead = slice.len() - slice.trim_start_matches([' ', '.']).len();
        let rest = &slice[lead..];
        let host = ["//", "\u{2225}", "见:", "见 ", "In:", "in:", "In "]
            .iter()
            .find(|m| rest.starts_with(**m))
            .map(|m| m.len());
        if let Some(length) = host {
            if matches!(
                self.builder.reference.kind,
                ReferenceType::Book | ReferenceType::Document
            ) {
                self.builder.reference.kind = ReferenceType::Chapter;
            } else if self.builder.reference.kind == ReferenceType::Manuscript {
                self.builder.reference.kind = ReferenceType::PaperConference;
            }
            range.start += lead + length;
            self.book(&range, true);
            return;
        }
        // `题名[A]. 编者. 论文集[C]. …`, as it was written before `//`.
        if self.builder.reference.kind == ReferenceType::Manuscript
            && let Some(c) = MARK.captures(self.slice(&range).to_owned().as_str())
        {
            self.builder.reference.kind = if c["code"].starts_with(['C', 'c']) {
                ReferenceType::PaperConference
            } else {
                ReferenceType::Chapter
            };
            self.book(&range, true);
            return;
        }
        match self.builder.reference.kind {
            ReferenceType::ArticleJournal => self.journal(&range),
            ReferenceType::ArticleNewspaper => self.newspaper(&range),
            ReferenceType::Patent => self.patent(&range),
            _ => self.book(&range, false),
        }
    }

    /// Takes DOI, address, date of access and full dates in brackets from the end; gives
    /// back what stands before them.
    pub(super) fn identifiers_and_dates(&mut self, range: &Range<usize>) -> Range<usize> {
        static DOI: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi\s*[:.]?\s*)?\b10\.\d{4,9}/\S+")
        });
        static URL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:https?|ftp)\s?://\S+"));
        static ACCESSED: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"\[\s*((?:1[5-9]|20)\d{2}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?)\s*\]")
        });
        static FULL: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"\(\s*((?:1[5-9]|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s*(?:/(?:1[5-9]|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})?\s*\)",
            )
        });
        static SERIAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bCSTR\s*:\s*\S+"));
        // In full width the DOI may follow an address without a space.
        static NEXT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)[.,;]\s*(?:doi|cstr)\s*:"));
        let slice = self.slice(range).to_owned();
        let mut end = slice.len();
        let shift = |r: Range<usize>| range.start + r.start..range.start + r.end;
        let url = URL.find(&slice).map(|m| {
            let end = NEXT
                .find(m.as_str())
                .map_or(m.end(), |next| m.start() + next.start());
            m.start()..end
        });
        if let Some(m) = DOI.find_iter(&slice).find(|m| {
            // An address may hold the DOI; the one of its own says it plainly.
            url.as_ref()
                .is_none_or(|u| m.start() >= u.end || m.start() <= u.start)
        }) {
            let at = self.narrow.place(&shift(m.range()));
            if let Some(found) = identifiers::find_doi(m.as_str()) {
                self.builder.identifier(found.identifier, at);
                end = end.min(m.start());
            }
        }
        if let Some(m) = url {
            let address = slice[m.clone()].trim_end_matches(['.', ',', ';', ')']);
            let at = self.narrow.place(&shift(m.start..m.start + address.len()));
            let is_resolver = address.contains("doi.org/10.");
            if is_resolver
                && self.builder.reference.doi().is_none()
                && let Some(found) = identifiers::find_doi(address)
            {
                self.builder.identifier(found.identifier, at.clone());
            }
            let span = self.builder.span(&at);
            self.builder
                .reference
                .urls
                .push(Sourced::at(address.replace(' ', ""), span));
            end = end.min(m.start);
        }
        if let Some(m) = SERIAL.find(&slice) {
            end = end.min(m.start());
        }
        if let Some(c) = ACCESSED.captures(&slice)
            && let (Some(whole), Some(date)) = (c.get(0), c.get(1))
        {
            self.date(DateField::Accessed, &shift(date.range()));
            end = end.min(whole.start());
        }
        if let Some(c) = FULL.captures(&slice)
            && let (Some(whole), Some(date)) = (c.get(0), c.get(1))
        {
            self.date(DateField::Issued, &shift(date.range()));
            end = end.min(whole.start());
        }
        range.start..range.start + end
    }

    /// `. 刊名, 2024, 46(8): 102-111`.
    fn journal(&mut self, range: &Range<usize>) {
        static WITH_YEAR: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?P<journal>.+?)\s*[,.:;]?\s*[,.;\s(]\s*(?P<year>(?:1[5-9]|20)\d{2})\s*(?:年|[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b)?\s*[)]?(?P<rest>\s*(?:[,.:;(].*)?)$",
            )
        });
        static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?P<journal>[^(]*[^(\d\s,])\s*(?P<rest>\(\s*[A-Za-z增刊]{0,3}\d[^()]{0,8}\)\s*[:,].+)$",
            )
        });
        static WITHOUT: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?P<journal>.+?)\s*[,:]\s*(?P<rest>[A-Za-z]?\d[0-9A-Za-z./-]*\s*(?:\([^()]*\))?\s*(?:[:,]\s*.+)?|\([^()]+\).*)$",
            )
        });
        let mut range = self.narrow.trimmed(range, &['.', ',', ':']);
        // `顾某, 译. 刊名, …`
        if let Some(first) = segments(self.narrow, &range).first().cloned()
            && self.slice(&first).trim_end().ends_with('译')
            && first.end < range.end
        {
            self.names(
                &first,
                Some(ContributorRole::Translator),
                NameOrder::FamilyFirst,
            );
            range = self.narrow.trimmed(&(first.end..range.end), &['.', ',']);
        }
        let slice = self.slice(&range).to_owned();
        let at = |m: regex::Match<'_>| range.start + m.start()..range.start + m.end();
        if let Some(c) = WITH_YEAR.captures(&slice)
            && let (Some(journal), Some(year), Some(rest)) =
                (c.name("journal"), c.name("year"), c.name("rest"))
        {
            self.text_field(TextField::ContainerTitle, &at(journal));
            self.date(DateField::Issued, &at(year));
            self.volume_issue_pages(&at(rest));
        } else if let Some(c) = ISSUE.captures(&slice).or_else(|| WITHOUT.captures(&slice))
            && let (Some(journal), Some(rest)) = (c.name("journal"), c.name("rest"))
        {
            self.text_field(TextField::ContainerTitle, &at(journal));
            self.volume_issue_pages(&at(rest));
        } else {
            self.text_field(TextField::ContainerTitle, &range);
        }
    }

    /// `, 2008(05): 915-924` behind a journal that stood before the mark.
    pub(super) fn coordinates(&mut self, range: &Range<usize>) {
        static YEAR: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^[\s,.]*(?P<year>(?:1[5-9]|20)\d{2})(?P<rest>.*)$"));
        let range = self.identifiers_and_dates(range);
        let slice = self.slice(&range).to_owned();
        if let Some(c) = YEAR.captures(&slice)
            && let (Some(year), Some(rest)) = (c.name("year"), c.name("rest"))
        {
            self.date(
                DateField::Issued,
                &(range.start + year.start()..range.start + year.end()),
            );
            self.volume_issue_pages(&(range.start + rest.start()..range.start + rest.end()));
        }
    }

    /// `, 46(8): 102-111`, `(05): 915-924`, `, 1-15`.
    pub(super) fn volume_issue_pages(&mut self, range: &Range<usize>) {
        static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(concat!(
                r"^[\s,.;:]*(?:(?i:vol)\.?\s*|第)?(?P<volume>[A-Za-z]{0,6}\.?\s?\d[0-9A-Za-z./-]*|[IVXLC]+\b)?\s*卷?",
                r"\s*,?\s*(?:\(\s*(?P<issue>[^()]{1,40}?)\s*\)|(?:(?i:no)\.?|第)\s*(?P<issue2>[0-9A-Za-z/-]+)\s*期?)?",
                r"\s*(?:[:,.]\s*(?P<pages>\S.*?))?[\s.,;]*$",
            ))
        });
        let slice = self.slice(range).to_owned();
        let Some(c) = SHAPE.captures(&slice) else {
            return;
        };
        let at = |m: regex::Match<'_>| range.start + m.start()..range.start + m.end();
        let issue = c.name("issue").or_else(|| c.name("issue2"));
        let pages = c.name("pages");
        if let Some(volume) = c.name("volume") {
            let is_range = |v: &str| {
                v.split_once('-').is_some_and(|(a, b)| {
                    !a.is_empty() && !b.is_empty() && b.bytes().all(|b| b.is_ascii_digit())
                })
            };
            if issue.is_none() && pages.is_none() && is_range(volume.as_str()) {
                self.pages(&at(volume));
                return;
            }
            self.scalar(ScalarField::Volume, &at(volume));
        }
        if let Some(issue) = issue {
            self.scalar(ScalarField::Issue, &at(issue));
        }
        if let Some(pages) = pages {
            self.pages(&at(pages));
        }
    }

    /// `. 人民日报, 2022-08-16(17)`.
    fn newspaper(&mut self, range: &Range<usize>) {
        static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?P<paper>.+?)\s*[,.]?\s*[,.\s]\s*(?P<date>(?:1[5-9]|20)\d{2}(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?)?)\s*(?:\(\s*第?(?P<page>[^()]+?)版?\s*\)|[,:]\s*(?P<page2>[0-9A-Za-z-]+))?",
            )
        });
        let range = self.narrow.trimmed(range, &['.', ',']);
        let slice = self.slice(&range).to_owned();
        let Some(c) = SHAPE.captures(&slice) else {
            static PAGE: LazyLock<Regex> =
                LazyLock::new(|| pattern(r"^(?P<paper>.+?)\s*[(:,]\s*(?P<page>\d{1,3})\s*\)?$"));
            if let Some(c) = PAGE.captures(&slice)
                && let (Some(paper), Some(page)) = (c.name("paper"), c.name("page"))
            {
                self.text_field(
                    TextField::ContainerTitle,
                    &(range.start..range.start + paper.end()),
                );
                self.pages(&(range.start + page.start()..range.start + page.end()));
            } else {
                self.text_field(TextField::ContainerTitle, &range);
            }
            return;
        };
        let at = |m: regex::Match<'_>| range.start + m.start()..range.start + m.end();
        if let Some(paper) = c.name("paper") {
            self.text_field(TextField::ContainerTitle, &at(paper));
        }
        if let Some(date) = c.name("date") {
            self.date(DateField::Issued, &at(date));
        }
        if let Some(page) = c.name("page").or_else(|| c.name("page2")) {
            self.pages(&at(page));
        }
    }

    /// `. 中国专利: CN1234567A, 2020-04-17`, `. 2008-01-16`.
    fn patent(&mut self, range: &Range<usize>) {
        static DATE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"(?:1[5-9]|20)\d{2}(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?)?\s*[.,;)]*\s*$")
        });
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"\b(?:[A-Z]{2}\s?\d[\d.]{5,}[A-Z]?\d?|\d{7,}(?:\.[0-9A-Z])?)\b")
        });
        static PAGES: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"(?:1[5-9]|20)\d{2}-\d{1,2}-\d{1,2}\s*(?P<pages>:\s*[\d-]+)\s*$")
        });
        let mut range = self.narrow.trimmed(range, &['.', ',']);
        let slice = self.slice(&range).to_owned();
        if let Some(pages) = PAGES.captures(&slice).and_then(|c| c.name("pages")) {
            self.pages(&(range.start + pages.start()..range.end));
            range.end = range.start + pages.start();
        }
        let slice = self.slice(&range).to_owned();
        let mut rest = range.clone();
        if let Some(m) = DATE.find(&slice) {
            let date = self
                .narrow
                .trimmed(&(range.start + m.start()..range.end), &['.', ',', ';', ')']);
            if self.date(DateField::Issued, &date) {
                rest.end = date.start;
            }
        }
        let slice = self.slice(&rest).to_owned();
        if let Some(m) = NUMBER.find(&slice) {
            self.scalar(
                ScalarField::Number,
                &(rest.start + m.start()..rest.start + m.end()),
            );
            rest.end = rest.start + m.start();
        }
        let place = self.narrow.trimmed(&rest, &['.', ',', ':']);
        if !place.is_empty() {
            self.text_field(TextField::PublisherPlace, &place);
        }
    }
}
