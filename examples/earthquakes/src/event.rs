//! Events, read from the service's GeoJSON.

use crate::cursor::Position;
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
struct FeatureCollection {
    features: Vec<Event>,
}

#[derive(Clone, Deserialize)]
pub struct Event {
    pub id: String,
    pub properties: Properties,
    geometry: Option<Geometry>,
}

#[derive(Clone, Deserialize)]
pub struct Properties {
    pub time: i64,
    pub updated: Option<i64>,
    pub mag: Option<f64>,
    #[serde(rename = "magType")]
    pub mag_type: Option<String>,
    pub place: Option<String>,
    pub status: Option<String>,
    pub tsunami: Option<i32>,
    pub sig: Option<i32>,
    pub felt: Option<i32>,
    pub net: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    /// What has no column of its own.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

#[derive(Clone, Deserialize)]
struct Geometry {
    coordinates: Vec<Option<f64>>,
}

impl Event {
    pub fn position(&self) -> Position {
        Position { time: self.properties.time, id: self.id.clone() }
    }

    /// Longitude (0), latitude (1) or depth (2).
    pub fn coordinate(&self, index: usize) -> Option<f64> {
        self.geometry.as_ref()?.coordinates.get(index).copied().flatten()
    }
}

/// The events of one answer, in the order of the answer.
pub fn parse(body: &[u8]) -> Result<Vec<Event>, serde_json::Error> {
    serde_json::from_slice::<FeatureCollection>(body).map(|collection| collection.features)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_column_is_kept() {
        let body = br#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"a1",
            "properties":{"time":5,"mag":null,"tsunami":1,"type":"quarry blast","gap":0.5},
            "geometry":{"type":"Point","coordinates":[1,-2.5,null]}}]}"#;
        let events = parse(body).unwrap();
        assert_eq!(events[0].position(), Position { time: 5, id: "a1".into() });
        assert_eq!(events[0].coordinate(1), Some(-2.5));
        assert_eq!(events[0].coordinate(2), None);
        assert_eq!(
            serde_json::to_string(&events[0].properties.rest).unwrap(),
            r#"{"gap":0.5,"type":"quarry blast"}"#
        );
    }

    #[test]
    fn other_json_is_an_error() {
        for body in [&b"[]"[..], b"", b"{}", br#"{"features":[{"id":"a","properties":{}}]}"#] {
            assert!(parse(body).is_err());
        }
    }
}
