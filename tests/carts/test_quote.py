"""Quotes: what baskets cost now, many at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duken.carts.basket import Adjustment
from duken.carts.errors import (
    BadQuantity,
    BasketEmpty,
    DeliveryImpossible,
    ItemNotSold,
    ItemUnknown,
    NoPrice,
    TooManyLines,
    TotalTooLarge,
)
from duken.carts.quote import DeliveryWant, LineWant, QuoteRequest, quote
from duken.catalog.archive_products import archive_products
from duken.catalog.drafts import VariantDraft
from duken.kernel.actor import Actor, ScopeMissing, system
from duken.kernel.ids import new_id
from duken.stores.errors import ChannelClosed, ChannelUnknown, LocationUnknown
from duken.tax.errors import TaxRateMissing

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def shop(make):
    """A British web shop that sells tea at 4.99 and mugs at 7.00, tax included, and sends them for 3.99."""
    make.tax_rate("0.20")
    make.channel("web")
    make.delivery_zone()
    make.variant("TEA"), make.variant("MUG")
    make.price("TEA", 499), make.price("MUG", 700)
    return make


def ask(*lines: tuple[str, object], **facts) -> QuoteRequest:
    wants = [LineWant(quantity, sku=sku) for sku, quantity in lines]
    return QuoteRequest(**({"lines": wants, "channel": "web"} | facts))


def one(*lines, **facts):
    [answer] = quote([ask(*lines, **facts)], by=BY)
    return answer


def test_a_basket_is_priced_with_its_tax_inside(shop):
    found = one(("TEA", 2), ("MUG", 1))

    assert (found.currency, found.includes_tax) == ("GBP", True)
    assert [(line.sku, line.subtotal_minor, line.tax_minor) for line in found.lines] == [
        ("TEA", 998, 166),
        ("MUG", 700, 117),
    ]
    assert (found.subtotal_minor, found.tax_minor, found.total_minor) == (1698, 283, 1698)


def test_delivery_is_a_part_of_the_total_with_its_own_tax_and_free_from_a_sum(shop):
    address = DeliveryWant("GB", "Leeds", "LS1 4DY")

    sent = one(("TEA", 1), delivery=address)
    free = one(("MUG", 8), delivery=address)

    assert (sent.delivery_minor, sent.delivery.tax_minor, sent.total_minor) == (399, 67, 898)
    assert (free.delivery_minor, free.total_minor) == (0, 5600)


def test_a_zone_that_does_not_serve_the_address_cannot_be_chosen(shop):
    shop.delivery_zone("leeds", cities=["Leeds"], price_minor=1, service="bicycle")
    leeds = DeliveryWant("GB", "Leeds", "LS1 4DY", zone="leeds")

    assert one(("TEA", 1), delivery=leeds).delivery_minor == 1
    assert one(("TEA", 1), delivery=leeds._replace(city="York")) == DeliveryImpossible("leeds", "GB", "York")
    assert one(("TEA", 1), delivery=DeliveryWant("KZ", "Almaty")) == DeliveryImpossible("", "KZ", "Almaty")


def test_a_refused_basket_disturbs_no_neighbour(shop):
    shop.variant("OLD", name="Old")
    shop.price("OLD", 100)
    archive_products([shop.variant("OLD").product_id], by=BY)
    shop.variant("FREE")
    shop.channel("shut", is_active=False)
    ghost = new_id()

    answers = quote(
        [
            ask(("TEA", 1)),
            ask(),
            ask(("GHOST", 1)),
            QuoteRequest([LineWant(1, variant_id=ghost)], "web"),
            ask(("OLD", 1)),
            ask(("FREE", 1)),
            ask(("TEA", 1), currency="EUR"),
            ask(("TEA", 1), channel="fax"),
            ask(("TEA", 1), channel="shut"),
            ask(("TEA", 1), location="nowhere"),
            ask(*[("TEA", 1)] * 501),
            ask(("MUG", 1)),
        ],
        by=BY,
    )

    assert answers[1:-1] == [
        BasketEmpty(),
        ItemUnknown("GHOST"),
        ItemUnknown(ghost),
        ItemNotSold("OLD"),
        NoPrice("FREE", "GBP"),
        NoPrice("TEA", "EUR"),
        ChannelUnknown("fax"),
        ChannelClosed("shut"),
        LocationUnknown("nowhere"),
        TooManyLines(501, 500),
    ]
    assert (answers[0].total_minor, answers[-1].total_minor) == (499, 700)


@pytest.mark.parametrize("quantity", [0, -1, 100_001, 10**30, 1.5, "2", True, None])
def test_a_quantity_that_makes_no_sense_is_refused(shop, quantity):
    assert one(("TEA", quantity)) == BadQuantity("TEA", quantity, 1, 100_000)


def test_goods_sold_in_packs_are_sold_in_whole_packs(shop):
    shop.product("Candle", variants=[VariantDraft("CANDLE", step=6)])
    shop.price("CANDLE", 50)

    assert one(("CANDLE", 12)).total_minor == 600
    assert one(("CANDLE", 7)) == BadQuantity("CANDLE", 7, 6, 100_000)


def test_goods_sold_by_weight_are_priced_by_the_kilogram(shop):
    shop.product("Cheese", variants=[VariantDraft("CHEESE", unit="g")])
    shop.price("CHEESE", 1299)

    [line] = one(("CHEESE", 345)).lines
    assert (line.per, line.unit_price_minor, line.subtotal_minor) == (1000, 1299, 448)


def test_an_article_on_two_lines_reaches_a_quantity_step_by_both_together(shop):
    shop.price("TEA", 400, min_quantity=10)

    found = one(("TEA", 6), ("MUG", 1), ("TEA", 4))

    assert [line.unit_price_minor for line in found.lines] == [400, 700, 400]


def test_the_same_basket_costs_the_same_by_sku_and_by_id_in_any_case(shop):
    tea = shop.variant("TEA")

    by_sku, by_id, lower = quote(
        [ask(("TEA", 3)), QuoteRequest([LineWant(3, variant_id=tea.id)], "web"), ask(("tea", 3))], by=BY
    )

    assert by_sku == by_id == lower


def test_prices_without_tax_get_it_on_top(shop):
    shop.price_list("trade", includes_tax=False, customer_group="trade")
    shop.price("TEA", 400, price_list="trade")

    found = one(("TEA", 3), customer_group="trade", delivery=DeliveryWant("GB", "Leeds"))

    assert not found.includes_tax
    assert (found.subtotal_minor, found.delivery_minor, found.added_tax_minor) == (1200, 399, 320)
    assert found.total_minor == 1919


def test_articles_of_different_classes_carry_different_tax(shop):
    shop.tax_rate("0", tax_class="books")
    shop.product("Book", sku="BOOK", tax_class="books")
    shop.price("BOOK", 1000)

    taxes = one(("TEA", 2), ("BOOK", 1)).taxes

    assert [(tax.rate, tax.net_minor, tax.tax_minor) for tax in taxes] == [
        (Decimal("0.20"), 832, 166),
        (Decimal("0"), 1000, 0),
    ]


def test_nothing_is_sold_untaxed_by_oversight(shop):
    shop.product("Book", sku="BOOK", tax_class="books")
    shop.price("BOOK", 1000)

    assert one(("BOOK", 1)) == TaxRateMissing("GB", "books")


def test_an_adjustment_is_spread_over_the_lines(shop):
    found = one(("TEA", 2), ("MUG", 1), adjustments=[Adjustment("voucher", 500)])

    assert [line.discount_minor for line in found.lines] == [294, 206]
    assert (found.discount_minor, found.total_minor, found.tax_minor) == (500, 1198, 117 + 82)


def test_a_total_no_till_could_print_is_refused(shop):
    shop.price("MUG", 10**12)

    assert one(("MUG", 100_000)) == TotalTooLarge()
    assert one(("MUG", 1001), adjustments=[Adjustment("voucher", 1001 * 10**12)]) == TotalTooLarge()
    assert one(("MUG", 1000)).total_minor == 10**15


def test_prices_of_the_chosen_shop_count(shop):
    shop.shop("north")
    shop.store_group("northern", "north")
    shop.price_list("north", store_group="northern")
    shop.price("TEA", 450, price_list="north")

    assert one(("TEA", 1)).total_minor == 499
    assert one(("TEA", 1), location="north").total_minor == 450


def test_a_hundred_baskets_take_as_many_statements_as_one(shop, django_assert_num_queries):
    tea = shop.variant("TEA")
    mixed = QuoteRequest([LineWant(1, variant_id=tea.id), LineWant(1, sku="MUG")], "web")
    member = ask(("TEA", 1), customer_group="club", delivery=DeliveryWant("GB", "Leeds"))
    quote([mixed], by=BY)

    with django_assert_num_queries(3):
        quote([mixed], by=BY)
    with django_assert_num_queries(3):
        answers = quote([mixed, member, ask(("GHOST", 1)), ask(("TEA", 2))] * 25, by=BY)
    with django_assert_num_queries(2):
        quote([ask(("TEA", 1)), ask(("MUG", 1))], by=BY)

    assert len(answers) == 100


def test_no_baskets_take_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert quote([], by=BY) == []


def test_only_someone_allowed_asks_for_a_price():
    with pytest.raises(ScopeMissing):
        quote([], by=Actor("nobody", "web"))
