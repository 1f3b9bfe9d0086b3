"""Figures: what Prometheus may read. Requests by route, the lag of events, the jobs that gave up."""

from __future__ import annotations

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from duken.kernel import sql

CONTENT_TYPE = CONTENT_TYPE_LATEST
_OWN = CollectorRegistry()
REQUESTS = Counter("duken_requests", "Requests answered", ["method", "route", "status"], registry=_OWN)
SECONDS = Histogram(
    "duken_request_seconds",
    "Time to answer",
    ["method", "route"],
    registry=_OWN,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def written() -> bytes:
    """All figures in the text format of Prometheus; several web processes are added up."""
    shared = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(shared)
        return generate_latest(shared) + generate_latest(_of_the_shop())
    return generate_latest(_OWN) + generate_latest(_of_the_shop())


def _of_the_shop() -> CollectorRegistry:
    """Read fresh for every scrape: two counts on small partial indexes."""
    registry = CollectorRegistry()
    waiting, oldest = sql.rows(
        "SELECT count(*), coalesce(extract(epoch FROM now() - min(happened_at)), 0)"
        " FROM kernel_event WHERE position IS NULL"
    )[0]
    for name, about, value in (
        ("duken_events_waiting", "Events not yet told", waiting),
        ("duken_events_lag_seconds", "Age of the oldest of them", oldest),
    ):
        Gauge(name, about, registry=registry).set(float(value))
    jobs = Gauge("duken_jobs", "Jobs by status", ["status"], registry=registry)
    for status, count in sql.rows(
        "SELECT status::text, count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1"
    ):
        jobs.labels(status).set(count)
    return registry
