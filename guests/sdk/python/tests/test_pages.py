"""Reading page by page, and resuming."""

import unittest

import pyarrow as pa
from witloof import cursor
from witloof.errors import Permanent
from witloof.pages import Page, PageReader, Position
from witloof.table import INT64, Column, Table

PAGES = [[1, 2], [], [3], [4, 5]]
TABLE = Table("t", [Column("id", INT64)])


def reader(resume=None, last=3):
    def fetch(target):
        page = int(target)
        return Page([{"id": id_} for id_ in PAGES[page]], str(page + 1) if page < last else None)

    return PageReader(TABLE, Position.resume(resume, "0"), fetch)


def rest(pages):
    ids = []
    while (batch := pages.next()) is not None:
        with pa.ipc.open_stream(batch) as stream:
            ids.append(stream.read_all()["id"].to_pylist())
    assert pages.next() is None
    return ids


class PagesTest(unittest.TestCase):
    def test_every_cursor_gives_exactly_the_rest(self):
        whole = reader()
        for left in ([[1, 2], [3], [4, 5]], [[3], [4, 5]], [[4, 5]], []):
            self.assertEqual(left, rest(reader(whole.cursor())))
            self.assertEqual(bool(left), whole.next() is not None)

    def test_a_later_run_finds_what_was_added(self):
        first = reader(last=0)
        self.assertEqual([[1, 2]], rest(first))
        self.assertEqual([[3], [4, 5]], rest(reader(first.cursor())))

    def test_a_page_that_names_itself_is_an_error(self):
        with self.assertRaises(Permanent):
            PageReader(TABLE, Position("0"), lambda _: Page([], "0")).next()

    def test_foreign_cursors_are_permanent(self):
        for foreign in (b"12345678", b"", b"\xff", b'{"version":2,"position":{"page":"0","skip":0}}', b"{}",
                        cursor.encode(1), cursor.encode({"page": "0", "skip": -1})):
            with self.subTest(foreign), self.assertRaises(Permanent):
                Position.resume(foreign, "0")
