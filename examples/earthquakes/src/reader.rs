//! Reads pages into batches.
//!
//! The service orders by time alone and pages by count, so events of one millisecond may straddle
//! two pages, in any order. A batch therefore ends between two milliseconds: from a full page the
//! events of its last millisecond are left for the next request, which starts at the time of the
//! last event taken and skips what the cursor covers. Only when a full page holds nothing else is
//! the page after it fetched into the same batch.

use crate::cursor::Position;
use crate::event::Event;
use witloof_connector::Error;

/// The service, as the reader sees it.
pub trait Pages {
    /// A page with fewer events is the last one.
    fn page_size(&self) -> usize;

    /// Events from `start` on, ordered by time, without the first `skip` ones.
    fn page(&self, start: i64, skip: usize) -> Result<Vec<Event>, Error>;
}

pub struct Events<P> {
    pages: P,
    start: i64,
    position: Option<Position>,
    exhausted: bool,
}

impl<P: Pages> Events<P> {
    /// Reads what comes after `position`, or without one from the time `start` on.
    pub fn new(pages: P, start: i64, position: Option<Position>) -> Events<P> {
        Events { pages, start, position, exhausted: false }
    }

    /// The last event that was read.
    pub fn position(&self) -> Option<&Position> {
        self.position.as_ref()
    }

    /// The next events in the order of time and id; none when there are no more, and none ever
    /// after. The position moves only when this succeeds.
    pub fn next(&mut self) -> Result<Vec<Event>, Error> {
        if self.exhausted {
            return Ok(Vec::new());
        }
        let (events, more) = self.fetch()?;
        self.exhausted = !more;
        if let Some(last) = events.last() {
            self.position = Some(last.position());
        }
        Ok(events)
    }

    fn fetch(&self) -> Result<(Vec<Event>, bool), Error> {
        let start = self.position.as_ref().map_or(self.start, |position| position.time);
        let mut events: Vec<Event> = Vec::new();
        let mut fetched = 0;
        loop {
            let page = self.pages.page(start, fetched)?;
            let full = page.len() >= self.pages.page_size();
            let newest = page.iter().map(|event| event.properties.time).max();
            fetched += page.len();
            events.extend(page.into_iter().filter(|event| self.is_new(event)));
            if !full {
                return Ok((in_order(events), false));
            }
            let settled = |event: &Event| Some(event.properties.time) < newest;
            if events.iter().any(settled) {
                events.retain(settled);
                return Ok((in_order(events), true));
            }
        }
    }

    fn is_new(&self, event: &Event) -> bool {
        self.position.as_ref().map_or(true, |position| event.position() > *position)
    }
}

fn in_order(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by_cached_key(Event::position);
    events.dedup_by(|a, b| a.position() == b.position());
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// A catalogue in memory that, like the service, orders by time alone.
    struct Fake {
        events: Vec<(i64, &'static str)>,
        page_size: usize,
        requests: Cell<usize>,
    }

    impl Pages for &Fake {
        fn page_size(&self) -> usize {
            self.page_size
        }

        fn page(&self, start: i64, skip: usize) -> Result<Vec<Event>, Error> {
            self.requests.set(self.requests.get() + 1);
            let from_start = self.events.iter().filter(|(time, _)| *time >= start);
            Ok(from_start.skip(skip).take(self.page_size).map(|(time, id)| event(*time, id)).collect())
        }
    }

    fn event(time: i64, id: &str) -> Event {
        let feature = format!(r#"{{"id":"{id}","properties":{{"time":{time}}},"geometry":null}}"#);
        serde_json::from_str(&feature).unwrap()
    }

    fn catalogue(page_size: usize, events: &[(i64, &'static str)]) -> Fake {
        Fake { events: events.to_vec(), page_size, requests: Cell::new(0) }
    }

    /// Reads to the end; with `resume` every batch goes through a reader of its own.
    fn read(fake: &Fake, resume: bool) -> Vec<String> {
        let mut reader = Events::new(fake, 0, None);
        let mut ids = Vec::new();
        loop {
            let batch = reader.next().unwrap();
            if batch.is_empty() {
                assert!(reader.next().unwrap().is_empty());
                return ids;
            }
            ids.extend(batch.iter().map(|event| event.id.clone()));
            if resume {
                reader = Events::new(fake, 0, reader.position().cloned());
            }
        }
    }

    #[test]
    fn every_event_once_whatever_the_page_size() {
        let events = [
            (1, "d"),
            (1, "a"),
            (2, "b"),
            (3, "z"),
            (3, "c"),
            (3, "y"),
            (3, "x"),
            (4, "e"),
            (5, "g"),
            (5, "f"),
        ];
        let expected = ["a", "d", "b", "c", "x", "y", "z", "e", "f", "g"];
        for page_size in 1..=11 {
            for resume in [false, true] {
                let fake = catalogue(page_size, &events);
                assert_eq!(read(&fake, resume), expected, "page size {page_size}, resume {resume}");
            }
        }
    }

    #[test]
    fn a_page_of_one_millisecond_is_followed_by_its_rest() {
        let fake = catalogue(2, &[(7, "c"), (7, "b"), (7, "a"), (8, "d")]);
        assert_eq!(read(&fake, false), ["a", "b", "c", "d"]);
    }

    #[test]
    fn nothing_is_asked_after_the_end() {
        let fake = catalogue(5, &[(1, "a")]);
        assert_eq!(read(&fake, false), ["a"]);
        assert_eq!(fake.requests.get(), 1);
    }

    #[test]
    fn an_event_that_shares_the_last_millisecond_is_still_found() {
        let fake = catalogue(5, &[(1, "b"), (1, "c"), (1, "d")]);
        let after = Position { time: 1, id: "c".into() };
        let mut reader = Events::new(&fake, 0, Some(after));
        let batch = reader.next().unwrap();
        assert_eq!(batch.iter().map(|event| event.id.as_str()).collect::<Vec<_>>(), ["d"]);
    }
}
