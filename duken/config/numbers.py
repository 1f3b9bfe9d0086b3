"""Numbers from the environment, checked before they are believed."""

from __future__ import annotations

import os

from duken.config.faults import Fault


def from_environment(name: str, *, default: int, least: int = 1, most: int) -> int:
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not given.isdigit() or not least <= int(given) <= most:
        raise Fault(f"{name} is not a number from {least} to {most}: {given[:40]!r}.", mend=f"Set or unset {name}.")
    return int(given)
