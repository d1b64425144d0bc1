//! Lookups of several works at once: what is pasted, what needs metadata, what waited for a
//! network. Each is a job with progress, and one step to undo.

use std::time::{Duration, Instant};

use diglot_contract::view::{
    CommandFailure, LookupAddMany, LookupAnswer, LookupCompleteMany, LookupOutcome, LookupProgress,
    LookupReport,
};
use diglot_library::lookup::{
    Answer, ErrandKind, Inquiry, Outcome, ask, ask_about, each, fills, propose, recognise,
};
use diglot_library::model::Identifier;
use diglot_library::{Filter, Reference, ReferenceId, Sort, Stored};
use tauri::State;
use tauri::ipc::Channel;

use super::lookup::{asked, wait};
use crate::lookups::WAITING_CHANGED;
use crate::state::{AppState, CHANGED};
use crate::view;

/// No oftener is the window told how far a job is.
const EVERY: Duration = Duration::from_millis(100);

/// Looks up every identifier of a text, and adds what is found and not in the library.
#[tauri::command]
pub async fn lookup_add_many(
    state: State<'_, AppState>,
    request: LookupAddMany,
    progress: Channel<LookupProgress>,
) -> Result<LookupReport, CommandFailure> {
    let work = state.work(move |state| {
        let identifiers = recognise(&request.text);
        add(state, &request.job, &identifiers, &mut tell(progress))
    });
    work.await
}

/// Completes references: what is missing is filled, what differs is left and proposed.
#[tauri::command]
pub async fn lookup_complete_many(
    state: State<'_, AppState>,
    request: LookupCompleteMany,
    progress: Channel<LookupProgress>,
) -> Result<LookupReport, CommandFailure> {
    let work = state.work(move |state| {
        let works = state.ask_now(|library| {
            let Some(ids) = &request.ids else {
                let filter = Filter::parse("missing:any")?;
                return Ok(library.list(&filter, Sort::default(), usize::MAX, 0)?);
            };
            let works = ids.iter().map(|id| library.show(id));
            Ok(works.collect::<Result<Vec<_>, _>>()?)
        })?;
        complete(state, &request.job, &works, &mut tell(progress))
    });
    work.await
}

/// Asks what waited for a network.
#[tauri::command]
pub async fn lookup_waiting_run(
    state: State<'_, AppState>,
    job: String,
    progress: Channel<LookupProgress>,
) -> Result<LookupReport, CommandFailure> {
    state
        .work(move |state| run_waiting(state, &job, usize::MAX, &mut tell(progress)))
        .await
}

/// Forgets what waits for a network.
#[tauri::command]
pub async fn lookup_waiting_forget(state: State<'_, AppState>) -> Result<(), CommandFailure> {
    let act = state.act(WAITING_CHANGED, |opened| {
        for errand in opened.library.errands()? {
            opened.library.errand_remove(errand.kind, &errand.subject)?;
        }
        Ok(())
    });
    act.await
}

/// Asks what waited for a network, so many at most: what is answered waits no more.
pub fn run_waiting(
    state: &AppState,
    job: &str,
    most: usize,
    told: &mut dyn FnMut(usize, usize),
) -> Result<LookupReport, CommandFailure> {
    let errands = state.ask_now(|library| Ok(library.errands()?))?;
    let mut identifiers = Vec::new();
    let mut works: Vec<Stored> = Vec::new();
    let mut gone = Vec::new();
    for errand in errands.into_iter().take(most) {
        let known = match errand.kind {
            ErrandKind::Add => {
                let found = recognise(&errand.subject);
                let known = !found.is_empty();
                identifiers.extend(found);
                known
            }
            ErrandKind::Complete => {
                let work = state.ask_now(|library| Ok(library.show(&errand.subject).ok()))?;
                let known = work.is_some();
                works.extend(work);
                known
            }
        };
        if !known {
            gone.push(errand);
        }
    }
    if !gone.is_empty() {
        state.act_now(WAITING_CHANGED, |opened| {
            for errand in gone {
                opened.library.errand_remove(errand.kind, &errand.subject)?;
            }
            Ok(())
        })?;
    }
    let total = identifiers.len() + works.len();
    let first = identifiers.len();
    let mut report = add(state, job, &identifiers, &mut |done, _| told(done, total))?;
    let more = complete(state, job, &works, &mut |done, _| told(first + done, total))?;
    report.answers.extend(more.answers);
    report.done += more.done;
    report.uncertain += more.uncertain;
    report.failed += more.failed;
    report.waiting += more.waiting;
    report.cancelled |= more.cancelled;
    Ok(report)
}

