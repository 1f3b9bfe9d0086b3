"""Whom PostgreSQL runs as. It refuses root, so root lends it the system user `duken`."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from duken.config.faults import Fault

USER = "duken"


def is_root() -> bool:
    return os.geteuid() == 0


def run_as() -> dict[str, Any]:
    """Arguments for subprocess: nothing for an ordinary user, the system user `duken` for root."""
    if not is_root():
        return {}
    account = _account()
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}


def server_uid() -> int:
    """The user number the server runs under."""
    return _account().pw_uid if is_root() else os.geteuid()


def give(path: Path) -> None:
    """Hand one file or folder over to the user PostgreSQL runs as."""
    if is_root():
        account = _account()
        os.chown(path, account.pw_uid, account.pw_gid)


def open_way_to(folder: Path) -> None:
    """Let the user `duken` pass through (not list) the parents of `folder`; says aloud what it opened."""
    if not is_root():
        return
    for parent in reversed(folder.resolve().parents):
        mode = stat.S_IMODE(parent.stat().st_mode)
        if mode & stat.S_IXOTH:
            continue
        parent.chmod(mode | stat.S_IXOTH)
        print(
            f"duken: PostgreSQL runs as user {USER!r}; allowed passing through {parent} (chmod o+x)",
            file=sys.stderr,
        )


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        _create_account()
    return pwd.getpwnam(USER)


def _create_account() -> None:
    if shutil.which("useradd"):
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            USER,
        ]
    else:  # Alpine and other BusyBox systems
        command = ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", USER]
    try:
        made = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as absent:
        raise Fault("PostgreSQL refuses to run as root and no user could be made for it.", mend=_MEND) from absent
    if made.returncode and USER not in {account.pw_name for account in pwd.getpwall()}:  # another process may be first
        raise Fault(f"The user {USER!r} could not be made: {made.stderr.strip()}", mend=_MEND)
    print(f"duken: made the system user {USER!r}, because PostgreSQL refuses to run as root", file=sys.stderr)


_MEND = f"Make a system user named {USER!r}, or run Duken as an ordinary user, or set DATABASE_URL."
