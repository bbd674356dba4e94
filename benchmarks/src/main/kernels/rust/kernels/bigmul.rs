//! Multiplies numbers of 2,048 bits as at school, n times: 64 by 64 bits to 128, and carries, as in
//! signatures and decimals. The lower half of a product is the next factor.

use kernels::Random;
use std::sync::OnceLock;

const LIMBS: usize = 32;

type Number = [u64; LIMBS];

fn odd_number() -> Number {
    let mut random = Random::new(61);
    let mut number = [0; LIMBS];
    number.fill_with(|| random.next_wide());
    number[0] |= 1;
    number
}

fn multiply(a: &Number, b: &Number) -> [u64; 2 * LIMBS] {
    let mut product = [0; 2 * LIMBS];
    for (i, x) in a.iter().enumerate() {
        let mut carry = 0;
        for (j, y) in b.iter().enumerate() {
            let sum = u128::from(*x) * u128::from(*y) + u128::from(product[i + j]) + carry;
            product[i + j] = sum as u64;
            carry = sum >> 64;
        }
        product[i + LIMBS] = carry as u64;
    }
    product
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static FACTOR: OnceLock<Number> = OnceLock::new();
    let factor = FACTOR.get_or_init(odd_number);
    let mut number = *factor;
    let mut check = 0u64;
    for _ in 0..n {
        let product = multiply(&number, factor);
        number.copy_from_slice(&product[..LIMBS]);
        check = product[LIMBS..].iter().fold(check, |sum, limb| sum.rotate_left(7) ^ limb);
    }
    (check ^ check >> 32) as i32
}
