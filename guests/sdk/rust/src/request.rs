//! One request over `wasi:http`, and its answer, whatever it is.

use crate::bindings::wasi::http::outgoing_handler;
use crate::bindings::wasi::http::types::{
    ErrorCode, Fields, IncomingResponse, Method, OutgoingBody, OutgoingRequest, RequestOptions, Scheme,
};
use crate::bindings::wasi::io::streams::StreamError;
use crate::Error;
use std::time::Duration;

/// Keeps a runaway answer from eating the memory.
const MAX_BODY: usize = 32 << 20;
const READ_SIZE: u64 = 64 << 10;
/// What `blocking-write-and-flush` takes at most.
const WRITE_SIZE: usize = 4096;
const EXCERPT_CHARS: usize = 200;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(25);

/// Scheme, host and port of a service, for connectors that tell its answers apart themselves: all
/// that [`Origin::send`] turns into errors is failures of the network. It needs the capability `http`
/// alone; what else there is to a request is in [`Client`](crate::Client).
#[derive(Clone, Debug)]
pub struct Origin {
    scheme: Scheme,
    authority: String,
}

/// What a service answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names and values, in the order that they came.
    pub headers: Vec<(String, Vec<u8>)>,
    /// All of the body, at most 32 MiB.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(value).ok()
    }

    /// The beginning of the body, for messages: words with single spaces between them.
    pub fn excerpt(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").chars().take(EXCERPT_CHARS).collect()
    }
}

impl Origin {
    /// Reads `https://api.example.org` or `http://localhost:8080`, a slash at the end or not. None
    /// for anything else, a path, a query or a user among them.
    pub fn parse(url: &str) -> Option<Origin> {
        let (scheme, rest) = match url.split_once("://")? {
            ("https", rest) => (Scheme::Https, rest),
            ("http", rest) => (Scheme::Http, rest),
            _ => return None,
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        let is_host = !authority.is_empty() && !authority.contains(['/', '?', '#', '@', ' ']);
        is_host.then(|| Origin { scheme, authority: authority.into() })
    }

    /// As a URL, without a slash at the end.
    pub fn url(&self) -> String {
        let scheme = if matches!(self.scheme, Scheme::Http) { "http" } else { "https" };
        format!("{scheme}://{}", self.authority)
    }

    /// Sends a GET, as [`send`](Origin::send) does.
    pub fn get(&self, target: &str, headers: &[(String, String)]) -> Result<Answer, Error> {
        self.send("GET", target, headers, &[])
    }

    /// Sends a request and waits for all of the answer. `target` is path and query.
    ///
    /// # Errors
    /// `transient` when the connection fails, `permanent` when the sandbox or the address forbids it.
    pub fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(String, String)],
        body: &[u8],
    ) -> Result<Answer, Error> {
        let what = format!("{method} {target}");
        let request = self
            .request(method, target, headers)
            .map_err(|part| Error::Permanent(format!("the {part} of {what} cannot be sent")))?;
        let outgoing = (!body.is_empty()).then(|| request.body());
        let failed = |code| failure(&what, &self.authority, code);
        let future = outgoing_handler::handle(request, Some(options())).map_err(failed)?;
        // A service may answer, and close the connection, before it has read all: its answer says why.
        let written = outgoing.map_or(Ok(()), |outgoing| write(&what, outgoing, body));
        future.subscribe().block();
        let answered = future
            .get()
            .and_then(Result::ok)
            .ok_or_else(|| Error::Transient(format!("{what}: the host gave no answer")))?;
        let answer = read(&what, answered.map_err(failed)?)?;
        if (200..300).contains(&answer.status) {
            written?;
        }
        Ok(answer)
    }

    fn request(
        &self,
        method: &str,
        target: &str,
        headers: &[(String, String)],
    ) -> Result<OutgoingRequest, &'static str> {
        let fields = Fields::new();
        for (name, value) in headers {
            fields.append(name, value.as_bytes()).map_err(|_| "headers")?;
        }
        let request = OutgoingRequest::new(fields);
        request.set_method(&wasi_method(method)).map_err(|()| "method")?;
        request.set_scheme(Some(&self.scheme)).map_err(|()| "scheme")?;
        request.set_authority(Some(&self.authority)).map_err(|()| "host")?;
        request.set_path_with_query(Some(target)).map_err(|()| "path")?;
        Ok(request)
    }
}

