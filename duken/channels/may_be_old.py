"""May be old: the mark of a view that changes nothing and may show the shop as it was a second ago.

Where there are replicas, one of them answers it (kernel/replicas.py says which). Without the mark it is the primary.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from duken.kernel import reading
from duken.kernel.replicas import WATCH

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]
SEEN = "_seen_in_log"  # set on a request by own_writes.py: the place in the log this visitor knows of


def may_be_old(view: View[Given]) -> View[Given]:
    @wraps(view)
    def answer(request: HttpRequest, *given: Given.args, **named: Given.kwargs) -> HttpResponse:
        seen = getattr(request, SEEN, None)
        replica = WATCH.choose(seen=seen) if seen is not None and request.method in ("GET", "HEAD") else None
        if replica is None:
            return view(request, *given, **named)
        try:
            with reading.reading_from(replica):
                return view(request, *given, **named)
        except OperationalError:  # it died under the question, or had to replay over it: the view has changed nothing
            WATCH.distrust(replica)
        return view(request, *given, **named)

    return answer
