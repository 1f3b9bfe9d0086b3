"""Walk: every address the program answers, as operations ("POST /office/orders/<uuid:order_id>/cancel/")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from duken.channels.api.api import api

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# One address, several doors: each value has a scope of its own.
_EACH = {"office/stock/book/<slug:code>/": ("code", ("receive", "send", "adjust", "keep", "safety"))}
LIVE = "live"  # the server of live updates is a process of its own, with one door


class Operation(NamedTuple):
    method: str
    route: str

    def __str__(self) -> str:
        return f"{self.method} /{self.route}"

    @property
    def parameters(self) -> list[str]:
        return _PARAMETER.findall(self.route)


def operations() -> list[Operation]:
    """All of them; whether an address knows the method is found out by asking."""
    found = {Operation(method, route) for route in _routes() for method in ("GET", "POST")}
    found |= {Operation(method, route) for method, route in _beyond_post()}
    return sorted(found | {Operation("GET", LIVE)}, key=lambda one: (one.route, one.method))


def _routes() -> Iterator[str]:
    for route in sorted({route for route, _ in patterns()}):
        name, values = _EACH.get(route, ("", ()))
        yield from (re.sub(rf"<\w+:{name}>", value, route) for value in values)
        if not values:
            yield route


def patterns(of: Any = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in get_resolver().url_patterns if of is None else of:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern), one


def _beyond_post() -> Iterator[tuple[str, str]]:
    """PUT, PATCH, DELETE… which only the API has: its document names them."""
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method in methods.keys() - {"get", "post", "parameters"}:
            yield method.upper(), path.strip("/").replace("{", "<").replace("}", ">")
