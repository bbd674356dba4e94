//! The service's `query` call: <https://earthquake.usgs.gov/fdsnws/event/1/>.

use crate::config::Config;
use crate::event::{self, Event};
use crate::instant;
use crate::reader::Pages;
use witloof_connector::http::{Answer, Origin};
use witloof_connector::Error;

const USER_AGENT: &str = concat!("witloof-earthquakes/", env!("CARGO_PKG_VERSION"));

/// For answers that ask to wait and do not say how long.
const DEFAULT_WAIT_SECONDS: u32 = 60;

pub struct Catalogue {
    origin: Origin,
    path: String,
    page_size: usize,
    /// The part of the query that every page shares.
    filter: String,
    end: Option<i64>,
}

impl Catalogue {
    pub fn new(config: &Config) -> Result<Catalogue, Error> {
        let (origin, path) = split(&config.endpoint).ok_or_else(|| {
            Error::Permanent(format!("`{}` is not an http or https address with a path", config.endpoint))
        })?;
        Ok(Catalogue {
            origin,
            path: path.into(),
            page_size: config.page_size,
            filter: config.min_magnitude.map(|m| format!("&minmagnitude={m}")).unwrap_or_default(),
            end: config.end,
        })
    }

    /// Path and query.
    fn target(&self, start: i64, skip: usize) -> Result<String, Error> {
        let mut target = format!(
            "{}?format=geojson&orderby=time-asc&limit={}&starttime={}",
            self.path,
            self.page_size,
            iso(start)?
        );
        if let Some(end) = self.end {
            target += &format!("&endtime={}", iso(end)?);
        }
        target += &self.filter;
        if skip > 0 {
            // The service counts from 1.
            target += &format!("&offset={}", skip + 1);
        }
        Ok(target)
    }
}

impl Pages for Catalogue {
    fn page_size(&self) -> usize {
        self.page_size
    }

    fn page(&self, start: i64, skip: usize) -> Result<Vec<Event>, Error> {
        let target = self.target(start, skip)?;
        let headers = [("accept", "application/json"), ("user-agent", USER_AGENT)]
            .map(|(name, value)| (name.to_string(), value.to_string()));
        let answer = self.origin.get(&target, &headers)?;
        events(&format!("{}{target}", self.origin.url()), &answer)
    }
}

/// The service's address, and the path of the call.
fn split(endpoint: &str) -> Option<(Origin, &str)> {
    let authority = endpoint.find("://")? + 3;
    let path = authority + endpoint[authority..].find('/')?;
    Some((Origin::parse(&endpoint[..path])?, &endpoint[path..]))
}

fn iso(millis: i64) -> Result<String, Error> {
    instant::format(millis)
        .ok_or_else(|| Error::Permanent(format!("{millis} ms since 1970 is beyond the year 9999")))
}

fn events(url: &str, answer: &Answer) -> Result<Vec<Event>, Error> {
    let status = answer.status;
    let wait = answer.header("retry-after");
    let said = || format!("GET {url} answered {status}: {}", answer.excerpt());
    match status {
        200 => event::parse(&answer.body).map_err(|e| {
            Error::Permanent(format!("the answer to GET {url} is not the expected GeoJSON: {e}"))
        }),
        204 => Ok(Vec::new()),
        401 | 403 => Err(Error::AuthExpired(said())),
        429 => Err(Error::RateLimited(seconds(wait))),
        503 if wait.is_some() => Err(Error::RateLimited(seconds(wait))),
        408 | 500..=599 => Err(Error::Transient(said())),
        300..=399 => Err(Error::Permanent(format!(
            "GET {url} answered {status}, to go to {}: set `endpoint` to the new address",
            answer.header("location").unwrap_or("nowhere")
        ))),
        _ => Err(Error::Permanent(said())),
    }
}

fn seconds(retry_after: Option<&str>) -> u32 {
    retry_after.and_then(|value| value.trim().parse().ok()).unwrap_or(DEFAULT_WAIT_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Result<Vec<Event>, Error> {
        let headers = headers.iter().map(|(k, v)| (k.to_string(), v.as_bytes().to_vec())).collect();
        events("https://a.org/q", &Answer { status, headers, body: body.into() })
    }

    #[test]
    fn addresses_are_split() {
        let (origin, path) = split("https://example.org:8443/a/b").unwrap();
        assert_eq!((origin.url().as_str(), path), ("https://example.org:8443", "/a/b"));
        for url in ["ftp://example.org/", "https://example.org", "example.org/", "https://u@a.org/"] {
            assert!(split(url).is_none(), "{url}");
        }
    }

    #[test]
    fn each_status_has_its_outcome() {
        assert!(answer(204, &[], "").unwrap().is_empty());
        assert!(answer(200, &[], r#"{"features":[]}"#).unwrap().is_empty());
        assert!(matches!(answer(200, &[], "<html>"), Err(Error::Permanent(_))));
        assert!(matches!(answer(403, &[], ""), Err(Error::AuthExpired(_))));
        assert!(matches!(answer(429, &[("Retry-After", "7")], ""), Err(Error::RateLimited(7))));
        assert!(matches!(answer(503, &[("Retry-After", "soon")], ""), Err(Error::RateLimited(60))));
        assert!(matches!(answer(503, &[], ""), Err(Error::Transient(_))));
        let moved = answer(301, &[("Location", "https://b.org/")], "");
        assert!(matches!(moved, Err(Error::Permanent(why)) if why.contains("https://b.org/")));
    }
}
