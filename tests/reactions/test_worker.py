"""What keeps the worker working."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from duken.kernel import clock
from duken.reactions import worker


@pytest.mark.parametrize(("jump", "is_seen"), [(86_400, True), (-3600, True), (0, False), (5, False)])
def test_a_clock_that_was_set_is_noticed(monkeypatch: pytest.MonkeyPatch, jump: int, is_seen: bool) -> None:
    monkeypatch.setattr(worker, "LOOK_AT_CLOCK_SECONDS", 0.001)
    now = clock.now

    async def look() -> bool:
        looking = asyncio.create_task(worker.clock_was_set())
        await asyncio.sleep(0.005)
        monkeypatch.setattr(clock, "now", lambda: now() + timedelta(seconds=jump))
        try:
            await asyncio.wait_for(looking, 5 if is_seen else 0.03)
        except TimeoutError:
            return False
        return True

    assert asyncio.run(look()) is is_seen
