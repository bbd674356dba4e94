//! Puts 4,000 entries into the standard library's B-tree, removes some, looks up ranges and walks
//! through what is left, n times: an index in the order of its keys.

use kernels::Random;
use std::collections::BTreeMap;
use std::sync::OnceLock;

fn keys() -> Vec<u32> {
    let mut random = Random::new(73);
    (0..4000).map(|_| random.below(4000)).collect()
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static KEYS: OnceLock<Vec<u32>> = OnceLock::new();
    let keys = KEYS.get_or_init(keys);
    let mut check = 0u32;
    for _ in 0..n {
        let mut index = BTreeMap::new();
        for key in keys {
            index.insert(*key, key ^ 5);
            if key % 4 == 0 {
                index.remove(&(key / 2));
            }
            if let Some((_, value)) = index.range(key + 1..).next() {
                check = check.wrapping_add(*value);
            }
        }
        let entries = index.iter();
        check = entries.fold(check, |sum, (key, value)| sum.wrapping_mul(31).wrapping_add(key ^ value));
    }
    check as i32
}
