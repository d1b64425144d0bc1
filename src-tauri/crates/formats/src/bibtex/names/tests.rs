use super::*;

fn shown(raw: &str) -> String {
    let read = read(raw);
    let mut names: Vec<String> = read
        .names
        .iter()
        .map(|(name, _)| match name {
            Name::Literal { literal } => format!("[{literal}]"),
            Name::Person {
                family,
                given,
                particle,
                suffix,
            } => {
                let particle = particle.as_ref().map(|p| format!("({p})"));
                let suffix = suffix.as_ref().map(|s| format!(", {s}"));
                format!(
                    "{}{family}, {given}{}",
                    particle.unwrap_or_default(),
                    suffix.unwrap_or_default()
                )
            }
        })
        .collect();
    if read.others {
        names.push("…".to_owned());
    }
    names.join(" | ")
}

#[test]
fn bibtex_names() {
    for (raw, want) in [
        ("Moe, Cathrine and Bo Li", "Moe, Cathrine | Li, Bo"),
        ("Jan van der Berg", "(van der)Berg, Jan"),
        ("van der Berg, Jan", "(van der)Berg, Jan"),
        ("von Hicks, III, Michael", "(von)Hicks, Michael, III"),
        (
            "Costa, Jr., P. T. and Smith, John, Jr.",
            "Costa, P. T., Jr. | Smith, John, Jr.",
        ),
        ("John Smith Jr.", "Smith, John, Jr."),
        ("Plato", "Plato, "),
        ("{World Bank} and others", "[World Bank] | …"),
        ("{{World Bank and Sons}}", "[World Bank and Sons]"),
        ("{Moe, Cathrine and Li, Bo}", "Moe, Cathrine | Li, Bo"),
        (
            "{\\'E}mile Zola and {\\O}degaard, {\\AA}se",
            "Zola, Émile | Ødegaard, Åse",
        ),
        ("Ludwig {van Beethoven}", "van Beethoven, Ludwig"),
        ("Anne~M. Li\n and\tBo Hu", "Li, Anne M. | Hu, Bo"),
        (
            "Charles de la {Vall{\\'e}e Poussin}",
            "(de la)Vallée Poussin, Charles",
        ),
        ("jean de la fontaine", "(jean de la)fontaine, "),
        ("World Health Organization", "[World Health Organization]"),
        ("Anders Sand and Andy", "Sand, Anders | Andy, "),
        ("and Li, Bo and", "Li, Bo"),
        (
            "Bo Hu 0002 and {\\relax Ch}arles Sand",
            "Hu, Bo | Sand, Charles",
        ),
        (r#"He{\'}le{\`}ne Moe{\"}"#, "Moë, Hélène"),
    ] {
        assert_eq!(shown(raw), want, "{raw}");
    }
}

#[test]
fn names_with_named_parts() {
    assert_eq!(
        shown(
            "family=Berg, given=Jan, prefix=van der, suffix=Jr. and given={J. van}, family=Hasselt"
        ),
        "(van der)Berg, Jan, Jr. | Hasselt, J. van"
    );
    assert_eq!(
        shown("\"family=Berg\", \"given={Jan, Piet}\", useprefix=true"),
        "Berg, Jan, Piet"
    );
}

#[test]
fn han_names() {
    for (raw, want) in [
        ("张会佳 and 欧阳修", "张, 会佳 | 欧阳, 修"),
        ("张, 会佳", "张, 会佳"),
        ("司马, 明佳", "司马, 明佳"),
        ("张会佳, 李明", "张, 会佳 | 李, 明"),
        ("张会佳，李明、王芳", "张, 会佳 | 李, 明 | 王, 芳"),
        ("张会佳;李明;等", "张, 会佳 | 李, 明 | …"),
        ("{某某大学}", "[某某大学]"),
    ] {
        assert_eq!(shown(raw), want, "{raw}");
    }
}

#[test]
fn lists_that_bibtex_would_not_part() {
    for (raw, want) in [
        ("Moe, C.; Li, Bo", "Moe, C. | Li, Bo"),
        ("Moe, C. R., Li, B., Hu, A", "Moe, C. R. | Li, B. | Hu, A"),
        ("Holmes MM and Linaker C", "Holmes, MM | Linaker, C"),
        ("Anne Hu, Bo", "Anne Hu, Bo"),
    ] {
        assert_eq!(shown(raw), want, "{raw}");
    }
}

#[test]
fn places() {
    let raw = "Moe, Cathrine and  {World Bank} ";
    let places: Vec<&str> = read(raw)
        .names
        .iter()
        .map(|(_, at)| &raw[at.clone()])
        .collect();
    assert_eq!(places, ["Moe, Cathrine", "{World Bank}"]);
}
