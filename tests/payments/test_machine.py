"""Money of a gateway in the hands of chance."""

from __future__ import annotations

from typing import Any

import pytest

from tests import chance
from tests.payments.machine import PaymentMachine, Shop


@pytest.mark.django_db(transaction=True)
def test_the_shop_and_the_gateway_agree_about_every_penny(make: Any) -> None:
    shop = Shop(make)

    chance.run(lambda: PaymentMachine(shop))
