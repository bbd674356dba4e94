//! The settings, from `wasi:config/store`.

use crate::instant;
use crate::wasi::config::store;
use crate::witloof::connector::types::Error;

pub const DEFAULT_ENDPOINT: &str = "https://earthquake.usgs.gov/fdsnws/event/1/query";
const DEFAULT_PAGE_SIZE: usize = 200;
/// The service answers at most this many events at once.
const MAX_PAGE_SIZE: usize = 20_000;

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub endpoint: String,
    pub start: i64,
    pub end: Option<i64>,
    pub page_size: usize,
    pub min_magnitude: Option<f64>,
}

impl Settings {
    pub fn load() -> Result<Settings, Error> {
        let entries = store::get_all().map_err(|e| match e {
            store::Error::Upstream(why) | store::Error::Io(why) => {
                Error::Transient(format!("the configuration cannot be read: {why}"))
            }
        })?;
        Settings::from(entries)
    }

    fn from(entries: Vec<(String, String)>) -> Result<Settings, Error> {
        let mut start = None;
        let mut settings = Settings {
            endpoint: DEFAULT_ENDPOINT.into(),
            start: 0,
            end: None,
            page_size: DEFAULT_PAGE_SIZE,
            min_magnitude: None,
        };
        for (key, value) in entries {
            match key.as_str() {
                "start" => start = Some(date(&key, &value)?),
                "end" => settings.end = Some(date(&key, &value)?),
                "page-size" => settings.page_size = page_size(&value)?,
                "min-magnitude" => settings.min_magnitude = Some(magnitude(&value)?),
                "endpoint" => settings.endpoint = value,
                _ => {
                    return Err(Error::Permanent(format!(
                        "unknown configuration key `{key}`: \
                         there are start, end, page-size, min-magnitude and endpoint"
                    )))
                }
            }
        }
        settings.start = start.ok_or_else(|| {
            Error::Permanent("the configuration key `start` is missing: a date such as 2018-01-31".into())
        })?;
        Ok(settings)
    }
}

fn date(key: &str, value: &str) -> Result<i64, Error> {
    instant::parse(value)
        .ok_or_else(|| invalid(key, value, "a date such as 2018-01-31 or 2018-01-31T06:30:00Z"))
}

fn page_size(value: &str) -> Result<usize, Error> {
    value
        .parse()
        .ok()
        .filter(|size| (1..=MAX_PAGE_SIZE).contains(size))
        .ok_or_else(|| invalid("page-size", value, "a number from 1 to 20000"))
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

    fn settings(entries: &[(&str, &str)]) -> Result<Settings, Error> {
        Settings::from(entries.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect())
    }

    #[test]
    fn only_start_is_required() {
        let settings = settings(&[("start", "1970-01-02")]).unwrap();
        assert_eq!((settings.start, settings.page_size, settings.end), (86_400_000, 200, None));
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
            match settings(entries) {
                Err(Error::Permanent(why)) => assert!(why.contains(&format!("`{key}`")), "{why}"),
                other => panic!("{entries:?}: {other:?}"),
            }
        }
        assert!(matches!(settings(&[]), Err(Error::Permanent(why)) if why.contains("`start`")));
    }
}
