"""Arrays: a column of values as the text PostgreSQL reads as an array. One call of the JSON writer for a whole column.

JSON and PostgreSQL write lists of texts alike but for the brackets and for control characters, which have names in
JSON (`\\n`) and none here. A column that holds such a character, or something JSON has no word for, is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

import orjson

_NAMED = re.compile(rb'\\[^"\\]')  # an escape that only JSON knows, or a pair of backslashes that looks like one


def array(kind: str, values: Iterable[Any]) -> str:
    """Values as the text of a PostgreSQL array, to be passed as a parameter and cast (`%s::uuid[]`)."""
    column = values if isinstance(values, list) else list(values)
    if kind != "bytea":
        try:
            written = orjson.dumps(column, default=str)
        except TypeError:  # half a character, or a number too large for JSON
            return _by_hand(kind, column)
        if b"\\" not in written or not _NAMED.search(written):
            return "{" + written[1:-1].decode() + "}"
    return _by_hand(kind, column)


def _by_hand(kind: str, column: Sequence[Any]) -> str:
    write = _WRITERS.get(kind, str)
    return "{" + ",".join(["NULL" if value is None else write(value) for value in column]) + "}"


def _quoted(value: Any) -> str:
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    text = value if isinstance(value, str) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_WRITERS: dict[str, Callable[[Any], str]] = {
    "uuid": attrgetter("hex"),
    **dict.fromkeys(["text", "jsonb", "bytea", "timestamptz", "date"], _quoted),
}
