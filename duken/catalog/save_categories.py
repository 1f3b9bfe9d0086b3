"""Categories: the shelves of the shop, as a tree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db import transaction

from duken.catalog import _check
from duken.catalog._lock import lock_catalogue
from duken.catalog._tree import Shelf, forget_after_commit, read_tree
from duken.catalog.drafts import CategoryDraft
from duken.catalog.errors import CategoryLoop, CategoryUnknown, SlugTaken
from duken.catalog.events import CategorySaved
from duken.catalog.ids import CategoryId
from duken.catalog.search.index import BATCH, refresh
from duken.kernel import events, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
DEEPEST = 8


@dataclass(slots=True)
class _Shelves:
    """The tree while drafts are laid over it, one by one."""

    by_id: dict[UUID, Shelf]
    slugs: dict[str, UUID]

    def path_to(self, shelf: Shelf) -> list[Shelf]:
        path = [shelf]
        while (parent := path[-1].parent_id) is not None:
            path.append(self.by_id[parent])
            if len(path) > DEEPEST or path[-1].id == shelf.id:
                raise CategoryLoop(shelf.slug, self.by_id[shelf.parent_id].slug if shelf.parent_id else "")
        return path[::-1]


def save_categories(drafts: Sequence[CategoryDraft], *, by: Actor) -> list[CategoryId | Refusal]:
    """Create, change or move each shelf, in order, so a parent may come in the same list before its children.

    Answers ids, or returns InvalidField, CategoryUnknown (the parent), SlugTaken, or CategoryLoop for a shelf put
    under itself or deeper than eight levels. Products below a renamed or moved shelf are found by its new name at once.
    """
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        before = read_tree()
        shelves = _Shelves(dict(before.shelves), {shelf.slug: shelf.id for shelf in before.shelves.values()})
        answers: list[CategoryId | Refusal] = []
        for draft in drafts:
            try:
                answers.append(_lay(draft, shelves))
            except Refusal as refusal:
                answers.append(refusal)
        _write(shelves, before.shelves, by)
    return answers


def _lay(draft: CategoryDraft, shelves: _Shelves) -> CategoryId:
    shelf = _changed(draft, shelves)
    earlier = shelves.by_id.get(shelf.id)
    shelves.by_id[shelf.id] = shelf
    try:
        _check_depth(shelf, earlier, shelves)
    except Refusal:
        if earlier:
            shelves.by_id[shelf.id] = earlier
        else:
            del shelves.by_id[shelf.id]
        raise
    if earlier and earlier.slug != shelf.slug:
        del shelves.slugs[earlier.slug]
    shelves.slugs[shelf.slug] = shelf.id
    return CategoryId(shelf.id)


def _changed(draft: CategoryDraft, shelves: _Shelves) -> Shelf:
    slug = _check.slug("slug", draft.slug, limit=120)
    held = shelves.by_id.get(draft.id or shelves.slugs.get(slug, ids.new_id()))
    if draft.id is not None and held is None:
        raise CategoryUnknown(draft.id)
    if held and shelves.slugs.get(slug, held.id) != held.id:
        raise SlugTaken(slug)
    shelf = held or Shelf(ids.new_id(), None, slug, _check.required_line("name", draft.name), {}, "", 0, "", True)
    return shelf._replace(
        slug=slug,
        parent_id=shelf.parent_id if draft.parent is None else _parent(draft.parent, shelves),
        name=shelf.name if draft.name is None else _check.required_line("name", draft.name, limit=200),
        name_in=shelf.name_in
        if draft.name_in is None
        else _check.translations("name_in", draft.name_in, shelf.name_in, limit=200),
        position=shelf.position if draft.position is None else _check.whole("position", draft.position, least=0),
        colour=shelf.colour if draft.colour is None else _colour(draft.colour),
        is_active=shelf.is_active if draft.is_active is None else _check.yes_or_no("is_active", draft.is_active),
    )


def _parent(slug: str, shelves: _Shelves) -> UUID | None:
    if not slug:
        return None
    if slug not in shelves.slugs:
        raise CategoryUnknown(slug)
    return shelves.slugs[slug]


def _colour(colour: str) -> str:
    if colour and not _COLOUR.fullmatch(colour):
        raise InvalidField("colour", "not_a_colour", colour)
    return colour.lower()


def _check_depth(shelf: Shelf, earlier: Shelf | None, shelves: _Shelves) -> None:
    """Neither the shelf nor anything below it may lie too deep or in a ring."""
    if len(shelves.path_to(shelf)) > DEEPEST:
        raise CategoryLoop(shelf.slug, "")
    has_moved = earlier is not None and earlier.parent_id != shelf.parent_id
    for other in shelves.by_id.values() if has_moved else ():
        path = shelves.path_to(other)
        if shelf in path and len(path) > DEEPEST:
            raise CategoryLoop(shelf.slug, path[0].slug)


def _write(shelves: _Shelves, before: Mapping[UUID, Shelf], by: Actor) -> None:
    placed = [
        shelf._replace(path="/".join(one.slug for one in shelves.path_to(shelf))) for shelf in shelves.by_id.values()
    ]
    changed = [shelf for shelf in placed if shelf != before.get(shelf.id)]
    if not changed:
        return
    changed.sort(key=lambda shelf: shelf.path.count("/"))
    sql.insert("catalog_category", _columns(changed), f"ON CONFLICT (id) DO UPDATE SET {_CHANGES}")
    forget_after_commit()
    _refresh_below([shelf for shelf in changed if shelf.id in before])
    events.record(*(CategorySaved(shelf.id, shelf.path) for shelf in changed), by=by)


_NAMES = ("parent_id", "slug", "name", "name_in", "path", "position", "colour", "is_active")
_CHANGES = ", ".join(f"{name} = EXCLUDED.{name}" for name in _NAMES)


def _columns(shelves: Sequence[Shelf]) -> dict[str, tuple[str, Sequence[object]]]:
    return {
        "id": ("uuid", [shelf.id for shelf in shelves]),
        "parent_id": ("uuid", [shelf.parent_id for shelf in shelves]),
        "slug": ("text", [shelf.slug for shelf in shelves]),
        "name": ("text", [shelf.name for shelf in shelves]),
        "name_in": ("jsonb", [orjson.dumps(shelf.name_in).decode() for shelf in shelves]),
        "path": ("text", [shelf.path for shelf in shelves]),
        "position": ("int", [shelf.position for shelf in shelves]),
        "colour": ("text", [shelf.colour for shelf in shelves]),
        "is_active": ("bool", [shelf.is_active for shelf in shelves]),
    }


def _refresh_below(shelves: Sequence[Shelf]) -> None:
    """A descendant's path changed with its shelf's, so `shelves` names every one whose products read otherwise."""
    below = sql.rows(
        """
        WITH RECURSIVE below AS (
            SELECT id FROM catalog_category WHERE id = ANY(%s)
            UNION SELECT child.id FROM catalog_category child JOIN below ON child.parent_id = below.id
        )
        SELECT product.id FROM catalog_product product JOIN below ON below.id = product.category_id
        ORDER BY product.id
        """,
        [[shelf.id for shelf in shelves]],
    )
    product_ids = [row[0] for row in below]
    for start in range(0, len(product_ids), BATCH):
        refresh(product_ids[start : start + BATCH])
