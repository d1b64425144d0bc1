//! What the words of TeX stand for.

/// The mark of an accent that a sign stands for.
pub(super) fn accent_sign(sign: char) -> Option<char> {
    Some(match sign {
        '`' => '\u{300}',
        '\'' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        _ => return None,
    })
}

/// The mark of an accent that a word stands for.
pub(super) fn accent(name: &str) -> Option<char> {
    Some(match name {
        "u" | "breve" => '\u{306}',
        "v" | "check" => '\u{30c}',
        "H" => '\u{30b}',
        "c" => '\u{327}',
        "k" | "polhk" => '\u{328}',
        "r" | "ocirc" | "mathring" => '\u{30a}',
        "b" => '\u{331}',
        "d" | "udot" => '\u{323}',
        "t" => '\u{361}',
        "G" => '\u{30f}',
        "U" => '\u{30e}',
        "f" => '\u{311}',
        "h" => '\u{309}',
        "hat" | "widehat" => '\u{302}',
        "tilde" | "widetilde" => '\u{303}',
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        "dot" => '\u{307}',
        "ddot" => '\u{308}',
        "vec" => '\u{20d7}',
        "textcommabelow" => '\u{326}',
        _ => return None,
    })
}

/// The text that a word stands for.
#[rustfmt::skip]
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    letter(name).or_else(|| punctuation(name)).or_else(|| greek(name)).or_else(|| mathematics(name)).or_else(|| journal(name))
}

#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "words stand by what they are for")]
fn letter(name: &str) -> Option<&'static str> {
    Some(match name {
        "o" => "ø", "O" => "Ø", "l" => "ł", "L" => "Ł", "ss" => "ß", "SS" => "ẞ",
        "ae" => "æ", "AE" => "Æ", "oe" => "œ", "OE" => "Œ", "aa" => "å", "AA" => "Å",
        "i" | "imath" => "ı", "j" | "jmath" => "ȷ", "dh" => "ð", "DH" => "Ð", "th" => "þ", "TH" => "Þ",
        "dj" | "dbar" => "đ", "DJ" | "Dbar" => "Đ", "ng" => "ŋ", "NG" => "Ŋ", "ij" => "ij", "IJ" => "IJ",
        "cprime" => "ʹ", "cdprime" => "ʺ", "lasp" => "ʽ", "rasp" => "ʼ",
        "TeX" => "TeX", "LaTeX" => "LaTeX", "LaTeXe" => "LaTeX2ε", "BibTeX" => "BibTeX", "XeTeX" => "XeTeX",
        "XeLaTeX" => "XeLaTeX", "LuaTeX" => "LuaTeX", "LuaLaTeX" => "LuaLaTeX", "ConTeXt" => "ConTeXt",
        "textordfeminine" => "ª", "textordmasculine" => "º", "textschwa" => "ə", "textesh" => "ʃ", "textipa" => "",
        "texteng" => "ŋ", "textglotstop" => "ʔ", "textquotesingle" => "'", "textthorn" => "þ",
        _ => return None,
    })
}

