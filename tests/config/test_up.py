"""`duken up` on an empty folder: opens, and leaves nothing behind however it is ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.cluster import new_home
from tests.config.person import environment
from tests.ports import free_port


class Shop:
    """One `duken up` in a home of its own, as somebody at a terminal runs it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port(in_a_row=2)

    def open(self) -> subprocess.Popen[bytes]:
        program = subprocess.Popen(
            [sys.executable, "-m", "duken.config.cli", "up"],
            env=environment(self.home, PORT=str(self.port)),
            cwd="/",
            start_new_session=True,
        )
        until = time.monotonic() + 180
        while not self.is_healthy():
            assert program.poll() is None, "duken up ended"
            assert time.monotonic() < until, "duken up did not open"
            time.sleep(0.1)
        return program

    def is_healthy(self) -> bool:
        try:
            return bool(urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2).status == 200)
        except OSError:
            return False

    def shows(self, path: str) -> bool:
        return bool(urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30).status == 200)

    def processes(self) -> list[str]:
        """Whatever still runs for this home: ours by their environment, PostgreSQL by its folder."""
        return [
            " ".join(process.info["cmdline"]) for process in psutil.process_iter(["cmdline"]) if self._owns(process)
        ]

    def _owns(self, process: psutil.Process) -> bool:
        try:
            if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
                return False
            return process.environ().get("DUKEN_HOME") == str(self.home) or str(self.home) in " ".join(
                process.cmdline()
            )
        except psutil.Error:
            return False

    def kill(self) -> None:
        for process in filter(self._owns, psutil.process_iter(["cmdline"])):
            process.kill()

    def is_gone_within(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while self.processes():
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    made = Shop(new_home())
    yield made
    left = made.processes()
    made.kill()
    assert left == []


def test_a_new_shop_opens_and_ctrl_c_stops_everything_in_a_few_seconds(shop: Shop) -> None:
    program = shop.open()
    assert len(shop.processes()) > 3
    assert shop.shows("/")

    program.send_signal(signal.SIGINT)

    assert program.wait(15) == 0
    assert shop.processes() == []


def test_killing_it_outright_leaves_no_orphans_and_it_opens_again(shop: Shop) -> None:
    program = shop.open()

    program.kill()
    program.wait()

    assert shop.is_gone_within(15), shop.processes()
    again = shop.open()  # the web loads while PostgreSQL recovers
    assert shop.shows("/")
    again.send_signal(signal.SIGINT)
    assert again.wait(15) == 0


def test_a_second_one_says_that_the_port_is_taken(shop: Shop) -> None:
    with socket.create_server(("127.0.0.1", shop.port)):
        said = subprocess.run(
            [sys.executable, "-m", "duken.config.cli", "up"],
            env=environment(shop.home, PORT=str(shop.port)),
            capture_output=True,
            text=True,
            check=False,
        )

    assert said.returncode == 1
    assert f"Port {shop.port} is taken" in said.stderr
    assert "PORT=" in said.stderr
