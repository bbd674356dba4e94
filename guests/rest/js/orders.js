/** The table `orders`: pages by the header `Link`. */
import {
  BOOLEAN, FLOAT64, INT32, INT64, STRING, TIMESTAMP, Table, listOf, nullable, required, struct,
} from 'witloof-connector';
import { instant } from './values.js';

const line = struct(required('sku', STRING), required('quantity', INT32), nullable('price', FLOAT64));

export const table = new Table('orders', [
  required('id', STRING),
  required('customer_id', INT64),
  required('placed_at', TIMESTAMP),
  nullable('shipped_at', TIMESTAMP),
  required('total', FLOAT64),
  required('paid', BOOLEAN),
  nullable('note', STRING),
  required('lines', listOf(line)),
], ['id']);

export const first = size => `/v1/orders?per_page=${size}`;

export function page(client, target) {
  const response = client.get(target);
  const orders = response.json();
  const rows = response.expect(() => orders.map(row));
  const next = response.link('next');
  return { rows, next: next === undefined ? undefined : client.target(next) };
}

/** The API names its members as the table its columns; what JSON has no type for is read here. */
const row = order => ({
  ...order,
  placed_at: instant(order.placed_at),
  shipped_at: order.shipped_at === null ? null : instant(order.shipped_at),
});
