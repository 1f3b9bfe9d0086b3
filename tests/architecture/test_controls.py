"""Every planted bug stands in docs/reference/controls.md, and names tests that exist."""

from __future__ import annotations

from pathlib import Path

from tests.controls import report
from tests.controls.plants import PLANTS

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_lists_exactly_the_planted_bugs() -> None:
    assert report.PAGE.read_text(encoding="utf-8") == report.page(), "run: make controls"


def test_every_plant_is_to_be_caught_by_tests_of_the_fast_suite() -> None:
    named = {test for plant in PLANTS.values() for test in plant.caught_by}

    assert [test for test in named if not _stands(test)] == []
    assert len(PLANTS) >= 24


def _stands(test: str) -> bool:
    path, _, name = test.partition("::")
    return f"def {name.partition('[')[0]}(" in (ROOT / path).read_text(encoding="utf-8")
