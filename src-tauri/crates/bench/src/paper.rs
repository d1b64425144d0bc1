//! Invented papers, the same each time.

/// A paper as a database has it.
pub(crate) struct Paper {
    pub(crate) number: usize,
    pub(crate) title: String,
    /// Title and abstract in Chinese, for three in ten.
    pub(crate) chinese: Option<Chinese>,
    /// Family and given names.
    pub(crate) authors: Vec<(&'static str, &'static str)>,
    pub(crate) journal: String,
    pub(crate) issn: String,
    pub(crate) year: usize,
    pub(crate) month: usize,
    pub(crate) day: usize,
    pub(crate) volume: usize,
    pub(crate) issue: usize,
    pub(crate) pages: (usize, usize),
    pub(crate) abstract_: String,
    pub(crate) keywords: Vec<String>,
}

/// What a paper has in Chinese.
pub(crate) struct Chinese {
    pub(crate) title: String,
    pub(crate) abstract_: String,
}

impl Paper {
    pub(crate) fn doi(&self) -> String {
        format!("10.5555/bench.{}.{:06}", self.year, self.number)
    }

    pub(crate) fn pmid(&self) -> usize {
        90_000_000 + self.number
    }

    pub(crate) fn key(&self) -> String {
        let (family, _) = self.authors[0];
        // What every reader of BibTeX takes for a key.
        let letters = family.chars().filter(char::is_ascii_alphabetic);
        let family: String = letters.collect::<String>().to_lowercase();
        format!("{family}{}n{}", self.year, self.number)
    }
}

/// A source of papers.
pub(crate) struct Papers {
    chance: fastrand::Rng,
    vocabulary: Vec<String>,
    journals: Vec<(String, String)>,
    next: usize,
}

const FAMILIES: &[&str] = &[
    "Averin",
    "Bolt",
    "Castella",
    "Dunmore",
    "Eskola",
    "Farrow",
    "Gilde",
    "Harrow",
    "Ilvonen",
    "Jasny",
    "Kestrel",
    "Lund",
    "Marlow",
    "Nyberg",
    "Okoro",
    "Pell",
    "Quist",
    "Rowan",
    "Sand",
    "Tamm",
    "Zhang",
    "Wang",
    "Chen",
    "van der Meer",
    "O'Dell",
    "Sørby",
    "Müllner",
    "de la Rua",
];
const GIVEN: &[&str] = &[
    "Ada", "Bruno K.", "Clara", "Dario", "Elin M.", "Felix", "Greta", "H. J.", "Ines", "Jonas",
    "Karin", "Leo", "Mira S.", "Nils", "Olga", "Piet", "R.", "Sven", "Tove", "Huijia", "Xiu-Ying",
];
const ONSETS: &[&str] = &[
    "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "br", "cl", "dr", "gr",
    "pl", "st", "tr",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "io"];
const ENDS: &[&str] = &["", "n", "r", "l", "st", "nd", "m", "s"];
const HAN: &str = "山水城市社区老人学生工作健康生活文化教育环境发展研究影响分析评价方法应用河流海岛村庄道路花园食品睡眠运动语言阅读交通气候土壤植物动物材料能源信息网络管理经济历史艺术音乐医院护理预防治疗";
/// How many words the language of the papers has.
const WORDS: usize = 30_000;

impl Papers {
    pub(crate) fn new() -> Self {
        let mut chance = fastrand::Rng::with_seed(20_260_101);
        let vocabulary: Vec<String> = (0..WORDS).map(|_| word(&mut chance)).collect();
        let journals = (0..400)
            .map(|at| {
                let name = format!("Annals of {} Studies", capital(&vocabulary[at * 7]));
                (name, format!("{:04}-{:04}", 1000 + at, 2000 + at * 3))
            })
            .collect();
        Self {
            chance,
            vocabulary,
            journals,
            next: 0,
        }
    }

    fn whole(&mut self, from: usize, to: usize) -> usize {
        self.chance.usize(from..=to)
    }

    /// Few words are common and most are rare, as in any language.
    fn word(&mut self) -> &str {
        let at = (WORDS as f64).powf(self.chance.f64());
        &self.vocabulary[(at as usize).min(WORDS) - 1]
    }

