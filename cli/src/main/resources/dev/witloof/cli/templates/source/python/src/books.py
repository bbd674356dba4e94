"""The table `books`: `GET /v1/books`, pages by cursor."""

from typing import Any

from witloof import instant
from witloof.http import Response
from witloof.pages import Page
from witloof.table import BOOLEAN, FLOAT64, INT64, STRING, TIMESTAMP, Column, ListOf, Table

TABLE = Table(
    "books",
    [
        Column("id", INT64),
        Column("title", STRING),
        Column("author", STRING, nullable=True),
        Column("price", FLOAT64, nullable=True),
        Column("in_stock", BOOLEAN),
        Column("published_at", TIMESTAMP),
        Column("tags", ListOf(STRING)),
    ],
    key=["id"],
)


def first(size: int) -> str:
    """Where reading begins: path and query."""
    return f"/v1/books?limit={size}"


def page(response: Response, size: int) -> Page:
    """One answer: its rows, and where to go on."""
    answer = response.json()
    with response.expected():
        after = answer["next_cursor"]
        rows = [_row(book) for book in answer["data"]]
    return Page(rows, None if after is None else f"{first(size)}&cursor={after}")


def _row(book: dict[str, Any]) -> dict[str, Any]:
    """The service names its members as the table its columns; what JSON has no type for is read here."""
    return book | {"published_at": instant.parse(book["published_at"])}
