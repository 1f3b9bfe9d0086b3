"""Figures of the shop as its database knows them, read fresh whenever somebody collects: seven small statements."""

from __future__ import annotations

from django.conf import settings
from prometheus_client import CollectorRegistry, Gauge

from duken.config.backups import shelf
from duken.kernel import backlog, clock, outlets, sql
from duken.ledger.reads import hold_counts

WORKER_ALIVE_SECONDS = 15


def read_into(registry: CollectorRegistry) -> None:
    """Raises django.db.Error when the database does not answer."""
    _events(registry)
    _jobs(registry)
    _holds(registry)
    _connections(registry)
    _backups(registry)
    _set(registry, "duken_database_up", "Whether the database answers", 1)


def say_database_is_away(registry: CollectorRegistry) -> None:
    _set(registry, "duken_database_up", "Whether the database answers", 0)


def _events(registry: CollectorRegistry) -> None:
    told = backlog.backlog()
    age = (clock.now() - told.oldest).total_seconds() if told.oldest else 0
    _set(registry, "duken_events_waiting", "Events not yet told", told.waiting)
    _set(registry, "duken_events_lag_seconds", "Age of the oldest of them", age)
    _set(registry, "duken_dead_letters", "Deliveries of events that were given up", backlog.dead_letters())
    if settings.NATS_URL:
        _set(registry, "duken_nats_waiting", "Events NATS has not got yet", outlets.backlog("nats").waiting)


def _jobs(registry: CollectorRegistry) -> None:
    jobs = Gauge("duken_jobs", "Jobs of the worker by status", ["status"], registry=registry)
    for status, count in backlog.jobs().items():
        jobs.labels(status).set(count)
    alive = backlog.workers(alive_seconds=WORKER_ALIVE_SECONDS)
    _set(registry, "duken_workers", "Workers alive", alive)


def _holds(registry: CollectorRegistry) -> None:
    holds = hold_counts(clock.now())
    _set(registry, "duken_holds_expiring", "Holds that end within five minutes unless captured", holds.expiring)
    _set(registry, "duken_holds_overdue", "Holds that should have ended a minute ago", holds.overdue)


def _connections(registry: CollectorRegistry) -> None:
    """The pool is PostgreSQL's: one connection for each thread that has asked it anything."""
    connections = Gauge(
        "duken_database_connections", "Connections to this database by state", ["state"], registry=registry
    )
    for state, count in sql.rows(
        "SELECT coalesce(state, 'unknown'), count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() GROUP BY 1"
    ):
        connections.labels(state).set(count)
    [(most,)] = sql.rows("SELECT current_setting('max_connections')::int")
    _set(registry, "duken_database_connections_most", "Connections the server allows in all", most)


def _backups(registry: CollectorRegistry) -> None:
    """None when there is none: a figure that is absent can be watched for too."""
    if newest := shelf.newest_at():
        age = (clock.now() - newest).total_seconds()
        _set(registry, "duken_backup_age_seconds", "Age of the newest verified backup", age)


def _set(registry: CollectorRegistry, name: str, about: str, value: float) -> None:
    Gauge(name, about, registry=registry).set(float(value))
