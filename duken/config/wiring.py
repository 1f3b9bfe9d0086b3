"""Wiring: which implementation stands behind each Protocol. Called once when Django is ready."""

from __future__ import annotations

from django.conf import settings

from duken.payments.provider import PROVIDERS
from duken.providers.payments.testpay.provider import TestPay


def wire() -> None:
    if settings.TEST_GATEWAY:
        PROVIDERS["online"] = TestPay()
