"""The configuration, from `wasi:config/store`, and the granted environment."""

from componentize_py_types import Err
from wit_world.imports import environment, store

from .errors import Permanent, Transient


class Settings:
    """What the operator configured. Keys and values are text."""

    def __init__(self, entries: dict[str, str]) -> None:
        self._entries = entries

    @staticmethod
    def load(*known: str) -> "Settings":
        """Needs the capability `config`; refuses keys besides the known ones."""
        try:
            entries = dict(store.get_all())
        except Err as e:
            raise Transient(f"the configuration cannot be read: {e.value.value}") from e
        for key in entries:
            if key not in known:
                raise Permanent(f"unknown configuration key `{key}`: there are {', '.join(known)}")
        return Settings(entries)

    def get(self, key: str, default: str) -> str:
        """A value, or the default where the key is absent."""
        return self._entries.get(key, default)

    def required(self, key: str) -> str:
        """A value that must be there."""
        if key not in self._entries:
            raise Permanent(f"the configuration key `{key}` is missing")
        return self._entries[key]

    def number(self, key: str, allowed: range, default: int) -> int:
        """A number of the range, or the default where the key is absent."""
        value = self._entries.get(key)
        if value is None:
            return default
        if value.isascii() and value.isdigit() and int(value) in allowed:
            return int(value)
        raise Permanent(
            f"the configuration key `{key}` is `{value}`, it must be a number from {allowed[0]} to {allowed[-1]}"
        )


def variable(name: str) -> str:
    """A variable that must be set. Needs the capability `env` with its name."""
    for key, value in environment.get_environment():
        if key == name:
            return value
    raise Permanent(f"the environment variable {name} is not set")
