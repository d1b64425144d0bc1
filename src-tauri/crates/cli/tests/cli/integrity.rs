//! What `diglot align` says about two sides that do not agree: found in pairs that were
//! spoiled, and not claimed of good ones. Measured on pairs invented here, and on the
//! public pairs of the shared folder as far as it is there (`DIGLOT_SHARED`).

use crate::program::Program;
use crate::same_works::corpora;
use serde_json::{Value, json};

/// Pairs that agree, Chinese first.
const GOOD: &[[&str; 2]] = &[
    [
        "2016年3月至2017年5月，共招募214名护士，随机分为午睡组（NAP）和对照组。",
        "From March 2016 to May 2017, we recruited 214 nurses, who were randomly assigned to a nap group (NAP) or a control group.",
    ],
    [
        "午睡组平均得分为31.5，对照组为27.25（P＜0.01）。",
        "The mean score was 31.5 in the nap group and 27.25 in the control group (P < 0.01).",
    ],
    [
        "全国约有29万例新发病例，95%CI为26.5万～31.2万。",
        "There were about 290,000 new cases nationwide (95% CI 265,000 to 312,000).",
    ],
    [
        "该试验已在中国临床试验注册中心注册（ChiCTR2000031234）。",
        "The trial was registered with the Chinese Clinical Trial Registry (ChiCTR2000031234).",
    ],
    [
        "本研究注册号为NCT01234567。",
        "Trial registration: NCT01234567.",
    ],
    [
        "十四名患者退出，其中三名因不良反应退出。",
        "Fourteen patients withdrew, three of them because of adverse reactions.",
    ],
    [
        "IL-6和TNF-α水平在第12周分别下降了35%和42%。",
        "At week 12, levels of IL-6 and TNF-α had fallen by 35% and 42%, respectively.",
    ],
    [
        "血红蛋白低于90 g/L的患者接受了输血。",
        "Patients with haemoglobin below 90 g/L were transfused.",
    ],
    [
        "口服二甲双胍500毫克，每日两次，共24周。",
        "Metformin 500 mg was given by mouth twice daily for 24 weeks.",
    ],
    [
        "中位随访时间为3.5年，死亡率为2.1%，与预期一致。",
        "Median follow-up was 3.5 years, and mortality was 2.1%, as expected.",
    ],
    [
        "我们检索了PubMed和CNKI截至2019年6月的文献。",
        "We searched PubMed and CNKI for articles published up to June 2019.",
    ],
    [
        "一半以上的受访者（56/101）支持这一政策。",
        "More than half of the respondents (56/101) supported the policy.",
    ],
    [
        "两组在年龄、性别方面无显著差异（P>0.05）。",
        "The two groups did not differ in age or sex (P > 0.05).",
    ],
    [
        "收缩压下降8.4 mmHg，舒张压下降3.9 mmHg。",
        "Systolic pressure fell by 8.4 mmHg and diastolic pressure by 3.9 mmHg.",
    ],
    [
        "MRI显示17例病灶，CT仅显示9例。",
        "MRI showed lesions in 17 patients, CT in only nine.",
    ],
    [
        "COVID-19疫情期间，急诊就诊量减少了三分之一。",
        "Emergency visits fell by a third during the COVID-19 epidemic.",
    ],
    [
        "共纳入1 248名8～11岁的学生。",
        "A total of 1,248 pupils aged 8 to 11 took part.",
    ],
    [
        "基因rs7903146与风险相关（OR=1.37）。",
        "The variant rs7903146 was associated with risk (OR 1.37).",
    ],
    [
        "卫生部门应优先考虑农村地区。",
        "Health authorities should give priority to rural areas.",
    ],
    [
        "结论：短时间午睡可改善记忆，但仍需要进一步研究。",
        "Conclusion: short naps can improve memory, but further research is needed.",
    ],
    [
        "质谱在m/z 445.12处给出主峰。",
        "Mass spectrometry gave the main peak at m/z 445.12.",
    ],
    [
        "WHO建议每周至少运动150分钟。",
        "The WHO recommends at least 150 minutes of exercise a week.",
    ],
    [
        "费用由120万元降至85万元。",
        "Costs fell from 1.2 million to 850,000 yuan.",
    ],
    [
        "H7N9病毒在22份样本中检出。",
        "H7N9 virus was detected in 22 samples.",
    ],
    [
        "我们用SF-36评估生活质量，得分提高11.2分。",
        "Quality of life, measured with the SF-36, improved by 11.2 points.",
    ],
    [
        "ECG异常者占18.6%，对照组占6.9%。",
        "ECG abnormalities were found in 18.6%, against 6.9% of controls.",
    ],
    [
        "该模型的AUC为0.87，优于以往的0.79。",
        "The AUC of the model was 0.87, better than the 0.79 reported before.",
    ],
    [
        "系统评价的方案已登记（CRD42019123456）。",
        "The protocol of the review was registered (CRD42019123456).",
    ],
    [
        "2008年的地震中，有6.9万人遇难。",
        "In the earthquake of 2008, 69,000 people lost their lives.",
    ],
    [
        "GDP增长了7.3%，其中服务业占51.6%。",
        "GDP grew by 7.3%; services made up 51.6% of it.",
    ],
];

