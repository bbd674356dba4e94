//! Validates 256 KiB of text, a third of it beyond ASCII, and counts its characters, n times.

use kernels::Random;
use std::hint::black_box;
use std::sync::OnceLock;

const SIZE: usize = 256 << 10;

fn text() -> String {
    let mut random = Random::new(37);
    let words = ["witloof ", "chicorée ", "белый ", "菊苣 ", "🥬 ", "plain ASCII of some length "];
    let mut text = String::with_capacity(SIZE + 32);
    while text.len() < SIZE {
        text.push_str(words[random.below(6) as usize]);
    }
    text
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static TEXTS: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    let [valid, invalid] = TEXTS.get_or_init(|| {
        let valid = text().into_bytes();
        let mut invalid = valid.clone();
        invalid[SIZE - 1] = 0xff;
        [valid, invalid]
    });
    let mut check = 0u32;
    for _ in 0..n {
        let text = std::str::from_utf8(black_box(valid)).expect("it was a string");
        check = check.wrapping_mul(31).wrapping_add(text.len() as u32);
        check = text.chars().fold(check, |sum, c| sum.wrapping_add(c as u32));
        let error = std::str::from_utf8(black_box(invalid)).expect_err("0xff is in no UTF-8");
        check ^= error.valid_up_to() as u32;
    }
    check as i32
}
