//! The table `earthquakes`: its schema for the contract, and its rows as Arrow.

use crate::event::{Event, Properties};
use crate::witloof::connector::types::{DataType, Error, Schema, SchemaField};
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int32Array, RecordBatch, StringArray, TimestampMillisecondArray,
};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType as ArrowType, Field, Schema as ArrowSchema, TimeUnit};
use std::sync::Arc;

pub const NAME: &str = "earthquakes";

/// The types in use; the contract refers to them by index.
#[derive(Clone, Copy)]
enum Type {
    String,
    Timestamp,
    Float64,
    Int32,
    Boolean,
    Json,
}

impl Type {
    const ALL: [Type; 6] =
        [Type::String, Type::Timestamp, Type::Float64, Type::Int32, Type::Boolean, Type::Json];

    fn contract(self) -> DataType {
        match self {
            Type::String => DataType::String,
            Type::Timestamp => DataType::TimestampMillis,
            Type::Float64 => DataType::Float64,
            Type::Int32 => DataType::Int32,
            Type::Boolean => DataType::Boolean,
            Type::Json => DataType::Json,
        }
    }

    fn arrow(self) -> ArrowType {
        match self {
            Type::String | Type::Json => ArrowType::Utf8,
            Type::Timestamp => ArrowType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
            Type::Float64 => ArrowType::Float64,
            Type::Int32 => ArrowType::Int32,
            Type::Boolean => ArrowType::Boolean,
        }
    }
}

struct Column {
    name: &'static str,
    ty: Type,
    nullable: bool,
}

const fn required(name: &'static str, ty: Type) -> Column {
    Column { name, ty, nullable: false }
}

const fn optional(name: &'static str, ty: Type) -> Column {
    Column { name, ty, nullable: true }
}

const COLUMNS: [Column; 17] = [
    required("id", Type::String),
    required("time", Type::Timestamp),
    optional("updated", Type::Timestamp),
    optional("magnitude", Type::Float64),
    optional("magnitude_type", Type::String),
    optional("place", Type::String),
    optional("longitude", Type::Float64),
    optional("latitude", Type::Float64),
    optional("depth", Type::Float64),
    optional("status", Type::String),
    optional("tsunami", Type::Boolean),
    optional("significance", Type::Int32),
    optional("felt", Type::Int32),
    optional("net", Type::String),
    optional("url", Type::String),
    optional("title", Type::String),
    required("properties", Type::Json),
];

pub fn schema() -> Schema {
    let fields = COLUMNS.iter().map(|column| SchemaField {
        name: column.name.into(),
        data_type: column.ty as u32,
        nullable: column.nullable,
    });
    Schema {
        name: NAME.into(),
        types: Type::ALL.into_iter().map(Type::contract).collect(),
        fields: fields.collect(),
        primary_key: vec!["id".into()],
    }
}

/// One complete Arrow IPC stream with one record batch.
pub fn write(events: &[Event]) -> Result<Vec<u8>, Error> {
    encode(events).map_err(|e| Error::Permanent(format!("the events cannot be written as Arrow: {e}")))
}

fn encode(events: &[Event]) -> Result<Vec<u8>, ArrowError> {
    let fields = COLUMNS.iter().map(|c| Field::new(c.name, c.ty.arrow(), c.nullable));
    let schema = Arc::new(ArrowSchema::new(fields.collect::<Vec<_>>()));
    let batch = RecordBatch::try_new(schema.clone(), columns(events))?;
    let mut writer = StreamWriter::try_new(Vec::new(), &schema)?;
    writer.write(&batch)?;
    writer.finish()?;
    writer.into_inner()
}

/// In the order of `COLUMNS`; Arrow checks the types.
fn columns(events: &[Event]) -> Vec<ArrayRef> {
    let text = |get: fn(&Properties) -> &Option<String>| -> ArrayRef {
        Arc::new(events.iter().map(|e| get(&e.properties).as_deref()).collect::<StringArray>())
    };
    let int = |get: fn(&Properties) -> Option<i32>| -> ArrayRef {
        Arc::new(events.iter().map(|e| get(&e.properties)).collect::<Int32Array>())
    };
    let instant = |get: fn(&Properties) -> Option<i64>| -> ArrayRef {
        let millis: TimestampMillisecondArray = events.iter().map(|e| get(&e.properties)).collect();
        Arc::new(millis.with_timezone("UTC"))
    };
    let coordinate = |index: usize| -> ArrayRef {
        Arc::new(events.iter().map(|e| e.coordinate(index)).collect::<Float64Array>())
    };
    let rest = |e: &Event| serde_json::Value::Object(e.properties.rest.clone()).to_string();
    vec![
        Arc::new(StringArray::from_iter_values(events.iter().map(|e| &e.id))),
        instant(|p| Some(p.time)),
        instant(|p| p.updated),
        Arc::new(events.iter().map(|e| e.properties.mag).collect::<Float64Array>()),
        text(|p| &p.mag_type),
        text(|p| &p.place),
        coordinate(0),
        coordinate(1),
        coordinate(2),
        text(|p| &p.status),
        Arc::new(events.iter().map(|e| e.properties.tsunami.map(|t| t != 0)).collect::<BooleanArray>()),
        int(|p| p.sig),
        int(|p| p.felt),
        text(|p| &p.net),
        text(|p| &p.url),
        text(|p| &p.title),
        Arc::new(StringArray::from_iter_values(events.iter().map(rest))),
    ]
}
