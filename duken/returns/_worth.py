"""Which pieces of a return belong to the sale it names, and what they are worth. Pure."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from uuid import UUID

from duken.orders.returnable import Returnable
from duken.returns.brought import Amiss, BroughtLine
from duken.tax.amounts import divide_half_up


@dataclass(slots=True)
class Left:
    """A sold line with what may still come back of it."""

    sold: Returnable
    quantity: int
    minor: int

    def worth(self, quantity: int) -> int:
        """Shared from what was paid; the last piece takes what is left."""
        return self.minor if quantity >= self.quantity else divide_half_up(self.minor * quantity, self.quantity)

    def take(self, quantity: int, minor: int) -> None:
        self.quantity -= quantity
        self.minor -= minor


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces as they are written down: of a sale, or of none."""

    line: BroughtLine
    sold: Returnable | None
    quantity: int
    amount_minor: int


@dataclass(slots=True)
class Split:
    """A return line by line; `credit_minor` was given without goods that would explain it."""

    rows: list[Row] = field(default_factory=list)
    credit_minor: int = 0
    amiss: list[Amiss] = field(default_factory=list)

    def add(self, line: BroughtLine, left: Left | None, most: MutableMapping[UUID, int]) -> None:
        """Never more pieces of a line than were sold, and never more money than was paid.

        `most` goods of an order may still bring, where it is limited; it goes down.
        """
        if left is None:
            self.rows.append(Row(line, None, line.quantity, line.amount_minor))
            if line.order_line_id:
                self._note(line, "unknown", line.amount_minor)
            return
        order_id = left.sold.order_id
        if order_id in most:
            left.minor = min(left.minor, most[order_id])
        before = left.minor
        self._add_known(line, left)
        if order_id in most:
            most[order_id] -= before - left.minor

    def _add_known(self, line: BroughtLine, left: Left) -> None:
        back = min(line.quantity, left.quantity)
        worth = left.worth(back) if back else 0
        if back < line.quantity:
            self._add_part(line, left, back, min(worth, line.amount_minor))
            return
        given = min(line.amount_minor, left.minor)
        self._of_sale(line, left, back, given)
        self.credit_minor += line.amount_minor - given
        if line.amount_minor != worth:
            self._note(line, "worth", line.amount_minor - worth, worth_minor=worth)

    def _add_part(self, line: BroughtLine, left: Left, back: int, given: int) -> None:
        """More than the sale has left: the rest came back without a receipt."""
        if back:
            self._of_sale(line, left, back, given)
        over = line.quantity - back
        self.rows.append(Row(line, None, over, line.amount_minor - given))
        self._note(line, "over", line.amount_minor - given, pieces=over)

    def _of_sale(self, line: BroughtLine, left: Left, quantity: int, minor: int) -> None:
        left.take(quantity, minor)
        self.rows.append(Row(line, left.sold, quantity, minor))

    def _note(self, line: BroughtLine, why: str, amount_minor: int, **facts: int) -> None:
        named = {"why": why, "sku": line.sku, "order_line": str(line.order_line_id)}
        self.amiss.append(Amiss("return", amount_minor, named | facts))


def left_of(sold: Returnable, paid_back_minor: int, line: BroughtLine, currency: str) -> Left | None:
    """None where the line is no such sale: never handed over, of another article, in another currency."""
    if not sold.is_handed_over or (sold.variant_id, sold.currency) != (line.variant_id, currency):
        return None
    return Left(sold, sold.left, max(sold.paid_minor - paid_back_minor, 0))


Lefts = dict[UUID, Left]
