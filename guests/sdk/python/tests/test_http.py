"""How answers become responses and errors."""

import unittest

from witloof import testing  # before the others: it stands in for what they import
from witloof import instant
from witloof.errors import AuthExpired, Permanent, RateLimited, Transient
from witloof.http import Client, Retry, check
from witloof.request import Answer


def answer(status, body=b"no\n way", **headers):
    fields = [(name.replace("_", "-"), value.encode()) for name, value in headers.items()]
    return check("/x", Answer(status, fields, body))


class HttpTest(unittest.TestCase):
    def test_each_status_has_its_error(self):
        answer(204)
        for status, error in [(401, AuthExpired), (403, AuthExpired), (408, Transient), (500, Transient),
                              (503, Transient), (404, Permanent), (302, Permanent)]:
            with self.subTest(status), self.assertRaisesRegex(error, f"^GET /x answered {status}: no way$"):
                answer(status)

    def test_a_rate_limit_says_how_long(self):
        testing.imports.wall_clock.now.return_value.seconds = 1_517_356_800
        for status, headers, seconds in [
            (429, {"Retry_After": "7"}, 7), (503, {"retry_after": "7"}, 7), (429, {}, 60),
            (429, {"retry_after": "soon"}, 60), (429, {"retry_after": "Wed, 31 Jan 2018 00:00:10 GMT"}, 10),
            (429, {"retry_after": "Wed, 31 Jan 2017 00:00:10 GMT"}, 0),
        ]:
            with self.subTest((status, headers)), self.assertRaises(RateLimited) as limited:
                answer(status, **headers)
            self.assertEqual(seconds, limited.exception.seconds)

    def test_links_are_found_by_relation(self):
        link = '<https://a/?page=2,3>; rel="next", <https://a/?page=9>; title="x"; rel="last up"'
        response = answer(200, Link=link)
        self.assertEqual("https://a/?page=2,3", response.link("next"))
        self.assertEqual("https://a/?page=9", response.link("up"))
        self.assertIsNone(response.link("prev"))
        self.assertEqual("/p", answer(200, link="</p>; rel=next").link("next"))
        self.assertIsNone(answer(200, link="<broken; rel=next").link("next"))

    def test_another_origin_is_no_target(self):
        client = Client("https://a.org")
        self.assertEqual("/p?q=1", client.target("https://a.org/p?q=1"))
        self.assertEqual("/p", client.target("/p"))
        for url in ["https://b.org/p", "https://a.org.b.org/p", "http://a.org/p", "//b.org/p", "p", "https://a.org@b/"]:
            with self.subTest(url), self.assertRaises(Permanent):
                client.target(url)

    def test_an_origin_is_scheme_and_host(self):
        for url in ["ftp://a.org", "a.org", "https://", "https://u@a.org", "https://a.org/b", "http://a?b"]:
            with self.subTest(url), self.assertRaises(Permanent):
                Client(url)

    def test_only_what_may_pass_is_tried_again(self):
        retry = Retry(attempts=3, longest_wait=5)
        busy = Transient("busy")
        self.assertEqual([0.2, 0.4, None], [retry.wait(attempt, busy) for attempt in (1, 2, 3)])
        self.assertEqual(5, retry.wait(1, RateLimited(5)))
        self.assertIsNone(retry.wait(1, RateLimited(6)))
        self.assertIsNone(retry.wait(1, Permanent("no")))
        self.assertIsNone(Retry().wait(1, RateLimited(0)))

    def test_an_unexpected_body_is_permanent(self):
        with self.assertRaisesRegex(Permanent, "the answer to GET /x is not as expected"):
            answer(200).json()
        with self.assertRaises(Permanent), answer(200).expected():
            {}["data"]

    def test_instants_have_an_offset(self):
        self.assertEqual(1_517_356_800.5, instant.parse("2018-01-31T01:00:00.5+01:00").timestamp())
        for text in ["2018-01-31", "2018-01-31T00:00:00", "noon"]:
            with self.subTest(text), self.assertRaises(ValueError):
                instant.parse(text)
