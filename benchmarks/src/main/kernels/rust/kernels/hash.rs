//! Groups 20,000 rows by name in the standard library's hash map (SipHash), n times.

use kernels::Random;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::OnceLock;

type Groups<'a> = HashMap<&'a str, (u32, i64), BuildHasherDefault<DefaultHasher>>;

struct Table {
    names: Vec<String>,
    rows: Vec<(usize, i64)>,
}

fn table() -> Table {
    let mut random = Random::new(29);
    let row = |_| (random.below(1024) as usize, i64::from(random.below(1000)));
    Table {
        names: (0..1024).map(|i| format!("customer-{i:05}")).collect(),
        rows: (0..20_000).map(row).collect(),
    }
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let Table { names, rows } = TABLE.get_or_init(table);
    let mut check = 0i64;
    for _ in 0..n {
        let mut groups = Groups::default();
        for (name, amount) in rows {
            let group = groups.entry(&names[*name]).or_default();
            group.0 += 1;
            group.1 += amount;
        }
        for name in names {
            let (count, total) = groups[name.as_str()];
            check = check.wrapping_mul(31).wrapping_add(total * i64::from(count));
        }
    }
    (check ^ check >> 32) as i32
}
