"""The web as it runs in a shop: two processes on one database, no worker beside (what it does later is not part of an
order)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil

from duken.config import lifeline

PROCESSES = 2
PATIENCE_SECONDS = 180


class Web:
    """A running web; `told` are further settings for its environment."""

    def __init__(self, port: int, environment: dict[str, str], **told: str) -> None:
        self.port = port
        self._lifeline, self._held = os.pipe()  # should the bench be killed, the web ends too
        self._log = Path(environment["DUKEN_HOME"]) / f"web-{port}.log"
        self._process = _start(port, environment | told, self._lifeline, self._log)
        self.roots = [psutil.Process(self._process.pid)]
        self._wait()

    def load(self, kind: str, clients: int, seconds: float, **given: Any) -> dict[str, Any]:
        """Bring load on it from a process of its own; see `bench.load`."""
        asked = {"port": self.port, "kind": kind, "clients": clients, "seconds": seconds, **given}
        command = [sys.executable, "-m", "bench.load"]
        done = subprocess.run(command, input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise RuntimeError(f"{kind} broke off; the web said:\n{self._log.read_text()[-3000:]}")
        told: dict[str, Any] = json.loads(done.stdout)
        if not told["done"]:
            said = self._log.read_text()[-3000:]
            raise RuntimeError(f"{kind}: no good answer, only {told['statuses']}; the web said:\n{said}")
        return told

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(15)
        os.close(self._lifeline)
        os.close(self._held)

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not _answers(self.port):
            if time.monotonic() > until or self._process.poll() is not None:
                self.stop()
                raise RuntimeError(f"the web did not start; it said:\n{self._log.read_text()[-3000:]}")
            time.sleep(0.1)


def _start(port: int, environment: dict[str, str], lifeline_end: int, log: Path) -> subprocess.Popen[bytes]:
    own = environment | {
        "PORT": str(port),
        "DUKEN_HOME": str(Path(environment["DUKEN_HOME"]) / f"web-{port}"),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DUKEN_WEB_WORKERS": str(PROCESSES),
        "DUKEN_API_REQUESTS_PER_SECOND": "0",
        lifeline.NAME: str(lifeline_end),
    }
    Path(own["DUKEN_HOME"]).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "duken.config.serve", "web"]
    with log.open("w") as told:
        return subprocess.Popen(command, env=own, pass_fds=[lifeline_end], stdout=told, stderr=told)  # noqa: S603


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def environment(home: Path, dsn: str) -> dict[str, str]:
    """For every program of the bench that works on one database."""
    unset = {"DUKEN_DEBUG", "NATS_URL", "DUKEN_DEMO"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return kept | {"DUKEN_HOME": str(home), "DATABASE_URL": dsn, "DUKEN_SECRET_KEY": "only for the bench" * 3}
