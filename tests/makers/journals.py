"""Makers of what a till writes down while it sells: a device of its own, in Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from duken.access.scopes import TILL
from duken.kernel import ids
from duken.kernel.actor import Actor, with_scopes
from duken.ledger.reads import summed
from duken.payments.accounts import shift_cash
from duken.tills._report import report_of, tendered
from duken.tills.journal import JournalEntry, hash_of
from duken.tills.models import Till
from duken.tills.record_entries import Synced, record_entries

START = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


class Device:
    """`device.opens(10000)`, `device.moves(-500, "expense")`, `device.closes()`; `device.send()` sends what is new."""

    def __init__(self, till_id: UUID, code: str, by: Actor) -> None:
        self.till_id, self.code, self.by = till_id, code, by
        self.entries: list[JournalEntry] = []
        self.shift: UUID | None = None
        self.counts: Counter[str] = Counter()

    def writes(self, kind: str, body: dict[str, Any], *, shift: UUID | None = None, **other: Any) -> JournalEntry:
        last = self.entries[-1] if self.entries else None
        entry = JournalEntry(
            id=other.pop("id", None) or ids.new_id(),
            sequence=len(self.entries) + 1,
            kind=kind,
            at=START + timedelta(minutes=len(self.entries)),
            cashier="019ab000-0000-7000-8000-000000000001",
            shift=shift or self.shift,
            previous=last.hash if last else "",
            body=body,
            hash="",
        )
        entry = replace(entry, **other)
        entry = replace(entry, hash=hash_of(entry))
        self.entries.append(entry)
        return entry

    def opens(self, float_minor: int = 10_000) -> JournalEntry:
        shift = ids.new_id()
        self.shift = shift
        return self.writes("shift_opened", {"float_minor": float_minor, "counted": {}}, id=shift)

    def moves(self, amount_minor: int, reason: str = "change", **other: Any) -> JournalEntry:
        body = {"amount_minor": amount_minor, "reason": reason, "note": "", "approved_by": None}
        return self.writes("cash_moved", body, **other)

    def line(self, variant: Any, quantity: int = 1, price_minor: int = 499) -> dict[str, Any]:
        """A line at 20 % inside the price."""
        total = price_minor * quantity
        return {
            "id": str(ids.new_id()),
            "variant": str(variant.id),
            "sku": variant.sku,
            "title": variant.sku,
            "quantity": quantity,
            "unit": "piece",
            "per": 1,
            "unit_price_minor": price_minor,
            "price_list": "retail",
            "subtotal_minor": total,
            "discount_minor": 0,
            "total_minor": total,
            "tax_minor": (total * 40_000 + 120_000) // 240_000,
            "tax_rate": "0.20",
        }

    def sells(self, *lines: dict[str, Any], cash: int = 0, card: int = 0, **other: Any) -> JournalEntry:
        """Paid as said, all in cash where nothing is."""
        self.counts["receipts"] += 1
        total = sum(line["total_minor"] for line in lines)
        paid = [("cash", cash or (0 if card else total)), ("card", card)]
        tenders = [
            {"id": str(ids.new_id()), "method": method, "amount_minor": amount, "reference": ""}
            for method, amount in paid
            if amount
        ]
        body = {
            "number": f"{self.code}-{self.counts['receipts']}",
            "currency": "GBP",
            "language": "en",
            "customer": None,
            "cart": None,
            "lines": list(lines),
            "returned": [],
            "coupons": [],
            "points": 0,
            "points_minor": 0,
            "discounts": [],
            "promotions": [],
            "subtotal_minor": total,
            "discount_minor": 0,
            "tax_minor": sum(line["tax_minor"] for line in lines),
            "added_tax_minor": 0,
            "includes_tax": True,
            "rounding_minor": 0,
            "total_minor": total,
            "returned_minor": 0,
            "net_minor": total,
            "tenders": tenders,
            "given_minor": 0,
            "change_minor": 0,
            "known_until": 0,
            "is_offline": True,
        }
        return self.writes("sold", body | other.pop("body", {}), **other)

    def closes(self, counted_minor: int | None = None, **changed: Any) -> JournalEntry:
        """Counted as expected unless said otherwise; `changed` are figures of the report that are wrong."""
        self.counts["reports"] += 1
        own = [(entry.kind, entry.body) for entry in self.entries if entry.shift == self.shift]
        report = report_of(own, "GBP", self.counts["reports"])
        figures = {name: getattr(report, name) for name in report.__struct_fields__} | changed
        body = {
            "counted": {},
            "counted_minor": report.expected_minor if counted_minor is None else counted_minor,
            "report": figures,
            "note": "",
            "approved_by": None,
        }
        entry = self.writes("shift_closed", body)
        self.shift = None
        return entry

    def send(self, *, since: int = 0) -> Synced:
        """Everything after `since`."""
        return record_entries(self.entries[since:], by=self.by)

    def cash(self) -> int:
        return tendered([entry.body for entry in self.entries if entry.kind == "sold"]).get("cash", 0)


class JournalMakers:
    """`make.device("A1")`: a till with a device that keeps a journal; `make.journal("A1")`: one that is enrolled."""

    def journal(self, code: str) -> Device:
        till = Till.objects.get(code=code)
        return Device(till.pk, code, with_scopes(f"key:{till.key_prefix}", "till", TILL))

    def device(self, code: str = "A1", **chosen: Any) -> Device:
        enrolled, by = self.enrolled(code, **chosen)  # type: ignore[attr-defined]
        return Device(enrolled.till_id, code, by)

    def lies_in_drawer(self, device: Device) -> int:
        """Of its last shift, by the books."""
        opened = next(entry for entry in reversed(device.entries) if entry.kind == "shift_opened")
        return summed(shift_cash("GBP", opened.id))
