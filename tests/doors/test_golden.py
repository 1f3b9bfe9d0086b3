"""Nobody sees or does what their role and store do not allow. Here for two of the columns, which meet every
operation; `make fuzz` asks for all of them."""

from __future__ import annotations

import pytest

from tests.doors import golden
from tests.doors.people import COLUMNS
from tests.doors.world import World


def test_the_file_knows_every_column_and_is_sorted() -> None:
    head, *lines = golden.FILE.read_text().splitlines()
    places = [tuple(line.split("\t")[:2]) for line in lines]

    assert head.split("\t")[2:] == list(COLUMNS)
    assert [(name.partition(" ")[2], whose) for name, whose in places] == sorted(
        (name.partition(" ")[2], whose) for name, whose in places
    )
    assert "fault" not in golden.FILE.read_text()


@pytest.mark.parametrize(("column", "without"), [("cashier", "admin/"), ("stranger", " none")])
def test_each_door_opens_for_whom_it_should(column: str, without: str, world: World) -> None:
    wrong = golden.differences(column, world, without=without)

    assert wrong == [], "\n".join(wrong)
