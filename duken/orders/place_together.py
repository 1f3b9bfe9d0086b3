"""Place one order, together with whoever places one at the same moment: for channels that get single orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duken.kernel.actor import Actor
from duken.kernel.batching import Combiner
from duken.kernel.refusals import Refusal
from duken.orders.drafts import OrderDraft
from duken.orders.order import OrderRead
from duken.orders.place import place_orders

_Ask = tuple[OrderDraft, Actor]


class Failed(NamedTuple):
    """What went wrong for one actor. Their transaction was rolled back; those of their neighbours were not."""

    problem: Exception


def place_together(draft: OrderDraft, *, by: Actor) -> OrderRead | Refusal:
    """As `place_orders([draft], by=by)`; simultaneous calls share one transaction. Not inside a transaction."""
    by.require("orders.place")
    answer = _COMBINER.submit((draft, by))
    if isinstance(answer, Failed):
        raise answer.problem
    return answer


def _run(asks: Sequence[_Ask]) -> list[OrderRead | Refusal | Failed]:
    """One batch for each actor, for keys, permissions and the books name who asked."""
    answers: dict[int, OrderRead | Refusal | Failed] = {}
    for actor in dict.fromkeys(by for _, by in asks):
        mine = [index for index, (_, by) in enumerate(asks) if by == actor]
        answers |= zip(mine, _placed([asks[index][0] for index in mine], actor), strict=True)
    return [answers[index] for index in range(len(asks))]


def _placed(drafts: Sequence[OrderDraft], by: Actor) -> Sequence[OrderRead | Refusal | Failed]:
    try:
        return place_orders(drafts, by=by)
    except Exception as problem:  # raised again for each caller whose it is: nobody hears of another's bad luck
        return [Failed(problem)] * len(drafts)


_COMBINER: Combiner[_Ask, OrderRead | Refusal | Failed] = Combiner(_run)
