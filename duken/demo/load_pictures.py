"""Draw a picture for every product and variant, once for each look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from duken.catalog.add_media import add_media
from duken.catalog.drafts import MediaDraft
from duken.catalog.reads import VariantRead, variants_by_sku
from duken.demo.answers import accepted
from duken.demo.goods import Goods
from duken.demo.pictures.choose import Look, look_of
from duken.demo.pictures.paint import as_webp, paint
from duken.demo.progress import Progress, in_batches
from duken.kernel.actor import Actor

BATCH = 100  # products


def load_pictures(goods: Sequence[Goods], *, progress: Progress, by: Actor) -> int:
    """Pictures for products that have none yet; answers how many were added."""
    done = added = 0
    for batch in in_batches(goods, BATCH):
        variants = variants_by_sku([item.sku for each in batch for item in each.items])
        bare = [each for each in batch if not all(variants[item.sku].picture for item in each.items)]
        added += len(accepted(add_media([draft for each in bare for draft in _drafts(each, variants)], by=by)))
        done += len(batch)
        progress("Pictures", done, len(goods))
    return added


def _drafts(goods: Goods, variants: Mapping[str, VariantRead]) -> list[MediaDraft]:
    """The product's picture is that of its first variant; where there are several, each has its own too."""
    product_id = variants[goods.items[0].sku].product_id
    first = MediaDraft(product_id, _painted(look_of(goods, goods.items[0])), alt=goods.title)
    own = [
        MediaDraft(product_id, _painted(look_of(goods, item)), alt=item.title, sku=item.sku, position=position)
        for position, item in enumerate(goods.items, start=1)
        if goods.option
    ]
    return [first, *own]


@lru_cache(maxsize=4096)
def _painted(look: Look) -> bytes:
    return as_webp(paint(look))
