"""What orders hold about a person. The sale stays in the books; who bought goes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of
from duken.kernel.reasons import code_column

_FACELESS = """contact_name = '', contact_phone = '', contact_email = '', note = '', collect_code = '',
    fingerprint = '', address = CASE WHEN address IS NULL THEN NULL ELSE jsonb_build_object(
        'country', coalesce(address->>'country', ''), 'city', '', 'postcode', '', 'line1', '') END"""
_HAS_A_FACE = """(contact_name <> '' OR contact_phone <> '' OR contact_email <> '' OR note <> ''
    OR coalesce(address->>'city', '') <> '' OR coalesce(address->>'line1', '') <> '')"""


def orders_of_person(customer_ids: Collection[UUID], *, phones: list[str], emails: list[str]) -> list[UUID]:
    """Theirs by their card, or by the contact of an order on no card. What lies on another card is that person's."""
    rows = sql.rows(
        """SELECT id FROM orders_order WHERE customer_id = ANY(%s)
           UNION SELECT id FROM orders_order
               WHERE customer_id IS NULL AND contact_phone <> '' AND contact_phone = ANY(%s)
           UNION SELECT id FROM orders_order
               WHERE customer_id IS NULL AND contact_email <> '' AND contact_email = ANY(%s)""",
        [list(customer_ids), phones, emails],
    )
    return [order for (order,) in rows]


def _held(person: Person) -> Held:
    orders = rows_of(
        """SELECT number, channel, status, placed_at, contact_name, contact_phone, contact_email, language, method,
                  address, payment_method, currency, subtotal_minor, discount_minor, delivery_minor, tax_minor,
                  total_minor, note, external_reference
           FROM orders_order WHERE id = ANY(%s) ORDER BY placed_at, id""",
        [list(person.order_ids)],
    )
    lines = rows_of(
        """SELECT o.number, l.position, l.sku, l.title, l.quantity, l.returned_quantity, l.unit_price_minor,
                  l.discount_minor, l.total_minor, o.currency
           FROM orders_line l JOIN orders_order o ON o.id = l.order_id
           WHERE l.order_id = ANY(%s) ORDER BY o.placed_at, o.id, l.position""",
        [list(person.order_ids)],
    )
    return {"orders": orders, "order_lines": lines}


def _unfinished(person: Person) -> list[str]:
    rows = sql.rows(
        "SELECT number FROM orders_order WHERE id = ANY(%s) AND status IN ('placed', 'confirmed') ORDER BY placed_at",
        [list(person.order_ids)],
    )
    return [number for (number,) in rows]


def _forget(person: Person) -> int:
    """A repeat of an old request finds another fingerprint and is refused: nothing is placed anew."""
    orders = [list(person.order_ids)]
    touched = sql.run(f"UPDATE orders_order SET {_FACELESS} WHERE id = ANY(%s)", orders)  # noqa: S608
    return touched + sql.run(
        f"UPDATE orders_change SET reason = {code_column('reason')} WHERE order_id = ANY(%s) AND reason <> ''",  # noqa: S608
        orders,
    )


def _purge_contacts(before: datetime, country: str) -> int:
    """Of finished orders placed before a moment, in a country's shops (empty: in those of all others)."""
    return sql.run(
        f"""UPDATE orders_order SET {_FACELESS}
            WHERE location_id IN (SELECT id FROM stores_location WHERE country = %s) AND placed_at < %s
              AND status NOT IN ('placed', 'confirmed') AND {_HAS_A_FACE}""",  # noqa: S608
        [country, before],
    )


KEEPER = Keeper(held=_held, forget=_forget, unfinished=_unfinished, purges={"order_contacts": _purge_contacts})
