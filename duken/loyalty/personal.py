"""What loyalty holds about a person: points, under the id of their card."""

from __future__ import annotations

from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of


def _held(person: Person) -> Held:
    cards = [list(person.customer_ids)]
    return {
        "loyalty": rows_of(
            """SELECT p.code, p.name, m.tier, m.joined_at, m.joined_in FROM loyalty_membership m
               JOIN loyalty_programme p ON p.id = m.programme_id WHERE m.customer_id = ANY(%s) ORDER BY m.joined_at""",
            cards,
        ),
        "points": rows_of(
            """SELECT p.code, l.earned_at, l.ends_at, l.amount FROM loyalty_lot l
               JOIN loyalty_programme p ON p.id = l.programme_id WHERE l.customer_id = ANY(%s) ORDER BY l.earned_at""",
            cards,
        ),
        "points_corrected": rows_of(
            """SELECT p.code, c.at, c.points, c.reason FROM loyalty_correction c
               JOIN loyalty_programme p ON p.id = c.programme_id WHERE c.customer_id = ANY(%s) ORDER BY c.at""",
            cards,
        ),
    }


def _forget(person: Person) -> int:
    return sql.run(
        "UPDATE loyalty_correction SET reason = '' WHERE customer_id = ANY(%s) AND reason <> ''",
        [list(person.customer_ids)],
    )


KEEPER = Keeper(held=_held, forget=_forget)
