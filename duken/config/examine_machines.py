"""Examine what lies on other machines: NATS and replicas. Says nothing where there are none."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from duken.config.findings import Finding, good, odd
from duken.kernel import clock, outlets, replicas

LAG_SECONDS = 60
FAR_BEHIND_BYTES = 16 * 1024 * 1024


def machines() -> Iterator[Finding]:
    if settings.NATS_URL:
        yield _nats()
    for alias, behind in replicas.behind_bytes().items():
        yield _replica(alias, behind)


def _nats() -> Finding:
    """A stream that cannot be reached makes this longer, and nothing else."""
    left = outlets.backlog("nats")
    age = (clock.now() - left.oldest).total_seconds() if left.oldest else 0
    if age > LAG_SECONDS:
        what = f"{left.waiting:,} events wait for it, the oldest for {age / 60:.0f} min; the shop sells on"
        return odd("NATS", what, "Does a majority of its servers run? Does `duken work` run with this NATS_URL?")
    return good("NATS", f"{left.waiting:,} events on their way")


def _replica(alias: str, behind: int | None) -> Finding:
    about = alias.capitalize()
    if behind is None:
        mend = "Start it, or look at Patroni; until then the primary answers everything."
        return odd(about, "does not answer, or is no replica (one of a pair is the primary)", mend)
    if behind > FAR_BEHIND_BYTES:
        return odd(about, f"{behind / 2**20:.0f} MB behind", "Is it busy, or its network slow? Nobody is sent there.")
    return good(about, f"{behind:,} bytes behind")
