/** Tables: the types of their columns, and their rows as Arrow. */
import {
  Binary, Bool, Field, Float64, Int32, Int64, List, RecordBatch, RecordBatchStreamWriter, Schema, Struct, TimeUnit,
  Timestamp, Utf8, makeData, vectorFromArray,
} from 'apache-arrow';
import { Permanent } from './errors.js';

const MAX_INT32 = 2n ** 31n;
const MAX_INT64 = 2n ** 63n;

/**
 * A type without parts: its name in the contract, its Arrow type, and how a value of it is written, undefined when it
 * is not of the type.
 */
const scalar = (tag, arrow, write) => ({ tag, arrow, write, contract: () => ({ tag }) });
const integer = (value, limit) => {
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) return undefined;
  const number = BigInt(value);
  return number >= -limit && number < limit ? number : undefined;
};
const text = value => (typeof value === 'string' ? value : undefined);

export const BOOLEAN = scalar('boolean', new Bool(), value => (typeof value === 'boolean' ? value : undefined));
export const INT32 = scalar('int32', new Int32(), value => {
  const number = integer(value, MAX_INT32);
  return number === undefined ? undefined : Number(number);
});
/** A bigint, or a number without a fraction that is below 2⁵³. */
export const INT64 = scalar('int64', new Int64(), value => integer(value, MAX_INT64));
export const FLOAT64 = scalar('float64', new Float64(), value => (typeof value === 'number' ? value : undefined));
export const STRING = scalar('string', new Utf8(), text);
export const BYTES = scalar('bytes', new Binary(), value => (value instanceof Uint8Array ? value : undefined));
/** A Date, or milliseconds since 1970-01-01T00:00:00 UTC. */
export const TIMESTAMP = scalar('timestamp-millis', new Timestamp(TimeUnit.MILLISECOND, 'UTC'), value => {
  const millis = value instanceof Date ? value.getTime() : value;
  return Number.isSafeInteger(millis) ? millis : undefined;
});
/** A JSON text. */
export const JSON_TEXT = scalar('json', new Utf8(), text);

/** An array; its elements may always be null. */
export const listOf = element => ({
  tag: 'list',
  arrow: new List(new Field('item', element.arrow, true)),
  contract: types => ({ tag: 'list', val: typeRef(element, types) }),
  write: (value, at) => (Array.isArray(value) ? value.map(item => written(element, item, at)) : undefined),
});

/** An object by the names of its members, of which there is at least one. */
export const struct = (...members) => ({
  tag: 'struct',
  arrow: new Struct(members.map(arrowField)),
  contract: types => ({ tag: 'struct', val: members.map(member => schemaField(member, types)) }),
  write: (value, at) => {
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    return Object.fromEntries(members.map(member => [member.name, memberOf(value, member, `${at}.${member.name}`)]));
  },
});

/** A column or member that is never null. */
export const required = (name, type) => ({ name, type, nullable: false });
export const nullable = (name, type) => ({ name, type, nullable: true });

const arrowField = column => new Field(column.name, column.type.arrow, column.nullable);

/** Adds the type and those it refers to, which come first; its place in `types`. */
function typeRef(type, types) {
  const contract = type.contract(types);
  return types.push(contract) - 1;
}

const schemaField = ({ name, type, nullable: isNullable }, types) =>
  ({ name, dataType: typeRef(type, types), nullable: isNullable });

function written(type, value, at) {
  if (value === null) return null;
  const result = value === undefined ? undefined : type.write(value, at);
  if (result === undefined) throw new Permanent(`column \`${at}\`: ${shown(value)} is not of type ${type.tag}`);
  return result;
}

function memberOf(values, column, at) {
  const value = written(column.type, values?.[column.name], at);
  if (value === null && !column.nullable) throw new Permanent(`column \`${at}\` is not nullable, but has a null`);
  return value;
}

const shown = value => (typeof value === 'bigint' ? `${value}` : String(JSON.stringify(value))).slice(0, 80);

/** A table; `key` names the columns that identify a row. */
export class Table {
  constructor(name, columns, key = []) {
    this.name = name;
    this.columns = columns;
    this.key = key;
    this.arrow = new Schema(columns.map(arrowField));
  }

  /** As the contract has it. */
  schema() {
    const types = [];
    const fields = this.columns.map(column => schemaField(column, types));
    return { name: this.name, types, fields, primaryKey: this.key };
  }

  /**
   * The rows, objects by column, as one Arrow IPC stream.
   *
   * @throws {Permanent} naming the column, for a value that is not of its type and a null where none may be
   */
  batch(rows) {
    const children = this.columns.map((column, i) => {
      const values = rows.map(row => memberOf(row, column, column.name));
      return vectorFromArray(values, this.arrow.fields[i].type).data[0];
    });
    const data = makeData({ type: new Struct(this.arrow.fields), length: rows.length, nullCount: 0, children });
    const writer = new RecordBatchStreamWriter();
    writer.write(new RecordBatch(this.arrow, data));
    writer.finish();
    return writer.toUint8Array(true);
  }
}
