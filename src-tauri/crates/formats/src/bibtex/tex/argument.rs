//! What commands do with their argument.

use unicode_normalization::char::compose;

/// Something done with the next sign or group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// An accent on the first letter.
    Accent(char),
    /// A superscript.
    Super,
    /// A subscript.
    Sub,
    /// A mark over each letter.
    Over(char),
    /// The argument is left out, and so are the following ones up to this number.
    Drop(u8),
    /// A sign behind the argument.
    Then(char),
    /// The number of a character.
    Symbol,
    /// Letters of double stroke.
    Double,
}

/// How much text an act changes; more is no argument of it.
const LONGEST: usize = 200;

impl Act {
    /// Whether the act means a group and no single sign.
    pub(super) fn wants_group(self) -> bool {
        matches!(self, Self::Drop(_) | Self::Symbol)
    }

    /// Acts on the text behind `start`; what is returned waits for the next group.
    pub(super) fn apply(self, out: &mut String, start: usize) -> Option<Self> {
        if let Self::Drop(count) = self {
            out.truncate(start);
            return (count > 1).then(|| Self::Drop(count - 1));
        }
        if out.len() - start > LONGEST {
            return None;
        }
        match self {
            Self::Accent(mark) => accent(out, start, mark),
            Self::Super => script(out, start, superscript, "^"),
            Self::Sub => script(out, start, subscript, ""),
            Self::Over(mark) => {
                let text: String = out[start..].chars().flat_map(|c| [c, mark]).collect();
                out.replace_range(start.., &text);
            }
            Self::Then(sign) => out.push(sign),
            Self::Symbol => {
                let number = out[start..].trim().parse().ok().and_then(char::from_u32);
                if let Some(c) = number.filter(|c| !c.is_control()) {
                    out.truncate(start);
                    out.push(c);
                }
            }
            Self::Double => {
                let text: String = out[start..].chars().map(double).collect();
                out.replace_range(start.., &text);
            }
            Self::Drop(_) => {}
        }
        None
    }
}

impl Act {
    /// Puts an accent on the last letter of a text, or by itself where there is none.
    pub(super) fn apply_behind(self, out: &mut String) {
        let Self::Accent(mark) = self else { return };
        let last = out.chars().next_back().filter(|c| c.is_alphabetic());
        match last {
            Some(letter) => {
                let start = out.len() - letter.len_utf8();
                accent(out, start, mark);
            }
            None => out.extend(alone(mark)),
        }
    }
}

fn accent(out: &mut String, start: usize, mark: char) {
    let Some(first) = out[start..].chars().next() else {
        out.extend(alone(mark));
        return;
    };
    let end = start + first.len_utf8();
    // A dotless letter takes its accent where the dot was.
    let base = match first {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    };
    if let Some(composed) = compose(base, mark) {
        let mut buffer = [0; 4];
        out.replace_range(start..end, composed.encode_utf8(&mut buffer));
    } else if base.is_alphanumeric() {
        let both: String = [base, mark].iter().collect();
        out.replace_range(start..end, &both);
    } else if base == ' ' {
        out.truncate(start);
        out.extend(alone(mark));
    }
}

/// What an accent on nothing looks like.
fn alone(mark: char) -> Option<char> {
    match mark {
        '\u{303}' => Some('~'),
        '\u{302}' => Some('^'),
        '\u{300}' => Some('`'),
        '\u{301}' => Some('\''),
        '\u{308}' => Some('¨'),
        _ => None,
    }
}

/// Writes the text behind `start` in raised or lowered characters when there are some for
/// all of it; else as it is, behind a sign where it would join a number.
fn script(out: &mut String, start: usize, of: fn(char) -> Option<char>, sign: &str) {
    let raised: Option<String> = out[start..].chars().map(of).collect();
    if let Some(raised) = raised {
        out.replace_range(start.., &raised);
    } else if !sign.is_empty() && out[start..].contains(|c: char| c.is_ascii_digit()) {
        out.insert_str(start, sign);
    }
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + c as u32 - '4' as u32)?,
        '+' => '⁺',
        '-' | '−' | '–' => '⁻',
        '=' => '⁼',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        'i' => 'ⁱ',
        '∘' | '°' => '°',
        '′' | '″' | '*' | '†' | '®' | '™' | '©' | '‡' => c,
        _ => return None,
    })
}

fn subscript(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32('₀' as u32 + c as u32 - '0' as u32)?,
        '+' => '₊',
        '-' | '−' | '–' => '₋',
        '=' => '₌',
        '(' => '₍',
        ')' => '₎',
        _ => return None,
    })
}

fn double(c: char) -> char {
    match c {
        'C' => 'ℂ',
        'H' => 'ℍ',
        'N' => 'ℕ',
        'P' => 'ℙ',
        'Q' => 'ℚ',
        'R' => 'ℝ',
        'Z' => 'ℤ',
        c => c,
    }
}
