"""Envelope: what is inside can be neither read nor changed without the key. A stream of chunks, each authenticated.

AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015): the nonce of a chunk holds its
number and whether it is the last, so chunks cannot be swapped, dropped or cut off. The key comes from the passphrase
by scrypt with a salt of the file's own, so no nonce is ever used twice with one key.
"""

from __future__ import annotations

import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from duken.config.faults import Fault

MAGIC = b"DUKEN SEALED 1\n"
CHUNK = 1024 * 1024
_SALT, _PREFIX, _TAG = 16, 7, 16
_HEADER = len(MAGIC) + _SALT + _PREFIX
SHORTEST_KEY = 12
WORK = 2**15  # of scrypt: a third of a second and 32 MB for each guess


class WrongKey(Fault):
    def __init__(self) -> None:
        super().__init__(
            "This key does not open the backup.", mend="Give the key it was made with: --key-file or --passphrase."
        )


class Damaged(Fault):
    def __init__(self, how: str) -> None:
        super().__init__(f"The backup is damaged: {how}.", mend="Use an earlier one; nothing has been changed.")


class Seal:
    """A file to write into; `close` writes the last chunk, without which the file cannot be opened."""

    def __init__(self, sink: BinaryIO, key: bytes) -> None:
        self._sink = sink
        self._header = MAGIC + os.urandom(_SALT + _PREFIX)
        self._cipher = _cipher(key, self._header)
        self._waiting = bytearray()
        self._number = 0
        sink.write(self._header)

    def write(self, given: bytes) -> int:
        self._waiting += given
        while len(self._waiting) > CHUNK:  # what is left over may be the last: it is kept until more comes
            self._write(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(given)

    def flush(self) -> None:
        self._sink.flush()

    def close(self) -> None:
        self._write(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _write(self, chunk: bytes, *, is_last: bool) -> None:
        self._sink.write(self._cipher.encrypt(_nonce(self._header, self._number, is_last), chunk, self._header))
        self._number += 1


class Opened:
    """A file to read from. Raises WrongKey at the first chunk, Damaged at any later one; gives out nothing unproven."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        self._source = source
        self._header = source.read(_HEADER)
        if len(self._header) < _HEADER or not self._header.startswith(MAGIC):
            raise Damaged("it is cut off")
        self._cipher = _cipher(key, self._header)
        self._number = 0
        self._next = source.read(CHUNK + _TAG)
        self._plain = bytearray()

    def read(self, size: int = -1) -> bytes:
        while self._next and (size < 0 or len(self._plain) < size):
            self._open_one()
        given = bytes(self._plain if size < 0 else self._plain[:size])
        del self._plain[: len(given)]
        return given

    def _open_one(self) -> None:
        chunk, self._next = self._next, self._source.read(CHUNK + _TAG)
        nonce = _nonce(self._header, self._number, not self._next)
        try:
            self._plain += self._cipher.decrypt(nonce, chunk, self._header)
        except InvalidTag:
            raise (Damaged("a part was changed or cut off") if self._number else WrongKey()) from None
        self._number += 1


def is_sealed(beginning: bytes) -> bool:
    return beginning.startswith(MAGIC)


def usable_key(given: bytes) -> bytes:
    """The passphrase without the line end an editor adds. Raises Fault when it is too short to be one."""
    key = given.strip()
    if len(key) < SHORTEST_KEY:
        raise Fault(f"The key is shorter than {SHORTEST_KEY} characters.", mend="openssl rand -base64 32 > backup.key")
    return key


def _cipher(key: bytes, header: bytes) -> AESGCM:
    salt = header[len(MAGIC) : len(MAGIC) + _SALT]
    return AESGCM(Scrypt(salt=salt, length=32, n=WORK, r=8, p=3).derive(key))


def _nonce(header: bytes, number: int, is_last: bool) -> bytes:
    return header[-_PREFIX:] + number.to_bytes(4, "big") + bytes([is_last])
