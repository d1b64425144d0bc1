//! Secure connections to a server whose certificate is right, too old, another's, or from
//! nobody that is known. A proxy leads there in the place of the host.

use crate::{CancelToken, Client, ClientOptions, NetError, Proxy, Request, Response, Result};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, LazyLock};

const URL: &str = "https://api.crossref.org/works/10.1000%2Fsynthetic";

/// The one authority that clients of these tests trust.
static AUTHORITY: LazyLock<Authority> = LazyLock::new(Authority::new);

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    der: Vec<u8>,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let der = params.self_signed(&key).unwrap().der().to_vec();
        Self {
            issuer: Issuer::new(params, key),
            der,
        }
    }
}

/// What clients of tests trust instead of the system's authorities.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a build of the tests has always one"
)]
pub(crate) fn trusted() -> Option<reqwest::Certificate> {
    Some(reqwest::Certificate::from_der(&AUTHORITY.der).unwrap())
}

/// A proxy that answers every `CONNECT` itself, with this certificate.
fn serve(params: &CertificateParams, by: &Authority) -> String {
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &by.issuer).unwrap();
    let der = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], der)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that does not trust it goes away.
            let _ = answer(stream, Arc::clone(&config));
        }
    });
    format!("http://{address}")
}

fn head(stream: &mut impl Read) -> std::io::Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    Ok(())
}

fn answer(mut stream: TcpStream, config: Arc<ServerConfig>) -> std::io::Result<()> {
    head(&mut stream)?;
    stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
    let mut connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut secure = Stream::new(&mut connection, &mut stream);
    head(&mut secure)?;
    secure.write_all(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}",
    )?;
    secure.flush()
}

fn ask(proxy: String) -> Result<Response> {
    let client = Client::new(ClientOptions {
        proxy: Proxy::Manual(proxy),
        ..ClientOptions::default()
    })
    .unwrap();
    client.get(&Request::to(URL, "application/json"), &CancelToken::new())
}

fn named(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).unwrap()
}

#[test]
fn a_right_certificate_is_trusted() {
    let answer = ask(serve(&named("api.crossref.org"), &AUTHORITY)).unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, b"{}");
}

#[test]
fn certificates_that_are_not_right_are_refused() {
    let mut old = named("api.crossref.org");
    old.not_before = date_time_ymd(2019, 1, 1);
    old.not_after = date_time_ymd(2020, 1, 1);
    let nobody = Authority::new();
    for (what, proxy) in [
        ("expired", serve(&old, &AUTHORITY)),
        ("another's", serve(&named("example.org"), &AUTHORITY)),
        ("of nobody", serve(&named("api.crossref.org"), &nobody)),
    ] {
        match ask(proxy) {
            Err(NetError::Insecure { host, .. }) => assert_eq!(host, "api.crossref.org", "{what}"),
            other => panic!("{what}: {other:?}"),
        }
    }
}
