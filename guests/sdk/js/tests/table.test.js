import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableFromIPC } from 'apache-arrow';
import {
  BOOLEAN, BYTES, FLOAT64, INT32, INT64, JSON_TEXT, Permanent, STRING, TIMESTAMP, Table, listOf, nullable, required,
  struct,
} from '../index.js';

const ALL = new Table('t', [
  nullable('boolean', BOOLEAN), nullable('int32', INT32), nullable('int64', INT64), nullable('float64', FLOAT64),
  nullable('string', STRING), nullable('bytes', BYTES), nullable('timestamp', TIMESTAMP), nullable('json', JSON_TEXT),
  nullable('list', listOf(listOf(INT32))),
  nullable('struct', struct(required('a', STRING), nullable('b', listOf(BOOLEAN)))),
]);
const FULL = {
  boolean: true, int32: -(2 ** 31), int64: 2n ** 63n - 1n, float64: 0.1, string: 'très 🌱', bytes: Uint8Array.of(0, 255),
  timestamp: -1, json: '{}', list: [[1, null], null, []], struct: { a: 'x', b: [false, null] },
};
const NULLS = Object.fromEntries(Object.keys(FULL).map(name => [name, null]));

const plain = value =>
  value === null || typeof value !== 'object' || value instanceof Uint8Array ? value
    : Symbol.iterator in value && typeof value.toArray === 'function' ? Array.from(value, plain)
      : Object.fromEntries(Object.entries(value.toJSON()).map(([name, member]) => [name, plain(member)]));

const read = stream => tableFromIPC(stream).toArray().map(row => plain(row));

test('every type and null survives', () => {
  const many = Array.from({ length: 9 }, () => [FULL, NULLS]).flat();
  for (const rows of [[], [FULL], [NULLS], many, [...Array(8).fill(NULLS), FULL]]) {
    assert.deepEqual(read(ALL.batch(rows)), rows);
  }
});

test('types refer only to smaller ones', () => {
  const point = struct(required('x', INT32));
  const schema = new Table('t', [required('id', INT64), nullable('p', listOf(point))], ['id']).schema();
  assert.deepEqual(schema, {
    name: 't',
    types: [{ tag: 'int64' }, { tag: 'int32' },
      { tag: 'struct', val: [{ name: 'x', dataType: 1, nullable: false }] }, { tag: 'list', val: 2 }],
    fields: [{ name: 'id', dataType: 0, nullable: false }, { name: 'p', dataType: 3, nullable: true }],
    primaryKey: ['id'],
  });
});

test('an instant may be a Date, an int64 a number', () => {
  const table = new Table('t', [required('at', TIMESTAMP), required('id', INT64)]);
  assert.deepEqual(read(table.batch([{ at: new Date(1500), id: 7 }])), [{ at: 1500, id: 7n }]);
});

test('what does not fit names its column', () => {
  const point = struct(required('a', INT32));
  for (const [type, value] of [
    [INT32, 2 ** 31], [INT32, 1.5], [INT32, '1'], [INT64, 2 ** 53], [INT64, 2n ** 63n], [FLOAT64, '1'], [BOOLEAN, 1],
    [STRING, 1], [BYTES, 'x'], [TIMESTAMP, new Date(NaN)], [JSON_TEXT, {}], [listOf(INT32), '12'],
    [listOf(INT32), ['1']], [point, {}], [point, { a: null }], [point, []], [INT32, null], [INT32, undefined],
  ]) {
    assert.throws(() => new Table('t', [required('c', type)]).batch([{ c: value }]), error =>
      error instanceof Permanent && error.message.startsWith('column `c'), `${type.tag} ${String(value)}`);
  }
});
