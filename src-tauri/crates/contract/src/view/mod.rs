//! What the window asks for and shows.
//!
//! These types know no storage and no translation of words: the interface says everything in its own language.

mod app;
mod bilingual;
mod languages;
mod list;
mod lookup;
mod network;
mod reference;
mod tray;
mod work;

pub use app::*;
pub use bilingual::*;
pub use languages::*;
pub use list::*;
pub use lookup::*;
pub use network::*;
pub use reference::*;
pub use tray::*;
pub use work::*;
