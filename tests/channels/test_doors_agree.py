"""The same basket costs the same in the shop, over the API and at the desk."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.channels.agreeing import Street
from tests.channels.api.conftest import call, key_with  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def test_fifty_baskets_cost_the_same_through_every_door(make: Any, call: Any) -> None:  # noqa: F811
    street = Street(make, call, Random(1))

    found = list(street.baskets(50))

    assert [told for told, *totals in found if len(set(totals)) != 1] == []
    assert len({shown for _, shown, *_ in found}) > 40
