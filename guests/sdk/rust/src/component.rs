//! The contract's exports, in terms of [`Source`] and [`Reader`].

use crate::bindings::exports::witloof::connector::source::{Guest, GuestReadHandle, ReadHandle, Schema};
use crate::{Error, Reader, Source, Table};
use std::cell::RefCell;
use std::marker::PhantomData;

/// The component that [`crate::source!`] exports.
pub struct Component<S>(PhantomData<S>);

/// A read handle.
pub struct Handle(RefCell<Box<dyn Reader>>);

impl<S: Source> Guest for Component<S> {
    type ReadHandle = Handle;

    fn discover() -> Result<Vec<Schema>, Error> {
        Ok(S::discover()?.iter().map(Table::schema).collect())
    }

    fn open(table: String, cursor: Option<Vec<u8>>) -> Result<ReadHandle, Error> {
        S::open(&table, cursor.as_deref()).map(|reader| ReadHandle::new(Handle(RefCell::new(reader))))
    }
}

impl GuestReadHandle for Handle {
    fn next(&self) -> Result<Option<Vec<u8>>, Error> {
        self.0.borrow_mut().next()
    }

    fn cursor(&self) -> Vec<u8> {
        self.0.borrow().cursor()
    }
}
