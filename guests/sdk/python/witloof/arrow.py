"""Writes Arrow IPC streams: https://arrow.apache.org/docs/format/Columnar.html

One stream is a schema message, one record batch message and the end of the stream. Buffers are not compressed.
"""

import struct
from datetime import datetime, timedelta, timezone
from typing import Any, Mapping, Optional, Sequence, Sized, Union

from .column import Column, ListOf, Scalar, Struct, Type
from .flatbuffer import Builder, Reference
from .flatbuffer import Scalar as Number

Values = Sequence[Any]
"""The values of a column, None for null."""
Written = Union[bool, int, float, bytes]

_VERSION = ("h", 4)  # MetadataVersion.V5
_SCHEMA, _RECORD_BATCH = ("B", 1), ("B", 3)  # MessageHeader
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MILLISECOND = timedelta(milliseconds=1)
_INT_RANGE = {"int32": 2**31, "int64": 2**63, "timestamp-millis": 2**63}


class Mismatch(Exception):
    """A value is not what its column says."""


def stream(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows, dicts by column, as one stream; raises `Mismatch`."""
    batch = _Batch()
    for column in columns:
        batch.add(column, [_member(row, column, column.name) for row in rows], column.name)
    return _schema(columns) + batch.message(len(rows)) + struct.pack("<Ii", 0xFFFFFFFF, 0)


def _message(header_type: Number, header: Reference, builder: Builder, body: bytes = b"") -> bytes:
    metadata = builder.finish(builder.table(_VERSION, header_type, header, ("q", len(body))))
    return struct.pack("<Ii", 0xFFFFFFFF, len(metadata)) + metadata + body


def _schema(columns: Sequence[Column]) -> bytes:
    builder = Builder()
    fields = builder.references([_field(builder, column) for column in columns])
    return _message(_SCHEMA, builder.table(("h", 0), fields), builder)


def _field(builder: Builder, column: Column) -> Reference:
    children = builder.references([_field(builder, child) for child in _children(column.type)])
    number, table = _type(builder, column.type)
    return builder.table(builder.string(column.name), ("?", column.nullable), ("B", number), table, None, children)


def _children(type_: Type) -> Sequence[Column]:
    match type_:
        case ListOf(element):
            return [Column("item", element, nullable=True)]
        case Struct():
            return type_.members
    return ()


def _type(builder: Builder, type_: Type) -> tuple[int, Reference]:
    """The number in the union `Type`, and the table of that type."""
    if isinstance(type_, ListOf):
        return 12, builder.table()
    if isinstance(type_, Struct):
        return 13, builder.table()
    match type_.name:
        case "int32" | "int64":
            return 2, builder.table(("i", int(type_.name[3:])), ("?", True))
        case "float64":
            return 3, builder.table(("h", 2))
        case "bytes":
            return 4, builder.table()
        case "string" | "json":
            return 5, builder.table()
        case "boolean":
            return 6, builder.table()
        case "timestamp-millis":
            return 10, builder.table(("h", 1), builder.string("UTC"))
    raise ValueError(f"no Arrow type is known for {type_}")


def _member(values: Any, column: Column, where: str) -> Any:
    try:
        return values[column.name]
    except (KeyError, TypeError, IndexError) as e:
        raise Mismatch(f"column `{where}`: there is no value in {values!r:.80}") from e


class _Batch:
    """Collects what a record batch message has: nodes and buffers depth first, as Arrow wants."""

    def __init__(self) -> None:
        self._nodes: list[tuple[int, int]] = []
        self._buffers: list[tuple[int, int]] = []
        self._body: list[bytes] = []
        self._length = 0

    def message(self, rows: int) -> bytes:
        builder = Builder()
        buffers, nodes = builder.structs(self._buffers), builder.structs(self._nodes)
        return _message(_RECORD_BATCH, builder.table(("q", rows), nodes, buffers), builder, b"".join(self._body))

    def add(self, column: Column, values: Values, where: str) -> None:
        if not column.nullable and any(value is None for value in values):
            raise Mismatch(f"column `{where}` is not nullable, but has a null")
        self._add(column.type, values, where)

    def _add(self, type_: Type, values: Values, where: str) -> None:
        valid = [value is not None for value in values]
        nulls = len(values) - sum(valid)
        self._nodes.append((len(values), nulls))
        self._buffer(_bits(valid) if nulls else b"")
        match type_:
            case ListOf(element):
                self._list(element, values, where)
            case Struct():
                self._struct(type_.members, values, where)
            case Scalar(name):
                self._scalars(name, values, where)

    def _scalars(self, name: str, values: Values, where: str) -> None:
        values = [None if value is None else _checked(name, value, where) for value in values]
        match name:
            case "boolean":
                self._buffer(_bits(values))
            case "int32":
                self._buffer(struct.pack(f"<{len(values)}i", *(value or 0 for value in values)))
            case "int64" | "timestamp-millis":
                self._buffer(struct.pack(f"<{len(values)}q", *(value or 0 for value in values)))
            case "float64":
                self._buffer(struct.pack(f"<{len(values)}d", *(value or 0.0 for value in values)))
            case _:
                self._offsets(values)
                self._buffer(b"".join(value or b"" for value in values))

    def _list(self, element: Type, values: Values, where: str) -> None:
        for value in values:
            if value is not None and not isinstance(value, (list, tuple)):
                raise _mismatch(value, "list", where)
        self._offsets(values)
        self._add(element, [item for value in values if value for item in value], where)

    def _struct(self, members: Sequence[Column], values: Values, where: str) -> None:
        for member in members:
            at = f"{where}.{member.name}"
            inner = [None if value is None else _member(value, member, at) for value in values]
            if not member.nullable and any(v is None for v, whole in zip(inner, values) if whole is not None):
                raise Mismatch(f"column `{at}` is not nullable, but has a null")
            self._add(member.type, inner, at)

    def _offsets(self, values: Sequence[Optional[Sized]]) -> None:
        offsets, end = [0], 0
        for value in values:
            end += len(value or ())
            offsets.append(end)
        self._buffer(struct.pack(f"<{len(offsets)}i", *offsets))

    def _buffer(self, content: bytes) -> None:
        self._buffers.append((self._length, len(content)))
        padded = content + bytes(-len(content) % 8)
        self._body.append(padded)
        self._length += len(padded)


def _checked(name: str, value: Any, where: str) -> Written:
    """The value as it is written: numbers, and bytes for text."""
    match name:
        case "boolean" if isinstance(value, bool):
            return value
        case "timestamp-millis" if isinstance(value, datetime) and value.tzinfo is not None:
            return (value - _EPOCH) // _MILLISECOND
        case "int32" | "int64" | "timestamp-millis" if type(value) is int:
            limit = _INT_RANGE[name]
            if -limit <= value < limit:
                return value
        case "float64" if type(value) in (int, float):
            return float(value)
        case "string" | "json" if isinstance(value, str):
            return value.encode()
        case "bytes" if isinstance(value, (bytes, bytearray)):
            return bytes(value)
    raise _mismatch(value, name, where)


def _mismatch(value: Any, name: str, where: str) -> Mismatch:
    return Mismatch(f"column `{where}`: {value!r:.80} is not of type {name}")


def _bits(flags: Sequence[Any]) -> bytes:
    bits = bytearray((len(flags) + 7) // 8)
    for i, flag in enumerate(flags):
        if flag:
            bits[i // 8] |= 1 << (i % 8)
    return bytes(bits)
