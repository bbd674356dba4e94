//! A source connector for the earthquake catalogue of the United States Geological Survey.
//!
//! `config` reads the settings, `api` asks the service for one page over `http`, `event` reads the
//! answer, `reader` turns pages into batches that never lose or repeat an event, `table` writes a
//! batch as Arrow, and `cursor` is the position between two batches.

wit_bindgen::generate!({
    path: "../../wit/src/main/resources/witloof/wit",
    world: "source-connector",
    generate_all,
});

mod api;
mod config;
mod cursor;
mod event;
mod http;
mod instant;
mod reader;
mod table;

use api::Catalogue;
use config::Settings;
use cursor::Position;
use exports::witloof::connector::source::{Guest, GuestReadHandle, ReadHandle};
use reader::Reader;
use std::cell::RefCell;
use wasi::logging::logging::{log, Level};
use witloof::connector::types::{Error, Schema};

struct Connector;

struct Handle(RefCell<Reader<Catalogue>>);

impl Guest for Connector {
    type ReadHandle = Handle;

    fn discover() -> Result<Vec<Schema>, Error> {
        Ok(vec![table::schema()])
    }

    fn open(table: String, cursor: Option<Vec<u8>>) -> Result<ReadHandle, Error> {
        if table != table::NAME {
            return Err(Error::Permanent(format!(
                "there is no table `{table}`: the only one is `{}`",
                table::NAME
            )));
        }
        let settings = Settings::load()?;
        let position = cursor.map(|bytes| cursor::decode(&bytes)).transpose()?.flatten();
        log(Level::Info, "open", &beginning(&settings, position.as_ref()));
        let reader = Reader::new(Catalogue::new(&settings), settings.start, position);
        Ok(ReadHandle::new(Handle(RefCell::new(reader))))
    }
}

fn beginning(settings: &Settings, position: Option<&Position>) -> String {
    let instant = |millis| instant::format(millis).unwrap_or_else(|| format!("{millis} ms"));
    match position {
        None => format!("events from {}", instant(settings.start)),
        Some(position) => format!("events after {}, id {}", instant(position.time), position.id),
    }
}

impl GuestReadHandle for Handle {
    fn next(&self) -> Result<Option<Vec<u8>>, Error> {
        let events = self.0.borrow_mut().next()?;
        if events.is_empty() {
            return Ok(None);
        }
        table::write(&events).map(Some)
    }

    fn cursor(&self) -> Vec<u8> {
        cursor::encode(self.0.borrow().position())
    }
}

export!(Connector);
