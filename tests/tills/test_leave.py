"""What a cashier may not do alone: leave counts where a manager of the shop gave it, and never stops what happened."""

from __future__ import annotations

from typing import Any

import pytest

from duken.kernel import ids
from duken.tills.models import Difference, Entry
from tests.makers.journals import Device

pytestmark = pytest.mark.django_db


def takes_out(device: Device, amount_minor: int, approved_by: str | None) -> None:
    body = {"amount_minor": -amount_minor, "reason": "Expense", "note": "", "approved_by": approved_by}
    device.writes("cash_moved", body)


def differences(device: Device) -> list[tuple[str, ...]]:
    return [answer.differences for answer in device.send().answers]


def test_leave_of_a_manager_of_this_shop_and_of_nobody_else_counts(make: Any) -> None:
    device = make.device("A1")
    make.selling("TEA", stock=5)
    chief, seller = make.seller("kim@example.com", role="manager"), make.seller("sam@example.com")
    stranger = ids.new_id()
    device.opens()
    for giver in (chief, seller, stranger):
        takes_out(device, 2_000_000, str(giver))
    given = {"code": "1", "amount_minor": 0, "line_positions": None, "reason": "", "approved_by": str(seller)}
    device.sells(device.line(make.variant("TEA")), body={"discounts": [given]})

    assert differences(device) == [(), (), ("approval",), ("approval",), ("approval",)]
    assert Entry.objects.count() == 5
    assert make.lies_in_drawer(device) == 10_000 - 3 * 2_000_000 + 499
    told = Difference.objects.order_by("found_at", "pk").values_list("kind", "facts")
    assert list(told) == [("approval", {"approved_by": str(giver)}) for giver in (seller, stranger, seller)]


def test_a_manager_of_another_shop_is_none_here(make: Any) -> None:
    device = make.device("A1")
    chief = make.seller("kim@example.com", role="manager", shop="market-hall")
    device.opens()
    takes_out(device, 2_000_000, str(chief))

    assert differences(device) == [(), ("approval",)]


def test_cash_out_beyond_what_a_cashier_may_is_told_where_nobody_gave_leave(make: Any) -> None:
    device = make.device("A1", limits={"cash_out_minor": 500})
    device.opens()
    takes_out(device, 500, None)
    takes_out(device, 501, None)

    assert differences(device) == [(), (), ("cash_out",)]
    [told] = Difference.objects.values_list("kind", "amount_minor", "facts")
    assert told == ("cash_out", 501, {"reason": "expense"})
    assert make.lies_in_drawer(device) == 10_000 - 1_001


@pytest.mark.parametrize("odd", [{"discounts": 5}, {"returned": [1]}, {"discounts": None}, {"currency": "no money"}])
def test_a_field_that_its_kind_does_not_have_stops_nothing_whatever_it_says(make: Any, odd: dict[str, Any]) -> None:
    device = make.device("A1")
    device.opens()
    nobody = str(ids.new_id())

    device.writes("cash_moved", {"amount_minor": -100, "reason": "Expense", "approved_by": nobody, **odd})
    device.writes("drawer_opened", {"reason": "Change", "approved_by": {"a": 1}, **odd})

    assert differences(device) == [(), ("approval",), ()]
    assert Difference.objects.get().currency == "GBP"
