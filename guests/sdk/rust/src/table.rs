//! Tables: their columns, for the contract and for Arrow.

use crate::bindings::witloof::connector::types::{DataType, Schema, SchemaField};
use crate::{batch, Error, Row};
use arrow_schema::{DataType as ArrowType, Field, TimeUnit};

/// The type of a column, of a struct's member, or of a list's elements, which may always be null.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `boolean`
    Boolean,
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `float64`
    Float64,
    /// `string`, in UTF-8
    Text,
    /// `bytes`
    Bytes,
    /// `timestamp-millis`: milliseconds since 1970-01-01T00:00:00 UTC
    Timestamp,
    /// A JSON text.
    Json,
    /// Elements of one type; [`Type::list`] makes it.
    List(Box<Type>),
    /// At least one member.
    Struct(Vec<Column>),
}

impl Type {
    /// A list of such elements.
    pub fn list(element: Type) -> Type {
        Type::List(Box::new(element))
    }

    /// Adds the type and those it refers to, which come first; its place in `types`.
    fn add_to(&self, types: &mut Vec<DataType>) -> u32 {
        let data_type = match self {
            Type::Boolean => DataType::Boolean,
            Type::Int32 => DataType::Int32,
            Type::Int64 => DataType::Int64,
            Type::Float64 => DataType::Float64,
            Type::Text => DataType::String,
            Type::Bytes => DataType::Bytes,
            Type::Timestamp => DataType::TimestampMillis,
            Type::Json => DataType::Json,
            Type::List(element) => DataType::List(element.add_to(types)),
            Type::Struct(members) => {
                DataType::Struct(members.iter().map(|member| member.field(types)).collect())
            }
        };
        types.push(data_type);
        (types.len() - 1) as u32
    }

    pub(crate) fn arrow(&self) -> ArrowType {
        match self {
            Type::Boolean => ArrowType::Boolean,
            Type::Int32 => ArrowType::Int32,
            Type::Int64 => ArrowType::Int64,
            Type::Float64 => ArrowType::Float64,
            Type::Text | Type::Json => ArrowType::Utf8,
            Type::Bytes => ArrowType::Binary,
            Type::Timestamp => ArrowType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
            Type::List(element) => ArrowType::List(element.item().into()),
            Type::Struct(members) => ArrowType::Struct(members.iter().map(Column::arrow).collect()),
        }
    }

    /// The Arrow field of a list's elements.
    pub(crate) fn item(&self) -> Field {
        Field::new("item", self.arrow(), true)
    }
}

fn columns(types: &[DataType], fields: &[SchemaField]) -> Option<Vec<Column>> {
    let each = fields.iter().map(|field| {
        let ty = of(types, field.data_type)?;
        Some(Column { name: field.name.clone(), ty, nullable: field.nullable })
    });
    each.collect()
}

/// A type refers to those before it alone, so this ends.
fn of(types: &[DataType], index: u32) -> Option<Type> {
    let before = &types[..(index as usize).min(types.len())];
    Some(match types.get(index as usize)? {
        DataType::Boolean => Type::Boolean,
        DataType::Int32 => Type::Int32,
        DataType::Int64 => Type::Int64,
        DataType::Float64 => Type::Float64,
        DataType::String => Type::Text,
        DataType::Bytes => Type::Bytes,
        DataType::TimestampMillis => Type::Timestamp,
        DataType::Json => Type::Json,
        DataType::List(element) => Type::list(of(before, *element)?),
        DataType::Struct(members) => Type::Struct(columns(before, members)?),
    })
}

/// A column of a table, or a member of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub(crate) name: String,
    pub(crate) ty: Type,
    nullable: bool,
}

impl Column {
    /// A column that is never null.
    pub fn required(name: &str, ty: Type) -> Column {
        Column { name: name.into(), ty, nullable: false }
    }

    /// A column that may be null.
    pub fn nullable(name: &str, ty: Type) -> Column {
        Column { name: name.into(), ty, nullable: true }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type of its values.
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// Whether values may be null.
    pub fn is_nullable(&self) -> bool {
        self.nullable
    }

    fn field(&self, types: &mut Vec<DataType>) -> SchemaField {
        SchemaField { name: self.name.clone(), data_type: self.ty.add_to(types), nullable: self.nullable }
    }

    pub(crate) fn arrow(&self) -> Field {
        Field::new(&self.name, self.ty.arrow(), self.nullable)
    }
}

/// A table: its name, its columns, and the columns that identify a row.
#[derive(Clone, Debug)]
pub struct Table {
    name: String,
    columns: Vec<Column>,
    key: Vec<String>,
}

impl Table {
    /// A table without a key.
    pub fn new(name: &str, columns: impl Into<Vec<Column>>) -> Table {
        Table { name: name.into(), columns: columns.into(), key: Vec::new() }
    }

    /// Names the columns that identify a row.
    pub fn key(self, columns: &[&str]) -> Table {
        Table { key: columns.iter().map(ToString::to_string).collect(), ..self }
    }

    /// Its name, which is also what a connector is asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The table that a host describes, such as to a destination.
    ///
    /// # Errors
    /// `permanent` when a type refers to none before it.
    pub fn of(schema: &Schema) -> Result<Table, Error> {
        let columns = columns(&schema.types, &schema.fields)
            .ok_or_else(|| Error::Permanent(format!("table `{}`: a type refers to none", schema.name)))?;
        Ok(Table { name: schema.name.clone(), columns, key: schema.primary_key.clone() })
    }

    /// Its columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The names of the columns that identify a row; none if there are no such columns.
    pub fn primary_key(&self) -> &[String] {
        &self.key
    }

    /// As the contract has it.
    pub fn schema(&self) -> Schema {
        let mut types = Vec::new();
        let fields = self.columns.iter().map(|column| column.field(&mut types)).collect();
        Schema { name: self.name.clone(), types, fields, primary_key: self.key.clone() }
    }

    /// The rows as one Arrow IPC stream.
    ///
    /// # Errors
    /// `permanent`, naming the column, for a value that is not of its column's type, and for a null
    /// where none may be.
    pub fn batch(&self, rows: &[Row]) -> Result<Vec<u8>, Error> {
        batch::write(&self.columns, rows)
            .map_err(|why| Error::Permanent(format!("table `{}`: {why}", self.name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_refer_only_to_smaller_ones() {
        let point = Type::Struct(vec![Column::required("x", Type::Int32)]);
        let table =
            Table::new("t", [Column::required("id", Type::Int64), Column::nullable("p", Type::list(point))]);
        let schema = table.key(&["id"]).schema();
        assert!(matches!(
            schema.types[..],
            [DataType::Int64, DataType::Int32, DataType::Struct(_), DataType::List(2)]
        ));
        assert_eq!(
            schema.fields.iter().map(|f| (f.data_type, f.nullable)).collect::<Vec<_>>(),
            [(0, false), (3, true)]
        );
        assert_eq!(schema.primary_key, ["id"]);
        let again = Table::of(&schema).unwrap();
        assert_eq!(
            again.columns()[1].ty(),
            &Type::list(Type::Struct(vec![Column::required("x", Type::Int32)]))
        );
        assert!(again.columns()[1].is_nullable() && !again.columns()[0].is_nullable());
        assert_eq!(again.primary_key(), ["id"]);
    }

    #[test]
    fn a_type_that_refers_to_itself_is_refused() {
        let mut schema = Table::new("t", [Column::nullable("l", Type::list(Type::Int32))]).schema();
        schema.types[1] = DataType::List(1);
        assert!(matches!(Table::of(&schema), Err(Error::Permanent(why)) if why.contains("`t`")));
    }
}
