"""Pages kept in this process under the product's version. Every change of a product or its parts raises it, so what is
kept is never old: each question reads the product's row, and its parts only for pages that are not here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection

MOST = 5_000  # pages, each a few kilobytes
Page = TypeVar("Page")


class Key(NamedTuple):
    product_id: UUID
    version: int
    channel: str
    language: str


_pages: dict[Key, Any] = {}
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


def _forget_old(made_with: tuple[Any, ...], *, room_for: int) -> None:
    global _pages, _made_with
    is_same = len(made_with) == len(_made_with) and all(
        one is other for one, other in zip(made_with, _made_with, strict=True)
    )
    if not is_same or len(_pages) + room_for > MOST:
        _pages, _made_with = {}, made_with
