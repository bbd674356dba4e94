//! Passes n numbers through 64 boxed steps, of a trait that six types implement: short functions
//! that only a vtable tells, as in the operators of a query.

use kernels::Random;
use std::sync::OnceLock;

trait Step: Send + Sync {
    fn apply(&self, value: u32) -> u32;
}

struct Add(u32);
struct Multiply(u32);
struct Mask(u32);
struct Rotate(u32);
struct Reduce(u32);
struct Negate;

impl Step for Add {
    fn apply(&self, value: u32) -> u32 {
        value.wrapping_add(self.0)
    }
}

impl Step for Multiply {
    fn apply(&self, value: u32) -> u32 {
        value.wrapping_mul(self.0)
    }
}

impl Step for Mask {
    fn apply(&self, value: u32) -> u32 {
        value ^ self.0
    }
}

impl Step for Rotate {
    fn apply(&self, value: u32) -> u32 {
        value.rotate_left(self.0)
    }
}

impl Step for Reduce {
    fn apply(&self, value: u32) -> u32 {
        if value > self.0 {
            value - self.0
        } else {
            value
        }
    }
}

impl Step for Negate {
    fn apply(&self, value: u32) -> u32 {
        !value
    }
}

fn steps() -> Vec<Box<dyn Step>> {
    let mut random = Random::new(43);
    let mut step = || -> Box<dyn Step> {
        let operand = random.next();
        match random.below(6) {
            0 => Box::new(Add(operand)),
            1 => Box::new(Multiply(operand | 1)),
            2 => Box::new(Mask(operand)),
            3 => Box::new(Rotate(operand & 31)),
            4 => Box::new(Reduce(operand)),
            _ => Box::new(Negate),
        }
    };
    (0..64).map(|_| step()).collect()
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static STEPS: OnceLock<Vec<Box<dyn Step>>> = OnceLock::new();
    let steps = STEPS.get_or_init(steps);
    let mut check = 0u32;
    for value in 0..n as u32 {
        let result = steps.iter().fold(value, |value, step| step.apply(value));
        check = check.wrapping_mul(31) ^ result;
    }
    check as i32
}
