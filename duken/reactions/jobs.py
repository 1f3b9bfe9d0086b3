"""Jobs of the worker: what Procrastinate calls. Everything worth reading stands in deliver.py and schedules.py."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from duken.kernel import jobs
from duken.kernel.database_trouble import is_outage
from duken.reactions.all_reactions import TABLE
from duken.reactions.deliver import GivenUp, deliver_alone, deliver_together
from duken.reactions.schedules import SCHEDULES

OUTAGE_PAUSE_SECONDS = 3


class Backoff(BaseRetryStrategy):
    """2, 4, 8 … seconds, up to ten minutes, until it is done or the delivery was given up.

    The tries are counted where the delivery is, not here: an outage of the database may last as long as it likes.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, GivenUp):
            return None
        pause = OUTAGE_PAUSE_SECONDS if is_outage(exception) else jobs.pause_seconds(min(job.attempts + 1, jobs.TRIES))
        return RetryDecision(retry_in={"seconds": pause})


@app.task(name=jobs.TOGETHER, retry=Backoff())
def together(reaction: str, events: list[str]) -> None:
    deliver_together(TABLE.by_name[reaction], [UUID(event) for event in events])


@app.task(name=jobs.ALONE, retry=Backoff())
def alone(reaction: str, event: str) -> None:
    deliver_alone(TABLE.by_name[reaction], UUID(event))


def _schedule(cron: str, work: Callable[[], object]) -> None:
    name = f"duken.schedule.{work.__name__}"

    @app.periodic(cron=cron)
    @app.task(name=name, queueing_lock=name, lock=name)
    def run(timestamp: int) -> None:
        work()


for each in SCHEDULES:
    _schedule(each.cron, each.work)
