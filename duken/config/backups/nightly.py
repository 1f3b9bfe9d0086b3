"""Nightly: what the worker does about backups. Looks often, acts once; a night missed is made good in the morning."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import structlog
from django.conf import settings

from duken.config import lifeline, numbers, start_up
from duken.config.backups import shelf
from duken.config.faults import Fault
from duken.kernel import clock

AT, OFF = "02:30", "off"
log = structlog.get_logger("duken.backups")


def back_up_when_due() -> None:
    """In a process of its own, so that the worker goes on; it ends when the worker does. Then the oldest go."""
    if not is_due(clock.now(), at=wanted_at(), newest=shelf.newest_at() or _since(settings.DUKEN_HOME)):
        return
    reading, writing = os.pipe()
    try:
        made = subprocess.run(
            start_up.command("backup", "--json"),
            env=start_up.environment(settings.DUKEN_HOME) | {lifeline.NAME: str(reading)},
            pass_fds=[reading],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.close(reading)
        os.close(writing)
    if made.returncode:
        log.error("backup.failed", said=made.stderr.strip().rpartition("\n")[2][:500])
        return
    gone = shelf.keep_only(numbers.from_environment("DUKEN_BACKUP_KEEP", default=7, most=1000))
    log.info("backup.made", deleted=len(gone))


def is_due(now: datetime, *, at: str, newest: datetime) -> bool:
    """Whether the hour has come since the newest one was made."""
    if at == OFF:
        return False
    hour = datetime.combine(now.date(), _time(at), UTC)
    last = hour if hour <= now else hour - timedelta(days=1)
    return newest < last


def wanted_at() -> str:
    """DUKEN_BACKUP_AT; a demonstration has nothing to lose. Raises Fault."""
    given = os.environ.get("DUKEN_BACKUP_AT", "").strip() or (OFF if settings.IS_DEMO else AT)
    if given != OFF:
        _time(given)
    return given


def _time(given: str) -> time:
    try:
        return datetime.strptime(given, "%H:%M").replace(tzinfo=UTC).time()
    except ValueError:
        raise Fault(f"DUKEN_BACKUP_AT is no time of day: {given[:20]!r}.", mend="For instance 02:30, or off.") from None


def _since(home: Path) -> datetime:
    """A new shop waits for its first night."""
    born = home / "secrets"
    return datetime.fromtimestamp((born if born.exists() else home).stat().st_mtime, UTC)
