"""Baskets: filled, given to a person, carried across channels, ordered once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from duken.access.scopes import SHOPPER
from duken.carts.add_line import add_line
from duken.carts.adopt_cart import adopt_cart
from duken.carts.choices import ContactDraft, DeliveryChoice
from duken.carts.choose_delivery import choose_delivery
from duken.carts.empty_cart import empty_cart
from duken.carts.errors import BadQuantity, CartChanged, CartClosed, CartUnknown, ItemNotSold, ItemUnknown
from duken.carts.mark_ordered import OrderedCart, mark_ordered
from duken.carts.open_cart import open_cart
from duken.carts.quoted_cart import quoted_cart
from duken.carts.reads import CartCount, CartLineRead, cart, cart_count, cart_story, open_cart_of
from duken.carts.remember_contact import remember_contact
from duken.carts.remove_line import remove_line
from duken.carts.set_quantity import set_quantity
from duken.catalog.archive_products import archive_products
from duken.kernel import events, sql
from duken.kernel.actor import Actor, ScopeMissing, system
from duken.kernel.ids import new_id
from duken.kernel.refusals import InvalidField

pytestmark = pytest.mark.django_db
ANNA, BORIS = new_id(), new_id()
GUEST = Actor("guest", "web", SHOPPER)
AGENT = Actor("staff:1", "phone", SHOPPER | {"carts.read"})


def shopper(customer) -> Actor:
    return Actor(f"customer:{customer}", "web", SHOPPER, customer=customer)


def lines(cart_id, by=AGENT) -> list[tuple]:
    return [tuple(line) for line in cart(cart_id, by=by).lines]


@pytest.fixture
def basket(make):
    make.channel("web"), make.channel("phone")
    return make.cart(by=GUEST)


def test_adding_adds_and_setting_sets(make, basket):
    tea = make.variant("TEA").id

    add_line(basket.id, variant_id=tea, quantity=2, by=GUEST)
    add_line(basket.id, variant_id=tea, quantity=3, by=GUEST)
    assert lines(basket.id) == [(tea, 5)]

    set_quantity(basket.id, variant_id=tea, quantity=1, by=GUEST)
    set_quantity(basket.id, variant_id=tea, quantity=1, by=GUEST)
    assert lines(basket.id) == [(tea, 1)]


def test_a_repeated_add_with_the_version_seen_adds_once(make, basket):
    tea = make.variant("TEA").id
    add_line(basket.id, variant_id=tea, quantity=2, by=GUEST, expected_version=basket.version)

    with pytest.raises(CartChanged):
        add_line(basket.id, variant_id=tea, quantity=2, by=GUEST, expected_version=basket.version)

    assert lines(basket.id) == [(tea, 2)]


def test_lines_are_taken_out_one_by_one_or_all_together(make, basket):
    tea, mug = make.variant("TEA").id, make.variant("MUG").id
    for variant in (tea, mug):
        add_line(basket.id, variant_id=variant, quantity=1, by=GUEST)

    version = remove_line(basket.id, variant_id=tea, by=GUEST)
    assert remove_line(basket.id, variant_id=tea, by=GUEST) == version
    assert lines(basket.id) == [(mug, 1)]

    version = empty_cart(basket.id, by=GUEST)
    assert empty_cart(basket.id, by=GUEST) == version
    assert lines(basket.id) == []


def test_what_cannot_be_sold_does_not_get_in_and_nothing_moves(make, basket):
    tea, old = make.variant("TEA"), make.variant("OLD")
    archive_products([old.product_id], by=system("tests"))
    version = add_line(basket.id, variant_id=tea.id, quantity=100_000, by=GUEST)

    for refused, variant, quantity in [
        (ItemUnknown, new_id(), 1),
        (ItemNotSold, old.id, 1),
        (BadQuantity, tea.id, 0),
        (BadQuantity, tea.id, -3),
        (BadQuantity, tea.id, 1),
    ]:
        with pytest.raises(refused):
            add_line(basket.id, variant_id=variant, quantity=quantity, by=GUEST)

    assert lines(basket.id) == [(tea.id, 100_000)]
    assert cart(basket.id, by=GUEST).version == version


def test_a_person_has_one_open_basket_in_every_channel(make, basket):
    web = open_cart(by=shopper(ANNA))

    assert open_cart(by=shopper(ANNA)) == web
    assert open_cart(customer_id=ANNA, by=AGENT) == web
    assert open_cart_of(ANNA, by=AGENT) == web
    assert cart(web, by=AGENT).opened_in == "web"


def test_another_persons_basket_is_as_if_it_were_not_there(make, basket):
    tea = make.variant("TEA").id
    annas = open_cart(by=shopper(ANNA))

    for stranger in (GUEST, shopper(BORIS)):
        for forbidden in (
            lambda by: cart(annas, by=by),
            lambda by: cart_story(annas, by=by),
            lambda by: add_line(annas, variant_id=tea, quantity=1, by=by),
            lambda by: set_quantity(annas, variant_id=tea, quantity=1, by=by),
            lambda by: remove_line(annas, variant_id=tea, by=by),
            lambda by: empty_cart(annas, by=by),
            lambda by: remember_contact(annas, contact=ContactDraft("A"), by=by),
            lambda by: quoted_cart(annas, channel="web", by=by),
        ):
            with pytest.raises(CartUnknown):
                forbidden(stranger)
        assert cart_count(annas, by=stranger) == CartCount(0, 0)
        assert mark_ordered([OrderedCart(annas, new_id())], by=stranger) == [CartUnknown(annas)]
    with pytest.raises(ScopeMissing):
        open_cart(customer_id=ANNA, by=shopper(BORIS))
    with pytest.raises(ScopeMissing):
        adopt_cart(basket.id, customer_id=ANNA, by=shopper(BORIS))


def test_signing_in_gives_the_basket_to_the_person(make, basket):
    tea = make.variant("TEA").id
    add_line(basket.id, variant_id=tea, quantity=2, by=GUEST)

    assert adopt_cart(basket.id, customer_id=ANNA, by=shopper(ANNA)) == basket.id
    assert adopt_cart(basket.id, customer_id=ANNA, by=shopper(ANNA)) == basket.id

    assert cart(basket.id, by=shopper(ANNA)).customer_id == ANNA
    assert lines(basket.id) == [(tea, 2)]


def test_two_baskets_of_one_person_become_one_and_signing_in_twice_doubles_nothing(make, basket):
    tea, mug, cup = (make.variant(sku).id for sku in ("TEA", "MUG", "CUP"))
    annas = open_cart(by=shopper(ANNA))
    add_line(annas, variant_id=tea, quantity=2, by=shopper(ANNA))
    add_line(annas, variant_id=mug, quantity=1, by=shopper(ANNA))
    add_line(basket.id, variant_id=tea, quantity=3, by=GUEST)
    add_line(basket.id, variant_id=cup, quantity=1, by=GUEST)
    choose_delivery(basket.id, choice=DeliveryChoice("pickup", store="north"), by=GUEST)

    assert adopt_cart(basket.id, customer_id=ANNA, by=shopper(ANNA)) == annas
    assert adopt_cart(basket.id, customer_id=ANNA, by=shopper(ANNA)) == annas

    assert lines(annas) == [(tea, 3), (mug, 1), (cup, 1)]
    assert cart(annas, by=AGENT).delivery == DeliveryChoice("pickup", store="north")
    poured = cart(basket.id, by=AGENT)
    assert (poured.status, poured.merged_into) == ("abandoned", annas)
    with pytest.raises(CartClosed):
        add_line(basket.id, variant_id=tea, quantity=1, by=GUEST)


def test_a_basket_tells_its_story_across_channels(make, basket):
    tea = make.variant("TEA").id
    add_line(basket.id, variant_id=tea, quantity=2, by=GUEST)
    set_quantity(basket.id, variant_id=tea, quantity=4, by=AGENT)
    remember_contact(basket.id, contact=ContactDraft("Shopper", "+44 20 7946 0000"), by=AGENT)

    story = cart_story(basket.id, by=AGENT)

    assert [(step.kind, step.channel) for step in story] == [
        ("opened", "web"),
        ("line_added", "web"),
        ("quantity_set", "phone"),
        ("contact_given", "phone"),
    ]
    assert story[2].facts == {"sku": "TEA", "quantity": 4, "came_from": "web"}
    assert "7946" not in str(story)
    assert [told.name for told in events.story_of("cart", basket.id)] == ["carts.CartChangedChannel"]


def test_what_was_typed_is_remembered_and_too_much_is_refused(make, basket):
    contact, choice = ContactDraft("Shopper", "+44", "a@b.c"), DeliveryChoice("delivery", country="GB", city="Leeds")

    remember_contact(basket.id, contact=contact, by=GUEST)
    choose_delivery(basket.id, choice=choice, by=GUEST)
    for wrong in (ContactDraft("A" * 201), ContactDraft("A\x00")):
        with pytest.raises(InvalidField):
            remember_contact(basket.id, contact=wrong, by=GUEST)
    with pytest.raises(InvalidField):
        choose_delivery(basket.id, choice=DeliveryChoice("catapult"), by=GUEST)

    found = cart(basket.id, by=GUEST)
    assert (found.contact, found.delivery) == (contact, choice)


def test_a_basket_becomes_one_order_once(make, basket):
    make.variant("TEA")
    first, second = new_id(), new_id()

    assert mark_ordered([OrderedCart(basket.id, first)], by=GUEST) == [None]
    assert mark_ordered([OrderedCart(basket.id, first)], by=GUEST) == [None]
    assert mark_ordered([OrderedCart(basket.id, second)], by=GUEST) == [CartClosed(basket.id, "ordered")]

    found = cart(basket.id, by=GUEST)
    assert (found.status, found.order_id) == ("ordered", first)
    assert [step.kind for step in cart_story(basket.id, by=GUEST)] == ["opened", "ordered"]
    with pytest.raises(CartClosed):
        empty_cart(basket.id, by=GUEST)


def test_many_baskets_are_closed_together_and_one_refusal_disturbs_no_other(make, django_assert_num_queries):
    baskets = [make.cart(by=GUEST) for _ in range(4)]
    orders = [new_id() for _ in range(6)]
    ghost = new_id()
    asked = [
        OrderedCart(baskets[0].id, orders[0]),
        OrderedCart(ghost, orders[1]),
        OrderedCart(baskets[1].id, orders[2], version=7),
        OrderedCart(baskets[0].id, orders[3]),
        OrderedCart(baskets[2].id, orders[4], version=1),
    ]

    with django_assert_num_queries(5):  # savepoint twice, lock, close, events
        answers = mark_ordered(asked, by=GUEST)

    assert answers == [
        None,
        CartUnknown(ghost),
        CartChanged(baskets[1].id, 1),
        CartClosed(baskets[0].id, "ordered"),
        None,
    ]
    assert [cart(one.id, by=GUEST).status for one in baskets] == ["ordered", "open", "ordered", "open"]


def test_the_database_itself_refuses_a_second_open_basket_and_an_empty_line(make, basket):
    open_cart(by=shopper(ANNA))
    forgeries = [
        ("UPDATE carts_cart SET customer_id = %s WHERE id = %s", [ANNA, basket.id]),
        ("INSERT INTO carts_cartline (cart_id, variant_id, quantity) VALUES (%s, %s, 0)", [basket.id, new_id()]),
        ("UPDATE carts_cart SET status = 'ordered' WHERE id = %s", [basket.id]),
    ]
    for forgery, parameters in forgeries:
        with pytest.raises(IntegrityError), transaction.atomic():
            sql.run(forgery, parameters)


def test_reading_a_basket_and_its_badge_takes_one_statement_each(make, basket, django_assert_num_queries):
    tea, mug = make.variant("TEA").id, make.variant("MUG").id
    add_line(basket.id, variant_id=tea, quantity=2, by=GUEST)
    add_line(basket.id, variant_id=mug, quantity=1, by=GUEST)

    with django_assert_num_queries(1):
        assert cart_count(basket.id, by=GUEST) == CartCount(2, 3)
    with django_assert_num_queries(1):
        assert cart(basket.id, by=GUEST).lines == (CartLineRead(tea, 2), CartLineRead(mug, 1))


def test_adding_a_line_takes_six_statements_and_reading_a_price_three(make, basket, django_assert_num_queries):
    make.variant("TEA")
    make.price("TEA", 499)
    tea = make.variant("TEA").id

    with django_assert_num_queries(6):  # article, savepoint twice, basket, line, story
        add_line(basket.id, variant_id=tea, quantity=2, by=GUEST)
    quoted_cart(basket.id, channel="web", by=GUEST)
    with django_assert_num_queries(3):
        assert quoted_cart(basket.id, channel="web", by=GUEST).quote.total_minor == 998


def test_an_article_that_is_sold_no_more_is_named_and_the_rest_is_priced(make, basket):
    tea, old, free = make.variant("TEA"), make.variant("OLD"), make.variant("FREE")
    make.price("TEA", 499), make.price("OLD", 100)
    for variant in (tea, old, free):
        add_line(basket.id, variant_id=variant.id, quantity=1, by=GUEST)
    archive_products([old.product_id], by=system("tests"))

    found = quoted_cart(basket.id, channel="web", by=GUEST)

    assert found.quote.total_minor == 499
    assert {variant: problem.code for variant, problem in found.problems.items()} == {
        old.id: "carts.item_not_sold",
        free.id: "carts.no_price",
    }
    assert found.refusal is None


def test_a_delivery_that_is_not_possible_stands_in_the_way_of_the_whole(make, basket):
    make.price_list()
    tea = make.variant("TEA")
    make.price("TEA", 499)
    add_line(basket.id, variant_id=tea.id, quantity=1, by=GUEST)
    choose_delivery(basket.id, choice=DeliveryChoice("delivery", country="KZ"), by=GUEST)

    found = quoted_cart(basket.id, channel="web", by=GUEST)

    assert (found.quote, found.problems) == (None, {})
    assert found.refusal.code == "carts.delivery_impossible"


def test_an_empty_basket_costs_nothing_and_asks_nobody(make, basket, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = quoted_cart(basket.id, channel="web", by=GUEST)

    assert (found.quote, found.refusal, found.problems) == (None, None, {})


def test_only_someone_allowed_touches_baskets(make, basket):
    nobody = Actor("staff:9", "web")
    for forbidden in (
        lambda: open_cart(by=nobody),
        lambda: cart(basket.id, by=nobody),
        lambda: cart_count(basket.id, by=nobody),
        lambda: add_line(basket.id, variant_id=new_id(), quantity=1, by=nobody),
        lambda: mark_ordered([], by=nobody),
        lambda: open_cart_of(ANNA, by=nobody),
    ):
        with pytest.raises(ScopeMissing):
            forbidden()
