"""Live updates: who holds a ticket hears of its topics and of nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest
import time_machine
from django.db import connection, transaction

from duken.channels import live, live_feed
from duken.channels.live_feed import Feed, Listener, TooManyListeners
from duken.channels.live_tickets import Ticket, TicketRefused, order_topic, read_ticket, store_topic, ticket_for
from duken.fulfilment.events import FulfilmentRequested
from duken.kernel import ids
from duken.kernel.actor import Actor, StoreForbidden, system
from duken.kernel.events import record
from duken.kernel.relay import relay

BY = system("tests")


def happens(order: UUID, store: UUID) -> None:
    with transaction.atomic():
        record(FulfilmentRequested(order, ids.new_id(), store, "pickup", None), by=BY)
    relay({})


def ticket(*topics: str, holder: str = "staff:1") -> Ticket:
    return Ticket(holder, topics)


@contextmanager
def feeding() -> Iterator[tuple[Any, Feed]]:
    """A feed that reads this test's database, run in steps: `step(n)` waits for n pieces of news of a listener."""
    with asyncio.Runner() as runner:
        feed = Feed({**live._connection(), "dbname": connection.settings_dict["NAME"]})
        reading = runner.get_loop().create_task(feed.keep_reading())

        async def connected() -> None:
            while not feed.is_connected:
                await asyncio.sleep(0.01)

        runner.run(asyncio.wait_for(connected(), 10))

        def hear(listener: Listener) -> str:
            news = runner.run(_next(listener))
            return news.name if news else "nothing"

        yield hear, feed
        reading.cancel()


def knock(path: str, **headers: str) -> httpx.Response:
    """Ask the door of a server that has no database yet."""
    live.application.state.feed = Feed({})

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=live.application)
        async with httpx.AsyncClient(transport=transport, base_url="http://live") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


async def _next(listener: Listener) -> Any:
    try:
        return await asyncio.wait_for(listener.waiting.get(), 2)
    except TimeoutError:
        return None


def test_a_ticket_is_given_for_ones_own_store_only() -> None:
    here, there = ids.new_id(), ids.new_id()
    picker = Actor("staff:1", "store", frozenset({"fulfilment.read"}), frozenset({here}))

    assert read_ticket(ticket_for(picker, [store_topic(here)])).topics == (f"store:{here}",)
    with pytest.raises(StoreForbidden):
        ticket_for(picker, [store_topic(there)])
    with pytest.raises(ValueError, match="no such topic"):
        ticket_for(picker, ["everything:1"])


@pytest.mark.parametrize("text", ["", "x", "WyJh:1:2", "\x00", "a" * 5000])
def test_a_forged_ticket_opens_nothing(text: str) -> None:
    with pytest.raises(TicketRefused):
        read_ticket(text)


def test_an_old_ticket_opens_nothing() -> None:
    with time_machine.travel("2026-01-01T10:00:00Z", tick=False):
        made = ticket_for(BY, [order_topic(ids.new_id())])
    with time_machine.travel("2026-01-01T10:02:00Z", tick=False), pytest.raises(TicketRefused):
        read_ticket(made)


@pytest.mark.django_db(transaction=True)
def test_a_store_hears_of_its_own_orders_only() -> None:
    here, there, order = ids.new_id(), ids.new_id(), ids.new_id()
    with feeding() as (hear, feed):
        mine = feed.join(ticket(store_topic(here)), after=None)
        customer = feed.join(ticket(order_topic(order), holder="link:1"), after=None)
        stranger = feed.join(ticket(store_topic(there)), after=None)

        happens(order, here)

        assert hear(mine) == hear(customer) == "fulfilment.FulfilmentRequested"
        assert stranger.waiting.empty()


@pytest.mark.django_db(transaction=True)
def test_whoever_was_away_for_a_moment_hears_what_was_missed() -> None:
    here = ids.new_id()
    with feeding() as (hear, feed):
        other = feed.join(ticket(store_topic(here)), after=None)
        for _ in range(2):
            happens(ids.new_id(), here)
            hear(other)

        back = feed.join(ticket(store_topic(here)), after=feed.position - 1)
        assert hear(back) == "fulfilment.FulfilmentRequested"
        assert back.waiting.empty()
        long_away = feed.join(ticket(store_topic(here)), after=0)
        long_away.waiting.get_nowait()


@pytest.mark.django_db(transaction=True)
def test_when_too_much_has_happened_everybody_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_feed, "REMEMBERED", 3)
    here = ids.new_id()
    with feeding() as (hear, feed):
        mine = feed.join(ticket(store_topic(here)), after=None)
        with transaction.atomic():
            record(*(FulfilmentRequested(ids.new_id(), ids.new_id(), here, "pickup", None) for _ in range(9)), by=BY)
        relay({})

        assert hear(mine) == ""


def test_one_holder_cannot_take_all_connections() -> None:
    feed = Feed({})
    joined = [feed.join(ticket("order:1"), after=None) for _ in range(live_feed.PER_HOLDER_AT_MOST)]
    with pytest.raises(TooManyListeners):
        feed.join(ticket("order:1"), after=None)

    feed.leave(joined[0])
    feed.join(ticket("order:1"), after=None)


def test_a_slow_listener_is_told_to_look_again_and_costs_no_memory() -> None:
    feed = Feed({})
    slow = feed.join(ticket("order:1"), after=None)
    for position in range(500):
        slow.tell(live_feed.News(position, "x", frozenset({"order:1"})))

    assert slow.waiting.qsize() <= live_feed.WAITING_AT_MOST


@pytest.mark.parametrize("origin", ["", "https://evil.example"])
@pytest.mark.parametrize("query", ["", "ticket=forged"])
def test_the_door_is_closed_without_a_ticket(query: str, origin: str) -> None:
    answer = knock(f"/live?{query}", **({"Origin": origin} if origin else {}))

    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_good_ticket_is_no_good_on_somebody_elses_page() -> None:
    good = ticket_for(BY, [order_topic(ids.new_id())])

    assert knock(f"/live?ticket={good}", Origin="https://evil.example").status_code == 403


@pytest.mark.parametrize("page", ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000"])
def test_on_ones_own_machine_a_page_hears_under_each_name_of_it(settings: Any, page: str) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"

    answer = knock("/live", Origin=page)  # past the door of pages, stopped at the door of tickets

    assert answer.text == "The ticket is not valid, or too old.\n"
    assert answer.headers["Access-Control-Allow-Origin"] == page


@pytest.mark.parametrize(
    ("shop", "page"),
    [
        ("http://127.0.0.1:8000", "http://localhost:9000"),
        ("http://127.0.0.1:8000", "https://localhost:8000"),
        ("http://127.0.0.1:8000", "http://localhost.evil.example:8000"),
        ("http://127.0.0.1:8000", "null"),
        ("https://shop.example", "http://shop.example"),
        ("https://shop.example", "https://localhost"),
        ("https://shop.example", "http://127.0.0.1:8000"),
    ],
)
def test_a_page_from_elsewhere_hears_nothing(settings: Any, shop: str, page: str) -> None:
    settings.PUBLIC_URL = shop

    answer = knock(f"/live?ticket={ticket_for(BY, [order_topic(ids.new_id())])}", Origin=page)

    assert (answer.status_code, answer.text) == (403, "This page is not ours.\n")


def test_health_says_whether_news_would_arrive() -> None:
    assert knock("/readyz").status_code == 503
