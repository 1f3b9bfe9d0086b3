"""The worker: the relay of events, their reactions, everything on a schedule. One process of `duken work`."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from contextlib import suppress
from itertools import groupby
from operator import attrgetter

import structlog
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import Error, close_old_connections, connection
from procrastinate import PsycopgConnector
from procrastinate.contrib.django.utils import connector_params

from duken.kernel import clock, jobs, sql
from duken.kernel.relay import relay
from duken.reactions.all_reactions import TABLE, routes
from duken.reactions.deliver import deliver_together
from duken.reactions.jobs import app as tasks
from duken.webhooks.keep_sending import keep_sending

log = structlog.get_logger("duken.worker")

CONCURRENCY = 3  # jobs at once: two wait for the database or a provider while one thinks
BUSY_PAUSE, IDLE_PAUSE, IDLE_AFTER = 0.015, 0.05, 50  # seconds, seconds, empty looks
STOP_SECONDS = 2.5
DEAD_AFTER_SECONDS = 10
JUMP_SECONDS, LOOK_AT_CLOCK_SECONDS = 20, 1.0


def run() -> None:
    """Work until SIGTERM or SIGINT; a job in hand is finished, or taken up again by the next worker."""
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)  # we say ourselves what failed
    stop = threading.Event()
    relaying = threading.Thread(target=_relay, args=(stop,), name="relay", daemon=True)
    relaying.start()
    publishing = threading.Thread(target=_publish, args=(stop,), name="publishing", daemon=True)
    publishing.start()
    sending = threading.Thread(target=_send_webhooks, args=(stop,), name="webhooks", daemon=True)
    sending.start()
    asyncio.run(_keep_working(stop))
    relaying.join(timeout=1)
    publishing.join(timeout=1)
    sending.join(timeout=1)


def _relay(stop: threading.Event) -> None:
    """A relay that died in silence would leave every event lying: then the process ends, and another is started."""
    try:
        keep_relaying(stop)
    except Exception:
        log.exception("relay.died")
        os._exit(1)


def _publish(stop: threading.Event) -> None:
    """Where NATS_URL says so. The client is loaded only then: most shops have no use for it."""
    if settings.NATS_URL:
        from duken.reactions.publishing import keep_publishing

        keep_publishing(stop, settings.NATS_URL)


def _send_webhooks(stop: threading.Event) -> None:
    """As with the relay: who would stop in silence ends the process instead."""
    try:
        keep_sending(stop)
    except Exception:
        log.exception("webhooks.died")
        os._exit(1)


def keep_relaying(stop: threading.Event) -> None:
    """Look for new events, often while something happens and a little less often when nothing does."""
    empty_looks = 0
    next_check = 0
    while not stop.is_set():
        try:
            if next_check <= 0:
                take_up_orphaned_jobs()
                next_check = 60
            relayed = relay_once()
        except Error as problem:
            log.warning("relay.database", problem=type(problem).__name__)
            with suppress(Error):
                connection.close()
            stop.wait(0.5)
            continue
        empty_looks = 0 if relayed else empty_looks + 1
        next_check -= 1
        if not relayed:  # what was delivered has mostly made new events
            stop.wait(BUSY_PAUSE if empty_looks < IDLE_AFTER else IDLE_PAUSE)
    connection.close()


def relay_once() -> int:
    """Relay what is waiting; what is urgent (an order on its way to its shop) is delivered here, without the queue.

    So is everything else, while it is little and asks nobody outside.
    """
    relayed = relay(routes(), urgent=TABLE.urgent, quick=TABLE.quick)
    for reaction, lanes in groupby(relayed.now, key=attrgetter("reaction")):
        loads = list(lanes)
        deliver_together(TABLE.by_name[reaction], [event for load in loads for event in load.events])
        jobs.forget(loads)
    return relayed.events


def take_up_orphaned_jobs() -> int:
    """Jobs whose worker was killed go back into the queue: they are safe to repeat."""
    return len(
        sql.rows(
            """SELECT procrastinate_retry_job_v2(job.id, now(), NULL, NULL, NULL)
               FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
               WHERE job.status = 'doing'
                 AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))""",
            [DEAD_AFTER_SECONDS],
        )
    )


async def _keep_working(stop: threading.Event) -> None:
    """Procrastinate's worker, started again whenever the database was away or the clock was set.

    Schedules reckon from the last time they saw: after a day ahead and back they would be silent for a day.
    """
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()

    def ask_to_stop() -> None:
        stop.set()
        stopping.set()
        # A job that hangs in a call across the network does not keep us: it is taken up again.
        deadline = threading.Timer(STOP_SECONDS + 0.5, os._exit, args=(0,))
        deadline.daemon = True
        deadline.start()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask_to_stop)
    while not stopping.is_set():
        working = asyncio.create_task(_work())
        others = [asyncio.create_task(stopping.wait()), asyncio.create_task(clock_was_set())]
        await asyncio.wait({working, *others}, return_when=asyncio.FIRST_COMPLETED)
        for task in (working, *others):
            task.cancel()
        [result, *_] = await asyncio.gather(working, *others, return_exceptions=True)
        if not stopping.is_set():
            log.warning("worker.restarts", problem=type(result).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), timeout=0.5)


async def clock_was_set() -> None:
    """Returns when the clock has jumped: it went another way than time did."""
    loop = asyncio.get_running_loop()
    began = clock.now().timestamp() - loop.time()
    while abs(clock.now().timestamp() - loop.time() - began) < JUMP_SECONDS:
        await asyncio.sleep(LOOK_AT_CLOCK_SECONDS)


async def _work() -> None:
    # Schedules are deferred over a connection of Django's own in this thread; it may have died with the last worker.
    await sync_to_async(close_old_connections)()
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=CONCURRENCY + 1)
    async with tasks.with_connector(connector).open_async() as worker:
        await worker.run_worker_async(
            concurrency=CONCURRENCY,
            fetch_job_polling_interval=2.0,
            abort_job_polling_interval=60.0,
            shutdown_graceful_timeout=STOP_SECONDS,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=2.0,
            stalled_worker_timeout=float(DEAD_AFTER_SECONDS),
        )
