"""Orders for companies: their prices, their buyers' limits, the same stock, retail offers kept apart."""

from __future__ import annotations

from typing import Any

import pytest

from duken.customers.companies.errors import CompanyMissing, CompanyStopped, NotTheirBuyer, OverBuyersLimit
from duken.customers.companies.save_companies import CompanyDraft, save_companies
from duken.fulfilment.hand_over import hand_over
from duken.fulfilment.mark_ready import mark_ready
from duken.inventory.errors import NotEnoughStock
from duken.kernel.actor import ScopeMissing, system, with_scopes
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.loyalty.reads import points_of
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.errors import OrderMissing
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.orders.reads import OrderFilter, order, orders
from duken.payments.errors import MethodUnknown

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def café(make: Any) -> Any:
    """Tea costs people 5.00, the trade 4.00 without tax and 3.50 from ten on; there are 20."""
    make.selling("TEA", price_minor=500, stock=20)
    make.price_list("trade", customer_group="trade", includes_tax=False)
    make.price("TEA", 400, price_list="trade")
    make.price("TEA", 350, price_list="trade", min_quantity=10)
    return make.company("Café", group="trade")


def place(make: Any, by: Any, **said: Any) -> OrderRead | Refusal:
    [answer] = place_orders([make.order_draft("TEA", **({"confirm_repeat": True} | said))], by=by)
    return answer


def test_a_buyer_pays_the_prices_of_the_company_and_their_own_for_themselves(make: Any, café: Any) -> None:
    ann = make.company_buyer(café)

    theirs = make.order("TEA", by=ann, company_id=café, confirm_repeat=True)
    many = make.order("TEA", quantity=10, by=ann, company_id=café, confirm_repeat=True)
    own = make.order("TEA", by=ann, confirm_repeat=True)

    assert [(one.total_minor, one.added_tax_minor, one.company_id) for one in (theirs, many, own)] == [
        (480, 80, café),
        (4200, 700, café),
        (500, 0, None),
    ]
    assert {one.customer_id for one in (theirs, many, own)} == {ann.customer}


def test_wholesale_and_retail_draw_on_the_same_stock(make: Any, café: Any) -> None:
    make.order("TEA", quantity=15, by=make.company_buyer(café), company_id=café)

    answer = place(make, make.buyer(), quantity=6)

    assert isinstance(answer, NotEnoughStock)
    assert make.order("TEA", quantity=5, by=make.buyer(), confirm_repeat=True).total_minor == 2500


def test_who_does_not_act_for_a_company_orders_nothing_for_it(make: Any, café: Any) -> None:
    bar = make.company("Bar")
    ann, books = make.company_buyer(bar), make.company_buyer(café, role="accounts")
    cashier = with_scopes("staff:1", "web", {"orders.place"})

    assert place(make, ann, company_id=café) == CompanyMissing()
    assert place(make, make.buyer(), company_id=café) == ScopeMissing("companies.read")
    assert place(make, cashier, company_id=café) == ScopeMissing("companies.read")
    assert place(make, books, company_id=café) == NotTheirBuyer()
    assert place(make, BY, company_id=café, customer_id=ann.customer) == CompanyMissing()
    assert orders(OrderFilter(), by=BY) == []


def test_staff_order_for_a_company_with_or_without_a_buyer(make: Any, café: Any) -> None:
    ann = make.company_buyer(café)

    with_buyer = make.order("TEA", company_id=café, customer_id=ann.customer, confirm_repeat=True)
    without = make.order("TEA", company_id=café, confirm_repeat=True)

    assert [(one.customer_id, one.total_minor) for one in (with_buyer, without)] == [(ann.customer, 480), (None, 480)]


def test_a_buyer_orders_no_more_at_once_than_their_limit(make: Any, café: Any) -> None:
    ann, boss = make.company_buyer(café, limit_minor=960), make.company_buyer(café, role="approver")

    assert place(make, ann, company_id=café, quantity=3) == OverBuyersLimit(Money(960, "GBP"), 1440)
    assert make.order("TEA", quantity=2, by=ann, company_id=café).total_minor == 960
    assert make.order("TEA", quantity=3, by=boss, company_id=café, confirm_repeat=True).total_minor == 1440


def test_a_stopped_company_orders_nothing(make: Any, café: Any) -> None:
    ann = make.company_buyer(café)
    [row] = save_companies([CompanyDraft("GB", "GB77", "Slow Payers")], by=BY)
    assert not isinstance(row, Refusal)
    bob = make.company_buyer(row)
    save_companies([CompanyDraft("GB", "GB77", "Slow Payers", is_active=False)], by=BY)

    assert place(make, bob, company_id=row) == CompanyStopped("Slow Payers")
    assert isinstance(place(make, ann, company_id=café), OrderRead)


def test_retail_offers_are_not_for_companies_unless_made_for_their_group(make: Any, café: Any) -> None:
    ann = make.company_buyer(café)
    make.promotion("ALL", {"type": "percent", "basis_points": 1000})
    assert make.order("TEA", by=ann, company_id=café).total_minor == 480
    assert make.order("TEA", by=ann, confirm_repeat=True).total_minor == 450

    make.promotion("TRADE", {"type": "percent", "basis_points": 500}, when={"customer_groups": ["trade"]})
    assert make.order("TEA", by=ann, company_id=café, confirm_repeat=True).total_minor == 456


def test_what_is_bought_for_a_company_earns_its_buyer_no_points(make: Any, café: Any) -> None:
    make.programme()
    ann = make.company_buyer(café)
    for company_id in (café, None):
        bought = make.order("TEA", by=ann, company_id=company_id, confirm_repeat=True)
        make.work_off()
        work = make.picked(bought.id)
        mark_ready(work.id, by=BY)
        hand_over(work.id, code=bought.collect_code, tender="cash", by=BY)
        make.work_off()
        assert points_of(ann.customer, currency="GBP", by=BY).posted == (0 if company_id else 5)


def test_whoever_sees_the_books_sees_every_order_of_the_company(make: Any, café: Any) -> None:
    ann, boss = make.company_buyer(café), make.company_buyer(café, role="approver")
    other, rival = make.company_buyer(café), make.company_buyer(make.company("Bar"), role="approver")
    bought = make.order("TEA", by=ann, company_id=café)

    assert [one.id for one in orders(OrderFilter(company_id=café), by=boss)] == [bought.id]
    assert order(bought.id, by=ann).company_id == café
    for actor in (other, rival):
        assert orders(OrderFilter(company_id=café), by=actor) == []
        with pytest.raises(OrderMissing):
            order(bought.id, by=actor)


@pytest.mark.parametrize("role", ["accounts", "approver"])
def test_whoever_sees_the_books_changes_nothing_of_a_colleagues_order(make: Any, café: Any, role: str) -> None:
    bought, boss = make.order("TEA", by=make.company_buyer(café), company_id=café), make.company_buyer(café, role=role)
    assert order(bought.id, by=boss).status == "placed"

    with pytest.raises(ScopeMissing):
        cancel_order(bought.id, reason="not needed", by=boss)
    with pytest.raises(ScopeMissing):
        confirm_order(bought.id, by=boss)

    assert order(bought.id, by=BY).status == "placed"


def test_only_a_company_pays_on_account(make: Any, café: Any) -> None:
    assert place(make, make.buyer(), payment_method="on_account") == MethodUnknown("on_account")
