"""Every override of every channel, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from duken.catalog._known import read_json
from duken.catalog.ids import MediaId, ProductId
from duken.kernel import sql
from duken.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Override:
    """What one channel shows otherwise: only the fields it overrides are filled."""

    product_id: ProductId
    slug: str
    name: str
    channel_code: str
    is_visible: bool
    title: str
    title_in: dict[str, str]
    description: str
    description_in: dict[str, str]
    attributes: dict[str, Any]
    media_id: MediaId | None
    picture: str
    updated_at: datetime


def listings(
    *, by: Actor, product_ids: Sequence[UUID] | None = None, channel_code: str | None = None, limit: int = 500
) -> list[Override]:
    """Every override there is, in one place: of these products, of this channel, or all; last changed first."""
    by.require("catalog.read")
    found = sql.rows(
        """
        SELECT product.id, product.slug, product.name, listing.channel_code, listing.is_visible, listing.title,
               listing.title_in, listing.description, listing.description_in, listing.attributes, listing.media_id,
               coalesce(media.file, ''), listing.updated_at
        FROM catalog_listing listing JOIN catalog_product product ON product.id = listing.product_id
        LEFT JOIN catalog_media media ON media.id = listing.media_id
        WHERE (%(products)s::uuid[] IS NULL OR listing.product_id = ANY(%(products)s))
          AND (%(channel)s::text IS NULL OR listing.channel_code = %(channel)s)
        ORDER BY listing.updated_at DESC, listing.id LIMIT %(limit)s
        """,
        {
            "products": None if product_ids is None else list(product_ids),
            "channel": channel_code,
            "limit": min(max(limit, 1), 5_000),
        },
    )
    return [
        Override(*(read_json(value) if place in (6, 8, 9) else value for place, value in enumerate(row)))
        for row in found
    ]


def brands(*, by: Actor) -> list[tuple[str, int]]:
    """Every brand with the number of its active products, most first."""
    by.require("catalog.read")
    found = sql.rows(
        """
        SELECT brand, count(*) FROM catalog_product WHERE brand <> '' AND is_active
        GROUP BY brand ORDER BY count(*) DESC, brand
        """
    )
    return [(brand, number) for brand, number in found]
