import json
import unittest
from datetime import datetime, timezone
from pathlib import Path

from witloof.testing import response  # before the connector: it stands in for the host

import app
import books
from witloof.errors import Permanent

CASSETTE = json.loads((Path(__file__).parent.parent / "cassette.json").read_text(encoding="utf-8"))


def recorded(index: int) -> str:
    """The body of a recorded answer."""
    return json.dumps(CASSETTE["exchanges"][index]["response"]["body"]["json"])


def read(index: int) -> books.Page:
    return books.page(response(recorded(index)), 5)


class BooksTest(unittest.TestCase):
    def test_a_page_has_rows_and_names_the_next(self):
        page = read(0)
        self.assertEqual(5, len(page.rows))
        self.assertEqual("/v1/books?limit=5&cursor=bXJr", page.next)
        self.assertIsNone(page.rows[2]["author"])
        self.assertEqual(datetime(2020, 5, 2, 13, 45, 30, 250_000, timezone.utc), page.rows[3]["published_at"])

    def test_the_last_page_names_none(self):
        page = read(2)
        self.assertEqual(2, len(page.rows))
        self.assertIsNone(page.next)

    def test_the_rows_fit_the_table(self):
        self.assertTrue(books.TABLE.batch(read(1).rows))

    def test_an_answer_of_another_shape_is_permanent(self):
        no_instant = recorded(0).replace("2019-03-04T09", "soon")
        for body in ["", "[]", '{"data": [{}], "next_cursor": null}', no_instant]:
            with self.subTest(body), self.assertRaises(Permanent):
                books.page(response(body), 5)

    def test_there_is_one_table(self):
        connector = app.Connector()
        self.assertEqual([books.TABLE], connector.discover())
        with self.assertRaisesRegex(Permanent, "`films`"):
            connector.open("films", None)
