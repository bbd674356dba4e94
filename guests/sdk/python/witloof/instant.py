"""Instants in the answers of services."""

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Optional

from wit_world.imports import wall_clock


def parse(text: str) -> datetime:
    """Reads RFC 3339, such as `2018-01-31T06:30:00.5+01:00`; raises `ValueError`."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"`{text}` has no offset")
    return instant


def retry_after(value: str) -> Optional[int]:
    """How many seconds from now on a `Retry-After` asks to wait: a number, or an HTTP date. None for neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return int(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=timezone.utc)
    return max(0, int(date.timestamp()) - wall_clock.now().seconds)
