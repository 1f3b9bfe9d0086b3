"""What shops and couriers hold about a person: the parcel's number at the carrier."""

from __future__ import annotations

from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of


def _held(person: Person) -> Held:
    return {
        "deliveries": rows_of(
            """SELECT order_number, method, status, requested_at, ready_at, handed_over_at, delivered_at, tracking
               FROM fulfilment_fulfilment WHERE order_id = ANY(%s) ORDER BY requested_at""",
            [list(person.order_ids)],
        )
    }


def _forget(person: Person) -> int:
    return sql.run(
        "UPDATE fulfilment_fulfilment SET tracking = '' WHERE order_id = ANY(%s) AND tracking <> ''",
        [list(person.order_ids)],
    )


KEEPER = Keeper(held=_held, forget=_forget)
