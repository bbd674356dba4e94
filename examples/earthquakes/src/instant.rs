//! Times: milliseconds since 1970-01-01T00:00:00 UTC inside, ISO 8601 outside.

use time::format_description::well_known::Rfc3339;
use time::OffsetDateTime;

/// Reads `2018-01-31`, `2018-01-31T06:30:00` (both UTC) or `2018-01-31T06:30:00+01:00`.
pub fn parse(text: &str) -> Option<i64> {
    ["", "Z", "T00:00:00Z"]
        .iter()
        .find_map(|suffix| OffsetDateTime::parse(&format!("{text}{suffix}"), &Rfc3339).ok())
        .and_then(|instant| i64::try_from(instant.unix_timestamp_nanos().div_euclid(1_000_000)).ok())
}

/// Writes UTC without a zone, as the service takes it: `2018-01-31T06:30:00.000`. None when the
/// year is beyond 9999.
pub fn format(millis: i64) -> Option<String> {
    let t = OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).ok()?;
    Some(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}",
        t.year(),
        u8::from(t.month()),
        t.day(),
        t.hour(),
        t.minute(),
        t.second(),
        t.millisecond()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_without_zone_are_utc() {
        assert_eq!(parse("2018-01-31"), Some(1_517_356_800_000));
        assert_eq!(parse("2018-01-31T00:00:00"), Some(1_517_356_800_000));
        assert_eq!(parse("2018-01-31T01:00:00.5+01:00"), Some(1_517_356_800_500));
        assert_eq!(parse("yesterday"), None);
    }

    #[test]
    fn formatting_is_the_inverse_of_parsing() {
        for text in ["2018-01-31T23:59:59.999", "1969-12-31T00:00:00.001", "2024-02-29T12:00:00.000"] {
            assert_eq!(format(parse(text).unwrap()).unwrap(), text);
        }
        assert_eq!(format(i64::MAX), None);
    }
}
