"""Writes Witloof source connectors in Python, with the standard library alone.

A connector is a class with `discover` and `open`; the module that componentize-py is given exports it:

    class Fruit:
        def discover(self):
            return [FRUIT]

        def open(self, table, cursor):
            client = Client(Settings.load().required("base-url"))
            return PageReader(FRUIT, Position.resume(cursor, "/v1/fruit?limit=100"), partial(page, client))

    Source = witloof.component.source(Fruit())

`table` describes tables, `arrow` writes their rows, `http` asks a service and tells its answers apart as the
contract wants, `pages` reads what a service gives page by page and resumes anywhere, `settings` reads the
configuration. Only `component`, `request`, `instant`, `http` and `settings` touch what componentize-py generates.
"""
