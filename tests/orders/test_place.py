"""Placing orders: whole or not at all, once, never more than there is."""

from __future__ import annotations

from typing import Any

import pytest

from duken.carts.errors import BadQuantity, CartClosed, ItemUnknown
from duken.carts.open_cart import open_cart
from duken.customers.errors import NoContact
from duken.customers.recognise import Contact as Card
from duken.customers.recognise import recognise_customers
from duken.inventory.errors import NotEnoughStock
from duken.inventory.reads import availability
from duken.kernel import events, sql
from duken.kernel.actor import ScopeMissing, with_scopes
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField
from duken.orders.cut import cut_line
from duken.orders.drafts import Ask, Contact, Delivery, LineDraft, Pickup
from duken.orders.errors import EmptyOrder, NoStoreHasAll, NotAPickupPoint, OrderKeyReused, OrderMissing, TotalChanged
from duken.orders.order import OrderRead
from duken.orders.place import place_for_each, place_orders
from duken.orders.reads import order
from duken.orders.verify import checks
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db


def level(sku: str, make: Any, shop: str = "high-street") -> tuple[int, int, int]:
    variant, place = make.variant(sku).id, stores.location(shop).id
    found = availability([variant], channel="web").get((variant, place))
    return (found.on_hand, found.held, found.sellable) if found else (0, 0, 0)


def test_an_order_holds_its_goods_and_starts_its_payment(make: Any) -> None:
    make.selling("TEA", price_minor=499, stock=5)

    placed = make.order("TEA", quantity=2)

    assert (placed.status, placed.total_minor, placed.tax_minor, placed.currency) == ("placed", 998, 166, "GBP")
    assert placed.number.startswith("DK")
    assert placed.location_id == stores.location("high-street").id
    assert level("TEA", make) == (5, 2, 3)
    assert sql.rows("SELECT order_id, amount_minor, status FROM payments_payment") == [(placed.id, 998, "started")]
    [told] = events.story_of("order", placed.id)
    assert told.name == "orders.OrderPlaced"
    assert told.facts["total"] == {"minor": 998, "currency": "GBP"}


def test_the_last_unit_is_sold_once(make: Any) -> None:
    make.selling("TEA", stock=1)

    make.order("TEA")
    with pytest.raises(NotEnoughStock) as refused:
        make.order("TEA")

    assert refused.value.facts == {"sku": "TEA", "wanted": 1, "available": 0}
    assert level("TEA", make) == (1, 1, 0)
    assert sql.rows("SELECT count(*) FROM orders_order") == [(1,)]


def test_in_one_batch_supply_is_sold_exactly(make: Any) -> None:
    make.selling("TEA", stock=7)

    answers = place_orders([make.order_draft("TEA", quantity=2) for _ in range(5)], by=make.by)

    assert [isinstance(answer, OrderRead) for answer in answers] == [True, True, True, False, False]
    assert level("TEA", make) == (7, 6, 1)


def test_who_is_outrun_in_one_shop_gets_it_from_another(make: Any) -> None:
    make.selling("TEA", stock=2)
    make.shop("market")
    make.stock("TEA", 2, shop="market")

    answers = place_orders([make.order_draft("TEA") for _ in range(5)], by=make.by)

    assert [isinstance(answer, OrderRead) for answer in answers] == [True] * 4 + [False]
    assert level("TEA", make) == level("TEA", make, "market") == (2, 2, 0)


def test_a_basket_comes_from_a_shop_that_has_all_of_it(make: Any) -> None:
    make.selling("TEA", "CUP", stock=0)
    make.shop("market")
    make.stock("TEA", 5)
    make.stock("TEA", 1, shop="market")
    make.stock("CUP", 1, shop="market")

    placed = make.order("TEA", "CUP")

    assert placed.location_id == stores.location("market").id


def test_a_basket_no_shop_can_fill_is_refused_whole(make: Any) -> None:
    make.selling("TEA", "CUP", stock=0)
    make.shop("market")
    make.stock("TEA", 1)
    make.stock("CUP", 1, shop="market")

    [answer] = place_orders([make.order_draft("TEA", "CUP")], by=make.by)

    assert answer == NoStoreHasAll(["TEA", "CUP"])
    assert (level("TEA", make), level("CUP", make, "market")) == ((1, 0, 1), (1, 0, 1))


