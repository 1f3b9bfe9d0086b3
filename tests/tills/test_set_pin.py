"""PINs: a till is given what to check them with, never the PIN; only who takes money in a shop has one there."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from duken.kernel.actor import system
from duken.tills.errors import CashierMissing, PinTooSimple
from duken.tills.models import Cashier
from duken.tills.set_pin import sellers, set_pin, take_pin_away

pytestmark = pytest.mark.django_db
BY = system("tests")


def test_a_pin_is_checked_by_what_is_kept_and_not_kept_itself(make: Any) -> None:
    make.seller("kim@example.com", pin="2580")

    kept = Cashier.objects.get()

    derived = hashlib.pbkdf2_hmac("sha256", b"2580", bytes(kept.salt), kept.iterations)
    assert (derived, len(kept.salt), kept.is_manager) == (bytes(kept.pin), 16, False)
    assert "2580" not in str(vars(kept))


@pytest.mark.parametrize("pin", ["", "123", "1111", "1234", "98765", "123456789", "12a4", "٢٥٨٠"])
def test_a_pin_that_anybody_guesses_is_none(make: Any, pin: str) -> None:
    seller = make.seller("kim@example.com")

    with pytest.raises(PinTooSimple):
        set_pin(seller, location_id=make.shop("high-street").id, pin=pin, by=BY)

    assert not Cashier.objects.exists()


def test_only_who_takes_money_in_a_shop_has_a_pin_there(make: Any) -> None:
    picker = make.seller("pat@example.com", role="picker")
    elsewhere = make.seller("sam@example.com", shop="soho")

    for user in (picker, elsewhere):
        with pytest.raises(CashierMissing):
            set_pin(user, location_id=make.shop("high-street").id, pin="2580", by=BY)

    assert not Cashier.objects.exists()


def test_the_office_sees_who_may_sell_and_who_has_a_pin(make: Any) -> None:
    kim = make.seller("kim@example.com", pin="2580")
    make.seller("max@example.com", role="manager")
    shop = make.shop("high-street").id

    assert [(one.name, one.is_manager, one.has_pin) for one in sellers(shop, by=BY)] == [
        ("kim", False, True),
        ("max", True, False),
    ]
    assert take_pin_away(kim, location_id=shop, by=BY)
    assert not take_pin_away(kim, location_id=shop, by=BY)
    assert not any(one.has_pin for one in sellers(shop, by=BY))
