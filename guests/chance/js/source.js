/** The source `chance` in JavaScript: see ../README.md. */
import { getRandomBytes } from 'wasi:random/random@0.2.0';
import { INT32, Permanent, STRING, Table, connector, required } from 'witloof-connector';

const SAMPLES = 2;
const table = new Table('chance', [required('sample', INT32), required('name', STRING), required('value', STRING)],
  ['sample', 'name']);

const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

const chances = () => ({
  'Date.now': Date.now(),
  'new Date': new Date().toISOString(),
  'performance.now': performance.now(),
  'Math.random': Math.random(),
  'crypto.getRandomValues': hex(crypto.getRandomValues(new Uint8Array(8))),
  'crypto.randomUUID': crypto.randomUUID(),
  'wasi:random': hex(getRandomBytes(8n)),
});

class Reader {
  constructor(read) {
    this.read = read;
  }

  next() {
    if (this.read === SAMPLES) return undefined;
    const sample = this.read++;
    return table.batch(Object.entries(chances()).map(([name, value]) => ({ sample, name, value: String(value) })));
  }

  cursor() {
    return new TextEncoder().encode(String(this.read));
  }
}

export const source = connector({
  discover: () => [table],

  open(name, cursor) {
    if (name !== table.name) throw new Permanent(`there is no table \`${name}\`: there is ${table.name}`);
    return new Reader(cursor === undefined ? 0 : Number(new TextDecoder().decode(cursor)));
  },
});
