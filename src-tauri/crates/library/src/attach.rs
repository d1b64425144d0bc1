//! Putting a text in another language beside that of a reference: a translation that was
//! pasted or dropped.

use crate::convert::plan;
use crate::error::{LibraryError, Result};
use crate::inputs::InputFile;
use crate::library::Library;
use crate::links::{BilingualText, bilingual_view};
use diglot_align::Refusal;
use diglot_formats::selection::{SelectedField, Selection};
use diglot_import::Choices;
use diglot_model::{
    Abstract, Keyword, LanguageTag, LocalizedText, Origin, Reference, Source, Sourced, Spans,
    TextField,
};
use diglot_store::{Operation, OperationId, ReferenceId};
use diglot_text::headings::role_of;
use diglot_text::script::{ScriptCounts, language_of};

/// What was recognised in a pasted text, beside a reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// The language of the text.
    pub lang: LanguageTag,
    /// A title in it; absent when there is none, and when the reference has one already.
    pub title: Option<String>,
    /// The abstract in it.
    pub text: Option<Abstract>,
    /// Keywords in it that the reference lacks.
    pub keywords: Vec<Keyword>,
    /// The abstracts side by side as they would be; absent when the reference has none.
    pub view: Option<BilingualText>,
    /// The reference as it would be.
    pub after: Reference,
}

impl Attachment {
    /// Set when the texts are no translations of each other.
    pub fn refused(&self) -> Option<&Refusal> {
        self.view.as_ref().and_then(|view| view.refused.as_ref())
    }
}

/// Recognises the other side in a pasted text: the title, abstract and keywords in a
/// language that the reference lacks. Lines in a language that it has are passed over, as
/// in texts whose languages alternate.
pub fn recognise_attachment(reference: &Reference, pasted: &str) -> Result<Attachment> {
    let found = parts_of(reference, pasted).ok_or(LibraryError::NotAttachable(
        "no abstract and no title in another language was found in it",
    ))?;
    let mut after = reference.clone();
    put(&mut after, &found, String::new());
    let has_text = found.text.is_some();
    Ok(Attachment {
        view: bilingual_view(&after).filter(|_| has_text),
        after,
        ..found
    })
}

impl Library {
    /// Attaches a pasted text to a reference, as one operation. A text that is no
    /// translation of what is there is refused, unless `anyway`.
    pub fn attach_text(
        &mut self,
        id: ReferenceId,
        pasted: &str,
        anyway: bool,
    ) -> Result<Option<OperationId>> {
        let mut reference = self.store.get_present(id)?.reference;
        let found = recognise_attachment(&reference, pasted)?;
        if let (Some(refusal), false) = (found.refused(), anyway) {
            let coverage = match refusal {
                Refusal::Empty => 0.0,
                Refusal::Unrelated { coverage } => *coverage,
            };
            return Err(LibraryError::NotATranslation {
                coverage: (coverage * 100.0) as u8,
            });
        }
        let at = format!("{:.3}", jiff::Timestamp::now());
        put(&mut reference, &found, at);
        let operation = Operation::AttachText {
            lang: found.lang.as_str().to_owned(),
        };
        let ((), done) = self
            .store
            .transact(&operation, |tx| tx.update(id, &reference))?;
        Ok(done)
    }
}

/// Puts what was recognised into a reference.
fn put(reference: &mut Reference, found: &Attachment, at: String) {
    reference.sources.push(Source::Paste { at });
    let source = u16::try_from(reference.sources.len() - 1).unwrap_or_default();
    let machine = |lang: &LanguageTag, origin: &Origin| {
        lang.same_language(&found.lang) && matches!(origin, Origin::Machine { .. })
    };
    if let Some(title) = &found.title {
        let values = reference.texts.entry(TextField::Title).or_default();
        values.retain(|old| !machine(&old.lang, &old.origin));
        values.push(sourced(
            LocalizedText::new(found.lang.clone(), title.clone()),
            source,
        ));
    }
    if let Some(text) = &found.text {
        reference
            .abstracts
            .retain(|old| !machine(&old.lang, &old.origin));
        reference.abstracts.push(sourced(text.clone(), source));
    }
    let keywords = found.keywords.iter().cloned();
    reference
        .keywords
        .extend(keywords.map(|keyword| sourced(keyword, source)));
}

fn sourced<T>(value: T, source: u16) -> Sourced<T> {
    Sourced {
        value,
        source,
        spans: Spans::new(),
    }
}

