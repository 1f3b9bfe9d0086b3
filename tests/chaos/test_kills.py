"""kill -9, in the middle of many orders, of everything a shop is made of: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import psutil

from tests.chaos.harm import Harmed
from tests.chaos.shop import kill, wait_for


def test_one_of_the_web_processes(harmed: Harmed) -> None:
    victim = harmed.shop.web_worker()

    harmed.during_orders("kill -9: one web process of two", lambda: kill(victim))

    wait_for(lambda: len(harmed.shop.process("web").children()) >= 2, 30, "it was not replaced")


def test_the_web_server_whole(harmed: Harmed) -> None:
    harmed.during_orders("kill -9: the web server", lambda: kill(harmed.shop.process("web")))


def test_the_worker(harmed: Harmed) -> None:
    victim = harmed.shop.process("work")

    harmed.during_orders("kill -9: the worker", lambda: kill(victim), serves=harmed.sells_and_confirms)


def test_the_server_of_live_updates(harmed: Harmed) -> None:
    shop = harmed.shop

    def is_back() -> float:
        wait_for(lambda: not shop.is_healthy(shop.port + 1), 10, "it never went")
        return wait_for(lambda: shop.is_healthy(shop.port + 1), 60, "live updates did not come back")

    harmed.during_orders("kill -9: live updates", lambda: kill(shop.process("live")), serves=is_back)


def test_one_connection_of_the_database(harmed: Harmed) -> None:
    """PostgreSQL takes all its connections down with one that died, for it may have spoilt what they share."""

    def harm() -> None:
        [(backend,)] = harmed.shop.asked(
            """SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
               ORDER BY state = 'active' DESC, query_start DESC LIMIT 1"""
        )
        kill(psutil.Process(backend))

    harmed.during_orders("kill -9: a connection of PostgreSQL", harm, serves=harmed.sells_and_confirms)


def test_the_database(harmed: Harmed) -> None:
    def harm() -> None:
        postmaster = harmed.shop.cluster.process()
        assert postmaster is not None
        kill(postmaster)

    harmed.during_orders("kill -9: PostgreSQL", harm, serves=harmed.sells_and_confirms)


def test_duken_up_itself(harmed: Harmed) -> None:
    """Its children leave by themselves; then somebody starts it again."""
    shop = harmed.shop

    def harm() -> None:
        assert shop.program is not None
        shop.program.kill()
        shop.program.wait()
        wait_for(lambda: not shop.processes(), 20, "somebody outlived their parent")
        shop.open()

    harmed.during_orders("kill -9: duken up, started again by hand", harm, serves=harmed.sells_and_confirms)


def test_everything_at_once(harmed: Harmed) -> None:
    def harm() -> None:
        harmed.shop.kill_everything()
        harmed.shop.open()

    harmed.during_orders("kill -9: everything at once", harm, serves=harmed.sells_and_confirms)


def test_every_event_reached_its_reactions_once_and_no_job_is_left(harmed: Harmed) -> None:
    """What the worker had not done yet when it was killed is done after it."""
    shop = harmed.shop
    left = "SELECT count(*) FROM kernel_delivery WHERE applied_at IS NULL"

    wait_for(lambda: shop.asked(left) == [(0,)], 120, "deliveries were never made", every=1)

    jobs = "SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE %s AND status <> %s"
    wait_for(lambda: shop.asked(jobs, "duken.deliver%", "succeeded") == [(0,)], 30, "jobs were left", every=0.5)
    assert shop.asked("SELECT count(*) FROM kernel_delivery WHERE given_up_at IS NOT NULL") == [(0,)]
    assert shop.verify() == (True, "")
