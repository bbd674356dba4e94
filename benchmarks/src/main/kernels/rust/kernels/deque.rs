//! Walks a grid of 64 by 64 cells breadth first, and lets 300 tasks take turns until each is done,
//! n times; both keep what is to be done in the standard library's ring buffer.

use kernels::Random;
use std::collections::VecDeque;
use std::sync::OnceLock;

const SIDE: usize = 64;
const WALL: u16 = u16::MAX;
const UNSEEN: u16 = u16::MAX - 1;

struct Task {
    name: u32,
    turns: u32,
}

/// A quarter of the cells is wall, and so is the border.
fn grid() -> Vec<u16> {
    let mut random = Random::new(53);
    let mut cell = |at: usize| {
        let (row, column) = (at / SIDE, at % SIDE);
        let border = row.min(column) == 0 || row.max(column) == SIDE - 1;
        let start = row == 1 && column == 1;
        if !start && (border || random.below(4) == 0) {
            WALL
        } else {
            UNSEEN
        }
    };
    (0..SIDE * SIDE).map(|at| cell(at)).collect()
}

/// The sum of the distances of all cells that can be reached.
fn walk(mut distances: Vec<u16>) -> u32 {
    let start = SIDE + 1;
    let mut total = 0;
    let mut queue = VecDeque::from([start]);
    distances[start] = 0;
    while let Some(at) = queue.pop_front() {
        let distance = distances[at];
        total += u32::from(distance);
        for next in [at - SIDE, at - 1, at + 1, at + SIDE] {
            if distances[next] == UNSEEN {
                distances[next] = distance + 1;
                queue.push_back(next);
            }
        }
    }
    total
}

/// Depends on the order in which the tasks are done.
fn take_turns() -> u32 {
    let task = |name| Task { name, turns: 1 + name % 61 };
    let mut queue: VecDeque<Task> = (0..300).map(task).collect();
    let mut order = 0u32;
    while let Some(mut task) = queue.pop_front() {
        task.turns -= 1;
        if task.turns == 0 {
            order = order.wrapping_mul(31).wrapping_add(task.name);
        } else {
            queue.push_back(task);
        }
    }
    order
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static GRID: OnceLock<Vec<u16>> = OnceLock::new();
    let grid = GRID.get_or_init(grid);
    let mut check = 0u32;
    for _ in 0..n {
        check = check.wrapping_mul(31) ^ walk(grid.clone());
        check = check.wrapping_mul(31) ^ take_turns();
    }
    check as i32
}
