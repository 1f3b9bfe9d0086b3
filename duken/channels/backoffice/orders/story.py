"""The story of an order in words: what happened, who did it, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.channels import formats
from duken.channels.backoffice import words
from duken.kernel.events import Recorded
from duken.kernel.money import Money

SAID: dict[str, str | Promise] = {
    "orders.OrderPlaced": _("Placed through %(channel)s for %(total)s"),
    "orders.RepeatNoticed": _("Looks like another attempt: %(how)s %(other_number)s"),
    "orders.RepeatDecided": _("Looked at beside %(other_number)s: %(answer)s"),
    "orders.OrderImported": _("Recorded: sold elsewhere for %(total)s"),
    "orders.OrderSold": _("Sold over the counter for %(total)s"),
    "orders.OrderConfirmed": _("Confirmed"),
    "orders.OrderLineCut": _("%(quantity)s × %(sku)s will not come (%(reason)s); the total is now %(total)s"),
    "orders.OrderCancelled": _("Cancelled: %(reason)s"),
    "orders.OrderFulfilled": _("Handed over"),
    "payments.PaymentCaptured": _("Paid %(amount)s (%(method)s)"),
    "payments.PaymentFailed": _("Payment failed: %(reason)s"),
    "payments.PaymentMismatched": _("The payment service reports %(reported)s instead of %(expected)s: please look"),
    "payments.PaymentVoided": _("The payment is not wanted any more"),
    "payments.RefundRequested": _("Giving back %(amount)s (%(method)s)"),
    "payments.RefundDone": _("Given back %(amount)s (%(method)s)"),
    "fulfilment.FulfilmentRequested": _("The store was asked to prepare it"),
    "fulfilment.FulfilmentAcknowledged": _("The store has seen it"),
    "fulfilment.PickingStarted": _("Picking has begun"),
    "fulfilment.ItemPicked": _("%(picked)s × %(sku)s picked"),
    "fulfilment.ItemShort": _("%(quantity)s × %(sku)s were not on the shelf: %(reason)s"),
    "fulfilment.ShortageAnswered": _("The customer has decided about the missing goods"),
    "fulfilment.FulfilmentReady": _("Ready"),
    "fulfilment.FulfilmentReopened": _("Picked once more"),
    "fulfilment.CustomerArrived": _("The customer is there"),
    "fulfilment.OrderCollected": _("Collected in the store"),
    "fulfilment.OrderShipped": _("Sent %(tracking)s"),
    "fulfilment.OrderDelivered": _("Delivered"),
    "fulfilment.FulfilmentCancelled": _("The store need not prepare it any more"),
    "fulfilment.GoodsPutBack": _("The goods are back on the shelf"),
    "fulfilment.AlertRaised": _("Late: somebody was called"),
    "returns.ReturnImported": _("Goods came back"),
    "returns.GoodsTakenBack": _("Goods came back over the counter"),
}
_REPEATS: words.Words = {
    "refused": _("recognised, and no second order was placed"),
    "confirmed": _("another one was meant"),
    "unasked": _("somebody with the same phone, who was not asked"),
}
_REPEAT_ANSWERS: words.Words = {"same": _("the same order"), "different": _("two orders")}
_REASONS = words.CANCEL_REASONS | words.CUT_REASONS | words.REFUND_REASONS  # type: ignore[operator]


_UNKNOWN = "?"


class Told(NamedTuple):
    """One step. `who` is empty when the program acted by itself."""

    at: datetime
    text: str
    who: str


def tell(events: Sequence[Recorded], names: Mapping[str, str], language: str) -> list[Told]:
    return [Told(event.happened_at, _said(event, language), _who(event.actor, names)) for event in events]


def _said(event: Recorded, language: str) -> str:
    sentence = SAID.get(event.name)
    if sentence is None:
        return spaced(event.name.rpartition(".")[2])
    said = str(sentence) % _Facts({name: _fact(name, value, language) for name, value in event.facts.items()})
    return said.replace(f" ({_UNKNOWN})", "")  # whoever may not see payments is not told how


def _fact(name: str, value: Any, language: str) -> str:
    if isinstance(value, dict) and value.keys() == {"minor", "currency"}:
        return formats.money(Money(value["minor"], value["currency"]), language)
    if name == "channel":
        return words.channel_name(str(value), language)
    if name == "method":
        return words.word(words.PAYMENT_METHOD, str(value))
    if name == "answer":
        return words.word(_REPEAT_ANSWERS, str(value))
    if name == "how":
        return words.word(_REPEATS, str(value))
    if name == "reason":
        return reason_said(str(value))
    return str(value)


def reason_said(reason: str) -> str:
    """A reason by code, with what somebody added after it ("other: the dog ate it")."""
    code, colon, added = reason.partition(": ")
    said = words.word(_REASONS, code) if code in _REASONS else code
    return f"{said}{colon}{added}" if said else gettext("no reason given")


def _who(actor: str, names: Mapping[str, str]) -> str:
    if actor.startswith(("system", "customer:", "visitor:")):
        return "" if actor.startswith("system") else gettext("the customer")
    return names.get(actor, actor.partition(":")[0])


def spaced(name: str) -> str:
    """`ReadyToCollect` as `Ready to collect`: for events of modules that have no sentence here yet."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return spaced.capitalize()


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return _UNKNOWN
