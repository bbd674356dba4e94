//! The contract's schema as the JSON that the warehouse takes.

use crate::bindings::witloof::connector::types::{DataType, Schema, SchemaField};
use serde_json::{json, Value};

pub fn json(schema: &Schema) -> Value {
    json!({"fields": fields(&schema.types, &schema.fields), "primary-key": schema.primary_key})
}

fn fields(types: &[DataType], fields: &[SchemaField]) -> Value {
    fields
        .iter()
        .map(|f| json!({"name": f.name, "type": data_type(types, f.data_type), "nullable": f.nullable}))
        .collect()
}

/// A type refers to those before it only, so this ends.
fn data_type(types: &[DataType], index: u32) -> Value {
    match &types[index as usize] {
        DataType::Boolean => json!("boolean"),
        DataType::Int32 => json!("int32"),
        DataType::Int64 => json!("int64"),
        DataType::Float64 => json!("float64"),
        DataType::String => json!("string"),
        DataType::Bytes => json!("bytes"),
        DataType::TimestampMillis => json!("timestamp-millis"),
        DataType::Json => json!("json"),
        DataType::List(element) => json!({"list": data_type(types, *element)}),
        DataType::Struct(members) => json!({"struct": fields(types, members)}),
    }
}
