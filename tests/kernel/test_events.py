"""What happened is told in the transaction that made it true, or not at all."""

from __future__ import annotations

import pytest
from django.db import transaction

from duken.inventory.events import StockReceived
from duken.kernel import ids, sql
from duken.kernel.actor import system
from duken.kernel.events import record

BY = system("tests")


def happens() -> None:
    record(StockReceived(ids.new_id(), ids.new_id(), ()), by=BY)


def told() -> int:
    return int(sql.rows("SELECT count(*) FROM kernel_event")[0][0])


@pytest.mark.django_db(transaction=True)
def test_an_event_is_told_inside_the_transaction_that_made_it_true() -> None:
    with pytest.raises(AssertionError, match="in the transaction"):
        happens()

    assert told() == 0


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_back_is_not_told() -> None:
    with transaction.atomic():
        happens()
        transaction.set_rollback(True)

    assert told() == 0
