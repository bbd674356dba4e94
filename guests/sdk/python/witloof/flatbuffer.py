"""Writes flatbuffers, the format of Arrow's metadata: https://flatbuffers.dev/internals/

A buffer is made from its end to its beginning, as references point forward. A position is counted from the end, so
that it does not change while the buffer grows.
"""

import struct

Scalar = tuple[str, int]
"""A format of `struct` and a value."""
Reference = int
"""The position of what was written before."""


class Builder:
    def __init__(self) -> None:
        self._data = b""

    def string(self, text: str) -> Reference:
        utf8 = text.encode()
        return self._prepend(struct.pack("<I", len(utf8)) + utf8 + b"\0", 4)

    def references(self, positions: list[Reference]) -> Reference:
        """A vector of references."""
        size = 4 + 4 * len(positions)
        start = self._start(size, 4)
        offsets = [start - 4 - 4 * i - position for i, position in enumerate(positions)]
        return self._prepend(struct.pack(f"<I{len(offsets)}I", len(offsets), *offsets), 4)

    def structs(self, pairs: list[tuple[int, int]]) -> Reference:
        """A vector of structs of two 64-bit integers."""
        numbers = [number for pair in pairs for number in pair]
        elements = struct.pack(f"<{len(numbers)}q", *numbers)
        self._data = bytes(-len(self._data) % 8) + self._data
        self._data = elements + self._data
        return self._prepend(struct.pack("<I", len(pairs)), 4)

    def table(self, *fields: Scalar | Reference | None) -> Reference:
        """A table; a field that is None is absent."""
        sizes = [None if f is None else 4 if isinstance(f, int) else struct.calcsize(f[0]) for f in fields]
        places, end = [], 4
        for size in sizes:
            if size is None:
                places.append(0)
                continue
            end += -end % size
            places.append(end)
            end += size
        end += -end % 4
        start = self._start(end, 8)
        table = bytearray(end)
        vtable = struct.pack(f"<{2 + len(fields)}H", 4 + 2 * len(fields), end, *places)
        struct.pack_into("<i", table, 0, len(vtable))  # the vtable lies right before the table
        for value, place in zip(fields, places):
            if isinstance(value, int):
                struct.pack_into("<I", table, place, start - place - value)
            elif value is not None:
                struct.pack_into("<" + value[0], table, place, value[1])
        position = self._prepend(bytes(table), 8)
        self._data = vtable + self._data
        return position

    def finish(self, root: Reference) -> bytes:
        """The buffer, a multiple of 8 bytes long."""
        start = self._start(4, 8)
        pad = start - 4 - len(self._data)
        return struct.pack("<I", start - root) + bytes(pad) + self._data

    def _start(self, size: int, alignment: int) -> int:
        """Where something of a size will start."""
        end = len(self._data) + size
        return end + -end % alignment

    def _prepend(self, what: bytes, alignment: int) -> Reference:
        start = self._start(len(what), alignment)
        self._data = what + bytes(start - len(what) - len(self._data)) + self._data
        return start
