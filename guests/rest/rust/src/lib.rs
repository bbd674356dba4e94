//! The source connector `orders`: two tables of the API that ../README.md describes.

mod customers;
mod orders;

use std::time::Duration;
use witloof_connector::settings::variable;
use witloof_connector::{
    Client, Error, PageReader, Position, Reader, Response, Retry, Settings, Source, Table,
};

struct Orders;

impl Source for Orders {
    fn discover() -> Result<Vec<Table>, Error> {
        Ok(vec![customers::table(), orders::table()])
    }

    fn open(table: &str, cursor: Option<&[u8]>) -> Result<Box<dyn Reader>, Error> {
        let settings = Settings::load()?.allow(&["base-url", "page-size", "attempts", "longest-wait"])?;
        let size = settings.number("page-size", 1..=1000, 100)?;
        let client = client(&settings)?;
        Ok(match table {
            "customers" => {
                let position = Position::resume(cursor, &customers::first(size))?;
                Box::new(PageReader::new(customers::table(), position, move |target| {
                    customers::page(&client, target, size)
                }))
            }
            "orders" => {
                let position = Position::resume(cursor, &orders::first(size))?;
                Box::new(PageReader::new(orders::table(), position, move |target| {
                    orders::page(&client, target)
                }))
            }
            _ => {
                return Err(Error::Permanent(format!(
                    "there is no table `{table}`: there are customers and orders"
                )))
            }
        })
    }
}

fn client(settings: &Settings) -> Result<Client, Error> {
    let retry = Retry {
        attempts: settings.number("attempts", 1..=10, 1)?,
        longest_wait: Duration::from_secs(settings.number("longest-wait", 0..=20, 5)?),
    };
    Ok(Client::new(settings.required("base-url")?)?.bearer(&variable("ORDERS_TOKEN")?).retry(retry))
}

/// An instant of the API, in milliseconds.
fn instant(response: &Response, text: &str) -> Result<i64, Error> {
    witloof_connector::instant::parse(text)
        .ok_or_else(|| response.unexpected(format!("`{text}` is no instant")))
}

witloof_connector::source!(Orders);
