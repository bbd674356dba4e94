//! A source connector for the earthquake catalogue of the United States Geological Survey.
//!
//! `config` reads the settings, `api` asks the service for one page over `http`, `event` reads the
//! answer, `reader` turns pages into batches that never lose or repeat an event, `table` says what
//! becomes of an event, and `cursor` is the position between two batches.

mod api;
mod config;
mod cursor;
mod event;
mod instant;
mod reader;
mod table;

use api::Catalogue;
use config::Config;
use cursor::Position;
use reader::Events;
use witloof_connector::{log, Error, Level, Reader, Source, Table};

struct Connector;

impl Source for Connector {
    fn discover() -> Result<Vec<Table>, Error> {
        Ok(vec![table::table()])
    }

    fn open(table: &str, cursor: Option<&[u8]>) -> Result<Box<dyn Reader>, Error> {
        if table != table::NAME {
            return Err(Error::Permanent(format!(
                "there is no table `{table}`: the only one is `{}`",
                table::NAME
            )));
        }
        let config = Config::load()?;
        let position = cursor.map(cursor::decode).transpose()?.flatten();
        log(Level::Info, "open", &beginning(&config, position.as_ref()));
        let events = Events::new(Catalogue::new(&config)?, config.start, position);
        Ok(Box::new(Batches { table: table::table(), events }))
    }
}

fn beginning(config: &Config, position: Option<&Position>) -> String {
    let instant = |millis| instant::format(millis).unwrap_or_else(|| format!("{millis} ms"));
    match position {
        None => format!("events from {}", instant(config.start)),
        Some(position) => format!("events after {}, id {}", instant(position.time), position.id),
    }
}

struct Batches {
    table: Table,
    events: Events<Catalogue>,
}

impl Reader for Batches {
    fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let events = self.events.next()?;
        if events.is_empty() {
            return Ok(None);
        }
        let rows: Vec<_> = events.into_iter().map(table::row).collect();
        self.table.batch(&rows).map(Some)
    }

    fn cursor(&self) -> Vec<u8> {
        cursor::encode(self.events.position())
    }
}

witloof_connector::source!(Connector);
