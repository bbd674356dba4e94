"""Why a call failed, and so what the host does next: the errors of the contract."""


class ConnectorError(Exception):
    """One of the errors below. Anything else that a connector raises ends its instance."""


class Transient(ConnectorError):
    """Worth another attempt, later: a server that answers 503, a broken connection."""


class Permanent(ConnectorError):
    """Another attempt would fail the same way."""


class AuthExpired(ConnectorError):
    """The credentials were refused."""


class SchemaIncompatible(ConnectorError):
    """The data no longer fits the schema that was discovered."""


class RateLimited(ConnectorError):
    """Try again after `seconds`, 0 to 2³² - 1."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"retry after {seconds} s")
        self.seconds = min(max(seconds, 0), 2**32 - 1)
