"""Shares are written as each language writes them, in one way everywhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duken.channels import formats


@pytest.mark.parametrize(
    ("language", "plain", "odd"),
    [
        ("en", "15%", "8.85%"),
        ("ru", "15\u00a0%", "8,85\u00a0%"),
        ("sr", "15%", "8,85%"),
        ("sr-latn", "15%", "8,85%"),
        ("kk", "15%", "8,85%"),
    ],
)
def test_a_share_is_written_as_the_language_writes_it(language: str, plain: str, odd: str) -> None:
    assert formats.percent(Decimal("0.150"), language) == plain
    assert formats.percent(Decimal("0.088499999"), language) == odd
    assert formats.percent(Decimal(1), language) == plain.replace("15", "100")
