"""What returns hold about a person: only that they are theirs. Nothing to erase beside the card."""

from __future__ import annotations

from duken.kernel.persons import Held, Keeper, Person, rows_of


def _held(person: Person) -> Held:
    return {
        "returns": rows_of(
            """SELECT number, channel, returned_at, currency, goods_minor, delivery_minor, credit_minor, total_minor
               FROM returns_return WHERE customer_id = ANY(%s) ORDER BY returned_at""",
            [list(person.customer_ids)],
        )
    }


KEEPER = Keeper(held=_held)
