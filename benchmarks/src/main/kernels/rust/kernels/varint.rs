//! Writes 1,000 numbers of 64 bits as LEB128, the integers of protocol buffers, Avro and
//! WebAssembly, and reads them back, n times: short loops over bytes that end where the data says.

use kernels::Random;
use std::sync::OnceLock;

fn numbers() -> Vec<u64> {
    let mut random = Random::new(13);
    let mut any_length = || random.next_wide() >> random.below(64);
    (0..1000).map(|_| any_length()).collect()
}

fn write(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read(bytes: &[u8], at: &mut usize) -> u64 {
    let mut number = 0;
    let mut shift = 0;
    loop {
        let byte = bytes[*at];
        *at += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return number;
        }
        shift += 7;
    }
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static NUMBERS: OnceLock<Vec<u64>> = OnceLock::new();
    let numbers = NUMBERS.get_or_init(numbers);
    let mut check = 0u64;
    for _ in 0..n {
        let mut bytes = Vec::new();
        for number in numbers {
            write(*number, &mut bytes);
        }
        let mut at = 0;
        while at < bytes.len() {
            check = check.wrapping_mul(31).wrapping_add(read(&bytes, &mut at));
        }
    }
    (check ^ check >> 32) as i32
}
