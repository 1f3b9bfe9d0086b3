"""Saved views: filters and order of a list under a name, and the columns somebody arranged. One statement reads all."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from duken.channels.backoffice.models import SavedView
from duken.kernel.refusals import InvalidField

KEPT_AT_MOST = 30
_PASSING = ("after", "before", "view", "page")  # where in a list somebody was is no part of a view


class View(NamedTuple):
    id: UUID
    name: str
    query: str
    is_default: bool


class Arrangement(NamedTuple):
    """What one person has made of one list."""

    views: list[View]
    columns: list[str] | None

    @property
    def default(self) -> View | None:
        return next((view for view in self.views if view.is_default), None)


def arrangement(user_id: UUID, list_code: str) -> Arrangement:
    rows = SavedView.objects.filter(user_id=user_id, list_code=list_code).order_by("name")
    views, columns = [], None
    for row in rows:
        if row.name:
            views.append(View(row.pk, row.name, row.query, row.is_default))
        else:
            columns = row.query.split(",") if row.query else None
    return Arrangement(views, columns)


def save_view(user_id: UUID, list_code: str, *, name: str, query: QueryDict, is_default: bool) -> None:
    """Keep a view; one of the same name is replaced. Raises InvalidField."""
    name = " ".join(name.replace("\x00", "").split())[:60]
    if not name:
        raise InvalidField("name", "empty")
    with transaction.atomic():
        known = SavedView.objects.filter(user_id=user_id, list_code=list_code)
        if known.exclude(name__in=["", name]).count() >= KEPT_AT_MOST:
            raise InvalidField("name", "too_many_or_twice")
        if is_default:
            known.filter(is_default=True).update(is_default=False)
        SavedView.objects.update_or_create(
            user_id=user_id,
            list_code=list_code,
            name=name,
            defaults={"query": lasting(query), "is_default": is_default},
        )


def forget_view(user_id: UUID, view_id: UUID) -> None:
    SavedView.objects.filter(user_id=user_id, pk=view_id).delete()


def keep_columns(user_id: UUID, list_code: str, columns: list[str]) -> None:
    """Show these columns from now on; none: those shown at first."""
    SavedView.objects.update_or_create(
        user_id=user_id, list_code=list_code, name="", defaults={"query": ",".join(columns)}
    )


def lasting(query: QueryDict) -> str:
    """The part of a query string that is worth keeping."""
    kept = query.copy()
    for name in list(kept):
        if name in _PASSING or not any(kept.getlist(name)):
            kept.pop(name)
    return kept.urlencode()[:4000]
