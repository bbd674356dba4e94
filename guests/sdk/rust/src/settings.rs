//! The configuration, from `wasi:config/store`, and the granted environment.

use crate::bindings::wasi::cli::environment;
use crate::bindings::wasi::config::store;
use crate::Error;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

/// What the operator configured. Keys and values are text.
pub struct Settings(BTreeMap<String, String>);

impl Settings {
    /// What the operator gave this connector. Needs the capability `config`.
    ///
    /// # Errors
    /// `transient` when the host cannot read it.
    pub fn load() -> Result<Settings, Error> {
        let entries = store::get_all().map_err(|e| match e {
            store::Error::Upstream(why) | store::Error::Io(why) => {
                Error::Transient(format!("the configuration cannot be read: {why}"))
            }
        })?;
        Ok(Settings(entries.into_iter().collect()))
    }

    /// Settings of a test.
    pub fn of<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Settings {
        Settings(entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }

    /// Refuses keys that the connector does not know.
    pub fn allow(self, known: &[&str]) -> Result<Settings, Error> {
        match self.0.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(self),
            Some(key) => Err(Error::Permanent(format!(
                "unknown configuration key `{key}`: there are {}",
                known.join(", ")
            ))),
        }
    }

    /// A value, if it was given.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// A value that must be there.
    pub fn required(&self, key: &str) -> Result<&str, Error> {
        self.get(key)
            .ok_or_else(|| Error::Permanent(format!("the configuration key `{key}` is missing")))
    }

    /// A number of the range, or the default where the key is absent.
    pub fn number<N>(&self, key: &str, range: std::ops::RangeInclusive<N>, default: N) -> Result<N, Error>
    where
        N: FromStr + PartialOrd + Display,
    {
        let Some(value) = self.get(key) else { return Ok(default) };
        value.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
            Error::Permanent(format!(
                "the configuration key `{key}` is `{value}`, it must be a number from {} to {}",
                range.start(),
                range.end()
            ))
        })
    }
}

/// A variable that must be set. Needs the capability `env` with its name.
pub fn variable(name: &str) -> Result<String, Error> {
    environment::get_environment()
        .into_iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
        .ok_or_else(|| Error::Permanent(format!("the environment variable {name} is not set")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why<T>(result: Result<T, Error>) -> String {
        match result {
            Err(Error::Permanent(why)) => why,
            _ => panic!("no permanent error"),
        }
    }

    #[test]
    fn bad_values_name_their_key() {
        let settings = Settings::of([("size", "0"), ("name", "n")]);
        assert!(why(settings.number("size", 1..=9, 3)).contains("`size` is `0`"));
        assert!(why(settings.required("url")).contains("`url`"));
        assert!(why(settings.allow(&["name"])).contains("`size`"));
    }

    #[test]
    fn a_number_that_is_absent_is_the_default() {
        assert_eq!(Settings::of([]).number("size", 1..=9, 3).unwrap(), 3);
        assert_eq!(Settings::of([("size", "9")]).number("size", 1..=9, 3).unwrap(), 9);
    }
}
