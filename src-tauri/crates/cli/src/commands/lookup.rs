//! `diglot lookup`.
//!
//! The library is open for writing only before and after the network is asked, never
//! meanwhile.

mod entry;
mod setting;

use super::open;
use crate::args::{Lookup, Place};
use crate::exit::{Exit, Failure, Outcome as Ending};
use crate::output::{Busy, json, line};
use diglot_library::lookup::{
    Answer, Answers, CancelToken, ErrandKind, Inquiry, Outcome, ProposalKind, ask, ask_about, each,
    fills, found_item, propose, recognise,
};
use diglot_library::model::{Identifier, IdentifierScheme};
use diglot_library::{Access, Library, Reference, ReferenceId, Stored, item};
use entry::{Ended, Entry};
use setting::Setting;
use std::io::Read;

/// Looks identifiers up, adds what is found, completes references.
pub(crate) fn run(place: &Place, command: &Lookup) -> Ending {
    let library = reading(place)?;
    let setting = Setting::of(command, library.as_ref())?;
    let reader = library.map(std::sync::Mutex::new);
    let answers = Answers::new(|service, identifier| {
        let library = reader.as_ref()?.lock().ok()?;
        library.recall_answer(service, identifier)
    });
    let cancel = CancelToken::new();
    let inquiry = Inquiry::new(&setting.client, &cancel, &answers, &setting.keys);

    let (mut entries, asked) = identifiers(command)?;
    let works = references(place, command)?;
    let (waiting, waiting_works) = queued(place, command)?;
    let add = identifiers_to_ask(place, command.add, &asked, &mut entries)?;
    look_up(place, &inquiry, command.add, &add, &mut entries)?;
    look_up(place, &inquiry, true, &waiting, &mut entries)?;
    complete(place, &inquiry, &works, &mut entries)?;
    complete(place, &inquiry, &waiting_works, &mut entries)?;
    keep(place, &answers.take());

    if place.json {
        json(&entries)?;
    } else {
        for entry in &entries {
            line(&entry.message);
        }
    }
    Ok(judge(&entries))
}

fn judge(entries: &[Entry]) -> Exit {
    let any = |ended| entries.iter().any(|entry| entry.ended == ended);
    match (any(Ended::Well), any(Ended::Unreached), any(Ended::Badly)) {
        // Nothing waited, or all went well.
        (_, false, false) => Exit::Done,
        (true, _, _) => Exit::Part,
        (false, true, _) => Exit::Unreached,
        (false, false, true) => Exit::Nothing,
    }
}

/// The identifiers of the command line, each once, and what is none.
fn identifiers(command: &Lookup) -> Result<(Vec<Entry>, Vec<Identifier>), Failure> {
    let mut entries = Vec::new();
    let mut asked: Vec<Identifier> = Vec::new();
    for text in &command.ids {
        let found = if text == "-" {
            recognise(&standard_input()?)
        } else {
            recognise(text)
        };
        if found.is_empty() {
            entries.push(Entry::unrecognised(text));
        }
        for identifier in found {
            if !asked.contains(&identifier) {
                asked.push(identifier);
            }
        }
    }
    Ok((entries, asked))
}

fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::nothing(format!("Standard input could not be read: {error}.")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn references(place: &Place, command: &Lookup) -> Result<Vec<Stored>, Failure> {
    if command.complete.is_empty() {
        return Ok(Vec::new());
    }
    let library = open(place, Access::Read)?;
    let works = command.complete.iter().map(|id| library.show(id));
    Ok(works.collect::<Result<_, _>>()?)
}

/// What waited for a network: identifiers to add, references to complete.
fn queued(place: &Place, command: &Lookup) -> Result<(Vec<Identifier>, Vec<Stored>), Failure> {
    let mut identifiers = Vec::new();
    let mut works = Vec::new();
    let mut gone = Vec::new();
    if command.queued
        && let Some(library) = reading(place)?
    {
        for errand in library.errands()? {
            match errand.kind {
                ErrandKind::Add => identifiers.extend(recognise(&errand.subject)),
                ErrandKind::Complete => match library.show(&errand.subject) {
                    Ok(work) => works.push(work),
                    // It was deleted meanwhile.
                    Err(_) => gone.push(errand),
                },
            }
        }
    }
    if !gone.is_empty() {
        let mut library = open(place, Access::Write)?;
        for errand in gone {
            library.errand_remove(errand.kind, &errand.subject)?;
        }
    }
    Ok((identifiers, works))
}

/// The identifiers that are to be asked about: with `--add`, those that the library lacks.
fn identifiers_to_ask(
    place: &Place,
    add: bool,
    asked: &[Identifier],
    entries: &mut Vec<Entry>,
) -> Result<Vec<Identifier>, Failure> {
    let library = if add { reading(place)? } else { None };
    let mut out = Vec::new();
    for identifier in asked {
        match &library {
            Some(library) => match Entry::held(library, identifier, identifier)? {
                Some(entry) => entries.push(entry),
                None => out.push(identifier.clone()),
            },
            None => out.push(identifier.clone()),
        }
    }
    Ok(out)
}

fn look_up(
    place: &Place,
    inquiry: &Inquiry<'_>,
    add: bool,
    asked: &[Identifier],
    entries: &mut Vec<Entry>,
) -> Result<(), Failure> {
    if asked.is_empty() {
        return Ok(());
    }
    let answers = all(asked, |identifier| ask(identifier, inquiry));
    if !add {
        for (identifier, answer) in asked.iter().zip(&answers) {
            let mut entry = Entry::told(answer, &identifier.value);
            if let Outcome::Found(reference) = &answer.outcome {
                entry.item = Some(found_item(reference, &identifier.value));
            }
            entries.push(entry);
        }
        return Ok(());
    }
    let mut library = open(place, Access::Write)?;
    let mut new: Vec<Reference> = Vec::new();
    // The entries of what is new, which get their ids when all are added at once.
    let mut places = Vec::new();
    for (identifier, answer) in asked.iter().zip(answers) {
        let mut entry = Entry::told(&answer, &identifier.value);
        let subject = subject(identifier);
        match answer.outcome {
            Outcome::Found(reference) => {
                library.errand_remove(ErrandKind::Add, &subject)?;
                // The service may know the work under another DOI, its first.
                let own = reference.doi().and_then(Identifier::doi);
                let known = match &own {
                    Some(doi) => Entry::held(&library, identifier, doi)?,
                    None => None,
                };
                let twice = own.is_some() && new.iter().any(|n| n.doi() == reference.doi());
                match known {
                    Some(known) => entry = known,
                    None if twice => {}
                    None => {
                        new.push(*reference);
                        places.push(entries.len());
                    }
                }
            }
            Outcome::Offline { .. } => {
                library.errand_add(ErrandKind::Add, &subject)?;
                entry.waits();
            }
            _ => library.errand_remove(ErrandKind::Add, &subject)?,
        }
        entries.push(entry);
    }
    if new.is_empty() {
        return Ok(());
    }
    for (id, at) in library.add_many_looked_up(new)?.into_iter().zip(places) {
        entries[at].item = Some(item(&library.get(id)?));
        entries[at].message = format!(
            "{} Added as {id}; “diglot undo” takes it back.",
            entries[at].message
        );
    }
    Ok(())
}

fn subject(identifier: &Identifier) -> String {
    match identifier.scheme {
        IdentifierScheme::Doi | IdentifierScheme::Pmcid => identifier.value.clone(),
        ref scheme => format!("{}: {}", scheme.name(), identifier.value),
    }
}

fn complete(
    place: &Place,
    inquiry: &Inquiry<'_>,
    works: &[Stored],
    entries: &mut Vec<Entry>,
) -> Result<(), Failure> {
    if works.is_empty() {
        return Ok(());
    }
    let answers = all(works, |work| ask_about(&work.reference, inquiry));
    let mut library = open(place, Access::Write)?;
    let mut found = Vec::new();
    let mut told = Vec::new();
    for (work, answer) in works.iter().zip(answers) {
        let id = work.id.to_string();
        let mut entry = Entry::told(&answer, &id);
        match answer.outcome {
            Outcome::Found(reference) => {
                let done = filled(&library, work.id, &reference)?;
                entry.message = format!("{} {done}", entry.message);
                found.push((work.id, *reference));
                told.push((entries.len(), work.id));
                library.errand_remove(ErrandKind::Complete, &id)?;
            }
            Outcome::Offline { .. } => {
                library.errand_add(ErrandKind::Complete, &id)?;
                entry.waits();
            }
            _ => library.errand_remove(ErrandKind::Complete, &id)?,
        }
        entries.push(entry);
    }
    library.complete_many(&found)?;
    for (at, id) in told {
        entries[at].item = Some(item(&library.get(id)?));
    }
    Ok(())
}

/// What is filled in a reference, and what is left as it was.
fn filled(library: &Library, id: ReferenceId, found: &Reference) -> Result<String, Failure> {
    // Read again: it may have changed while the network was asked.
    let current = library.get(id)?.reference;
    let proposals = propose(&current, found);
    let chosen = fills(&proposals);
    let filled: Vec<&str> = chosen.iter().map(String::as_str).collect();
    let left: Vec<&str> = proposals
        .iter()
        .filter(|p| p.kind == ProposalKind::Conflict)
        .map(|p| p.key.as_str())
        .collect();
    let filled = if filled.is_empty() {
        format!("{id} lacked nothing that it has.")
    } else {
        format!(
            "Filled in {id}: {}; “diglot undo” takes it back.",
            filled.join(", ")
        )
    };
    Ok(if left.is_empty() {
        filled
    } else {
        format!(
            "{filled} It differs in, and leaves as they were: {}.",
            left.join(", ")
        )
    })
}

/// Asks about all, in their order.
fn all<T: Sync>(things: &[T], ask: impl Fn(&T) -> Answer + Sync) -> Vec<Answer> {
    let total = things.len();
    let busy = Busy::with(format!("Asking about {total}"));
    let mut answers: Vec<Answer> = vec![Answer::nothing_to_ask(); total];
    let mut done = 0;
    each(
        things,
        ask,
        || false,
        |at, answer| {
            done += 1;
            busy.say(format!("{done} of {total}"));
            answers[at] = answer;
        },
    );
    answers
}

/// The library for reading, if there is one yet.
fn reading(place: &Place) -> Result<Option<Library>, Failure> {
    match open(place, Access::Read) {
        Ok(library) => Ok(Some(library)),
        Err(failure) if failure.exit == Exit::Nothing => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Keeps what services answered, where there is a library and nobody else writes to it:
/// what is not kept is asked again.
fn keep(place: &Place, answers: &[diglot_library::lookup::KeptAnswer]) {
    if answers.is_empty() || !matches!(reading(place), Ok(Some(_))) {
        return;
    }
    if let Ok(mut library) = open(place, Access::Write) {
        let _ = library.keep_answers(answers);
    }
}
