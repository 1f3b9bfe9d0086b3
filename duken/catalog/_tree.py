"""The category tree in memory: it is small, so one statement brings all of it, and readers keep it a while."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from duken.catalog._known import read_json
from duken.kernel import reading, sql
from duken.kernel.letters import said_in


class Shelf(NamedTuple):
    id: UUID
    parent_id: UUID | None
    slug: str
    name: str
    name_in: Mapping[str, str]
    path: str
    position: int
    colour: str
    is_active: bool

    def name_for(self, language: str) -> str:
        return in_language(self.name, self.name_in, language)


@dataclass(frozen=True, slots=True)
class Tree:
    shelves: Mapping[UUID, Shelf]
    by_slug: Mapping[str, Shelf]
    children: Mapping[UUID | None, list[Shelf]]

    def upwards(self, category_id: UUID | None) -> list[Shelf]:
        """From the root down to this one."""
        found: list[Shelf] = []
        while category_id is not None and (shelf := self.shelves.get(category_id)):
            found.append(shelf)
            category_id = shelf.parent_id
        return found[::-1]

    def subtree(self, category_id: UUID) -> Iterator[UUID]:
        yield category_id
        for child in self.children.get(category_id, []):
            yield from self.subtree(child.id)

    def names_on_path(self, category_id: UUID | None) -> list[tuple[str, str]]:
        return [named for shelf in self.upwards(category_id) for named in [("", shelf.name), *shelf.name_in.items()]]


FRESH_SECONDS = 5.0
_kept: tuple[float, Tree] | None = None


def current_tree() -> Tree:
    """The tree as it was at most five seconds ago; the same object as before while nothing has changed."""
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > FRESH_SECONDS:
        with reading.fresh():
            found = read_tree()
        kept = _kept = (time.monotonic(), kept[1] if kept and kept[1] == found else found)
    return kept[1]


def forget() -> None:
    """Read the tree again at the next question; called by the verbs, and by tests."""
    global _kept
    _kept = None


def forget_after_commit() -> None:
    """Now, for the caller's own next question, and again when others can see the change."""
    forget()
    transaction.on_commit(forget)


def read_tree() -> Tree:
    found = sql.rows(
        """
        SELECT id, parent_id, slug, name, name_in, path, position, colour, is_active
        FROM catalog_category ORDER BY position, name, id
        """
    )
    shelves = [Shelf(*row)._replace(name_in=read_json(row[4])) for row in found]
    children: dict[UUID | None, list[Shelf]] = {}
    for shelf in shelves:
        children.setdefault(shelf.parent_id, []).append(shelf)
    return Tree({shelf.id: shelf for shelf in shelves}, {shelf.slug: shelf for shelf in shelves}, children)


def in_language(text: str, texts: Any, language: str) -> str:
    """The text in this language; else the plain text."""
    return said_in(language, text, read_json(texts) or {})
