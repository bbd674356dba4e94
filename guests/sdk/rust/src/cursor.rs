//! Cursors as JSON: `{"version":1,"position":…}`.

use crate::Error;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Raised when the meaning of a position changes.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Cursor<P> {
    version: u32,
    position: P,
}

/// The bytes of a position.
///
/// # Panics
/// When `position` cannot be JSON: a map whose keys are not text.
pub fn encode<P: Serialize>(position: &P) -> Vec<u8> {
    serde_json::to_vec(&Cursor { version: VERSION, position }).expect("a position is JSON")
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// `permanent` for anything else, and for another version.
pub fn decode<P: DeserializeOwned>(bytes: &[u8]) -> Result<P, Error> {
    let cursor: Cursor<P> = serde_json::from_slice(bytes)
        .map_err(|e| Error::Permanent(format!("the cursor is not one of this connector: {e}")))?;
    if cursor.version != VERSION {
        return Err(Error::Permanent(format!(
            "the cursor has version {}, this connector reads version {VERSION}",
            cursor.version
        )));
    }
    Ok(cursor.position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_a_round_trip() {
        let position = ("page".to_string(), 7);
        assert_eq!(decode::<(String, i32)>(&encode(&position)).unwrap(), position);
    }

    #[test]
    fn foreign_bytes_and_other_versions_are_permanent() {
        for bytes in [&b"12345678"[..], b"", b"\xff", br#"{"version":2,"position":1}"#, br#"{"version":1}"#] {
            assert!(matches!(decode::<i32>(bytes), Err(Error::Permanent(_))), "{bytes:?}");
        }
    }
}
