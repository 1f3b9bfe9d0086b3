"""The address a request comes from: what counts how often somebody tries. Nobody chooses it by a header."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The other end of the connection; behind DUKEN_BEHIND_PROXY proxies, the one the outermost of them saw.

    Each proxy appends whom it saw to X-Forwarded-For: what stands further left is what the visitor made up.
    An IPv6 address counts as its network of 64 bits: one household or one server has all of it.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
        address = seen[-settings.PROXIES] if len(seen) >= settings.PROXIES else address
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)
