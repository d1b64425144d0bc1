use super::*;

fn check(cases: &[(&str, &str)]) {
    for (raw, want) in cases {
        assert_eq!(line(raw), *want, "{raw}");
    }
}

#[test]
fn accents() {
    check(&[
        (
            r#"G{\"o}del, G\"odel, G\"{o}del, {\"{O}}l"#,
            "Gödel, Gödel, Gödel, Öl",
        ),
        (
            r"\'Eric \`a \^o \~n \=e \.z \'{\i} {\'\i} \'i",
            "Éric à ô ñ ē ż í í í",
        ),
        (
            r"\c{c} \c c \v{s} \u{g} \H{o} \k{a} \r{a} \d{t} \b{k}",
            "ç ç š ğ ő ą å ṭ ḵ",
        ),
        (
            r"{\o}rsted {\O}re {\L}\'od\'z {\ss} {\ae} \OE uvre \aa s",
            "ørsted Øre Łódź ß æ Œuvre ås",
        ),
        (
            r"Krej{\v{c}}{\'{\i}} Franc{\ocirc{u}} \'{\^e} \t{oo}",
            "Krejčí Franců ế o͡o",
        ),
        (r"\v Capek \~{} \^{} \'{}", "Čapek ~ ^ '"),
    ]);
}

#[test]
fn symbols_and_escapes() {
    check(&[
        (r"R\&D 50\% a\_b \#1 \$2 \{x\}", "R&D 50% a_b #1 $2 {x}"),
        (r"a \textendash{} b\textemdash c --- d--e", "a – b—c — d–e"),
        (
            r"``quoted'' `single' \textquoteright s",
            "“quoted” ‘single' ’s",
        ),
        (
            r"\LaTeX{} Companion, \TeX nician",
            "LaTeX Companion, TeXnician",
        ),
        (r"a~b\ c\,d \quad e\\f \- g\/h", "a b c d e f gh"),
        (r"\copyright\ 2\textdegree C \S 5 \ldots{}", "© 2°C §5 …"),
        (r"\apj", "The Astrophysical Journal"),
        (
            r"\textbackslash{} \textasciitilde{} \textasciicircum{} \textbraceleft{}\textbraceright{}",
            r"\ ~ ^ {}",
        ),
        (r"\symbol{126}user", "~user"),
        (
            "R&amp;D <i>E. coli</i> &lt; P < 0.05",
            "R&D E. coli < P < 0.05",
        ),
        (r"{\&}amp$\mathsemicolon$ co", "& co"),
    ]);
}

#[test]
fn mathematics() {
    check(&[
        (r"Cu$_2$O and H$_{2}$O, 10$^{-3}$", "Cu₂O and H₂O, 10⁻³"),
        (r"$\alpha$-helix, $\mu$m, $\beta_{12}$", "α-helix, μm, β₁₂"),
        (
            r"0.2\,mm$^2$, $\pm$0.1\%, $-$50\,d{B}",
            "0.2 mm², ±0.1%, -50 dB",
        ),
        (r"$\langle{}00\overline{1}\rangle$", "⟨001\u{305}⟩"),
        (
            r"$4^{\textrm{\`eme}}$ $T_{max}$ $10^{-3.5}$ $90^\circ$",
            "4ème Tmax 10^-3.5 90°",
        ),
        (
            r"$\le\omega$, $a \leq b$, $\frac{1}{2}$, $\mathbb{R}^n$",
            "≤ω, a ≤ b, 1/2, ℝⁿ",
        ),
        (
            "costs $5 and $6, $5/$6, US$ 7",
            "costs $5 and $6, $5/$6, US$ 7",
        ),
        ("ill$$QMentally $$x$$", "ill$$QMentally x"),
        (r"\(x_1\) \[y\] $x$$y$", "x₁ y xy"),
        (
            r"\textsuperscript{2} \textsubscript{3} \ensuremath{\gamma}",
            "² ₃ γ",
        ),
        ("snake_case x^2", "snake_case x^2"),
    ]);
}

#[test]
fn commands_keep_their_text() {
    check(&[
        (
            r"\emph{a} \textit{b {\bf c}} {\em d} \textsc{e}",
            "a b c d e",
        ),
        (r"{T}he {DNA} {{Double}}", "The DNA Double"),
        (
            r"\url{http://x.example/~a_b} and \href{http://y.example/%7E}{text}",
            "http://x.example/~a_b and text",
        ),
        (r"\textcolor{red}{x} a\footnote{no} b \foo{c}", "x a b c"),
        (
            r"The \Lya{} and \Lyb forest, \fancy{x}",
            "The Lya and Lyb forest, x",
        ),
        (
            r"a {\textbackslashWord{\}}, \textlessm\textgreater",
            r"a \Word}, <m>",
        ),
        (r"\enquote{quoted}", "“quoted”"),
        (r"\mbox{$\mu$}J \begin{quote}q\end{quote}", "μJ q"),
        (r"a\discretionary {}{}{}b", "ab"),
    ]);
}

#[test]
fn white_space_and_paragraphs() {
    assert_eq!(line("a\n   b\r\n\r\nc  d\u{a0}e\u{feff}"), "a b c d e");
    assert_eq!(paragraphs("a\n b\n\n  c\r\n\r\nd \\par e"), "a b\nc\nd\ne");
    assert_eq!(line("中\u{3000}文\u{202e}"), "中 文");
    assert!(matches!(line("中文，题名。“x”"), Cow::Borrowed(_)));
    assert!(matches!(
        line("plain text's here_1 & there"),
        Cow::Borrowed(_)
    ));
}

#[test]
fn verbatim_values() {
    for (raw, want) in [
        (r"10.1000/a\_b", "10.1000/a_b"),
        (r"http://x.example/\~{}me\%20\&", "http://x.example/~me%20&"),
        (r"\url{http://x.example/a}", "http://x.example/a"),
        (r"http://x.example/$\sim$me/{A}", "http://x.example/~me/A"),
        (" http://x.example/a_b ", "http://x.example/a_b"),
    ] {
        assert_eq!(verbatim(raw), want, "{raw}");
    }
}

#[test]
fn anything_is_read_in_time() {
    for piece in [
        "{",
        "}",
        "\\'{",
        "\\'",
        "$",
        "$$",
        "\\href{",
        "\\url{",
        "\\frac{",
        "^{$",
        "\\textcolor{",
        "\\begin{",
        "\\",
        "`",
        "\\[",
        "{\\sqrt[",
    ] {
        let many = piece.repeat(20_000);
        line(&many);
        paragraphs(&many);
        verbatim(&many);
    }
}
