//! Tests of whole libraries in folders of their own.

mod flows;
mod links;
mod lookup;
mod organise;
mod tray;
