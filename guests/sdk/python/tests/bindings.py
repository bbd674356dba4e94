"""Stands in for what componentize-py generates, so that the library can be imported outside of a component."""

import sys
from types import ModuleType
from unittest.mock import MagicMock


class Err(Exception):
    pass


def install():
    types = ModuleType("componentize_py_types")
    types.Err, types.Ok = Err, type("Ok", (), {"__match_args__": ("value",)})
    world = ModuleType("wit_world")
    world.imports = MagicMock()
    for name in ("ErrorCode_DestinationIpProhibited", "ErrorCode_HttpRequestUriInvalid",
                 "ErrorCode_ConfigurationError", "ErrorCode_TlsCertificateError", "ErrorCode_HttpRequestDenied",
                 "ErrorCode_ConnectionRefused"):
        setattr(world.imports.wasi_http_types, name, type(name, (), {}))
    sys.modules.setdefault("componentize_py_types", types)
    sys.modules.setdefault("wit_world", world)
    sys.modules.setdefault("wit_world.imports", world.imports)
    return world.imports


imports = install()
