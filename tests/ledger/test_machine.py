"""The ledger in the hands of chance."""

from __future__ import annotations

import pytest

from tests import chance
from tests.ledger.machine import LedgerMachine


@pytest.mark.django_db
def test_the_ledger_keeps_the_books_that_drawers_keep() -> None:
    chance.run(LedgerMachine)
