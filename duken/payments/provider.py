"""Provider: what we need from whoever moves money for us. Implementations live in duken/providers/payments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from duken.kernel.money import Money
from duken.payments.errors import MethodUnknown


@dataclass(frozen=True, slots=True)
class Started:
    """The provider knows about the payment; the shopper goes to `redirect_url`."""

    reference: str
    redirect_url: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a provider says happened. `outcome` is captured, failed or pending; `amount` what it says it moved."""

    payment_id: UUID
    reference: str
    outcome: str
    amount: Money
    reason: str = ""


class Provider(Protocol):
    """One payment provider. Nothing here may be called inside an open transaction.

    `origins` are the places `redirect_url` may lead to ("https://pay.example"): the shop's pages send a form there,
    and to nobody else.
    """

    code: str
    origins: Sequence[str]

    def start(self, payment_id: UUID, *, amount: Money, title: str, return_url: str, webhook_url: str) -> Started:
        """Announce a payment. Repeating with the same id answers the same. Raises ProviderUnreachable."""

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Check the signature of a webhook and read it. Raises ForgedNotice, Invalid."""

    def ask(self, payment_id: UUID, reference: str) -> Notice:
        """What became of a payment: for the shopper's return and for lost webhooks. Raises ProviderUnreachable."""

    def refund(self, reference: str, *, amount: Money, key: str) -> str:
        """Give money back; answers the provider's id of the refund. Repeating the key moves nothing more."""


PROVIDERS: dict[str, Provider] = {}  # filled once by config/wiring.py: method -> provider
COUNTER_METHODS = ("on_collection",)  # paid when the goods change hands, to a person of ours: in a shop or at the door
GIFT_CARD, STORE_CREDIT, ON_ACCOUNT = "gift_card", "store_credit", "on_account"
OWN_METHODS = (GIFT_CARD, STORE_CREDIT, ON_ACCOUNT)  # what the buyer has with us pays, held with the order itself
TILL, EXCHANGE = "till", "exchange"  # taken at a till with the sale itself; or goods came back on the same receipt
TILL_METHODS = (TILL, EXCHANGE)
TENDERS = ("cash", "card", "transfer")


def provider_for(method: str) -> Provider | None:
    """The provider of an online method, None for money taken at a counter or lying with us. Raises MethodUnknown."""
    if method in (*COUNTER_METHODS, *OWN_METHODS, *TILL_METHODS):
        return None
    if method not in PROVIDERS:
        raise MethodUnknown(method)
    return PROVIDERS[method]


def payment_origins() -> list[str]:
    """Where the pages of all wired providers are."""
    return sorted({origin for provider in PROVIDERS.values() for origin in provider.origins})


def methods() -> list[str]:
    """Every way to pay that is wired now."""
    return [*COUNTER_METHODS, *PROVIDERS]
