"""Columns and their types."""

from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True)
class Scalar:
    """A type without parts, by its name in the contract."""

    name: str


BOOLEAN = Scalar("boolean")
INT32 = Scalar("int32")
INT64 = Scalar("int64")
FLOAT64 = Scalar("float64")
STRING = Scalar("string")
BYTES = Scalar("bytes")
TIMESTAMP = Scalar("timestamp-millis")
"""An aware `datetime`, or milliseconds since 1970-01-01T00:00:00 UTC."""
JSON = Scalar("json")
"""A JSON text."""


@dataclass(frozen=True)
class ListOf:
    """A list; its elements may always be None."""

    element: "Type"


@dataclass(frozen=True)
class Struct:
    """A dict by the names of the members, of which there is at least one."""

    members: "tuple[Column, ...]"

    def __init__(self, *members: "Column") -> None:
        object.__setattr__(self, "members", members)


Type = Union[Scalar, ListOf, Struct]


@dataclass(frozen=True)
class Column:
    """A column of a table, or a member of a struct."""

    name: str
    type: Type
    nullable: bool = False