/// So often is it tried whether there is a network again, while something waits for it.
const AGAIN: Duration = Duration::from_mins(1);

/// Asks what waited for a network as soon as there is one, for as long as the program runs.
pub fn watch(state: AppState) {
    std::thread::spawn(move || {
        loop {
            let waits = state
                .ask_now(|library| Ok(library.network()?.on && !library.errands()?.is_empty()));
            // One is enough to see whether there is a network.
            let first =
                matches!(waits, Ok(true)).then(|| run_waiting(&state, WATCH, 1, &mut |_, _| {}));
            if let Some(Ok(report)) = first
                && report.waiting == 0
            {
                // What fails is tried again.
                let _ = run_waiting(&state, WATCH, usize::MAX, &mut |_, _| {});
            }
            std::thread::sleep(AGAIN);
        }
    });
}

/// The name of the watch's own job.
const WATCH: &str = "waiting";

fn add(
    state: &AppState,
    job: &str,
    identifiers: &[Identifier],
    told: &mut dyn FnMut(usize, usize),
) -> Result<LookupReport, CommandFailure> {
    let mut said: Vec<Option<LookupAnswer>> = vec![None; identifiers.len()];
    let mut new: Vec<(usize, Identifier)> = Vec::new();
    for (at, identifier) in identifiers.iter().enumerate() {
        match state.ask_now(|library| Ok(library.holding(identifier)?))? {
            Some(held) => {
                said[at] = Some(view::held(identifier, &held));
                settle(state, ErrandKind::Add, &view::subject(identifier))?;
            }
            None => new.push((at, identifier.clone())),
        }
    }
    let answers = all(state, job, &new, told, |(_, identifier), inquiry| {
        ask(identifier, inquiry)
    })?;
    let mut found: Vec<(usize, Reference)> = Vec::new();
    for ((at, identifier), answer) in new.into_iter().zip(answers) {
        let mut one = view::answer(&answer);
        let subject = view::subject(&identifier);
        match answer.outcome {
            Outcome::Found(work) => {
                // The service may know the work under another DOI, its first.
                let doi = work.doi().and_then(Identifier::doi);
                let held = match &doi {
                    Some(doi) => state.ask_now(|library| Ok(library.holding(doi)?))?,
                    None => None,
                };
                let twice = doi.is_some() && found.iter().any(|(_, f)| f.doi() == work.doi());
                match held {
                    Some(held) => one = view::held(&identifier, &held),
                    None if twice => one.outcome = LookupOutcome::NothingNew,
                    None => found.push((at, *work)),
                }
                settle(state, ErrandKind::Add, &subject)?;
            }
            Outcome::Offline { .. } => {
                wait(state, ErrandKind::Add, &subject)?;
                one.waits = true;
            }
            Outcome::Cancelled => {
                one.asked.clone_from(&identifier.value);
            }
            _ => settle(state, ErrandKind::Add, &subject)?,
        }
        said[at] = Some(one);
    }
    if !found.is_empty() {
        let (places, works): (Vec<usize>, Vec<Reference>) = found.into_iter().unzip();
        let ids = state.act_now(CHANGED, |opened| {
            Ok(opened.library.add_many_looked_up(works)?)
        })?;
        for (at, id) in places.into_iter().zip(ids) {
            if let Some(one) = said[at].as_mut() {
                one.reference = Some(id.to_string());
            }
        }
    }
    Ok(report(said.into_iter().flatten().collect()))
}

