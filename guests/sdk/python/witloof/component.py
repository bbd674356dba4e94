"""The contract's exports, in terms of a source and its readers."""

from typing import Any, Callable, Optional, ParamSpec, Protocol, TypeVar

from componentize_py_types import Err
from wit_world.imports import witloof_connector_types as contract

from . import errors
from .table import Column, ListOf, Scalar, Struct, Table, Type

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

_SCALARS: dict[str, Callable[[], contract.DataType]] = {
    "boolean": contract.DataType_Boolean,
    "int32": contract.DataType_Int32,
    "int64": contract.DataType_Int64,
    "float64": contract.DataType_Float64,
    "string": contract.DataType_String,
    "bytes": contract.DataType_Bytes,
    "timestamp-millis": contract.DataType_TimestampMillis,
    "json": contract.DataType_Json,
}


class Reader(Protocol):
    """One pass over a table."""

    def next(self) -> Optional[bytes]:
        """The next batch, as `Table.batch` writes it; None when there are no more, and None ever after."""

    def cursor(self) -> bytes:
        """The position after the last batch that `next` gave."""


class Connector(Protocol):
    """A connector that reads tables."""

    def discover(self) -> list[Table]:
        """The tables that can be read."""

    def open(self, table: str, cursor: Optional[bytes]) -> Reader:
        """Starts to read a table after the cursor, or from its beginning."""


class ReadHandle:
    """The resource `read-handle`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def next(self) -> Optional[bytes]:
        return _translated(self._reader.next)

    def cursor(self) -> bytes:
        return self._reader.cursor()


def source(connector: Connector) -> type[Any]:
    """The class that the component's module has to have under the name `Source`."""

    class Source:
        def discover(self) -> list[contract.Schema]:
            return [_schema(table) for table in _translated(connector.discover)]

        def open(self, table: str, cursor: Optional[bytes]) -> ReadHandle:
            return ReadHandle(_translated(connector.open, table, cursor))

    return Source


def _translated(
    call: Callable[_Arguments, _Result], *arguments: _Arguments.args, **named: _Arguments.kwargs
) -> _Result:
    try:
        return call(*arguments, **named)
    except errors.ConnectorError as error:
        raise Err(_contract_error(error)) from error


def _contract_error(error: errors.ConnectorError) -> contract.Error:
    match error:
        case errors.RateLimited():
            return contract.Error_RateLimited(error.seconds)
        case errors.Transient():
            return contract.Error_Transient(str(error))
        case errors.AuthExpired():
            return contract.Error_AuthExpired(str(error))
        case errors.SchemaIncompatible():
            return contract.Error_SchemaIncompatible(str(error))
    return contract.Error_Permanent(str(error))


def _schema(table: Table) -> contract.Schema:
    types: list[contract.DataType] = []
    fields = [_field(column, types) for column in table.columns]
    return contract.Schema(table.name, types, fields, table.key)


def _field(column: Column, types: list[contract.DataType]) -> contract.SchemaField:
    return contract.SchemaField(column.name, _add(column.type, types), column.nullable)


def _add(type_: Type, types: list[contract.DataType]) -> int:
    """Adds the type and those it refers to, which come first; its place in `types`."""
    types.append(_data_type(type_, types))
    return len(types) - 1


def _data_type(type_: Type, types: list[contract.DataType]) -> contract.DataType:
    match type_:
        case ListOf(element):
            return contract.DataType_List(_add(element, types))
        case Struct():
            return contract.DataType_Struct([_field(member, types) for member in type_.members])
        case Scalar(name):
            return _SCALARS[name]()
