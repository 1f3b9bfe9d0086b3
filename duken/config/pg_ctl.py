"""PostgreSQL's own programs, run as the right user, their complaints explained."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path

from duken.config import unprivileged
from duken.config.faults import Fault
from duken.config.postgres_binaries import Binaries

PATIENCE_SECONDS = 60


def initdb(binaries: Binaries, folder: Path, *options: str) -> None:
    arguments = ["--pgdata", str(folder), "--username", "duken", "--encoding", "UTF8", "--locale", "C.UTF-8"]
    arguments += ["--auth-local", "trust", "--auth-host", "reject", *options]
    made = _run(binaries, "initdb", arguments)
    if made.returncode:
        raise _explained("PostgreSQL could not make its files.", made.stderr, folder)


def start(binaries: Binaries, data: Path) -> None:
    """Start and wait until it accepts connections; raises Fault with the reason from its log."""
    log = data / "server.log"
    log_began = log.stat().st_size if log.exists() else 0
    arguments = ["start", "-D", str(data), "-l", str(log), "-s", "-w", "-t", str(PATIENCE_SECONDS)]
    started = _run(binaries, "pg_ctl", arguments)
    if started.returncode:
        raise _explained("PostgreSQL did not start.", started.stderr + _written_after(log, log_began), log)


def stop(binaries: Binaries, data: Path) -> None:
    arguments = ["stop", "-D", str(data), "-s", "-m", "fast", "-w", "-t", str(PATIENCE_SECONDS)]
    stopped = _run(binaries, "pg_ctl", arguments)
    if stopped.returncode and (data / "postmaster.pid").exists():
        raise _explained("PostgreSQL did not stop.", stopped.stderr, data / "server.log")


def _run(binaries: Binaries, program: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """In a session of its own, so that Ctrl-C in a terminal reaches us and not the database."""
    unprivileged.open_way_to(binaries.folder / program)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return subprocess.run(
        [binaries.program(program), *arguments],
        env={**environment, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        **unprivileged.run_as(),
    )


def _written_after(log: Path, offset: int) -> str:
    with suppress(OSError), log.open(errors="replace") as lines:
        lines.seek(offset)
        return lines.read()
    return ""


def _explained(what: str, said: str, where: Path) -> Fault:
    for sign, mend in _SIGNS.items():
        if sign in said:
            return Fault(f"{what} {_telling_line(said)}", where=str(where), mend=mend)
    return Fault(f"{what} {_telling_line(said)}", where=str(where), mend="Run `duken doctor`, or look into that place.")


def _telling_line(said: str) -> str:
    """The one or two lines a person needs out of many, without their time stamps."""
    lines = [re.sub(r"^[-\d]+ [\d:.]+ \w+ \[\d+\] ", "", line.strip()) for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if any(mark in line for mark in _MARKS) and not line.startswith("pg_ctl")]
    return "; ".join((telling or lines or ["It gave no reason."])[:2])


_MARKS = ("FATAL", "PANIC", "error", "could not", "invalid")
DISK = "Free some space, or set DUKEN_HOME to a folder on another disk."
_SIGNS = {
    "No space left on device": DISK,
    "Permission denied": "Give the folder to the user who runs Duken (chown -R), or set DUKEN_HOME.",
    "still in use": "Processes of the last server are still ending: wait a moment and try again.",
    "shared memory": "The machine or container has too little shared memory: give it more.",
    "already exists": "Another server uses these files: stop it, or wait until it has stopped.",
    "incompatible": "Set PG_BIN to the bin folder of the PostgreSQL version that wrote these files.",
}
