/** The source connector `{{name}}`: the bookshop that SERVICE.md describes. */
import { Client, PageReader, Permanent, Retry, Settings, connector, resume } from 'witloof-connector';
import * as books from './books.js';

export const source = connector({
  discover: () => [books.table],

  open(table, cursor) {
    if (table !== books.table.name) {
      throw new Permanent(`there is no table \`${table}\`: the only one is \`${books.table.name}\``);
    }
    const settings = Settings.load('api-key', 'page-size', 'base-url');
    const size = settings.number('page-size', 1, 100, 5);
    const service = client(settings);
    return new PageReader(books.table, resume(cursor, books.first(size)), target => books.page(service.get(target), size));
  },
});

/** The client of the service, which sends the key with each request and tries again what may pass. */
function client(settings) {
  const origin = settings.get('base-url', 'https://api.example.com');
  return new Client(origin, { token: settings.required('api-key'), retry: new Retry(3, 5) });
}
