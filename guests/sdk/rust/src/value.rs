//! The values of a row.

/// The values of a row, in the order of the table's columns. [`row!`](crate::row!) makes one.
pub type Row = Vec<Value>;

/// A value of a column, of a list or of a struct.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// For `boolean`.
    Boolean(bool),
    /// For `int32`.
    Int32(i32),
    /// For `int64`.
    Int64(i64),
    /// For `float64`.
    Float64(f64),
    /// For `string` and `json`.
    Text(String),
    /// For `bytes`.
    Bytes(Vec<u8>),
    /// Milliseconds since 1970-01-01T00:00:00 UTC.
    Timestamp(i64),
    /// The elements, in order.
    List(Vec<Value>),
    /// In the order of the members.
    Struct(Vec<Value>),
}

impl Value {
    /// A list, from anything that is a [`Value`].
    pub fn list<T: Into<Value>>(elements: impl IntoIterator<Item = T>) -> Value {
        Value::List(elements.into_iter().map(Into::into).collect())
    }
}

/// A row, from anything that is a [`Value`].
#[macro_export]
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$($crate::Value::from($value)),*] };
}

macro_rules! from {
    ($($from:ty => $case:ident),*) => { $(
        impl From<$from> for Value {
            fn from(value: $from) -> Value {
                Value::$case(value.into())
            }
        }
    )* };
}

from!(bool => Boolean, i32 => Int32, i64 => Int64, f64 => Float64, String => Text, &str => Text, Vec<u8> => Bytes);

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
