"""The stand-in printer reads what a till sends, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duken.config.devices.esc_pos import Code, Cut, Fed, Kicked, Letters, Picture, Unreadable, read_esc_pos

PRINTED = json.loads((Path(__file__).parents[2] / "vectors/till/printed.json").read_text())
END = [Fed(4), Cut()]


def sent(name: str) -> bytes:
    return bytes.fromhex(PRINTED[name])


def test_letters_are_read_as_they_were_set() -> None:
    assert read_esc_pos(sent("letters as letters")) == [
        Letters("      Shop", is_bold=True, is_large=True),
        Letters("Tea         4.99"),
        Letters("----------------"),
        Letters("Thank you"),
        *END,
    ]


def test_codes_are_read_with_what_they_say() -> None:
    assert read_esc_pos(sent("codes in between")) == [
        Code("qr", "https://shop.example/r/1", dots=5),
        Code("bars", "T1-42"),
        Letters("     T1-42"),
        *END,
    ]


def test_a_picture_is_read_dot_by_dot() -> None:
    assert read_esc_pos(sent("letters no code page has, drawn")) == [Picture(1, 2, b"\x00\x01"), *END]


def test_the_drawer_is_heard() -> None:
    assert read_esc_pos(sent("the drawer")) == [Kicked()]


@pytest.mark.parametrize(
    "rest",
    [b"\x1c\x01", b"\x1b", b"\x1dv0\x00\xff\x00\xff\x00\x00", b"\x1dk\x49\x05abcde", b"\x1d(L\x00\x00", b"no end"],
)
def test_what_is_not_understood_is_told_and_not_guessed(rest: bytes) -> None:
    assert read_esc_pos(b"Tea\n" + rest) == [Letters("Tea"), Unreadable(rest)]


def test_no_cut_of_a_paper_makes_it_crash() -> None:
    whole = sent("codes in between") + sent("letters as letters")

    for end in range(len(whole)):
        parts = read_esc_pos(whole[:end])
        assert all(not isinstance(part, Unreadable) for part in parts[:-1])
