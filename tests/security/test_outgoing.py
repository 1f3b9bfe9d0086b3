"""Addresses that people type never lead into our own network: not plainly, not by a name, not by a redirect."""

from __future__ import annotations

import ast
import ipaddress
import socket
import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpcore
import pytest

from duken.kernel import outgoing
from duken.kernel.outgoing import AddressRefused

PACKAGE = Path(outgoing.__file__).resolve().parents[1]
# Who may open a connection by itself, and why it is not to an address somebody typed.
OWN_ADDRESSES = {
    "kernel/outgoing.py": "the guard itself",
    "config/start_up.py": "asks our own web process whether it answers",
    "providers/payments/testpay/views.py": "tells our own shop what became of a payment",
}


@pytest.mark.parametrize(
    "url",
    [
        "http://partner.example/hook",
        "ftp://partner.example/",
        "file:///etc/passwd",
        "https://user:secret@partner.example/",
        "https://",
        "https://partner.example:0/",
        "https://partner.example:99999/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://shop.localhost./",
        "https://[::1]/",
        "https://10.1.2.3/",
        "https://192.168.0.10/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fd00:ec2::254]/",
        "https://[fe80::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://100.64.0.1/",
        "https://partner.example/a b",
        "https://partner.example/\r\nHost: x",
    ],
)
def test_an_address_that_is_not_public_is_refused_when_it_is_typed(url: str) -> None:
    with pytest.raises(AddressRefused):
        outgoing.check_address(url)


def test_a_public_one_is_taken_as_it_is() -> None:
    outgoing.check_address("https://partner.example/hook?shop=1")
    outgoing.check_address("https://203.0.114.7:8443/")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
     "fec0::1", "fc00::1", "224.0.0.1", "255.255.255.255", "0.0.0.0", "::"],
)  # fmt: skip
def test_these_are_not_public(address: str) -> None:
    assert not outgoing.is_public(ipaddress.ip_address(address))


def test_these_are() -> None:
    assert all(outgoing.is_public(ipaddress.ip_address(one)) for one in ("1.1.1.1", "2606:4700::1111"))


def _answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """The name service answers these, one after another; tells where connections went."""
    told, reached = iter(addresses), []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, **_: [(0, 0, 0, "", (next(told), port))])

    def connect(self: Any, host: str, port: int, *_: Any) -> Any:
        reached.append(host)
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return reached


def test_a_name_that_stands_for_a_private_address_is_refused_at_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    reached = _answers(monkeypatch, "169.254.169.254")

    with pytest.raises(AddressRefused) as refused:
        outgoing.send("POST", "https://partner.example/hook", body=b"{}")

    assert refused.value.facts == {"host": "partner.example", "problem": "not_public"}
    assert reached == []


def test_a_name_is_asked_once_and_the_judged_address_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers something public first and something private then gains nothing."""
    reached = _answers(monkeypatch, "1.1.1.1", "127.0.0.1")

    with pytest.raises(Exception, match="nobody there"):
        outgoing.send("POST", "https://partner.example/hook", body=b"{}")

    assert reached == ["1.1.1.1"]


def test_each_redirect_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard sits where connections are made: whoever follows redirects meets it at each of them."""
    _answers(monkeypatch, "10.0.0.1")

    with outgoing.client(follow_redirects=True) as client, pytest.raises(AddressRefused):
        client.get("https://redirected.example/")


def test_all_addresses_of_a_name_share_one_patience_and_three_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    name_service = [(0, 0, 0, "", (f"1.1.1.{last}", 443)) for last in range(1, 31)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: name_service)

    def connect(self: Any, host: str, port: int, patience: float, *_: Any) -> Any:
        given.append(patience)
        time.sleep(0.02)
        raise httpcore.ConnectTimeout("nobody there")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(outgoing.Unreachable):
        outgoing.send("POST", "https://partner.example/hook", timeout_seconds=5)

    assert len(given) == 3
    assert given[0] <= 5
    assert all(later <= before - 0.02 for before, later in pairwise(given))


def test_a_name_service_that_does_not_answer_is_not_waited_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers.wait(5) and [])
    began = time.monotonic()

    with pytest.raises(outgoing.Unreachable) as failed:
        outgoing.send("POST", "https://partner.example/hook", timeout_seconds=0.05)

    assert (failed.value.why, time.monotonic() - began < 2) == ("ConnectTimeout", True)
    answers.set()


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    reached = _answers(monkeypatch, "1.1.1.1")

    with pytest.raises(Exception, match="nobody there"):
        outgoing.send("GET", "https://partner.example/")

    assert reached == ["1.1.1.1"]


def test_on_a_laptop_private_addresses_can_be_allowed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    reached = _answers(monkeypatch, "127.0.0.1")

    with pytest.raises(Exception, match="nobody there"):
        outgoing.send("POST", "http://localhost:9000/hook")

    assert reached == ["127.0.0.1"]


def test_nobody_else_opens_connections() -> None:
    libraries = {"httpx", "httpcore", "requests", "aiohttp", "http.client", "urllib.request", "urllib3"}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Import) and any(one.name in libraries for one in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module in libraries)
    }

    assert found <= OWN_ADDRESSES.keys(), "call outwards through duken.kernel.outgoing, or say here whose address it is"
