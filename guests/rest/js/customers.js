/** The table `customers`: pages by cursor. */
import {
  BOOLEAN, BYTES, FLOAT64, INT32, INT64, JSON_TEXT, STRING, TIMESTAMP, Table, listOf, nullable, required, struct,
} from 'witloof-connector';
import { base64, instant, integer } from './values.js';

const address = struct(required('street', STRING), required('city', STRING), nullable('zip', STRING));

export const table = new Table('customers', [
  required('id', INT64),
  required('name', STRING),
  nullable('email', STRING),
  required('active', BOOLEAN),
  required('visits', INT32),
  nullable('balance', FLOAT64),
  required('account', INT64),
  required('created_at', TIMESTAMP),
  required('tags', listOf(STRING)),
  nullable('address', address),
  nullable('avatar', BYTES),
  nullable('preferences', JSON_TEXT),
], ['id']);

export const first = size => `/v1/customers?limit=${size}`;

export function page(client, size, target) {
  const response = client.get(target);
  const answer = response.json();
  return response.expect(() => {
    const { data, next_cursor: after } = answer;
    return { rows: data.map(row), next: after === null ? undefined : `${first(size)}&cursor=${after}` };
  });
}

/** The API names its members as the table its columns; what JSON has no type for is read here. */
const row = customer => ({
  ...customer,
  account: integer(customer.account),
  created_at: instant(customer.created_at),
  avatar: customer.avatar === null ? null : base64(customer.avatar),
});
