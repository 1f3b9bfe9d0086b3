"""What promotions hold about a person: coupons made out to them. They stop being anybody's."""

from __future__ import annotations

from duken.kernel.persons import Held, Keeper, Person, rows_of


def _held(person: Person) -> Held:
    return {
        "coupons": rows_of(
            """SELECT code, issued_at, ends_at, uses FROM promotions_coupon
               WHERE customer_id = ANY(%s) ORDER BY issued_at""",
            [list(person.customer_ids)],
        )
    }


KEEPER = Keeper(held=_held)
