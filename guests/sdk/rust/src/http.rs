//! A client of one service.

use crate::bindings::wasi::clocks::monotonic_clock;
use crate::bindings::wasi::random::random;
use crate::{instant, log, Error, Level};
use serde::de::DeserializeOwned;
use std::time::Duration;

pub use crate::request::{Answer, Origin};

/// For answers that ask to wait and do not say how long.
const DEFAULT_WAIT_SECONDS: u32 = 60;
const FIRST_BACKOFF: Duration = Duration::from_millis(200);
const REQUEST_ID_BYTES: u64 = 16;

/// Which failures the client itself tries to get over: those that may pass, as long as there are
/// attempts left and the wait is not too long. Without a `Retry-After` it waits 200 ms, then twice as
/// long each time.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// Requests in all, at least one.
    pub attempts: u32,
    /// The longest single wait; a call has its deadline, so waits belong to the host beyond that.
    pub longest_wait: Duration,
}

impl Retry {
    /// Every failure is the host's to deal with.
    pub const NEVER: Retry = Retry { attempts: 1, longest_wait: Duration::ZERO };

    /// How long to wait after the failure of an attempt, counted from 1; none when it is final.
    fn wait(&self, attempt: u32, error: &Error) -> Option<Duration> {
        let wait = match error {
            Error::RateLimited(seconds) => Duration::from_secs((*seconds).into()),
            Error::Transient(_) => FIRST_BACKOFF.saturating_mul(1 << (attempt - 1).min(16)),
            _ => return None,
        };
        (attempt < self.attempts && wait <= self.longest_wait).then_some(wait)
    }
}

/// A client of one service: it sends to one origin and nowhere else, and so the headers that hold the
/// credentials. Each request carries an `X-Request-Id` of 16 random bytes and is logged under `http`.
///
/// Needs the capabilities `http` with the host, `clock`, `random` and `log`.
#[derive(Clone)]
pub struct Client {
    origin: Origin,
    headers: Vec<(String, String)>,
    retry: Retry,
}

impl Client {
    /// A client that never retries. `origin` is scheme, host and port: `https://api.example.org`.
    ///
    /// # Errors
    /// `permanent` when `origin` is anything else.
    pub fn new(origin: &str) -> Result<Client, Error> {
        let parsed = Origin::parse(origin).ok_or_else(|| {
            Error::Permanent(format!("`{origin}` is not scheme and host such as https://api.example.org"))
        })?;
        let headers = vec![("accept".to_string(), "application/json".to_string())];
        Ok(Client { origin: parsed, headers, retry: Retry::NEVER })
    }

    /// Sends a header with every request.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Client {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends `Authorization: Bearer TOKEN` with every request.
    pub fn bearer(self, token: &str) -> Client {
        self.header("authorization", format!("Bearer {token}"))
    }

    /// Tries again what may pass.
    pub fn retry(self, retry: Retry) -> Client {
        Client { retry, ..self }
    }

    /// Asks for a path and query.
    ///
    /// # Errors
    /// For every answer but a 2xx: 401 and 403 are `auth-expired`, 429 and a 503 with `Retry-After`
    /// `rate-limited`, 408 and other 5xx `transient`, others `permanent`.
    pub fn get(&self, target: &str) -> Result<Response, Error> {
        self.retried(|| Response::check(&format!("GET {target}"), self.answer("GET", target, None)?))
    }

    /// Sends a request to a path and query, with a body and its content type if there is one. A client
    /// that retries may send it more than once: what a service must not do twice wants a client that
    /// does not.
    ///
    /// # Errors
    /// As [`get`](Client::get), but 409 and 422, by which services say that what was sent does not fit
    /// what is there, are `schema-incompatible`.
    pub fn send(&self, method: &str, target: &str, body: Option<(&str, &[u8])>) -> Result<Response, Error> {
        self.retried(|| {
            let answer = self.answer(method, target, body)?;
            let what = format!("{method} {target}");
            match answer.status {
                409 | 422 => Err(Error::SchemaIncompatible(said(&what, &answer))),
                _ => Response::check(&what, answer),
            }
        })
    }

