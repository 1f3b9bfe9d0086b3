"""The shop with a guard taken out, for the controls: what Granian loads instead of duken.config.wsgi.

POST /plant/<name> takes the guard out in this process and puts back the one taken out before.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from duken.config.wsgi import application as shop
from tests.races.plants import PLANTS

_planted = ExitStack()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if not path.startswith("/plant/"):
        return shop(environ, start_response)
    _planted.close()
    for patched in PLANTS[path.removeprefix("/plant/")]():
        _planted.enter_context(patched)
    start_response("204 No Content", [("Content-Length", "0")])
    return []
