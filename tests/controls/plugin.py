"""`pytest -p tests.controls.plugin` with DUKEN_PLANT: the bug is planted before the first test of the run.

Writes to DUKEN_PLANT_REPORT, one JSON line a test that ended: node id, what became of it, what it said. A race is run
DUKEN_PLANT_RUNS times in a row.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

RUNS = int(os.environ.get("DUKEN_PLANT_RUNS", "1"))


@pytest.fixture(scope="session", autouse=True)
def _planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    from tests.controls.plants import PLANTS

    name = os.environ.get("DUKEN_PLANT", "")
    with django_db_blocker.unblock(), PLANTS[name].put() if name else nullcontext():
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    if RUNS == 1:
        return None
    for left in reversed(range(RUNS)):
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        # The module as "next" has the test itself torn down and set up anew, and what the session made kept.
        runtestprotocol(item, nextitem=item.parent if left else nextitem)  # type: ignore[arg-type]
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.failed:
        said = {"test": report.nodeid, "when": report.when, "outcome": report.outcome, "said": report.longreprtext}
        with Path(os.environ["DUKEN_PLANT_REPORT"]).open("a", encoding="utf-8") as told:
            told.write(json.dumps(said) + "\n")
