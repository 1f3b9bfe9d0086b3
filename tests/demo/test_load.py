"""The demo comes in through the public verbs, once, and leaves every invariant standing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from duken.access.staff import list_staff
from duken.catalog.reads import variants_by_sku
from duken.config.invariants import look_at_all
from duken.demo import load
from duken.demo.load_offers import load_offers
from duken.inventory import reads as inventory
from duken.kernel import sql
from duken.kernel.actor import system
from duken.loyalty.save_programme import ProgrammeDraft, save_programme
from duken.stores import reads as stores
from duken.tills import browse_tills
from duken.tills.set_pin import sellers

BY = system("tests")
PASSWORD = "lantern-teapot-73"


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, transactional_db: None) -> None:
    """A dozen products, the sales of a few dozen customers."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(load, "SMALL_PRODUCTS", 12)
    monkeypatch.setattr(load, "SMALL_ONE_IN", 61)
    monkeypatch.setattr(load, "FIRST_PICTURES", 4)


def counts() -> dict[str, int]:
    tables = ("catalog_product", "orders_order", "orders_line", "returns_return", "ledger_transfer", "catalog_media")
    return {table: sql.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}


def test_the_demo_loads_once_and_verifies_clean(tiny: None) -> None:
    told: list[tuple[str, int, int]] = []

    summary = load.load_demo(small=True, progress=lambda *step: told.append(step), password=PASSWORD)

    assert summary.figures["products"] == 12
    assert summary.figures["orders"] > 50
    assert summary.figures["returns"] > 3
    assert {what for what, _, _ in told} >= {"Products", "Pictures", "Customers", "Returns"}
    assert {role for role, _, _ in summary.logins} == {name for staff in list_staff(by=BY) for name, _ in staff.roles}
    assert all(variant.picture for variant in variants_by_sku(["85123A", "85099B", "22423"]).values())
    assert len(stores.locations("shop")) == 6
    assert [breach for _, looked, _ in look_at_all() for breach in looked.breaches if _is_ours(breach.what)] == []

    assert [till.code for till in browse_tills.tills(by=BY)] == ["B1", "B5", "C3", "E6", "N4", "Y2"]
    assert sum(one.has_pin for one in sellers(stores.location("bath").id, by=BY)) == 2

    before = counts()
    again = load.load_demo(small=True, progress=lambda *_: None, password=PASSWORD)

    assert counts() == before
    assert again.logins == summary.logins


@pytest.mark.django_db
@pytest.mark.parametrize("own", [("club", True), ("club", False), ("friends", True)])
def test_the_owners_programme_is_not_overwritten(own: tuple[str, bool]) -> None:
    code, is_active = own
    save_programme(ProgrammeDraft(code, "Ours", "GBP", point_value_minor=7, is_active=is_active), by=BY)
    before = sql.rows("SELECT code, name, point_value_minor, is_active FROM loyalty_programme")

    load_offers(by=BY)

    assert sql.rows("SELECT code, name, point_value_minor, is_active FROM loyalty_programme") == before
    assert before == [(code, "Ours", 7, is_active)]


def test_most_of_the_demo_is_in_stock(tiny: None) -> None:
    load.load_shop(small=True, progress=lambda *_: None, password=PASSWORD)

    skus = [item.sku for goods in load._goods(True) for item in goods.items]
    variants = [variant.id for variant in variants_by_sku(skus).values()]
    levels = inventory.availability(variants, channel="web")

    in_stock = sum(level.sellable > 0 for level in levels.values())
    pairs = len(variants) * len(stores.locations())
    assert pairs * 0.7 < in_stock < pairs  # most is there, something is out somewhere
    assert min(inventory.totals(variants, channel="web").values()) > 0


def test_the_full_demo_is_not_poured_over_the_small_one(tiny: None) -> None:
    load.load_shop(small=True, progress=lambda *_: None, password=PASSWORD)

    with pytest.raises(load.OtherDemoHere):
        load.load_shop(small=False, progress=lambda *_: None, password=PASSWORD)


def _is_ours(claim: str) -> bool:
    """Events wait for the relay here: nobody runs `duken work` in this test."""
    return not claim.startswith(("Every event", "The feed"))
