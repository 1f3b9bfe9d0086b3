"""Outgoing calls to addresses that other people chose (webhooks, feeds): never into our own network.

What a name stands for is asked when the connection is made, each found address is judged, and the connection goes to
the judged one: a name that answers differently the second time gains nothing. It holds for each redirect as well.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from functools import cache
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpcore
import httpx
from django.conf import settings

from duken.kernel.refusals import Invalid

MOST_BYTES = 64 * 1024  # of an answer; what follows is not read
MOST_ADDRESSES = 3  # of a name that are tried
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind NAT64


class AddressRefused(Invalid):
    """Not an address we call: wrong scheme, a secret inside, or a place in a network that is not public."""

    code = "kernel.address_refused"

    def __init__(self, host: str, problem: str) -> None:
        super().__init__(host=host[:80], problem=problem)


class Unreachable(Exception):
    """Nobody answered, or not in time. `why` is a word for it: what they wrote may name people."""

    @property
    def why(self) -> str:
        return type(self.__cause__).__name__


class Told(NamedTuple):
    status: int
    body: bytes


def check_address(url: str) -> None:
    """For the moment somebody types it: scheme, host, nothing private in plain sight. Raises AddressRefused."""
    try:
        parts = urlsplit(url)
        host, has_port = parts.hostname or "", parts.port != 0
    except ValueError:
        raise AddressRefused(url, "not_an_address") from None
    if not host or not has_port or not url.isprintable() or " " in url:
        raise AddressRefused(url, "not_an_address")
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.ALLOW_PRIVATE_ADDRESSES):
        raise AddressRefused(host, "not_https")
    if parts.username or parts.password:
        raise AddressRefused(host, "password_in_address")
    if not settings.ALLOW_PRIVATE_ADDRESSES and _is_private_in_plain_sight(host):
        raise AddressRefused(host, "not_public")


def _is_private_in_plain_sight(host: str) -> bool:
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return host.rstrip(".").endswith("localhost")


def send(
    method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None, timeout_seconds: float = 10
) -> Told:
    """One call, not following redirects, reading at most MOST_BYTES. Raises AddressRefused, Unreachable.

    `timeout_seconds` is for all of it: whoever sends a byte now and then gets no longer than whoever sends none.
    """
    check_address(url)
    try:
        with client(timeout_seconds=timeout_seconds) as outside:
            return _asked(outside, method, url, body, dict(headers or {}))
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as failed:
        raise Unreachable(str(failed)) from failed


def client(*, timeout_seconds: float = 10, follow_redirects: bool = False) -> httpx.Client:
    """A client that connects to public addresses only. Proxies of the environment are passed by: they judge nothing."""
    return httpx.Client(
        transport=_Guarded(timeout_seconds), timeout=timeout_seconds, follow_redirects=follow_redirects, trust_env=False
    )


def _asked(outside: httpx.Client, method: str, url: str, body: bytes, headers: dict[str, str]) -> Told:
    with outside.stream(method, url, content=body, headers=headers) as response:
        read = b""
        for chunk in response.iter_raw(8192):
            read += chunk
            if len(read) >= MOST_BYTES:
                break
        return Told(response.status_code, read[:MOST_BYTES])


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether anybody on the internet could be there. An IPv4 address inside an IPv6 one is judged as what it is."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _TRANSLATED:
            inside = ipaddress.IPv4Address(address.packed[-4:])
        if inside is not None:
            return is_public(inside)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int, *, timeout_seconds: float = 10) -> list[str]:
    """The addresses of a name, each of them public. Raises AddressRefused."""
    looked_up: Future[list[Any]] = Future()
    Thread(target=_look_up, args=(looked_up, host, port), name="resolve", daemon=True).start()
    try:
        found = looked_up.result(timeout_seconds)
    except TimeoutError:
        raise httpcore.ConnectTimeout(f"no address for {host} in time") from None
    except (OSError, UnicodeError):
        raise httpcore.ConnectError(f"no address for {host}") from None
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not settings.ALLOW_PRIVATE_ADDRESSES and not all(is_public(ipaddress.ip_address(one)) for one in addresses):
        raise AddressRefused(host, "not_public")
    return list(dict.fromkeys(addresses))


def _look_up(told: Future[list[Any]], host: str, port: int) -> None:
    """In a thread of its own: the system's resolver knows no end of its patience."""
    try:
        told.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except Exception as failed:  # whoever waits raises it
        told.set_exception(failed)


class _Judged(httpcore.NetworkBackend):
    """Connects to addresses `resolve` has let through. Certificates are still those of the name.

    The time begins when the name is looked up; all addresses that are tried share it with what follows.
    """

    def __init__(self, timeout_seconds: float) -> None:
        self._plain = httpcore.SyncBackend()
        self._timeout_seconds = timeout_seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        ends_at = time.monotonic() + self._timeout_seconds
        problem: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in resolve(host, port, timeout_seconds=self._timeout_seconds)[:MOST_ADDRESSES]:
            if (left := ends_at - time.monotonic()) <= 0:
                raise httpcore.ConnectTimeout("it took too long in all")
            try:
                patience = left if timeout is None else min(left, timeout)
                reached = self._plain.connect_tcp(address, port, patience, local_address, socket_options)
                return _Hurried(reached, ends_at)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                problem = failed
        raise problem

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise AddressRefused(path, "not_public")


class _Hurried(httpcore.NetworkStream):
    """A connection that is over at a moment, however lively it is."""

    def __init__(self, plain: httpcore.NetworkStream, ends_at: float) -> None:
        self._plain, self._ends_at = plain, ends_at

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._plain.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._plain.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Hurried(self._plain.start_tls(ssl_context, server_hostname, self._left(timeout)), self._ends_at)

    def get_extra_info(self, info: str) -> Any:
        return self._plain.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long in all")
        return left if timeout is None else min(left, timeout)


class _Guarded(httpx.HTTPTransport):
    def __init__(self, timeout_seconds: float) -> None:
        super().__init__(verify=_trusted(), trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=_trusted(), network_backend=_Judged(timeout_seconds))


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities we believe, read once."""
    return httpx.create_ssl_context()
