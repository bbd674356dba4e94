/** The configuration, from `wasi:config/store`, and the granted environment. */
import { getEnvironment } from 'wasi:cli/environment@0.2.0';
import { getAll } from 'wasi:config/store@0.2.0-rc.1';
import { Permanent, Transient } from './errors.js';
import { payload } from './results.js';

/** What the operator configured. Keys and values are text. */
export class Settings {
  #entries;

  constructor(entries) {
    this.#entries = new Map(entries);
  }

  /** Needs the capability `config`; refuses keys besides the known ones. */
  static load(...known) {
    let entries;
    try {
      entries = getAll();
    } catch (e) {
      throw new Transient(`the configuration cannot be read: ${payload(e).val}`, { cause: e });
    }
    const unknown = entries.find(([key]) => !known.includes(key));
    if (unknown !== undefined) {
      throw new Permanent(`unknown configuration key \`${unknown[0]}\`: there are ${known.join(', ')}`);
    }
    return new Settings(entries);
  }

  /** A value, or the default where the key is absent. */
  get(key, absent) {
    return this.#entries.get(key) ?? absent;
  }

  /** A value that must be there. */
  required(key) {
    const value = this.#entries.get(key);
    if (value === undefined) throw new Permanent(`the configuration key \`${key}\` is missing`);
    return value;
  }

  /** A number from `least` to `most`, or the default where the key is absent. */
  number(key, least, most, absent) {
    const value = this.#entries.get(key);
    if (value === undefined) return absent;
    const number = /^\d+$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    throw new Permanent(
      `the configuration key \`${key}\` is \`${value}\`, it must be a number from ${least} to ${most}`);
  }
}

/** A variable that must be set. Needs the capability `env` with its name. */
export function variable(name) {
  const entry = getEnvironment().find(([key]) => key === name);
  if (entry === undefined) throw new Permanent(`the environment variable ${name} is not set`);
  return entry[1];
}
