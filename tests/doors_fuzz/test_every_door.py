"""The whole golden file: every operation × every role × whose thing it is. `make doors` writes it anew."""

from __future__ import annotations

import os
import sys

from tests.doors import golden
from tests.doors.conftest import world as world
from tests.doors.people import COLUMNS
from tests.doors.world import World


def test_every_door_opens_for_whom_it_should(world: World) -> None:
    if os.environ.get("DUKEN_WRITE_DOORS") == "1":
        golden.write(world)
        wrong: list[str] = []
    else:
        wrong = [sentence for column in COLUMNS for sentence in golden.differences(column, world)]
    known = golden.read()

    sys.stdout.write(
        f"\n{len(known)} operations (with whose) × {len(COLUMNS)} roles = {len(known) * len(COLUMNS)} doors\n"
    )
    assert wrong == [], "\n".join(wrong)
