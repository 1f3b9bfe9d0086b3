"""A shop to do harm to: a real `duken up` with its own home, PostgreSQL and ports. Prepared by the makers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg

from duken.config import home as homes
from duken.config.cluster import Cluster
from tests.config.person import environment
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
OPENS_WITHIN_SECONDS = 60.0


class Shop:
    """`skus` are on the shelf, `stock` units each; `secret` is a key that may place orders.

    What its processes say lies `beside` its home: that may be a disk that is going to be full.
    """

    def __init__(self, home: Path, *, beside: Path | None = None, **more: str) -> None:
        self.home = home
        self.beside = beside or home
        self.port = free_port(in_a_row=2)
        self.address = f"http://127.0.0.1:{self.port}"
        self.cluster = Cluster(home)
        self.environment = environment(home, **_QUIET, PORT=str(self.port), **more)
        self.environment["PYTHONPATH"] = os.pathsep.join(filter(None, [more.get("PYTHONPATH"), str(ROOT)]))
        self.program: subprocess.Popen[bytes] | None = None
        self.said = (self.beside / "said.log").open("ab")
        self.skus: list[str] = []
        self.stock = 0
        self.secret = ""

    def prepare(self) -> None:
        """Tables, a shop, articles, a key: what tests/chaos/stocked.py writes."""
        told = json.loads(self.run("-m", "tests.chaos.stocked").stdout)
        self.skus, self.stock, self.secret = told["skus"], told["stock"], told["secret"]

    def open(self) -> float:
        """`duken up`; answers after how many seconds it serves."""
        began = time.monotonic()
        command = [sys.executable, "-m", "duken.config.cli", "up"]
        self.program = subprocess.Popen(
            command, env=self.environment, cwd="/", start_new_session=True, stdout=self.said, stderr=self.said
        )
        try:
            wait_for(self.is_healthy, OPENS_WITHIN_SECONDS, "duken up did not open")
        except AssertionError:
            raise AssertionError(f"duken up did not open:\n{self.said_last()}") from None
        return time.monotonic() - began

    def said_last(self) -> str:
        """The end of what its processes wrote."""
        return (self.beside / "said.log").read_text(errors="replace")[-4000:]

    def close(self) -> None:
        if self.program is not None:
            self.program.send_signal(signal.SIGINT)
            self.program.wait(30)
            self.program = None

    def is_healthy(self, port: int | None = None) -> bool:
        address = f"http://127.0.0.1:{port or self.port}/readyz"
        try:
            return bool(urllib.request.urlopen(address, timeout=2).status == 200)
        except OSError:
            return False

    def process(self, name: str) -> psutil.Process:
        """`web`, `work` or `live`: the one that serves now, waited for if it is only being started."""
        wait_for(lambda: self._running(name), 30, f"there is no {name}")
        return self._running(name)[0]

    def _running(self, name: str) -> list[psutil.Process]:
        """The process of that name; the children it keeps are called the same."""
        found = [one for one in self.processes() if one.cmdline()[-2:] == ["duken.config.serve", name]]
        return [one for one in found if one.ppid() not in {other.pid for other in found}]

    def web_worker(self) -> psutil.Process:
        """One of the processes the web server keeps."""
        return self.process("web").children()[0]

    def kill_everything(self) -> None:
        """As if the machine had lost its power."""
        postmaster = self.cluster.process()
        for process in [*self.processes(), *([postmaster] if postmaster else [])]:
            for one in [process, *_children(process)]:
                kill(one)
        assert self.program is not None
        self.program.wait()
        wait_for(lambda: not self.processes(), 15, "somebody survived")

    def asked(self, question: str, *facts: Any) -> list[tuple[Any, ...]]:
        """The database's own word, over a connection of its own."""
        with self.connected() as connection:
            return connection.execute(question.encode(), facts).fetchall()

    def connected(self) -> psycopg.Connection[Any]:
        return psycopg.connect(homes.embedded_dsn(self.home), autocommit=True)

    def verify(self) -> tuple[bool, str]:
        """`duken verify`: whether everything holds, and what does not."""
        told = json.loads(self.run("-m", "duken.config.cli", "verify", "--json", check=False).stdout)
        broken = [f"{check['claim']}: {check['breaches'][:3]}" for check in told["checks"] if check["breaches"]]
        return told["ok"], "; ".join(broken)

    def throw_away(self) -> None:
        for process in self.processes():
            kill(process)
        self.cluster.stop()
        self.said.close()

    def processes(self) -> list[psutil.Process]:
        return list(_of_home(self.home))

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=self.said,
            text=True,
            check=False,
            timeout=300,
        )
        assert not check or done.returncode == 0, self.said_last()
        return done


def kill(process: psutil.Process) -> None:
    """kill -9. Who is gone already is as dead as we want."""
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return


def wait_for(claim: Callable[[], object], seconds: float, otherwise: str, every: float = 0.05) -> float:
    """Wait until it is so; answers the seconds it took."""
    began = time.monotonic()
    while not claim():
        assert time.monotonic() - began < seconds, otherwise
        time.sleep(every)
    return time.monotonic() - began


def _of_home(home: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            is_ours = process.pid != os.getpid() and process.environ().get("DUKEN_HOME") == str(home)
            if is_ours and process.status() != psutil.STATUS_ZOMBIE and "postgres" not in process.name():
                yield process
        except psutil.Error:
            continue


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


_QUIET = {
    "DUKEN_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "DUKEN_TEST_GATEWAY": "1",
    "DUKEN_API_REQUESTS_PER_SECOND": "0",
    "DUKEN_WEB_WORKERS": "2",
    "DUKEN_STOP_WITH_PARENT": "1",  # a run that is killed leaves no shop behind
}
