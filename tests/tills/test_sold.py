"""Receipts of a till in the books: to the minor unit, once, and with a word about everything that disagrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from duken.carts.reads import cart as read_cart
from duken.customers.recognise import Contact, recognise_customers
from duken.inventory import accounts as stock
from duken.inventory.allot import allot_stock
from duken.inventory.models import StockCount
from duken.inventory.reads import sellable
from duken.kernel import ids
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField
from duken.ledger.entries import Account
from duken.ledger.reads import cached, summed
from duken.loyalty import accounts as points
from duken.loyalty.reads import points_of
from duken.orders.models import Order
from duken.orders.reads import order, order_by_number
from duken.payments import accounts as money
from duken.payments.gift_cards import accounts as cards
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.reads import payments_of
from duken.stores import reads as stores
from duken.tills._recording import Found, Outcome, Recording
from duken.tills._sold import record_sold
from duken.tills.limits import Limits

pytestmark = pytest.mark.django_db
BY = system("tests")


class Till:
    """A till of the shop, without a network, and what it says of its sales."""

    def __init__(self, make: Any, code: str = "A1") -> None:
        self.make, self.code, self.number = make, code, 0
        self.id, self.shift = ids.new_id(), ids.new_id()
        self.at = datetime.now(UTC) - timedelta(minutes=5)
        self.location = stores.location("high-street").id
        self.cash, self.cards = money.shift_cash("GBP", self.shift), money.shift_cards("GBP", self.shift)

    def line(
        self, sku: str = "TEA", quantity: int = 1, *, total: int | None = None, price: int = 499
    ) -> dict[str, Any]:
        subtotal = price * quantity
        total = subtotal if total is None else total
        return {
            "id": str(ids.new_id()), "variant": str(self.make.variant(sku).id), "sku": sku, "title": sku,
            "quantity": quantity, "unit": "piece", "per": 1, "unit_price_minor": price, "price_list": "retail",
            "subtotal_minor": subtotal, "discount_minor": subtotal - total, "total_minor": total,
            "tax_minor": (total * 20000 * 2 + 120000) // 240000, "tax_rate": "0.20",
        }  # fmt: skip

    def back(self, of: dict[str, Any], quantity: int, amount: int, **said: Any) -> dict[str, Any]:
        told = {
            "order_line": of["id"], "variant": of["variant"], "sku": of["sku"], "title": of["title"],
            "quantity": quantity, "unit": "piece", "per": 1, "amount_minor": amount, "condition": "good",
            "restock": True, "reason": "size", "approved_by": None,
        }  # fmt: skip
        return told | said

    def tender(self, method: str, amount: int, reference: str = "") -> dict[str, Any]:
        return {"id": str(ids.new_id()), "method": method, "amount_minor": amount, "reference": reference}

    def sold(
        self, *lines: dict[str, Any], back: tuple[dict[str, Any], ...] = (), tenders: Any = None, rounding: int = 0,
        **said: Any,
    ) -> Recording:  # fmt: skip
        self.number += 1
        total = sum(line["total_minor"] for line in lines) + rounding
        returned = sum(line["amount_minor"] for line in back)
        net = total - returned
        paid = tenders if tenders is not None else [self.tender("cash", net)] if net else []
        body = {
            "number": f"{self.code}-{self.number}", "currency": "GBP", "language": "en", "customer": None, "cart": None,
            "lines": list(lines), "returned": list(back), "coupons": [], "points": 0, "points_minor": 0,
            "discounts": [], "promotions": [], "subtotal_minor": sum(line["subtotal_minor"] for line in lines),
            "discount_minor": sum(line["discount_minor"] for line in lines),
            "tax_minor": sum(line["tax_minor"] for line in lines), "added_tax_minor": 0, "includes_tax": True,
            "rounding_minor": rounding, "total_minor": total, "returned_minor": returned, "net_minor": net,
            "tenders": paid, "given_minor": 0, "change_minor": 0, "known_until": 7, "is_offline": True,
        } | said  # fmt: skip
        return Recording(ids.new_id(), self.id, self.code, self.location, "till", self.shift, self.at, "staff:1", body)


@pytest.fixture
def till(make: Any) -> Till:
    make.selling("TEA", "MUG", stock=5)
    make.channel("till")
    return Till(make)


def record(*entries: Recording) -> list[list[Found]]:
    """The differences of each."""
    answers = record_sold(entries, by=BY)
    assert all(isinstance(answer, Outcome) for answer in answers), answers
    return [answer.differences for answer in answers if isinstance(answer, Outcome)]


def kinds(*entries: Recording) -> list[list[str]]:
    return [[one.kind for one in found] for found in record(*entries)]


def posted(account: Account) -> int:
    return cached([account])[account].posted


def on_hand(till: Till, sku: str = "TEA") -> int:
    return posted(stock.on_hand(till.make.variant(sku).id, till.location))


def owed() -> int:
    return summed(money.customer("GBP"))


def test_a_receipt_that_agrees_has_nothing_to_be_said_of(make: Any, till: Till) -> None:
    entry = till.sold(till.line(quantity=2), till.line("MUG"))

    [answer] = record_sold([entry], by=BY)

    assert answer == Outcome("A1-1", [])
    found = order_by_number("A1-1", by=BY)
    assert (found.id, found.status, found.total_minor, found.tax_minor) == (entry.id, "fulfilled", 1497, 166 + 83)
    assert (summed(till.cash), owed(), on_hand(till)) == (1497, 0, 3)
    make.sure_of_the_books()


def test_what_is_sold_at_a_counter_is_gone_from_the_web_at_once(make: Any, till: Till) -> None:
    tea = make.variant("TEA").id
    record(till.sold(till.line(quantity=5)))

    assert sellable([tea], channel="web")[tea][till.location] == 0


def test_what_is_kept_for_the_tills_channel_is_sold_there_before_what_is_everybodys(make: Any, till: Till) -> None:
    tea = make.variant("TEA").id
    allot_stock([(tea, 2)], location_id=till.location, channel="till", key="a", by=BY)
    allot_stock([(tea, 1)], location_id=till.location, channel="web", key="b", by=BY)

    assert kinds(till.sold(till.line(quantity=3)), till.sold(till.line(quantity=2))) == [[], ["stock"]]
    kept = [posted(stock.kept_for(channel, tea, till.location)) for channel in ("till", "web")]
    assert (kept, on_hand(till)) == ([0, 1], 0)
    make.sure_of_the_books()


def test_a_doubled_sync_sells_once(make: Any, till: Till) -> None:
    entry = till.sold(till.line())

    assert record(entry) == record(entry) == [[]]
    assert record(entry, entry) == [[], []]

    assert (Order.objects.count(), summed(till.cash), on_hand(till)) == (1, 499, 4)
    make.sure_of_the_books()


def test_two_tills_without_a_network_sell_the_same_last_unit(make: Any, till: Till) -> None:
    other = Till(make, "B2")
    record(till.sold(till.line(quantity=4)))

    first, second = record(till.sold(till.line()))[0], record(other.sold(other.line()))[0]

    assert first == []
    assert second == [Found("stock", 0, {"lines": [{"sku": "TEA", "quantity": 1}]})]
    tea = make.variant("TEA").id
    assert (on_hand(till), summed(stock.variance(tea, till.location))) == (0, -1)
    assert (summed(till.cash), summed(other.cash), owed()) == (499 * 5, 499, 0)
    assert [count.wanted for count in StockCount.objects.all()] == [[str(tea)]]
    make.sure_of_the_books()


def test_another_price_than_the_shops_is_told_in_minor_units(make: Any, till: Till) -> None:
    make.price("MUG", 520)

    [found] = record(till.sold(till.line(), till.line("MUG")))

    assert [(one.kind, one.amount_minor) for one in found] == [("price", -21)]
    assert found[0].facts["lines"] == [{"sku": "MUG", "said_minor": 499, "minor": 520}]
    assert (summed(till.cash), owed()) == (998, 0)
    make.sure_of_the_books()


def test_another_tax_is_told_though_the_price_agrees(make: Any, till: Till) -> None:
    line = till.line()

    assert kinds(till.sold(line | {"tax_minor": line["tax_minor"] + 1})) == [["price"]]


def test_the_price_is_that_of_the_moment_of_the_sale(make: Any, till: Till) -> None:
    entry = till.sold(till.line("MUG"))
    make.promotion("NOW", {"type": "percent", "basis_points": 1000}, starts_at=datetime.now(UTC))

    assert record(entry) == [[]]


def test_an_offer_both_know_of_is_no_difference_and_one_till_forgot_is(make: Any, till: Till) -> None:
    make.promotion("TEN", {"type": "percent", "basis_points": 1000})

    forgot, agreed = kinds(till.sold(till.line()), till.sold(till.line(total=449), promotions=["TEN"]))

    assert (forgot, agreed) == (["price"], [])


def test_an_offer_that_ran_out_is_given_all_the_same(make: Any, till: Till) -> None:
    make.promotion("ONE", {"type": "percent", "basis_points": 1000}, uses=1)
    entries = [till.sold(till.line(total=449), promotions=["ONE"]) for _ in range(2)]

    first, second = record(*entries)

    assert first == []
    assert second == [Found("promotion", 0, {"codes": ["ONE"]})]
    assert summed(till.cash) == 898
    make.sure_of_the_books()


def test_an_article_the_shop_does_not_know_is_sold(make: Any, till: Till) -> None:
    line = till.line() | {"variant": str(ids.new_id())}

    [found] = record(till.sold(line))

    assert [one.kind for one in found] == ["price", "stock"]
    assert (summed(till.cash), owed()) == (499, 0)
    make.sure_of_the_books()


def test_what_a_person_took_off_is_reckoned_as_the_till_did_and_asks_for_leave(make: Any, till: Till) -> None:
    def taken_off(minor: int, approved_by: str | None) -> Recording:
        discount = {
            "code": "scratched", "amount_minor": minor, "line_positions": [0], "reason": "a scratch",
            "approved_by": approved_by,
        }  # fmt: skip
        return till.sold(till.line(total=499 - minor), till.line("MUG"), discounts=[discount])

    small, large, allowed = kinds(taken_off(50, None), taken_off(400, None), taken_off(400, "staff:2"))

    assert (small, large, allowed) == ([], ["discount"], [])
    make.sure_of_the_books()


def test_cash_is_rounded_and_the_rest_is_told_of_nobody(make: Any, till: Till) -> None:
    assert record(till.sold(till.line(), rounding=1), till.sold(till.line(), rounding=-4)) == [[], []]

    assert (summed(till.cash), summed(money.rounding("GBP")), owed()) == (500 + 495, 3, 0)
    assert summed(money.shortfall("GBP", till.id)) == 0
    make.sure_of_the_books()


def test_tenders_that_do_not_make_the_sum_are_told(make: Any, till: Till) -> None:
    [found] = record(till.sold(till.line(), tenders=[till.tender("cash", 400), till.tender("card", 50)]))

    assert [(one.kind, one.amount_minor) for one in found] == [("tender", -49)]
    assert (summed(till.cash), summed(till.cards), owed()) == (400, 50, 0)
    assert summed(money.shortfall("GBP", till.id)) == 49
    make.sure_of_the_books()


def test_totals_that_are_not_those_of_the_lines_are_told(make: Any, till: Till) -> None:
    [found] = record(till.sold(till.line(), tax_minor=0, subtotal_minor=500))

    assert [one.kind for one in found] == ["sum"]
    assert sorted(found[0].facts) == ["subtotal_minor", "tax_minor"]
    make.sure_of_the_books()


def test_a_gift_card_that_is_empty_meanwhile(make: Any, till: Till) -> None:
    [issued] = issue_gift_cards(1, each=Money(300, "GBP"), batch="one", by=BY)

    def paid() -> Recording:
        tenders = [till.tender("gift_card", 300, issued.code), till.tender("card", 199)]
        return till.sold(till.line(), tenders=tenders)

    first, second = record(paid(), paid())

    assert first == []
    assert [(one.kind, one.amount_minor) for one in second] == [("gift_card", 300)]
    assert posted(cards.card("GBP", issued.id)) == 0
    assert (summed(till.cards), summed(money.shortfall("GBP", till.id)), owed()) == (398, 300, 0)
    make.sure_of_the_books()


def test_points_are_spent_as_far_as_they_are_there(make: Any, till: Till) -> None:
    make.programme(point_value_minor=1)
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    make.points(anna, 120)

    def spends() -> Recording:
        return till.sold(till.line(total=399), customer=str(anna), points=100, points_minor=100)

    first, second = record(spends(), spends())

    assert first == []
    assert second == [Found("points", 0, {"why": "not_there", "points": 80})]
    assert (points_of(anna, currency="GBP", by=BY).free, summed(points.escrow("club", till.id))) == (0, -80)
    make.work_off()
    make.sure_of_the_books()


def test_points_that_took_off_more_than_they_are_worth_are_told(make: Any, till: Till) -> None:
    make.programme(point_value_minor=1)
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    make.points(anna, 120)

    [found] = record(till.sold(till.line(total=379), customer=str(anna), points=100, points_minor=120))

    assert [(one.kind, one.amount_minor) for one in found] == [("price", -20), ("points", 20)]
    make.sure_of_the_books()


def test_an_exchange_is_one_receipt_with_one_sum(make: Any, till: Till) -> None:
    """Up, down and even: what comes back pays, the drawer has the rest."""
    before = [till.line(quantity=3) for _ in range(3)]
    record(*(till.sold(line) for line in before))
    drawer = summed(till.cash)

    up = till.sold(till.line("MUG", 2), back=(till.back(before[0], 1, 499),))
    down = till.sold(till.line("MUG"), back=(till.back(before[1], 2, 998),))
    even = till.sold(till.line("MUG"), back=(till.back(before[2], 1, 499),))

    assert record(up, down, even) == [[], [], []]
    assert [each.body["net_minor"] for each in (up, down, even)] == [499, -499, 0]
    assert (summed(till.cash) - drawer, owed(), summed(money.exchanged("GBP"))) == (0, 0, 0)
    assert summed(money.sales("GBP", "till")) == -(9 * 499)
    paid = payments_of([up.id, down.id, even.id], by=BY)
    assert [sorted((one.method, one.captured_minor) for one in paid[each.id]) for each in (up, down, even)] == [
        [("exchange", 499), ("till", 499)],
        [("exchange", 499)],
        [("exchange", 499)],
    ]
    assert summed(money.shortfall("GBP", till.id)) == 0
    make.sure_of_the_books()


def test_an_exchange_paid_in_cash_is_rounded_once(make: Any, till: Till) -> None:
    line = till.line(quantity=3)
    up = till.sold(till.line("MUG", 2), back=(till.back(line, 1, 499),), rounding=1)
    down = till.sold(till.line("MUG"), back=(till.back(line, 2, 998),), rounding=4)

    assert record(till.sold(line), up, down) == [[], [], []]
    assert (summed(till.cash), summed(money.rounding("GBP")), owed()) == (1497 + 500 - 495, -5, 0)
    assert summed(money.shortfall("GBP", till.id)) == 0
    make.sure_of_the_books()


def test_what_comes_back_is_on_the_shelf_for_what_is_sold_after_it(make: Any, till: Till) -> None:
    line = till.line(quantity=5)
    entries = [till.sold(line), till.sold(back=(till.back(line, 1, 499),)), till.sold(till.line())]

    assert record(*entries) == [[], [], []]
    assert (on_hand(till), StockCount.objects.count(), owed()) == (0, 0, 0)
    make.sure_of_the_books()


def test_the_same_piece_exchanged_for_another_of_its_kind(make: Any, till: Till) -> None:
    line = till.line(quantity=5)
    broken = till.sold(till.line(), back=(till.back(line, 1, 499, condition="damaged"),))

    sold, exchanged = record(till.sold(line), broken)

    assert sold == []
    assert [one.kind for one in exchanged] == ["stock"]
    tea = make.variant("TEA").id
    assert posted(stock.damaged(tea, till.location)) == 1
    make.sure_of_the_books()


def test_more_comes_back_than_was_sold(make: Any, till: Till) -> None:
    line = till.line()
    entries = [till.sold(line), till.sold(back=(till.back(line, 1, 499),)), till.sold(back=(till.back(line, 1, 499),))]

    assert kinds(*entries) == [[], [], ["return"]]
    assert (summed(till.cash), owed(), on_hand(till)) == (-499, 0, 6)
    make.sure_of_the_books()


def test_parts_of_a_line_to_the_last_minor_unit(make: Any, till: Till) -> None:
    make.promotion("OFF", {"type": "amount", "amount_minor": 497})
    line = till.line(quantity=3, total=1000)
    sold = till.sold(line, promotions=["OFF"])
    parts = [till.sold(back=(till.back(line, 1, part),)) for part in (333, 334, 333)]

    assert kinds(sold, *parts) == [[], [], [], []]
    assert (summed(till.cash), owed()) == (0, 0)
    make.sure_of_the_books()


def test_without_a_receipt_never_more_than_it_costs_now_and_not_without_leave(make: Any, till: Till) -> None:
    def brought(amount: int, approved_by: str | None = None) -> Recording:
        back = till.back(till.line(), 1, amount, order_line=None, approved_by=approved_by)
        return till.sold(back=(back,))

    right, dear = record(brought(499), brought(600))

    assert right == []
    assert [(one.kind, one.amount_minor, one.facts["why"]) for one in dear] == [("return", 101, "no_receipt_worth")]
    assert (summed(till.cash), owed(), on_hand(till)) == (-1099, 0, 7)
    make.sure_of_the_books()


def test_a_return_beyond_what_a_cashier_may_asks_for_leave(make: Any, till: Till) -> None:
    make.price("MUG", 600_000)

    def brought(approved_by: str | None) -> Recording:
        back = till.back(till.line("MUG"), 1, 600_000, order_line=None, approved_by=approved_by)
        return till.sold(back=(back,))

    alone, allowed = record(brought(None), brought("staff:2"))

    assert [one.facts["why"] for one in alone] == ["no_receipt_not_allowed"]
    assert allowed == []


def test_with_a_receipt_a_cashier_may_give_back_so_much_alone(make: Any, till: Till) -> None:
    line = till.line(quantity=2)
    [sold, alone, allowed] = [
        replace(entry, limits=Limits(return_minor=498))
        for entry in (
            till.sold(line),
            till.sold(back=(till.back(line, 1, 499),)),
            till.sold(back=(till.back(line, 1, 499, approved_by="staff:2"),)),
        )
    ]

    assert [[one.facts["why"] for one in found] for found in record(sold, alone, allowed)] == [[], ["not_allowed"], []]


def test_what_comes_back_too_late_asks_for_leave(make: Any, till: Till) -> None:
    line = till.line(quantity=3)
    sold = till.sold(line)
    till.at += timedelta(days=14)
    in_time = till.sold(back=(till.back(line, 1, 499),))
    till.at += timedelta(seconds=1)
    late, allowed = (
        till.sold(back=(till.back(line, 1, 499),)),
        till.sold(back=(till.back(line, 1, 499, approved_by="staff:2"),)),
    )

    told = record(sold, in_time, late, allowed)

    assert [[(one.kind, one.amount_minor, one.facts) for one in found] for found in told] == [
        [],
        [],
        [("return", 499, {"why": "too_late", "days": 14})],
        [],
    ]
    assert (summed(till.cash), owed()) == (0, 0)


def test_money_back_as_credit_of_the_customer(make: Any, till: Till) -> None:
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    assert isinstance(anna, UUID)
    line = till.line()
    back = till.sold(back=(till.back(line, 1, 499),), customer=str(anna), tenders=[till.tender("store_credit", -499)])
    spent = till.sold(till.line("MUG"), customer=str(anna), tenders=[till.tender("store_credit", 499)])

    assert kinds(till.sold(line), back, spent) == [[], [], []]
    assert posted(cards.credit("GBP", anna)) == 0
    assert (summed(till.cash), summed(money.had_with_us("GBP", "store_credit")), owed()) == (499, 0, 0)
    make.sure_of_the_books()


def test_a_refund_in_cash_is_rounded_too(make: Any, till: Till) -> None:
    line = till.line()
    back = till.sold(back=(till.back(line, 1, 499),), rounding=-1)

    assert kinds(till.sold(line), back) == [[], []]
    assert (summed(till.cash), summed(money.rounding("GBP")), owed()) == (-1, 1, 0)
    make.sure_of_the_books()


def test_money_for_nothing_lies_where_it_was_put(make: Any, till: Till) -> None:
    [found] = record(till.sold(tenders=[till.tender("cash", 100)]))

    assert [(one.kind, one.amount_minor) for one in found] == [("tender", 100)]
    assert (summed(till.cash), summed(money.shortfall("GBP", till.id))) == (100, -100)
    make.sure_of_the_books()


def test_a_basket_of_the_web_ends_with_the_receipt(make: Any, till: Till) -> None:
    basket = make.cart("TEA")
    entries = [till.sold(till.line(), cart=str(basket.id)), till.sold(till.line(), cart=str(basket.id))]

    first, second = record(*entries)

    assert first == []
    assert [(one.kind, one.facts["why"]) for one in second] == [("basket", "carts.cart_closed")]
    assert read_cart(basket.id, by=BY).status == "ordered"
    assert Order.objects.count() == 2


def test_a_second_purchase_of_the_same_customer_is_not_their_first(make: Any, till: Till) -> None:
    make.promotion("FIRST", {"type": "percent", "basis_points": 1000}, when={"is_first_order": True})
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    entries = [till.sold(till.line(total=449), customer=str(anna), promotions=["FIRST"]) for _ in range(2)]

    assert kinds(*entries) == [[], ["price"]]


def test_a_body_that_is_none_is_refused_and_nothing_is_written(make: Any, till: Till) -> None:
    good, bad = till.sold(till.line()), till.sold(till.line() | {"quantity": 0})

    [_, refused] = record_sold([good, bad], by=BY)

    assert isinstance(refused, InvalidField)
    assert (Order.objects.count(), summed(till.cash), on_hand(till)) == (0, 0, 5)


def test_a_receipt_that_would_fill_up_the_shops_accounts_is_none(make: Any, till: Till) -> None:
    dear = [till.line(price=9 * 10**12) for _ in range(2)]
    much = [till.tender("card", amount) for amount in (9 * 10**12, -9 * 10**12)]
    back = tuple(till.back(till.line(), 1, 9 * 10**12) for _ in range(2))

    small = dict.fromkeys(("subtotal_minor", "tax_minor", "total_minor", "returned_minor", "net_minor"), 0)

    answers = record_sold(
        [
            till.sold(*dear, tenders=[], **small),
            till.sold(till.line(), tenders=much),
            till.sold(back=back, tenders=[], **small),
        ],
        by=BY,
    )

    assert [answer.facts["field"] for answer in answers if isinstance(answer, InvalidField)] == [
        "lines.subtotal_minor",
        "tenders",
        "returned",
    ]
    assert (Order.objects.count(), summed(till.cards)) == (0, 0)


def test_no_letters_are_written_about_a_sale_at_a_counter(make: Any, till: Till) -> None:
    from duken.conversations.models import Message

    [anna] = recognise_customers([Contact("Anna", "+447700900123", "anna@example.com")], by=BY)
    entry = till.sold(till.line(), customer=str(anna))
    record(entry)

    make.work_off()

    assert (Message.objects.count(), order(entry.id, by=BY).status) == (0, "fulfilled")
