"""A client of one service."""

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Iterator, Optional

from wit_world.imports import logging, monotonic_clock, random

from . import instant
from .errors import AuthExpired, ConnectorError, Permanent, RateLimited, Transient
from .request import Answer, Origin

_DEFAULT_WAIT = 60  # seconds, for answers that ask to wait and do not say how long
_FIRST_BACKOFF = 0.2
_EXCERPT_CHARS = 200
_REQUEST_ID_BYTES = 16
_LINK = re.compile(r"<(?P<url>[^>]*)>(?P<parameters>[^<]*)")
_RELATIONS = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]*))', re.IGNORECASE)


@dataclass(frozen=True)
class Retry:
    """Which failures the client itself tries to get over: those that may pass.

    As long as there are attempts left and the wait is not too long. Without a `Retry-After` it waits 200 ms, then
    twice as long each time.
    """

    attempts: int = 1
    """Requests in all."""
    longest_wait: float = 0
    """Seconds; a call has its deadline, so waits belong to the host beyond that."""

    def wait(self, attempt: int, error: ConnectorError) -> Optional[float]:
        """How long to wait after the failure of an attempt, counted from 1; None when it is final."""
        if isinstance(error, RateLimited):
            wait = error.seconds
        elif isinstance(error, Transient):
            wait = _FIRST_BACKOFF * 2 ** (attempt - 1)
        else:
            return None
        return wait if attempt < self.attempts and wait <= self.longest_wait else None


class Response:
    """A 2xx answer."""

    def __init__(self, target: str, answer: Answer) -> None:
        self._target = target
        self._headers = answer.headers
        self.body = answer.body

    def header(self, name: str) -> Optional[str]:
        """The first value of a header."""
        values = self._values(name)
        return values[0] if values else None

    def json(self) -> Any:
        """The body, from JSON; anything else raises `Permanent`."""
        with self.expected():
            return json.loads(self.body)

    @contextmanager
    def expected(self) -> Iterator[None]:
        """Makes it a `Permanent` error when the answer is not what the code inside expects of it."""
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError) as e:
            raise Permanent(f"the answer to GET {self._target} is not as expected: {e!r}") from e

    def link(self, relation: str) -> Optional[str]:
        """The URL that the `Link` header (RFC 8288) gives for a relation, such as `next`."""
        for value in self._values("link"):
            for link in _LINK.finditer(value):
                for relations in _RELATIONS.finditer(link["parameters"]):
                    if relation in (relations[1] or relations[2] or "").split():
                        return link["url"]
        return None

    def _values(self, name: str) -> list[str]:
        return [value.decode("latin-1") for key, value in self._headers if key.lower() == name]


class Client:
    """A client of one service: it sends to one origin and nowhere else, and so the credentials.

    Each request carries an `X-Request-Id` of 16 random bytes and is logged under `http`. Needs the capabilities
    `http` with the host, `clock`, `random` and `log`.
    """

    def __init__(self, origin: str, token: Optional[str] = None, retry: Retry = Retry()) -> None:
        """`origin` is scheme, host and port; `token` goes into `Authorization: Bearer`."""
        self._origin = Origin(origin)
        self._headers = {"accept": "application/json"}
        if token is not None:
            self._headers["authorization"] = f"Bearer {token}"
        self._retry = retry

    def get(self, target: str) -> Response:
        """Asks for a path and query. Every answer but a 2xx is an error: see `check`."""
        attempt = 1
        while True:
            try:
                return self._attempt(target)
            except ConnectorError as error:
                wait = self._retry.wait(attempt, error)
                if wait is None:
                    raise
                message = f"attempt {attempt} failed, the next one in {wait} s: {error}"
            logging.log(logging.Level.INFO, "http", message)
            with monotonic_clock.subscribe_duration(int(wait * 1e9)) as pollable:
                pollable.block()
            attempt += 1

    def _attempt(self, target: str) -> Response:
        id_ = random.get_random_bytes(_REQUEST_ID_BYTES).hex()
        start = monotonic_clock.now()
        answer = self._origin.get(target, self._headers | {"x-request-id": id_})
        millis = (monotonic_clock.now() - start) // 1_000_000
        message = f"GET {target} answered {answer.status} in {millis} ms, request {id_}"
        logging.log(logging.Level.DEBUG, "http", message)
        return check(target, answer)

    def target(self, url: str) -> str:
        """The path and query of a URL that the service gave, such as the next page.

        One of another origin raises `Permanent`: the credentials are not for it.
        """
        target = url.removeprefix(self._origin.url)
        if not target.startswith("/") or target.startswith("//"):
            raise Permanent(f"the service names {url}, which is not a path of {self._origin.url}")
        return target


def check(target: str, answer: Answer) -> Response:
    """A 2xx answer; otherwise raises.

    401 and 403 `AuthExpired`, 429 and a 503 with `Retry-After` `RateLimited`, 408 and 5xx `Transient`, others
    `Permanent`.
    """
    response, status = Response(target, answer), answer.status
    if 200 <= status <= 299:
        return response
    said = f"GET {target} answered {status}: {_excerpt(answer.body)}"
    wait = response.header("retry-after")
    if status in (401, 403):
        raise AuthExpired(said)
    if status == 429 or status == 503 and wait is not None:
        seconds = None if wait is None else instant.retry_after(wait)
        raise RateLimited(_DEFAULT_WAIT if seconds is None else seconds)
    if status == 408 or status >= 500:
        raise Transient(said)
    raise Permanent(said)


def _excerpt(body: bytes) -> str:
    return " ".join(body.decode("utf-8", "replace").split())[:_EXCERPT_CHARS]
