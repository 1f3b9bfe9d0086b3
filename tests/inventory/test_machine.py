"""Stock in the hands of chance."""

from __future__ import annotations

import pytest

from tests import chance
from tests.inventory.machine import StockMachine


@pytest.mark.django_db
def test_stock_is_where_a_clipboard_says_it_is() -> None:
    chance.run(StockMachine)
