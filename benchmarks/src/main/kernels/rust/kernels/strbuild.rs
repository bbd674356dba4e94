//! Builds 100 lines of text out of words, separators and formatted numbers, and splits them again,
//! n times.

use kernels::Random;
use std::fmt::Write;
use std::sync::OnceLock;

const WORDS: [&str; 5] = ["alpha", "be", "gamma-ray", "d", "epsilon and more of it"];

struct Row {
    id: u32,
    words: Vec<&'static str>,
    amount: i64,
}

fn rows() -> Vec<Row> {
    let mut random = Random::new(71);
    let mut row = |id| Row {
        id,
        words: (0..4 + random.below(5)).map(|_| WORDS[random.below(5) as usize]).collect(),
        amount: i64::from(random.next()) - (1 << 31),
    };
    (0..100).map(|id| row(id)).collect()
}

fn text(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        for word in &row.words {
            text.push_str(word);
            text.push(',');
        }
        writeln!(text, "{}:{:04x}", row.amount, row.id).expect("a string takes everything");
    }
    text
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    let rows = ROWS.get_or_init(rows);
    let mut check = 0u32;
    for _ in 0..n {
        let text = text(rows);
        for field in text.lines().flat_map(|line| line.split(',')) {
            check = check.wrapping_mul(31).wrapping_add(field.len() as u32);
        }
    }
    check as i32
}