    fn retried(&self, send: impl Fn() -> Result<Response, Error>) -> Result<Response, Error> {
        let mut attempt = 1;
        loop {
            let error = match send() {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            let Some(wait) = self.retry.wait(attempt, &error) else { return Err(error) };
            log(
                Level::Info,
                "http",
                &format!("attempt {attempt} failed, the next one in {wait:?}: {error:?}"),
            );
            monotonic_clock::subscribe_duration(wait.as_nanos() as u64).block();
            attempt += 1;
        }
    }

    fn answer(&self, method: &str, target: &str, body: Option<(&str, &[u8])>) -> Result<Answer, Error> {
        let id = request_id();
        let mut headers = self.headers.clone();
        headers.push(("x-request-id".into(), id.clone()));
        let content = body.map_or(&[][..], |(content_type, content)| {
            headers.push(("content-type".into(), content_type.into()));
            content
        });
        let start = monotonic_clock::now();
        let answer = self.origin.send(method, target, &headers, content)?;
        let millis = (monotonic_clock::now() - start) / 1_000_000;
        let status = answer.status;
        log(
            Level::Debug,
            "http",
            &format!("{method} {target} answered {status} in {millis} ms, request {id}"),
        );
        Ok(answer)
    }

    /// The path and query of a URL that the service gave, such as the next page.
    ///
    /// # Errors
    /// `permanent` when it is of another origin: the credentials are not for it.
    pub fn target(&self, url: &str) -> Result<String, Error> {
        let target = url.strip_prefix(&self.origin.url()).unwrap_or(url);
        if target.starts_with('/') && !target.starts_with("//") {
            return Ok(target.into());
        }
        Err(Error::Permanent(format!(
            "the service names {url}, which is not a path of {}",
            self.origin.url()
        )))
    }
}

fn request_id() -> String {
    random::get_random_bytes(REQUEST_ID_BYTES).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn said(what: &str, answer: &Answer) -> String {
    format!("{what} answered {}: {}", answer.status, answer.excerpt())
}

/// A 2xx answer.
#[derive(Debug)]
pub struct Response {
    what: String,
    answer: Answer,
}

impl Response {
    /// An answer to a path and query: for tests of what is made of answers.
    pub fn new<'a>(
        target: &str,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        body: impl Into<Vec<u8>>,
    ) -> Response {
        let headers = headers.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Response { what: format!("GET {target}"), answer: Answer { status: 200, headers, body: body.into() } }
    }

    fn check(what: &str, answer: Answer) -> Result<Response, Error> {
        let status = answer.status;
        let wait = answer.header("retry-after").map(instant::retry_after);
        let said = || said(what, &answer);
        Err(match (status, wait) {
            (200..=299, _) => return Ok(Response { what: what.into(), answer }),
            (401 | 403, _) => Error::AuthExpired(said()),
            (429, wait) => Error::RateLimited(wait.flatten().unwrap_or(DEFAULT_WAIT_SECONDS)),
            (503, Some(wait)) => Error::RateLimited(wait.unwrap_or(DEFAULT_WAIT_SECONDS)),
            (408 | 500..=599, _) => Error::Transient(said()),
            _ => Error::Permanent(said()),
        })
    }

    /// The first value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.answer.header(name)
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.answer.body
    }

    /// The body, from JSON.
    ///
    /// # Errors
    /// `permanent` when it is not as `T` wants it.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(self.body()).map_err(|e| self.unexpected(e))
    }

    /// The error for an answer that is not what the service promises.
    pub fn unexpected(&self, why: impl std::fmt::Display) -> Error {
        Error::Permanent(format!("the answer to {} is not as expected: {why}", self.what))
    }

    /// The URL that the `Link` header (RFC 8288) gives for a relation, such as `next`.
    pub fn link(&self, relation: &str) -> Option<&str> {
        let links = self.answer.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("link"));
        links.filter_map(|(_, value)| std::str::from_utf8(value).ok()).find_map(|value| link(value, relation))
    }
}

