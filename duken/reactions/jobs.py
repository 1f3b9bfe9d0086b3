"""Jobs of the worker: what Procrastinate calls. Everything worth reading stands in deliver.py and schedules.py."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from duken.kernel import jobs
from duken.reactions.all_reactions import TABLE
from duken.reactions.deliver import deliver_alone, deliver_together
from duken.reactions.schedules import SCHEDULES


class Backoff(BaseRetryStrategy):
    """2, 4, 8 … seconds, up to ten minutes, twelve times; then it is a dead letter."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts + 1 >= jobs.TRIES:
            return None
        return RetryDecision(retry_in={"seconds": jobs.pause_seconds(job.attempts + 1)})


@app.task(name=jobs.TOGETHER, retry=Backoff())
def together(reaction: str, events: list[str]) -> None:
    deliver_together(TABLE.by_name[reaction], [UUID(event) for event in events])


@app.task(name=jobs.ALONE, retry=Backoff(), pass_context=True)
def alone(context: JobContext, reaction: str, event: str) -> None:
    is_last_try = context.job.attempts + 1 >= jobs.TRIES
    deliver_alone(TABLE.by_name[reaction], UUID(event), is_last_try=is_last_try)


def _schedule(cron: str, work: Callable[[], object]) -> None:
    name = f"duken.schedule.{work.__name__}"

    @app.periodic(cron=cron)
    @app.task(name=name, queueing_lock=name, lock=name)
    def run(timestamp: int) -> None:
        work()


for each in SCHEDULES:
    _schedule(each.cron, each.work)
