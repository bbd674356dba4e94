//! Builds an Arrow IPC record batch message of 4096 rows, n times: a flatbuffer written from its
//! end, validity bits, offsets, padded buffers. Columns: int64, nullable float64, string.

use kernels::{hash_bytes, Random};
use std::hint::black_box;
use std::sync::OnceLock;

const ROWS: usize = 4096;

struct Row {
    id: i64,
    score: Option<f64>,
    name: String,
}

/// Flatbuffers are built back to front; positions count from the end.
#[derive(Default)]
struct FlatBuilder {
    reversed: Vec<u8>,
}

impl FlatBuilder {
    fn position(&self) -> usize {
        self.reversed.len()
    }

    fn align(&mut self, size: usize, following: usize) {
        while (self.position() + following) % size != 0 {
            self.reversed.push(0);
        }
    }

    fn put(&mut self, bytes: &[u8]) {
        self.reversed.extend(bytes.iter().rev());
    }

    fn put_offset(&mut self, target: usize) {
        let offset = (self.position() + 4 - target) as u32;
        self.put(&offset.to_le_bytes());
    }

    fn vector(&mut self, items: &[[i64; 2]]) -> usize {
        self.align(8, 0);
        for [a, b] in items.iter().rev() {
            self.put(&b.to_le_bytes());
            self.put(&a.to_le_bytes());
        }
        self.put(&(items.len() as u32).to_le_bytes());
        self.position()
    }

    fn finish(mut self) -> Vec<u8> {
        self.reversed.reverse();
        self.reversed
    }
}

#[derive(Default)]
struct Body {
    bytes: Vec<u8>,
    nodes: Vec<[i64; 2]>,
    buffers: Vec<[i64; 2]>,
}

impl Body {
    fn buffer(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        write(&mut self.bytes);
        self.buffers.push([start as i64, (self.bytes.len() - start) as i64]);
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
    }

    fn node(&mut self, nulls: usize) {
        self.nodes.push([ROWS as i64, nulls as i64]);
    }

    fn validity(&mut self, rows: &[Row]) {
        let mut nulls = 0;
        self.buffer(|out| {
            for eight in rows.chunks(8) {
                let bits = eight.iter().enumerate();
                let bits = bits.fold(0u8, |bits, (i, row)| bits | u8::from(row.score.is_some()) << i);
                nulls += eight.len() - bits.count_ones() as usize;
                out.push(bits);
            }
        });
        self.node(nulls);
    }
}

fn body(rows: &[Row]) -> Body {
    let mut body = Body::default();
    body.node(0);
    body.buffer(|_| ());
    body.buffer(|out| rows.iter().for_each(|row| out.extend(row.id.to_le_bytes())));
    body.validity(rows);
    body.buffer(|out| rows.iter().for_each(|row| out.extend(row.score.unwrap_or(0.0).to_le_bytes())));
    body.node(0);
    body.buffer(|_| ());
    body.buffer(|out| {
        let mut end = 0i32;
        out.extend(end.to_le_bytes());
        for row in rows {
            end += row.name.len() as i32;
            out.extend(end.to_le_bytes());
        }
    });
    body.buffer(|out| rows.iter().for_each(|row| out.extend(row.name.bytes())));
    body
}

fn message(rows: &[Row]) -> Vec<u8> {
    let body = body(rows);
    let mut flat = FlatBuilder::default();
    let buffers = flat.vector(&body.buffers);
    let nodes = flat.vector(&body.nodes);
    // RecordBatch: length, nodes, buffers; its table is preceded by its vtable
    flat.align(8, 0);
    flat.put_offset(buffers);
    flat.put_offset(nodes);
    flat.put(&(ROWS as i64).to_le_bytes());
    flat.put(&10i32.to_le_bytes());
    let batch = flat.position();
    for field in [16u16, 12, 4, 20, 10] {
        flat.put(&field.to_le_bytes());
    }
    // Message: version V5, header type RecordBatch, header, length of the body
    flat.align(8, 0);
    flat.put(&(body.bytes.len() as i64).to_le_bytes());
    flat.put_offset(batch);
    flat.put(&[4, 0, 3, 0]);
    flat.put(&12i32.to_le_bytes());
    let root = flat.position();
    for field in [12u16, 8, 6, 4, 20, 12] {
        flat.put(&field.to_le_bytes());
    }
    flat.align(8, 4);
    flat.put_offset(root);
    let metadata = flat.finish();
    let mut message = Vec::with_capacity(8 + metadata.len() + body.bytes.len());
    message.extend(u32::MAX.to_le_bytes());
    message.extend((metadata.len() as u32).to_le_bytes());
    message.extend(metadata);
    message.extend(body.bytes);
    message
}

fn rows() -> Vec<Row> {
    let mut random = Random::new(41);
    let row = |id| Row {
        id,
        score: (id % 7 != 0).then(|| f64::from(random.below(1000)) / 8.0),
        name: format!("row {}", random.below(1_000_000)),
    };
    (0..ROWS as i64).map(row).collect()
}

#[no_mangle]
pub extern "C" fn run(n: i32) -> i32 {
    static DATA: OnceLock<Vec<Row>> = OnceLock::new();
    let rows = DATA.get_or_init(rows);
    let mut check = 0u32;
    for _ in 0..n {
        let message = message(black_box(rows));
        let end = &message[message.len() - 64..];
        check = check.wrapping_mul(31) ^ hash_bytes(&message[..512]) ^ hash_bytes(end);
    }
    check as i32
}
