"""One GET over `wasi:http`."""

import re
from dataclasses import dataclass

from componentize_py_types import Err, Ok
from wit_world.imports import outgoing_handler, streams
from wit_world.imports import wasi_http_types as http

from .errors import ConnectorError, Permanent, Transient

_MAX_BODY = 32 << 20  # keeps a runaway answer from eating the memory
_READ_SIZE = 64 << 10
_CONNECT_TIMEOUT = 10_000_000_000  # ns
_ANSWER_TIMEOUT = 25_000_000_000

# What the sandbox or the address forbids will not pass; what the network does may.
_PERMANENT = (
    http.ErrorCode_DestinationIpProhibited,
    http.ErrorCode_HttpRequestUriInvalid,
    http.ErrorCode_ConfigurationError,
    http.ErrorCode_TlsCertificateError,
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, bytes]]
    body: bytes


class Origin:
    """Scheme, host and port of a service: `https://api.example.org`."""

    def __init__(self, url: str) -> None:
        match = re.fullmatch(r"(https?)://([^/?#@\s]+)/?", url)
        if match is None:
            raise Permanent(f"`{url}` is not scheme and host such as https://api.example.org")
        self.url = f"{match[1]}://{match[2]}"
        self._scheme: http.Scheme = http.Scheme_Https() if match[1] == "https" else http.Scheme_Http()
        self._authority = match[2]

    def get(self, target: str, headers: dict[str, str]) -> Answer:
        """Sends a request and waits for all of the answer. `target` is path and query."""
        try:
            with outgoing_handler.handle(self._request(target, headers), _options()) as future:
                with future.subscribe() as pollable:
                    pollable.block()
                match future.get():
                    case Ok(Ok(response)):
                        return _read(target, response)
                    case Ok(Err(code)):
                        raise self._failure(target, code)
                raise Transient(f"GET {target}: the host gave no answer")
        except Err as e:
            raise self._failure(target, e.value) from e

    def _request(self, target: str, headers: dict[str, str]) -> http.OutgoingRequest:
        try:
            fields = http.Fields.from_list([(name, value.encode()) for name, value in headers.items()])
            request = http.OutgoingRequest(fields)
            request.set_scheme(self._scheme)
            request.set_authority(self._authority)
            request.set_path_with_query(target)
            return request
        except Err as e:
            raise Permanent(f"GET {target} cannot be sent: {e.value}") from e

    def _failure(self, target: str, code: http.ErrorCode) -> ConnectorError:
        if isinstance(code, http.ErrorCode_HttpRequestDenied):
            return Permanent(
                f"requests to {self._authority} are not allowed: name it under http in the manifest and grant it"
            )
        return (Permanent if isinstance(code, _PERMANENT) else Transient)(f"GET {target}: {code}")


def _options() -> http.RequestOptions:
    options = http.RequestOptions()
    for set_timeout, timeout in (
        (options.set_connect_timeout, _CONNECT_TIMEOUT),
        (options.set_first_byte_timeout, _ANSWER_TIMEOUT),
        (options.set_between_bytes_timeout, _ANSWER_TIMEOUT),
    ):
        try:
            set_timeout(timeout)
        except Err:
            pass  # a host that knows no timeouts is left to its own
    return options


def _read(target: str, response: http.IncomingResponse) -> Answer:
    with response:
        with response.headers() as fields:
            headers = fields.entries()
        body = bytearray()
        with response.consume() as incoming, incoming.stream() as stream:
            try:
                while len(body) <= _MAX_BODY:
                    body += stream.blocking_read(_READ_SIZE)
                raise Permanent(f"the answer to GET {target} exceeds {_MAX_BODY} bytes")
            except Err as e:
                if not isinstance(e.value, streams.StreamError_Closed):
                    with e.value.value as error:
                        why = error.to_debug_string()
                    raise Transient(f"the answer to GET {target} broke off: {why}") from e
        return Answer(response.status(), headers, bytes(body))
