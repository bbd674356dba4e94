//! What a service gives page by page.

use crate::{cursor, Error, Reader, Row, Table};
use serde::{Deserialize, Serialize};

/// One page.
pub struct Page {
    /// Its rows, in the order of the table's columns; there may be none.
    pub rows: Vec<Row>,
    /// What to ask for next: path and query; none on the last page.
    pub next: Option<String>,
}

/// Where reading goes on: a page, and how many of its rows were read. On the last page these are all
/// there were, so that a later run finds what was added since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    page: String,
    #[serde(default)]
    skip: usize,
}

impl Position {
    /// The position of a cursor, or the first page: path and query.
    ///
    /// # Errors
    /// `permanent` when the cursor is not one of this connector.
    pub fn resume(cursor: Option<&[u8]>, first: &str) -> Result<Position, Error> {
        match cursor {
            Some(bytes) => cursor::decode(bytes),
            None => Ok(Position { page: first.into(), skip: 0 }),
        }
    }
}

/// Reads a table whose batches are the pages of a service.
pub struct PageReader<F> {
    table: Table,
    position: Position,
    exhausted: bool,
    fetch: F,
}

impl<F: FnMut(&str) -> Result<Page, Error>> PageReader<F> {
    /// `fetch` asks for the page at a path and query.
    pub fn new(table: Table, position: Position, fetch: F) -> PageReader<F> {
        PageReader { table, position, exhausted: false, fetch }
    }

    fn advance(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let page = (self.fetch)(&self.position.page)?;
        let rows = page.rows.get(self.position.skip..).unwrap_or_default();
        let batch = if rows.is_empty() { None } else { Some(self.table.batch(rows)?) };
        match page.next {
            Some(next) if next == self.position.page => {
                return Err(Error::Permanent(format!("the page {next} names itself as the next one")))
            }
            Some(next) => self.position = Position { page: next, skip: 0 },
            None => {
                self.position.skip = page.rows.len();
                self.exhausted = true;
            }
        }
        Ok(batch)
    }
}

impl<F: FnMut(&str) -> Result<Page, Error>> Reader for PageReader<F> {
    fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        while !self.exhausted {
            if let Some(batch) = self.advance()? {
                return Ok(Some(batch));
            }
        }
        Ok(None)
    }

    fn cursor(&self) -> Vec<u8> {
        cursor::encode(&self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{row, Column, Type};

    /// Pages of a service; each is found by its number.
    const PAGES: [&[i64]; 4] = [&[1, 2], &[], &[3], &[4, 5]];

    fn reader(cursor: Option<&[u8]>, last: usize) -> impl Reader {
        let table = Table::new("t", [Column::required("id", Type::Int64)]);
        PageReader::new(table, Position::resume(cursor, "0").unwrap(), move |target| {
            let page: usize = target.parse().unwrap();
            let rows = PAGES[page].iter().map(|id| row![*id]).collect();
            Ok(Page { rows, next: (page < last).then(|| (page + 1).to_string()) })
        })
    }

    fn rest(mut reader: impl Reader) -> Vec<usize> {
        let mut sizes = Vec::new();
        while let Some(batch) = reader.next().unwrap() {
            let batches = arrow_ipc::reader::StreamReader::try_new(&batch[..], None).unwrap();
            sizes.extend(batches.map(|batch| batch.unwrap().num_rows()));
        }
        assert!(reader.next().unwrap().is_none());
        sizes
    }

    #[test]
    fn an_empty_page_in_between_is_passed_over() {
        assert_eq!(rest(reader(None, 3)), [2, 1, 2]);
    }

    #[test]
    fn every_cursor_gives_exactly_the_rest() {
        let mut whole = reader(None, 3);
        for left in [vec![2, 1, 2], vec![1, 2], vec![2], vec![]] {
            assert_eq!(rest(reader(Some(&whole.cursor()), 3)), left);
            assert_eq!(whole.next().unwrap().is_some(), !left.is_empty());
        }
    }

    #[test]
    fn a_later_run_finds_what_was_added() {
        let mut first = reader(None, 0);
        while first.next().unwrap().is_some() {}
        assert_eq!(rest(reader(Some(&first.cursor()), 3)), [1, 2]);
    }

    #[test]
    fn a_page_that_names_itself_is_an_error() {
        let table = Table::new("t", [Column::required("id", Type::Int64)]);
        let same = |_: &str| Ok(Page { rows: vec![], next: Some("0".into()) });
        let mut reader = PageReader::new(table, Position::resume(None, "0").unwrap(), same);
        assert!(matches!(reader.next(), Err(Error::Permanent(_))));
    }
}
