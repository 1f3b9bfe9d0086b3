"""What was said to a person: to which address, in which words."""

from __future__ import annotations

from datetime import datetime

from duken.conversations.models import Message
from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of

_THEIRS = """(order_id = ANY(%s) OR customer_id = ANY(%s)
    OR customer_id IS NULL AND order_id IS NULL AND recipient = ANY(%s))"""
_COLUMNS = ("written_at", "sent_at", "purpose", "kind", "via", "recipient", "language", "subject", "body", "status")
_FACELESS = "recipient = '', subject = '', body = '', reference = ''"


def _asked(person: Person) -> list[object]:
    return [list(person.order_ids), list(person.customer_ids), person.phones + person.emails]


def _held(person: Person) -> Held:
    theirs = [row["id"] for row in rows_of(f"SELECT id FROM conversations_message WHERE {_THEIRS}", _asked(person))]  # noqa: S608
    found = Message.objects.filter(pk__in=theirs).order_by("written_at")
    return {"messages": list(found.values(*_COLUMNS))}


def _forget(person: Person) -> int:
    """That something was said stays, for the order's story. What has not left yet never will."""
    return sql.run(
        f"""UPDATE conversations_message SET {_FACELESS},
                status = CASE status WHEN 'written' THEN 'withheld' ELSE status END
            WHERE {_THEIRS}""",  # noqa: S608
        _asked(person),
    )


def _purge_messages(before: datetime, _: str) -> int:
    return sql.run(
        f"UPDATE conversations_message SET {_FACELESS} WHERE written_at < %s AND status <> 'written' AND body <> ''",  # noqa: S608
        [before],
    )


KEEPER = Keeper(held=_held, forget=_forget, purges={"messages": _purge_messages})
