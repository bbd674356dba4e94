"""The source connector `{{name}}`: the bookshop that SERVICE.md describes."""

from typing import Optional

import books
from witloof.component import Reader, source
from witloof.errors import Permanent
from witloof.http import Client, Retry
from witloof.pages import PageReader, Position
from witloof.settings import Settings
from witloof.table import Table


class Connector:
    def discover(self) -> list[Table]:
        return [books.TABLE]

    def open(self, table: str, cursor: Optional[bytes]) -> Reader:
        if table != books.TABLE.name:
            raise Permanent(f"there is no table `{table}`: the only one is `{books.TABLE.name}`")
        settings = Settings.load("api-key", "page-size", "base-url")
        size = settings.number("page-size", range(1, 101), 5)
        client = _client(settings)
        position = Position.resume(cursor, books.first(size))
        return PageReader(books.TABLE, position, lambda target: books.page(client.get(target), size))


def _client(settings: Settings) -> Client:
    """The client of the service, which sends the key with each request and tries again what may pass."""
    origin = settings.get("base-url", "https://api.example.com")
    return Client(origin, settings.required("api-key"), Retry(attempts=3, longest_wait=5))


Source = source(Connector())
