//! The rules, on made-up references that look like those that captured pages give.

pub(crate) mod arbitrary;
pub(crate) mod build;

use crate::{Judgement, Verdict, groups, judge, matches};
use arbitrary::references;
use build::Build;
use diglot_model::{IdentifierScheme, Reference, ReferenceType};
use proptest::prelude::*;

const ABSTRACT: &str = "BACKGROUND: Peer mentoring (PM) is offered to nurses who work on night \
    shifts. The aim of this study is to explore experiences with peer mentoring using a stepped \
    roll-out (PM + SR), and sleep. METHODS: A qualitative, exploratory study was performed with \
    nurses (n = 12) and two focus groups with mentors (n = 6 and n = 9). RESULTS: Themes about \
    sleep, trust and planning were identified, and barriers to mentoring within the wards. \
    CONCLUSIONS: Although the roll-out seems to help, further steps are necessary.";

fn verdict(a: &Reference, b: &Reference) -> Option<Verdict> {
    let found = judge(a, b);
    assert_eq!(found, judge(b, a), "symmetry");
    found.map(|j| j.verdict)
}

fn same(a: &Reference, b: &Reference) -> Judgement {
    let found = judge(a, b).unwrap();
    assert_eq!(found.verdict, Verdict::Same, "{found:?}");
    found
}

fn mentoring() -> Build {
    Build::article(
        "Experiences with peer mentoring and sleep – a qualitative study among nurses and mentors",
    )
    .authors("Novak, Milena; Sanders, Fredrik G.; Mercer, Harold W. C.")
    .year(2021)
    .volume("21")
    .issue("1")
}

#[test]
fn a_bare_record_is_the_full_one_when_title_and_abstract_agree() {
    let full = mentoring().abstract_(&ABSTRACT.replace('\'', "’")).done();
    let bare = Build::article(
        "Experiences with peer mentoring and sleep - a qualitative study among nurses and mentors",
    )
    .title(
        "zh-Hans",
        "同伴辅导与睡眠的经验——一项针对护士和导师的定性研究",
    )
    .abstract_(&ABSTRACT.replace("BACKGROUND: ", "Background "))
    .done();
    let found = same(&full, &bare);
    assert!(
        found.why.contains(&"titles equal".to_owned()),
        "{:?}",
        found.why
    );
    assert!(found.why.contains(&"one record has no authors".to_owned()));
    // Without the abstract a long equal title is worth a look.
    let titled = Build::article(bare.title().unwrap()).done();
    assert_eq!(verdict(&full, &titled), Some(Verdict::Likely));
}

#[test]
fn the_same_listed_twice_in_different_name_order() {
    let a = Build::article("Experiences with the roll-out of peer mentoring for nurses on night shifts: a qualitative study among planners")
        .authors("Novak, Milena; Sanders, Fredrik G.; Western, Marian J.")
        .container("BMC NURSING").year(2018).volume("18").done();
    let b = Build::article(a.title().unwrap())
        .authors("Milena, Novak; Fredrik G., Sanders; Marian J., Western")
        .container("BMC Nursing")
        .volume("18")
        .done();
    same(&a, &b);
    // The paper of 2021 has a title that begins alike, and one author in common.
    assert_eq!(
        verdict(&a, &mentoring().container("BMC Nursing").done()),
        None
    );
}

#[test]
fn two_papers_of_one_project_stay_apart() {
    let protocol =
        Build::article("Protocol of the feasibility trial of brief mentoring at work (INSTEP)")
            .authors("Holm, Mia M; Stan, Sabina C; Linden, Cathy; Price, C; Maguire, N")
            .container("Pilot and Feasibility Studies")
            .year(2020)
            .volume("6")
            .doi("10.9999/s40814-020-1")
            .registration("ISRCTN00000001")
            .done();
    let qualitative = Build::article(
        "Living and working with persistent pain: a qualitative study of brief mentoring",
    )
    .authors("Holm, Mia M; Stan, Sabina C; Linden, Cathy; Price, C; Maguire, N")
    .container("BMC Musculoskeletal Disorders")
    .year(2022)
    .volume("23")
    .registration("ISRCTN00000001")
    .done();
    assert_eq!(verdict(&protocol, &qualitative), None);
    // Without titles, journals and DOI nothing but authors and registration is left.
    let bare = |text: &str| {
        Build::untitled()
            .authors("Holm, Mia M; Stan, Sabina C; Linden, Cathy; Price, C")
            .registration("ISRCTN00000001")
            .abstract_(text)
            .done()
    };
    let other = "People with long-lasting pain were asked how they cope at work. Interviews were \
        held by telephone and read with framework analysis. Participants spoke of fear, of colleagues, \
        of managers who did not understand, and of small changes that let them stay in their jobs.";
    assert_eq!(verdict(&bare(ABSTRACT), &bare(other)), None);
}

