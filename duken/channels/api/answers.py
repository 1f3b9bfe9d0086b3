"""Answers: structs as JSON, pages with a cursor, and an ETag where the answer can be kept."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse

from duken.channels.api.errors import BadCursor

T = TypeVar("T")
_encoder = msgspec.json.Encoder()
MAX_PAGE = 200


class Answer(msgspec.Struct, kw_only=True):
    """What is told. Money in minor units, times in UTC."""


class Page(Answer, Generic[T]):
    """`next` is the address of the page that follows, null on the last one."""

    items: list[T]
    next: str | None = None


def answer(told: msgspec.Struct, status: int = 200, **headers: str) -> HttpResponse:
    response = HttpResponse(_encoder.encode(told), status=status, content_type="application/json")
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def page(request: HttpRequest, items: Sequence[Any], cursor: str) -> HttpResponse:
    """One page; `cursor` says where the next begins ("" on the last)."""
    if not cursor:
        return answer(Page(items=list(items)))
    following = next_address(request, cursor)
    return answer(Page(items=list(items), next=following), Link=f'<{following}>; rel="next"')


def next_address(request: HttpRequest, cursor: str) -> str:
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    return f"{request.path}?{urlencode([*asked, ('cursor', cursor)])}"


def write_cursor(place: Sequence[Any]) -> str:
    """Opaque to the reader; it tells nothing that the page did not."""
    return base64.urlsafe_b64encode(msgspec.json.encode(list(place))).rstrip(b"=").decode()


def read_cursor(cursor: str, shape: type[T]) -> T | None:
    """Where to go on, None at the beginning. Raises BadCursor."""
    if not cursor:
        return None
    try:
        raw = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        return msgspec.json.decode(raw, type=shape)
    except (binascii.Error, msgspec.DecodeError, UnicodeError, ValueError):
        raise BadCursor from None


def utc(at: datetime | None) -> datetime | None:
    """Whatever zone the database session has: Z."""
    return at and at.astimezone(UTC)
