import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableFromIPC } from 'apache-arrow';
import { INT64, PageReader, Permanent, Table, required, resume } from '../index.js';
import { encode } from '../cursor.js';

const PAGES = [[1, 2], [], [3], [4, 5]];
const TABLE = new Table('t', [required('id', INT64)]);

const reader = (cursor, last = 3) =>
  new PageReader(TABLE, resume(cursor, '0'), target => {
    const page = Number(target);
    return { rows: PAGES[page].map(id => ({ id })), next: page < last ? String(page + 1) : undefined };
  });

function rest(pages) {
  const ids = [];
  for (let batch = pages.next(); batch !== undefined; batch = pages.next()) {
    ids.push(Array.from(tableFromIPC(batch).getChild('id'), Number));
  }
  assert.equal(pages.next(), undefined);
  return ids;
}

test('every cursor gives exactly the rest', () => {
  const whole = reader();
  for (const left of [[[1, 2], [3], [4, 5]], [[3], [4, 5]], [[4, 5]], []]) {
    assert.deepEqual(rest(reader(whole.cursor())), left);
    assert.equal(whole.next() !== undefined, left.length > 0);
  }
});

test('a later run finds what was added', () => {
  const first = reader(undefined, 0);
  assert.deepEqual(rest(first), [[1, 2]]);
  assert.deepEqual(rest(reader(first.cursor())), [[3], [4, 5]]);
});

test('a page that names itself is an error', () => {
  const pages = new PageReader(TABLE, resume(undefined, '0'), () => ({ rows: [], next: '0' }));
  assert.throws(() => pages.next(), Permanent);
});

test('foreign cursors are permanent', () => {
  const bytes = text => new TextEncoder().encode(text);
  for (const foreign of [
    bytes('12345678'), bytes(''), Uint8Array.of(255), bytes('{}'), bytes('null'), encode(1), encode(null),
    encode({ page: '0', skip: -1 }), bytes('{"version":2,"position":{"page":"0","skip":0}}'),
  ]) {
    assert.throws(() => resume(foreign, '0'), Permanent, new TextDecoder().decode(foreign));
  }
});
