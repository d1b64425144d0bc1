//! Tests of whole libraries in folders of their own.

mod exchange;
mod flows;
mod languages;
mod links;
mod lookup;
mod organise;
mod tray;
