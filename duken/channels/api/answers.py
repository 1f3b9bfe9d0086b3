"""Answers: structs as JSON, pages with a cursor, and an ETag where the answer can be kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
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


class AnswerOfNow(Answer):
    """Tells when it was true."""

    as_of: datetime | None


class Page(Answer, Generic[T]):
    """`next` is the address of the page that follows, null on the last one."""

    items: list[T]
    next: str | None = None


def answer(told: msgspec.Struct, status: int = 200, **headers: str) -> HttpResponse:
    response = HttpResponse(_encoder.encode(told), status=status, content_type="application/json")
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def answers(told: Sequence[msgspec.Struct]) -> HttpResponse:
    """A bare list, where a till expects one."""
    return HttpResponse(_encoder.encode(told), content_type="application/json")


def answer_of_now(told: AnswerOfNow) -> HttpResponse:
    """Its ETag is of all but the moment: who has read the same a while ago is told that it is still true."""
    now, told.as_of = told.as_of, None
    same = tag(_encoder.encode(told))
    told.as_of = now
    return answer(told, ETag=f"W/{same}")


def tag(content: bytes) -> str:
    return f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()[:20]}"'


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


def to_the_minute(at: datetime | None) -> datetime | None:
    """As promises are read: in UTC, and never sooner than meant."""
    return at and (at + timedelta(seconds=59, microseconds=999_999)).astimezone(UTC).replace(second=0, microsecond=0)
