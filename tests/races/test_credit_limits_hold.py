"""Orders of a company against the last of its limit, at the same moment, over HTTP and several processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duken.kernel import ids
from duken.kernel.actor import system
from duken.payments.on_account.reads import credit_of
from tests.races import table
from tests.races.shop import Shop
from tests.races.test_promises_are_given_once import BUYERS, buy, codes

BY = system("tests")


def test_a_credit_limit_is_never_exceeded(shop: Shop, make: Any, verify: Callable[[str], None]) -> None:
    """23.00 of limit, 200 orders of 5.00 on account: four, and 3.00 stay."""
    race, sku = "23.00 of limit for 200", "LIMIT-OF-COMPANY"
    make.selling(sku, price_minor=500, stock=BUYERS)
    company = make.company(limit_minor=2300)

    wish = {"company": ids.show("com", company), "payment": {"method": "on_account"}}
    record = buy(shop, "company", sku, BUYERS, **wish)

    credit = credit_of(company, "GBP", by=BY)
    table.ran(race, record, supply=4, sold=len(record.told(201)), refused=len(record.told(409)))
    assert (record.statuses(), set(codes(record))) == ({201: 4, 409: BUYERS - 4}, {"companies.credit_exceeded"})
    assert (credit.limit.minor, credit.owed.minor, credit.held.minor, credit.available.minor) == (2300, 0, 2000, 300)
    verify(race)
