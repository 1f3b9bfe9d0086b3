"""Large answers, packed for those who can unpack: a till that fetches a catalogue waits for its network."""

from __future__ import annotations

import zlib

import msgspec
from django.http import HttpRequest, HttpResponse

_encoder = msgspec.json.Encoder()
_QUICKLY = 1  # a tenth of the bytes; the last twentieth would cost five times the work
_GZIP = 31
LEAST_BYTES = 1_000


def packed(request: HttpRequest, told: msgspec.Struct) -> HttpResponse:
    content = _encoder.encode(told)
    response = HttpResponse(content, content_type="application/json")
    response["Vary"] = "Authorization, Accept-Language, Accept-Encoding"
    if len(content) > LEAST_BYTES and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        packer = zlib.compressobj(_QUICKLY, zlib.DEFLATED, _GZIP)
        response.content = packer.compress(content) + packer.flush()
        response["Content-Encoding"] = "gzip"
    return response
