"""What baskets hold about a person: whom to tell, where to bring it, what was looked at."""

from __future__ import annotations

from datetime import datetime

from duken.carts._claim import lock
from duken.carts.hold_cart import let_go
from duken.kernel import sql
from duken.kernel.actor import system
from duken.kernel.persons import Held, Keeper, Person, rows_of

_THEIRS = """(customer_id = ANY(%s) OR customer_id IS NULL
    AND (contact->>'phone' = ANY(%s) OR lower(contact->>'email') = ANY(%s)
         OR before_merge->'contact'->>'phone' = ANY(%s) OR lower(before_merge->'contact'->>'email') = ANY(%s)))"""
_BY = system("carts.forget")
_FACELESS = "contact = NULL, delivery = NULL, before_merge = NULL, seen = NULL, viewed = '[]'"


def _asked(person: Person) -> list[object]:
    return [list(person.customer_ids), *(person.phones, person.emails) * 2]


def _held(person: Person) -> Held:
    carts = rows_of(
        f"""SELECT opened_at, last_seen, status, opened_in, last_channel, contact, delivery, before_merge, viewed,
                   coupons, points FROM carts_cart WHERE {_THEIRS} ORDER BY opened_at""",  # noqa: S608
        _asked(person),
    )
    lines = rows_of(
        f"""SELECT c.opened_at, l.variant_id, l.quantity FROM carts_cartline l JOIN carts_cart c ON c.id = l.cart_id
            WHERE {_THEIRS} ORDER BY c.opened_at, l.id""",  # noqa: S608
        _asked(person),
    )
    return {"baskets": carts, "basket_lines": lines}


def _forget(person: Person) -> int:
    held = sql.rows(
        f"SELECT id FROM carts_cart WHERE {_THEIRS} AND status = 'open' AND holds IS NOT NULL ORDER BY id",  # noqa: S608
        _asked(person),
    )
    for (cart_id,) in held:
        let_go(lock(cart_id, _BY), "the basket is no more", _BY)
    return sql.run(
        f"""UPDATE carts_cart SET {_FACELESS}, status = CASE status WHEN 'open' THEN 'abandoned' ELSE status END
            WHERE {_THEIRS}""",  # noqa: S608
        _asked(person),
    )


def _purge_abandoned(before: datetime, _: str) -> int:
    """Nobody's baskets that were left lying: they go whole, with their lines, links and story."""
    gone = [
        cart
        for (cart,) in sql.rows(
            """SELECT id FROM carts_cart WHERE customer_id IS NULL AND status <> 'ordered' AND last_seen < %s
               AND (holds IS NULL OR (holds->>'until')::timestamptz < %s) LIMIT 50000""",
            [before, before],
        )
    ]
    for table in ("carts_cartline", "carts_cartshare", "carts_cartevent"):
        sql.run(f"DELETE FROM {table} WHERE cart_id = ANY(%s)", [gone])  # noqa: S608
    return sql.run("DELETE FROM carts_cart WHERE id = ANY(%s)", [gone])


def _purge_ordered(before: datetime, _: str) -> int:
    """What became an order: the order knows whom to tell."""
    return sql.run(
        f"UPDATE carts_cart SET {_FACELESS} WHERE status = 'ordered' AND last_seen < %s AND contact IS NOT NULL",  # noqa: S608
        [before],
    )


KEEPER = Keeper(
    held=_held, forget=_forget, purges={"guest_baskets": _purge_abandoned, "ordered_baskets": _purge_ordered}
)
