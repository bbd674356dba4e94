"""The source `chance` in Python: see ../README.md."""

import os
import random
import secrets
import time
import uuid
from datetime import datetime, timezone

from wit_world.imports import random as host

from witloof import cursor as cursors
from witloof.component import source
from witloof.errors import Permanent
from witloof.table import INT32, STRING, Column, Table

SAMPLES = 2
MADE_AT_IMPORT = random.Random()
WORDS = [f"word-{i}" for i in range(16)]
TABLE = Table("chance", [Column("sample", INT32), Column("name", STRING), Column("value", STRING)], key=["sample", "name"])


def chances():
    return {
        "time.time_ns": time.time_ns(),
        "time.monotonic_ns": time.monotonic_ns(),
        "datetime.now": datetime.now(timezone.utc).isoformat(),
        "random.random": random.random(),
        "random.Random": random.Random().random(),
        "random.Random of a module": MADE_AT_IMPORT.random(),
        "os.urandom": os.urandom(8).hex(),
        "secrets": secrets.token_hex(8),
        "uuid.uuid4": uuid.uuid4(),
        "hash": hash("witloof"),
        "order of a set": " ".join(set(WORDS)),
        "id": id(object()),
        "wasi:random": host.get_random_bytes(8).hex(),
    }


class Reader:
    def __init__(self, read):
        self.read = read

    def next(self):
        if self.read == SAMPLES:
            return None
        rows = [{"sample": self.read, "name": name, "value": str(value)} for name, value in chances().items()]
        self.read += 1
        return TABLE.batch(rows)

    def cursor(self):
        return cursors.encode(self.read)


class Chance:
    def discover(self):
        return [TABLE]

    def open(self, table, cursor):
        if table != TABLE.name:
            raise Permanent(f"there is no table `{table}`: there is {TABLE.name}")
        return Reader(0 if cursor is None else cursors.decode(cursor))


Source = source(Chance())
