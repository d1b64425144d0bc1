//! Tests of whole libraries in folders of their own.

mod aside;
mod basics;
mod crash;
mod damage;
mod histories;
mod migration;
mod organise;
mod recall;
mod support;
