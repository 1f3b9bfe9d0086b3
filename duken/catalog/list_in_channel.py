"""Listings: what a channel shows otherwise than the product itself says, and where it is not shown at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from duken.catalog import _check
from duken.catalog._known import AttributeRow, attribute_rows, read_json
from duken.catalog._lock import lock_catalogue
from duken.catalog._touch import touch
from duken.catalog.drafts import ListingDraft
from duken.catalog.errors import AttributeUnknown, MediaUnknown, ProductUnknown
from duken.catalog.events import ProductListed
from duken.catalog.ids import ProductId
from duken.catalog.search.index import refresh
from duken.kernel import clock, events, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.stores import reads as stores

_Key = tuple[UUID, str]
_TEXTS = ("title", "title_in", "description", "description_in", "attributes", "media_id")


@dataclass(slots=True)
class _Row:
    id: UUID
    product_id: UUID
    channel_code: str
    title: str = ""
    title_in: dict[str, str] = field(default_factory=dict)
    description: str = ""
    description_in: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    media_id: UUID | None = None
    is_visible: bool = True

    def overrides(self) -> tuple[str, ...]:
        return tuple(name for name in _TEXTS if getattr(self, name))


@dataclass(slots=True)
class _Known:
    rows: dict[_Key, _Row]
    products: set[UUID]
    media: dict[UUID, UUID]
    attributes: Mapping[str, AttributeRow]


def list_in_channel(drafts: Sequence[ListingDraft], *, by: Actor) -> list[ProductId | Refusal]:
    """Set what each channel shows of a product, or hide it there; other channels never see it.

    A listing left with nothing of its own is taken away. Returns ProductUnknown, ChannelUnknown, MediaUnknown,
    AttributeUnknown, BadAttributeValue or InvalidField.
    """
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        known = _known(drafts)
        answers: list[ProductId | Refusal] = []
        changed: dict[_Key, _Row] = {}
        for draft in drafts:
            try:
                row = _changed(draft, known)
            except Refusal as refusal:
                answers.append(refusal)
                continue
            key = (row.product_id, row.channel_code)
            if row != known.rows.get(key):
                known.rows[key] = changed[key] = row
            answers.append(ProductId(row.product_id))
        _write(list(changed.values()), by)
    return answers


def clear_listings(product_ids: Sequence[UUID], channel_code: str, *, by: Actor) -> int:
    """Show these products in the channel as they are, forgetting all it said otherwise; answers how many it did."""
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        gone = sql.rows(
            "DELETE FROM catalog_listing WHERE product_id = ANY(%s) AND channel_code = %s RETURNING product_id",
            [list(product_ids), channel_code],
        )
        products = [row[0] for row in gone]
        touch(products)
        refresh(products)
        events.record(*(ProductListed(one, channel_code, True, ()) for one in products), by=by)
    return len(products)


def _known(drafts: Sequence[ListingDraft]) -> _Known:
    product_ids = list({draft.product_id for draft in drafts})
    found = sql.rows(
        """
        SELECT id, product_id, channel_code, title, title_in, description, description_in, attributes, media_id,
               is_visible
        FROM catalog_listing WHERE product_id = ANY(%s)
        """,
        [product_ids],
    )
    rows = [_Row(*row) for row in found]
    for row in rows:
        for name in ("title_in", "description_in", "attributes"):
            setattr(row, name, read_json(getattr(row, name)))
    return _Known(
        rows={(row.product_id, row.channel_code): row for row in rows},
        products={row[0] for row in sql.rows("SELECT id FROM catalog_product WHERE id = ANY(%s)", [product_ids])},
        media=dict(sql.rows("SELECT id, product_id FROM catalog_media WHERE product_id = ANY(%s)", [product_ids])),
        attributes=attribute_rows(),
    )


def _changed(draft: ListingDraft, known: _Known) -> _Row:
    if draft.product_id not in known.products:
        raise ProductUnknown(draft.product_id)
    code = stores.channel(draft.channel_code).code
    held = known.rows.get((draft.product_id, code))
    row = replace(held) if held else _Row(ids.new_id(), draft.product_id, code)
    if draft.title is not None:
        row.title = _check.line("title", draft.title)
    if draft.title_in is not None:
        row.title_in = _check.translations("title_in", draft.title_in, row.title_in, limit=_check.NAME_LENGTH)
    if draft.description is not None:
        row.description = _check.paragraphs("description", draft.description)
    if draft.description_in is not None:
        row.description_in = _check.translations(
            "description_in", draft.description_in, row.description_in, limit=_check.DESCRIPTION_LENGTH
        )
    if draft.attributes is not None:
        row.attributes = _attributes(draft.attributes, row.attributes, known)
    if draft.media_id is not None:
        row.media_id = _media(draft, known)
    if draft.is_visible is not None:
        row.is_visible = _check.yes_or_no("is_visible", draft.is_visible)
    return row


def _attributes(given: Mapping[str, Any], before: Mapping[str, Any], known: _Known) -> dict[str, Any]:
    merged = dict(before)
    for code, value in given.items():
        if code not in known.attributes:
            raise AttributeUnknown(code)
        merged.pop(code, None)
        if value is not None and value != "":
            merged[code] = _check.attribute(known.attributes[code], value)
    return merged


def _media(draft: ListingDraft, known: _Known) -> UUID:
    assert draft.media_id is not None
    if known.media.get(draft.media_id) != draft.product_id:
        raise MediaUnknown(draft.media_id)
    return draft.media_id


def _write(rows: Sequence[_Row], by: Actor) -> None:
    if not rows:
        return
    kinds = {"id": "uuid", "product_id": "uuid", "channel_code": "text", "title": "text", "title_in": "jsonb",
             "description": "text", "description_in": "jsonb", "attributes": "jsonb", "media_id": "uuid",
             "is_visible": "bool"}  # fmt: skip
    columns = {name: (kind, [_value(kind, getattr(row, name)) for row in rows]) for name, kind in kinds.items()} | {
        "updated_at": ("timestamptz", [clock.now()] * len(rows))
    }
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns if name != "id")
    sql.insert("catalog_listing", columns, f"ON CONFLICT (product_id, channel_code) DO UPDATE SET {changes}")
    empty = [row.id for row in rows if row.is_visible and not row.overrides()]
    sql.run("DELETE FROM catalog_listing WHERE id = ANY(%s)", [empty])
    products = list({row.product_id for row in rows})
    touch(products)
    refresh(products)
    events.record(
        *(ProductListed(row.product_id, row.channel_code, row.is_visible, row.overrides()) for row in rows), by=by
    )


def _value(kind: str, value: Any) -> Any:
    return orjson.dumps(value).decode() if kind == "jsonb" else value
