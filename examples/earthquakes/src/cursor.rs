//! The cursor: where in the catalogue, ordered by time and then id, the next batch begins.
//!
//! JSON text, `{"version":1,"after":{"time":1517966773840,"id":"ci37868143"}}`: time (milliseconds
//! since 1970) and id of the last event that was read. Without `after` nothing was read yet.

use serde::{Deserialize, Serialize};
use witloof_connector::Error;

const VERSION: u32 = 1;

/// An event's place in the order of reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    pub time: i64,
    pub id: String,
}

#[derive(Serialize, Deserialize)]
struct Cursor {
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Position>,
}

pub fn encode(after: Option<&Position>) -> Vec<u8> {
    let cursor = Cursor { version: VERSION, after: after.cloned() };
    serde_json::to_vec(&cursor).expect("strings and integers can always be written")
}

pub fn decode(bytes: &[u8]) -> Result<Option<Position>, Error> {
    let cursor: Cursor = serde_json::from_slice(bytes)
        .map_err(|e| Error::Permanent(format!("the cursor is not one of this connector: {e}")))?;
    if cursor.version != VERSION {
        return Err(Error::Permanent(format!(
            "the cursor has version {}, this connector reads version {VERSION}",
            cursor.version
        )));
    }
    Ok(cursor.after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_a_round_trip() {
        let position = Position { time: 1_517_966_773_840, id: "ci37868143".into() };
        assert_eq!(decode(&encode(Some(&position))).unwrap(), Some(position));
        assert_eq!(decode(&encode(None)).unwrap(), None);
    }

    #[test]
    fn foreign_bytes_and_other_versions_are_permanent() {
        for bytes in [&b"12345678"[..], b"", b"\xff", br#"{"version":2}"#, br#"{"version":1,"after":{}}"#] {
            assert!(matches!(decode(bytes), Err(Error::Permanent(_))));
        }
    }
}
