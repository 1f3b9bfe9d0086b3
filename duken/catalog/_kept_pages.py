"""Pages kept in this process under the product's version. Every change of a product or its parts raises it, so what is
kept is never old: each question reads the product's row, and its parts only for pages that are not here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection

from duken.kernel import sql

MOST = 5_000  # pages, each a few kilobytes
Page = TypeVar("Page")


class Key(NamedTuple):
    product_id: UUID
    version: int
    channel: str
    language: str


_pages: dict[Key, Any] = {}
_shown: dict[tuple[str, str, str, str], Key] = {}  # "slug" or "sku", which, channel, language -> the page it led to
_made_with: tuple[Any, ...] = ()


def pages(
    keys: Sequence[Key], *, made_with: tuple[Any, ...], read: Callable[[Sequence[Key]], dict[Key, Page]]
) -> list[Page]:
    """A page for each key; `read` makes those not kept. Pages made with others than `made_with` are forgotten."""
    if connection.in_atomic_block:  # it sees what may be taken back
        made = read(keys)
        return [made[key] for key in keys]
    _forget_old(made_with, room_for=len(keys))
    kept = _pages
    found = {key: kept[key] for key in keys if key in kept}
    if missing := [key for key in keys if key not in found]:
        made = read(missing)
        kept.update(made)
        found |= made
    return [found[key] for key in keys]


class Lately(NamedTuple):
    """A page as it was shown lately. Only `is_current()` tells whether it may be shown again."""

    page: Any
    is_current: Callable[[], bool]


def page_lately(kind: str, name: str, channel: str, language: str, *, made_with: tuple[Any, ...]) -> Lately | None:
    """What this name (`kind`: slug or sku) led to, and a light question on its way: has the product changed since?

    Names, places and being shown at all are part of a product: whatever of them changes raises its version.
    """
    key = _shown.get((kind, name, channel, language))
    page = _pages.get(key) if key else None
    if key is None or page is None or connection.in_atomic_block or not _is_same(made_with):
        return None
    asked = sql.ask("SELECT version FROM catalog_product WHERE id = %s::uuid", [key.product_id])
    return Lately(page, lambda: asked.rows() == [(key.version,)])


def remember(kind: str, name: str, key: Key) -> None:
    """This name led to this page."""
    if len(_shown) > 4 * MOST:
        _shown.clear()
    _shown[kind, name, key.channel, key.language] = key


def _is_same(made_with: tuple[Any, ...]) -> bool:
    return len(made_with) == len(_made_with) and all(
        one is other for one, other in zip(made_with, _made_with, strict=True)
    )


def _forget_old(made_with: tuple[Any, ...], *, room_for: int) -> None:
    global _pages, _made_with
    if not _is_same(made_with) or len(_pages) + room_for > MOST:
        _pages, _made_with = {}, made_with
