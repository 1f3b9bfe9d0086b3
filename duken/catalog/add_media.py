"""Media: the pictures of a product. Thumbnails are made here, once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import orjson
from django.db import transaction

from duken.catalog import _check
from duken.catalog._lock import lock_catalogue
from duken.catalog._pictures import Made, keep_picture
from duken.catalog._touch import touch
from duken.catalog.drafts import MediaDraft
from duken.catalog.errors import MediaUnknown, ProductUnknown, VariantUnknown
from duken.catalog.events import MediaAdded, MediaRemoved
from duken.catalog.ids import MediaId
from duken.kernel import events, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal

Row = tuple[MediaId, MediaDraft, Made, UUID | None]


def add_media(drafts: Sequence[MediaDraft], *, by: Actor) -> list[MediaId | Refusal]:
    """Keep each picture as WebP with thumbnails 160, 480 and 960 pixels wide, without metadata, under a name of ours.

    A picture the product already has answers its id again. Returns NotAPicture, PictureTooLarge, ProductUnknown,
    VariantUnknown or InvalidField. Files are written before the transaction: at worst one is left unused.
    """
    by.require("catalog.write")
    made = _made_of(drafts)
    with transaction.atomic():
        lock_catalogue()
        products, variants, kept = _known(drafts)
        answers: list[MediaId | Refusal] = []
        fresh: list[Row] = []
        for draft, picture in zip(drafts, made, strict=True):
            if isinstance(picture, Refusal):
                answers.append(picture)
            elif draft.product_id not in products:
                answers.append(ProductUnknown(draft.product_id))
            elif draft.sku is not None and variants.get(draft.sku.upper(), (None, None))[1] != draft.product_id:
                answers.append(VariantUnknown(draft.sku))
            else:
                variant_id = variants[draft.sku.upper()][0] if draft.sku else None
                key = (draft.product_id, variant_id, picture.file)
                if key not in kept:
                    kept[key] = MediaId(ids.new_id())
                    fresh.append((kept[key], draft, picture, variant_id))
                answers.append(kept[key])
        _write(fresh, by)
    return answers


def remove_media(media_ids: Sequence[UUID], *, by: Actor) -> int:
    """Take pictures off their products; answers how many were there. Files stay: another product may show them."""
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        sql.run("UPDATE catalog_listing SET media_id = NULL WHERE media_id = ANY(%s)", [list(media_ids)])
        gone = sql.rows("DELETE FROM catalog_media WHERE id = ANY(%s) RETURNING id, product_id", [list(media_ids)])
        _set_first_pictures({product for _, product in gone})
        events.record(*(MediaRemoved(product, media) for media, product in gone), by=by)
    return len(gone)


def order_media(product_id: UUID, media_ids: Sequence[UUID], *, by: Actor) -> None:
    """Show the product's pictures in this order, the first on cards. Raises MediaUnknown and changes nothing."""
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        held = {row[0] for row in sql.rows("SELECT id FROM catalog_media WHERE product_id = %s", [product_id])}
        for media_id in media_ids:
            if media_id not in held:
                raise MediaUnknown(media_id)
        sql.run(
            """
            UPDATE catalog_media media SET position = wanted.place
            FROM unnest(%s::uuid[]) WITH ORDINALITY wanted(id, place) WHERE media.id = wanted.id
            """,
            [list(media_ids)],
        )
        _set_first_pictures({product_id})


def _made_of(drafts: Sequence[MediaDraft]) -> list[Made | Refusal]:
    """Each picture once, however many products show it; encoders let other threads run meanwhile."""
    pictures = {draft.content: draft for draft in drafts}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:
        kept = dict(zip(pictures, threads.map(_kept, pictures.values()), strict=True))
    return [_checked(draft) or kept[draft.content] for draft in drafts]


def _kept(draft: MediaDraft) -> Made | Refusal:
    try:
        return keep_picture(draft.content, draft.name)
    except Refusal as refusal:
        return refusal


def _checked(draft: MediaDraft) -> Refusal | None:
    try:
        _check.line("alt", draft.alt)
        _check.translations("alt_in", draft.alt_in, {}, limit=_check.NAME_LENGTH)
    except Refusal as refusal:
        return refusal
    return None


Known = tuple[set[UUID], dict[str, tuple[UUID, UUID]], dict[tuple[UUID, UUID | None, str], MediaId]]


def _known(drafts: Sequence[MediaDraft]) -> Known:
    product_ids = [draft.product_id for draft in drafts]
    products = {row[0] for row in sql.rows("SELECT id FROM catalog_product WHERE id = ANY(%s)", [product_ids])}
    variants = sql.rows("SELECT sku, id, product_id FROM catalog_variant WHERE product_id = ANY(%s)", [product_ids])
    media = sql.rows(
        "SELECT product_id, variant_id, file, id FROM catalog_media WHERE product_id = ANY(%s)", [product_ids]
    )
    return (
        products,
        {sku: (variant, product) for sku, variant, product in variants},
        {(product, variant, file): MediaId(one) for product, variant, file, one in media},
    )


def _write(fresh: Sequence[Row], by: Actor) -> None:
    if not fresh:
        return
    sql.insert(
        "catalog_media",
        {
            "id": ("uuid", [media_id for media_id, _, _, _ in fresh]),
            "product_id": ("uuid", [draft.product_id for _, draft, _, _ in fresh]),
            "variant_id": ("uuid", [variant_id for _, _, _, variant_id in fresh]),
            "kind": ("text", ["image"] * len(fresh)),
            "file": ("text", [made.file for _, _, made, _ in fresh]),
            "width": ("int", [made.width for _, _, made, _ in fresh]),
            "height": ("int", [made.height for _, _, made, _ in fresh]),
            "alt": ("text", [_check.line("alt", draft.alt) for _, draft, _, _ in fresh]),
            "alt_in": ("jsonb", [orjson.dumps(dict(draft.alt_in)).decode() for _, draft, _, _ in fresh]),
            "position": ("int", [1_000 if draft.position is None else draft.position for _, draft, _, _ in fresh]),
        },
    )
    _set_first_pictures({draft.product_id for _, draft, _, _ in fresh})
    events.record(*(MediaAdded(draft.product_id, one, made.file) for one, draft, made, _ in fresh), by=by)


def _set_first_pictures(product_ids: set[UUID]) -> None:
    """Cards and baskets read the first picture from the product and the variant themselves."""
    sql.run(
        """
        UPDATE catalog_product product SET picture = coalesce((
            SELECT file FROM catalog_media media WHERE media.product_id = product.id
            ORDER BY (variant_id IS NOT NULL), position, id LIMIT 1), '')
        WHERE id = ANY(%s)
        """,
        [list(product_ids)],
    )
    sql.run(
        """
        UPDATE catalog_variant variant SET picture = coalesce((
            SELECT file FROM catalog_media media WHERE media.variant_id = variant.id ORDER BY position, id LIMIT 1), '')
        WHERE product_id = ANY(%s)
        """,
        [list(product_ids)],
    )
    touch(product_ids)
