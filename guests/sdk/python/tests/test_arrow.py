"""What `witloof.arrow` writes, read by pyarrow."""

import unittest
from datetime import datetime, timedelta, timezone

import pyarrow as pa
from witloof.errors import Permanent
from witloof.table import (
    BOOLEAN, BYTES, FLOAT64, INT32, INT64, JSON, STRING, TIMESTAMP, Column, ListOf, Struct, Table,
)

ALL = [
    Column("boolean", BOOLEAN, nullable=True),
    Column("int32", INT32, nullable=True),
    Column("int64", INT64, nullable=True),
    Column("float64", FLOAT64, nullable=True),
    Column("string", STRING, nullable=True),
    Column("bytes", BYTES, nullable=True),
    Column("timestamp", TIMESTAMP, nullable=True),
    Column("json", JSON, nullable=True),
    Column("list", ListOf(ListOf(INT32)), nullable=True),
    Column("struct", Struct(Column("a", STRING), Column("b", ListOf(BOOLEAN), nullable=True)), nullable=True),
]
INSTANT = datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=timezone.utc)
FULL = {
    "boolean": True, "int32": -(2**31), "int64": 2**63 - 1, "float64": 0.1, "string": "très 🌱", "bytes": b"\0\xff",
    "timestamp": INSTANT, "json": "{}", "list": [[1, None], None, []], "struct": {"a": "x", "b": [False, None]},
}
NULLS = dict.fromkeys(FULL)


def read(stream):
    with pa.ipc.open_stream(stream) as reader:
        table = reader.read_all()
    table.validate(full=True)
    return table


class ArrowTest(unittest.TestCase):
    def test_every_type_and_null_survives(self):
        for rows in ([], [FULL], [NULLS], [FULL, NULLS] * 9, [NULLS] * 8 + [FULL]):
            with self.subTest(len(rows)):
                self.assertEqual(rows, read(Table("t", ALL).batch(rows)).to_pylist())

    def test_the_schema_is_the_one_of_the_contract(self):
        schema = read(Table("t", ALL).batch([])).schema
        self.assertEqual(schema.field("timestamp").type, pa.timestamp("ms", "UTC"))
        self.assertEqual(schema.field("json").type, pa.string())
        self.assertEqual(schema.field("list").type, pa.list_(pa.list_(pa.int32())))
        self.assertFalse(schema.field("struct").type.field("a").nullable)
        self.assertFalse(read(Table("t", [Column("id", INT64)]).batch([])).schema.field("id").nullable)

    def test_an_instant_may_be_milliseconds(self):
        table = Table("t", [Column("at", TIMESTAMP)])
        offset = timezone(timedelta(hours=-5))
        rows = [{"at": -1}, {"at": INSTANT.astimezone(offset)}]
        self.assertEqual([INSTANT, INSTANT], read(table.batch(rows))["at"].to_pylist())

    def test_what_does_not_fit_names_its_column(self):
        for column, value in [
            (INT32, 2**31), (INT32, True), (INT64, 1.0), (INT64, "1"), (FLOAT64, "1"), (BOOLEAN, 1), (STRING, b""),
            (BYTES, ""), (TIMESTAMP, datetime(2000, 1, 1)), (JSON, {}), (ListOf(INT32), "12"), (ListOf(INT32), ["1"]),
            (Struct(Column("a", INT32)), {}), (Struct(Column("a", INT32)), {"a": None}), (INT32, None),
        ]:
            with self.subTest((column, value)), self.assertRaisesRegex(Permanent, "table `t`: column `c"):
                Table("t", [Column("c", column)]).batch([{"c": value}])
