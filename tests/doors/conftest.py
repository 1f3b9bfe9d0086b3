"""The world behind the doors: built once, each call is rolled back, and all of it at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.template.base import Template

from duken.providers.payments.testpay import views
from tests import makers
from tests.doors.world import World


@pytest.fixture(scope="module")
def world(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """What pages look like does not matter here, so none is drawn."""
    patch = pytest.MonkeyPatch()
    patch.setattr(Template, "render", lambda *_: "")
    patch.setattr(settings, "API_REQUESTS_PER_SECOND", 0)
    patch.setattr(views, "call_back", lambda session: None)
    with django_db_blocker.unblock(), transaction.atomic():
        yield World(makers.maker())
        transaction.set_rollback(True)
    patch.undo()
