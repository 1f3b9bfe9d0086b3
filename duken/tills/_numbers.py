"""Receipts are numbered without gaps. Where one is missing, or comes twice, a person is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duken.tills._recording import Found, Outcome
from duken.tills.journal import JournalEntry
from duken.tills.models import Till

_NUMBER = re.compile(r"(.{1,40})-([1-9][0-9]{0,15})")


def missing_receipts(entries: Sequence[JournalEntry], outcomes: Sequence[Outcome], till: Till) -> None:
    """Adds to `outcomes` what is out of turn; the till's count goes on from the highest number."""
    for entry, outcome in zip(entries, outcomes, strict=True):
        if entry.kind != "sold":
            continue
        number, expected = str(entry.body.get("number", "")), f"{till.code}-{till.receipts + 1}"
        if number != expected:
            outcome.differences.append(Found("sequence", facts={"receipt": number[:80], "expected": expected}))
        read = _NUMBER.fullmatch(number)
        if read and read[1] == till.code:
            till.receipts = max(till.receipts, int(read[2]))
