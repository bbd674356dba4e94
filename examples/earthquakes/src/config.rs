//! The settings, from `wasi:config/store`.

use crate::instant;
use witloof_connector::{Error, Settings};

pub const DEFAULT_ENDPOINT: &str = "https://earthquake.usgs.gov/fdsnws/event/1/query";
const DEFAULT_PAGE_SIZE: usize = 200;
/// The service answers at most this many events at once.
const MAX_PAGE_SIZE: usize = 20_000;
const KEYS: [&str; 5] = ["start", "end", "page-size", "min-magnitude", "endpoint"];

#[derive(Debug, PartialEq)]
pub struct Config {
    pub endpoint: String,
    pub start: i64,
    pub end: Option<i64>,
    pub page_size: usize,
    pub min_magnitude: Option<f64>,
}

impl Config {
    pub fn load() -> Result<Config, Error> {
        Config::read(Settings::load()?)
    }

    fn read(settings: Settings) -> Result<Config, Error> {
        let settings = settings.allow(&KEYS)?;
        let start = settings.get("start").ok_or_else(|| {
            Error::Permanent("the configuration key `start` is missing: a date such as 2018-01-31".into())
        })?;
        Ok(Config {
            endpoint: settings.get("endpoint").unwrap_or(DEFAULT_ENDPOINT).into(),
            start: date("start", start)?,
            end: settings.get("end").map(|value| date("end", value)).transpose()?,
            page_size: settings.number("page-size", 1..=MAX_PAGE_SIZE, DEFAULT_PAGE_SIZE)?,
            min_magnitude: settings.get("min-magnitude").map(magnitude).transpose()?,
        })
    }
}

fn date(key: &str, value: &str) -> Result<i64, Error> {
    instant::parse(value)
        .ok_or_else(|| invalid(key, value, "a date such as 2018-01-31 or 2018-01-31T06:30:00Z"))
}

fn magnitude(value: &str) -> Result<f64, Error> {
    value
        .parse()
        .ok()
        .filter(|magnitude: &f64| magnitude.is_finite())
        .ok_or_else(|| invalid("min-magnitude", value, "a number such as 2.5"))
}

fn invalid(key: &str, value: &str, expected: &str) -> Error {
    Error::Permanent(format!("the configuration key `{key}` is `{value}`, it must be {expected}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(entries: &[(&str, &str)]) -> Result<Config, Error> {
        Config::read(Settings::of(entries.iter().copied()))
    }

    #[test]
    fn only_start_is_required() {
        let config = config(&[("start", "1970-01-02")]).unwrap();
        assert_eq!((config.start, config.page_size, config.end), (86_400_000, 200, None));
    }

    #[test]
    fn bad_values_name_their_key() {
        for entries in [
            &[("start", "soon")][..],
            &[("start", "1970-01-02"), ("page-size", "0")],
            &[("start", "1970-01-02"), ("page-size", "20001")],
            &[("start", "1970-01-02"), ("min-magnitude", "NaN")],
            &[("start", "1970-01-02"), ("pagesize", "5")],
        ] {
            let key = entries.last().unwrap().0;
            match config(entries) {
                Err(Error::Permanent(why)) => assert!(why.contains(&format!("`{key}`")), "{why}"),
                other => panic!("{entries:?}: {other:?}"),
            }
        }
        assert!(matches!(config(&[]), Err(Error::Permanent(why)) if why.contains("`start`")));
    }
}