#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "words stand by what they are for")]
fn punctuation(name: &str) -> Option<&'static str> {
    Some(match name {
        "textendash" => "–", "textemdash" => "—", "textquoteleft" | "lq" => "‘", "textquoteright" | "rq" => "’",
        "textquotedblleft" => "“", "textquotedblright" => "”", "textquotedbl" => "\"",
        "quotesinglbase" => "‚", "quotedblbase" | "glqq" => "„", "grqq" => "“", "glq" => "‚", "grq" => "‘",
        "guillemotleft" | "guillemetleft" | "flqq" => "«", "guillemotright" | "guillemetright" | "frqq" => "»",
        "guilsinglleft" | "flq" => "‹", "guilsinglright" | "frq" => "›",
        "textexclamdown" => "¡", "textquestiondown" => "¿", "dots" | "ldots" | "textellipsis" | "dotsc" | "dotsb" | "cdots" => "…",
        "textasciitilde" => "~", "textasciicircum" => "^", "textbackslash" | "backslash" => "\\",
        "textbraceleft" | "lbrace" => "{", "textbraceright" | "rbrace" => "}", "textunderscore" => "_",
        "textdollar" => "$", "textpercent" => "%", "textbar" | "vert" | "mid" | "lvert" | "rvert" => "|",
        "textless" => "<", "textgreater" => ">", "textasciigrave" => "`", "textasciiacute" => "´", "textasciidieresis" => "¨",
        "textasciimacron" => "¯", "textasciicaron" => "ˇ", "textasciibreve" => "˘",
        "textbullet" | "bullet" => "•", "textperiodcentered" => "·", "textdagger" | "dag" => "†", "textdaggerdbl" | "ddag" => "‡",
        "S" | "textsection" => "§", "P" | "textparagraph" | "textpilcrow" => "¶", "copyright" | "textcopyright" => "©",
        "textregistered" | "circledR" => "®", "texttrademark" => "™", "textservicemark" => "℠",
        "pounds" | "textsterling" | "mathsterling" => "£", "euro" | "texteuro" | "EUR" => "€", "textcent" => "¢", "textyen" | "yen" => "¥",
        "textcurrency" => "¤", "textflorin" => "ƒ", "textwon" => "₩", "textnumero" => "№", "textohm" => "Ω", "textestimated" => "℮",
        "textonehalf" => "½", "textonequarter" => "¼", "textthreequarters" => "¾", "textperthousand" => "‰", "textpertenthousand" => "‱",
        "textonesuperior" => "¹", "texttwosuperior" => "²", "textthreesuperior" => "³", "textdegree" | "degree" => "°",
        "textcelsius" | "celsius" => "℃", "textmu" | "micro" => "µ", "textreferencemark" => "※", "textbardbl" => "‖", "textbrokenbar" => "¦",
        "textfractionsolidus" => "⁄", "slash" => "/", "textvisiblespace" => "␣", "textopenbullet" => "◦", "textinterrobang" => "‽",
        "textlangle" => "⟨", "textrangle" => "⟩", "textlnot" => "¬", "texttimes" => "×", "textdiv" => "÷", "textpm" => "±", "textminus" => "−",
        "textleftarrow" => "←", "textrightarrow" => "→", "textuparrow" => "↑", "textdownarrow" => "↓", "textasteriskcentered" => "*",
        "mathsemicolon" => ";", "mathcolon" | "colon" => ":", "mathdollar" => "$", "mathplus" => "+", "mathminus" => "−", "mathquestion" => "?",
        "lbrack" => "[", "rbrack" => "]", "textlbrackdbl" => "⟦", "textrbrackdbl" => "⟧", "textasciicomma" => ",", "textthreequartersemdash" => "—", "textmusicalnote" => "♪",
        "textampersand" => "&",
        _ => return None,
    })
}

#[rustfmt::skip]
fn greek(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("text").filter(|n| n.len() > 1).or_else(|| name.strip_prefix("up").filter(|n| n.len() > 1)).unwrap_or(name);
    Some(match name {
        "alpha" => "α", "beta" => "β", "gamma" => "γ", "delta" => "δ", "epsilon" | "varepsilon" => "ε", "zeta" => "ζ", "eta" => "η",
        "theta" => "θ", "vartheta" => "ϑ", "iota" => "ι", "kappa" | "varkappa" => "κ", "lambda" => "λ", "mu" => "μ", "nu" => "ν", "xi" => "ξ",
        "omicron" => "ο", "pi" => "π", "varpi" => "ϖ", "rho" => "ρ", "varrho" => "ϱ", "sigma" => "σ", "varsigma" => "ς", "tau" => "τ",
        "upsilon" => "υ", "phi" => "ϕ", "varphi" => "φ", "chi" => "χ", "psi" => "ψ", "omega" => "ω",
        "Alpha" => "Α", "Beta" => "Β", "Gamma" => "Γ", "Delta" => "Δ", "Epsilon" => "Ε", "Zeta" => "Ζ", "Eta" => "Η", "Theta" => "Θ",
        "Iota" => "Ι", "Kappa" => "Κ", "Lambda" => "Λ", "Mu" => "Μ", "Nu" => "Ν", "Xi" => "Ξ", "Omicron" => "Ο", "Pi" => "Π", "Rho" => "Ρ",
        "Sigma" => "Σ", "Tau" => "Τ", "Upsilon" => "Υ", "Phi" => "Φ", "Chi" => "Χ", "Psi" => "Ψ", "Omega" => "Ω",
        _ => return None,
    })
}

