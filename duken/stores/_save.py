"""How every `save_…` of this module writes: check each draft, write the good ones in one statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from duken.kernel.refusals import Refusal

Draft = TypeVar("Draft")
Row = TypeVar("Row", bound=Model)


def keep_good(drafts: Sequence[Draft], check: Callable[[Draft], None]) -> tuple[list[Refusal | None], list[Draft]]:
    """What each draft is refused for (None if nothing), and those that are not refused."""
    refusals = [_refusal(draft, check) for draft in drafts]
    return refusals, [draft for draft, refusal in zip(drafts, refusals, strict=True) if refusal is None]


def upsert(model: type[Row], rows: Sequence[Row], *, key: str) -> dict[Any, UUID]:
    """Insert rows or update those with the same key (the last one wins); answers every key's id."""
    last = {getattr(row, key): row for row in rows}
    columns = [field.name for field in model._meta.concrete_fields if field.name not in ("id", key)]
    model._default_manager.bulk_create(
        list(last.values()), update_conflicts=True, unique_fields=[key], update_fields=columns
    )
    return dict(model._default_manager.filter(**{f"{key}__in": list(last)}).values_list(key, "id"))


def _refusal(draft: Draft, check: Callable[[Draft], None]) -> Refusal | None:
    try:
        check(draft)
    except Refusal as refusal:
        return refusal
    return None
