"""A device listens on this machine alone, for its till alone."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from socket import create_server
from threading import Thread

import pytest

from duken.config.devices.bridge import Bridge
from duken.config.devices.server import HOST, Asked, Told, serve_device
from duken.config.faults import Fault

TILL = "https://shop.example"


def echo(asked: Asked) -> Told | None:
    return Told(200, {"got": len(asked.body)}) if asked.path == "/print" else None


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = serve_device(echo, port=0, page="printer.html", till=TILL)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    assert server.server_address[0] == HOST
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def ask(port: int, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection(HOST, port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=b"abc" if method == "POST" else None, headers=named)
    answer = connection.getresponse()
    told = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return told


def test_its_till_may_ask_and_read_the_answer(port: int) -> None:
    status, headers, body = ask(port, "POST", "/print", Origin=TILL)

    assert (status, body) == (200, b'{"got": 3}')
    assert headers["Access-Control-Allow-Origin"] == TILL


def test_a_browser_is_told_beforehand_that_its_till_may_ask(port: int) -> None:
    status, headers, _ = ask(port, "OPTIONS", "/print", Origin=TILL)

    assert status == 204
    assert headers["Access-Control-Allow-Headers"] == "content-type, job"


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_a_foreign_page_is_refused_whatever_it_asks(port: int, method: str) -> None:
    status, headers, _ = ask(port, method, "/print", Origin="https://evil.example")

    assert status == 403
    assert "Access-Control-Allow-Origin" not in headers


def test_a_foreign_name_that_leads_here_is_refused(port: int) -> None:
    assert ask(port, "POST", "/print", Host=f"evil.example:{port}")[0] == 403


def test_its_page_is_shown_and_nothing_beside_its_pages(port: int) -> None:
    status, headers, body = ask(port, "GET", "/")

    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"Receipt printer" in body
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert ask(port, "GET", "/../server.py")[0] == 404
    assert ask(port, "GET", "/nothing.html")[0] == 404


def test_a_paper_beyond_reason_is_refused_unread(port: int) -> None:
    connection = HTTPConnection(HOST, port, timeout=5)
    connection.putrequest("POST", "/print")
    connection.putheader("Content-Length", "99999999")
    connection.endheaders()

    assert connection.getresponse().status == 413
    connection.close()


def test_a_port_that_is_taken_is_a_fault_with_its_mending(port: int) -> None:
    with pytest.raises(Fault, match=f"Port {port} is taken"):
        serve_device(echo, port=port, page="printer.html", till=TILL)


def test_the_bridge_hands_a_paper_on_once() -> None:
    with create_server((HOST, 0)) as printer:
        bridge = Bridge(HOST, printer.getsockname()[1])
        job = Asked("POST", "/print", b"\x1b@Tea\n", {"Job": "j1"})

        printed, repeated = bridge.answer(job), bridge.answer(job)
        taken, _ = printer.accept()
        with taken:
            assert taken.recv(100) == b"\x1b@Tea\n"

    assert printed == Told(200, {"result": "printed"})
    assert repeated == Told(200, {"result": "repeated"})


def test_the_bridge_says_that_the_printer_is_away() -> None:
    with create_server((HOST, 0)) as gone:
        port = gone.getsockname()[1]

    assert Bridge(HOST, port).answer(Asked("POST", "/print", b"x", {"Job": "j"})) == Told(
        503, {"problem": "unreachable"}
    )
