//! Titles, containers, publishers, abstracts and keywords of an entry, in every language.

use super::super::escape::{text, title};
use super::super::languages::suffix_of;
use super::super::types;
use super::Entry;
use diglot_model::{KeywordKind, LanguageTag, Reference, ReferenceType, TextField};

impl Entry {
    /// The own language under the field's name, others under `name_zh`.
    fn texts(
        &mut self,
        name: &str,
        reference: &Reference,
        field: TextField,
        escape: fn(&str) -> String,
    ) {
        let own = reference.text(field);
        if let Some(own) = own {
            self.put(name, &escape(&own.text));
        }
        for other in reference.texts(field) {
            if own.is_some_and(|own| !std::ptr::eq(own, other)) {
                self.put(&in_language(name, &other.lang), &escape(&other.text));
            }
        }
    }

    pub(super) fn titles(&mut self, reference: &Reference) {
        self.texts("title", reference, TextField::Title, title);
        self.texts("shorttitle", reference, TextField::TitleShort, title);
        self.texts("origtitle", reference, TextField::OriginalTitle, text);
        let latex = self.latex();
        let container = container_field(reference.kind, latex);
        self.texts(container, reference, TextField::ContainerTitle, text);
        self.texts(
            "shortjournal",
            reference,
            TextField::ContainerTitleShort,
            text,
        );
        self.texts("series", reference, TextField::CollectionTitle, text);
        let publisher = match reference.kind {
            ReferenceType::Thesis if !latex => "school",
            ReferenceType::Thesis | ReferenceType::Report | ReferenceType::Standard => {
                "institution"
            }
            _ => "publisher",
        };
        self.texts(publisher, reference, TextField::Publisher, text);
        self.texts("eventtitle", reference, TextField::EventTitle, text);
        self.texts("venue", reference, TextField::EventPlace, text);
        let place = if latex { "location" } else { "address" };
        self.texts(place, reference, TextField::PublisherPlace, text);
        let entry = types::genre_of(self.kind());
        let told = entry.is_some()
            && reference.texts(TextField::Genre).len() == 1
            && reference.text(TextField::Genre).map(|g| g.text.as_str()) == entry;
        if !told {
            self.texts("type", reference, TextField::Genre, text);
        }
    }

    pub(super) fn abstracts(&mut self, reference: &Reference) {
        let own = reference.abstract_();
        let is_own = |a: &_| own.is_some_and(|own| std::ptr::eq(own, a));
        let others = reference.abstracts.iter().filter(|a| !is_own(*a));
        for a in own.into_iter().chain(others) {
            let name = if is_own(a) {
                "abstract".to_owned()
            } else {
                in_language("abstract", &a.lang)
            };
            let lines: Vec<String> = a.plain().lines().map(text).collect();
            // An empty line would be a paragraph to TeX and is one to readers.
            self.put(&name, &lines.join("\n\n"));
        }
    }

    pub(super) fn keywords(&mut self, reference: &Reference) {
        let Some(first) = reference.keywords.first() else {
            return;
        };
        let own = reference
            .own_language()
            .filter(|own| reference.keywords.iter().any(|k| k.lang.same_language(own)))
            .unwrap_or_else(|| first.lang.clone());
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for keyword in &reference.keywords {
            // Digits and symbols alone belong to any language.
            let same = keyword.lang.same_language(&own) || keyword.lang == LanguageTag::UND;
            let name = if keyword.kind == KeywordKind::Index {
                // As the Web of Science calls them.
                "keywords-plus".to_owned()
            } else if keyword.kind == KeywordKind::Mesh {
                "mesh".to_owned()
            } else if same {
                "keywords".to_owned()
            } else {
                in_language("keywords", &keyword.lang)
            };
            let word = text(&keyword.text);
            let word = if word.contains([';', '；']) {
                format!("{{{word}}}")
            } else {
                word
            };
            match groups.iter_mut().find(|(n, _)| *n == name) {
                Some((_, words)) => words.push(word),
                None => groups.push((name, vec![word])),
            }
        }
        groups.sort_by_key(|(name, _)| name != "keywords");
        for (name, words) in groups {
            let comma = |w: &String| w.contains([',', '，', '、', ';']);
            let value = match words.as_slice() {
                // One alone with a comma in it is none of a list.
                [one] if comma(one) && !one.starts_with('{') => format!("{{{one}}}"),
                words if words.iter().any(comma) => words.join("; "),
                words => words.join(", "),
            };
            self.put(&name, &value);
        }
    }
}

/// The field that names a container.
fn container_field(kind: ReferenceType, latex: bool) -> &'static str {
    use ReferenceType as T;
    match kind {
        T::Chapter
        | T::PaperConference
        | T::Entry
        | T::EntryDictionary
        | T::EntryEncyclopedia
        | T::Book
        | T::Classic
        | T::Collection
        | T::Pamphlet
        | T::Periodical => "booktitle",
        _ if latex => "journaltitle",
        _ => "journal",
    }
}

/// `title_zh`: simplified is the usual script, traditional is `title_zh_hant`.
fn in_language(name: &str, lang: &LanguageTag) -> String {
    format!("{name}_{}", suffix_of(lang))
}
