"""What is written stays written: the ledger, the audit trail and the story of events."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from duken.access import audit
from duken.kernel import sql
from duken.kernel.actor import system

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", ["ledger_transfer", "ledger_chain", "access_auditentry", "kernel_event"])
def test_a_table_of_facts_is_not_emptied(table: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql.run(f"TRUNCATE {table}")


@pytest.mark.parametrize("statement", ["UPDATE access_auditentry SET actor = 'x'", "DELETE FROM access_auditentry"])
def test_an_audit_row_stays_as_it_was_written(statement: str) -> None:
    audit.write("payments.refund", "pay_1", by=system("tests"))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql.run(statement)


@pytest.mark.parametrize("statement", ["UPDATE kernel_event SET facts = '{}'", "DELETE FROM kernel_event"])
def test_an_event_stays_as_it_happened(make, statement: str) -> None:  # type: ignore[no-untyped-def]
    make.selling("TEA")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql.run(statement)
    assert sql.run("UPDATE kernel_event SET position = 1000000 + sequence") > 0  # the relay may
