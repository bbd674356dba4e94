//! The destination connector `{{name}}`: the warehouse that SERVICE.md describes.

mod service;

use service::Request;
use std::time::Duration;
use witloof_connector::{Client, Destination, Error, Response, Retry, Settings, Table};

struct Connector {
    /// For what may be sent twice.
    repeating: Client,
    /// For what may not.
    once: Client,
    /// The transaction that has staged rows; none when nothing is staged.
    transaction: Option<String>,
}

impl Destination for Connector {
    fn open() -> Result<Self, Error> {
        let settings = Settings::load()?;
        let origin = settings
            .get("base-url")
            .unwrap_or("https://api.example.com");
        let once = Client::new(origin)?.bearer(settings.required("api-key")?);
        let repeating = once.clone().retry(Retry {
            attempts: 3,
            longest_wait: Duration::from_secs(5),
        });
        Ok(Connector {
            repeating,
            once,
            transaction: None,
        })
    }

    fn prepare(&mut self, table: &Table) -> Result<(), Error> {
        send(&self.repeating, &service::prepare(table)).map(drop)
    }

    /// Rows of a table without a key would be there twice if they were staged twice.
    fn write(&mut self, table: &Table, batch: &[u8]) -> Result<(), Error> {
        let transaction = match &self.transaction {
            Some(begun) => begun,
            None => {
                let response = send(&self.repeating, &service::begin())?;
                self.transaction.insert(service::begun(&response)?)
            }
        };
        send(&self.once, &service::stage(transaction, table, batch)).map(drop)
    }

    /// The transaction is kept until the service has answered, so that a lost answer is asked for again.
    fn commit(&mut self) -> Result<(), Error> {
        if let Some(transaction) = &self.transaction {
            send(&self.repeating, &service::commit(transaction))?;
            self.transaction = None;
        }
        Ok(())
    }

    fn abort(&mut self) -> Result<(), Error> {
        if let Some(transaction) = &self.transaction {
            send(&self.repeating, &service::abort(transaction))?;
            self.transaction = None;
        }
        Ok(())
    }
}

fn send(client: &Client, request: &Request) -> Result<Response, Error> {
    let body = request
        .body
        .as_ref()
        .map(|(content_type, content)| (*content_type, &content[..]));
    client.send(request.method, &request.target, body)
}

witloof_connector::destination!(Connector);
