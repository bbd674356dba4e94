//! What is asked of the service; nothing here is sent.

use serde_json::{json, Value};
use std::borrow::Cow;
use std::fmt::Write;
use witloof_connector::{Column, Error, Response, Table, Type};

pub struct Request<'a> {
    pub method: &'static str,
    /// Path and query.
    pub target: String,
    /// With its content type.
    pub body: Option<(&'static str, Cow<'a, [u8]>)>,
}

/// Has the table made, or compared with what is there.
pub fn prepare(table: &Table) -> Request<'static> {
    let schema = json!({"fields": fields(table.columns()), "primary-key": table.primary_key()});
    Request {
        method: "PUT",
        target: format!("/v1/tables/{}", segment(table.name())),
        body: Some(("application/json", schema.to_string().into_bytes().into())),
    }
}

/// Begins a transaction.
pub fn begin() -> Request<'static> {
    Request {
        method: "POST",
        target: "/v1/transactions".into(),
        body: None,
    }
}

/// The transaction that was begun.
pub fn begun(response: &Response) -> Result<String, Error> {
    let answer: Value = response.json()?;
    let transaction = answer["transaction"]
        .as_str()
        .ok_or_else(|| response.unexpected("it names no transaction"))?;
    Ok(transaction.into())
}

/// Has rows staged: an Arrow IPC stream.
pub fn stage<'a>(transaction: &str, table: &Table, batch: &'a [u8]) -> Request<'a> {
    Request {
        method: "POST",
        target: format!(
            "/v1/transactions/{transaction}/tables/{}",
            segment(table.name())
        ),
        body: Some(("application/vnd.apache.arrow.stream", batch.into())),
    }
}

/// Has all that was staged shown.
pub fn commit(transaction: &str) -> Request<'static> {
    Request {
        method: "POST",
        target: format!("/v1/transactions/{transaction}/commit"),
        body: None,
    }
}

/// Has all that was staged dropped.
pub fn abort(transaction: &str) -> Request<'static> {
    Request {
        method: "DELETE",
        target: format!("/v1/transactions/{transaction}"),
        body: None,
    }
}

fn fields(columns: &[Column]) -> Value {
    columns
        .iter()
        .map(|column| {
            json!({
                "name": column.name(),
                "type": type_of(column.ty()),
                "nullable": column.is_nullable(),
            })
        })
        .collect()
}

fn type_of(ty: &Type) -> Value {
    match ty {
        Type::Boolean => json!("boolean"),
        Type::Int32 => json!("int32"),
        Type::Int64 => json!("int64"),
        Type::Float64 => json!("float64"),
        Type::Text => json!("string"),
        Type::Bytes => json!("bytes"),
        Type::Timestamp => json!("timestamp-millis"),
        Type::Json => json!("json"),
        Type::List(element) => json!({"list": type_of(element)}),
        Type::Struct(members) => json!({"struct": fields(members)}),
    }
}

/// A name as one segment of a path.
fn segment(name: &str) -> String {
    name.bytes().fold(String::new(), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
            path.push(byte as char);
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> Table {
        let columns = [
            Column::required("id", Type::Int64),
            Column::nullable("tags", Type::list(Type::Text)),
        ];
        Table::new(name, columns).key(&["id"])
    }

    #[test]
    fn a_table_is_described_with_its_key() {
        let request = prepare(&table("books"));
        assert_eq!(
            (request.method, &request.target[..]),
            ("PUT", "/v1/tables/books")
        );
        let (content_type, body) = request.body.unwrap();
        assert_eq!(content_type, "application/json");
        assert_eq!(
            serde_json::from_slice::<Value>(&body).unwrap(),
            json!({
                "fields": [
                    {"name": "id", "type": "int64", "nullable": false},
                    {"name": "tags", "type": {"list": "string"}, "nullable": true},
                ],
                "primary-key": ["id"],
            })
        );
    }

    #[test]
    fn the_service_names_the_transaction() {
        let begun = |body: &str| begun(&Response::new("/v1/transactions", [], body));
        assert_eq!(begun(r#"{"transaction": "7f"}"#).unwrap(), "7f");
        for body in ["", "[]", r#"{"transaction": 7}"#] {
            assert!(matches!(begun(body), Err(Error::Permanent(_))), "{body}");
        }
    }

    #[test]
    fn rows_are_sent_as_they_came() {
        let request = stage("7f", &table("books"), b"arrow");
        assert_eq!(request.target, "/v1/transactions/7f/tables/books");
        assert_eq!(request.body.unwrap().1, &b"arrow"[..]);
    }

    #[test]
    fn any_name_is_one_segment() {
        assert_eq!(
            prepare(&table("a/b ü?")).target,
            "/v1/tables/a%2Fb%20%C3%BC%3F"
        );
    }
}
