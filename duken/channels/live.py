"""Live updates: server-sent events for store screens and order pages, on PORT + 1. Says that something happened,
never what is in it: the page asks for that through its own door.

Nothing of Django's machinery is loaded here but settings and signing: the process stays small.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from django.db import connections
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from duken.channels.live_feed import Feed, Listener, News, TooManyListeners
from duken.channels.live_tickets import TicketRefused, read_ticket
from duken.channels.own_address import own_origins

HEARTBEAT_SECONDS = 15
LASTS_SECONDS = 600  # then the page asks for a new ticket: who has lost a right loses the news too
LONGEST_TICKET = 4000


async def live(request: Request) -> Response:
    """GET /live?ticket=…[&after=position]: the news of the ticket's topics."""
    origin = request.headers.get("origin", "")
    if origin and origin not in own_origins():
        return PlainTextResponse("This page is not ours.\n", 403)
    text = request.query_params.get("ticket", "")
    try:
        ticket = read_ticket(text[:LONGEST_TICKET])
    except TicketRefused:
        return PlainTextResponse("The ticket is not valid, or too old.\n", 403, _allowed(origin))
    feed: Feed = request.app.state.feed
    try:
        listener = feed.join(ticket, after=_position(request))
    except TooManyListeners:
        return PlainTextResponse("Too many connections.\n", 429, _allowed(origin) | {"Retry-After": "5"})
    return EventSourceResponse(
        _told(feed, listener),
        ping=HEARTBEAT_SECONDS,
        headers=_allowed(origin) | {"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def healthz(request: Request) -> Response:
    """200 while this process lives."""
    return JSONResponse({"ok": True})


async def readyz(request: Request) -> Response:
    """200 when news would arrive."""
    is_ok = request.app.state.feed.is_connected
    return JSONResponse({"ok": is_ok}, 200 if is_ok else 503)


async def _told(feed: Feed, listener: Listener) -> AsyncIterator[ServerSentEvent]:
    until = asyncio.get_running_loop().time() + LASTS_SECONDS
    try:
        yield ServerSentEvent(event="hello", id=str(feed.position), data="{}", retry=2000)
        while (left := until - asyncio.get_running_loop().time()) > 0:
            try:
                yield _written(await asyncio.wait_for(listener.waiting.get(), left))
            except TimeoutError:
                break
        yield ServerSentEvent(event="renew", data="{}")
    finally:
        feed.leave(listener)


def _written(news: News) -> ServerSentEvent:
    return ServerSentEvent(event="news", id=str(news.position), data=orjson.dumps({"name": news.name}).decode())


def _position(request: Request) -> int | None:
    given = request.headers.get("last-event-id") or request.query_params.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _allowed(origin: str) -> dict[str, str]:
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin else {}


def _connection() -> dict[str, Any]:
    parameters = connections["default"].get_connection_params()
    return {name: value for name, value in parameters.items() if name not in ("cursor_factory", "context")}


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    app.state.feed = Feed(_connection())
    reading = asyncio.create_task(app.state.feed.keep_reading())
    yield
    reading.cancel()


_ROUTES = [Route("/live", live), Route("/healthz", healthz), Route("/readyz", readyz)]
application = Starlette(routes=_ROUTES, lifespan=_lifespan)
