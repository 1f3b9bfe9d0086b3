"""Static files go out compressed: a copy is made when a file is first asked for, and kept in DUKEN_HOME."""

from __future__ import annotations

import gzip
import hashlib
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from duken.config.static import version

_TEXT = (".css", ".js", ".svg", ".json", ".txt", ".map")
_LEAST_BYTES = 500
_FOR_EVER = "max-age=31536000, public, immutable"


class CompressedStatic(WhiteNoiseMiddleware):
    """Nothing is collected and nothing lies in the packages but the files themselves; what is public may be gzipped."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._looked_at: set[str] = set()
        super().__init__(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = request.path_info
        if address.endswith(_TEXT) and address in self.files and address not in self._looked_at:
            self._looked_at.add(address)
            with suppress(OSError):  # no room, or a folder that may not be written: it goes out as it is
                self._add_copy(address, self.files[address])
        response: HttpResponse = super().__call__(request)
        if address in self.files and _is_of_this_version(request):
            response["Cache-Control"] = _FOR_EVER
        return response

    def _add_copy(self, address: str, file: StaticFile) -> None:
        path = Path(file.alternatives[0][1])
        if copy := _copy_of(path):
            headers = Headers([])
            self.add_mime_headers(headers, str(path), address)
            self.add_cache_headers(headers, str(path), address)
            self.files[address] = StaticFile(str(path), headers.items(), encodings={"gzip": str(copy)})


def _is_of_this_version(request: HttpRequest) -> bool:
    """Asked for by an address that names what is in the file: with other content it will have another address."""
    asked = request.GET.get("v")
    return bool(asked) and asked == version(request.path_info.removeprefix(settings.STATIC_URL))


def _copy_of(path: Path) -> Path | None:
    """The gzipped copy, named after what is in the file: an upgrade makes another. None for what is small anyway."""
    content = path.read_bytes()
    if len(content) < _LEAST_BYTES:
        return None
    copy = settings.DUKEN_HOME / "static" / f"{hashlib.sha256(content).hexdigest()[:24]}.gz"
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        unfinished = copy.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        unfinished.write_bytes(gzip.compress(content, mtime=0))
        unfinished.replace(copy)
    return Path(copy)
