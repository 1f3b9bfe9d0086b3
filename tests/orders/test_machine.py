"""Orders in the hands of chance."""

from __future__ import annotations

from typing import Any

import pytest

from tests import chance
from tests.orders.machine import OrderMachine, open_shop


@pytest.mark.django_db
def test_orders_live_as_the_order_book_says(make: Any) -> None:
    open_shop(make)

    chance.run(lambda: OrderMachine(make))