#[rustfmt::skip]
fn mathematics(name: &str) -> Option<&'static str> {
    Some(match name {
        "pm" => "±", "mp" => "∓", "times" => "×", "div" => "÷", "cdot" => "⋅", "ast" => "∗", "star" => "⋆", "circ" => "∘",
        "oplus" => "⊕", "ominus" => "⊖", "otimes" => "⊗", "odot" => "⊙", "cap" => "∩", "cup" => "∪", "setminus" => "∖", "wedge" | "land" => "∧", "vee" | "lor" => "∨",
        "neg" | "lnot" => "¬", "forall" => "∀", "exists" => "∃", "in" => "∈", "notin" => "∉", "ni" => "∋", "subset" => "⊂", "supset" => "⊃",
        "subseteq" => "⊆", "supseteq" => "⊇", "emptyset" | "varnothing" => "∅", "infty" => "∞", "partial" => "∂", "nabla" => "∇",
        "sum" => "∑", "prod" => "∏", "int" => "∫", "oint" => "∮", "propto" => "∝", "approx" => "≈", "sim" => "∼", "simeq" => "≃", "cong" => "≅",
        "equiv" => "≡", "neq" | "ne" => "≠", "le" | "leq" | "leqslant" => "≤", "ge" | "geq" | "geqslant" => "≥", "ll" => "≪", "gg" => "≫", "lt" => "<", "gt" => ">",
        "lesssim" => "≲", "gtrsim" => "≳", "prec" => "≺", "succ" => "≻", "perp" | "bot" => "⊥", "top" => "⊤", "parallel" | "Vert" => "∥", "vdash" => "⊢", "models" => "⊨",
        "langle" => "⟨", "rangle" => "⟩", "lceil" => "⌈", "rceil" => "⌉", "lfloor" => "⌊", "rfloor" => "⌋",
        "to" | "rightarrow" | "longrightarrow" => "→", "leftarrow" | "gets" | "longleftarrow" => "←", "leftrightarrow" => "↔", "uparrow" => "↑", "downarrow" => "↓",
        "Rightarrow" | "implies" | "Longrightarrow" => "⇒", "Leftarrow" => "⇐", "Leftrightarrow" | "iff" => "⇔", "mapsto" => "↦", "rightleftharpoons" => "⇌", "hookrightarrow" => "↪", "nearrow" => "↗", "searrow" => "↘",
        "prime" => "′", "ell" => "ℓ", "hbar" | "hslash" => "ℏ", "Re" => "ℜ", "Im" => "ℑ", "aleph" => "ℵ", "wp" => "℘", "angle" => "∠", "triangle" => "△", "square" | "Box" => "□",
        "diamond" => "⋄", "Diamond" | "lozenge" => "◊", "spadesuit" => "♠", "heartsuit" => "♥", "clubsuit" => "♣", "diamondsuit" => "♦", "flat" => "♭", "natural" => "♮", "sharp" => "♯",
        "checkmark" => "✓", "dagger" => "†", "ddagger" => "‡", "surd" => "√", "lnsim" => "⋦", "bigcirc" => "◯", "blacksquare" => "■", "bigstar" => "★", "asymp" => "≍", "doteq" => "≐", "vdots" => "⋮", "ddots" => "⋱", "therefore" => "∴", "because" => "∵", "cdotp" => "·", "Angstrom" | "angstrom" | "textangstrom" => "Å",
        "log" => "log", "ln" => "ln", "exp" => "exp", "sin" => "sin", "cos" => "cos", "tan" => "tan", "max" => "max", "min" => "min", "lim" => "lim", "sup" => "sup", "inf" => "inf", "det" => "det", "dim" => "dim", "mod" => "mod",
        "sun" | "odotsun" => "☉", "female" => "♀", "male" => "♂",
        _ => return None,
    })
}

