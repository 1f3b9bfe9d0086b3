"""Request ids: which request began what happens here. Log lines and events carry it, and through events so do
reactions and what those record: the path of one order can be followed from the door to the last message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="")
_each: ContextVar[Mapping[str, str] | None] = ContextVar("request_ids", default=None)


def current() -> str:
    """The id of the request that is answered here; empty where nobody asked (schedules, the command line)."""
    return _current.get()


def of(aggregate_id: str) -> str:
    """Who began what is recorded of this aggregate: in a batch, each has its own request."""
    each = _each.get()
    return (each.get(aggregate_id) if each else None) or _current.get()


@contextmanager
def working_for(request_id: str) -> Iterator[None]:
    before = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(before)


@contextmanager
def working_for_each(requests: Mapping[str, str]) -> Iterator[None]:
    """A batch: aggregate id -> the request it was asked by."""
    before = _each.set(requests)
    try:
        yield
    finally:
        _each.reset(before)
