"""Stands in for the host, so that a connector can be imported and tested outside of a component.

Import this before the rest of `witloof` and before the connector:

    from witloof.testing import response

    import fruit

    page = fruit.page(response('{"data": []}'))
"""

import sys
from types import ModuleType
from typing import Any, Mapping, Union
from unittest.mock import MagicMock

_ERROR_CODES = (
    "ErrorCode_DestinationIpProhibited", "ErrorCode_HttpRequestUriInvalid", "ErrorCode_ConfigurationError",
    "ErrorCode_TlsCertificateError", "ErrorCode_HttpRequestDenied", "ErrorCode_ConnectionRefused",
)


class Err(Exception):
    """The error of a result."""


def _install() -> Any:
    types: Any = ModuleType("componentize_py_types")
    types.Err, types.Ok = Err, type("Ok", (), {"__match_args__": ("value",)})
    world: Any = ModuleType("wit_world")
    world.imports = MagicMock()
    for name in _ERROR_CODES:
        setattr(world.imports.wasi_http_types, name, type(name, (), {}))
    world.imports.store.get_all.return_value = []
    world.imports.environment.get_environment.return_value = []
    sys.modules["componentize_py_types"] = types
    sys.modules["wit_world"] = world
    sys.modules["wit_world.imports"] = world.imports
    return world.imports


imports = _install()
"""The component's imports, mocks all of them."""

from .http import Response  # noqa: E402 (what it imports is there only now)
from .request import Answer  # noqa: E402


def response(body: Union[str, bytes], target: str = "/", headers: Mapping[str, str] = {}) -> Response:
    """A 2xx answer to a path and query, for what is made of answers."""
    fields = [(name, value.encode()) for name, value in headers.items()]
    return Response(target, Answer(200, fields, body.encode() if isinstance(body, str) else body))


def configure(settings: Mapping[str, str]) -> None:
    """Says what `Settings.load` finds from now on."""
    imports.store.get_all.return_value = list(settings.items())
