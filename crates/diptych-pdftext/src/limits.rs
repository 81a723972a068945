//! What a process that reads may use.

use std::time::Duration;

/// Limits of one process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// How long it may take.
    pub(crate) time: Duration,
    /// Memory in bytes.
    pub(crate) memory: u64,
    /// How much it may answer, in bytes.
    pub(crate) answer: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_mins(1),
            memory: 2 << 30,
            answer: 256 << 20,
        }
    }
}

impl Limits {
    /// Binds this process, and those that it starts. On other systems than Unix only time is bound,
    /// by who started it.
    pub(crate) fn bind(self) {
        #[cfg(unix)]
        {
            use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
            let lower = |resource, limit: u64| {
                let maximum = getrlimit(resource).maximum;
                let limit = maximum.map_or(limit, |maximum| maximum.min(limit));
                // Where the system refuses, the limit on time still holds.
                let _ = setrlimit(
                    resource,
                    Rlimit {
                        current: Some(limit),
                        maximum: Some(limit),
                    },
                );
            };
            lower(Resource::As, self.memory);
            lower(Resource::Cpu, self.time.as_secs().max(1));
            lower(Resource::Core, 0);
        }
    }
}
