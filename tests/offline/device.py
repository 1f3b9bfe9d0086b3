"""A tablet: Chromium with a profile on the disk, killed at any moment and opened again."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from tests.journeys.conftest import ARGUMENTS, CHROMIUM

TABLET = {"width": 1180, "height": 820}


class Device:
    """`device.page` is the till's tab. Nothing is in it that is not on the disk after a `kill`."""

    def __init__(self, driver: Any, profile: Path, address: str) -> None:
        self.driver, self.profile, self.address = driver, profile, address
        self.context: Any = None
        self.page: Any = None

    def open(self) -> None:
        """Starts the browser and opens the till in it, network or not."""
        for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
            with suppress(FileNotFoundError):
                (self.profile / name).unlink()
        self.context = self.driver.chromium.launch_persistent_context(
            str(self.profile), executable_path=CHROMIUM, args=ARGUMENTS, viewport=TABLET, locale="en-GB"
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.goto(f"{self.address}/till/")

    def kill(self) -> None:
        """kill -9 of the browser and everything it has started. May be called from another thread."""
        for process in self._processes():
            with suppress(ProcessLookupError, psutil.Error):
                os.kill(process.pid, signal.SIGKILL)

    def bury(self) -> None:
        """What is left of a browser that was killed."""
        with suppress(Exception):  # the driver says in many ways that there is none any more
            self.context.close()
        self.kill()
        self.context = self.page = None

    def close(self) -> None:
        if self.context is not None:
            self.context.close()

    def throw_away(self) -> None:
        self.bury()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _processes(self) -> Iterator[psutil.Process]:
        for process in psutil.process_iter(["cmdline"]):
            with suppress(psutil.Error):
                if f"--user-data-dir={self.profile}" in (process.info["cmdline"] or []):
                    yield process
