"""One of the three machines of the guide, as far as one computer can play it.

It has an address of its own on the loopback, so the ports are those of the guide; a folder of its own in place of
/var/lib; and it dies as a machine dies: everything it runs at the same moment, without a word.
"""

from __future__ import annotations

import os
import re
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from duken.config import unprivileged
from tests.machines import engines

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guides" / "three-machines"
NAMES = ("a", "b", "c")


class Machine:
    """`network` is the first three numbers of the addresses, `secret` stands for every password."""

    def __init__(self, name: str, *, network: str, secret: str, folder: Path) -> None:
        self.name, self.network, self.secret = name, network, secret
        self.address = f"{network}.{11 + NAMES.index(name)}"
        self.folder = folder / name
        for made in ("", "lib", "lib/etcd", "lib/postgresql", "lib/duken", "run", "run/postgresql"):
            (self.folder / made).mkdir(mode=0o755)
            unprivileged.give(self.folder / made)
        self.programs: list[subprocess.Popen[bytes]] = []

    def file(self, name: str) -> Path:
        """A file of the guide, as somebody would fill it in on this machine."""
        text = (GUIDE / name).read_text()
        for written, here in self._replacements().items():
            text = text.replace(written, here)
        text = re.sub(r"/usr/lib/postgresql/\d+/bin", str(_postgres_bin()), text)
        path = self.folder / name
        path.write_text(text)
        path.chmod(0o600)
        unprivileged.give(path)
        return path

    def settings(self) -> dict[str, str]:
        """What duken.env says, for a program to be started with."""
        lines = self.file("duken.env").read_text().splitlines()
        pairs = [shlex.split(line)[0].partition("=") for line in lines if line and not line.startswith("#")]
        return {name: value for name, _, value in pairs}

    def start(self, *command: str, environment: Mapping[str, str] | None = None, as_postgres: bool = True) -> None:
        """A program of this machine. Whatever it starts in turn is found by its working folder."""
        lent = unprivileged.run_as() if as_postgres else {}
        log = (self.folder / f"{Path(command[0]).name}.log").open("ab")
        started = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **{**lent, "cwd": self.folder},
            env={**os.environ, "HOME": str(self.folder), **(environment or {})},
        )
        self.programs.append(started)

    def run(self, *command: str, environment: Mapping[str, str] | None = None) -> str:
        """A program that ends by itself; what it said. Fails with what it complained of."""
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            **{**unprivileged.run_as(), "cwd": self.folder},
            env={**os.environ, **(environment or {})},
        )
        assert done.returncode == 0, f"{command[0]}: {done.stderr or done.stdout}"
        return done.stdout

    def start_nats(self) -> None:
        self.start(engines.program("nats-server"), "-c", str(self.file("nats.conf")))

    def start_etcd(self) -> None:
        self.start(engines.program("etcd"), "--config-file", str(self.file("etcd.yml")))

    def start_patroni(self) -> None:
        self.start(engines.program("patroni"), str(self.file("patroni.yml")))

    def start_duken(self, process: str, environment: Mapping[str, str]) -> None:
        """`web`, `work` or `live`."""
        self.start(sys.executable, "-m", "duken.config.serve", process, environment=environment, as_postgres=False)

    def kill(self) -> None:
        """The plug is pulled: SIGKILL to all at once, PostgreSQL's own children too."""
        for process in list(self.processes()):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        for program in self.programs:
            program.wait(20)
        self.programs.clear()

    def processes(self) -> Iterator[psutil.Process]:
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                if Path(process.cwd()).is_relative_to(self.folder):
                    yield process

    def _replacements(self) -> dict[str, str]:
        return {
            "__NAME__": self.name,
            "__ADDRESS__": self.address,
            "__PASSWORD__": self.secret,
            "__SECRET__": self.secret * 2,
            "10.0.0.0/24": "127.0.0.0/8",  # on the loopback everybody calls from 127.0.0.1
            "10.0.0.": f"{self.network}.",
            "/var/": f"{self.folder}/",
            "/srv/": f"{self.folder.parent}/",
        }


def _postgres_bin() -> Path:
    return engines.postgres_bin() if engines._found("postgres") else Path("/nowhere")


@contextmanager
def three_machines() -> Iterator[list[Machine]]:
    """Nothing runs on them yet; afterwards nothing does any more."""
    folder = Path(tempfile.mkdtemp(prefix="duken-machines-"))
    folder.chmod(0o755)
    network = f"127.{secrets.randbelow(200) + 20}.{secrets.randbelow(250)}"
    secret = secrets.token_hex(16)
    machines = [Machine(name, network=network, secret=secret, folder=folder) for name in NAMES]
    try:
        yield machines
    finally:
        for machine in machines:
            machine.kill()
        if not os.environ.get("DUKEN_KEEP_MACHINES"):
            shutil.rmtree(folder, ignore_errors=True)


def wait_until(is_so: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Seconds it took. Fails, naming `what` did not come."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"{what}: not within {seconds:.0f} s"
        time.sleep(0.1)
    return time.monotonic() - began


def listens(address: str, port: int) -> bool:
    with socket.socket() as tried:
        tried.settimeout(1)
        return tried.connect_ex((address, port)) == 0
