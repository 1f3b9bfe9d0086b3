"""A basket handed on: by digits, by link, by a seller; two that meet; what was looked at; who is at work on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from duken.access.attempts import TooManyAttempts
from duken.access.scopes import SHOPPER
from duken.carts.add_line import add_line
from duken.carts.adopt_cart import adopt_cart
from duken.carts.apply_coupon import apply_coupon
from duken.carts.attend_cart import attend_cart, take_cart_over
from duken.carts.choices import ContactDraft, DeliveryChoice
from duken.carts.choose_delivery import choose_delivery
from duken.carts.empty_cart import empty_cart
from duken.carts.errors import (
    CartClosed,
    CartCodeUnknown,
    CartLinkOver,
    CartNeedsSignIn,
    CartUnknown,
    HoldNeedsSignIn,
    HoldTooLarge,
    NothingToUndo,
)
from duken.carts.hold_cart import hold_cart, release_cart
from duken.carts.look_again import look_again
from duken.carts.open_cart import open_cart
from duken.carts.open_shared_cart import look_at_link, open_cart_by_code, open_cart_by_link
from duken.carts.quoted_cart import quoted_cart
from duken.carts.reads import CartId, cart, cart_story
from duken.carts.remember_contact import remember_contact
from duken.carts.remember_viewed import remember_viewed
from duken.carts.set_quantity import set_quantity
from duken.carts.share_cart import send_cart_link, share_cart
from duken.carts.undo_merge import undo_merge
from duken.carts.verify import checks
from duken.catalog.archive_products import archive_products
from duken.customers.recognise import Contact, recognise_customers
from duken.inventory.errors import NotEnoughStock
from duken.inventory.reads import totals
from duken.kernel import clock, sql
from duken.kernel.actor import Actor, system
from duken.kernel.ids import new_id
from duken.ledger.expire import expire_holds
from duken.ledger.reads import floored
from duken.privacy.erase_person import erase_person
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
ANNA = new_id()
GUEST, LAPTOP = Actor("visitor:phone", "web", SHOPPER), Actor("visitor:laptop", "web", SHOPPER)
SELLER = Actor("staff:1", "phone", SHOPPER | {"carts.read"}, name="Vera")
OTHER = Actor("staff:2", "phone", SHOPPER | {"carts.read"}, name="Ivan")
BY = system("tests")


def shopper(customer) -> Actor:
    return Actor(f"customer:{customer}", "web", SHOPPER, customer=customer)


def kinds(cart_id) -> list[str]:
    return [step.kind for step in cart_story(cart_id, by=SELLER)]


@pytest.fixture
def basket(make):
    make.selling("TEA", "MUG", stock=10)
    make.channel("phone")
    return make.cart("TEA", quantity=2, by=GUEST)


def test_the_digits_open_the_same_basket_once(basket):
    shared = share_cart(basket.id, by=GUEST)
    opened = open_cart_by_code(f"{shared.code[:3]} {shared.code[3:]}", address="desk", by=SELLER)

    assert opened.cart_id == basket.id
    assert kinds(basket.id) == ["opened", "line_added", "shared", "taken_over"]
    assert cart_story(basket.id, by=SELLER)[-1].facts == {"by": "code", "came_from": "web"}
    with pytest.raises(CartCodeUnknown):
        open_cart_by_code(shared.code, address="desk", by=SELLER)
    for again in (look_at_link, open_cart_by_link):
        with pytest.raises(CartLinkOver):
            again(shared.token, by=LAPTOP)


def test_digits_grow_old_and_new_ones_void_the_last(basket):
    first = share_cart(basket.id, by=GUEST)
    second = share_cart(basket.id, by=GUEST)

    with pytest.raises(CartLinkOver):
        open_cart_by_link(first.token, by=LAPTOP)
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False), pytest.raises(CartLinkOver):
        open_cart_by_link(second.token, by=LAPTOP)


def test_looking_at_a_link_uses_up_nothing(basket):
    token = share_cart(basket.id, by=GUEST).token

    look_at_link(token, by=LAPTOP)
    look_at_link(token, by=LAPTOP)

    assert open_cart_by_link(token, by=LAPTOP).cart_id == basket.id


def test_no_digits_lie_in_the_tables(basket):
    shared = share_cart(basket.id, by=GUEST)

    [(kept,)] = sql.rows("SELECT row_to_json(s)::text FROM carts_cartshare s")
    assert shared.code not in kept
    assert shared.token not in kept


def test_guesses_are_counted_and_a_code_of_ones_own_forgives_none(basket):
    for _ in range(4):
        with pytest.raises(CartCodeUnknown):
            open_cart_by_code("000000", address="there", by=LAPTOP)
    open_cart_by_code(share_cart(basket.id, by=GUEST).code, address="there", by=LAPTOP)
    with pytest.raises(CartCodeUnknown):
        open_cart_by_code("000000", address="there", by=LAPTOP)

    with pytest.raises(TooManyAttempts):
        open_cart_by_code(share_cart(basket.id, by=GUEST).code, address="there", by=LAPTOP)


def test_a_forged_link_opens_nothing(basket):
    token = share_cart(basket.id, by=GUEST).token

    for forged in (token[:-1] + ("a" if token[-1] != "a" else "b"), "", "x:y", basket.id.hex):
        with pytest.raises(CartLinkOver):
            open_cart_by_link(forged, by=LAPTOP)


def test_a_persons_basket_opens_for_them_and_for_staff_only(make, basket):
    adopt_cart(basket.id, customer_id=ANNA, by=shopper(ANNA))
    token = send_cart_link(basket.id, by=SELLER).token

    with pytest.raises(CartNeedsSignIn):
        open_cart_by_link(token, by=LAPTOP)
    assert open_cart_by_link(token, by=shopper(ANNA)).cart_id == basket.id
    assert open_cart_by_link(token, by=SELLER).cart_id == basket.id


def test_opened_by_a_customer_it_becomes_theirs(basket):
    own = open_cart(by=shopper(ANNA))

    opened = open_cart_by_link(share_cart(basket.id, by=GUEST).token, by=shopper(ANNA))

    assert opened.cart_id == own
    assert [line.quantity for line in cart(own, by=shopper(ANNA)).lines] == [2]


def test_two_baskets_that_meet_take_the_larger_and_can_be_taken_apart(make, basket):
    tea, mug = make.variant("TEA").id, make.variant("MUG").id
    held = make.cart("MUG", by=LAPTOP)
    add_line(held.id, variant_id=tea, quantity=5, by=LAPTOP)

    opened = open_cart_by_link(share_cart(basket.id, by=GUEST).token, in_hand=held.id, by=LAPTOP)
    assert opened.joined == 2
    assert {line.variant_id: line.quantity for line in cart(basket.id, by=GUEST).lines} == {tea: 5, mug: 1}

    undo_merge(basket.id, by=LAPTOP)
    assert {line.variant_id: line.quantity for line in cart(basket.id, by=GUEST).lines} == {tea: 2}
    with pytest.raises(NothingToUndo):
        undo_merge(basket.id, by=LAPTOP)
    with pytest.raises(CartClosed):
        add_line(held.id, variant_id=tea, quantity=1, by=LAPTOP)


def test_what_was_changed_since_is_not_undone(make, basket):
    held = make.cart("MUG", by=LAPTOP)
    open_cart_by_link(share_cart(basket.id, by=GUEST).token, in_hand=held.id, by=LAPTOP)
    set_quantity(basket.id, variant_id=make.variant("TEA").id, quantity=7, by=GUEST)

    with pytest.raises(NothingToUndo):
        undo_merge(basket.id, by=LAPTOP)
    assert len(cart(basket.id, by=GUEST).lines) == 2


def test_a_seller_pours_nothing_in(make, basket):
    sellers = make.cart("MUG", by=SELLER, channel="phone")

    opened = open_cart_by_link(share_cart(basket.id, by=GUEST).token, in_hand=sellers.id, by=SELLER)

    assert opened.joined == 0
    assert len(cart(basket.id, by=GUEST).lines) == 1


def test_one_seller_at_a_time_and_the_second_is_told(basket):
    assert attend_cart(basket.id, by=SELLER) is None
    assert attend_cart(basket.id, by=SELLER) is None

    warned = attend_cart(basket.id, by=OTHER)
    assert warned is not None
    assert warned.name == "Vera"

    take_cart_over(basket.id, by=OTHER)
    here = cart(basket.id, by=SELLER).attendant
    assert here is not None
    assert here.name == "Ivan"
    assert kinds(basket.id).count("attended") == 2
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=False):
        assert attend_cart(basket.id, by=SELLER) is None


def test_what_was_looked_at_comes_along_twelve_at_most(basket):
    looked = [new_id() for _ in range(15)]
    remember_viewed(basket.id, looked, by=GUEST)

    open_cart_by_link(share_cart(basket.id, by=GUEST).token, by=LAPTOP)
    assert cart(basket.id, by=LAPTOP).viewed == tuple(looked[:12])

    adopt_cart(basket.id, customer_id=ANNA, by=shopper(ANNA))
    remember_viewed(basket.id, [], by=LAPTOP)
    assert cart(basket.id, by=SELLER).viewed == tuple(looked[:12])


def see(cart_id, by, **most) -> list[tuple]:
    priced = quoted_cart(cart_id, channel=by.channel, by=by)
    found = {line.variant_id: 10 for line in priced.cart.lines}
    return [(one.kind, one.facts) for one in look_again(priced, most=found | most.get("most", {}), by=by)]


def test_every_difference_is_told_with_its_reason_and_stays_in_the_story(make, basket):
    mug = make.variant("MUG")
    add_line(basket.id, variant_id=mug.id, quantity=1, by=GUEST)
    assert see(basket.id, GUEST) == []

    make.price("TEA", 599)
    archive_products([mug.product_id], by=BY)
    told = see(basket.id, GUEST)

    tea = make.variant("TEA")
    assert told == [
        ("price", {"sku": "TEA", "title": tea.title, "before_minor": 499, "now_minor": 599, "why": "price"}),
        ("gone", {"sku": "MUG", "title": mug.title, "why": "carts.item_not_sold"}),
    ]
    assert see(basket.id, GUEST) == told
    assert kinds(basket.id)[-1] == "requoted"
    assert kinds(basket.id).count("requoted") == 1


def test_stock_that_went_is_told_and_what_the_shopper_did_is_not(make, basket):
    tea = make.variant("TEA").id
    see(basket.id, GUEST)
    set_quantity(basket.id, variant_id=tea, quantity=3, by=GUEST)
    assert see(basket.id, GUEST) == []

    [(kind, facts)] = see(basket.id, SELLER, most={tea: 1})
    assert (kind, facts["wanted"], facts["most"]) == ("short", 3, 1)


def free(make, sku="TEA") -> int:
    return totals([make.variant(sku).id], channel="web")[make.variant(sku).id]


def test_stock_is_kept_for_a_while_and_comes_back(make, basket):
    place = stores.location("high-street").id

    hold_cart(basket.id, location_id=place, channel="web", by=SELLER)
    assert free(make) == 8
    hold_cart(basket.id, location_id=place, channel="web", by=SELLER)
    assert free(make) == 8
    release_cart(basket.id, by=SELLER)
    assert free(make) == 10
    assert cart(basket.id, by=SELLER).holding is None

    hold_cart(basket.id, location_id=place, channel="web", by=SELLER)
    empty_cart(basket.id, by=GUEST)
    assert free(make) == 10


def test_kept_stock_is_free_when_its_time_is_over(make, basket):
    with time_machine.travel(clock.now() - timedelta(minutes=16), tick=False):
        hold_cart(basket.id, location_id=stores.location("high-street").id, channel="web", by=SELLER)

    assert cart(basket.id, by=SELLER).holding is None
    assert expire_holds(by=BY) == 1
    release_cart(basket.id, by=SELLER)
    assert free(make) == 10


def test_a_stranger_keeps_nothing_and_nobody_keeps_the_whole_shop(make, basket):
    place = stores.location("high-street").id

    with pytest.raises(HoldNeedsSignIn):
        hold_cart(basket.id, location_id=place, channel="web", by=GUEST)
    with pytest.raises(CartUnknown):
        release_cart(new_id(), by=GUEST)
    set_quantity(basket.id, variant_id=make.variant("TEA").id, quantity=51, by=GUEST)
    with pytest.raises(HoldTooLarge):
        hold_cart(basket.id, location_id=place, channel="web", by=SELLER)
    set_quantity(basket.id, variant_id=make.variant("TEA").id, quantity=11, by=GUEST)
    with pytest.raises(NotEnoughStock):
        hold_cart(basket.id, location_id=place, channel="web", by=SELLER)
    assert free(make) == 10


def test_a_customer_may_ask_a_few_times_an_hour(make, basket):
    adopt_cart(basket.id, customer_id=ANNA, by=shopper(ANNA))
    place = stores.location("high-street").id

    for _ in range(8):
        hold_cart(basket.id, location_id=place, channel="web", by=shopper(ANNA))
    with pytest.raises(TooManyAttempts):
        hold_cart(basket.id, location_id=place, channel="web", by=shopper(ANNA))


def test_goods_by_weight_are_kept_as_they_are_weighed(make, basket):
    make.variant("CHEESE", unit="g")
    make.price("CHEESE", 1299)
    make.stock("CHEESE", 5000)
    add_line(basket.id, variant_id=make.variant("CHEESE").id, quantity=350, by=GUEST)

    hold_cart(basket.id, location_id=stores.location("high-street").id, channel="web", by=SELLER)

    assert (free(make, "CHEESE"), free(make)) == (4650, 8)
    assert cart_story(basket.id, by=SELLER)[-1].facts["units"] == 3
    set_quantity(basket.id, variant_id=make.variant("CHEESE").id, quantity=49_000, by=GUEST)
    with pytest.raises(HoldTooLarge):
        hold_cart(basket.id, location_id=stores.location("high-street").id, channel="web", by=SELLER)


def kept(make, sku="TEA") -> int:
    return sum(one.held for one in floored("stock", [str(make.variant(sku).id)]))


def filled(make, by, *, hold_from=None) -> CartId:
    """A basket with everything chosen; its stock was kept `hold_from` (now, or earlier) on."""
    found = make.cart("TEA", "MUG", quantity=4, by=by).id
    remember_contact(found, contact=ContactDraft("Boris", "+447700900111"), by=by)
    choose_delivery(found, choice=DeliveryChoice("pickup", store="high-street"), by=by)
    apply_coupon(found, code="TEN", by=by)
    remember_viewed(found, [new_id()], by=by)
    if hold_from:
        with time_machine.travel(hold_from, tick=False):
            hold_cart(found, location_id=stores.location("high-street").id, channel="web", by=SELLER)
    return found


@pytest.fixture
def ten(make):
    make.coupon(make.promotion("TEN", {"type": "percent", "basis_points": 1000}, when={"needs_coupon": True}), "TEN")


def chosen(cart_id) -> tuple:
    found = cart(cart_id, by=SELLER)
    return found.lines, found.delivery, found.contact, found.coupons, found.points, found.viewed, found.holding


def test_a_basket_taken_apart_is_exactly_what_it_was(make, basket, ten):
    other = filled(make, LAPTOP, hold_from=clock.now())
    before = chosen(basket.id)

    open_cart_by_link(share_cart(basket.id, by=GUEST).token, in_hand=other, by=LAPTOP)
    assert chosen(basket.id)[1:4] == chosen(other)[1:4]
    assert kept(make) == 4
    undo_merge(basket.id, by=LAPTOP)

    assert chosen(basket.id) == before
    assert kept(make) == 0


@pytest.mark.parametrize(("own", "guests", "left"), [(0, None, 2), (0, 0, 2), (20, 0, 4), (0, 20, 2), (20, 20, 0)])
def test_of_two_baskets_that_meet_one_keeps_stock(make, basket, ten, own, guests, left):
    started = clock.now()
    place = stores.location("high-street").id
    with time_machine.travel(started - timedelta(minutes=own), tick=False):
        hold_cart(basket.id, location_id=place, channel="web", by=SELLER)
    other = filled(make, LAPTOP, hold_from=None if guests is None else started - timedelta(minutes=guests))
    expire_holds(by=BY)

    open_cart_by_link(share_cart(basket.id, by=GUEST).token, in_hand=other, by=LAPTOP)

    holding = cart(basket.id, by=SELLER).holding
    assert kept(make) == left
    assert (
        sum(one.quantity for one in (holding.held if holding else ()) if one.variant_id == make.variant("TEA").id)
        == left
    )
    assert cart(other, by=SELLER).holding is None
    assert [breach for check in checks() for breach in check.look().breaches] == []
    release_cart(basket.id, by=SELLER)
    assert kept(make) == kept(make, "MUG") == 0


def test_what_a_basket_was_before_it_met_another_is_forgotten_with_its_person(make, basket):
    remember_contact(basket.id, contact=ContactDraft("Anna", "+447700900123"), by=GUEST)
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    other = make.cart("MUG", by=LAPTOP)
    remember_contact(other.id, contact=ContactDraft("Boris", "+447700900111"), by=LAPTOP)
    open_cart_by_link(share_cart(basket.id, by=GUEST).token, in_hand=other.id, by=LAPTOP)

    erase_person(anna, reason="asked", by=BY)

    [(left,)] = sql.rows("SELECT row_to_json(c)::text FROM carts_cart c WHERE id = %s", [basket.id])
    assert "Anna" not in left
    assert "+447700900123" not in left


def test_what_is_kept_for_somebody_who_is_erased_is_free(make, basket):
    [anna] = recognise_customers([Contact("Anna", "+447700900123")], by=BY)
    adopt_cart(basket.id, customer_id=anna, by=shopper(anna))
    hold_cart(basket.id, location_id=stores.location("high-street").id, channel="web", by=SELLER)

    erase_person(anna, reason="asked", by=BY)

    assert kept(make) == 0
    assert [breach for check in checks() for breach in check.look().breaches] == []
