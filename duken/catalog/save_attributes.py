"""Attributes: which characteristics products may have, of what kind, and which of them filter a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from duken.catalog import _check
from duken.catalog._attributes import forget_after_commit
from duken.catalog._known import read_json
from duken.catalog._lock import lock_catalogue
from duken.catalog.drafts import AttributeDraft
from duken.catalog.events import AttributeSaved
from duken.catalog.search.index import BATCH, refresh
from duken.kernel import events, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal

KINDS = ("text", "number", "boolean", "choice")


@dataclass(slots=True)
class _Row:
    id: UUID
    code: str
    name: str = ""
    name_in: dict[str, str] = field(default_factory=dict)
    kind: str = "text"
    unit: str = ""
    choices: list[dict[str, Any]] = field(default_factory=list)
    is_facet: bool = False
    position: int = 0


def save_attributes(drafts: Sequence[AttributeDraft], *, by: Actor) -> list[str | Refusal]:
    """Create or change each attribute; answers its code or returns InvalidField.

    The kind of an attribute products already carry may not change. Turning a facet on or off re-reads those products.
    """
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        before = _rows()
        after = dict(before)
        answers: list[str | Refusal] = []
        for draft in drafts:
            try:
                row = _changed(draft, after)
            except Refusal as refusal:
                answers.append(refusal)
                continue
            after[row.code] = row
            answers.append(row.code)
        _write([row for code, row in after.items() if row != before.get(code)], before, by)
    return answers


def _changed(draft: AttributeDraft, rows: Mapping[str, _Row]) -> _Row:
    code = _check.slug("code", draft.code, limit=60)
    row = replace(rows[code]) if code in rows else _Row(ids.new_id(), code, _check.required_line("name", draft.name))
    if draft.name is not None:
        row.name = _check.required_line("name", draft.name, limit=200)
    if draft.name_in is not None:
        row.name_in = _check.translations("name_in", draft.name_in, row.name_in, limit=200)
    if draft.kind is not None:
        row.kind = _kind(draft.kind, rows.get(code))
    if draft.unit is not None:
        row.unit = _check.line("unit", draft.unit, limit=20)
    if draft.choices is not None:
        row.choices = [_choice(choice) for choice in draft.choices]
    if draft.is_facet is not None:
        row.is_facet = _check.yes_or_no("is_facet", draft.is_facet)
    if draft.position is not None:
        row.position = _check.whole("position", draft.position, least=0)
    return row


def _kind(kind: str, held: _Row | None) -> str:
    if kind not in KINDS:
        raise InvalidField("kind", "unknown", kind)
    if held and held.kind != kind and _products_with([held.code]):
        raise InvalidField("kind", "in_use", kind)
    return kind


def _choice(choice: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(choice, Mapping):
        raise InvalidField("choices", "not_a_choice")
    value = _check.required_line("choices", choice.get("value"), limit=100)
    return {"value": value, "name_in": _check.translations("choices", choice.get("name_in") or {}, {}, limit=200)}


def _write(rows: Sequence[_Row], before: Mapping[str, _Row], by: Actor) -> None:
    if not rows:
        return
    kinds = {"id": "uuid", "code": "text", "name": "text", "name_in": "jsonb", "kind": "text", "unit": "text",
             "choices": "jsonb", "is_facet": "bool", "position": "int"}  # fmt: skip
    columns = {name: (kind, [_value(kind, getattr(row, name)) for row in rows]) for name, kind in kinds.items()}
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in kinds if name not in ("id", "code"))
    sql.insert("catalog_attribute", columns, f"ON CONFLICT (id) DO UPDATE SET {changes}")
    switched = [row.code for row in rows if row.code in before and before[row.code].is_facet != row.is_facet]
    product_ids = _products_with(switched)
    for start in range(0, len(product_ids), BATCH):
        refresh(product_ids[start : start + BATCH])
    forget_after_commit()
    events.record(*(AttributeSaved(row.id, row.code) for row in rows), by=by)


def _value(kind: str, value: Any) -> Any:
    return orjson.dumps(value).decode() if kind == "jsonb" else value


def _products_with(codes: Sequence[str]) -> list[UUID]:
    if not codes:
        return []
    return [row[0] for row in sql.rows("SELECT id FROM catalog_product WHERE attributes ?| %s", [list(codes)])]


def _rows() -> dict[str, _Row]:
    found = sql.rows(
        "SELECT id, code, name, name_in, kind, unit, choices, is_facet, position FROM catalog_attribute ORDER BY code"
    )
    rows = [_Row(*row) for row in found]
    for row in rows:
        row.name_in, row.choices = read_json(row.name_in), read_json(row.choices)
    return {row.code: row for row in rows}