    fn words(&mut self, count: usize) -> String {
        let mut out = String::new();
        for _ in 0..count {
            if !out.is_empty() {
                out.push(' ');
            }
            let word = self.word();
            out.push_str(word);
        }
        out
    }

    fn sentence(&mut self) -> String {
        let count = self.whole(8, 22);
        let words = self.words(count);
        let tail = match self.whole(0, 9) {
            0 => format!(" (n = {})", self.whole(20, 900)),
            1 => format!(", P = 0.{:03}", self.whole(1, 99)),
            2 => format!(" in {}% of cases", self.whole(2, 98)),
            _ => String::new(),
        };
        format!("{}{tail}.", capital(&words))
    }

    /// About 1,500 letters; every third one under headings.
    fn abstract_(&mut self) -> String {
        let headed = self.chance.u8(0..3) == 0;
        let headings = ["BACKGROUND: ", "METHODS: ", "RESULTS: ", "CONCLUSIONS: "];
        let mut out = String::new();
        let mut part = 0;
        while out.len() < 1390 {
            if !out.is_empty() {
                out.push(' ');
            }
            if headed && out.len() >= part * 380 && part < headings.len() {
                out.push_str(headings[part]);
                part += 1;
            }
            out.push_str(&self.sentence());
        }
        out
    }

    fn han(&mut self, from: usize, to: usize) -> String {
        let all: Vec<char> = HAN.chars().collect();
        let count = self.whole(from, to);
        (0..count)
            .map(|_| all[self.chance.usize(0..all.len())])
            .collect()
    }

    fn chinese(&mut self) -> Chinese {
        let mut abstract_ = String::new();
        for heading in ["目的：", "方法：", "结果：", "结论："] {
            abstract_.push_str(heading);
            abstract_.push_str(&self.han(8, 20));
            abstract_.push('，');
            abstract_.push_str(&self.han(6, 16));
            abstract_.push('。');
        }
        Chinese {
            title: self.han(12, 24),
            abstract_,
        }
    }
}

impl Iterator for Papers {
    type Item = Paper;

    fn next(&mut self) -> Option<Paper> {
        let number = self.next;
        self.next += 1;
        let title_words = self.whole(7, 14);
        let title = capital(&self.words(title_words));
        let chinese = (number % 10 < 3).then(|| self.chinese());
        let authors = (0..self.whole(1, 8))
            .map(|_| {
                (
                    FAMILIES[self.chance.usize(0..FAMILIES.len())],
                    GIVEN[self.chance.usize(0..GIVEN.len())],
                )
            })
            .collect();
        let (journal, issn) = self.journals[self.chance.usize(0..self.journals.len())].clone();
        let first = self.whole(1, 1800);
        Some(Paper {
            number,
            title,
            chinese,
            authors,
            journal,
            issn,
            year: self.whole(1985, 2025),
            month: self.whole(1, 12),
            day: self.whole(1, 28),
            volume: self.whole(1, 80),
            issue: self.whole(1, 12),
            pages: (first, first + self.whole(3, 20)),
            abstract_: self.abstract_(),
            keywords: (0..5)
                .map(|_| {
                    let count = self.whole(1, 3);
                    self.words(count)
                })
                .collect(),
        })
    }
}

fn word(chance: &mut fastrand::Rng) -> String {
    let mut out = String::new();
    for _ in 0..chance.usize(1..=3) {
        for part in [ONSETS, VOWELS, ENDS] {
            out.push_str(part[chance.usize(0..part.len())]);
        }
    }
    out
}

fn capital(text: &str) -> String {
    let mut out = text.to_owned();
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_the_same_each_time() {
        let titles = || -> Vec<String> { Papers::new().take(20).map(|p| p.title).collect() };
        assert_eq!(titles(), titles());
        let papers: Vec<Paper> = Papers::new().take(1000).collect();
        let bilingual = papers.iter().filter(|p| p.chinese.is_some()).count();
        assert_eq!(bilingual, 300);
        let letters: usize = papers.iter().map(|p| p.abstract_.len()).sum();
        assert!((1400..1600).contains(&(letters / papers.len())));
    }
}
