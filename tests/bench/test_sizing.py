"""The sizing page is arithmetic on measured figures: every number can be followed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bench import sizing
from bench.sizing import BATCH, ORDER, PAGE_VIEW, Trade, need, stores_of_one_database

MEASURED = {ORDER: 5.0, PAGE_VIEW: 10.0, BATCH: 1000.0}
TRADE = Trade(sales_a_day=300, pages_a_sale=10, busiest_hour=0.12, rush=3.0, busy=0.5, bytes_a_sale=10_000)


def test_a_hundred_stores_by_hand() -> None:
    found = need(100, MEASURED, TRADE)

    assert found.sales_a_second == pytest.approx(3.0)  # 100 × 300 × 0.12 × 3 ÷ 3600
    assert found.order_cores == pytest.approx(0.03)  # 3 × 5 ms ÷ 0.5
    assert found.page_cores == pytest.approx(0.6)  # 3 × 10 × 10 ms ÷ 0.5
    assert found.gigabytes_a_year == pytest.approx(109.5)


def test_one_database_takes_the_stores_whose_peaks_add_up_to_half_its_rate() -> None:
    assert stores_of_one_database(MEASURED, TRADE) == 16_666  # 1000 × 0.5 ÷ 0.03


def test_the_page_says_what_was_measured_and_what_is_arithmetic() -> None:
    results: dict[str, Any] = {
        "plain": {
            "machine": {"cores": 2, "processor": "a processor"},
            "groups": [{"figures": [{"code": code, "median": value} for code, value in MEASURED.items()]}],
        }
    }

    page = sizing.text(results, TRADE)

    assert "| 100 | 3.00 | 1 | 1 | 110 GB | 1 |" in page
    assert "arithmetic, not measurement" in page
