"""Examine the database server: whether what it says is kept is kept, and whether there is room for all who ask."""

from __future__ import annotations

from collections.abc import Iterator

from duken.config.findings import Finding, bad, good, odd
from duken.kernel import clock, sql

SKEW_SECONDS = 2
NEARLY_FULL = 0.8  # of all connections
LONG_OPEN_MINUTES = 30


def server() -> Iterator[Finding]:
    yield _version()
    yield _clock()
    yield _durability()
    yield _connections()
    yield _old_transactions()
    yield _extensions()


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


def _durability() -> Finding:
    """With any of these off, an order that was confirmed may be gone after a power cut."""
    off = [
        name
        for name, setting in sql.rows(
            "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')"
        )
        if setting == "off"
    ]
    if off:
        mend = "; ".join(f"ALTER SYSTEM SET {name} = on" for name in sorted(off)) + "; SELECT pg_reload_conf()"
        return bad("Durability", f"off: {', '.join(sorted(off))}; a power cut may lose confirmed orders", mend)
    return good("Durability", "what is confirmed is on the disk")


def _connections() -> Finding:
    [(used, most)] = sql.rows(
        "SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity"
        " WHERE backend_type = 'client backend'"
    )
    if used > most * NEARLY_FULL:
        what = f"{used} of {most} are taken: new ones will be refused"
        return bad("Connections", what, "Raise max_connections, run fewer DUKEN_WEB_THREADS, or put PgBouncer between.")
    return good("Connections", f"{used} of {most}")


def _old_transactions() -> Finding:
    """While one is open, no dead row anywhere can be cleared away."""
    found = sql.rows(
        """SELECT pid, extract(epoch FROM now() - xact_start)::int / 60 FROM pg_stat_activity
           WHERE datname = current_database() AND state <> 'active' AND xact_start < now() - make_interval(mins => %s)
           ORDER BY xact_start LIMIT 1""",
        [LONG_OPEN_MINUTES],
    )
    if found:
        pid, minutes = found[0]
        return odd(
            "Transactions", f"process {pid} left one open for {minutes} min", f"SELECT pg_terminate_backend({pid})"
        )
    return good("Transactions", "none is left open")


def _extensions() -> Finding:
    have = {name for (name,) in sql.rows("SELECT extname FROM pg_extension")}
    missing = {"pg_trgm", "unaccent"} - have
    if missing:
        wanted = "; ".join(f"CREATE EXTENSION {name}" for name in sorted(missing))
        return bad("Extensions", f"missing: {', '.join(sorted(missing))}", f"As a superuser of this database: {wanted}")
    return good("Extensions", "pg_trgm, unaccent")
