//! The table `earthquakes`: its columns, and an event as a row of them.

use crate::event::Event;
use witloof_connector::{row, Column, Row, Table, Type, Value};

pub const NAME: &str = "earthquakes";

pub fn table() -> Table {
    let columns = [
        Column::required("id", Type::Text),
        Column::required("time", Type::Timestamp),
        Column::nullable("updated", Type::Timestamp),
        Column::nullable("magnitude", Type::Float64),
        Column::nullable("magnitude_type", Type::Text),
        Column::nullable("place", Type::Text),
        Column::nullable("longitude", Type::Float64),
        Column::nullable("latitude", Type::Float64),
        Column::nullable("depth", Type::Float64),
        Column::nullable("status", Type::Text),
        Column::nullable("tsunami", Type::Boolean),
        Column::nullable("significance", Type::Int32),
        Column::nullable("felt", Type::Int32),
        Column::nullable("net", Type::Text),
        Column::nullable("url", Type::Text),
        Column::nullable("title", Type::Text),
        Column::required("properties", Type::Json),
    ];
    Table::new(NAME, columns).key(&["id"])
}

pub fn row(event: Event) -> Row {
    let [longitude, latitude, depth] = [0, 1, 2].map(|index| event.coordinate(index));
    let it = event.properties;
    row![
        event.id,
        Value::Timestamp(it.time),
        it.updated.map(Value::Timestamp),
        it.mag,
        it.mag_type,
        it.place,
        longitude,
        latitude,
        depth,
        it.status,
        it.tsunami.map(|tsunami| tsunami != 0),
        it.sig,
        it.felt,
        it.net,
        it.url,
        it.title,
        serde_json::Value::Object(it.rest).to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event;

    #[test]
    fn an_event_fits_the_table() {
        let body = br#"{"features":[{"id":"a1","properties":{"time":5,"mag":1.5,"tsunami":1,"gap":2},
            "geometry":{"coordinates":[1,-2.5,null]}}]}"#;
        let event = event::parse(body).unwrap().remove(0);
        let row = row(event);
        assert_eq!(row[10], Value::Boolean(true));
        assert_eq!(row[16], Value::Text(r#"{"gap":2}"#.into()));
        assert!(table().batch(&[row]).is_ok());
    }
}