/// Whether a reference has an abstract (or a title) in a language, not counting those of
/// machines.
fn has_abstract(reference: &Reference, lang: &LanguageTag) -> bool {
    reference
        .abstracts
        .iter()
        .any(|text| text.lang.same_language(lang) && text.origin.rank() > 0)
}

fn has_title(reference: &Reference, lang: &LanguageTag) -> bool {
    reference
        .texts(TextField::Title)
        .iter()
        .any(|title| title.lang.same_language(lang) && title.origin.rank() > 0)
}

fn parts_of(reference: &Reference, pasted: &str) -> Option<Attachment> {
    let wanted = |found: &Attachment| found.text.is_some() || found.title.is_some();
    let record = from_record(reference, pasted).filter(wanted);
    // A record whose abstract was not seen may still be a plain text with one.
    match record {
        Some(record) if record.text.is_some() => Some(record),
        record => from_text(reference, pasted).filter(wanted).or(record),
    }
}

/// Reads the text as a file of some format: an export, a page.
fn from_record(reference: &Reference, pasted: &str) -> Option<Attachment> {
    let file = InputFile {
        name: String::new(),
        bytes: pasted.as_bytes().to_vec(),
    };
    let plan = plan(vec![file], &Choices::default());
    let [record] = &plan.records[..] else {
        return None;
    };
    let found = &record.reference;
    let text = found
        .abstracts
        .iter()
        .find(|text| !has_abstract(reference, &text.lang));
    let title_in = |lang: &LanguageTag| {
        let titles = found.texts(TextField::Title).iter();
        titles
            .filter(|title| title.lang.same_language(lang))
            .map(|title| title.text.clone())
            .next()
    };
    let lang = match text {
        Some(text) => text.lang.clone(),
        None => found
            .texts(TextField::Title)
            .iter()
            .find(|title| !has_title(reference, &title.lang))?
            .lang
            .clone(),
    };
    let keywords = found.keywords.iter().map(|keyword| keyword.value.clone());
    Some(Attachment {
        title: title_in(&lang).filter(|_| !has_title(reference, &lang)),
        text: text.map(|text| Abstract {
            origin: Origin::Unknown,
            ..text.value.clone()
        }),
        keywords: new_keywords(reference, &lang, keywords),
        view: None,
        after: Reference::default(),
        lang,
    })
}

fn new_keywords(
    reference: &Reference,
    lang: &LanguageTag,
    found: impl Iterator<Item = Keyword>,
) -> Vec<Keyword> {
    let known = |keyword: &Keyword| {
        reference
            .keywords
            .iter()
            .any(|old| old.text == keyword.text)
    };
    found
        .filter(|keyword| keyword.lang.same_language(lang) && !known(keyword))
        .collect()
}

/// Reads the text line by line.
fn from_text(reference: &Reference, pasted: &str) -> Option<Attachment> {
    let lines: Vec<&str> = pasted
        .lines()
        .map(plain_line)
        .filter(|line| !line.is_empty() && !is_furniture(line))
        .collect();
    // The language that is wanted: of those in the text the one that the reference lacks,
    // the one with most of the text first.
    let size = |chinese: bool| -> usize {
        let of = lines
            .iter()
            .filter(|line| is_chinese_line(line) == Some(chinese));
        of.map(|line| line.chars().count() * if chinese { 3 } else { 1 })
            .sum()
    };
    let mut sides = [true, false];
    sides.sort_by_key(|chinese| std::cmp::Reverse(size(*chinese)));
    let wanted = sides.into_iter().find(|chinese| {
        let lang = if *chinese {
            LanguageTag::ZH_HANS
        } else {
            LanguageTag::EN
        };
        size(*chinese) > 0 && (!has_abstract(reference, &lang) || !has_title(reference, &lang))
    })?;
    let mut own: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| is_chinese_line(line).is_none_or(|chinese| chinese == wanted))
        .collect();
    let lang = language_of(&own.join("\n"));
    let keywords = take_keywords(&mut own, &lang);
    let title = take_title(&mut own);
    let body = own.join("\n");
    let text = Some(body.as_str())
        .filter(|body| body.chars().filter(|c| c.is_alphabetic()).count() > 20)
        .and_then(|body| read_abstract(body, &lang))
        .filter(|_| !has_abstract(reference, &lang));
    Some(Attachment {
        title: title.filter(|_| !has_title(reference, &lang)),
        text,
        keywords: new_keywords(reference, &lang, keywords.into_iter()),
        view: None,
        after: Reference::default(),
        lang,
    })
}

