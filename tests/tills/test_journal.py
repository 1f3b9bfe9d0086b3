"""The journal's JSON and its hashes: the same bytes here and on the device (tests/vectors/till/journal.json)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from duken.tills._chain import judge
from duken.tills.errors import BrokenEntry
from duken.tills.journal import JournalEntry, canonical, hash_of

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "till" / "journal.json").read_text())


def read(entry: dict[str, Any]) -> JournalEntry:
    shift = UUID(entry["shift"]) if entry["shift"] else None
    return JournalEntry(**entry | {"id": UUID(entry["id"]), "at": datetime.fromisoformat(entry["at"]), "shift": shift})


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_an_entry_is_written_and_hashed_as_on_the_device(vector: dict[str, Any]) -> None:
    entry = vector["entry"]

    assert canonical({name: value for name, value in entry.items() if name != "hash"}) == vector["canonical"]
    assert hash_of(read(entry)) == entry["hash"]


def test_the_written_chain_holds_and_breaks_where_it_is_altered() -> None:
    chain = [read(vector["entry"]) for vector in VECTORS]
    altered = [*chain[:2], replace(chain[2], body=chain[2].body | {"amount_minor": -70}), *chain[3:]]

    def judged(entries: list[JournalEntry]) -> Any:
        return judge(entries, next_sequence=1, head="", known={}, foreign=())

    assert judged(chain) == (0, tuple(chain), None)
    assert judged(altered) == (0, tuple(chain[:2]), BrokenEntry(3))
    assert judged(chain[1:]) == (0, (), None)


def test_the_canonical_json_is_what_the_reference_says() -> None:
    letters = [chr(code) for code in range(0x3000) if not 0xD800 <= code <= 0xDFFF]
    said = {letter: [letter, {"b": -1, "a": 2**53 - 1, "10": None, "9": True}] for letter in letters}

    assert canonical(said) == json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
