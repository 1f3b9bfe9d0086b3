"""Lines of a basket: checked against the catalogue, written in one statement."""

from __future__ import annotations

from uuid import UUID

from duken.carts._articles import read_articles
from duken.carts.errors import TooManyLines
from duken.carts.policies import MOST_LINES, check_quantity, priced_per
from duken.carts.quote_request import LineWant
from duken.catalog.reads import VariantRead
from duken.kernel import sql


def check_line(variant_id: UUID, quantity: int) -> VariantRead:
    """The article, if this much of it can be sold; raises ItemUnknown, ItemNotSold, BadQuantity."""
    want = LineWant(quantity, variant_id=variant_id)
    [variant] = read_articles([want]).named_in([want])
    return variant


def put(cart_id: UUID, variant: VariantRead, quantity: int) -> None:
    """Make the quantity of an article this, new or not; raises TooManyLines."""
    _write(cart_id, variant, quantity, "EXCLUDED.quantity")


def put_at_least(cart_id: UUID, variant: VariantRead, quantity: int) -> None:
    """Make the quantity of an article this, unless there is more; raises TooManyLines."""
    _write(cart_id, variant, quantity, "greatest(line.quantity, EXCLUDED.quantity)")


def add(cart_id: UUID, variant: VariantRead, quantity: int) -> int:
    """Add to what there is; answers the sum. Raises BadQuantity if that is too much, TooManyLines."""
    total = _write(cart_id, variant, quantity, "line.quantity + EXCLUDED.quantity")
    check_quantity(variant.sku, total, step=variant.step, per=priced_per(variant.unit))
    return total


def take_out(cart_id: UUID, variant_id: UUID) -> int:
    return sql.run("DELETE FROM carts_cartline WHERE cart_id = %s AND variant_id = %s", [cart_id, variant_id])


def _write(cart_id: UUID, variant: VariantRead, quantity: int, meeting: str) -> int:
    """`meeting` says what happens where the article lies in the basket already."""
    told = {"cart": cart_id, "variant": variant.id, "quantity": quantity}
    [(written, others)] = sql.rows(_WRITE % meeting, told)
    if others >= MOST_LINES:
        raise TooManyLines(others + 1, MOST_LINES)
    return int(written)


# The second column counts the other lines (a statement does not see its own insert).
_WRITE = """
INSERT INTO carts_cartline AS line (cart_id, variant_id, quantity)
VALUES (%%(cart)s, %%(variant)s, %%(quantity)s)
ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = %s
RETURNING quantity,
    (SELECT count(*) FROM carts_cartline other WHERE cart_id = %%(cart)s AND variant_id <> %%(variant)s)
"""
