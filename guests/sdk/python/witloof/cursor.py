"""Cursors as JSON: `{"version":1,"position":…}`."""

import json
from typing import Any

from .errors import Permanent

_VERSION = 1
"""Raised when the meaning of a position changes."""


def encode(position: Any) -> bytes:
    """The bytes of a position that JSON can hold."""
    return json.dumps({"version": _VERSION, "position": position}, separators=(",", ":")).encode()


def decode(cursor: bytes) -> Any:
    """Reads what `encode` wrote; anything else raises `Permanent`."""
    try:
        content = json.loads(cursor)
        version, position = content["version"], content["position"]
    except (ValueError, KeyError, TypeError) as e:
        raise Permanent(f"the cursor is not one of this connector: {e!r}") from e
    if version != _VERSION:
        raise Permanent(f"the cursor has version {version}, this connector reads version {_VERSION}")
    return position
