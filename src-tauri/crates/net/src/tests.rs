//! The client against a server that behaves well and badly.

use crate::{
    CancelToken, Client, ClientOptions, Limits, NetError, Proxy, RedirectRefusal, Request,
    Response, Result, TestOrigin,
};
use diglot_testkit::http::{Answer, Asked, Server, deserted_origin};
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const URL: &str = "https://api.crossref.org/works/10.1000%2Fsynthetic";

fn client_of(origin: &str) -> Client {
    Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(origin).unwrap()),
        limits: Limits {
            backoff: Duration::from_millis(1),
            ..Limits::default()
        },
        contact: Some("reader@example.org".into()),
        ..ClientOptions::default()
    })
    .unwrap()
}

fn ask(client: &Client, url: &str) -> Result<Response> {
    let request = Request::to(url, "application/json");
    client.get(&request, &CancelToken::new())
}

fn get(server: &Server) -> Result<Response> {
    ask(&client_of(&server.origin()), URL)
}

fn serve(handler: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Server {
    Server::start(handler).unwrap()
}

/// Answers one after the other; the last one again and again.
fn in_turn(answers: Vec<Answer>) -> Server {
    let next = AtomicUsize::new(0);
    serve(move |_| {
        let at = next.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
        answers[at].clone()
    })
}

#[test]
fn an_answer_arrives_with_its_type() {
    let server = serve(|_| Answer::of(404, "Text/Plain; charset=utf-8", "none"));
    let response = get(&server).unwrap();
    assert_eq!(response.status, 404);
    assert_eq!(response.content_type, "text/plain");
    assert_eq!(response.body, b"none");
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        asked[0].target,
        "/api.crossref.org/works/10.1000%2Fsynthetic"
    );
    assert_eq!(asked[0].header("accept"), Some("application/json"));
    let agent = asked[0].header("user-agent").unwrap();
    assert!(agent.starts_with("Diglot/"), "{agent}");
    assert!(agent.ends_with(" (mailto:reader@example.org)"), "{agent}");
}

#[test]
fn only_listed_addresses_are_asked() {
    let server = serve(|_| Answer::json("{}"));
    let client = client_of(&server.origin());
    for url in [
        "http://api.crossref.org/works/1",
        "https://example.org/",
        "https://127.0.0.1/",
        "nonsense",
        &server.origin(),
    ] {
        let error = ask(&client, url).unwrap_err();
        assert!(
            matches!(error, NetError::NotAllowed { .. }),
            "{url}: {error}"
        );
    }
    assert!(server.asked().is_empty());
}

#[test]
fn the_switch_turns_everything_off() {
    let server = serve(|_| Answer::json("{}"));
    let client = client_of(&server.origin());
    client.set_network(false);
    assert!(!client.network());
    assert_eq!(ask(&client, URL), Err(NetError::SwitchedOff));
    assert!(server.asked().is_empty());
    client.set_network(true);
    assert!(ask(&client, URL).is_ok());
}

