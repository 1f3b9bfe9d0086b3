"""Place one order, together with whoever places one at the same moment: for channels that get single orders."""

from __future__ import annotations

from collections.abc import Sequence

from duken.kernel.actor import Actor
from duken.kernel.batching import Combiner
from duken.kernel.refusals import Refusal
from duken.orders.drafts import OrderDraft
from duken.orders.order import OrderRead
from duken.orders.place import place_orders

_Ask = tuple[OrderDraft, Actor]


def place_together(draft: OrderDraft, *, by: Actor) -> OrderRead | Refusal:
    """As `place_orders([draft], by=by)`; simultaneous calls share one transaction. Not inside a transaction."""
    by.require("orders.place")
    return _COMBINER.submit((draft, by))


def _run(asks: Sequence[_Ask]) -> list[OrderRead | Refusal]:
    """One batch for each actor, for keys, permissions and the books name who asked."""
    answers: dict[int, OrderRead | Refusal] = {}
    for actor in dict.fromkeys(by for _, by in asks):
        mine = [index for index, (_, by) in enumerate(asks) if by == actor]
        answers |= zip(mine, place_orders([asks[index][0] for index in mine], by=actor), strict=True)
    return [answers[index] for index in range(len(asks))]


_COMBINER: Combiner[_Ask, OrderRead | Refusal] = Combiner(_run)
