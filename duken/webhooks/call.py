"""One call outwards: no database, no transaction, no redirect, public addresses only."""

from __future__ import annotations

import time
from typing import NamedTuple
from uuid import UUID

from duken.kernel import outgoing
from duken.kernel.outgoing import AddressRefused, Unreachable

TIMEOUT_SECONDS = 10.0  # in all, from looking up the name to the last byte that is read


class Call(NamedTuple):
    """One delivery, ready to be sent."""

    delivery: int
    webhook: UUID
    url: str
    body: bytes
    headers: dict[str, str]


class Answered(NamedTuple):
    """`status` None: nobody answered, and `problem` is a word for why. Nothing of what they wrote is kept."""

    status: int | None
    milliseconds: int
    problem: str = ""


def call(one: Call) -> Answered:
    """Never raises what the other side can bring about."""
    began = time.monotonic()
    status, problem = None, ""
    try:
        told = outgoing.send("POST", one.url, body=one.body, headers=one.headers, timeout_seconds=TIMEOUT_SECONDS)
        status = told.status
    except AddressRefused as refused:
        problem = refused.code
    except Unreachable as failed:
        problem = failed.why
    return Answered(status, round((time.monotonic() - began) * 1000), problem)
