"""Examine the shop: database, migrations, events on their way, clock, languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from duken.config import migrated
from duken.config.examine_machines import machines
from duken.config.findings import Finding, bad, good, odd
from duken.kernel import clock, sql

LAG_SECONDS = 60
SKEW_SECONDS = 2


def shop() -> Iterator[Finding]:
    """Needs a database that answers; stops at missing tables, because the rest would only repeat it."""
    yield _version()
    yield _clock()
    missing = migrated.missing_here()
    if missing:
        yield bad("Tables", f"{len(missing)} migrations are not applied", "Run `duken migrate`.")
        return
    yield good("Tables", "up to date")
    yield _extensions()
    yield _events()
    yield _jobs()
    yield _languages()
    yield from machines()


def _version() -> Finding:
    number = int(sql.rows("SHOW server_version_num")[0][0])
    if number < 150_000:
        return bad("Server", f"PostgreSQL {number // 10_000}", "Use PostgreSQL 15 or newer.")
    return good("Server", f"PostgreSQL {number // 10_000}.{number % 10_000}")


def _clock() -> Finding:
    there = sql.rows("SELECT clock_timestamp()")[0][0]
    skew = abs((clock.now() - there).total_seconds())
    if skew > SKEW_SECONDS:
        return bad("Clock", f"{skew:.0f} s away from the database's", "Turn on time synchronisation (NTP) on both.")
    return good("Clock", "agrees with the database")


def _extensions() -> Finding:
    have = {name for (name,) in sql.rows("SELECT extname FROM pg_extension")}
    missing = {"pg_trgm", "unaccent"} - have
    if missing:
        wanted = "; ".join(f"CREATE EXTENSION {name}" for name in sorted(missing))
        return bad("Extensions", f"missing: {', '.join(sorted(missing))}", f"As a superuser of this database: {wanted}")
    return good("Extensions", "pg_trgm, unaccent")


def _events() -> Finding:
    waiting, oldest = sql.rows("SELECT count(*), min(happened_at) FROM kernel_event WHERE position IS NULL")[0]
    age = (clock.now() - oldest).total_seconds() if oldest else 0
    if age > LAG_SECONDS:
        what = f"{waiting:,} wait to be told, the oldest for {age / 60:.0f} min"
        return bad("Events", what, "Is `duken work` running? `duken up` runs it; on a server, start one.")
    return good("Events", f"{waiting:,} on their way")


def _jobs() -> Finding:
    failed = sql.rows("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")[0][0]
    if failed:
        return odd(
            "Jobs", f"{failed:,} gave up", "Look at them in the back office, or: duken manage procrastinate shell"
        )
    return good("Jobs", "none has given up")


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
