//! One GET over `wasi:http`.

use crate::wasi::http::outgoing_handler;
use crate::wasi::http::types::{ErrorCode, Fields, IncomingResponse, OutgoingRequest, Scheme};
use crate::wasi::io::streams::StreamError;
use crate::witloof::connector::types::Error;

const USER_AGENT: &str = concat!("witloof-earthquakes/", env!("CARGO_PKG_VERSION"));
/// Far more than the largest page; keeps a runaway answer from eating the memory.
const MAX_BODY: usize = 64 << 20;
const READ_SIZE: u64 = 64 << 10;

pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
    headers: Vec<(String, Vec<u8>)>,
}

impl Response {
    /// The first value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(value).ok()
    }
}

pub fn get(url: &str) -> Result<Response, Error> {
    let (scheme, authority, path) = split(url)
        .ok_or_else(|| Error::Permanent(format!("`{url}` is not an http or https address with a path")))?;
    let request = request(&scheme, authority, path)
        .map_err(|part| Error::Permanent(format!("the {part} of {url} cannot be sent")))?;
    let failed = |code| failure(url, authority, code);
    let future = outgoing_handler::handle(request, None).map_err(failed)?;
    future.subscribe().block();
    let response = future
        .get()
        .and_then(Result::ok)
        .ok_or_else(|| Error::Permanent(format!("the host gave no answer for {url}")))?
        .map_err(failed)?;
    read(url, response)
}

fn split(url: &str) -> Option<(Scheme, &str, &str)> {
    let (scheme, rest) = match url.split_once("://")? {
        ("https", rest) => (Scheme::Https, rest),
        ("http", rest) => (Scheme::Http, rest),
        _ => return None,
    };
    let slash = rest.find('/')?;
    Some((scheme, &rest[..slash], &rest[slash..]))
}

fn request(scheme: &Scheme, authority: &str, path: &str) -> Result<OutgoingRequest, &'static str> {
    let headers = Fields::new();
    for (name, value) in [("accept", "application/json"), ("user-agent", USER_AGENT)] {
        headers.append(&name.to_string(), &value.as_bytes().to_vec()).map_err(|_| "headers")?;
    }
    let request = OutgoingRequest::new(headers);
    request.set_scheme(Some(scheme)).map_err(|()| "scheme")?;
    request.set_authority(Some(authority)).map_err(|()| "host")?;
    request.set_path_with_query(Some(path)).map_err(|()| "path")?;
    Ok(request)
}

fn read(url: &str, response: IncomingResponse) -> Result<Response, Error> {
    let headers = response.headers().entries();
    let broken = |why: &str| Error::Transient(format!("the answer to {url} broke off: {why}"));
    let incoming = response.consume().map_err(|()| broken("it has no body"))?;
    let stream = incoming.stream().map_err(|()| broken("its body cannot be read"))?;
    let mut body = Vec::new();
    loop {
        match stream.blocking_read(READ_SIZE) {
            Ok(bytes) if body.len() + bytes.len() > MAX_BODY => {
                return Err(Error::Permanent(format!("the answer to {url} exceeds {MAX_BODY} bytes")))
            }
            Ok(bytes) => body.extend(bytes),
            Err(StreamError::Closed) => break,
            Err(StreamError::LastOperationFailed(e)) => return Err(broken(&e.to_debug_string())),
        }
    }
    Ok(Response { status: response.status(), headers, body })
}

/// What the network does may pass; what the sandbox or the address forbids does not.
fn failure(url: &str, authority: &str, code: ErrorCode) -> Error {
    match code {
        ErrorCode::HttpRequestDenied => Error::Permanent(format!(
            "requests to {authority} are not allowed: grant http = [\"{authority}\"] to this connector"
        )),
        ErrorCode::DestinationIpProhibited
        | ErrorCode::HttpRequestUriInvalid
        | ErrorCode::ConfigurationError
        | ErrorCode::TlsCertificateError => Error::Permanent(format!("GET {url}: {code:?}")),
        ErrorCode::InternalError(Some(why)) => Error::Transient(format!("GET {url}: {why}")),
        other => Error::Transient(format!("GET {url}: {other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_split() {
        let (scheme, authority, path) = split("https://example.org:8443/a/b?c=d").unwrap();
        assert!(matches!(scheme, Scheme::Https));
        assert_eq!((authority, path), ("example.org:8443", "/a/b?c=d"));
        assert!(split("ftp://example.org/").is_none());
        assert!(split("https://example.org").is_none());
        assert!(split("example.org/").is_none());
    }

    #[test]
    fn a_denied_request_names_host_and_grant() {
        match failure("https://a.org/", "a.org", ErrorCode::HttpRequestDenied) {
            Error::Permanent(why) => assert!(why.contains("http = [\"a.org\"]"), "{why}"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(
            failure("https://a.org/", "a.org", ErrorCode::ConnectionRefused),
            Error::Transient(_)
        ));
    }
}
