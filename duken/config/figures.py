"""Figures: what Prometheus may read. docs/operations/figures.md lists them; a test asks that it does."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.db import Error
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, Metric, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from duken.config import shop_figures
from duken.config.sharing import shared_files
from duken.kernel.figures import FIGURES

CONTENT_TYPE = CONTENT_TYPE_LATEST
REQUESTS = Counter("duken_requests", "Requests answered", ["method", "route", "status"], registry=FIGURES)
SECONDS = Histogram(
    "duken_request_seconds",
    "Time to answer",
    ["method", "route"],
    registry=FIGURES,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


class _OfAllProcesses:
    """What every process of this home has counted, added up."""

    def collect(self) -> Iterator[Metric]:
        yield from MultiProcessCollector.merge(shared_files(), accumulate=True)


def written() -> bytes:
    """All figures in the text format of Prometheus. A database that is away takes only its own figures with it."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(FIGURES) + generate_latest(_of_the_shop())
    shared = CollectorRegistry()
    shared.register(_OfAllProcesses())
    return generate_latest(shared) + generate_latest(_of_the_shop())


def _of_the_shop() -> CollectorRegistry:
    registry = CollectorRegistry()
    try:
        shop_figures.read_into(registry)
    except Error:
        registry = CollectorRegistry()
        shop_figures.say_database_is_away(registry)
    return registry
