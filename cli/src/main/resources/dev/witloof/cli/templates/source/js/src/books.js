/** The table `books`: `GET /v1/books`, pages by cursor. */
import {
  BOOLEAN, FLOAT64, INT64, STRING, TIMESTAMP, Table, listOf, nullable, parseInstant, required,
} from 'witloof-connector';

export const table = new Table('books', [
  required('id', INT64),
  required('title', STRING),
  nullable('author', STRING),
  nullable('price', FLOAT64),
  required('in_stock', BOOLEAN),
  required('published_at', TIMESTAMP),
  required('tags', listOf(STRING)),
], ['id']);

/** Where reading begins: path and query. */
export const first = size => `/v1/books?limit=${size}`;

/** One answer: its rows, and where to go on. */
export function page(response, size) {
  const answer = response.json();
  return response.expect(() => {
    const { data, next_cursor: after } = answer;
    if (after === undefined) throw new TypeError('there is no next_cursor');
    return { rows: data.map(row), next: after === null ? undefined : `${first(size)}&cursor=${after}` };
  });
}

/** The service names its members as the table its columns; what JSON has no type for is read here. */
function row(book) {
  const published = parseInstant(book.published_at);
  if (published === undefined) throw new TypeError(`\`${book.published_at}\` is no instant`);
  return { ...book, published_at: published };
}
