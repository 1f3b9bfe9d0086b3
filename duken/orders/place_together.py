"""Place one order, together with whoever places one at the same moment: for channels that get single orders."""

from __future__ import annotations

from django.conf import settings

from duken.kernel.actor import Actor
from duken.kernel.batching import Combiner
from duken.orders._repeats import Answer
from duken.orders.drafts import Ask, OrderDraft
from duken.orders.place import place_for_each


def place_together(draft: OrderDraft, *, by: Actor) -> Answer:
    """As `place_orders([draft], by=by)`; simultaneous calls share one transaction. Not inside a transaction."""
    by.require("orders.place")
    ask = Ask(draft, by)
    if not settings.GROUP_COMMIT:
        [answer] = place_for_each([ask])
        return answer
    return _COMBINER.submit(ask)


_COMBINER: Combiner[Ask, Answer] = Combiner("orders.place", lambda asks: place_for_each(asks))
