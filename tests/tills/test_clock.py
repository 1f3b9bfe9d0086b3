"""A till tells the moment of what it did itself; where its clock cannot have been right, a person is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from duken.kernel import clock
from duken.tills._clock import TOLERATED
from duken.tills.models import Difference, Entry

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_clock_that_is_ahead_or_goes_back_is_told_and_what_happened_is_recorded(make: Any) -> None:
    device, now = make.device("A1"), clock.now().replace(microsecond=0)
    device.opens()
    device.moves(100, at=now)
    device.moves(100, at=now - TOLERATED)
    device.moves(100, at=now - 2 * TOLERATED - SECOND)
    device.send()
    device.moves(100, at=now - 4 * TOLERATED)
    device.moves(100, at=now + TOLERATED - 5 * SECOND)
    device.moves(100, at=now + 2 * TOLERATED)

    device.send()

    found = Difference.objects.filter(kind="clock").values_list("entry_id", flat=True)
    assert set(found) == {device.entries[at].id for at in (3, 4, 6)}
    assert (Difference.objects.count(), Entry.objects.count()) == (3, 7)
    assert make.lies_in_drawer(device) == 10_600
