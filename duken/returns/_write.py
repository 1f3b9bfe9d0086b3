"""Write returns set-based: two statements, however many."""

from __future__ import annotations

from collections.abc import Sequence

from duken.kernel import ids, sql
from duken.kernel.actor import Actor
from duken.returns.drafts import Imported, ReturnLineDraft
from duken.returns.match import Part
from duken.returns.matched import Matched


def earlier_returns(keys: Sequence[str]) -> dict[str, Imported]:
    """What was imported before under these keys; one statement."""
    return {
        key: Imported(identifier, number, total, matched, without, repeated=True)
        for key, identifier, number, total, matched, without in sql.rows(
            """SELECT r.key, r.id, r.number, r.total_minor,
                      coalesce(sum(l.quantity) FILTER (WHERE l.order_line_id IS NOT NULL), 0)::bigint,
                      coalesce(sum(l.quantity) FILTER (WHERE l.order_line_id IS NULL), 0)::bigint
               FROM returns_return r LEFT JOIN returns_line l ON l.return_id = r.id
               WHERE r.key = ANY(%s) GROUP BY r.id""",
            [list(keys)],
        )
    }


def write_returns(matched: Sequence[Matched], *, by: Actor) -> None:
    if not matched:
        return
    drafts = [each.draft for each in matched]
    sql.insert(
        "returns_return",
        {
            "id": ("uuid", [each.id for each in matched]),
            "key": ("text", [draft.key for draft in drafts]),
            "number": ("text", [draft.number for draft in drafts]),
            "channel": ("text", [draft.channel for draft in drafts]),
            "external_reference": ("text", [draft.key for draft in drafts]),
            "location_id": ("uuid", [each.location_id for each in matched]),
            "customer_id": ("uuid", [draft.customer_id for draft in drafts]),
            "returned_at": ("timestamptz", [draft.returned_at for draft in drafts]),
            "actor": ("text", [by.id] * len(drafts)),
            "currency": ("text", [draft.currency for draft in drafts]),
            "goods_minor": ("bigint", [each.goods_minor for each in matched]),
            "delivery_minor": ("bigint", [draft.delivery_minor for draft in drafts]),
            "credit_minor": ("bigint", [draft.credit_minor for draft in drafts]),
            "total_minor": ("bigint", [each.total_minor for each in matched]),
        },
    )
    _write_lines(matched)


def _write_lines(matched: Sequence[Matched]) -> None:
    rows = [(each, position, *row) for each in matched for position, row in enumerate(_rows(each))]
    if not rows:
        return
    sql.insert(
        "returns_line",
        {
            "id": ("uuid", [ids.new_id() for _ in rows]),
            "return_id": ("uuid", [each.id for each, *_ in rows]),
            "position": ("smallint", [position for _, position, *_ in rows]),
            "order_id": ("uuid", [part.sold.order_id if part.sold else None for *_, part in rows]),
            "order_line_id": ("uuid", [part.sold.line_id if part.sold else None for *_, part in rows]),
            "variant_id": ("uuid", [variant for *_, variant, _ in rows]),
            "sku": ("text", [line.sku for _, _, line, _, _ in rows]),
            "quantity": ("bigint", [part.quantity for *_, part in rows]),
            "unit_price_minor": ("bigint", [line.unit_price_minor for _, _, line, _, _ in rows]),
            "amount_minor": ("bigint", [part.quantity * line.unit_price_minor for _, _, line, _, part in rows]),
        },
    )


def _rows(each: Matched) -> list[tuple[ReturnLineDraft, object, Part]]:
    return [
        (line, variant, part)
        for line, variant, parts in zip(each.draft.lines, each.variants, each.parts, strict=True)
        for part in parts
    ]
