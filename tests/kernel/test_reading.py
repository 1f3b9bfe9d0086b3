"""Which database answers: the primary unless somebody said that a second old will do."""

from __future__ import annotations

import pytest
from django.db import transaction

from duken.config.router import Router
from duken.kernel import reading
from duken.kernel.models import Event
from duken.kernel.reading import PRIMARY


def test_the_primary_answers_unless_a_replica_was_named() -> None:
    assert reading.alias() == PRIMARY
    with reading.reading_from("replica-1"):
        assert reading.alias() == "replica-1"
    assert reading.alias() == PRIMARY


def test_what_is_kept_for_longer_is_read_from_the_primary() -> None:
    with reading.reading_from("replica-1"):
        with reading.fresh():
            assert reading.alias() == PRIMARY
        assert reading.alias() == "replica-1"


@pytest.mark.django_db
def test_inside_a_transaction_the_primary_answers() -> None:
    with reading.reading_from("replica-1"), transaction.atomic():
        assert reading.alias() == PRIMARY


def test_writes_and_questions_of_rights_never_go_to_a_replica() -> None:
    from django.contrib.auth import get_user_model
    from django.contrib.sessions.models import Session

    router = Router()
    with reading.reading_from("replica-1"):
        assert router.db_for_read(Event) == "replica-1"
        assert router.db_for_write(Event) == PRIMARY
        assert router.db_for_read(Session) == PRIMARY
        assert router.db_for_read(get_user_model()) == PRIMARY
    assert not router.allow_migrate("replica-1", "kernel")
