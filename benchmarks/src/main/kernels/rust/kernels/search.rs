//! Looks for words in 256 KiB of text with the standard library's two-way search, n times.

use kernels::Random;
use std::sync::OnceLock;

const SIZE: usize = 256 << 10;

fn text() -> String {
    let mut random = Random::new(31);
    let words = ["a", "cursor", "batch", "batches", "connector", "connects", "of", "the", "resume"];
    let mut text = String::with_capacity(SIZE + 16);
    while text.len() < SIZE {
        text.push_str(words[random.below(9) as usize]);
        text.push(if random.below(12) == 0 { '\n' } else { ' ' });
    }
    text
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = TEXT.get_or_init(text);
    let mut check = 0u32;
    for _ in 0..n {
        for needle in ["connector of the", "batches\n", "no such words in it", "the resume the"] {
            let found = text.match_indices(needle);
            check = found.fold(check, |sum, (at, _)| sum.wrapping_mul(31).wrapping_add(at as u32));
        }
        check = text.lines().fold(check, |sum, line| sum.wrapping_mul(31) ^ line.len() as u32);
    }
    check as i32
}
