//! What the kernels in Rust share: the same pseudo-random numbers everywhere, and a checksum.

/// xorshift32.
pub struct Random(u32);

impl Random {
    pub fn new(seed: u32) -> Self {
        Random(seed)
    }

    pub fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    pub fn next_wide(&mut self) -> u64 {
        u64::from(self.next()) << 32 | u64::from(self.next())
    }

    pub fn below(&mut self, bound: u32) -> u32 {
        self.next() % bound
    }
}

/// FNV-1a.
pub fn hash_bytes(bytes: &[u8]) -> u32 {
    bytes.iter().fold(2166136261, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(16777619))
}
