//! Which vectors lie nearest to a vector.

mod background;
mod cells;
mod crowd;
mod exact;
mod means;

pub use background::Background;
pub use cells::Cells;
pub use crowd::{Crowding, corrected};
pub use exact::{Neighbour, nearest, products, products_with};
pub use means::Means;
