"""Makers of work in the shops."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from duken.fulfilment.models import Fulfilment
from duken.fulfilment.pick import pick_line
from duken.fulfilment.reads import FulfilmentRead, fulfilment
from duken.kernel.actor import system
from duken.kernel.relay import relay
from duken.reactions.all_reactions import TABLE, routes
from duken.reactions.deliver import deliver_alone, deliver_together


class FulfilmentMakers:
    def work_off(self, rounds: int = 12) -> None:
        """What `duken work` does, here and now: relay and react until nothing more happens.

        What fails stays behind, and its problem is raised when everything else is done. Inside a test's transaction
        nobody outside is asked: messages stay written, refunds stay requested.
        """
        from procrastinate.contrib.django.models import ProcrastinateJob

        failed: dict[int, Exception] = {}
        for _ in range(rounds):
            relay(routes())
            todo = ProcrastinateJob.objects.filter(status="todo").order_by("id").values("id", "args")
            waiting = [job for job in todo if job["id"] not in failed and not _stays(job)]
            if not waiting:
                break
            for job in waiting:
                try:
                    _deliver(job["args"])
                    _forget_job(job["id"])
                except Exception as problem:
                    failed[job["id"]] = problem
        for problem in failed.values():
            raise problem

    def fulfilment(self, order_id: UUID) -> FulfilmentRead:
        """The work for an order, after all reactions to it."""
        self.work_off()
        return fulfilment(Fulfilment.objects.get(order_id=order_id).pk, by=system("tests"))

    def picked(self, order_id: UUID, by: Any = None) -> FulfilmentRead:
        """The same with every line picked."""
        found = self.fulfilment(order_id)
        for line in found.lines:
            pick_line(found.id, line.id, quantity=line.left, by=by or system("tests"))
        return fulfilment(found.id, by=system("tests"))


def _deliver(carried: dict[str, Any]) -> None:
    reaction = TABLE.by_name[carried["reaction"]]
    if "events" in carried:
        deliver_together(reaction, [UUID(event) for event in carried["events"]])
    else:
        deliver_alone(reaction, UUID(carried["event"]))


def _stays(job: dict[str, Any]) -> bool:
    """A test that is rolled back asks nobody outside: the job goes on waiting."""
    return TABLE.by_name[job["args"]["reaction"]].asks_outside and connection.in_atomic_block


def _forget_job(job_id: int) -> None:
    from duken.kernel import sql

    sql.run("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
