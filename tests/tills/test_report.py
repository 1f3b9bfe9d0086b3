"""X and Z: server and till add up the same (tests/vectors/till/shift.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from duken.tills._report import besides, report_of

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "till" / "shift.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_the_server_adds_up_as_the_till_does(vector: dict[str, Any]) -> None:
    entries = [(entry["kind"], entry["body"]) for entry in vector["entries"]]

    report = report_of(entries, vector["currency"], vector["number"])

    assert msgspec.to_builtins(report) == vector["report"]


def test_what_the_report_of_the_drawers_till_does_not_hold_is_told_by_tender() -> None:
    paid = [{"method": "cash", "amount_minor": 500}, {"method": "card", "amount_minor": 0}]

    assert besides([("collected", {"tenders": paid}), ("cash_moved", {"amount_minor": -200})]) == {"cash": 300}
