"""The test gateway as a payments Provider."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from secrets import token_bytes
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from duken.kernel import clock, secrets
from duken.kernel.money import Money
from duken.payments.errors import ForgedNotice, PaymentMissing, RefundTooLarge
from duken.payments.provider import Notice, Started
from duken.providers.payments.testpay.models import GivenBack, Session


class TestPay:
    """Approves or declines as the person on its page says. Signs its webhooks (Standard Webhooks 1.0)."""

    code = "testpay"
    origins: Sequence[str] = ()  # its page is one of ours

    def start(self, payment_id: UUID, *, amount: Money, title: str, return_url: str, webhook_url: str) -> Started:
        session, _ = Session.objects.get_or_create(
            merchant_reference=payment_id,
            defaults={
                "title": title[:200],
                "currency": amount.currency,
                "amount_minor": amount.minor,
                "return_url": return_url,
                "webhook_url": webhook_url,
                "created_at": clock.now(),
            },
        )
        return Started(str(session.pk), settings.PUBLIC_URL + reverse("testpay:page", args=[session.pk]))

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice:
        try:
            signer().verify(body, {name.lower(): value for name, value in headers.items()})
            told = orjson.loads(body)
            amount = Money(int(told["amount_minor"]), str(told["currency"]))
            return Notice(UUID(told["merchant_reference"]), str(told["reference"]), str(told["outcome"]), amount)
        except (WebhookVerificationError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            raise ForgedNotice from None

    def ask(self, payment_id: UUID, reference: str) -> Notice:
        session = Session.objects.filter(merchant_reference=payment_id).first()
        if session is None:
            raise PaymentMissing
        return Notice(payment_id, str(session.pk), session.outcome, Money(session.amount_minor, session.currency))

    def refund(self, reference: str, *, amount: Money, key: str) -> str:
        with transaction.atomic():
            session = Session.objects.select_for_update().filter(pk=UUID(reference), outcome="captured").first()
            if session is None:
                raise PaymentMissing
            if GivenBack.objects.filter(key=key).exists():
                return key
            if session.refunded_minor + amount.minor > session.amount_minor:
                raise RefundTooLarge(session.merchant_reference, amount.minor)
            GivenBack.objects.create(key=key, session=session, amount_minor=amount.minor)
            Session.objects.filter(pk=session.pk).update(refunded_minor=F("refunded_minor") + amount.minor)
        return key


def signer() -> Webhook:
    """The secret that gateway and shop share: made once, kept sealed."""
    return Webhook(secrets.kept("provider:testpay", _new_secret))


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(token_bytes(32)).decode()
