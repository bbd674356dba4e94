//! Multiplies two matrices of 48 by 48 doubles, n times: three nested loops, the innermost of which
//! goes along a row of one and down a column of the other.

use kernels::Random;
use std::hint::black_box;
use std::sync::OnceLock;

const SIDE: usize = 48;

type Matrix = [[f64; SIDE]; SIDE];

fn matrices() -> [Matrix; 2] {
    let mut random = Random::new(67);
    let mut matrices = [[[0.0; SIDE]; SIDE]; 2];
    for cell in matrices.as_flattened_mut().as_flattened_mut() {
        *cell = f64::from(random.below(2000)) / 8.0 - 125.0;
    }
    matrices
}

fn multiply(a: &Matrix, b: &Matrix) -> Matrix {
    let mut product = [[0.0; SIDE]; SIDE];
    for row in 0..SIDE {
        for column in 0..SIDE {
            for k in 0..SIDE {
                product[row][column] += a[row][k] * b[k][column];
            }
        }
    }
    product
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static MATRICES: OnceLock<[Matrix; 2]> = OnceLock::new();
    let [a, b] = MATRICES.get_or_init(matrices);
    let mut check = 0u64;
    for _ in 0..n {
        for cell in multiply(black_box(a), black_box(b)).as_flattened() {
            check = check.wrapping_mul(31).wrapping_add(cell.to_bits());
        }
    }
    (check ^ check >> 32) as i32
}
