"""The feed behind live updates: hears that the relay has worked, reads what is new, hands it to who listens."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import psycopg
from prometheus_client import Gauge

from duken.channels.live_tickets import Ticket
from duken.kernel.figures import FIGURES

LISTENERS = Gauge("duken_live_connections", "Open live connections", registry=FIGURES, multiprocess_mode="livesum")
log = logging.getLogger("duken.live")
CHANNEL = "duken_events"
REMEMBERED = 2000  # events kept for those who were away for a moment
BATCH = 500
WAITING_AT_MOST = 100  # news nobody fetched yet; then it says only "look again"
LISTENERS_AT_MOST, PER_HOLDER_AT_MOST = 2000, 30
FOR_STORES = "fulfilment."  # what a store screen shows; stock moves and placed orders are not news there yet
FOR_ONE = ("order", "cart")  # what somebody looks at one by one
LOOK_ANYWAY_SECONDS = 5.0
PAUSE_SECONDS = 0.5

_NEW = """
SELECT position, name, aggregate, aggregate_id, facts->>'location_id' FROM kernel_event
WHERE position > %s ORDER BY position LIMIT %s
"""


class News(NamedTuple):
    """`name` is empty for "something was missed, look again"."""

    position: int
    name: str
    topics: frozenset[str]


class TooManyListeners(Exception):
    pass


class Listener:
    """One open connection and what it has still to be told."""

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.topics = frozenset(ticket.topics)
        self.waiting: asyncio.Queue[News] = asyncio.Queue(WAITING_AT_MOST)

    def tell(self, news: News) -> None:
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            news = look_again(news.position)
        self.waiting.put_nowait(news)


class Feed:
    """One for the process. Holds nothing that is not in the database: it may be killed and started at any time."""

    def __init__(self, connection: dict[str, Any]) -> None:
        self.connection = connection
        self.position = 0
        self.is_connected = False
        self._by_topic: dict[str, set[Listener]] = defaultdict(set)
        self._listeners: set[Listener] = set()
        self._per_holder: Counter[str] = Counter()
        self._past: deque[News] = deque(maxlen=REMEMBERED)

    def join(self, ticket: Ticket, *, after: int | None) -> Listener:
        """Listen from now on, and get what came after `after`. Raises TooManyListeners."""
        if len(self._listeners) >= LISTENERS_AT_MOST or self._per_holder[ticket.holder] >= PER_HOLDER_AT_MOST:
            raise TooManyListeners
        listener = Listener(ticket)
        self._listeners.add(listener)
        LISTENERS.set(len(self._listeners))
        self._per_holder[ticket.holder] += 1
        for topic in listener.topics:
            self._by_topic[topic].add(listener)
        for news in self._missed(listener, after):
            listener.tell(news)
        return listener

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)
        LISTENERS.set(len(self._listeners))
        self._per_holder[listener.ticket.holder] -= 1
        if not self._per_holder[listener.ticket.holder]:
            del self._per_holder[listener.ticket.holder]
        for topic in listener.topics:
            self._by_topic[topic].discard(listener)
            if not self._by_topic[topic]:
                del self._by_topic[topic]

    async def keep_reading(self) -> None:
        """For ever; a database that goes away is waited for, and everybody looks again when it is back."""
        while True:
            try:
                await self._read()
            except psycopg.Error as gone:
                if self.is_connected:
                    log.warning("live.database_gone %s", type(gone).__name__)
                self.is_connected = False
            await asyncio.sleep(PAUSE_SECONDS)

    async def _read(self) -> None:
        async with await psycopg.AsyncConnection.connect(**self.connection, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            if not self.position:
                self.position = await _last(connection)
            self.is_connected = True
            while True:
                await self._catch_up(connection)
                async for _ in connection.notifies(timeout=LOOK_ANYWAY_SECONDS, stop_after=1):
                    pass

    async def _catch_up(self, connection: psycopg.AsyncConnection[Any]) -> None:
        last = await _last(connection)
        if last - self.position > REMEMBERED or not self._listeners:
            # A year of history was imported, or nobody listens: not worth reading one by one.
            self.position = last
            self._past.clear()
            self._tell_all(look_again(last))
            return
        while self.position < last:
            rows = await (await connection.execute(_NEW, [self.position, BATCH])).fetchall()
            for row in rows:
                self._spread(_news(row))
            self.position = rows[-1][0] if rows else last

    def _spread(self, news: News) -> None:
        self._past.append(news)
        for listener in set().union(*(self._by_topic.get(topic, ()) for topic in news.topics)):
            listener.tell(news)

    def _tell_all(self, news: News) -> None:
        for listener in self._listeners:
            listener.tell(news)

    def _missed(self, listener: Listener, after: int | None) -> Iterable[News]:
        if after is None or after >= self.position:
            return []
        if not self._past or self._past[0].position > after + 1:
            return [look_again(self.position)]
        return [news for news in self._past if news.position > after and news.topics & listener.topics]


def look_again(position: int) -> News:
    return News(position, "", frozenset())


async def _last(connection: psycopg.AsyncConnection[Any]) -> int:
    row = await (await connection.execute("SELECT coalesce(max(position), 0) FROM kernel_event")).fetchone()
    return int(row[0]) if row else 0


def _news(row: Sequence[Any]) -> News:
    position, name, aggregate, aggregate_id, location_id = row
    topics = {f"{aggregate}:{aggregate_id}"} if aggregate in FOR_ONE else set()
    if location_id and name.startswith(FOR_STORES):
        topics.add(f"store:{location_id}")
    return News(position, name, frozenset(topics))
