"""The folder where everything of one Duken lies: database, pictures, secrets. `DUKEN_HOME` names it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_data_path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def folder() -> Path:
    """DUKEN_HOME; else `.duken` beside the source when run from a checkout; else the user's data folder."""
    if named := os.environ.get("DUKEN_HOME"):
        return Path(named).expanduser().resolve()
    if (CHECKOUT / "pyproject.toml").exists():
        return CHECKOUT / ".duken"
    return user_data_path("duken")


def secret(home: Path, name: str, make: Callable[[], str]) -> str:
    """A secret made once and kept in a file only the owner may read."""
    path = home / "secrets" / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = make()
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was faster
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(made)
        return made


def socket_folder(home: Path) -> Path:
    """Where PostgreSQL listens. A socket path is short (107 bytes), so a long home has a short alias."""
    inside = home / "run"
    if len(str(inside)) <= 80:
        return inside
    return Path(tempfile.gettempdir()) / f"duken-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"


def embedded_dsn(home: Path, database: str = "duken") -> str:
    return f"host={socket_folder(home)} user=duken dbname={database}"
