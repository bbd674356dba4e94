//! Adds up 10,000 rows by 4,000 numeric ids in the standard library's hash map, and looks each up
//! again, n times. The hash is one multiplication, so the time goes to the table; in `hash` it
//! goes to SipHash.

use kernels::Random;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

#[derive(Default)]
struct Multiplying(u64);

impl Hasher for Multiplying {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}

type Totals = HashMap<u32, u32, BuildHasherDefault<Multiplying>>;

fn rows() -> Vec<(u32, u32)> {
    let mut random = Random::new(59);
    (0..10_000).map(|_| (random.below(4000) * 2477, random.below(1000))).collect()
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static ROWS: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
    let rows = ROWS.get_or_init(rows);
    let mut check = 0u32;
    for _ in 0..n {
        let mut totals = Totals::default();
        for (id, amount) in rows {
            *totals.entry(*id).or_default() += amount;
        }
        for (id, _) in rows {
            check = check.wrapping_mul(31).wrapping_add(totals[id]);
        }
        totals.retain(|_, total| *total % 2 == 0);
        check ^= totals.len() as u32;
    }
    check as i32
}
