"""Count what was asked of us: orders placed and refused, by the channel they came through."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence

from prometheus_client import Counter

from duken.kernel.figures import FIGURES
from duken.kernel.refusals import Refusal
from duken.orders.drafts import Ask
from duken.orders.order import OrderRead
from duken.stores import reads as stores

PLACED = Counter("duken_orders_placed", "Orders accepted", ["channel"], registry=FIGURES)
REFUSED = Counter("duken_orders_refused", "Orders refused", ["channel", "code"], registry=FIGURES)


def count_answers(asks: Sequence[Ask], answers: Sequence[OrderRead | Refusal]) -> None:
    """An earlier answer given again is not counted. A channel nobody has opened counts as "unknown"."""
    known = {channel.code for channel in stores.channels()}
    told: Tally[tuple[str, str]] = Tally()
    for (draft, _), answer in zip(asks, answers, strict=True):
        channel = draft.channel if draft.channel in known else "unknown"
        if isinstance(answer, Refusal):
            told[channel, answer.code] += 1
        elif not answer.repeated:
            told[channel, ""] += 1
    for (channel, code), count in told.items():
        (REFUSED.labels(channel, code) if code else PLACED.labels(channel)).inc(count)
