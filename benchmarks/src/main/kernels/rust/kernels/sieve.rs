//! Crosses out what is no prime below 100,000, n times: stores of bytes at ever larger strides.

const END: usize = 100_000;

fn primes() -> Vec<bool> {
    let mut prime = vec![true; END];
    prime[..2].fill(false);
    let mut number = 2;
    while number * number < END {
        if prime[number] {
            let mut multiple = number * number;
            while multiple < END {
                prime[multiple] = false;
                multiple += number;
            }
        }
        number += 1;
    }
    prime
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    let mut check = 0u32;
    for _ in 0..n {
        for (number, prime) in primes().iter().enumerate() {
            if *prime {
                check = check.wrapping_mul(31).wrapping_add(number as u32);
            }
        }
    }
    check as i32
}
