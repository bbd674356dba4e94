"""Tables and the types of their columns."""

from dataclasses import dataclass, field
from typing import Any, Iterable

from . import arrow
from .errors import Permanent


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

    def __init__(self, *members: "Column"):
        object.__setattr__(self, "members", members)


Type = Scalar | ListOf | Struct


@dataclass(frozen=True)
class Column:
    """A column of a table, or a member of a struct."""

    name: str
    type: Type
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """A table; `key` names the columns that identify a row."""

    name: str
    columns: list[Column]
    key: list[str] = field(default_factory=list)

    def batch(self, rows: Iterable[dict[str, Any]]) -> bytes:
        """The rows, dicts by column, as one Arrow IPC stream.

        A value that is not of its column's type, and a None where none may be, raise `Permanent` and name the column.
        """
        try:
            return arrow.stream(self.columns, list(rows))
        except arrow.Mismatch as mismatch:
            raise Permanent(f"table `{self.name}`: {mismatch}") from mismatch
