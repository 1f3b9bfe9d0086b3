"""When goods changed hands, or came back: points follow."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.customers.events import CustomersMerged, CustomersUnmerged
from duken.kernel.actor import Actor
from duken.kernel.deliveries import is_waited_for
from duken.kernel.events import Recorded
from duken.loyalty.earn_points import EarnDraft, EarnLine, earn_points
from duken.loyalty.judge_tiers import judge_members
from duken.loyalty.return_points import LineBack, return_points
from duken.orders.events import OrderFulfilled, OrderSold
from duken.orders.reads import OrderRead, orders_with_ids
from duken.orders.returnable import orders_of_lines
from duken.reactions.table import Reactions, plural, reaction
from duken.returns.events import GoodsTakenBack, ReturnImported


def let_points_be_earned(events: Sequence[Recorded], by: Actor) -> None:
    """What somebody buys for a company earns them nothing: it was not their money."""
    found = orders_with_ids([UUID(event.aggregate_id) for event in events])
    earn_points([_earning(order) for order in found if order.customer_id and not order.company_id], by=by)


class NotEarnedYet(Exception):
    """Goods came back before the points of their sale were given: a till sends both at once. It waits."""


def take_points_back(event: Recorded, by: Actor) -> None:
    sold = orders_of_lines([UUID(line) for *_, line in event.facts["lines"] if line])
    if is_waited_for(_EARNING.name, sold):
        raise NotEarnedYet
    lines = [LineBack(UUID(line), quantity) for _, _, quantity, line in event.facts["lines"] if line]
    return_points(lines, key=event.aggregate_id, by=by)


def judge_tiers_together(events: Sequence[Recorded], by: Actor) -> None:
    judge_members({UUID(event.facts[name]) for event in events for name in ("customer_id", "joined_id")}, by=by)


def _earning(order: OrderRead) -> EarnDraft:
    assert order.customer_id is not None
    lines = [
        EarnLine(
            line.id,
            line.quantity,
            line.total_minor,
            line.points_per_mille,
            line.points_spent * line.quantity // line.ordered_quantity,
        )
        for line in order.lines
        if line.quantity
    ]
    return EarnDraft(order.id, order.customer_id, order.currency, lines)


_EARNING = plural(let_points_be_earned)
REACTIONS: Reactions = {
    OrderFulfilled: [_EARNING],
    OrderSold: [_EARNING],
    ReturnImported: [reaction(take_points_back)],
    GoodsTakenBack: [reaction(take_points_back)],
    CustomersMerged: [plural(judge_tiers_together)],
    CustomersUnmerged: [plural(judge_tiers_together)],
}
