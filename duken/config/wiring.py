"""Wiring: which implementation stands behind each Protocol. Called once when Django is ready."""

from __future__ import annotations

from django.conf import settings

from duken.conversations.messenger import MESSENGERS
from duken.payments.provider import PROVIDERS
from duken.providers.messaging.mail import MailMessenger, PretendedTextMessenger
from duken.providers.payments.testpay.provider import TestPay


def wire() -> None:
    if settings.TEST_GATEWAY:
        PROVIDERS["online"] = TestPay()
    MESSENGERS.update(email=MailMessenger(), sms=PretendedTextMessenger())
