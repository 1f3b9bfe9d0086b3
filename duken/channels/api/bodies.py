"""Bodies and queries, read strictly: wrong types, unknown fields and oversize are refused, nothing is guessed."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar, get_origin

import msgspec
from django.http import HttpRequest

from duken.channels.api.errors import BodyTooLarge, MalformedBody, WrongBody, WrongQuery

MAX_BODY_BYTES = 1024 * 1024
T = TypeVar("T", bound=msgspec.Struct)
_decoders: dict[type, msgspec.json.Decoder[Any]] = {}
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=False):
    """What may be asked. A field nobody knows is a mistake of the caller, never passed over."""


class Query(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What may stand behind the question mark. A list field takes the parameter any number of times."""


def read_body(request: HttpRequest, shape: type[T], limit_bytes: int = MAX_BODY_BYTES) -> T:
    """The body as `shape`. Raises BodyTooLarge, MalformedBody, WrongBody."""
    raw = raw_body(request, limit_bytes)
    try:
        return _decoder(shape).decode(raw)
    except msgspec.ValidationError as wrong:
        raise WrongBody(*_pointed(str(wrong))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise MalformedBody(str(wrong)[:200]) from None


def raw_body(request: HttpRequest, limit_bytes: int = MAX_BODY_BYTES) -> bytes:
    """The bytes that came. Refused by their announced length before they are read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit_bytes:
        raise BodyTooLarge(limit_bytes)
    raw = request.body
    # PostgreSQL keeps no NUL in a text: refused here, once, rather than by every verb.
    if b"\\u0000" in raw:
        raise WrongBody("", "NUL is no text")
    return raw


def read_query(request: HttpRequest, shape: type[T]) -> T:
    """The query as `shape`. Raises WrongQuery."""
    lists = _lists(shape)
    given: dict[str, Any] = {}
    for name, values in request.GET.lists():
        if any("\x00" in value for value in values):
            raise WrongQuery(name, "NUL is no text")
        if name not in lists and len(values) > 1:
            raise WrongQuery(name, "given twice")
        given[name] = values if name in lists else values[0]
    try:
        return msgspec.convert(given, shape, strict=False)
    except msgspec.ValidationError as wrong:
        raise WrongQuery(*_pointed(str(wrong))) from None


@cache
def _lists(shape: type[msgspec.Struct]) -> frozenset[str]:
    """The parameters that may be given any number of times."""
    fields = msgspec.structs.fields(shape)
    return frozenset(field.encode_name for field in fields if get_origin(_bare(field.type)) in (list, tuple))


def _decoder(shape: type[T]) -> msgspec.json.Decoder[T]:
    if shape not in _decoders:
        _decoders[shape] = msgspec.json.Decoder(shape)
    return _decoders[shape]


def _bare(annotation: Any) -> Any:
    return getattr(annotation, "__origin__", annotation) if hasattr(annotation, "__metadata__") else annotation


def _pointed(told: str) -> tuple[str, str]:
    """Where and what: "Expected `int`, got `str` - at `$.lines[0].quantity`" is /lines/0/quantity and the rest."""
    what, _, where = told.partition(" - at `")
    steps = [name or place for name, place in _STEP.findall(where.rstrip("`"))]
    return "".join(f"/{step}" for step in steps), what
