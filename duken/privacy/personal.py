"""What privacy itself holds about a person: who looked at their card, and what they wished."""

from __future__ import annotations

from datetime import datetime

from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of


def _held(person: Person) -> Held:
    """Colleagues are named by their ids: who they are is theirs."""
    cards = [list(person.customer_ids)]
    return {
        "who_saw_this": rows_of(
            "SELECT at, actor, screen, why FROM privacy_view WHERE customer_id = ANY(%s) ORDER BY at", cards
        ),
        "wishes_to_be_erased": rows_of(
            "SELECT asked_at, due_at, ended_at, channel FROM privacy_wish WHERE customer_id = ANY(%s)", cards
        ),
    }


def _forget(person: Person) -> int:
    """Who looked stays for its time (it protects the person); what they wrote beside it goes."""
    return sql.run(
        "UPDATE privacy_view SET why = '' WHERE customer_id = ANY(%s) AND why <> ''", [list(person.customer_ids)]
    )


def _purge_views(before: datetime, _: str) -> int:
    return sql.run("DELETE FROM privacy_view WHERE at < %s", [before])


KEEPER = Keeper(held=_held, forget=_forget, purges={"views": _purge_views})
