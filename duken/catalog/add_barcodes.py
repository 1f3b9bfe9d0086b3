"""Barcodes: which codes a variant answers to at the till."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.catalog import _check
from duken.catalog._lock import lock_catalogue
from duken.catalog._touch import touch
from duken.catalog.drafts import BarcodeDraft
from duken.catalog.errors import BarcodeTaken, VariantUnknown
from duken.catalog.events import BarcodesAdded
from duken.catalog.search.index import refresh
from duken.kernel import events, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal


def add_barcodes(drafts: Sequence[BarcodeDraft], *, by: Actor) -> list[str | Refusal]:
    """Give each variant its code; answers the code as it is kept, or returns BadBarcode, BarcodeTaken, VariantUnknown
    or InvalidField. Adding a code its variant already has changes nothing but the quantity."""
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        variants, holders = _known(drafts)
        fresh: dict[str, tuple[str, str, int]] = {}
        answers: list[str | Refusal] = []
        for draft in drafts:
            try:
                code, kind, sku = _decide(draft, variants, holders)
            except Refusal as refusal:
                answers.append(refusal)
                continue
            if holders.get(code) != (sku, draft.quantity):
                fresh[code] = (sku, kind, draft.quantity)
            holders[code] = (sku, draft.quantity)
            answers.append(code)
        _write(fresh, variants, by)
    return answers


def remove_barcodes(codes: Sequence[str], *, by: Actor) -> int:
    """Take codes away; answers how many were there."""
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        gone = sql.rows(
            """
            DELETE FROM catalog_barcode barcode USING catalog_variant variant
            WHERE variant.id = barcode.variant_id AND barcode.code = ANY(%s) RETURNING variant.product_id
            """,
            [[_check.barcode(code)[0] for code in codes]],
        )
        products = list({row[0] for row in gone})
        touch(products)
        refresh(products)
    return len(gone)


Variants = dict[str, tuple[UUID, UUID]]  # sku -> variant, product
Holders = dict[str, tuple[str, int]]  # code -> sku, quantity


def _known(drafts: Sequence[BarcodeDraft]) -> tuple[Variants, Holders]:
    skus, codes = [], []
    for draft in drafts:
        try:
            skus.append(_check.sku(draft.sku))
            codes.append(_check.barcode(draft.barcode)[0])
        except Refusal:
            continue
    variants = sql.rows("SELECT sku, id, product_id FROM catalog_variant WHERE sku = ANY(%s)", [skus])
    holders = sql.rows(
        """
        SELECT barcode.code, variant.sku, barcode.quantity FROM catalog_barcode barcode
        JOIN catalog_variant variant ON variant.id = barcode.variant_id WHERE barcode.code = ANY(%s)
        """,
        [codes],
    )
    return {sku: (one, product) for sku, one, product in variants}, {code: (sku, many) for code, sku, many in holders}


def _decide(draft: BarcodeDraft, variants: Variants, holders: Holders) -> tuple[str, str, str]:
    sku = _check.sku(draft.sku)
    code, kind = _check.barcode(draft.barcode)
    _check.whole("quantity", draft.quantity, least=1, most=1_000_000)
    if sku not in variants:
        raise VariantUnknown(sku)
    if code in holders and holders[code][0] != sku:
        raise BarcodeTaken(code, holders[code][0])
    return code, kind, sku


def _write(fresh: dict[str, tuple[str, str, int]], variants: Variants, by: Actor) -> None:
    if not fresh:
        return
    sql.insert(
        "catalog_barcode",
        {
            "id": ("uuid", [ids.new_id() for _ in fresh]),
            "code": ("text", list(fresh)),
            "kind": ("text", [kind for _, kind, _ in fresh.values()]),
            "variant_id": ("uuid", [variants[sku][0] for sku, _, _ in fresh.values()]),
            "quantity": ("int", [quantity for _, _, quantity in fresh.values()]),
        },
        "ON CONFLICT (code) DO UPDATE SET quantity = EXCLUDED.quantity",
    )
    products = list({variants[sku][1] for sku, _, _ in fresh.values()})
    touch(products)
    refresh(products)
    by_sku: dict[str, list[str]] = {}
    for code, (sku, _, _) in fresh.items():
        by_sku.setdefault(sku, []).append(code)
    events.record(*(BarcodesAdded(variants[sku][1], sku, tuple(codes)) for sku, codes in by_sku.items()), by=by)
