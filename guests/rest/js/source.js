/** The source connector `orders`: two tables of the API that ../README.md describes. */
import { Client, PageReader, Permanent, Retry, Settings, connector, resume, variable } from 'witloof-connector';
import * as customers from './customers.js';
import * as orders from './orders.js';

export const source = connector({
  discover: () => [customers.table, orders.table],

  open(table, cursor) {
    const settings = Settings.load('base-url', 'page-size', 'attempts', 'longest-wait');
    const size = settings.number('page-size', 1, 1000, 100);
    const service = client(settings);
    switch (table) {
      case 'customers': {
        const position = resume(cursor, customers.first(size));
        return new PageReader(customers.table, position, target => customers.page(service, size, target));
      }
      case 'orders': {
        const position = resume(cursor, orders.first(size));
        return new PageReader(orders.table, position, target => orders.page(service, target));
      }
      default:
        throw new Permanent(`there is no table \`${table}\`: there are customers and orders`);
    }
  },
});

function client(settings) {
  const retry = new Retry(settings.number('attempts', 1, 10, 1), settings.number('longest-wait', 0, 20, 5));
  return new Client(settings.required('base-url'), { token: variable('ORDERS_TOKEN'), retry });
}
