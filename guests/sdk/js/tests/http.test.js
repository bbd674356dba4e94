import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AuthExpired, Client, Permanent, RateLimited, Retry, Settings, Transient, parseInstant, variable,
} from '../index.js';
import { check } from '../http.js';
import { configure, response } from '../testing.js';

const encode = text => new TextEncoder().encode(text);
const answer = (status, headers = {}, body = 'no\n way') =>
  check('/x', {
    status, body: encode(body), headers: Object.entries(headers).map(([name, value]) => [name, encode(value)]),
  });

test('each status has its error', () => {
  answer(204);
  for (const [status, error] of [
    [401, AuthExpired], [403, AuthExpired], [408, Transient], [500, Transient], [503, Transient], [404, Permanent],
    [302, Permanent],
  ]) {
    assert.throws(() => answer(status), it => it instanceof error && it.message === `GET /x answered ${status}: no way`);
  }
});

test('a rate limit says how long', () => {
  for (const [status, headers, seconds] of [
    [429, { 'Retry-After': '7' }, 7], [503, { 'retry-after': '7' }, 7], [429, {}, 60], [429, { 'retry-after': 'soon' }, 60],
    [429, { 'retry-after': 'Wed, 31 Jan 2018 00:00:10 GMT' }, 10],
    [429, { 'retry-after': 'Tue, 31 Jan 2017 00:00:10 GMT' }, 0],
  ]) {
    assert.throws(() => answer(status, headers), it => it instanceof RateLimited && it.seconds === seconds);
  }
});

test('links are found by relation', () => {
  const link = '<https://a/?page=2,3>; rel="next", <https://a/?page=9>; title="x"; rel="last up"';
  assert.equal(answer(200, { Link: link }).link('next'), 'https://a/?page=2,3');
  assert.equal(answer(200, { Link: link }).link('up'), 'https://a/?page=9');
  assert.equal(answer(200, { Link: link }).link('prev'), undefined);
  assert.equal(answer(200, { link: '</p>; rel=next' }).link('next'), '/p');
  assert.equal(answer(200, { link: '<broken; rel=next' }).link('next'), undefined);
});

test('another origin is no target', () => {
  const client = new Client('https://a.org');
  assert.equal(client.target('https://a.org/p?q=1'), '/p?q=1');
  assert.equal(client.target('/p'), '/p');
  for (const url of ['https://b.org/p', 'https://a.org.b.org/p', 'http://a.org/p', '//b.org/p', 'p', 'https://a.org@b/']) {
    assert.throws(() => client.target(url), Permanent, url);
  }
});

test('an origin is scheme and host', () => {
  for (const url of ['ftp://a.org', 'a.org', 'https://', 'https://u@a.org', 'https://a.org/b', 'http://a?b']) {
    assert.throws(() => new Client(url), Permanent, url);
  }
});

test('a denied request names the host', () => {
  assert.throws(() => new Client('https://a.org').get('/'), it => it instanceof Permanent && it.message.includes('a.org'));
});

test('only what may pass is tried again', () => {
  const retry = new Retry(3, 5);
  const busy = new Transient('busy');
  assert.deepEqual([1, 2, 3].map(attempt => retry.wait(attempt, busy)), [0.2, 0.4, undefined]);
  assert.equal(retry.wait(1, new RateLimited(5)), 5);
  assert.equal(retry.wait(1, new RateLimited(6)), undefined);
  assert.equal(retry.wait(1, new Permanent('no')), undefined);
  assert.equal(new Retry().wait(1, new RateLimited(0)), undefined);
});

test('an unexpected body is permanent', () => {
  assert.throws(() => answer(200).json(), it => it instanceof Permanent && it.message.includes('/x'));
  assert.throws(() => answer(200).expect(() => null.data), Permanent);
});

test('instants have an offset', () => {
  assert.equal(parseInstant('2018-01-31T01:00:00.5+01:00'), 1_517_356_800_500);
  assert.equal(parseInstant('1969-12-31T23:59:59.9999Z'), -1);
  for (const text of ['2018-01-31', '2018-01-31T00:00:00', 'noon', '2018-13-31T00:00:00Z', null]) {
    assert.equal(parseInstant(text), undefined);
  }
});

test('bad settings are named', () => {
  configure({ size: '0', name: 'n' }, { TOKEN: 't' });
  const settings = Settings.load('size', 'name');
  assert.equal(settings.get('name', 'x'), 'n');
  assert.equal(settings.get('other', 'x'), 'x');
  assert.equal(settings.number('pages', 1, 9, 3), 3);
  assert.throws(() => settings.number('size', 1, 9, 3), /`size` is `0`/);
  assert.throws(() => settings.required('url'), /`url`/);
  assert.throws(() => Settings.load('name'), /`size`/);
  assert.equal(variable('TOKEN'), 't');
  assert.throws(() => variable('OTHER'), /OTHER/);
});

test('a response for a test is one of a service', () => {
  const next = response('[1]', { target: '/p', headers: { Link: '</q>; rel=next' } });
  assert.deepEqual(next.json(), [1]);
  assert.equal(next.link('next'), '/q');
  assert.throws(() => response('', { target: '/p' }).json(), /GET \/p is not as expected/);
});
