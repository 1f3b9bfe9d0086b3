"""What a till is told when it asks for its settings."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from duken.kernel import clock
from duken.kernel.actor import ScopeMissing, with_scopes
from duken.tills.cash import denominations, smallest_coin
from duken.tills.settings import REASONS, settings_of

APP = Path(__file__).parents[2] / "frontend" / "till"


def test_the_app_has_words_for_every_reason() -> None:
    source = (APP / "reasons" / "reasons.ts").read_text()

    for kind, reasons in REASONS.items():
        [written] = re.findall(rf"{kind}: \[(.*)\]", source)
        assert re.findall(r'"([^"]+)"', written) == reasons


@pytest.mark.parametrize(
    ("currency", "largest", "smallest"),
    [("GBP", 5_000, 1), ("CHF", 100_000, 5), ("KZT", 2_000_000, 100), ("RSD", 5_000, 1), ("JPY", 50_000, 1)],
)
def test_coins_and_notes_are_those_of_the_currency(currency: str, largest: int, smallest: int) -> None:
    pieces = denominations(currency)

    assert (pieces[0], pieces[-1], smallest_coin(currency)) == (largest, smallest, smallest)
    assert list(pieces) == sorted(set(pieces), reverse=True)


@pytest.mark.django_db
def test_promotions_that_begin_later_and_codes_for_everybody_are_told(make: Any) -> None:
    make.device("A1")
    by = make.journal("A1").by
    assert settings_of(by).promotions == []

    tomorrow = clock.now() + timedelta(days=1)
    percent = {"type": "percent", "basis_points": 1000}
    promotion = make.promotion("TEN", percent, when={"needs_coupon": True}, starts_at=tomorrow)
    make.coupon(promotion, "SPRING", uses=1000)
    make.coupon(promotion, "ONCE", uses=1)

    found = settings_of(by)

    [told] = found.promotions
    assert (told["id"], told["code"], told["effect"], told["when"]) == (
        str(promotion.id),
        "TEN",
        percent,
        {"needs_coupon": True},
    )
    assert told["starts_at"] == tomorrow.isoformat()
    assert found.coupons == {"SPRING": str(promotion.id)}


@pytest.mark.django_db
def test_only_a_till_is_told(make: Any) -> None:
    device = make.device("A1")

    with pytest.raises(ScopeMissing):
        settings_of(with_scopes(device.by.id, "till", ["orders.place"]))
