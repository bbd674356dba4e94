//! A destination that stores through the HTTP API of a warehouse: batches are staged under the number of a transaction, which is
//! committed or dropped as a whole. README.md describes the API.

mod http;
mod schema;

mod bindings {
    wit_bindgen::generate!({ path: "../wit", world: "destination-connector", generate_all });
    export!(Warehouse with_types_in self);
    use super::Warehouse;
}

use bindings::exports::witloof::connector::destination::Guest;
use bindings::wasi::config::store;
use bindings::wasi::http::types::Method;
use bindings::wasi::random::random::get_random_u64;
use bindings::witloof::connector::types::{Error, Schema};
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Write;

/// What has been staged and not committed.
#[derive(Default)]
struct Transaction {
    number: Option<u64>,
    prepared: HashSet<String>,
}

thread_local!(static TRANSACTION: RefCell<Transaction> = RefCell::default());

struct Warehouse;

impl Guest for Warehouse {
    fn prepare(table: String, schema: Schema) -> Result<(), Error> {
        let body = schema::json(&schema).to_string();
        call(&Method::Put, &format!("/v1/tables/{}", segment(&table)), body.as_bytes())?;
        TRANSACTION.with_borrow_mut(|t| t.prepared.insert(table));
        Ok(())
    }

    fn write(table: String, batch: Vec<u8>) -> Result<(), Error> {
        TRANSACTION.with_borrow_mut(|t| {
            if !t.prepared.contains(&table) {
                return Err(Error::Permanent(format!("table {table} was not prepared")));
            }
            let number = *t.number.get_or_insert_with(get_random_u64);
            let path = format!("/v1/transactions/{number:x}/tables/{}", segment(&table));
            call(&Method::Post, &path, &batch)
        })
    }

    fn commit() -> Result<(), Error> {
        // A commit whose answer is lost may be tried again: the number is kept until then.
        end(&Method::Post, "/commit")
    }

    fn abort() -> Result<(), Error> {
        end(&Method::Delete, "")
    }
}

fn end(method: &Method, suffix: &str) -> Result<(), Error> {
    TRANSACTION.with_borrow_mut(|t| {
        if let Some(number) = t.number {
            call(method, &format!("/v1/transactions/{number:x}{suffix}"), b"")?;
            t.number = None;
        }
        Ok(())
    })
}

fn call(method: &Method, path: &str, body: &[u8]) -> Result<(), Error> {
    let url = store::get("url").ok().flatten();
    let url = url.ok_or_else(|| Error::Permanent("the setting `url` is missing".into()))?;
    let authority = url
        .strip_prefix("http://")
        .ok_or_else(|| Error::Permanent(format!("the setting `url` must begin with http://, but is {url}")))?;
    http::send(method, authority.trim_end_matches('/'), path, body)
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
