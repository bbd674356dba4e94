//! Destinations, and the contract's exports in terms of them.

use crate::destination_bindings::exports::witloof::connector::destination::{Guest, Schema};
use crate::{Error, Table};
use std::cell::RefCell;
use std::collections::HashMap;
use std::marker::PhantomData;

/// A connector that stores tables: what is written is staged, and shown by a commit all at once.
///
/// The host calls it from one thread, and after any error aborts or ends the instance. A table is
/// prepared before anything is written to it; the library sees to that.
pub trait Destination: Sized + 'static {
    /// Makes one of the configuration, before the first call that needs it.
    ///
    /// # Errors
    /// `permanent` for settings that cannot be.
    fn open() -> Result<Self, Error>;

    /// Creates the table, or compares it with what is there. What is staged stays as it is.
    ///
    /// # Errors
    /// `schema-incompatible` when what is there does not fit; it is left as it was.
    fn prepare(&mut self, table: &Table) -> Result<(), Error>;

    /// Stages rows: an Arrow IPC stream with the columns of the table. Rows of a table with a key
    /// replace those of the same key, the last one winning; others are appended.
    ///
    /// # Errors
    /// `schema-incompatible` when the columns are others than were prepared.
    fn write(&mut self, table: &Table, batch: &[u8]) -> Result<(), Error>;

    /// Shows all that was staged, all of it or nothing. Nothing staged is nothing to do. When it
    /// fails, the host may call it again.
    fn commit(&mut self) -> Result<(), Error>;

    /// Drops all that was staged since the last commit.
    fn abort(&mut self) -> Result<(), Error>;
}

/// A destination once a call needed it, and the tables that were prepared by their names.
pub struct Open<D> {
    destination: Option<D>,
    prepared: HashMap<String, Table>,
}

impl<D> Default for Open<D> {
    fn default() -> Self {
        Open { destination: None, prepared: HashMap::new() }
    }
}

impl<D: Destination> Open<D> {
    fn destination(&mut self) -> Result<&mut D, Error> {
        let open = match self.destination.take() {
            Some(open) => open,
            None => D::open()?,
        };
        Ok(self.destination.insert(open))
    }

    fn prepare(&mut self, schema: &Schema) -> Result<(), Error> {
        let table = Table::of(schema)?;
        self.destination()?.prepare(&table)?;
        self.prepared.insert(schema.name.clone(), table);
        Ok(())
    }

    fn write(&mut self, name: &str, batch: &[u8]) -> Result<(), Error> {
        let table = self.prepared.get(name).cloned();
        let table = table.ok_or_else(|| Error::Permanent(format!("the table `{name}` was not prepared")))?;
        self.destination()?.write(&table, batch)
    }

    /// What was never opened has nothing staged.
    fn end(&mut self, end: impl FnOnce(&mut D) -> Result<(), Error>) -> Result<(), Error> {
        self.destination.as_mut().map_or(Ok(()), end)
    }
}

/// Where an instance keeps its destination, for [`crate::destination!`] alone.
#[doc(hidden)]
pub type State<D> = RefCell<Open<D>>;

/// A destination that [`crate::destination!`] exports.
#[doc(hidden)]
pub trait Exported: Destination {
    /// Calls the body with that of the instance.
    fn state<R>(body: impl FnOnce(&mut Open<Self>) -> R) -> R;
}

/// The component that [`crate::destination!`] exports.
pub struct Component<D>(PhantomData<D>);

impl<D: Exported> Guest for Component<D> {
    fn prepare(_table: String, schema: Schema) -> Result<(), Error> {
        D::state(|open| open.prepare(&schema))
    }

    fn write(table: String, batch: Vec<u8>) -> Result<(), Error> {
        D::state(|open| open.write(&table, &batch))
    }

    fn commit() -> Result<(), Error> {
        D::state(|open| open.end(D::commit))
    }

    fn abort() -> Result<(), Error> {
        D::state(|open| open.end(D::abort))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Type};

    #[derive(Default)]
    struct Counting {
        staged: usize,
        shown: usize,
    }

    impl Destination for Counting {
        fn open() -> Result<Self, Error> {
            Ok(Counting::default())
        }

        fn prepare(&mut self, _table: &Table) -> Result<(), Error> {
            Ok(())
        }

        fn write(&mut self, _table: &Table, batch: &[u8]) -> Result<(), Error> {
            self.staged += batch.len();
            Ok(())
        }

        fn commit(&mut self) -> Result<(), Error> {
            self.shown += std::mem::take(&mut self.staged);
            Ok(())
        }

        fn abort(&mut self) -> Result<(), Error> {
            self.staged = 0;
            Ok(())
        }
    }

    #[test]
    fn only_prepared_tables_are_written() {
        let mut open = Open::<Counting>::default();
        let refused = open.write("fruit", b"rows");
        assert!(matches!(refused, Err(Error::Permanent(why)) if why.contains("`fruit`")));
        let table = Table::new("fruit", [Column::required("id", Type::Int64)]);
        open.prepare(&table.schema()).unwrap();
        open.write("fruit", b"rows").unwrap();
        open.end(Counting::commit).unwrap();
        open.write("fruit", b"more").unwrap();
        open.end(Counting::abort).unwrap();
        assert_eq!(open.destination().unwrap().shown, 4);
    }

    #[test]
    fn nothing_is_opened_to_end_nothing() {
        let mut open = Open::<Counting>::default();
        open.end(Counting::commit).unwrap();
        assert!(open.destination.is_none());
    }
}
