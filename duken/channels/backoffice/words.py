"""What codes are called: states, ways, reasons, kinds. One word each, translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.access.scopes import SCOPES
from duken.channels.backoffice.lists.columns import Badge
from duken.inventory.accounts import is_of_one_till
from duken.stores import reads as stores
from duken.stores.errors import ChannelUnknown, LocationUnknown

Words = Mapping[str, str | Promise]

ORDER_STATUS: Words = {
    "placed": _("placed"),
    "confirmed": _("confirmed"),
    "fulfilled": _("handed over"),
    "closed": _("closed"),
    "cancelled": _("cancelled"),
}
_ORDER_COLOUR = {"placed": "warn", "confirmed": "note", "fulfilled": "good", "closed": "", "cancelled": "bad"}
METHOD: Words = {"pickup": _("collection"), "delivery": _("delivery"), "till": _("over the counter")}
ORDER_KIND: Words = {"order": _("order"), "history": _("history")}
PAYMENT_METHOD: Words = {
    "on_collection": _("when it changes hands"),
    "online": _("online"),
    "testpay": _("test gateway"),
    "gift_card": _("gift card"),
    "store_credit": _("credit"),
    "on_account": _("on account"),
    "till": _("at the till"),
    "exchange": _("with goods that came back"),
}
TENDER: Words = {"cash": _("cash"), "card": _("card"), "transfer": _("bank transfer")}
PAYMENT_STATUS: Words = {
    "started": _("not paid yet"),
    "captured": _("paid"),
    "failed": _("failed"),
    "voided": _("not wanted any more"),
}
_PAYMENT_COLOUR = {"started": "warn", "captured": "good", "failed": "bad", "voided": ""}
REFUND_STATUS: Words = {"requested": _("on its way"), "done": _("given back"), "failed": _("failed")}
CANCEL_REASONS: Words = {
    "customer_asked": _("the customer asked for it"),
    "not_collected": _("never collected"),
    "not_in_stock": _("not in stock after all"),
    "not_paid": _("not paid"),
    "mistake": _("placed by mistake"),
    "placed_twice": _("placed twice"),
    "suspicious": _("suspicious"),
    "other": _("another reason"),
}
CUT_REASONS: Words = {
    "customer_asked": _("the customer asked for it"),
    "not_found": _("not found on the shelf"),
    "damaged": _("damaged"),
    "other": _("another reason"),
}
REFUND_REASONS: Words = {
    "returned": _("goods came back"),
    "damaged": _("damaged or wrong goods"),
    "late": _("too late"),
    "goodwill": _("goodwill"),
    "mistake": _("charged by mistake"),
    "other": _("another reason"),
}
ADJUST_REASONS: Words = {
    "damaged": _("damaged"),
    "lost": _("lost"),
    "found": _("found"),
    "stolen": _("stolen"),
    "expired": _("past its date"),
    "gift": _("given away"),
    "own_use": _("own use"),
    "mistake": _("booked by mistake"),
    "opening": _("opening stock"),
}
MOVED_WHY: Words = {
    **ADJUST_REASONS,
    "sold": _("sold"),
    "counted": _("counted"),
    "set_aside": _("set aside for a till"),
    "given_back": _("given back by a till"),
}
BUCKET: Words = {
    "on_hand": _("shelf"),
    "damaged": _("damaged"),
    "in_transit": _("on the way"),
    "supplier": _("supplier"),
    "customer": _("customer"),
    "shrinkage": _("loss and finds"),
    "variance": _("sold though none was known"),
    "history": _("before Duken"),
}
MOVEMENT: Words = {
    "post": _("moved"),
    "hold": _("promised"),
    "capture": _("handed over"),
    "release": _("promise ended"),
}
WHY: Words = {
    "on_hand": _("On the shelf"),
    "held": _("Promised to orders"),
    "kept_for_others": _("Kept for other channels"),
    "leased": _("Set aside for tills"),
    "safety": _("Safety stock"),
}
PAPER: Words = {
    "receipt": _("goods received"),
    "adjustment": _("correction"),
    "allotment": _("kept for a channel"),
    "stock_transfer": _("transfer"),
    "count": _("count"),
    "return": _("return"),
    "lease": _("set aside for a till"),
}
ALERT: Words = {"unacknowledged": _("nobody has seen it"), "not_ready": _("not ready in time")}
TRANSFER_STATUS: Words = {"dispatched": _("on the way"), "received": _("received")}
COUNT_STATUS: Words = {"open": _("open"), "closed": _("closed"), "abandoned": _("thrown away")}
ROLES: Words = {
    "owner": _("owner"),
    "manager": _("manager"),
    "cashier": _("cashier"),
    "picker": _("picker"),
    "courier": _("courier"),
    "agent": _("agent"),
    "analyst": _("analyst"),
}


_OTHER_ACTS: Words = {"access.sign_in": _("Signed in to the office")}  # in the trail, and no permission
NO_CHANNEL: Words = {"system": _("Duken itself"), "office": _("Back office")}


def word(words: Words, code: str) -> str:
    """The word for a code; a code nobody has named is shown as it is."""
    return str(words.get(code, code.replace("_", " ")))


def scope_word(code: str) -> str:
    """What a scope allows, in a sentence."""
    return gettext(SCOPES[code]) if code in SCOPES else word(_OTHER_ACTS, code)


def scope_words(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Code and sentence of each, those of one part of the shop together."""
    return [(code, scope_word(code)) for code in sorted(codes)]


def order_badge(status: str) -> Badge:
    return Badge(word(ORDER_STATUS, status), _ORDER_COLOUR.get(status, ""))


def payment_badge(status: str) -> Badge:
    return Badge(word(PAYMENT_STATUS, status), _PAYMENT_COLOUR.get(status, ""))


def channel_name(code: str, language: str) -> str:
    """Also of what is no channel of the shop, and yet something comes through it."""
    try:
        return stores.channel(code).called(language)
    except ChannelUnknown:
        return word(NO_CHANNEL, code)


def place_name(location: object, language: str) -> str:
    """A location by id, as people call it."""
    try:
        return stores.location(UUID(str(location))).called(language)
    except (LocationUnknown, ValueError):
        return ""


def bucket_name(code: str, language: str) -> str:
    if is_of_one_till(code):
        return gettext("set aside for a till")
    if code.startswith("kept:"):
        return gettext("kept for %(channel)s") % {"channel": channel_name(code.removeprefix("kept:"), language)}
    return word(BUCKET, code)
