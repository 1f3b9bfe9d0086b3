"""The articles of many baskets, read together: one statement for those asked by SKU, one for those by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from duken.carts.errors import BasketEmpty, ItemNotSold, ItemUnknown, TooManyLines
from duken.carts.policies import MOST_LINES, check_quantity, priced_per
from duken.carts.quote_request import LineWant
from duken.catalog.reads import VariantRead, variants_by_id, variants_by_sku


@dataclass(frozen=True, slots=True)
class Articles:
    by_id: Mapping[UUID, VariantRead]
    by_sku: Mapping[str, VariantRead]

    def named_in(self, lines: Sequence[LineWant]) -> list[VariantRead]:
        """Each line's article; raises the refusal of the first line that cannot be sold."""
        return [self._sellable(line) for line in lines]

    def _sellable(self, line: LineWant) -> VariantRead:
        found = self.by_id.get(line.variant_id) if line.variant_id else self.by_sku.get(line.sku)
        if found is None:
            raise ItemUnknown(line.item)
        if not found.is_sellable:
            raise ItemNotSold(found.sku)
        check_quantity(found.sku, line.quantity, step=found.step, per=priced_per(found.unit))
        return found


def check_lines(lines: Sequence[LineWant]) -> None:
    if not lines:
        raise BasketEmpty
    if len(lines) > MOST_LINES:
        raise TooManyLines(len(lines), MOST_LINES)


def read_articles(lines: Iterable[LineWant]) -> Articles:
    by_id: set[UUID] = set()
    by_sku: set[str] = set()
    for line in lines:
        if line.variant_id:
            by_id.add(line.variant_id)
        else:
            by_sku.add(line.sku)
    return Articles(
        {variant.id: variant for variant in variants_by_id(by_id).values()} if by_id else {},
        variants_by_sku(by_sku) if by_sku else {},
    )
