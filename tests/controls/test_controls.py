"""Every planted bug is caught by the suite, and the same tests pass without it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests import cluster
from tests.controls import report
from tests.controls.plants import PLANTS
from tests.controls.running import WITHOUT, Nursery, judge, nursery


@pytest.fixture(scope="session")
def tried(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Nursery]:
    """The plants that were asked for (`-k`). All of them use one PostgreSQL, made and migrated here."""
    asked = [PLANTS[item.callspec.params["name"]] for item in request.session.items if hasattr(item, "callspec")]
    postgres = cluster.of_this_run()
    with django_db_blocker.unblock(), postgres.used():
        postgres.ensure_running()
        cluster.ensure_template(postgres)
        with nursery(asked) as at_work:
            yield at_work


def test_without_a_plant_all_of_them_pass(tried: Nursery) -> None:
    ended = tried.ended(WITHOUT)

    assert ended, tried.output(WITHOUT)
    assert [each for each in ended if each.outcome != "passed"] == []


@pytest.mark.parametrize("name", PLANTS)
def test_the_suite_catches(tried: Nursery, name: str) -> None:
    verdict = judge(tried, PLANTS[name])

    sys.stdout.write(f"{name:40} {verdict.share:5.0%}  {verdict.test.removeprefix('tests/')}\n")
    assert verdict.is_caught, verdict.told


def test_the_page_that_lists_them_is_written() -> None:
    report.PAGE.write_text(report.page(), encoding="utf-8")
