"""What is configured."""

import unittest

from witloof import testing  # before the others: it stands in for what they import
from witloof.errors import Permanent
from witloof.settings import Settings, variable


class SettingsTest(unittest.TestCase):
    def setUp(self):
        testing.configure({"size": "0", "name": "n"})
        self.addCleanup(testing.configure, {})

    def test_bad_values_name_their_key(self):
        settings = Settings.load("size", "name")
        with self.assertRaisesRegex(Permanent, "`size` is `0`"):
            settings.number("size", range(1, 10), 3)
        with self.assertRaisesRegex(Permanent, "`url`"):
            settings.required("url")
        with self.assertRaisesRegex(Permanent, "`size`"):
            Settings.load("name")

    def test_what_is_absent_is_the_default(self):
        settings = Settings.load("size", "name")
        self.assertEqual((3, "n", "x"), (settings.number("other", range(1, 10), 3), settings.get("name", "x"),
                                         settings.get("other", "x")))

    def test_a_variable_must_be_set(self):
        testing.imports.environment.get_environment.return_value = [("A", "1")]
        self.addCleanup(setattr, testing.imports.environment.get_environment, "return_value", [])
        self.assertEqual("1", variable("A"))
        with self.assertRaisesRegex(Permanent, "B is not set"):
            variable("B")
