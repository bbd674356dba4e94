//! Sorts 5,000 records by their numbers, stably by their names, and by both, n times.

use kernels::{hash_bytes, Random};
use std::sync::OnceLock;


struct Record {
    number: i64,
    name: String,
}

fn records() -> Vec<Record> {
    let mut random = Random::new(23);
    let one = |_| Record {
        number: i64::from(random.below(5000)) - 2500,
        name: format!("row {}", random.below(100_000)),
    };
    (0..5_000).map(one).collect()
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static RECORDS: OnceLock<Vec<Record>> = OnceLock::new();
    let original = RECORDS.get_or_init(records);
    let mut check = 0u32;
    for _ in 0..n {
        let mut rows: Vec<&Record> = original.iter().collect();
        rows.sort_unstable_by_key(|row| row.number);
        check = check.wrapping_add(rows[777].number as u32);
        rows.sort_by(|a, b| a.name.cmp(&b.name));
        check = check.wrapping_mul(31) ^ hash_bytes(rows[1234].name.as_bytes());
        rows.sort_by(|a, b| (a.number, &a.name).cmp(&(b.number, &b.name)));
        check = check.wrapping_mul(31) ^ hash_bytes(rows[4321].name.as_bytes());
    }
    check as i32
}
