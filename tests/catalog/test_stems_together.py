"""Many search at once: a word's stem does not depend on who else is asking."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from duken.catalog.search import stems

WORDS = [f"качествени{number}производима" for number in range(40)]


@pytest.fixture
def _threads_change_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_threads_change_often")
def test_words_of_several_threads_do_not_mix() -> None:
    stem = stems.serbian.__wrapped__  # past what is remembered
    alone = [stem(word) for word in WORDS]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda _: [stem(word) for word in WORDS], range(4)))

    assert together == [alone] * 4