/// `<URL>; rel="next", <URL>; rel="last prev"`
fn link<'a>(header: &'a str, relation: &str) -> Option<&'a str> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once('<') {
        let (url, after) = after.split_once('>')?;
        let end = after.find('<').unwrap_or(after.len());
        let is_relation = |parameter: &str| {
            let (name, value) = parameter.split_once('=').unwrap_or_default();
            name.trim().eq_ignore_ascii_case("rel")
                && value.trim_matches([' ', '"', ',']).split(' ').any(|each| each == relation)
        };
        if after[..end].split(';').any(is_relation) {
            return Some(url);
        }
        rest = &after[end..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, headers: &[(&str, &str)]) -> Result<Response, Error> {
        let headers = headers.iter().map(|(k, v)| (k.to_string(), v.as_bytes().to_vec())).collect();
        Response::check("GET /x", Answer { status, headers, body: b"no\n  way".to_vec() })
    }

    #[test]
    fn each_status_has_its_error() {
        let retry = &[("Retry-After", "7")];
        assert!(check(204, &[]).is_ok());
        assert!(
            matches!(check(401, &[]), Err(Error::AuthExpired(why)) if why == "GET /x answered 401: no way")
        );
        assert!(matches!(check(403, &[]), Err(Error::AuthExpired(_))));
        assert!(matches!(check(429, retry), Err(Error::RateLimited(7))));
        assert!(matches!(check(429, &[]), Err(Error::RateLimited(DEFAULT_WAIT_SECONDS))));
        assert!(matches!(check(503, retry), Err(Error::RateLimited(7))));
        assert!(matches!(check(503, &[]), Err(Error::Transient(_))));
        assert!(matches!(check(500, retry), Err(Error::Transient(_))));
        assert!(matches!(check(404, &[]), Err(Error::Permanent(_))));
        assert!(matches!(check(302, &[]), Err(Error::Permanent(_))));
    }

    #[test]
    fn a_body_of_another_shape_is_permanent() {
        assert!(
            matches!(check(200, &[]).unwrap().json::<Vec<i32>>(), Err(Error::Permanent(why)) if why.contains("/x"))
        );
    }

    #[test]
    fn links_are_found_by_relation() {
        let header = r#"<https://a/?page=2,3>; rel="next", <https://a/?page=9>; title="x"; rel="last up""#;
        assert_eq!(link(header, "next"), Some("https://a/?page=2,3"));
        assert_eq!(link(header, "up"), Some("https://a/?page=9"));
        assert_eq!(link(header, "prev"), None);
        assert_eq!(link("<broken; rel=next", "next"), None);
        assert_eq!(check(200, &[("Link", "</p>; rel=next")]).unwrap().link("next"), Some("/p"));
    }

    #[test]
    fn another_origin_is_no_target() {
        let client = Client::new("https://a.org").unwrap();
        assert_eq!(client.target("https://a.org/p?q=1").unwrap(), "/p?q=1");
        assert_eq!(client.target("/p").unwrap(), "/p");
        for url in [
            "https://b.org/p",
            "https://a.org.b.org/p",
            "http://a.org/p",
            "//b.org/p",
            "p",
            "https://a.org@b/",
        ] {
            assert!(matches!(client.target(url), Err(Error::Permanent(_))), "{url}");
        }
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        let retry = Retry { attempts: 3, longest_wait: Duration::from_secs(5) };
        let transient = Error::Transient("busy".into());
        assert_eq!(retry.wait(1, &transient), Some(Duration::from_millis(200)));
        assert_eq!(retry.wait(2, &transient), Some(Duration::from_millis(400)));
        assert_eq!(retry.wait(3, &transient), None);
        assert_eq!(retry.wait(1, &Error::RateLimited(5)), Some(Duration::from_secs(5)));
        assert_eq!(retry.wait(1, &Error::RateLimited(6)), None);
        assert_eq!(retry.wait(1, &Error::Permanent("no".into())), None);
        assert_eq!(Retry::NEVER.wait(1, &Error::RateLimited(0)), None);
    }
}
