"""Tests of stores: makers of places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from duken.stores import reads
from tests.makers.stores import StoreMakers


@pytest.fixture
def make(db: None) -> Iterator[StoreMakers]:
    reads.forget()
    yield StoreMakers()
    reads.forget()
