//! Fifty identifiers in one paste: at the pace that the server allows, through proxies, and
//! with nothing in the requests but identifiers.

use super::article;
use crate::net::{CancelToken, Client, ClientOptions, Proxy, TestOrigin};
use crate::{Answer, Forgetful, Inquiry, Keys, Outcome, each, look_up, recognise};
use diglot_testkit::http::{Answer as Reply, Server};
use diglot_testkit::proxy;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Crossref with every DOI, and what it saw: when each request came, and how many at once.
struct Crossref {
    server: Server,
    came: Arc<Mutex<Vec<Instant>>>,
    most: Arc<AtomicUsize>,
}

fn crossref(limit: &'static str, at_once: &'static str) -> Crossref {
    let came: Arc<Mutex<Vec<Instant>>> = Arc::default();
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let (log, peak) = (Arc::clone(&came), Arc::clone(&most));
    let server = Server::start(move |asked| {
        log.lock().unwrap().push(Instant::now());
        peak.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let doi = asked.target.rsplit('/').next().unwrap_or_default();
        let mut work = article();
        work["DOI"] = doi.replace("%2F", "/").into();
        let body = super::answer(&work);
        now.fetch_sub(1, Ordering::SeqCst);
        Reply::json(body)
            .with("x-rate-limit-limit", limit)
            .with("x-rate-limit-interval", "1s")
            .with("x-concurrency-limit", at_once)
    })
    .unwrap();
    Crossref { server, came, most }
}

fn paste() -> String {
    let dois: Vec<String> = (0..50).map(|n| format!("10.5555/paste.{n}")).collect();
    dois.join(", ")
}

fn all(client: &Client) -> Vec<Answer> {
    let (cancel, keys) = (CancelToken::new(), Keys::default());
    let inquiry = Inquiry::new(client, &cancel, &Forgetful, &keys);
    let identifiers = recognise(&paste());
    assert_eq!(identifiers.len(), 50);
    let mut answers = vec![Answer::nothing_to_ask(); 50];
    let mut told = 0;
    each(
        &identifiers,
        |identifier| look_up(identifier, &inquiry),
        || false,
        |at, answer| {
            told += 1;
            answers[at] = answer;
        },
    );
    assert_eq!(told, 50);
    for (identifier, answer) in identifiers.iter().zip(&answers) {
        let Outcome::Found(found) = &answer.outcome else {
            panic!("{answer:?}");
        };
        assert_eq!(found.doi(), Some(identifier.value.as_str()));
    }
    answers
}

fn client(server: &Server, proxy: Proxy) -> Client {
    Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(&server.origin()).unwrap()),
        proxy,
        ..ClientOptions::default()
    })
    .unwrap()
}

#[test]
fn fifty_at_the_pace_of_the_server() {
    let crossref = crossref("40", "1");
    all(&client(&crossref.server, Proxy::None));
    assert_eq!(crossref.most.load(Ordering::SeqCst), 1, "one at a time");
    let came = crossref.came.lock().unwrap();
    assert_eq!(came.len(), 50, "each once, and nobody else");
    // Forty a second are one in 25 ms. A busy computer may hold up single requests, but not
    // bring all of them within half the time.
    let took = came[49].duration_since(came[0]);
    assert!(took >= Duration::from_millis(49 * 25 / 2), "{took:?}");
    let seconds = came.iter().map(|begin| {
        let within = |at: &&Instant| **at >= *begin && **at < *begin + Duration::from_secs(1);
        came.iter().filter(within).count()
    });
    let most = seconds.max().unwrap_or_default();
    assert!(most <= 40, "{most} in one second");
}

#[test]
fn through_proxies_and_nothing_but_identifiers() {
    for kind in [proxy::Kind::Http, proxy::Kind::Socks] {
        let (crossref, proxy) = (crossref("50", "3"), proxy::Proxy::start(kind).unwrap());
        let client = client(&crossref.server, Proxy::Manual(proxy.address()));
        assert_eq!(proxy.seen(), "", "nothing is sent before somebody asks");
        all(&client);
        assert!(crossref.most.load(Ordering::SeqCst) <= 3);
        let seen = proxy.seen();
        let requests: Vec<&str> = seen.lines().filter(|l| l.starts_with("GET ")).collect();
        assert_eq!(requests.len(), 50, "{kind:?}");
        for request in requests {
            let path = request.split(' ').nth(1).unwrap();
            let path = path.rsplit("/api.crossref.org/").next().unwrap();
            assert!(path.starts_with("works/10.5555%2Fpaste."), "{request}");
            assert!(!path.contains('?'), "{request}");
        }
        let headers = seen
            .lines()
            .filter_map(|line| Some(line.split_once(": ")?.0));
        for header in headers {
            let known = ["accept", "user-agent", "host", "accept-encoding"];
            assert!(known.contains(&header.to_lowercase().as_str()), "{header}");
        }
    }
}

#[test]
fn somebody_gives_up() {
    let server = Server::start(|_| Reply::Silence).unwrap();
    let client = client(&server, Proxy::None);
    let (cancel, keys) = (CancelToken::new(), Keys::default());
    let inquiry = Inquiry::new(&client, &cancel, &Forgetful, &keys);
    let identifiers = recognise(&paste());
    let mut cancelled = 0;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            server.wait_for(1);
            cancel.cancel();
        });
        each(
            &identifiers,
            |identifier| look_up(identifier, &inquiry),
            || cancel.is_cancelled(),
            |_, answer| cancelled += usize::from(answer.outcome == Outcome::Cancelled),
        );
    });
    assert_eq!(cancelled, 50);
}
