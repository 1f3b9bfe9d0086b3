"""Makers of the catalogue."""

from __future__ import annotations

from itertools import count
from typing import Any

from duken.catalog.drafts import ProductDraft, Saved, VariantDraft
from duken.catalog.reads import VariantRead, variants_by_sku
from duken.catalog.save_products import save_products
from duken.kernel.actor import system
from duken.kernel.refusals import Refusal

_NUMBERS = count(1)


class CatalogMakers:
    def product(self, name: str = "Tea", *, sku: str | None = None, **said: Any) -> Saved:
        """One product with one variant; `sku` is made from the name ("tea" for "Tea") unless given.

        `variants=[VariantDraft(…), …]` replaces the single variant; the rest is as in ProductDraft.
        """
        said.setdefault("variants", [VariantDraft(sku or name.upper().replace(" ", "-"))])
        [saved] = save_products([ProductDraft(name, **said)], by=system("tests"))
        if isinstance(saved, Refusal):
            raise saved
        return saved

    def variant(self, sku: str | None = None, *, name: str = "", **said: Any) -> VariantRead:
        """The variant with this SKU, made together with its product if it is not there yet."""
        sku = sku or f"SKU-{next(_NUMBERS)}"
        if sku not in (found := variants_by_sku([sku])):
            self.product(name or sku.capitalize(), variants=[VariantDraft(sku, **said)])
            found = variants_by_sku([sku])
        return found[sku]
