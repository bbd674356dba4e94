//! Groups 50,000 rows by name in the standard library's hash map (SipHash), n times.

use kernels::Random;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

type Groups<'a> = HashMap<&'a str, (u32, i64), BuildHasherDefault<DefaultHasher>>;

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    let mut random = Random::new(29);
    let names: Vec<String> = (0..4096).map(|i| format!("customer-{i:05}")).collect();
    let rows: Vec<(&str, i64)> = (0..50_000)
        .map(|_| (names[random.below(4096) as usize].as_str(), i64::from(random.below(1000))))
        .collect();
    let mut check = 0i64;
    for _ in 0..n {
        let mut groups = Groups::default();
        for (name, amount) in &rows {
            let group = groups.entry(name).or_default();
            group.0 += 1;
            group.1 += amount;
        }
        for name in &names {
            let (count, total) = groups[name.as_str()];
            check = check.wrapping_mul(31).wrapping_add(total * i64::from(count));
        }
    }
    (check ^ check >> 32) as i32
}
