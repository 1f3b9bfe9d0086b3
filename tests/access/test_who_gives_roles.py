"""Nobody gives what they do not have: not a role in a store that is not theirs, not a scope through a key."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.authenticate import actor_for_staff
from duken.access.errors import UserMissing
from duken.access.keys import create_key
from duken.access.leave import stop_work
from duken.access.models import User
from duken.access.staff import create_staff, set_password, set_roles
from duken.kernel.actor import Actor, ScopeMissing, StoreForbidden, with_scopes

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def local_owner(make: Any) -> Actor:
    """Owner of one shop, in a company with another shop and an owner of everything."""
    here = make.shop("high-street")
    make.shop("market")
    create_staff("boss@example.com", password=PASSWORD, roles=[("owner", None)], by=make.by)
    create_staff("local@example.com", password=PASSWORD, roles=[("owner", here.id)], by=make.by)
    return actor_for_staff(User.objects.get(email="local@example.com"), channel="office")


def test_an_owner_of_one_shop_does_not_become_owner_of_all(local_owner: Actor) -> None:
    with pytest.raises(StoreForbidden):
        set_roles("local@example.com", roles=[("owner", None)], by=local_owner)
    with pytest.raises(StoreForbidden):
        create_staff("twin@example.com", password=PASSWORD, roles=[("owner", None)], by=local_owner)

    assert actor_for_staff(User.objects.get(email="local@example.com"), channel="office").stores is not None


def test_an_owner_of_one_shop_does_not_take_over_who_works_elsewhere(local_owner: Actor) -> None:
    for act in (
        lambda: set_password("boss@example.com", password=PASSWORD, by=local_owner),
        lambda: set_roles("boss@example.com", roles=[], by=local_owner),
        lambda: stop_work("boss@example.com", by=local_owner),
    ):
        with pytest.raises((StoreForbidden, UserMissing)):
            act()

    assert User.objects.get(email="boss@example.com").is_active


def test_an_owner_of_one_shop_manages_the_people_of_that_shop(local_owner: Actor) -> None:
    [here] = local_owner.stores or ()

    create_staff("new@example.com", password=PASSWORD, roles=[("cashier", here)], by=local_owner)
    set_roles("new@example.com", roles=[("manager", here)], by=local_owner)

    assert stop_work("new@example.com", by=local_owner)


def test_only_an_owner_of_all_shops_opens_the_settings(local_owner: Actor) -> None:
    assert [User.objects.get(email=f"{name}@example.com").is_staff for name in ("boss", "local")] == [True, False]


def test_a_key_is_given_no_scope_its_maker_lacks(local_owner: Actor) -> None:
    machine = with_scopes("key:duk_x", "api", {"access.keys", "orders.read"})

    with pytest.raises(ScopeMissing):
        create_key("wide", scopes=["orders.read", "payments.refund"], by=machine)
    with pytest.raises(StoreForbidden):
        create_key("everywhere", scopes=["orders.read"], by=local_owner)
    assert create_key("narrow", scopes=["orders.read"], stores=local_owner.stores, by=local_owner).secret
