"""Writes that may be sent twice: the answer is kept in the transaction of the act, under the caller's key."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from duken.channels.api.errors import BadIdempotencyKey, IdempotencyKeyNeeded, IdempotencyKeyReused
from duken.channels.api.keys import actor_of
from duken.kernel import clock, ids, sql

KEPT = timedelta(days=7)
_TIDY_SECONDS = 3600.0
_tidied_at = 0.0


def once(request: HttpRequest, act: Callable[[str], HttpResponse]) -> HttpResponse:
    """Run `act` with a key of its own unless this very request was answered before; then answer the same.

    The row of the key is written first, so a twin that arrives meanwhile waits for us (ten seconds, then Busy).
    A refusal moves nothing and keeps nothing: the same key may try again. Raises IdempotencyKeyReused.
    """
    key = idempotency_key(request)
    who = actor_of(request).id
    if not key:
        return act(f"{who}:{ids.new_id()}")
    name = hashlib.sha256(f"{who}\x1f{key}".encode()).digest()
    fingerprint = hashlib.sha256(f"{request.method}\x1f{request.path}\x1f".encode() + request.body).digest()
    with transaction.atomic():
        sql.run("SET LOCAL lock_timeout = '10s'")
        if not sql.run(_CLAIM, [name, fingerprint, clock.now()]):
            return _earlier(name, fingerprint)
        response = act(f"{who}:{key}")
        sql.run(
            "UPDATE api_given_answer SET status = %s, body = %s WHERE id = %s",
            [response.status_code, response.content, name],
        )
    _tidy()
    return response


def idempotency_key(request: HttpRequest) -> str:
    """The key that came with the request, empty if none did. Raises BadIdempotencyKey."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY", "").strip()
    if len(key) > 200 or not (key.isascii() and key.isprintable()):
        raise BadIdempotencyKey
    return key


def needed_key(request: HttpRequest) -> str:
    """The same, where a write without one is refused. Raises IdempotencyKeyNeeded."""
    key = idempotency_key(request)
    if not key:
        raise IdempotencyKeyNeeded
    return key


_CLAIM = """
INSERT INTO api_given_answer (id, fingerprint, status, body, at) VALUES (%s, %s, 0, '', %s) ON CONFLICT DO NOTHING
"""


def _earlier(name: bytes, fingerprint: bytes) -> HttpResponse:
    [(known, status, body)] = sql.rows("SELECT fingerprint, status, body FROM api_given_answer WHERE id = %s", [name])
    if bytes(known) != fingerprint:
        raise IdempotencyKeyReused
    return HttpResponse(
        bytes(body), status=status, content_type="application/json", headers={"Idempotent-Replayed": "true"}
    )


def _tidy() -> None:
    """Once an hour at most: what is older than a week is forgotten."""
    global _tidied_at
    if time.monotonic() - _tidied_at < _TIDY_SECONDS and _tidied_at:
        return
    _tidied_at = time.monotonic()
    # By both clocks: one that has jumped ahead must not forget what may still be asked again.
    sql.run("DELETE FROM api_given_answer WHERE at < least(%s, clock_timestamp()) - %s", [clock.now(), KEPT])