fn wasi_method(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        other => Method::Other(other.into()),
    }
}

fn write(what: &str, outgoing: Result<OutgoingBody, ()>, body: &[u8]) -> Result<(), Error> {
    let broken = |why: &str| Error::Transient(format!("{what} broke off: {why}"));
    let outgoing = outgoing.map_err(|()| broken("it has no body"))?;
    let stream = outgoing.write().map_err(|()| broken("its body cannot be written"))?;
    for chunk in body.chunks(WRITE_SIZE) {
        stream.blocking_write_and_flush(chunk).map_err(|why| broken(&format!("{why:?}")))?;
    }
    drop(stream);
    OutgoingBody::finish(outgoing, None).map_err(|code| broken(&format!("{code:?}")))
}

/// A host that knows no timeouts is left to its own.
fn options() -> RequestOptions {
    let options = RequestOptions::new();
    let _ = options.set_connect_timeout(Some(CONNECT_TIMEOUT.as_nanos() as u64));
    let _ = options.set_first_byte_timeout(Some(ANSWER_TIMEOUT.as_nanos() as u64));
    let _ = options.set_between_bytes_timeout(Some(ANSWER_TIMEOUT.as_nanos() as u64));
    options
}

fn read(what: &str, response: IncomingResponse) -> Result<Answer, Error> {
    let headers = response.headers().entries();
    let broken = |why: &str| Error::Transient(format!("the answer to {what} broke off: {why}"));
    let incoming = response.consume().map_err(|()| broken("it has no body"))?;
    let stream = incoming.stream().map_err(|()| broken("its body cannot be read"))?;
    let mut body = Vec::new();
    loop {
        match stream.blocking_read(READ_SIZE) {
            Ok(bytes) if body.len() + bytes.len() > MAX_BODY => {
                return Err(Error::Permanent(format!("the answer to {what} exceeds {MAX_BODY} bytes")))
            }
            Ok(bytes) => body.extend(bytes),
            Err(StreamError::Closed) => break,
            Err(StreamError::LastOperationFailed(e)) => return Err(broken(&e.to_debug_string())),
        }
    }
    Ok(Answer { status: response.status(), headers, body })
}

/// What the network does may pass; what the sandbox or the address forbids does not.
fn failure(what: &str, authority: &str, code: ErrorCode) -> Error {
    match code {
        ErrorCode::HttpRequestDenied => Error::Permanent(format!(
            "requests to {authority} are not allowed: name it under http in the manifest and grant it"
        )),
        ErrorCode::DestinationIpProhibited
        | ErrorCode::HttpRequestUriInvalid
        | ErrorCode::ConfigurationError
        | ErrorCode::TlsCertificateError => Error::Permanent(format!("{what}: {code:?}")),
        ErrorCode::InternalError(Some(why)) => Error::Transient(format!("{what}: {why}")),
        other => Error::Transient(format!("{what}: {other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_and_host() {
        for url in ["https://example.org:8443", "https://example.org:8443/"] {
            assert_eq!(Origin::parse(url).unwrap().url(), "https://example.org:8443");
        }
        for url in [
            "ftp://example.org",
            "example.org",
            "https://",
            "https://u@a.org",
            "https://a.org/b",
            "http://a?b",
        ] {
            assert!(Origin::parse(url).is_none(), "{url}");
        }
    }

    #[test]
    fn a_denied_request_names_the_host() {
        match failure("GET /", "a.org", ErrorCode::HttpRequestDenied) {
            Error::Permanent(why) => assert!(why.contains("a.org") && why.contains("grant"), "{why}"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(failure("GET /", "a.org", ErrorCode::ConnectionRefused), Error::Transient(_)));
    }
}
