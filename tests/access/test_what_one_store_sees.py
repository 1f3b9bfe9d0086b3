"""A role held in one store is no key to the others: not to their people, keys, trail, nor to what all share."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access import audit
from duken.access.authenticate import actor_for_staff, actor_in_store
from duken.access.keys import actor_for_key, create_key, list_keys, revoke_key
from duken.access.models import User
from duken.access.scopes import COMPANY_WIDE, SCOPES
from duken.access.staff import create_staff, list_staff
from duken.access.trail import TrailQuery, browse_trail
from duken.kernel.actor import Actor, ScopeMissing
from duken.kernel.pages import Page
from duken.pricing.drafts import PriceDraft
from duken.pricing.set_prices import set_prices

pytestmark = pytest.mark.django_db


@pytest.fixture
def owners(make: Any) -> dict[str, Actor]:
    """Owners of High Street, of the market, and of everything."""
    places = {"high": make.shop("high-street").id, "market": make.shop("market").id, "all": None}
    for name, place in places.items():
        create_staff(f"{name}@example.com", password="a long walk to it", roles=[("owner", place)], by=make.by)
    return {name: actor_for_staff(User.objects.get(email=f"{name}@example.com"), channel="office") for name in places}


def test_people_are_seen_by_who_manages_their_store(owners: dict[str, Actor]) -> None:
    assert [one.email for one in list_staff(by=owners["high"])] == ["high@example.com"]
    assert len(list_staff(by=owners["all"])) == 3


def test_a_key_is_seen_and_revoked_by_who_manages_all_its_stores(owners: dict[str, Actor]) -> None:
    theirs = create_key("market", scopes=["orders.read"], stores=owners["market"].stores, by=owners["market"])
    wide = create_key("wide", scopes=["orders.read"], by=owners["all"])

    assert list_keys(by=owners["high"]) == []
    assert not revoke_key(theirs.prefix, by=owners["high"])
    assert not revoke_key(wide.prefix, by=owners["market"])
    assert actor_for_key(theirs.secret).may("orders.read")
    assert revoke_key(theirs.prefix, by=owners["market"])


def test_the_trail_of_a_store_is_what_its_own_people_did(owners: dict[str, Actor]) -> None:
    for name, owner in owners.items():
        audit.write("inventory.adjust", name, by=owner)

    def seen(by: Actor) -> set[str]:
        found = browse_trail(TrailQuery(acts=("inventory.adjust",)), page=Page("-at", 50), by=by)
        return {row.subject for row in found.rows}

    assert seen(owners["high"]) == {"high"}
    assert seen(owners["all"]) == {"high", "market", "all"}


def test_what_all_stores_share_is_not_changed_from_one(owners: dict[str, Actor], make: Any) -> None:
    make.selling("TEA", price_minor=499)

    with pytest.raises(ScopeMissing):
        set_prices([PriceDraft("retail", 1, sku="TEA")], by=owners["high"])

    assert SCOPES.keys() >= COMPANY_WIDE
    assert not COMPANY_WIDE & owners["high"].scopes
    assert owners["all"].scopes >= COMPANY_WIDE


def test_who_owns_all_stores_still_does_while_they_work_in_one(owners: dict[str, Actor]) -> None:
    [high] = owners["high"].stores or ()
    boss = User.objects.get(email="all@example.com")

    assert actor_in_store(boss, high, channel="office").may("pricing.write")
    assert not actor_in_store(User.objects.get(email="high@example.com"), high, channel="office").may("pricing.write")


def test_a_key_for_some_stores_opens_nothing_that_all_share(owners: dict[str, Actor]) -> None:
    key = create_key("shop", scopes=["orders.read", "pricing.write"], stores=owners["high"].stores, by=owners["all"])

    assert actor_for_key(key.secret).scopes == {"orders.read"}
