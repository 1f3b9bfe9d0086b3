"""The world behind the doors: built once, each call is rolled back, and all of it at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.template.base import Template

from duken.channels.pos import built
from duken.providers.payments.testpay import views
from tests import makers
from tests.doors.world import World


@pytest.fixture(scope="module")
def world(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """What pages look like does not matter here, so none is drawn; nor whether the till's app was built."""
    patch = pytest.MonkeyPatch()
    patch.setattr(built, "BUILT", tmp_path_factory.mktemp("till"))
    for name in (built.SHELL, "worker.js"):
        (built.BUILT / name).touch()
    patch.setattr(Template, "render", lambda *_: "")
    patch.setattr(settings, "API_REQUESTS_PER_SECOND", 0)
    patch.setattr(views, "call_back", lambda session: None)
    with django_db_blocker.unblock(), transaction.atomic():
        yield World(makers.maker())
        transaction.set_rollback(True)
    patch.undo()