def test_a_chosen_shop_is_the_one(make: Any) -> None:
    make.selling("TEA", stock=5)
    make.shop("market")
    make.stock("TEA", 1, shop="market")

    placed = make.order("TEA", delivery=Pickup("market"))
    [refused] = place_orders([make.order_draft("TEA", delivery=Pickup("market"))], by=make.by)

    assert placed.location_id == stores.location("market").id
    assert refused == NotEnoughStock("TEA", 1, 0)


def test_a_delivery_comes_from_the_warehouse_and_pays_its_zone(make: Any) -> None:
    make.selling("TEA", price_minor=499, stock=0)
    make.delivery_zone()
    make.stock("TEA", 5, shop="warehouse")

    placed = make.order("TEA", quantity=2, delivery=Delivery("GB", "London", "N1 9GU", "1 High Street"))

    assert (placed.method, placed.delivery_minor, placed.total_minor) == ("delivery", 399, 1397)
    assert placed.location_id == stores.location("warehouse").id
    assert placed.delivery_from <= placed.delivery_to


def test_the_same_key_is_the_same_order(make: Any) -> None:
    make.selling("TEA", stock=5)
    draft = make.order_draft("TEA", key="once")

    [first] = place_orders([draft], by=make.by)
    [again] = place_orders([draft], by=make.by)

    assert (again.id, again.number, again.lines, again.repeated) == (first.id, first.number, first.lines, True)
    assert level("TEA", make) == (5, 1, 4)


def test_the_same_key_twice_in_a_batch_is_one_order(make: Any) -> None:
    make.selling("TEA", stock=5)
    draft = make.order_draft("TEA", key="once")

    first, again, other = place_orders([draft, draft, make.order_draft("TEA", key="once", quantity=2)], by=make.by)

    assert (again.id, again.repeated) == (first.id, True)
    assert other == OrderKeyReused()
    assert level("TEA", make) == (5, 1, 4)


def test_another_body_under_the_same_key_is_refused(make: Any) -> None:
    make.selling("TEA", stock=5)
    make.order("TEA", key="once")

    [answer] = place_orders([make.order_draft("TEA", key="once", quantity=2)], by=make.by)

    assert answer == OrderKeyReused()
    assert level("TEA", make) == (5, 1, 4)


def test_keys_of_two_actors_never_meet(make: Any) -> None:
    make.selling("TEA", stock=5)

    mine = make.order("TEA", key="once", by=make.buyer("a"))
    yours = make.order("TEA", key="once", by=make.buyer("b"))

    assert mine.id != yours.id


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"contact": Contact("Nobody")}, NoContact()),
        ({"contact": Contact(phone="call me")}, InvalidField("phone", "not_a_phone", "call me")),
        ({"contact": Contact(email="@")}, InvalidField("email", "not_an_email", "@")),
        ({"delivery": Pickup("nowhere")}, NotAPickupPoint("nowhere")),
        ({"expected_total_minor": 1}, TotalChanged(1, 499, "GBP")),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused_and_moves_nothing(make: Any, said: dict, refusal: Exception) -> None:
    make.selling("TEA", stock=5)

    [answer] = place_orders([make.order_draft("TEA", **said)], by=make.by)

    assert answer == refusal
    assert level("TEA", make) == (5, 0, 5)


def test_bad_lines_are_refused_and_neighbours_are_not_disturbed(make: Any) -> None:
    make.selling("TEA", stock=5)
    drafts = [
        make.order_draft(),
        make.order_draft("NO-SUCH-THING"),
        make.order_draft("TEA", quantity=-1),
        make.order_draft("TEA", quantity=0),
        make.order_draft("TEA"),
    ]

    empty, unknown, negative, nothing, fine = place_orders(drafts, by=make.by)

    assert empty == EmptyOrder()
    assert isinstance(unknown, ItemUnknown)
    assert isinstance(negative, BadQuantity)
    assert isinstance(nothing, BadQuantity)
    assert isinstance(fine, OrderRead)
    assert level("TEA", make) == (5, 1, 4)


def test_one_line_twice_is_summed_before_it_is_judged(make: Any) -> None:
    make.selling("TEA", stock=3)
    draft = make.order_draft("TEA", quantity=2)

    [answer] = place_orders([type(draft)(**{**_fields(draft), "lines": (LineDraft("TEA", 2),) * 2})], by=make.by)

    assert answer == NotEnoughStock("TEA", 4, 3)


