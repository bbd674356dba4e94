import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Permanent } from 'witloof-connector';
import { response } from 'witloof-connector/testing';
import * as books from '../src/books.js';
import { source } from '../src/source.js';

const cassette = JSON.parse(readFileSync(new URL('../cassette.json', import.meta.url), 'utf8'));
const recorded = index => JSON.stringify(cassette.exchanges[index].response.body.json);
const read = index => books.page(response(recorded(index)), 5);

test('a page has rows and names the next', () => {
  const { rows, next } = read(0);
  assert.equal(rows.length, 5);
  assert.equal(next, '/v1/books?limit=5&cursor=bXJr');
  assert.equal(rows[2].author, null);
  assert.equal(rows[3].published_at, Date.UTC(2020, 4, 2, 13, 45, 30, 250));
});

test('the last page names none', () => {
  const { rows, next } = read(2);
  assert.equal(rows.length, 2);
  assert.equal(next, undefined);
});

test('the rows fit the table', () => {
  assert.ok(books.table.batch(read(1).rows).length > 0);
});

test('an answer of another shape is permanent', () => {
  const noInstant = recorded(0).replace('2019-03-04T09', 'soon');
  for (const body of ['', '[]', 'null', '{"data": [{}], "next_cursor": null}', noInstant]) {
    assert.throws(() => books.page(response(body), 5), Permanent, body);
  }
});

test('there is one table', () => {
  assert.deepEqual(source.discover().map(schema => schema.name), ['books']);
  assert.throws(() => source.open('films'), error => error.tag === 'permanent' && error.val.includes('`films`'));
});
