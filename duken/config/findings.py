"""Findings: what `duken doctor` says of one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`state` is good, odd (works, but look) or bad (does not work); `mend` says what to do about it."""

    about: str
    state: str
    what: str
    mend: str = ""


def good(about: str, what: str) -> Finding:
    return Finding(about, "good", what)


def odd(about: str, what: str, mend: str) -> Finding:
    return Finding(about, "odd", what, mend)


def bad(about: str, what: str, mend: str) -> Finding:
    return Finding(about, "bad", what, mend)