def test_buyers_of_one_batch_are_each_written_down_under_their_own_name(make: Any) -> None:
    make.selling("TEA", stock=5)
    asks = [Ask(make.order_draft("TEA", key="once"), make.buyer(name)) for name in ("anna", "bela", "cvetko")]
    stranger = Ask(make.order_draft("TEA"), with_scopes("visitor:stranger", "web", set()))

    *placed, refused = place_for_each([*asks, stranger])

    names = [ask.by.id for ask in asks]
    assert isinstance(refused, ScopeMissing)
    assert [order.actor for order in placed] == names
    assert [told.actor for order in placed for told in events.story_of("order", order.id)] == names
    documents = [f"order:{order.id}" for order in placed]
    assert sql.rows("SELECT actor FROM ledger_chain WHERE document = ANY(%s) ORDER BY actor", [documents]) == [
        (name,) for name in names
    ]
    assert level("TEA", make) == (5, 3, 2)


def test_who_may_not_place_does_not(make: Any) -> None:
    with pytest.raises(ScopeMissing):
        place_orders([make.order_draft("TEA")], by=with_scopes("visitor:1", "web", set()))


def test_a_stranger_does_not_see_an_order(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")

    with pytest.raises(OrderMissing):
        order(placed.id, by=make.buyer("stranger"))


def test_any_number_of_orders_costs_the_same_number_of_statements(make: Any, django_assert_num_queries: Any) -> None:
    make.selling("TEA", "CUP", stock=1000)
    make.order("TEA", "CUP")

    with django_assert_num_queries(STATEMENTS):
        place_orders([make.order_draft("TEA", "CUP")], by=make.by)
    with django_assert_num_queries(STATEMENTS):
        place_orders([make.order_draft("TEA", "CUP") for _ in range(200)], by=make.by)


# earlier keys 1, articles and prices 2, shelves 1, ledger 6 (accounts are made anew in a test that never commits),
# numbers 1, order 1, lines 1, payments 1, events 1, savepoints 2: round trips are five, for what can travels together
STATEMENTS = 17


def _fields(draft: Any) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__slots__}


def test_a_basket_becomes_one_order_whatever_the_key(make: Any) -> None:
    make.selling("TEA", stock=5)
    basket = open_cart(channel="web", by=make.by)

    first, second = place_orders([make.order_draft("TEA", cart_id=basket) for _ in range(2)], by=make.by)
    [later] = place_orders([make.order_draft("TEA", cart_id=basket)], by=make.by)

    assert isinstance(first, OrderRead)
    assert second == later == CartClosed(basket, "ordered")
    assert level("TEA", make) == (5, 1, 4)


def test_a_refused_order_leaves_its_basket_open(make: Any) -> None:
    make.selling("TEA", stock=1)
    basket = open_cart(channel="web", by=make.by)

    [refused] = place_orders([make.order_draft("TEA", quantity=2, cart_id=basket)], by=make.by)
    placed = make.order("TEA", cart_id=basket)

    assert refused == NotEnoughStock("TEA", 2, 1)
    assert placed.cart_id == basket


def test_a_customer_pays_the_prices_of_their_group(make: Any) -> None:
    make.selling("TEA", price_minor=499)
    make.price_list("trade", customer_group="trade")
    make.price("TEA", 300, price_list="trade")
    [trader] = recognise_customers([Card(email="trader@example.com", group="trade")], by=make.by)

    assert make.order("TEA", customer_id=trader).total_minor == 300
    assert make.order("TEA").total_minor == 499


def test_tax_on_top_is_part_of_the_total(make: Any) -> None:
    make.selling("TEA")
    make.price_list("net", channel_code="web", includes_tax=False)
    make.price("TEA", 1000, price_list="net")

    placed = make.order("TEA", quantity=2)

    assert (placed.subtotal_minor, placed.added_tax_minor, placed.total_minor) == (2000, 400, 2400)
    assert cut_line(placed.id, placed.lines[0].id, quantity=1, reason="short", by=make.by) == Money(1200, "GBP")
    assert not [check.claim for check in checks() if check.look().breaches]