/// Pairs of which one side is wrong in a way that no change of a letter makes.
const WRONG: &[([&str; 2], &str)] = &[
    (
        ["口服阿司匹林75毫克。", "Aspirin 75 g was given by mouth."],
        "unit",
    ),
    (
        [
            "差异无统计学意义（P<0.05）。",
            "The difference was not significant (P > 0.05).",
        ],
        "comparison",
    ),
    (
        [
            "为试点试验（“向前迈步”）作准备。",
            "This prepares for a pilot trial (In STRIDE).",
        ],
        "study-name",
    ),
    (
        [
            "该研究已注册。",
            "The study was registered (ISRCTN12345678).",
        ],
        "identifier",
    ),
    (["共214名护士。", "There were 241 nurses."], "number"),
    (
        [
            "对ADHD儿童的干预。",
            "An intervention for children with ADD.",
        ],
        "acronym",
    ),
];

/// Whether each pair is marked, and how.
fn marks(pairs: &[[String; 2]]) -> Vec<Vec<String>> {
    let requests: Vec<Value> = pairs
        .iter()
        .enumerate()
        .map(|(id, [zh, en])| json!({ "id": id, "zh": [zh], "en": [en] }))
        .collect();
    let program = Program::new();
    let file = program.file("pairs.json", serde_json::to_string(&requests).unwrap());
    let run = program.run(&["align", &file]);
    let reports: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    let kinds = |report: &Value| -> Vec<String> {
        let all = report["differs"].as_array().unwrap().iter();
        all.flat_map(|pair| pair.as_array().unwrap())
            .map(|differs| differs["kind"].as_str().unwrap().to_owned())
            .collect()
    };
    reports.iter().map(kinds).collect()
}

fn owned([zh, en]: &[&str; 2]) -> [String; 2] {
    [(*zh).to_owned(), (*en).to_owned()]
}

#[test]
fn wrong_pairs_are_marked_with_the_reason() {
    let pairs: Vec<[String; 2]> = WRONG.iter().map(|(pair, _)| owned(pair)).collect();
    for (found, (pair, kind)) in marks(&pairs).iter().zip(WRONG) {
        assert_eq!(found, &[(*kind).to_owned()], "{pair:?}");
    }
}

#[test]
fn spoiled_pairs_are_marked_and_good_ones_are_not() {
    let pairs: Vec<[String; 2]> = GOOD.iter().map(owned).collect();
    let measured = measure(&pairs);
    assert!(measured.spoiled > 60, "{measured:?}");
    assert!(measured.recall() >= 0.95, "{measured:?}");
    assert_eq!(measured.false_marks, Vec::<String>::new());
}

#[test]
fn shared_pairs_are_marked_as_rarely_as_they_ought_to_be() {
    let Some(corpora) = corpora() else { return };
    let file = std::fs::read(corpora.join("alignment/abstracts_1_50.json")).unwrap();
    let documents: Vec<Value> = serde_json::from_slice(&file).unwrap();
    let mut pairs = Vec::new();
    for document in &documents {
        for pair in document["gold"].as_array().unwrap() {
            let side = |at: usize, name: &str| -> String {
                let numbers = pair[at].as_array().unwrap().iter();
                let sentences = numbers.map(|n| {
                    let number = usize::try_from(n.as_u64().unwrap()).unwrap();
                    document[name][number].as_str().unwrap()
                });
                sentences.collect::<Vec<_>>().join(" ")
            };
            let (zh, en) = (side(0, "zh"), side(1, "en"));
            if !zh.is_empty() && !en.is_empty() {
                pairs.push([zh, en]);
            }
        }
    }
    let measured = measure(&pairs);
    assert!(measured.recall() >= 0.95, "{measured:#?}");
    assert!(
        measured.false_marks.len() * 100 <= 3 * pairs.len(),
        "{measured:#?}"
    );
}