#[test]
fn faults_pass() {
    let server = in_turn(vec![
        Answer::status(503),
        Answer::status(429).with("retry-after", "0"),
        Answer::json("{}"),
    ]);
    assert_eq!(get(&server).unwrap().status, 200);
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn faults_that_stay_are_said() {
    let server = in_turn(vec![Answer::status(502)]);
    assert!(matches!(
        get(&server),
        Err(NetError::Unavailable { status: 502, .. })
    ));
    assert_eq!(server.asked().len(), 3, "three tries");
    let server = in_turn(vec![Answer::status(429)]);
    assert!(matches!(
        get(&server),
        Err(NetError::RateLimited { until: None, .. })
    ));
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn a_long_wait_is_not_waited_for() {
    let server = in_turn(vec![
        Answer::status(429).with("retry-after", "3600"),
        Answer::json("{}"),
    ]);
    let client = client_of(&server.origin());
    let until = |answer| match answer {
        Err(NetError::RateLimited { until, .. }) => until.unwrap(),
        other => panic!("{other:?}"),
    };
    let first = until(ask(&client, URL));
    assert!(first > jiff::Timestamp::now());
    assert_eq!(until(ask(&client, URL)), first, "and is kept in mind");
    assert_eq!(server.asked().len(), 1);
    assert!(ask(&client, "https://doi.org/ra/10.1000").is_ok());
}

#[test]
fn redirects_are_followed_within_the_list() {
    let server = serve(|asked| match asked.target.as_str() {
        "/api.crossref.org/works/10.1000%2Fsynthetic" => Answer::redirect("/v1/a"),
        "/api.crossref.org/v1/a" => Answer::redirect("https://doi.org/b?c=d"),
        "/doi.org/b?c=d" => Answer::redirect("/api.crossref.org/e"),
        "/api.crossref.org/e" => Answer::json("{}"),
        other => Answer::of(400, "text/plain", other),
    });
    assert_eq!(get(&server).unwrap().status, 200);
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn redirects_elsewhere_are_refused() {
    let away = |to: &str| {
        let answer = Answer::redirect(to);
        let server = serve(move |_| answer.clone());
        let error = get(&server).unwrap_err();
        assert_eq!(server.asked().len(), 1, "{to} was asked");
        match error {
            NetError::Redirect { why, .. } => why,
            other => panic!("{other}"),
        }
    };
    assert_eq!(away("http://127.0.0.1:1/secret"), RedirectRefusal::Local);
    assert_eq!(away("https://localhost/x"), RedirectRefusal::Local);
    assert_eq!(
        away("http://169.254.169.254/latest"),
        RedirectRefusal::Local
    );
    assert_eq!(away("https://[::1]/"), RedirectRefusal::Local);
    assert_eq!(away("http://doi.org/x"), RedirectRefusal::NotHttps);
    assert_eq!(away("https://example.org/"), RedirectRefusal::Unlisted);
    assert_eq!(away("ftp://doi.org/"), RedirectRefusal::NotHttps);
    assert_eq!(away("https://"), RedirectRefusal::Malformed);
}

#[test]
fn the_origin_itself_is_no_way_round() {
    let server = serve(|asked| {
        let host = asked.header("host").unwrap().to_owned();
        Answer::redirect(&format!("http://{host}/secret"))
    });
    assert!(matches!(
        get(&server),
        Err(NetError::Redirect {
            why: RedirectRefusal::Local,
            ..
        })
    ));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn redirects_do_not_go_on_for_ever() {
    let server = serve(|asked| Answer::redirect(&asked.target));
    assert!(matches!(
        get(&server),
        Err(NetError::Redirect {
            why: RedirectRefusal::TooMany,
            ..
        })
    ));
    assert_eq!(server.asked().len(), 6, "the first and five more");
}

#[test]
fn large_answers_are_cut_off() {
    let server = serve(|_| Answer::json(vec![b' '; 9 << 20]));
    assert!(matches!(get(&server), Err(NetError::TooLarge { .. })));
    let server = serve(|_| Answer::json(vec![b' '; 8 << 20]));
    assert_eq!(get(&server).unwrap().body.len(), 8 << 20);
}

#[test]
fn packed_answers_are_measured_unpacked() {
    let packed = |length| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&vec![b' '; length]).unwrap();
        let body = gzip.finish().unwrap();
        serve(move |_| Answer::json(body.clone()).with("content-encoding", "gzip"))
    };
    assert_eq!(get(&packed(1000)).unwrap().body.len(), 1000);
    let bomb = packed(64 << 20);
    assert!(matches!(get(&bomb), Err(NetError::TooLarge { .. })));
}

#[test]
fn broken_answers_are_said_so() {
    let server = serve(|_| Answer::Break {
        content_type: "application/json".into(),
        body: b"{\"status\":\"ok\"}".to_vec(),
        after: 5,
    });
    assert!(matches!(get(&server), Err(NetError::Interrupted { .. })));
    assert_eq!(server.asked().len(), 1, "and not tried again");
    let server = serve(|_| Answer::Close);
    assert!(matches!(get(&server), Err(NetError::Interrupted { .. })));
}

#[test]
fn nobody_there() {
    let origin = deserted_origin().unwrap();
    assert_eq!(
        ask(&client_of(&origin), URL),
        Err(NetError::Refused {
            host: "api.crossref.org".into()
        })
    );
}

/// A client that waits for an answer no longer than this.
fn impatient(server: &Server, total: Duration) -> Client {
    Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(&server.origin()).unwrap()),
        limits: Limits {
            total,
            backoff: Duration::from_millis(1),
            ..Limits::default()
        },
        ..ClientOptions::default()
    })
    .unwrap()
}

#[test]
fn silence_ends() {
    let server = serve(|_| Answer::Silence);
    let client = impatient(&server, Duration::from_millis(50));
    assert!(matches!(ask(&client, URL), Err(NetError::TimedOut { .. })));
}

#[test]
fn silence_is_asked_again() {
    let server = in_turn(vec![Answer::Silence, Answer::json("{}")]);
    let client = impatient(&server, Duration::from_secs(2));
    assert_eq!(ask(&client, URL).unwrap().status, 200);
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_request_can_be_given_up() {
    let server = serve(|_| Answer::Silence);
    let client = client_of(&server.origin());
    let cancel = CancelToken::new();
    let request = Request::to(URL, "application/json");
    let answer = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| client.get(&request, &cancel));
        server.wait_for(1);
        cancel.cancel();
        waiting.join().unwrap()
    });
    assert_eq!(answer, Err(NetError::Cancelled));
    assert!(cancel.is_cancelled());
    assert_eq!(client.get(&request, &cancel), Err(NetError::Cancelled));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_proxy_is_asked_for_the_host_and_no_one_else() {
    let server = serve(|_| Answer::status(502));
    let client = Client::new(ClientOptions {
        proxy: Proxy::Manual(server.origin()),
        ..ClientOptions::default()
    })
    .unwrap();
    match ask(&client, URL) {
        Err(NetError::Offline { .. }) => {
            let asked = server.asked();
            assert_eq!(asked[0].method, "CONNECT");
            assert_eq!(asked[0].target, "api.crossref.org:443");
        }
        // A computer without certificates of authorities makes no secure connection at all.
        Err(NetError::Insecure { detail, .. }) => assert!(detail.contains("certificates")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn settings_that_cannot_be_used_are_refused() {
    let with = |options: ClientOptions| Client::new(options).err().map(|e| e.to_string());
    let proxy = |text: &str| ClientOptions {
        proxy: Proxy::Manual(text.into()),
        ..ClientOptions::default()
    };
    let contact = |text: &str| ClientOptions {
        contact: Some(text.into()),
        ..ClientOptions::default()
    };
    assert!(with(proxy("gopher://proxy")).is_some());
    assert!(with(proxy("proxy")).is_some());
    assert!(with(proxy("socks5h://user:word@127.0.0.1:1080")).is_none());
    assert!(with(contact("me@example.org\r\nx: y")).is_some());
    assert!(with(contact("nobody")).is_some());
}
