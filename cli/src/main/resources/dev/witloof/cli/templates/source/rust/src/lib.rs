//! The source connector `{{name}}`: the bookshop that SERVICE.md describes.

mod books;

use std::time::Duration;
use witloof_connector::{
    Client, Error, PageReader, Position, Reader, Retry, Settings, Source, Table,
};

struct Connector;

impl Source for Connector {
    fn discover() -> Result<Vec<Table>, Error> {
        Ok(vec![books::table()])
    }

    fn open(table: &str, cursor: Option<&[u8]>) -> Result<Box<dyn Reader>, Error> {
        if table != books::NAME {
            return Err(Error::Permanent(format!(
                "there is no table `{table}`: the only one is `{}`",
                books::NAME
            )));
        }
        let settings = Settings::load()?;
        let size = settings.number("page-size", 1..=100, 5)?;
        let client = client(&settings)?;
        let position = Position::resume(cursor, &books::first(size))?;
        Ok(Box::new(PageReader::new(
            books::table(),
            position,
            move |target| books::page(&client.get(target)?, size),
        )))
    }
}

/// The client of the service, which sends the key with each request and tries again what may pass.
fn client(settings: &Settings) -> Result<Client, Error> {
    let origin = settings
        .get("base-url")
        .unwrap_or("https://api.example.com");
    let retry = Retry {
        attempts: 3,
        longest_wait: Duration::from_secs(5),
    };
    Ok(Client::new(origin)?
        .bearer(settings.required("api-key")?)
        .retry(retry))
}

witloof_connector::source!(Connector);