#[derive(Debug, Default)]
struct Measured {
    false_marks: Vec<String>,
    spoiled: usize,
    missed: Vec<String>,
}

impl Measured {
    fn recall(&self) -> f64 {
        1.0 - self.missed.len() as f64 / self.spoiled.max(1) as f64
    }
}

/// Spoils every pair in every way that it offers, on each side.
fn measure(pairs: &[[String; 2]]) -> Measured {
    let mut measured = Measured::default();
    let told =
        |pair: &[String; 2], kinds: &[String]| format!("{kinds:?} {} | {}", pair[0], pair[1]);
    for (pair, kinds) in pairs.iter().zip(marks(pairs)) {
        if !kinds.is_empty() {
            measured.false_marks.push(told(pair, &kinds));
        }
    }
    let mut spoiled = Vec::new();
    for (number, pair) in pairs.iter().enumerate() {
        for side in [0, 1] {
            for spoil in [a_digit, an_acronym, an_identifier] {
                if let Some(text) = spoil(&pair[side], &pair[1 - side], number) {
                    let mut pair = pair.clone();
                    pair[side] = text;
                    spoiled.push(pair);
                }
            }
        }
    }
    measured.spoiled = spoiled.len();
    for (pair, kinds) in spoiled.iter().zip(marks(&spoiled)) {
        if kinds.is_empty() {
            measured.missed.push(told(pair, &kinds));
        }
    }
    measured
}

/// Runs of characters of a kind, with the bytes where they stand.
fn runs(text: &str, part: fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(part).map(|at| rest + at) {
        let end = text[start..]
            .find(|c| !part(c))
            .map_or(text.len(), |at| start + at);
        found.push((start, &text[start..end]));
        rest = end;
    }
    found
}

/// Changes one digit of a number that stands on both sides.
fn a_digit(text: &str, other: &str, number: usize) -> Option<String> {
    let figures = |text| runs(text, |c| c.is_ascii_digit() || c == '.');
    let others = figures(other);
    let shared: Vec<(usize, &str)> = figures(text)
        .into_iter()
        .filter(|(_, run)| run.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|(_, run)| others.iter().any(|(_, other)| other == run))
        .collect();
    let (start, run) = *shared.get(number % shared.len().max(1))?;
    let places: Vec<usize> = (0..run.len())
        .filter(|at| run.as_bytes()[*at].is_ascii_digit())
        .collect();
    let at = start + places[number % places.len()];
    let digit = text[at..=at].parse::<u8>().unwrap();
    let changed = (digit + 1 + (number % 7) as u8) % 10;
    Some(format!("{}{changed}{}", &text[..at], &text[at + 1..]))
}

/// Changes one letter of an acronym that stands on both sides.
fn an_acronym(text: &str, other: &str, number: usize) -> Option<String> {
    let words = |text| runs(text, |c| c.is_ascii_alphanumeric());
    let others = words(other);
    let shared: Vec<(usize, &str)> = words(text)
        .into_iter()
        .filter(|(_, run)| run.len() >= 2 && run.chars().all(|c| c.is_ascii_uppercase()))
        .filter(|(_, run)| others.iter().any(|(_, other)| other == run))
        .collect();
    let (start, run) = *shared.get(number % shared.len().max(1))?;
    let at = start + number % run.len();
    let letter = text.as_bytes()[at];
    let changed = char::from(b'A' + (letter - b'A' + 1 + (number % 23) as u8) % 26);
    Some(format!("{}{changed}{}", &text[..at], &text[at + 1..]))
}

/// Drops a registration or another code of letters and digits that stands on both sides.
fn an_identifier(text: &str, other: &str, _: usize) -> Option<String> {
    let words = |text| runs(text, |c| c.is_ascii_alphanumeric());
    let others = words(other);
    let digits = |run: &str| run.chars().filter(char::is_ascii_digit).count();
    let (start, run) = words(text).into_iter().find(|(_, run)| {
        digits(run) >= 4
            && run.starts_with(|c: char| c.is_ascii_alphabetic())
            && others.iter().any(|(_, other)| other == run)
    })?;
    Some(format!("{}{}", &text[..start], &text[start + run.len()..]))
}
