"""Examine the shop: its tables, the events on their way, the worker, backups, languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from duken.config import migrated
from duken.config.backups import nightly, shelf
from duken.config.examine_server import server
from duken.config.findings import Finding, bad, good, odd
from duken.config.shop_figures import WORKER_ALIVE_SECONDS
from duken.kernel import backlog, clock

LAG_SECONDS = 60
OLD_BACKUP = timedelta(hours=36)


def shop() -> Iterator[Finding]:
    """Needs a database that answers; stops at missing tables, because the rest would only repeat it."""
    yield from server()
    missing = migrated.missing_here()
    if missing:
        yield bad("Tables", f"{len(missing)} migrations are not applied", "Run `duken migrate`.")
        return
    yield good("Tables", "up to date")
    yield _events()
    yield _dead_letters()
    yield _jobs()
    yield _backups()
    yield _languages()


def _events() -> Finding:
    waiting, oldest = backlog.backlog()
    age = (clock.now() - oldest).total_seconds() if oldest else 0
    if age > LAG_SECONDS:
        works = backlog.workers(alive_seconds=WORKER_ALIVE_SECONDS)
        mend = "Look at the worker's log: it runs, but is stuck." if works else _NO_WORKER
        return bad("Events", f"{waiting:,} wait to be told, the oldest for {age / 60:.0f} min", mend)
    return good("Events", f"{waiting:,} on their way")


def _dead_letters() -> Finding:
    given_up = backlog.dead_letters()
    if given_up:
        mend = "duken dead-letters list; mend what went wrong; duken dead-letters try-again"
        return bad("Dead letters", f"{given_up:,} events were given up after many attempts", mend)
    return good("Dead letters", "none")


def _jobs() -> Finding:
    jobs = backlog.jobs()
    if jobs["todo"] and not backlog.workers(alive_seconds=WORKER_ALIVE_SECONDS):
        return bad("Worker", f"not running, and {jobs['todo']:,} jobs wait for it", _NO_WORKER)
    if jobs["failed"]:
        return odd("Worker", f"{jobs['failed']:,} jobs gave up", "Look at them: duken manage procrastinate shell")
    return good("Worker", "no job has given up")


def _backups() -> Finding:
    """The names on the shelf are those of backups that were read back whole."""
    newest = shelf.newest_at()
    if settings.IS_DEMO:
        return good("Backup", "a demonstration needs none")
    if newest is None:
        return odd("Backup", f"none yet in {shelf.folder()}", "duken backup; `duken work` makes one every night.")
    age = clock.now() - newest
    if age > OLD_BACKUP:
        night = nightly.wanted_at()
        mend = "DUKEN_BACKUP_AT is off: run `duken backup`." if night == nightly.OFF else _NO_NIGHT
        return bad("Backup", f"the newest is {age / timedelta(days=1):.1f} days old", mend)
    return good("Backup", f"{age / timedelta(hours=1):.0f} h old, read back whole")


def _languages() -> Finding:
    """Every language but English needs its compiled messages."""
    missing = []
    for code, _ in settings.LANGUAGES:
        folder = {"sr-latn": "sr_Latn"}.get(code, code)
        found = any(Path(place, folder, "LC_MESSAGES", "django.mo").exists() for place in settings.LOCALE_PATHS)
        if code != "en" and not found:
            missing.append(code)
    if missing:
        return odd("Languages", f"no messages for {', '.join(missing)}; English is shown", "Run `make messages`.")
    return good("Languages", f"{len(settings.LANGUAGES)}")


_NO_WORKER = "Start `duken work`; `duken up` runs one."
_NO_NIGHT = "duken backup; then look why `duken work` makes none: its log says backup.failed."
