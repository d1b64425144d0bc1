//! Dates as publications give them: a subset of EDTF levels 0 and 1.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A date: a point, or an interval, possibly approximate, or words that no date fits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Its only point, or the first of an interval; absent when only `literal` is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<DatePoint>,
    /// The last point of an interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DatePoint>,
    /// "circa".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// Words such as "in press" or "forthcoming".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literal: Option<String>,
}

/// A year, a year and month or season, or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DatePoint {
    /// Proleptic Gregorian year; negative before year 0.
    pub year: i32,
    /// 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<u8>,
    /// A season; only without a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
}

/// A season, in the order of CSL: spring is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// Spring.
    Spring,
    /// Summer.
    Summer,
    /// Autumn.
    Autumn,
    /// Winter.
    Winter,
}

impl Season {
    /// 1 for spring to 4 for winter.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The season with a number from 1 to 4.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Spring, Self::Summer, Self::Autumn, Self::Winter]
            .get(usize::from(number).checked_sub(1)?)
            .copied()
    }
}

impl DatePoint {
    /// A year alone.
    pub fn year(year: i32) -> Self {
        Self {
            year,
            month: None,
            day: None,
            season: None,
        }
    }

    /// A date from parts; a month or day out of range is left out.
    pub fn from_parts(year: i32, month: Option<u8>, day: Option<u8>) -> Self {
        let month = month.filter(|m| (1..=12).contains(m));
        let day = day.filter(|d| month.is_some() && (1..=31).contains(d));
        Self {
            year,
            month,
            day,
            season: None,
        }
    }
}

impl Date {
    /// A date of one point.
    pub fn point(point: DatePoint) -> Self {
        Self {
            start: Some(point),
            ..Self::default()
        }
    }

    /// A year alone.
    pub fn year(year: i32) -> Self {
        Self::point(DatePoint::year(year))
    }

    /// The year of the first point.
    pub fn start_year(&self) -> Option<i32> {
        self.start.map(|point| point.year)
    }
}

impl fmt::Display for DatePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(season) = self.season {
            // EDTF level 1: 21 is spring.
            return write!(f, "-{}", season.number() + 20);
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// EDTF, or the words where there is no date.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(start) = self.start else {
            return f.write_str(self.literal.as_deref().unwrap_or_default());
        };
        write!(f, "{start}")?;
        if self.approximate {
            f.write_str("~")?;
        }
        if let Some(end) = self.end {
            write!(f, "/{end}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_edtf() {
        let day = Date::point(DatePoint::from_parts(2020, Some(4), Some(4)));
        assert_eq!(day.to_string(), "2020-04-04");
        let bad_month = DatePoint::from_parts(2020, Some(13), Some(4));
        assert_eq!(bad_month, DatePoint::year(2020));
        let spring = Date::point(DatePoint {
            season: Some(Season::Spring),
            ..DatePoint::year(1999)
        });
        assert_eq!(spring.to_string(), "1999-21");
    }
}
