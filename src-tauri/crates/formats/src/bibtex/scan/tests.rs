use super::*;

/// Entries as `kind key name=value|value …` and their flaws.
fn scan(text: &str) -> Vec<String> {
    Scanner::new(text)
        .filter_map(|item| match item {
            Item::Entry(entry) => {
                let fields: Vec<String> = entry
                    .fields
                    .iter()
                    .map(|f| {
                        let pieces: Vec<&str> = match &f.value {
                            Value::One(piece) => vec![&text[piece.range()]],
                            Value::Joined(pieces) => {
                                pieces.iter().map(|p| &text[p.range()]).collect()
                            }
                        };
                        format!("{}={}", f.name, pieces.join("#"))
                    })
                    .collect();
                let flaws: Vec<String> = entry
                    .flaws
                    .iter()
                    .map(|f| format!(" !{:?}", f.kind))
                    .collect();
                Some(format!(
                    "{} {} {}{}",
                    entry.kind,
                    &text[entry.key.clone()],
                    fields.join(" "),
                    flaws.concat()
                ))
            }
            Item::Macro(name, value) => Some(format!("string {name}={}", &text[value.range()])),
            Item::Other => None,
        })
        .collect()
}

#[test]
fn values_of_all_sorts() {
    assert_eq!(
        scan(
            r#"junk me@home.example {x} @Article{k:1, title = {A {B} c}, year=1999,
            month = jan # "~" # {3}, note = "say {"}hi{"}"}"#
        ),
        [r#"Article k:1 title=A {B} c year=1999 month=jan#~#3 note=say {"}hi{"}"#]
    );
    assert_eq!(
        scan("@book(k(1), title = {a)b}, year = 2000)\n@string(x = \"y\")"),
        ["book k(1) title=a)b year=2000", "string x=y"]
    );
    assert_eq!(
        scan(
            "@comment{ @book{no, title={x}} }\n% @book{neither, title={x}}\n@misc{yes,title={50% of @all}}"
        ),
        ["misc yes title=50% of @all"]
    );
    assert_eq!(
        scan("@preamble{\"\\def\\x#1{#1}\"} @misc {k , note={n} , }"),
        ["misc k note=n"]
    );
}

#[test]
fn keys_are_odd() {
    for key in [
        "a+b",
        "10.1000/182",
        "凯撒2013",
        "Smith & Co.",
        "a:b_c-d",
        "x'y",
    ] {
        assert_eq!(
            scan(&format!("@misc{{{key},\n title={{t}}}}")),
            [format!("misc {key} title=t")]
        );
    }
    assert_eq!(scan("@misc{\n author = {A}}"), ["misc  author=A !NoKey"]);
    assert_eq!(scan("@misc{k}"), ["misc k "]);
    assert_eq!(
        scan("@misc{k\n title = {t}}"),
        ["misc k title=t !MissingComma"]
    );
}

#[test]
fn missing_commas_and_quotes() {
    assert_eq!(
        scan("@misc{k, title = {t}\n year = 2000\n note = \"n\" }"),
        ["misc k title=t year=2000 note=n !MissingComma !MissingComma"]
    );
    assert_eq!(
        scan("@misc{k, title = \"the \"big\" one\", note = in press, year = 2000}"),
        ["misc k title=the \"big\" one note=in press year=2000"]
    );
    assert_eq!(
        scan("@misc{k, title = {t} and more, year = 2000}"),
        ["misc k title=t year=2000 !NoField"]
    );
    assert_eq!(scan("@misc{k,, title = {t},,}"), ["misc k title=t"]);
}

#[test]
fn braces_that_do_not_close() {
    let next = "\n@misc{next, title = {u}}";
    assert_eq!(
        scan(&format!(
            "@misc{{k, title = {{a {{b}},\n year = {{2000}}\n}}{next}"
        )),
        [
            "misc k title=a {b} year=2000 !UnclosedValue",
            "misc next title=u"
        ]
    );
    assert_eq!(
        scan(&format!(
            "@misc{{k, title = {{t}},\n year = {{2000}}\n{next}"
        )),
        ["misc k title=t year=2000 !Unclosed", "misc next title=u"]
    );
    assert_eq!(
        scan(&format!(
            "@misc{{k, title = {{t}}}}, year = {{2000}} }}{next}"
        )),
        ["misc k title=t year=2000 !ExtraBrace", "misc next title=u"]
    );
    assert_eq!(
        scan(&format!(
            "@misc{{k, title = \"a {{b\",\n year = 2000\n}}{next}"
        )),
        [
            "misc k title=a {b year=2000 !UnclosedValue",
            "misc next title=u"
        ]
    );
    assert_eq!(
        scan(&format!(
            "@misc{{k, title = \"no end,\n year = 2000\n}}{next}"
        )),
        [
            "misc k title=no end year=2000 !UnclosedValue",
            "misc next title=u"
        ]
    );
    assert_eq!(
        scan("@misc{k, title = {t"),
        ["misc k title=t !UnclosedValue !Unclosed"]
    );
}

#[test]
fn entries_quoted_in_a_value_stay_there() {
    let text = "@misc{k, annote = {see\n@book{x, title = {y}}\n}, year = 2000}";
    assert_eq!(
        scan(text),
        ["misc k annote=see\n@book{x, title = {y}}\n year=2000"]
    );
}

#[test]
fn depth_and_length_cost_nothing() {
    let deep = "{".repeat(200_000);
    let closed = format!("@misc{{k, title = {{{deep}{}}}}}", "}".repeat(200_000));
    assert_eq!(scan(&closed).len(), 1);
    assert_eq!(scan(&format!("@misc{{k, title = {{{deep}")).len(), 1);
    for piece in [
        "@misc{k,title={",
        "@misc{k,title={a},\n@misc{",
        "@string{a={",
        "@comment{",
        "@",
        "@a{\"",
        "{\"@x{y,z=\"",
        "\n@x{y,\n",
    ] {
        let many = piece.repeat(10_000);
        assert!(scan(&many).len() <= 10_000 * 2);
    }
}
