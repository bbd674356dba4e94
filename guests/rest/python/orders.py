"""The table `orders`: pages by the header `Link`."""

from witloof import instant
from witloof.pages import Page
from witloof.table import BOOLEAN, FLOAT64, INT32, INT64, STRING, TIMESTAMP, Column, ListOf, Struct, Table

_LINE = Struct(Column("sku", STRING), Column("quantity", INT32), Column("price", FLOAT64, nullable=True))

TABLE = Table(
    "orders",
    [
        Column("id", STRING),
        Column("customer_id", INT64),
        Column("placed_at", TIMESTAMP),
        Column("shipped_at", TIMESTAMP, nullable=True),
        Column("total", FLOAT64),
        Column("paid", BOOLEAN),
        Column("note", STRING, nullable=True),
        Column("lines", ListOf(_LINE)),
    ],
    key=["id"],
)


def first(size):
    return f"/v1/orders?per_page={size}"


def page(client, target):
    response = client.get(target)
    answer = response.json()
    with response.expected():
        rows = [_row(order) for order in answer]
    following = response.link("next")
    return Page(rows, None if following is None else client.target(following))


def _row(order):
    """The API names its members as the table its columns; what JSON has no type for is read here."""
    shipped = order["shipped_at"]
    return order | {
        "placed_at": instant.parse(order["placed_at"]),
        "shipped_at": None if shipped is None else instant.parse(shipped),
    }
