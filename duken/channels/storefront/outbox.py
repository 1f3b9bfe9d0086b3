"""The messages a demonstration did not send: so that codes and notices can be read. Only there."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from duken.channels.storefront.frame import show

SHOWN = 50


class Letter(NamedTuple):
    subject: str
    to: str
    body: str
    at: datetime


def outbox(request: HttpRequest) -> HttpResponse:
    if not settings.IS_DEMO:
        raise Http404
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)[:SHOWN]
    response = show(request, "storefront/outbox.html", letters=[_letter(file) for file in files])
    response["Cache-Control"] = "no-store"
    return response


def _letter(file: Path) -> Letter:
    text = file.read_bytes().rsplit(b"\n" + b"-" * 79, 1)[0]
    message = message_from_bytes(text, policy=policy.default)
    body = message.get_body(("plain",))
    words = body.get_content() if body else ""
    at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Letter(str(message["subject"] or ""), str(message["to"] or "").removesuffix("@sms.invalid"), words, at)
