//! Dates as MEDLINE prints them.

use diglot_model::{Date, DatePoint, Season};
use std::fmt::Write as _;

/// `2018 Apr 12`, `2023 Apr-Jun`, `1998 Dec-1999 Jan`, `2000 Spring`.
pub(super) fn printed(date: &Date) -> String {
    let Some(start) = date.start else {
        return date.literal.clone().unwrap_or_default();
    };
    let mut out = format!("{:04}{}", start.year, within_year(start));
    if let Some(end) = date.end {
        out.push('-');
        if end.year != start.year {
            let _ = write!(out, "{:04}{}", end.year, within_year(end));
        } else if end.month == start.month && end.day.is_some() && start.day.is_some() {
            let _ = write!(out, "{}", end.day.unwrap_or_default());
        } else {
            out.push_str(within_year(end).trim_start());
        }
    }
    out
}

fn within_year(point: DatePoint) -> String {
    let season = point.season.map(|season| match season {
        Season::Spring => "Spring",
        Season::Summer => "Summer",
        Season::Autumn => "Autumn",
        Season::Winter => "Winter",
    });
    if let Some(season) = season {
        return format!(" {season}");
    }
    let Some(month) = month(point) else {
        return String::new();
    };
    match point.day {
        Some(day) => format!(" {month} {day}"),
        None => format!(" {month}"),
    }
}

fn month(point: DatePoint) -> Option<&'static str> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    MONTHS
        .get(usize::from(point.month?).checked_sub(1)?)
        .copied()
}

/// `20170728`; what is no day stands as in `DP`.
pub(super) fn compact(point: DatePoint) -> String {
    match (point.month, point.day) {
        (Some(month), Some(day)) => format!("{:04}{month:02}{day:02}", point.year),
        _ => format!("{:04}{}", point.year, within_year(point)),
    }
}

pub(super) fn slashes(point: DatePoint) -> String {
    let mut out = format!("{:04}", point.year);
    for part in [point.month, point.day].into_iter().flatten() {
        let _ = write!(out, "/{part:02}");
    }
    out
}
