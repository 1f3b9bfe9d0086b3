"""A listing: everything one list is made of, as data. The pages around it are the same for all (views.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import QueryDict

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.lists.columns import Column, Text
from duken.channels.backoffice.lists.filters import Asked, Filter
from duken.kernel.pages import Counted, Page

PAGE_ROWS = 50


class Found(NamedTuple):
    """One page of rows and the cursors of its neighbours."""

    rows: Sequence[Any]
    previous: str
    next: str


class BulkAction(NamedTuple):
    """Something to do with the chosen rows; `address` is the name of the view that does it."""

    code: str
    label: Text
    icon: str
    scope: str
    address: str
    question: Text = ""  # asked before it is done


class Preset(NamedTuple):
    """A view everybody has."""

    label: Text
    query: str


class Link(NamedTuple):
    label: Text
    icon: str
    address: str
    scope: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """`read` answers one page; `count` how many there are; `address` where a row opens."""

    code: str
    title: Text
    scope: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    sorts: tuple[str, ...]
    read: Callable[[Desk, Asked, Page], Found]
    count: Callable[[Desk, Asked], Counted]
    address: Callable[[Any], str]
    identity: Callable[[Any], str]
    presets: tuple[Preset, ...] = ()
    bulk: tuple[BulkAction, ...] = ()
    links: tuple[Link, ...] = ()
    empty: Text = ""
    empty_icon: str = "list"
    file_scope: str = ""  # besides `scope`: a file of names and phones is for fewer people than the page
    more_columns: Callable[[Desk], tuple[Column, ...]] = lambda desk: ()

    def asked(self, query: QueryDict, desk: Desk) -> Asked:
        values = {one.code: value for one in self.filters if (value := one.read(query, desk)) is not None}
        sort = query.get("sort", "")
        if sort.removeprefix("-") not in {known.removeprefix("-") for known in self.sorts}:
            sort = self.sorts[0]
        return Asked(values, sort, query.get("after", ""), query.get("before", ""))

    def all_columns(self, desk: Desk) -> list[Column]:
        return [*self.columns, *self.more_columns(desk)]

    def chosen_columns(self, codes: Sequence[str] | None, desk: Desk) -> list[Column]:
        """The columns somebody arranged, in the listing's order; else those shown at first."""
        known = self.all_columns(desk)
        shown = [column for column in known if column.code in codes] if codes else []
        return shown or [column for column in known if column.is_shown]
