"""A replica answers what may be a second old; whoever has written sees it at the next look, however late it is."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import NamedTuple

import httpx
import pytest

from tests.machines import engines, servers, shop
from tests.machines.figures import note
from tests.machines.machine import Machine, three_machines, wait_until
from tests.machines.webs import order, start_web

LAST_ASKED = """SELECT coalesce(extract(epoch FROM max(query_start)), 0) FROM pg_stat_activity
WHERE datname = 'duken' AND pid <> pg_backend_pid() AND query NOT LIKE '%pg_last_wal_replay_lsn%'"""


class Pair(NamedTuple):
    primary: Machine
    replica: Machine
    web: str
    key: str


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    engines.needed()
    with three_machines() as (primary, replica, outside):
        servers.start_primary(primary)
        settings = {"DATABASE_URL": servers.url(primary), "DUKEN_HOME": str(outside.folder / "home")}
        key = shop.fill(settings)
        servers.start_replica(replica, of=primary)
        web = start_web(outside, settings | {"DATABASE_REPLICA_URLS": servers.url(replica)})
        yield Pair(primary, replica, web, key)


@pytest.fixture
def replaying(pair: Pair) -> Iterator[None]:
    """However a test ends, the replica goes on."""
    yield
    servers.ask(pair.replica, "SELECT pg_wal_replay_resume()")
    wait_until(lambda: answers_from_replica(pair), seconds=20, what="the replica to be believed again")


def test_pages_with_the_mark_are_answered_by_the_replica(pair: Pair) -> None:
    wait_until(lambda: answers_from_replica(pair), seconds=20, what="the replica to be believed")
    with httpx.Client(base_url=pair.web) as visitor:
        for path in ("/", "/search/?q=tea", "/search/suggest/?q=te", "/p/tea/"):
            before = last_asked(pair.replica)
            assert visitor.get(path).status_code == 200, path
            assert last_asked(pair.replica) > before, f"{path} was not put to the replica"
        before = last_asked(pair.replica)
        assert visitor.get("/basket/").status_code == 200
        assert last_asked(pair.replica) == before


@pytest.mark.usefixtures("replaying")
def test_whoever_puts_something_in_a_basket_sees_it_on_the_next_page_though_the_replica_stands_still(
    pair: Pair,
) -> None:
    with httpx.Client(base_url=pair.web, follow_redirects=True) as visitor:
        product = visitor.get("/p/tea/").text
        servers.ask(pair.replica, "SELECT pg_wal_replay_pause()")
        answered = visitor.post("/basket/add/", data=basket_form(product), headers={"Referer": f"{pair.web}/p/tea/"})
        assert answered.status_code == 200
        assert "seen" in visitor.cookies

        assert basket_count(visitor.get("/p/tea/").text) == "1"


@pytest.mark.usefixtures("replaying")
def test_a_machine_says_what_it_has_seen_and_one_that_says_nothing_is_answered_by_the_primary(pair: Pair) -> None:
    with httpx.Client(base_url=pair.web, headers={"Authorization": f"Bearer {pair.key}"}) as machine:
        old = sellable(machine, "0")
        servers.ask(pair.replica, "SELECT pg_wal_replay_pause()")
        placed = machine.post("/api/v1/orders", json=order(), headers={"Idempotency-Key": str(time.time_ns())})
        assert placed.status_code == 201

        assert sellable(machine, "0") == old
        assert sellable(machine, placed.headers["X-Duken-LSN"]) == old - 1
        assert sellable(machine, None) == old - 1


@pytest.mark.usefixtures("replaying")
def test_a_replica_that_falls_behind_is_left_alone_within_two_seconds(pair: Pair) -> None:
    with httpx.Client(base_url=pair.web, headers={"Authorization": f"Bearer {pair.key}"}) as machine:
        old = sellable(machine, "0")
        servers.ask(pair.replica, "SELECT pg_wal_replay_pause()")
        machine.post("/api/v1/orders", json=order(), headers={"Idempotency-Key": str(time.time_ns())})
        seconds = wait_until(lambda: sellable(machine, "0") == old - 1, seconds=5, what="an answer that is not old")

    assert seconds < 2.5
    note("replica", "oldest answer while it stands still, seconds", seconds)


def test_a_dead_replica_costs_nobody_an_answer(pair: Pair) -> None:
    wait_until(lambda: answers_from_replica(pair), seconds=20, what="the replica to be believed")
    pair.replica.kill()
    with httpx.Client(base_url=pair.web) as visitor:
        took = []
        for _ in range(40):
            began = time.monotonic()
            assert visitor.get("/p/tea/").status_code == 200
            took.append(time.monotonic() - began)

    assert max(took) < 3
    note("replica", "killed: pages failed of 40 / slowest, seconds", f"0 / {max(took):.2f}")


def sellable(machine: httpx.Client, seen: str | None) -> int:
    headers = {"X-Duken-LSN": seen} if seen is not None else {}
    answer = machine.get("/api/v1/availability", params={"sku": "TEA"}, headers=headers)
    return int(answer.json()["items"][0]["sellable"])


def last_asked(machine: Machine) -> float:
    """When somebody but the watcher put a question to this server."""
    return float(str(servers.ask(machine, LAST_ASKED)))


def answers_from_replica(pair: Pair) -> bool:
    before = last_asked(pair.replica)
    httpx.get(f"{pair.web}/p/tea/")
    return last_asked(pair.replica) > before


def basket_form(page: str) -> dict[str, str]:
    """What the form "put into the basket" of a product page would send."""
    form = page[page.index('class="buy"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("</form>")]))


def basket_count(page: str) -> str:
    found = re.search(r'id="basket-count"[^>]*><span aria-hidden="true">(\d*)<', page)
    assert found
    return found[1]
