//! Sorts 1,000 numbers by their value, then stably by their last 16 bits, and 200 strings, n
//! times. The elements themselves are moved; in `sort` it is references to records.

use kernels::{hash_bytes, Random};
use std::sync::OnceLock;

struct Data {
    numbers: Vec<u64>,
    strings: Vec<String>,
}

fn data() -> Data {
    let mut random = Random::new(47);
    Data {
        numbers: (0..1000).map(|_| random.next_wide()).collect(),
        strings: (0..200).map(|_| format!("key-{}", random.below(10_000))).collect(),
    }
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static DATA: OnceLock<Data> = OnceLock::new();
    let data = DATA.get_or_init(data);
    let mut check = 0u32;
    for _ in 0..n {
        let mut numbers = data.numbers.clone();
        numbers.sort_unstable();
        check = check.wrapping_mul(31) ^ numbers[500] as u32;
        numbers.sort_by_key(|number| *number as u16);
        check = check.wrapping_mul(31) ^ (numbers[300] >> 32) as u32;
        let mut strings: Vec<&str> = data.strings.iter().map(String::as_str).collect();
        strings.sort_unstable();
        check = check.wrapping_mul(31) ^ hash_bytes(strings[123].as_bytes());
    }
    check as i32
}
