//! Rows as one Arrow IPC stream.

use crate::table::{Column, Type};
use crate::value::{Row, Value};
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Float64Array, Int32Array, Int64Array, ListArray, RecordBatch,
    StringArray, StructArray, TimestampMillisecondArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Schema};
use std::sync::Arc;

static NULL: Value = Value::Null;

/// Why in words, naming the column, when a value is not what its column says.
pub fn write(columns: &[Column], rows: &[Row]) -> Result<Vec<u8>, String> {
    if let Some(row) = rows.iter().find(|row| row.len() != columns.len()) {
        return Err(format!("a row has {} values, not {}", row.len(), columns.len()));
    }
    let arrays = columns
        .iter()
        .enumerate()
        .map(|(i, column)| array(&column.ty, rows.iter().map(|row| &row[i]).collect(), &column.name));
    encode(columns, arrays.collect::<Result<_, _>>()?).map_err(|e| e.to_string())
}

fn encode(columns: &[Column], arrays: Vec<ArrayRef>) -> Result<Vec<u8>, ArrowError> {
    let schema = Arc::new(Schema::new(columns.iter().map(Column::arrow).collect::<Vec<_>>()));
    let batch = RecordBatch::try_new(schema.clone(), arrays)?;
    let mut writer = StreamWriter::try_new(Vec::new(), &schema)?;
    writer.write(&batch)?;
    writer.finish()?;
    writer.into_inner()
}

/// Collects the values that the pattern takes, nulls as they are.
macro_rules! collect {
    ($values:ident, $at:ident, $array:ty, $pattern:pat => $value:expr) => {{
        let each = $values.iter().map(|value| match value {
            Value::Null => Ok(None),
            $pattern => Ok(Some($value)),
            other => Err(format!("column `{}`: {other:?} is not of its type", $at)),
        });
        each.collect::<Result<$array, String>>()?
    }};
}

fn array(ty: &Type, values: Vec<&Value>, at: &str) -> Result<ArrayRef, String> {
    Ok(match ty {
        Type::Boolean => Arc::new(collect!(values, at, BooleanArray, Value::Boolean(v) => *v)),
        Type::Int32 => Arc::new(collect!(values, at, Int32Array, Value::Int32(v) => *v)),
        Type::Int64 => Arc::new(collect!(values, at, Int64Array, Value::Int64(v) => *v)),
        Type::Float64 => Arc::new(collect!(values, at, Float64Array, Value::Float64(v) => *v)),
        Type::Text | Type::Json => Arc::new(collect!(values, at, StringArray, Value::Text(v) => v.as_str())),
        Type::Bytes => Arc::new(collect!(values, at, BinaryArray, Value::Bytes(v) => v.as_slice())),
        Type::Timestamp => {
            let millis = collect!(values, at, TimestampMillisecondArray, Value::Timestamp(v) => *v);
            Arc::new(millis.with_timezone("UTC"))
        }
        Type::List(element) => {
            let lists = collect!(values, at, Vec<Option<&Vec<Value>>>, Value::List(v) => v);
            let offsets = OffsetBuffer::from_lengths(lists.iter().map(|list| list.map_or(0, Vec::len)));
            let elements = array(element, lists.iter().flatten().copied().flatten().collect(), at)?;
            let array = ListArray::try_new(Arc::new(element.item()), offsets, elements, nulls(&lists));
            Arc::new(array.map_err(|e| format!("column `{at}`: {e}"))?)
        }
        Type::Struct(members) => {
            let structs = collect!(values, at, Vec<Option<&Vec<Value>>>, Value::Struct(v) => v);
            if let Some(values) = structs.iter().flatten().find(|values| values.len() != members.len()) {
                return Err(format!(
                    "column `{at}`: a struct has {} members, not {}",
                    values.len(),
                    members.len()
                ));
            }
            let columns = members.iter().enumerate().map(|(i, member)| {
                let values = structs.iter().map(|value| value.map_or(&NULL, |members| &members[i]));
                array(&member.ty, values.collect(), &format!("{at}.{}", member.name))
            });
            let columns = columns.collect::<Result<_, _>>()?;
            let fields = members.iter().map(Column::arrow).collect();
            let array = StructArray::try_new(fields, columns, nulls(&structs));
            Arc::new(array.map_err(|e| format!("column `{at}`: {e}"))?)
        }
    })
}

fn nulls(values: &[Option<&Vec<Value>>]) -> Option<NullBuffer> {
    let valid: NullBuffer = values.iter().map(Option::is_some).collect::<Vec<_>>().into();
    (valid.null_count() > 0).then_some(valid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int32Type;
    use arrow_array::Array;
    use arrow_ipc::reader::StreamReader;

    fn read(bytes: &[u8]) -> RecordBatch {
        let mut batches = StreamReader::try_new(bytes, None).unwrap();
        let batch = batches.next().unwrap().unwrap();
        assert!(batches.next().is_none());
        batch
    }

    #[test]
    fn nested_values_keep_their_places() {
        let pair = Type::Struct(vec![Column::required("n", Type::Int32), Column::nullable("s", Type::Text)]);
        let columns = [Column::nullable("pairs", Type::list(pair))];
        let pair = |n: i32, s: Option<&str>| Value::Struct(row![n, s]);
        let rows = [
            row![Value::List(vec![pair(1, None), Value::Null, pair(2, Some("two"))])],
            row![Value::Null],
            row![Value::List(vec![])],
            row![Value::List(vec![pair(3, Some(""))])],
        ];
        let batch = read(&write(&columns, &rows).unwrap());
        let lists = batch.column(0).as_list::<i32>();
        assert_eq!(lists.offsets()[..], [0, 3, 3, 3, 4]);
        assert!(lists.is_null(1) && !lists.is_null(2));
        let pairs = lists.values().as_struct();
        assert!(pairs.is_null(1));
        assert_eq!(pairs.column(0).as_primitive::<Int32Type>().values()[..], [1, 0, 2, 3]);
        assert_eq!(
            pairs.column(1).as_string::<i32>().iter().collect::<Vec<_>>(),
            [None, None, Some("two"), Some("")]
        );
    }

    #[test]
    fn wrong_values_name_their_column() {
        let columns = [Column::required("id", Type::Int64), Column::nullable("name", Type::Text)];
        for (row, named) in
            [(row![1i32, "a"], "`id`"), (row![Value::Null, "a"], "id"), (row![1i64, 2i64], "`name`")]
        {
            let why = write(&columns, &[row]).unwrap_err();
            assert!(why.contains(named), "{why}");
        }
        assert!(write(&columns, &[row![1i64]]).unwrap_err().contains("1 values"));
    }

    #[test]
    fn no_rows_are_an_empty_batch() {
        let columns = [Column::required("id", Type::Int64), Column::nullable("l", Type::list(Type::Bytes))];
        assert_eq!(read(&write(&columns, &[]).unwrap()).num_rows(), 0);
    }
}
