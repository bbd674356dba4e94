"""The table `customers`: pages by cursor."""

from base64 import b64decode

from witloof import instant
from witloof.pages import Page
from witloof.table import (
    BOOLEAN, BYTES, FLOAT64, INT32, INT64, JSON, STRING, TIMESTAMP, Column, ListOf, Struct, Table,
)

_ADDRESS = Struct(Column("street", STRING), Column("city", STRING), Column("zip", STRING, nullable=True))

TABLE = Table(
    "customers",
    [
        Column("id", INT64),
        Column("name", STRING),
        Column("email", STRING, nullable=True),
        Column("active", BOOLEAN),
        Column("visits", INT32),
        Column("balance", FLOAT64, nullable=True),
        Column("account", INT64),
        Column("created_at", TIMESTAMP),
        Column("tags", ListOf(STRING)),
        Column("address", _ADDRESS, nullable=True),
        Column("avatar", BYTES, nullable=True),
        Column("preferences", JSON, nullable=True),
    ],
    key=["id"],
)


def first(size):
    return f"/v1/customers?limit={size}"


def page(client, size, target):
    response = client.get(target)
    answer = response.json()
    with response.expected():
        after = answer["next_cursor"]
        rows = [_row(customer) for customer in answer["data"]]
    return Page(rows, None if after is None else f"{first(size)}&cursor={after}")


def _row(customer):
    """The API names its members as the table its columns; what JSON has no type for is read here."""
    avatar = customer["avatar"]
    return customer | {
        "account": int(customer["account"]),
        "created_at": instant.parse(customer["created_at"]),
        "avatar": None if avatar is None else b64decode(avatar, validate=True),
    }
