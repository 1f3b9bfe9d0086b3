"""Money of a gateway in the hands of chance."""

from __future__ import annotations

from typing import Any

import pytest

from tests import chance
from tests.payments.gateway import Gateway
from tests.payments.machine import PaymentMachine


@pytest.mark.django_db(transaction=True)
def test_the_shop_and_the_gateway_agree_about_every_penny(make: Any) -> None:
    make.selling("TEA", price_minor=500, stock=100_000)
    gateway = Gateway()

    chance.run(lambda: PaymentMachine(make, gateway))