fn complete(
    state: &AppState,
    job: &str,
    works: &[Stored],
    told: &mut dyn FnMut(usize, usize),
) -> Result<LookupReport, CommandFailure> {
    let answers = all(state, job, works, told, |work, inquiry| {
        ask_about(&work.reference, inquiry)
    })?;
    let mut said = Vec::new();
    let mut found: Vec<(ReferenceId, Reference)> = Vec::new();
    for (work, answer) in works.iter().zip(answers) {
        let id = work.id.to_string();
        let mut one = view::answer(&answer);
        one.reference = Some(id.clone());
        let lookups = state.lookups();
        match answer.outcome {
            Outcome::Found(answered) => {
                let token = format!("{job}/{id}");
                lookups.remember(&token, work.id, (*answered).clone());
                let filled = fills(&propose(&work.reference, &answered));
                view::propose(&mut one, token, work, &answered);
                one.filled = filled.iter().map(|key| view::shown_key(key)).collect();
                if let Some(proposal) = &mut one.proposal {
                    proposal.fields.retain(|field| field.conflict);
                }
                one.proposal = one.proposal.filter(|p| !p.fields.is_empty());
                if !filled.is_empty() {
                    one.outcome = LookupOutcome::Completed;
                    found.push((work.id, *answered));
                }
                settle(state, ErrandKind::Complete, &id)?;
            }
            Outcome::Uncertain { candidates } => {
                view::offer(
                    &mut one,
                    &format!("{job}/{id}"),
                    candidates,
                    |token, found| {
                        lookups.remember(token, work.id, found);
                    },
                );
                settle(state, ErrandKind::Complete, &id)?;
            }
            Outcome::Offline { .. } => {
                wait(state, ErrandKind::Complete, &id)?;
                one.waits = true;
            }
            Outcome::Cancelled => {}
            _ => settle(state, ErrandKind::Complete, &id)?,
        }
        said.push(one);
    }
    if !found.is_empty() {
        state.act_now(CHANGED, |opened| {
            Ok(opened.library.complete_many(&found)?)
        })?;
    }
    Ok(report(said))
}

/// It waits no more, if it did.
fn settle(state: &AppState, kind: ErrandKind, subject: &str) -> Result<(), CommandFailure> {
    let waits = state.ask_now(|library| {
        let errands = library.errands()?;
        Ok(errands
            .iter()
            .any(|errand| errand.kind == kind && errand.subject == subject))
    })?;
    if !waits {
        return Ok(());
    }
    state.act_now(WAITING_CHANGED, |opened| {
        Ok(opened.library.errand_remove(kind, subject)?)
    })
}

/// Asks about all of them within one job, in their order.
fn all<T: Sync>(
    state: &AppState,
    job: &str,
    things: &[T],
    told: &mut dyn FnMut(usize, usize),
    ask: impl Fn(&T, &Inquiry<'_>) -> Answer + Sync,
) -> Result<Vec<Answer>, CommandFailure> {
    let total = things.len();
    let mut answers = vec![Answer::nothing_to_ask(); total];
    if total == 0 {
        return Ok(answers);
    }
    asked(state, job, |inquiry| {
        let mut done = 0;
        each(
            things,
            |thing| ask(thing, inquiry),
            || inquiry.cancel.is_cancelled(),
            |at, answer| {
                answers[at] = answer;
                done += 1;
                told(done, total);
            },
        );
    })?;
    Ok(answers)
}

/// Tells the window how far a job is, now and then.
fn tell(progress: Channel<LookupProgress>) -> impl FnMut(usize, usize) {
    let mut last: Option<Instant> = None;
    move |done, total| {
        if done < total && last.is_some_and(|at| at.elapsed() < EVERY) {
            return;
        }
        last = Some(Instant::now());
        // A window that is gone needs no news.
        let _ = progress.send(LookupProgress {
            done: view::count(done),
            total: view::count(total),
        });
    }
}

fn report(answers: Vec<LookupAnswer>) -> LookupReport {
    let mut report = LookupReport::default();
    for answer in &answers {
        match answer.outcome {
            _ if answer.waits => report.waiting += 1,
            LookupOutcome::Added | LookupOutcome::Completed => report.done += 1,
            LookupOutcome::Uncertain => report.uncertain += 1,
            LookupOutcome::Cancelled => report.cancelled = true,
            LookupOutcome::InLibrary | LookupOutcome::NothingNew | LookupOutcome::Proposed => {}
            _ => report.failed += 1,
        }
    }
    report.answers = answers;
    report
}
