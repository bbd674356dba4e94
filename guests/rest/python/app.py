"""The source connector `orders`: two tables of the API that ../README.md describes."""

from functools import partial

import customers
import orders
from witloof.component import source
from witloof.errors import Permanent
from witloof.http import Client, Retry
from witloof.pages import PageReader, Position
from witloof.settings import Settings, variable


class Orders:
    def discover(self):
        return [customers.TABLE, orders.TABLE]

    def open(self, table, cursor):
        settings = Settings.load("base-url", "page-size", "attempts", "longest-wait")
        size = settings.number("page-size", range(1, 1001), 100)
        client = _client(settings)
        match table:
            case "customers":
                fetch = partial(customers.page, client, size)
                return PageReader(customers.TABLE, Position.resume(cursor, customers.first(size)), fetch)
            case "orders":
                fetch = partial(orders.page, client)
                return PageReader(orders.TABLE, Position.resume(cursor, orders.first(size)), fetch)
        raise Permanent(f"there is no table `{table}`: there are customers and orders")


def _client(settings):
    retry = Retry(
        attempts=settings.number("attempts", range(1, 11), 1),
        longest_wait=settings.number("longest-wait", range(21), 5),
    )
    return Client(settings.required("base-url"), variable("ORDERS_TOKEN"), retry)


Source = source(Orders())
