"""The keys that seal secrets: DUKEN_SECRET_KEYS (comma-separated, the newest first), or a file in DUKEN_HOME."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from duken.config import home

FILE = "sealing-keys"


def sealing_keys(folder: Path) -> list[str]:
    """Newest first; made on first use."""
    given = os.environ.get("DUKEN_SECRET_KEYS") or home.secret(folder, FILE, _new_key)
    return [key for key in given.replace("\n", ",").replace(" ", "").split(",") if key]


def add_sealing_key(folder: Path) -> None:
    """A new first key; the earlier ones still open what they sealed."""
    write_sealing_keys(folder, [_new_key(), *sealing_keys(folder)])


def write_sealing_keys(folder: Path, keys: list[str]) -> None:
    """Whole or not at all, and readable by nobody else at any moment."""
    path = folder / "secrets" / FILE
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(keys))
    fresh.replace(path)


def _new_key() -> str:
    """As Fernet.generate_key() makes it; its library is heavy, and every process reads its settings."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()
