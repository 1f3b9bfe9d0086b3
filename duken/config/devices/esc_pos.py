"""Reads what a receipt printer is sent (ESC/POS): letters, pictures, codes, the knife, the drawer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_LF = 0x0A


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of ASCII letters."""

    text: str
    is_bold: bool = False
    is_large: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of whole bytes, a bit a dot, 1 is black."""

    bytes_across: int
    rows: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class Code:
    """`kind` qr or bars. `dots`: how wide a module of a QR code is."""

    kind: str
    text: str
    dots: int = 0


@dataclass(frozen=True, slots=True)
class Fed:
    lines: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The knife: what follows is another paper."""


@dataclass(frozen=True, slots=True)
class Kicked:
    """The drawer was opened."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Bytes that no command begins with, or a command that ends too early; nothing after it is read."""

    rest: bytes


Part = Letters | Picture | Code | Fed | Cut | Kicked | Unreadable


class _NotUnderstood(Exception):
    pass


def read_esc_pos(given: bytes) -> list[Part]:
    """Every byte is accounted for: what is not understood ends the list as Unreadable."""
    reader = _Reader(given)
    parts: list[Part] = []
    while reader.at < len(given):
        begun = reader.at
        try:
            part = reader.part()
        except _NotUnderstood:
            return [*parts, Unreadable(given[begun:])]
        if part is not None:
            parts.append(part)
    return parts


class _Reader:
    """Where in the bytes, and how the printer is set up."""

    def __init__(self, given: bytes) -> None:
        self.given = given
        self.at = 0
        self.is_bold = False
        self.is_large = False
        self.stored = ""
        self.dots = 3  # as a printer has it until it is told

    def part(self) -> Part | None:
        """What the next command prints or does; None where it only sets the printer up."""
        if self.given[self.at] == _LF or _is_letter(self.given[self.at]):
            return self._letters()
        command = _COMMANDS.get(self._take(2))
        if command is None:
            raise _NotUnderstood
        return command(self)

    def start(self) -> None:
        self.is_bold = self.is_large = False

    def bold(self) -> None:
        self.is_bold = bool(self._byte() & 1)

    def size(self) -> None:
        self.is_large = bool(self._byte() & 0x0F)

    def skip_one(self) -> None:
        self._byte()

    def feed(self) -> Part:
        return Fed(self._byte())

    def kick(self) -> Part:
        self._take(3)
        return Kicked()

    def cut(self) -> Part:
        if self._byte() >= 65:  # feeds to the knife first, so many dots further
            self._byte()
        return Cut()

    def picture(self) -> Part:
        if self._take(2) != b"0\0":
            raise _NotUnderstood
        across, rows = self._two(), self._two()
        return Picture(across, rows, self._take(across * rows))

    def bars(self) -> Part:
        if self._byte() != 73:
            raise _NotUnderstood
        stored = self._take(self._byte())
        if not stored.startswith(b"{B"):
            raise _NotUnderstood
        return Code("bars", _ascii(stored[2:]).replace("{{", "{"))

    def qr(self) -> Part | None:
        """Functions of GS ( k: 67 sets the size, 80 stores the text, 81 prints it, the others set the rest."""
        if self._byte() != 0x6B:
            raise _NotUnderstood
        told = self._take(self._two())
        if told[:1] != b"1":
            raise _NotUnderstood
        if told[1:2] == b"\x43":
            self.dots = told[-1]
        if told[1:2] == b"\x50":
            self.stored = told[3:].decode(errors="replace")
        return Code("qr", self.stored, self.dots) if told[1:2] == b"\x51" else None

    def _letters(self) -> Part:
        end = self.given.find(_LF, self.at)
        if end < 0:
            raise _NotUnderstood
        line = self._take(end - self.at)
        self.at += 1
        return Letters(_ascii(line), self.is_bold, self.is_large)

    def _take(self, count: int) -> bytes:
        taken = self.given[self.at : self.at + count]
        if len(taken) < count:
            raise _NotUnderstood
        self.at += count
        return taken

    def _byte(self) -> int:
        return self._take(1)[0]

    def _two(self) -> int:
        return int.from_bytes(self._take(2), "little")


_COMMANDS: dict[bytes, Callable[[_Reader], Part | None]] = {
    b"\x1b@": _Reader.start,
    b"\x1bE": _Reader.bold,
    b"\x1d!": _Reader.size,
    b"\x1ba": _Reader.skip_one,  # where on the line
    b"\x1dh": _Reader.skip_one,  # how high bars are
    b"\x1dw": _Reader.skip_one,  # how wide
    b"\x1dH": _Reader.skip_one,  # their letters
    b"\x1bd": _Reader.feed,
    b"\x1bp": _Reader.kick,
    b"\x1dV": _Reader.cut,
    b"\x1dv": _Reader.picture,
    b"\x1dk": _Reader.bars,
    b"\x1d(": _Reader.qr,
}


def _is_letter(byte: int) -> bool:
    return 0x20 <= byte < 0x7F


def _ascii(letters: bytes) -> str:
    if not all(_is_letter(byte) for byte in letters):
        raise _NotUnderstood
    return letters.decode("ascii")
