"""What a service gives page by page."""

from dataclasses import dataclass
from typing import Any, Callable, Optional

from . import cursor as cursors
from .errors import Permanent
from .table import Table


@dataclass(frozen=True)
class Page:
    """One page; `next` is what to ask for next, path and query, None on the last page."""

    rows: list[dict[str, Any]]
    next: Optional[str]


@dataclass(frozen=True)
class Position:
    """Where reading goes on: a page, and how many of its rows were read.

    On the last page these are all there were, so that a later run finds what was added since.
    """

    page: str
    skip: int = 0

    @staticmethod
    def resume(cursor: Optional[bytes], first: str) -> "Position":
        """The position of a cursor, or the first page: path and query."""
        if cursor is None:
            return Position(first)
        position = cursors.decode(cursor)
        match position:
            case {"page": str(page), "skip": int(skip)} if skip >= 0:
                return Position(page, skip)
        raise Permanent("the cursor is not one of this connector: it holds no page")

    def cursor(self) -> bytes:
        return cursors.encode({"page": self.page, "skip": self.skip})


class PageReader:
    """Reads a table whose batches are the pages of a service; `fetch` asks for the page at a path and query."""

    def __init__(self, table: Table, position: Position, fetch: Callable[[str], Page]) -> None:
        self._table = table
        self._position = position
        self._fetch = fetch
        self._exhausted = False

    def next(self) -> Optional[bytes]:
        """The next batch; None when there are no more, and None ever after."""
        while not self._exhausted:
            batch = self._advance()
            if batch is not None:
                return batch
        return None

    def cursor(self) -> bytes:
        """The position after the last batch that `next` gave."""
        return self._position.cursor()

    def _advance(self) -> Optional[bytes]:
        page = self._fetch(self._position.page)
        if page.next == self._position.page:
            raise Permanent(f"the page {page.next} names itself as the next one")
        rows = page.rows[self._position.skip :]
        batch = self._table.batch(rows) if rows else None
        if page.next is None:
            self._position = Position(self._position.page, len(page.rows))
            self._exhausted = True
        else:
            self._position = Position(page.next)
        return batch
