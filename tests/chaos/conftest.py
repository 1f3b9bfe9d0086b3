"""The shop that is harmed, its record, and the table at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chaos import report
from tests.chaos.harm import Harmed
from tests.chaos.shop import Shop
from tests.cluster import new_home


@pytest.fixture(scope="session")
def harmed() -> Iterator[Harmed]:
    """An open shop and everything its clients were told since it opened."""
    shop = Shop(new_home())
    shop.prepare()
    shop.open()
    made = Harmed(shop)
    made.sells_and_confirms()
    yield made
    made.record.close()
    shop.close()
    shop.throw_away()


def pytest_terminal_summary() -> None:
    if report.ROWS:
        report.show()
