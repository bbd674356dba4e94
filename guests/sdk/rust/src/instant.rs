//! Instants: milliseconds since 1970-01-01T00:00:00 UTC here, text in the services' answers.

use crate::bindings::wasi::clocks::wall_clock;
use std::time::UNIX_EPOCH;
use time::format_description::well_known::Rfc3339;
use time::OffsetDateTime;

/// Reads RFC 3339, such as `2018-01-31T06:30:00.5+01:00`; what is finer than a millisecond is cut
/// off. None for anything else.
pub fn parse(text: &str) -> Option<i64> {
    let instant = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    i64::try_from(instant.unix_timestamp_nanos().div_euclid(1_000_000)).ok()
}

/// How many seconds from now on a `Retry-After` asks to wait: a number of seconds, or an HTTP date.
/// None when it is neither.
pub fn retry_after(value: &str) -> Option<u32> {
    let value = value.trim();
    value.parse().ok().or_else(|| seconds_until(value, || wall_clock::now().seconds))
}

fn seconds_until(http_date: &str, now: impl Fn() -> u64) -> Option<u32> {
    let date = httpdate::parse_http_date(http_date).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(u32::try_from(date.as_secs().saturating_sub(now())).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_3339_is_read_to_the_millisecond() {
        assert_eq!(parse("2018-01-31T01:00:00.5+01:00"), Some(1_517_356_800_500));
        assert_eq!(parse("1969-12-31T23:59:59.9999Z"), Some(-1));
        assert_eq!(parse("2018-01-31"), None);
    }

    #[test]
    fn a_date_in_the_past_is_no_wait() {
        let date = "Wed, 31 Jan 2018 00:00:10 GMT";
        assert_eq!(seconds_until(date, || 1_517_356_800), Some(10));
        assert_eq!(seconds_until(date, || 1_517_356_811), Some(0));
        assert_eq!(seconds_until("soon", || 0), None);
        assert_eq!(retry_after(" 17 "), Some(17));
    }
}