#[test]
fn doi_decides_unless_all_else_agrees() {
    let base = || mentoring().container("BMC Nursing").pages("103-112");
    let a = base().doi("10.9999/a.1").done();
    assert!(same(&a, &base().doi("10.9999/A.1").done()).why[0].starts_with("same DOI 10.9999/a.1"));
    assert_eq!(
        verdict(&a, &base().doi("10.9999/b.2").done()),
        Some(Verdict::Likely)
    );
    let later = base()
        .doi("10.9999/b.2")
        .year(2023)
        .volume("23")
        .pages("88-95")
        .done();
    assert_eq!(verdict(&a, &later), None);
    let preprint = mentoring()
        .kind(ReferenceType::Article)
        .doi("10.1101/2020.01.02.20000001")
        .done();
    assert_eq!(verdict(&a, &preprint), Some(Verdict::Likely));
}

#[test]
fn notices_parts_and_years_stay_apart() {
    let base = || mentoring().container("BMC Nursing").pages("103-112");
    let title = mentoring().done().title().unwrap().to_owned();
    let work = base().done();
    for other in [
        format!("Erratum: {title}"),
        format!("Correction to: {title}"),
        format!("{title} - Reply"),
        format!("Comment on: {title}"),
        format!("{title} (vol 21, pg 103, 2021)"),
        format!("{title}. Part II"),
    ] {
        let notice = base().retitle(&other).pages("441").done();
        assert_eq!(verdict(&work, &notice), None, "{other}");
    }
    let count = |year: i32, volume: &str, pages: &str| {
        Build::article("Statistics of shift work")
            .authors("Novak, M; Sanders, F")
            .container("Shift Work")
            .year(year)
            .volume(volume)
            .pages(pages)
            .done()
    };
    assert_eq!(
        verdict(&count(2019, "69", "7-34"), &count(2020, "70", "7-30")),
        None
    );
    let abstract_only = base()
        .volume("20")
        .issue("S2")
        .pages("A39")
        .year(2020)
        .done();
    assert_eq!(
        verdict(&work, &abstract_only),
        None,
        "conference abstract, then paper"
    );
}

#[test]
fn untitled_records_need_a_place_or_an_abstract() {
    let untitled = || {
        Build::untitled()
            .authors("Latham, E A; Leconte, T; Becker, D")
            .year(2006)
    };
    let full = Build::article("Sleep of nurses in a Canadian setting")
        .authors("Latham, Eric A.; Leconte, Tania; Becker, Deborah R.")
        .container("Br J Psychiatry")
        .year(2006)
        .volume("189")
        .issue("1")
        .pages("65-73")
        .done();
    same(
        &untitled().volume("189").issue("1").pages("65–73").done(),
        &full,
    );
    assert_eq!(verdict(&untitled().done(), &full), None);
    assert_eq!(verdict(&untitled().done(), &untitled().done()), None);
    let told = |b: Build| b.abstract_(ABSTRACT).done();
    same(&told(untitled()), &told(untitled().year(2006)));
}

