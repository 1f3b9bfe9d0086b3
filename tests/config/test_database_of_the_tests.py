"""The tests' own database: clean for each, whatever the one before left."""

import os

import pytest
from django.db import connection

from duken.config import settings
from duken.kernel import clock, events, ids, sql


def _write_event() -> None:
    sql.run(
        "INSERT INTO kernel_event (id, name, aggregate, aggregate_id, facts, actor, channel, happened_at)"
        " VALUES (%s, 'n', 'a', '1', '{}', 'me', 'till', %s)",
        [ids.new_id(), clock.now()],
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", ["first", "second"])
def test_what_a_test_commits_is_gone_before_the_next(_time: str) -> None:
    assert events.story_of("a", "1") == []

    _write_event()

    assert len(events.story_of("a", "1")) == 1


@pytest.mark.django_db
def test_a_test_has_a_database_of_its_own_in_a_folder_of_its_own() -> None:
    assert connection.settings_dict["NAME"].startswith("duken_test_")
    assert str(settings.DUKEN_HOME) == os.environ["DUKEN_TEST_HOME"]
