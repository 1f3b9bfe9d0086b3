"""What a scan means: a piece, a case, a weighed or priced label. One statement, two more for the shop's own scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duken.catalog._variants import VariantRead, variants_by_sku
from duken.catalog.codes.gs1 import SEPARATOR, Element, read_gs1
from duken.catalog.codes.gtin import canonical, item_in_case
from duken.catalog.codes.in_store import DEFAULT_PATTERNS, InStore, read_in_store
from duken.catalog.errors import CaseNotRegistered, CodeUnknown
from duken.kernel import sql

LONGEST_SCAN = 500


@dataclass(frozen=True, slots=True)
class Scanned:
    """`quantity` is in the variant's unit. `weight_grams` and `price_minor` are what the label itself says, or None.

    `batch`, `serial` and `expires` (YYMMDD) come from GS1 element strings.
    """

    variant: VariantRead
    code: str
    quantity: int = 1
    weight_grams: int | None = None
    price_minor: int | None = None
    batch: str | None = None
    serial: str | None = None
    expires: str | None = None


def find_by_code(scan: str) -> Scanned:
    """The variant a scanner, a camera or fingers mean by `scan`: any GTIN, UPC-E, a GS1 string or link, a label of
    the shop's scales, its own codes, or a SKU. Raises CodeUnknown; CaseNotRegistered for a case of a known item."""
    text = scan.strip(" \t\r\n")
    if not text or len(text) > LONGEST_SCAN or not text.replace(SEPARATOR, "").isprintable():
        raise CodeUnknown(scan)
    element = read_gs1(text)
    code = element.gtin if element else canonical(text) or text
    if found := _registered([code, text], sku=text):
        return _from_element(found, element) if element else found
    if label := read_in_store(code, in_store_patterns()):
        return _labelled(label, code)
    if (item := item_in_case(code)) and (single := _registered([canonical(item) or item], sku="")):
        raise CaseNotRegistered(scan, single.variant.sku)
    raise CodeUnknown(scan)


def _registered(codes: Sequence[str], *, sku: str) -> Scanned | None:
    """The holder of the first of these codes, else the variant with this SKU."""
    found = sql.rows(
        """
        SELECT variant.sku, barcode.code, barcode.quantity, array_position(%(codes)s::text[], barcode.code) AS place
        FROM catalog_barcode barcode JOIN catalog_variant variant ON variant.id = barcode.variant_id
        WHERE barcode.code = ANY(%(codes)s)
        UNION ALL SELECT sku, sku, 1, 1000 FROM catalog_variant WHERE sku = %(sku)s
        ORDER BY place LIMIT 1
        """,
        {"codes": list(codes), "sku": " ".join(sku.split()).upper()},
    )
    if not found:
        return None
    held_sku, code, quantity, _ = found[0]
    return Scanned(variants_by_sku([held_sku])[held_sku], code, quantity)


def _from_element(found: Scanned, element: Element) -> Scanned:
    return Scanned(
        variant=found.variant,
        code=found.code,
        quantity=found.quantity * (element.quantity or 1),
        weight_grams=element.weight_grams,
        batch=element.batch,
        serial=element.serial,
        expires=element.expires,
    )


def _labelled(label: InStore, code: str) -> Scanned:
    """A label of the scales: sold by the gram it counts grams, else it is one piece."""
    found = _registered([label.item], sku="")
    if found is None:
        raise CodeUnknown(code)
    by_gram = found.variant.unit == "g" and label.weight_grams is not None
    return Scanned(
        variant=found.variant,
        code=code,
        quantity=label.weight_grams or 0 if by_gram else 1,
        weight_grams=label.weight_grams,
        price_minor=label.price_minor,
    )


def in_store_patterns() -> Sequence[str]:
    """How the shop's scales print codes with a weight or a price inside; the first that fits counts."""
    own = sql.rows("SELECT pattern FROM catalog_instorepattern WHERE is_active ORDER BY position, pattern")
    return [row[0] for row in own] or DEFAULT_PATTERNS
