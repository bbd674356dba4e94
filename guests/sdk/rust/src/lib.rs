//! Writes Witloof connectors in Rust.
//!
//! A connector implements [`Source`] and names the type in [`source!`], or [`Destination`] and
//! [`destination!`]; everything of the component model is done here. [`table`] describes tables and
//! writes their rows as Arrow, [`http`] asks a service and tells its answers apart as the contract
//! wants, [`pages`] reads what a service gives page by page and resumes anywhere, [`settings`] reads
//! the configuration.
//!
//! ```no_run
//! use serde::Deserialize;
//! use witloof_connector::*;
//!
//! #[derive(Deserialize)]
//! struct Fruit {
//!     name: String,
//!     grams: Option<f64>,
//! }
//!
//! fn table() -> Table {
//!     let columns =
//!         [Column::required("name", Type::Text), Column::nullable("grams", Type::Float64)];
//!     Table::new("fruit", columns).key(&["name"])
//! }
//!
//! fn page(client: &Client, target: &str) -> Result<Page, Error> {
//!     let response = client.get(target)?;
//!     let fruit: Vec<Fruit> = response.json()?;
//!     let rows = fruit.into_iter().map(|it| row![it.name, it.grams]).collect();
//!     Ok(Page { rows, next: response.link("next").map(|url| client.target(url)).transpose()? })
//! }
//!
//! struct Connector;
//!
//! impl Source for Connector {
//!     fn discover() -> Result<Vec<Table>, Error> {
//!         Ok(vec![table()])
//!     }
//!
//!     fn open(_table: &str, cursor: Option<&[u8]>) -> Result<Box<dyn Reader>, Error> {
//!         let client = Client::new(&Settings::load()?.required("base-url")?)?;
//!         let position = Position::resume(cursor, "/v1/fruit?limit=100")?;
//!         Ok(Box::new(PageReader::new(table(), position, move |target| page(&client, target))))
//!     }
//! }
//!
//! # #[cfg(target_family = "wasm")]
//! source!(Connector);
//! # fn main() {}
//! ```

#![warn(missing_docs)]

extern crate self as witloof_connector;

/// What the bindings run on, for [`source!`] alone.
#[doc(hidden)]
pub use wit_bindgen::rt as __rt;

#[allow(missing_docs)]
pub mod bindings {
    //! What `wit-bindgen` makes of the contract.
    wit_bindgen::generate!({
        path: "../wit",
        world: "source-connector",
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_source",
        default_bindings_module: "witloof_connector::bindings",
        runtime_path: "::witloof_connector::__rt",
    });
}

#[allow(missing_docs)]
pub mod destination_bindings {
    //! The same of a destination, on the types and imports of [`bindings`](crate::bindings).
    wit_bindgen::generate!({
        path: "../wit",
        world: "destination-connector",
        with: {
            "witloof:connector/types@0.1.0": crate::bindings::witloof::connector::types,
            "wasi:http/outgoing-handler@0.2.0": crate::bindings::wasi::http::outgoing_handler,
            "wasi:http/types@0.2.0": crate::bindings::wasi::http::types,
            "wasi:config/store@0.2.0-rc.1": crate::bindings::wasi::config::store,
            "wasi:cli/environment@0.2.0": crate::bindings::wasi::cli::environment,
            "wasi:clocks/monotonic-clock@0.2.0": crate::bindings::wasi::clocks::monotonic_clock,
            "wasi:clocks/wall-clock@0.2.0": crate::bindings::wasi::clocks::wall_clock,
            "wasi:random/random@0.2.0": crate::bindings::wasi::random::random,
            "wasi:logging/logging@0.1.0-draft": crate::bindings::wasi::logging::logging,
            "wasi:io/poll@0.2.0": crate::bindings::wasi::io::poll,
            "wasi:io/error@0.2.0": crate::bindings::wasi::io::error,
            "wasi:io/streams@0.2.0": crate::bindings::wasi::io::streams,
        },
        pub_export_macro: true,
        export_macro_name: "export_destination",
        default_bindings_module: "witloof_connector::destination_bindings",
        runtime_path: "::witloof_connector::__rt",
    });
}

mod batch;
pub mod component;
pub mod cursor;
pub mod destination;
pub mod http;
pub mod instant;
pub mod pages;
mod request;
pub mod settings;
pub mod table;
pub mod value;

pub use bindings::wasi::logging::logging::{log, Level};
pub use bindings::witloof::connector::types::Error;
pub use destination::Destination;
pub use http::{Client, Response, Retry};
pub use pages::{Page, PageReader, Position};
pub use settings::Settings;
pub use table::{Column, Table, Type};
pub use value::{Row, Value};

/// A connector that reads tables.
pub trait Source: 'static {
    /// The tables that can be read.
    ///
    /// # Errors
    /// Of the contract, if a service has to be asked and does not answer as it should.
    fn discover() -> Result<Vec<Table>, Error>;

    /// Starts to read a table after the cursor, or from its beginning.
    ///
    /// # Errors
    /// `permanent` for a table that [`discover`] does not name and for a cursor that no reader of
    /// this connector gave.
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

/// Says which [`Destination`] the component exports. Once a crate, whose type is `cdylib`.
#[macro_export]
macro_rules! destination {
    ($destination:ty) => {
        type WitloofComponent = $crate::destination::Component<$destination>;
        thread_local! {
            static WITLOOF_STATE: $crate::destination::State<$destination> = Default::default();
        }
        impl $crate::destination::Exported for $destination {
            fn state<R>(
                body: impl FnOnce(&mut $crate::destination::Open<$destination>) -> R,
            ) -> R {
                WITLOOF_STATE.with_borrow_mut(body)
            }
        }
        $crate::destination_bindings::export_destination!(WitloofComponent with_types_in $crate::destination_bindings);
    };
}
