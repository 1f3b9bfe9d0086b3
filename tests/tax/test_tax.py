"""Tax in a price, tax on a price, and which rate applies when."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duken.kernel.actor import Actor, ScopeMissing, system
from duken.tax.amounts import added_tax, divide_half_up, included_tax
from duken.tax.reads import rates_for
from duken.tax.save_rates import TaxRateDraft, save_rates

BY = system("tests")
RATES = st.decimals(min_value=0, max_value=3, places=5)


@pytest.mark.parametrize(
    ("gross", "rate", "tax"),
    [(1200, "0.20", 200), (999, "0.20", 167), (1, "0.20", 0), (3, "0.20", 1), (105, "0.05", 5), (1000, "0", 0)],
)
def test_tax_inside_a_price(gross, rate, tax):
    assert included_tax(gross, Decimal(rate)) == tax
    assert included_tax(-gross, Decimal(rate)) == -tax


@pytest.mark.parametrize(
    ("net", "rate", "tax"), [(1000, "0.20", 200), (999, "0.08875", 89), (10, "0.05", 1), (9, "0.05", 0)]
)
def test_tax_on_top_of_a_price(net, rate, tax):
    assert added_tax(net, Decimal(rate)) == tax
    assert added_tax(-net, Decimal(rate)) == -tax


@given(st.integers(-(10**14), 10**14), RATES)
def test_whole_number_arithmetic_is_decimal_half_up(amount, rate):
    one = Decimal(1)

    assert added_tax(amount, rate) == int((amount * rate).quantize(one, ROUND_HALF_UP))
    exact = divide_half_up(amount * int(rate.scaleb(5)), 100_000 + int(rate.scaleb(5)))
    assert included_tax(amount, rate) == exact
    assert abs(Decimal(exact) - amount * rate / (1 + rate)) <= Decimal("0.5000001")


@given(st.integers(0, 10**12), RATES)
def test_tax_on_a_price_without_its_tax_is_the_tax_in_it(gross, rate):
    net = gross - included_tax(gross, rate)

    assert abs(net + added_tax(net, rate) - gross) <= 1 + rate


@pytest.mark.django_db
def test_the_rate_of_a_day_is_the_latest_that_has_started(make):
    save_rates(
        [
            TaxRateDraft("DE", "standard", Decimal("0.19"), date(2007, 1, 1)),
            TaxRateDraft("DE", "standard", Decimal("0.16"), date(2020, 7, 1)),
            TaxRateDraft("DE", "standard", Decimal("0.19"), date(2021, 1, 1)),
        ],
        by=BY,
    )

    for day, rate in [(date(2020, 6, 30), "0.19"), (date(2020, 7, 1), "0.16"), (date(2021, 1, 1), "0.19")]:
        assert rates_for("DE", ["standard"], day) == {"standard": Decimal(rate)}
    assert rates_for("DE", ["standard"], date(1990, 1, 1)) == {}


@pytest.mark.django_db
def test_a_class_without_a_rate_is_left_out_and_a_country_without_any_collects_none(make):
    make.tax_rate("0.20", country="GB")

    assert rates_for("GB", ["standard", "books"], date(2026, 1, 1)) == {"standard": Decimal("0.20")}
    assert rates_for("KZ", ["standard"], date(2026, 1, 1)) == {"standard": Decimal(0)}


@pytest.mark.django_db
def test_rates_answer_from_memory(make, django_assert_num_queries):
    make.tax_rate()
    rates_for("GB", ["standard"], date(2026, 1, 1))

    with django_assert_num_queries(0):
        rates_for("GB", ["standard"], date(2026, 1, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("country", "tax_class", "rate"),
    [
        ("gb", "standard", "0.2"),
        ("GB", "", "0.2"),
        ("GB", "a", "-0.1"),
        ("GB", "a", "0.123456"),
        ("GB", "a", "NaN"),
        ("GB", "a", "20"),
    ],
)
def test_a_bad_rate_is_refused_and_a_good_one_beside_it_is_kept(make, country, tax_class, rate):
    good = TaxRateDraft("KZ", "standard", Decimal("0.12"), date(2026, 1, 1))

    refused, kept = save_rates([TaxRateDraft(country, tax_class, Decimal(rate), date(2026, 1, 1)), good], by=BY)

    assert refused.code == "kernel.invalid_field"
    assert kept == good
    assert rates_for("KZ", ["standard"], date(2026, 1, 2)) == {"standard": Decimal("0.12")}


@pytest.mark.django_db
def test_only_someone_allowed_changes_rates():
    with pytest.raises(ScopeMissing):
        save_rates([], by=Actor("staff:1", "backoffice"))
