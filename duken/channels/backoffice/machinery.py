"""How the machinery behind the shop is doing: events on their way, jobs that wait or gave up."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from procrastinate.contrib.django.models import ProcrastinateJob

from duken.kernel import clock
from duken.kernel.backlog import backlog


class Machinery(NamedTuple):
    waiting_events: int
    oldest_event: datetime | None
    waiting_jobs: int
    failed_jobs: int

    @property
    def lag_seconds(self) -> int:
        return int((clock.now() - self.oldest_event).total_seconds()) if self.oldest_event else 0

    @property
    def is_late(self) -> bool:
        return self.lag_seconds > 60


def machinery() -> Machinery:
    """Three small counts on partial indexes."""
    waiting, oldest = backlog()
    jobs = ProcrastinateJob.objects
    return Machinery(waiting, oldest, jobs.filter(status="todo").count(), jobs.filter(status="failed").count())
