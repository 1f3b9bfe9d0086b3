"""The same key again is the same order: whether it was placed before, or stands twice in one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from duken.kernel.refusals import Refusal
from duken.orders.drafts import Ask, OrderDraft, order_key
from duken.orders.errors import OrderKeyReused
from duken.orders.order import OrderRead

Answer = OrderRead | Refusal
Answers = dict[int, Answer]


def answer_repeats(asks: Sequence[Ask], earlier: Mapping[str, tuple[bytes, OrderRead]], answers: Answers) -> None:
    """Drafts whose key is known: the order it became, or OrderKeyReused for another body."""
    if not earlier:
        return
    for index, (draft, by) in enumerate(asks):
        if index not in answers and (known := earlier.get(order_key(draft, by))):
            fingerprint, order = known
            answers[index] = order if fingerprint == draft.fingerprint() else OrderKeyReused()


def answer_repeats_within(asks: Sequence[Ask], answers: Answers) -> None:
    """The same key twice in one batch: the later draft gets the answer of the first."""
    if len(answers) == len(asks):
        return
    first: dict[str, int] = {}
    for index, (draft, by) in enumerate(asks):
        earlier = first.setdefault(order_key(draft, by), index)
        if index not in answers:
            answers[index] = _as_the_first(draft, asks[earlier].draft, answers[earlier])


def _as_the_first(draft: OrderDraft, first: OrderDraft, answer: Answer) -> Answer:
    if draft.fingerprint() != first.fingerprint():
        return OrderKeyReused()
    return replace(answer, repeated=True) if isinstance(answer, OrderRead) else answer
