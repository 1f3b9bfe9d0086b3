"""Every product a channel shows, for sitemaps and feeds: read in slices, so memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from duken.kernel import sql

SLICE = 5_000


def slugs_for_sitemap(channel: str) -> Iterator[tuple[str, datetime]]:
    """(slug, last change) of each product the channel shows, by slug; one statement for every 5,000."""
    after = ""
    while found := sql.rows(_STATEMENT, {"after": after, "channel": channel, "slice": SLICE}):
        yield from ((slug, changed_at) for slug, changed_at in found)
        after = found[-1][0]


_STATEMENT = """
SELECT product.slug, product.updated_at FROM catalog_product product
WHERE product.slug > %(after)s AND product.is_active AND NOT EXISTS (
    SELECT FROM catalog_listing listing
    WHERE listing.product_id = product.id AND listing.channel_code = %(channel)s AND NOT listing.is_visible)
ORDER BY product.slug LIMIT %(slice)s
"""
