"""Examine the settings: what is fine on a laptop and dangerous where strangers can reach it."""

from __future__ import annotations

import os
import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from duken.config import ports
from duken.config.findings import Finding, bad, good, odd

SHORTEST_SECRET = 40
_HERE = ("127.0.0.1", "localhost", "::1", "[::1]")


def settings_of() -> Iterator[Finding]:
    yield _debug()
    yield _secret_key()
    yield _pretended_bank()
    yield _names()
    yield _time_zones()
    yield _pictures(Path(settings.MEDIA_ROOT))


def is_public() -> bool:
    """Whether anybody but this machine is meant to come in."""
    return settings.PUBLIC_URL.startswith("https://") or ports.host() not in _HERE


def _debug() -> Finding:
    if settings.DEBUG and is_public():
        return bad("Debug", "visitors are shown settings and code when something breaks", "Unset DUKEN_DEBUG.")
    if settings.DEBUG:
        return odd("Debug", "on", "Unset DUKEN_DEBUG before others can reach this shop.")
    return good("Debug", "off")


def _secret_key() -> Finding:
    """Made by us it is long; typed by somebody it may be a word. On several machines it must be the same."""
    given = os.environ.get("DUKEN_SECRET_KEY")
    if given is not None and len(given) < SHORTEST_SECRET:
        return bad("Secret key", f"{len(given)} characters: it can be guessed", "openssl rand -base64 48")
    if given is None and os.environ.get("DATABASE_URL") and is_public():
        return bad(
            "Secret key",
            "not given, so each machine makes its own and visitors are signed out between them",
            "Set DUKEN_SECRET_KEY to the same value everywhere: openssl rand -base64 48",
        )
    return good("Secret key", "from the environment" if given else "made here, kept in DUKEN_HOME/secrets")


def _pretended_bank() -> Finding:
    if settings.TEST_GATEWAY and is_public() and not settings.IS_DEMO:
        return bad("Payments", "the pretended bank is open: goods leave without money", "Unset DUKEN_TEST_GATEWAY.")
    return good("Payments", "the pretended bank is open: a demonstration" if settings.TEST_GATEWAY else "real only")


def _names() -> Finding:
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    known = [name.strip("[]").lstrip(".") for name in settings.ALLOWED_HOSTS]
    if "*" not in known and not any(host == name or host.endswith(f".{name}") for name in known):
        return bad("Names", f"{host} (DUKEN_PUBLIC_URL) is not in DUKEN_HOSTS", f"Add it: DUKEN_HOSTS={host},…")
    if is_public() and not settings.PUBLIC_URL.startswith("https://"):
        return odd(
            "Names", "reachable from other machines without https", "Put a proxy with a certificate in front of it."
        )
    return good("Names", host)


def _time_zones() -> Finding:
    """Opening hours and promises are kept in the time of each shop."""
    try:
        zoneinfo.ZoneInfo("Europe/Belgrade")
    except zoneinfo.ZoneInfoNotFoundError:
        return bad("Time zones", "this machine knows none", "apt install tzdata, or pip install tzdata")
    return good("Time zones", "known")


def _pictures(folder: Path) -> Finding:
    existing = next(place for place in (folder, *folder.parents) if os.path.exists(place))
    if not os.access(existing, os.W_OK | os.X_OK):
        return bad("Pictures", f"this user may not write into {existing}", f"chown -R $(id -u) {existing}")
    return good("Pictures", str(folder))
