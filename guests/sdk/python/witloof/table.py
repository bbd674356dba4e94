"""Tables and the types of their columns."""

from dataclasses import dataclass, field
from typing import Any, Iterable

from . import arrow
from .column import (
    BOOLEAN, BYTES, FLOAT64, INT32, INT64, JSON, STRING, TIMESTAMP, Column, ListOf, Scalar, Struct, Type,
)
from .errors import Permanent

__all__ = [
    "BOOLEAN", "BYTES", "FLOAT64", "INT32", "INT64", "JSON", "STRING", "TIMESTAMP", "Column", "ListOf", "Scalar",
    "Struct", "Table", "Type",
]


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
