"""The addresses at which this shop is opened: PUBLIC_URL alone; on one's own machine all its names for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

if TYPE_CHECKING:  # the process of live updates stays small
    from django.http import HttpRequest

_THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")


def own_origins() -> frozenset[str]:
    """The origins whose pages are ours, as browsers write them: "https://shop.example", or "http://localhost:8000" and
    its likes of the same port where PUBLIC_URL is one of them. Nobody else can serve a page there."""
    address = urlsplit(settings.PUBLIC_URL)
    host, colon, port = address.netloc.rpartition(":") if address.port else (address.netloc, "", "")
    if host not in _THIS_MACHINE:
        return frozenset({settings.PUBLIC_URL})
    return frozenset(f"{address.scheme}://{name}{colon}{port}" for name in _THIS_MACHINE)


def address_here(request: HttpRequest) -> str:
    """PUBLIC_URL, by the name of this machine that the visitor typed: under another one they would be a stranger."""
    here = f"{request.scheme}://{request.get_host()}"
    return here if here in own_origins() else str(settings.PUBLIC_URL)


def as_here(address: str, request: HttpRequest) -> str:
    """An absolute address; one of ours by the name the visitor typed, so that no form of theirs leads elsewhere."""
    ours = f"{settings.PUBLIC_URL}/"
    return f"{address_here(request)}/{address.removeprefix(ours)}" if address.startswith(ours) else address
