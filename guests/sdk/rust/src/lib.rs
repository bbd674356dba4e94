//! Writes Witloof source connectors in Rust.
//!
//! A connector implements [`Source`] and names the type in [`source!`]; everything of the component
//! model is done here. [`table`] describes tables and writes their rows as Arrow, [`http`] asks a
//! service and tells its answers apart as the contract wants, [`pages`] reads what a service gives
//! page by page and resumes anywhere, [`settings`] reads the configuration.
//!
//! ```ignore
//! struct Fruit;
//!
//! impl Source for Fruit {
//!     fn discover() -> Result<Vec<Table>, Error> {
//!         Ok(vec![fruit()])
//!     }
//!
//!     fn open(table: &str, cursor: Option<&[u8]>) -> Result<Box<dyn Reader>, Error> {
//!         let client = Client::new(&Settings::load()?.required("base-url")?)?;
//!         let position = Position::resume(cursor, "/v1/fruit?limit=100")?;
//!         Ok(Box::new(PageReader::new(fruit(), position, move |target| page(&client, target))))
//!     }
//! }
//!
//! witloof_connector::source!(Fruit);
//! ```

pub mod bindings {
    //! What `wit-bindgen` makes of the contract.
    wit_bindgen::generate!({
        path: "../wit",
        world: "source-connector",
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_source",
        default_bindings_module: "witloof_connector::bindings",
    });
}

mod batch;
pub mod component;
pub mod cursor;
pub mod http;
pub mod instant;
pub mod pages;
mod request;
pub mod settings;
pub mod table;
pub mod value;

pub use bindings::wasi::logging::logging::{log, Level};
pub use bindings::witloof::connector::types::Error;
pub use http::{Client, Response, Retry};
pub use pages::{Page, PageReader, Position};
pub use settings::Settings;
pub use table::{Column, Table, Type};
pub use value::{Row, Value};

/// A connector that reads tables.
pub trait Source: 'static {
    /// The tables that can be read.
    fn discover() -> Result<Vec<Table>, Error>;

    /// Starts to read a table after the cursor, or from its beginning. A table that [`discover`]
    /// does not name and a cursor that no reader of this connector gave are `permanent` errors.
    ///
    /// [`discover`]: Source::discover
    fn open(table: &str, cursor: Option<&[u8]>) -> Result<Box<dyn Reader>, Error>;
}

/// One pass over a table.
pub trait Reader {
    /// The next batch, as [`Table::batch`] writes it; none when there are no more, and none ever
    /// after. The position moves only when this succeeds.
    fn next(&mut self) -> Result<Option<Vec<u8>>, Error>;

    /// The position after the last batch that `next` gave.
    fn cursor(&self) -> Vec<u8>;
}

/// Says which [`Source`] the component exports. Once a crate, whose type is `cdylib`.
#[macro_export]
macro_rules! source {
    ($source:ty) => {
        type WitloofComponent = $crate::component::Component<$source>;
        $crate::bindings::export_source!(WitloofComponent with_types_in $crate::bindings);
    };
}