/// Journals that the Astrophysics Data System names by words of TeX.
#[rustfmt::skip]
fn journal(name: &str) -> Option<&'static str> {
    Some(match name {
        "aj" => "The Astronomical Journal", "apj" => "The Astrophysical Journal", "apjl" => "The Astrophysical Journal Letters",
        "apjs" => "The Astrophysical Journal Supplement Series", "aap" => "Astronomy & Astrophysics", "aapr" => "Astronomy & Astrophysics Review",
        "aaps" => "Astronomy & Astrophysics Supplement Series", "mnras" => "Monthly Notices of the Royal Astronomical Society",
        "pasp" => "Publications of the Astronomical Society of the Pacific", "pasj" => "Publications of the Astronomical Society of Japan",
        "pasa" => "Publications of the Astronomical Society of Australia", "araa" => "Annual Review of Astronomy and Astrophysics",
        "nat" => "Nature", "natas" => "Nature Astronomy", "prl" => "Physical Review Letters", "pra" => "Physical Review A",
        "prb" => "Physical Review B", "prc" => "Physical Review C", "prd" => "Physical Review D", "pre" => "Physical Review E",
        "jcap" => "Journal of Cosmology and Astroparticle Physics", "icarus" => "Icarus", "solphys" => "Solar Physics", "ssr" => "Space Science Reviews",
        "apss" => "Astrophysics and Space Science", "planss" => "Planetary and Space Science", "physrep" => "Physics Reports", "physscr" => "Physica Scripta",
        "nar" => "New Astronomy Review", "na" => "New Astronomy", "jgr" => "Journal of Geophysical Research", "grl" => "Geophysical Research Letters",
        "memsai" => "Memorie della Società Astronomica Italiana", "ao" => "Applied Optics", "baas" => "Bulletin of the American Astronomical Society",
        "iaucirc" => "IAU Circulars", "rmxaa" => "Revista Mexicana de Astronomía y Astrofísica", "zap" => "Zeitschrift für Astrophysik",
        "caa" => "Chinese Astronomy and Astrophysics", "cjaa" => "Chinese Journal of Astronomy and Astrophysics", "psj" => "The Planetary Science Journal",
        "procspie" => "Proceedings of SPIE", "sovast" => "Soviet Astronomy", "skytel" => "Sky and Telescope", "actaa" => "Acta Astronomica", "qjras" => "Quarterly Journal of the Royal Astronomical Society",
        _ => return None,
    })
}

/// Whether a word sets its argument, or the text behind it, and adds nothing.
#[rustfmt::skip]
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "emph" | "textit" | "textbf" | "textsc" | "textrm" | "textsf" | "texttt" | "textsl" | "textup" | "textmd" | "textnormal" | "text"
        | "em" | "it" | "bf" | "sc" | "rm" | "sf" | "tt" | "sl" | "cal" | "itshape" | "bfseries" | "scshape" | "upshape" | "normalfont" | "rmfamily" | "sffamily" | "ttfamily"
        | "mathrm" | "mathit" | "mathbf" | "mathcal" | "mathsf" | "mathtt" | "mathfrak" | "mathscr" | "mathnormal" | "boldsymbol" | "bm" | "pmb" | "operatorname" | "frak"
        | "ensuremath" | "mbox" | "hbox" | "fbox" | "makebox" | "box" | "underline" | "uline" | "sout" | "uppercase" | "lowercase" | "MakeUppercase" | "MakeLowercase"
        | "tiny" | "scriptsize" | "footnotesize" | "small" | "normalsize" | "large" | "Large" | "LARGE" | "huge" | "Huge" | "scriptstyle" | "textstyle" | "displaystyle" | "scriptscriptstyle"
        | "left" | "right" | "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" | "limits" | "nolimits" | "middle"
        | "relax" | "protect" | "noopsort" | "noop" | "noindent" | "indent" | "allowbreak" | "nobreak" | "linebreak" | "nolinebreak" | "pagebreak" | "hyphenchar" | "null" | "leavevmode" | "unskip" | "ignorespaces" | "centering" | "selectfont" | "nocase" | "natexlab" | "mkbibemph" | "mkbibbold" | "mkbibitalic" | "textquotedbl" | "kern" | "sc@" | "bgroup" | "egroup" | "begingroup" | "endgroup" | "raggedright" | "textcite" | "eprint" | "penalty" | "break" | "newblock" | "stackrel" | "overset" | "underset" | "textipa" | "textsubring" | "verb" | "ifmmode" | "fi" | "else" | "rlap" | "llap" | "smash" | "strut" | "xspace" | "the" | "char"
    )
}
