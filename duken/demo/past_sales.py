"""A sale or a return of the data set as one hands in one's own past."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from duken.catalog.reads import VariantRead
from duken.demo.load_company import VAT
from duken.demo.sales import Sale
from duken.demo.shops import CURRENCY
from duken.orders.import_orders import PastLine, PastSale
from duken.returns.drafts import ReturnDraft, ReturnLineDraft
from duken.stores import reads as stores


def past_sale(
    sale: Sale, variants: Mapping[str, VariantRead], customer_id: UUID | None, *, name: str = "", email: str = ""
) -> PastSale:
    """`name` and `email`: what stands on the receipt."""
    return PastSale(
        reference=sale.number,
        number=sale.number,
        channel=sale.channel,
        location_id=stores.location(sale.location).id,
        placed_at=sale.at,
        currency=CURRENCY,
        lines=tuple(_line(variants[line.sku], line.quantity, line.unit_price_minor) for line in sale.lines),
        delivery_minor=sale.delivery_minor,
        delivery_tax_rate=VAT,
        customer_id=customer_id,
        contact_name=name,
        contact_email=email,
    )


def _line(variant: VariantRead, quantity: int, unit_price_minor: int) -> PastLine:
    return PastLine(
        variant.id, variant.sku, variant.title, quantity, unit_price_minor, quantity * unit_price_minor, VAT
    )


def past_return(sale: Sale, customer_id: UUID | None, *, key: str) -> ReturnDraft:
    return ReturnDraft(
        key=key,
        number=sale.number,
        channel=sale.channel,
        location=sale.location,
        returned_at=sale.at,
        currency=CURRENCY,
        lines=tuple(ReturnLineDraft(line.sku, line.quantity, line.unit_price_minor) for line in sale.lines),
        customer_id=customer_id,
        delivery_minor=sale.delivery_minor,
        credit_minor=sale.credit_minor,
    )
