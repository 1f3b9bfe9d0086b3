"""Two web processes that share nothing but the database: a session, a basket and the stock are the same in both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import httpx
import pytest

from tests.machines import engines, servers, shop
from tests.machines.figures import note
from tests.machines.machine import Machine, three_machines
from tests.machines.test_replica_reads import basket_count, basket_form
from tests.machines.webs import order, start_web

BUYERS, SUPPLY = 40, 15


class Two(NamedTuple):
    database: Machine
    webs: list[str]
    key: str


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    engines.needed()
    with three_machines() as (database, one, other):
        servers.start_primary(database)
        settings = {"DATABASE_URL": servers.url(database), "DUKEN_SECRET_KEY": "the same on every machine" * 2}
        key = shop.fill(settings | {"DUKEN_HOME": str(one.folder / "home")}, stock=SUPPLY)
        webs = [start_web(machine, settings) for machine in (one, other)]
        yield Two(database, webs, key)


def test_a_basket_begun_at_one_is_full_at_the_other(two: Two) -> None:
    first, second = two.webs
    with httpx.Client(base_url=first, follow_redirects=True) as visitor:
        form = basket_form(visitor.get("/p/tea/").text)
        visitor.post("/basket/add/", data=form, headers={"Referer": f"{first}/p/tea/"})
        carried = dict(visitor.cookies)

    page = httpx.get(f"{second}/basket/", cookies=carried)

    assert page.status_code == 200
    assert basket_count(page.text) == "1"


def test_who_signed_in_at_one_is_known_at_the_other(two: Two) -> None:
    first, second = two.webs
    assert httpx.get(f"{second}/office/").status_code == 302
    with httpx.Client(base_url=first) as owner:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', owner.get("/office/login/").text)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "email": shop.OWNER, "password": shop.PASSWORD}
        assert owner.post("/office/login/", data=form, headers={"Referer": first}).status_code == 303
        carried = dict(owner.cookies)

    assert httpx.get(f"{second}/office/", cookies=carried).status_code == 200


def test_the_last_units_are_sold_once_whichever_of_the_two_is_asked(two: Two) -> None:
    def buy(number: int) -> int:
        return ask_for(two, two.webs[number % 2], number).status_code

    with ThreadPoolExecutor(BUYERS) as threads:
        answers = Counter(threads.map(buy, range(BUYERS)))

    assert answers == {201: SUPPLY, 409: BUYERS - SUPPLY}
    assert servers.ask(two.database, "SELECT count(*) FROM orders_order") == SUPPLY
    note("two webs", f"{BUYERS} buyers, {SUPPLY} units: sold / refused / oversold", f"{SUPPLY} / {BUYERS - SUPPLY} / 0")


def test_the_same_order_asked_for_at_both_is_one_order(two: Two) -> None:
    before = servers.ask(two.database, "SELECT count(*) FROM orders_order")

    answers = [ask_for(two, web, 0).json().get("id") for web in two.webs]

    assert len(set(answers)) == 1
    assert servers.ask(two.database, "SELECT count(*) FROM orders_order") == before


def ask_for(two: Two, address: str, number: int) -> httpx.Response:
    headers = {"Authorization": f"Bearer {two.key}", "Idempotency-Key": f"two-{number}"}
    return httpx.post(f"{address}/api/v1/orders", json=order(number=number), headers=headers, timeout=60)
