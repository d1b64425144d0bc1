//! `diglot check`, `backup`, `restore`.

use super::{folder, open};
use crate::args::{Backup, Check, Place, Restore};
use crate::exit::{Exit, Outcome};
use crate::output::{Busy, json, line};
use diglot_contract::report;
use diglot_library::{Access, CheckReport, restore as restore_library};

/// Checks the library. A damaged one ends with exit code 5.
pub(crate) fn check(place: &Place, command: &Check) -> Outcome {
    let access = if command.repair {
        Access::Write
    } else {
        Access::Read
    };
    let mut library = open(place, access)?;
    let busy = Busy::with("Checking".to_owned());
    let found = library.check(command.repair)?;
    drop(busy);
    if place.json {
        json(&wire(&found))?;
    } else {
        for finding in &found.findings {
            line(&format!("{}: {}", finding.entity, finding.problem));
        }
        let verdict = match (found.is_sound(), found.repaired) {
            (true, _) => "nothing is wrong",
            (false, true) => "lists and indexes were made again",
            (false, false) => "something is wrong",
        };
        line(&format!("{} entities checked: {verdict}.", found.entities));
    }
    let damaged = found
        .findings
        .iter()
        .any(|f| !(found.repaired && f.repairable));
    Ok(if damaged { Exit::Damaged } else { Exit::Done })
}

fn wire(found: &CheckReport) -> report::CheckReport {
    report::CheckReport {
        sound: found.is_sound(),
        entities: found.entities,
        repaired: found.repaired,
        findings: found
            .findings
            .iter()
            .map(|f| report::Finding {
                entity: f.entity.clone(),
                problem: f.problem.clone(),
                repairable: f.repairable,
            })
            .collect(),
    }
}

/// Makes a backup.
pub(crate) fn backup(place: &Place, command: &Backup) -> Outcome {
    let library = open(place, Access::Read)?;
    let busy = Busy::with("Backing up".to_owned());
    let made = library.backup(command.to.as_deref())?;
    drop(busy);
    if place.json {
        json(&report::BackupReport {
            path: made.path.display().to_string(),
            entities: made.entities,
            removed: made
                .removed
                .iter()
                .map(|p| p.display().to_string())
                .collect(),
        })?;
    } else {
        line(&format!(
            "{} ({} entities, checked)",
            made.path.display(),
            made.entities
        ));
    }
    Ok(Exit::Done)
}

/// Puts a backup in the place of the library.
pub(crate) fn restore(place: &Place, command: &Restore) -> Outcome {
    let done = restore_library(&folder(place)?, &command.from)?;
    let kept = done.kept.map(|path| path.display().to_string());
    if place.json {
        json(&report::RestoreReport {
            from: done.from.display().to_string(),
            kept,
        })?;
    } else {
        line(&format!("Restored from {}.", done.from.display()));
        if let Some(kept) = kept {
            line(&format!("The library of before is kept in {kept}."));
        }
    }
    Ok(Exit::Done)
}
