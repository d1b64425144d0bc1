//! Giving up on a request.

use std::sync::Arc;
use tokio::sync::watch;

/// A request may be given up through any clone of its token, from any thread. A token
/// that was cancelled stays so.
#[derive(Debug, Clone)]
pub struct CancelToken {
    cancelled: Arc<watch::Sender<bool>>,
}

impl Default for CancelToken {
    fn default() -> Self {
        Self {
            cancelled: Arc::new(watch::Sender::new(false)),
        }
    }
}

impl CancelToken {
    /// A token that nobody has cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives up every request that was started with this token, and those to come.
    pub fn cancel(&self) {
        self.cancelled.send_replace(true);
    }

    /// Whether somebody gave up.
    pub fn is_cancelled(&self) -> bool {
        *self.cancelled.borrow()
    }

    /// Waits until somebody gives up.
    pub(crate) async fn cancelled(&self) {
        // The sender is alive as long as `self` is, so that this ends only with `true`.
        let _ = self.cancelled.subscribe().wait_for(|yes| *yes).await;
    }
}
