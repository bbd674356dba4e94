//! The service's `query` call: <https://earthquake.usgs.gov/fdsnws/event/1/>.

use crate::config::Settings;
use crate::event::{self, Event};
use crate::http::{self, Response};
use crate::instant;
use crate::reader::Pages;
use crate::witloof::connector::types::Error;

/// For answers that ask to wait and do not say how long.
const DEFAULT_WAIT_SECONDS: u32 = 60;
const EXCERPT_CHARS: usize = 200;

pub struct Catalogue {
    endpoint: String,
    page_size: usize,
    /// The part of the query that every page shares.
    filter: String,
    end: Option<i64>,
}

impl Catalogue {
    pub fn new(settings: &Settings) -> Catalogue {
        let magnitude = settings.min_magnitude;
        Catalogue {
            endpoint: settings.endpoint.clone(),
            page_size: settings.page_size,
            filter: magnitude.map(|m| format!("&minmagnitude={m}")).unwrap_or_default(),
            end: settings.end,
        }
    }

    fn url(&self, start: i64, skip: usize) -> Result<String, Error> {
        let mut url = format!(
            "{}?format=geojson&orderby=time-asc&limit={}&starttime={}",
            self.endpoint,
            self.page_size,
            iso(start)?
        );
        if let Some(end) = self.end {
            url += &format!("&endtime={}", iso(end)?);
        }
        url += &self.filter;
        if skip > 0 {
            // The service counts from 1.
            url += &format!("&offset={}", skip + 1);
        }
        Ok(url)
    }
}

impl Pages for Catalogue {
    fn page_size(&self) -> usize {
        self.page_size
    }

    fn page(&self, start: i64, skip: usize) -> Result<Vec<Event>, Error> {
        let url = self.url(start, skip)?;
        events(&url, &http::get(&url)?)
    }
}

fn iso(millis: i64) -> Result<String, Error> {
    instant::format(millis)
        .ok_or_else(|| Error::Permanent(format!("{millis} ms since 1970 is beyond the year 9999")))
}

fn events(url: &str, response: &Response) -> Result<Vec<Event>, Error> {
    let status = response.status;
    let wait = response.header("retry-after");
    let said = || format!("GET {url} answered {status}: {}", excerpt(&response.body));
    match status {
        200 => event::parse(&response.body).map_err(|e| {
            Error::Permanent(format!("the answer to GET {url} is not the expected GeoJSON: {e}"))
        }),
        204 => Ok(Vec::new()),
        401 | 403 => Err(Error::AuthExpired(said())),
        429 => Err(Error::RateLimited(seconds(wait))),
        503 if wait.is_some() => Err(Error::RateLimited(seconds(wait))),
        408 | 500..=599 => Err(Error::Transient(said())),
        300..=399 => Err(Error::Permanent(format!(
            "GET {url} answered {status}, to go to {}: set `endpoint` to the new address",
            response.header("location").unwrap_or("nowhere")
        ))),
        _ => Err(Error::Permanent(said())),
    }
}

fn seconds(retry_after: Option<&str>) -> u32 {
    retry_after.and_then(|value| value.trim().parse().ok()).unwrap_or(DEFAULT_WAIT_SECONDS)
}

fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(EXCERPT_CHARS).collect()
}