#[test]
fn titles_meet_in_any_language() {
    let en = Build::article("Sleep quality of night-shift nurses in county hospitals")
        .title("zh-Hans", "县级医院夜班护士的睡眠质量研究")
        .year(2019)
        .authors("Zhang, Huijia; Li, N")
        .done();
    let zh = Build::empty(ReferenceType::ArticleJournal)
        .title("zh-Hant", "縣級醫院夜班護士的睡眠質量研究")
        .year(2019)
        .authors("张, 会佳; 李, 娜")
        .done();
    assert_eq!(verdict(&en, &zh), Some(Verdict::Likely));
    // Records of one paper in an English and in a Chinese database.
    let place = |b: Build| b.year(2019).volume("33").issue("5").pages("812-815").done();
    let listed_en = place(Build::article("Sleep of nurses").authors("Zhang, Huijia; Li, Na"));
    let listed_zh = place(
        Build::untitled()
            .title("zh-Hans", "护士的睡眠")
            .authors("张, 会佳; 李, 娜"),
    );
    assert_eq!(verdict(&listed_en, &listed_zh), Some(Verdict::Likely));
    // Pinyin alone merges nothing.
    let only_en = Build::article("Sleep in shifts")
        .authors("Zhang, Wei")
        .year(2019)
        .done();
    let only_zh = Build::empty(ReferenceType::ArticleJournal)
        .title("zh-Hans", "倒班与睡眠")
        .authors("张, 伟")
        .year(2019)
        .done();
    assert_eq!(verdict(&only_en, &only_zh), None);
}

#[test]
fn kinds_of_works_are_likely_at_most() {
    let paper = mentoring().container("BMC Nursing").done();
    let thesis = mentoring()
        .kind(ReferenceType::Thesis)
        .volume("")
        .issue("")
        .done();
    assert_ne!(verdict(&paper, &thesis), Some(Verdict::Same));
    let book = Build::empty(ReferenceType::Book)
        .title("en", "Shift work")
        .authors("Novak, M")
        .year(2001)
        .done();
    let review = Build::empty(ReferenceType::ReviewBook)
        .title("en", "Shift work")
        .authors("Mercer, H")
        .year(2002)
        .done();
    assert_eq!(verdict(&book, &review), None);
}

#[test]
fn a_record_between_two_works_joins_only_one() {
    let a = mentoring().container("BMC Nursing").doi("10.9999/a").done();
    let b = mentoring()
        .container("BMC Nursing")
        .year(2022)
        .volume("22")
        .doi("10.9999/b")
        .done();
    let between = mentoring()
        .container("BMC Nursing")
        .volume("")
        .issue("")
        .done();
    let found = groups(&[&a, &b, &between]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].members, [0, 2]);
}

#[test]
fn many_namesakes_are_not_multiplied_out() {
    let all: Vec<Reference> = (0..3_000)
        .map(|n| {
            Build::article("Editorial")
                .container("Shift Work")
                .year(1900 + n)
                .volume(&n.to_string())
                .done()
        })
        .collect();
    let refs: Vec<&Reference> = all.iter().collect();
    let keys: Vec<crate::Keys> = refs.iter().map(|r| crate::Keys::new(r)).collect();
    assert!(crate::blocking::pairs(&keys).len() < 3_000 * 30);
    assert!(groups(&refs).is_empty());
}

#[test]
fn identifiers_of_databases_name_one_work() {
    let id = |n: &str| {
        mentoring()
            .volume("")
            .issue("")
            .identifier(IdentifierScheme::Pmid, n)
            .done()
    };
    assert_eq!(verdict(&id("1"), &id("1")), Some(Verdict::Same));
    assert_eq!(verdict(&id("1"), &id("2")), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn judgement_is_symmetric(all in references(2)) {
        prop_assert_eq!(judge(&all[0], &all[1]), judge(&all[1], &all[0]));
    }

    #[test]
    fn groups_are_disjoint_and_import_agrees(all in references(12)) {
        let refs: Vec<&Reference> = all.iter().collect();
        let found = groups(&refs);
        let mut seen = std::collections::BTreeSet::new();
        for group in &found {
            prop_assert!(group.members.len() > 1 && !group.why.is_empty());
            prop_assert!(group.members.iter().all(|m| seen.insert(*m)));
        }
        for found in matches(&refs[..4], &refs[4..]) {
            let again = judge(refs[found.new], refs[4 + found.candidate]);
            prop_assert_eq!(Some(found.judgement), again);
        }
    }
}
