"""The price of a basket holds for every basket, not only for those we thought of."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from duken.carts.basket import Adjustment, BasketLine, DeliveryTerms
from duken.carts.price_basket import price_basket
from duken.pricing.policies import ChosenPrice

NOBODY = UUID(int=0)
RATES = st.sampled_from([Decimal(0), Decimal("0.05"), Decimal("0.08875"), Decimal("0.2"), Decimal("0.27")])


@st.composite
def basket_lines(draw, includes_tax=None) -> BasketLine:
    sku = draw(st.sampled_from("ABCDEF"))
    is_included = draw(st.booleans()) if includes_tax is None else includes_tax
    price = ChosenPrice(draw(st.integers(0, 100_000)), "retail", is_included, 1, None)
    per = draw(st.sampled_from([1, 1, 1, 1000]))
    return BasketLine(NOBODY, sku, sku, draw(st.integers(1, 5000)), price, draw(RATES), per)


LINES = st.lists(basket_lines(), max_size=8)
DELIVERIES = st.none() | st.builds(
    DeliveryTerms, st.just("courier"), st.integers(0, 5000), RATES, st.none() | st.integers(0, 100_000)
)


@st.composite
def baskets(draw, lines=LINES):
    chosen = draw(lines)
    skus = st.sets(st.sampled_from("ABCDEF"), max_size=4)  # an adjustment names articles, so lines alike together
    positions = st.none() | skus.map(lambda named: tuple(at for at, line in enumerate(chosen) if line.sku in named))
    adjustments = draw(
        st.lists(
            st.builds(
                Adjustment,
                st.just("promotion"),
                st.integers(0, 300_000),
                st.sampled_from(["goods", "goods", "delivery"]),
                positions,
                st.just({}),
            ),
            max_size=4,
        )
    )
    cash = draw(st.sampled_from([1, 1, 5, 100]))
    return chosen, {
        "currency": "GBP",
        "delivery": draw(DELIVERIES),
        "adjustments": adjustments,
        "cash_rounding_minor": cash,
    }


@given(baskets())
def test_everything_adds_up_to_the_minor_unit(basket):
    lines, terms = basket
    quote = price_basket(lines, **terms)

    assert quote.subtotal_minor == sum(line.subtotal_minor for line in quote.lines)
    assert quote.discount_minor == sum(line.discount_minor for line in quote.lines)
    assert all(line.total_minor == line.subtotal_minor - line.discount_minor for line in quote.lines)
    added = [line.tax_minor for line in quote.lines if not line.includes_tax]
    if quote.delivery and not quote.delivery.includes_tax:
        added.append(quote.delivery.tax_minor)
    assert quote.added_tax_minor == sum(added)
    assert quote.total_minor == (
        quote.subtotal_minor
        - quote.discount_minor
        + quote.delivery_minor
        + quote.added_tax_minor
        + quote.rounding_minor
    )


@given(baskets())
def test_the_taxes_of_the_rates_are_the_taxes_of_the_lines(basket):
    lines, terms = basket
    quote = price_basket(lines, **terms)
    taxed = [*quote.lines, *([quote.delivery] if quote.delivery else [])]

    assert quote.tax_minor == sum(each.tax_minor for each in taxed) == sum(tax.tax_minor for tax in quote.taxes)
    assert all(tax.net_minor + tax.tax_minor == tax.gross_minor for tax in quote.taxes)
    assert sum(tax.gross_minor for tax in quote.taxes) == quote.total_minor - quote.rounding_minor


@given(baskets())
def test_no_line_and_no_total_goes_below_zero(basket):
    lines, terms = basket
    quote = price_basket(lines, **terms)

    assert all(0 <= line.discount_minor <= line.subtotal_minor for line in quote.lines)
    assert quote.delivery_minor >= 0
    assert quote.total_minor >= 0


@given(baskets())
def test_no_adjustment_loses_or_makes_a_minor_unit(basket):
    lines, terms = basket
    quote = price_basket(lines, **terms)

    told = -sum(step.amount_minor for step in quote.steps if step.code == "discount")
    on_lines = -sum(step.amount_minor for line in quote.lines for step in line.steps if step.code == "discount")
    assert told == on_lines == quote.discount_minor
    assert told <= sum(each.amount_minor for each in terms["adjustments"] if each.applies_to == "goods")


@given(LINES, st.integers(0, 300_000))
def test_an_adjustment_takes_all_it_may_take(lines, amount):
    quote = price_basket(lines, currency="GBP", adjustments=[Adjustment("promotion", amount)])

    assert quote.discount_minor == min(amount, quote.subtotal_minor)


@given(baskets())
def test_the_steps_tell_the_whole_reckoning(basket):
    lines, terms = basket
    quote = price_basket(lines, **terms)

    for line in quote.lines:
        assert sum(step.amount_minor for step in line.steps if step.code != "tax") == line.total_minor
    counted = {"subtotal", "discount", "delivery", "delivery_discount", "cash_rounding"}
    told = sum(step.amount_minor for step in quote.steps if step.code in counted)
    assert told + quote.added_tax_minor == quote.total_minor == quote.steps[-1].amount_minor


@given(baskets(), st.randoms())
def test_the_order_of_the_lines_changes_nothing(basket, random):
    lines, terms = basket
    order = random.sample(range(len(lines)), len(lines))
    place = {old: new for new, old in enumerate(order)}
    moved = [
        each._replace(line_positions=each.line_positions and tuple(place[at] for at in each.line_positions))
        for each in terms["adjustments"]
    ]

    first = price_basket(lines, **terms)
    second = price_basket([lines[at] for at in order], **terms | {"adjustments": moved})

    assert second._replace(lines=()) == first._replace(lines=())
    assert amounts(second) == amounts(first)


def amounts(quote) -> list[str]:
    return sorted(repr(line._replace(steps=())) for line in quote.lines)


@given(baskets())
def test_cash_is_rounded_by_less_than_one_coin_to_what_coins_can_pay(basket):
    lines, terms = basket
    quote = price_basket(lines, **terms)

    coin = terms["cash_rounding_minor"]
    assert quote.total_minor % coin == 0
    assert -coin < 2 * quote.rounding_minor <= coin


@given(baskets(st.lists(basket_lines(includes_tax=True), min_size=1, max_size=5)))
def test_with_tax_in_the_prices_nothing_is_added(basket):
    lines, terms = basket
    quote = price_basket(lines, **terms)

    assert quote.includes_tax
    assert quote.added_tax_minor == 0


def test_the_odd_minor_unit_stays_with_its_line_wherever_that_lies():
    """Two lines alike but for their tax: found by the property above."""
    price = ChosenPrice(1, "retail", False, 1, None)
    taxed, free = (BasketLine(NOBODY, "A", "A", 1, price, Decimal(rate)) for rate in ("0.05", "0"))
    off = [Adjustment("promotion", 1)]

    here = price_basket([taxed, free], currency="GBP", adjustments=off)
    there = price_basket([free, taxed], currency="GBP", adjustments=off)

    assert [line.discount_minor for line in here.lines] == [0, 1]
    assert [line.discount_minor for line in there.lines] == [1, 0]
    assert here.taxes == there.taxes


def test_an_adjustment_that_names_no_line_lowers_none():
    line = BasketLine(NOBODY, "A", "A", 1, ChosenPrice(100, "retail", True, 1, None), Decimal(0))

    none = price_basket([line], currency="GBP", adjustments=[Adjustment("promotion", 10, line_positions=())])
    every = price_basket([line], currency="GBP", adjustments=[Adjustment("promotion", 10)])

    assert (none.discount_minor, every.discount_minor) == (0, 10)
