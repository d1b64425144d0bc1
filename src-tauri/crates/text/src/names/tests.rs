use super::*;

fn parts(name: &str, order: NameOrder) -> (String, String) {
    let name = parse_name(name, order);
    (name.family(), name.given().to_owned())
}

fn pair(family: &str, given: &str) -> (String, String) {
    (family.to_owned(), given.to_owned())
}

#[test]
fn order_is_decided_once_per_list() {
    let pubmed = [
        "Holmes Michelle M",
        "Linaker Catherine",
        "Walker-Bone Karen",
    ];
    assert_eq!(
        decide_order(pubmed, NameOrder::GivenFirst),
        NameOrder::FamilyFirst
    );
    let highwire = ["Michelle M Holmes", "Catherine Linaker"];
    assert_eq!(
        decide_order(highwire, NameOrder::FamilyFirst),
        NameOrder::GivenFirst
    );
    let nothing = ["Alpha Beta"];
    assert_eq!(
        decide_order(nothing, NameOrder::FamilyFirst),
        NameOrder::FamilyFirst
    );
    let initials = ["M. M. Holmes", "C. Linaker"];
    assert_eq!(
        decide_order(initials, NameOrder::FamilyFirst),
        NameOrder::GivenFirst
    );
    let short = ["Holmes MM", "Linaker C"];
    assert_eq!(
        decide_order(short, NameOrder::GivenFirst),
        NameOrder::FamilyFirst
    );
}

#[test]
fn splits_names() {
    use NameOrder::{FamilyFirst, GivenFirst};
    assert_eq!(
        parts("Holmes Michelle M", FamilyFirst),
        pair("Holmes", "Michelle M")
    );
    assert_eq!(
        parts("van der Berg Jan", FamilyFirst),
        pair("van der Berg", "Jan")
    );
    assert_eq!(
        parts("Eric A. Latimer", GivenFirst),
        pair("Latimer", "Eric A.")
    );
    assert_eq!(
        parts("Marianne de Maaker-Berkhof", GivenFirst),
        pair("de Maaker-Berkhof", "Marianne")
    );
    assert_eq!(parts("Moe, Cathrine", GivenFirst), pair("Moe", "Cathrine"));
    assert_eq!(
        parts("Berg, Jan van der", GivenFirst),
        pair("van der Berg", "Jan")
    );
    assert_eq!(parts("Smith, John, Jr.", GivenFirst), pair("Smith", "John"));
    assert_eq!(parts("Plato", GivenFirst), pair("Plato", ""));
}

#[test]
fn plain_names_are_read_as_all_others_are() {
    for name in [
        "Moe, Cathrine",
        "Moe,C. A.-B.",
        "Moe,  C",
        "Moe Berg, O'Hara X",
        "de Moe, C",
        "Moe, Jan van",
        "Moe, C Jr",
        "Moe, C Junior",
        "Moe, Jr., C",
        "Moe,",
        ", C",
        "Moe , C",
        "Moe, C,",
        "Moe, 3rd",
        "Müller, C",
        "Söder Æ, J",
        "Moe, É",
        "Moe, C，D",
        "Moe, C\u{a0}D",
        "Moe, C–D",
    ] {
        let (family, rest) = name.split_once(',').unwrap();
        if let Some((family_name, given)) = plainly_inverted(name) {
            let read = Name::person(family_name, given);
            assert_eq!(read, inverted(family.trim(), rest.trim()), "{name}");
        }
    }
    assert!(plainly_inverted("Moe, Cathrine A.").is_some());
    assert!(plainly_inverted("Søder, Cécile").is_some());
    assert!(plainly_inverted("Moe, C\u{a0}D").is_none());
}

#[test]
fn han_names_have_the_family_first() {
    use NameOrder::GivenFirst;
    assert_eq!(parts("张会佳", GivenFirst), pair("张", "会佳"));
    assert_eq!(parts("欧阳修", GivenFirst), pair("欧阳", "修"));
    assert_eq!(parts("欧阳", GivenFirst), pair("欧", "阳"));
    assert_eq!(parts("诸葛 孔明", GivenFirst), pair("诸葛", "孔明"));
    assert_eq!(parts("山田 太郎", GivenFirst), pair("山田", "太郎"));
    assert_eq!(parts("山田, 太郎", GivenFirst), pair("山田", "太郎"));
    assert_eq!(parts("高橋　はな", GivenFirst), pair("高橋", "はな"));
    assert_eq!(parts("张 会佳", GivenFirst), pair("张", "会佳"));
    assert_eq!(
        parse_name("中华医学会精神医学分会", GivenFirst),
        Name::literal("中华医学会精神医学分会")
    );
}

#[test]
fn organisations_stay_whole() {
    assert_eq!(
        parse_name("The IPSNOR Study Group", NameOrder::GivenFirst),
        Name::literal("The IPSNOR Study Group")
    );
}

#[test]
fn one_letter_beyond_ascii_is_small_in_ascii() {
    let small_in_ascii = |c: &char| !c.is_ascii() && c.to_lowercase().all(|c| c.is_ascii());
    let found: Vec<char> = ('\u{80}'..=char::MAX).filter(small_in_ascii).collect();
    assert_eq!(found, [KELVIN]);
    assert!(is_organisation("Tas\u{212a}force É"));
    assert!(is_organisation("Equipe Évaluation Group"));
    assert!(!is_organisation("Évaluation Équipe"));
}