/// Reads the text of an abstract into its sections.
pub(crate) fn read_abstract(body: &str, lang: &LanguageTag) -> Option<Abstract> {
    let whole = 0..body.len();
    let found = Selection {
        text: body,
        base: 0,
        pieces: std::slice::from_ref(&whole),
        lang: Some(lang),
        format: "text",
    }
    .read(SelectedField::Abstract);
    let text = found.abstracts.into_iter().next()?.value;
    Some(Abstract {
        lang: lang.clone(),
        origin: Origin::Unknown,
        ..text
    })
}

/// A line without the marks of lists, headings and emphasis that chat programs set.
fn plain_line(line: &str) -> &str {
    let line = line.trim();
    let line = line.trim_start_matches(['#', '>']).trim_start();
    line.strip_prefix("- ")
        .or_else(|| line.strip_prefix("* "))
        .unwrap_or(line)
}

/// Whether a line is Chinese or in a Latin script; `None` when it is neither.
fn is_chinese_line(line: &str) -> Option<bool> {
    let counts = ScriptCounts::of(line);
    if counts.han == 0 && counts.latin_words == 0 {
        return None;
    }
    Some(counts.is_chinese() || (counts.han > 0 && counts.latin_words == 0))
}

/// Words that sites put around texts; such lines are short.
const FURNITURE: &[&str] = &[
    "收藏",
    "引用",
    "分享",
    "阅读",
    "被引",
    "相关论文",
    "相关文献",
    "特别声明",
    "下载",
    "登录",
    "注册",
    "导出",
    "关注",
    "sign in",
    "sign up",
    "share",
    "export citation",
    "cite",
    "full text",
    "download",
    "related articles",
    "copyright",
    "版权",
];

fn is_furniture(line: &str) -> bool {
    let folded = line.to_lowercase();
    line.chars().count() <= 24
        && FURNITURE.iter().any(|word| folded.starts_with(word))
        && !line.ends_with(['。', '.', '！', '？'])
}

/// Takes the line of keywords out of lines.
fn take_keywords(lines: &mut Vec<&str>, lang: &LanguageTag) -> Vec<Keyword> {
    const LABELS: [&str; 8] = [
        "关键词",
        "关键字",
        "關鍵詞",
        "【关键词】",
        "[关键词]",
        "Keywords",
        "Key words",
        "KEYWORDS",
    ];
    let label = |line: &str| {
        LABELS
            .iter()
            .find_map(|label| line.strip_prefix(label).map(str::len))
    };
    let Some((at, rest)) = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| label(line).map(|rest| (at, rest)))
    else {
        return Vec::new();
    };
    let line = lines.remove(at);
    line[line.len() - rest..]
        .trim_start_matches([':', '：', ' ', ']', '】', '*'])
        .split([';', '；', '，', ',', '、'])
        .map(|word| word.trim().trim_end_matches(['.', '。']))
        .filter(|word| !word.is_empty())
        .map(|word| Keyword {
            lang: lang.clone(),
            text: word.to_owned(),
            kind: diglot_model::KeywordKind::Author,
        })
        .collect()
}

/// Takes the title out of lines: the first, when it is no sentence and no heading.
fn take_title(lines: &mut Vec<&str>) -> Option<String> {
    let first = *lines.first()?;
    let labelled = ["题目", "标题", "题名", "篇名", "Title", "TITLE"]
        .iter()
        .find_map(|label| first.strip_prefix(label)?.strip_prefix([':', '：']));
    if let Some(title) = labelled {
        lines.remove(0);
        return Some(title.trim().to_owned());
    }
    let first = first.trim_matches('*');
    let is_sentence = first.ends_with(['。', '.', '；', ';', '！', '!'])
        || first.contains('。')
        || first.contains(". ");
    let is_label = first.ends_with([':', '：'])
        || role_of(first.trim_end_matches([':', '：'])).is_some()
        || ["摘要", "Abstract", "ABSTRACT", "Summary", "【", "["]
            .iter()
            .any(|word| first.starts_with(word));
    let chars = first.chars().count();
    if is_sentence || is_label || !(4..=300).contains(&chars) {
        return None;
    }
    // A heading with its text in one line is no title.
    let heading = first
        .split([':', '：'])
        .next()
        .is_some_and(|head| head.len() < first.len() && role_of(head).is_some());
    if heading {
        return None;
    }
    lines.remove(0);
    Some(first.to_owned())
}
