"""A caller of the API for the canary."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.keys import create_key
from duken.access.scopes import SCOPES
from duken.kernel.actor import system
from tests.channels.api.conftest import Caller


@pytest.fixture
def api(transactional_db: Any) -> Caller:
    return Caller(create_key("tests", scopes=tuple(SCOPES), stores=None, channel="web", by=system("tests")).secret)
