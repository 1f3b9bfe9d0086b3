"""Pick-ups in the hands of chance."""

from __future__ import annotations

from typing import Any

import pytest

from tests import chance
from tests.fulfilment.machine import SKUS, STOCK, PickupMachine


@pytest.mark.django_db
def test_pick_ups_go_as_the_pickers_slips_say(make: Any) -> None:
    make.selling(*SKUS, stock=STOCK)

    chance.run(lambda: PickupMachine(make))
