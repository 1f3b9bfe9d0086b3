"""Refusals: what a shop says no to, and why. Named facts; the words are chosen by the channel.

A refusal can be raised (one thing was asked) or returned in a list (many were asked, this one was refused).
Channels map the five kinds once: HTTP status, till beep, chat sentence, tool result.
"""

from __future__ import annotations

from typing import Any, ClassVar


class Refusal(Exception):
    """Something a person may do wrong or may be unlucky with. Anything else is a bug and may crash.

    `kind` is one of invalid, missing, forbidden, conflict, busy; `code` is stable ("inventory.not_enough_stock");
    `facts` are plain values a channel can put into words.
    """

    kind: ClassVar[str]
    code: ClassVar[str]

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.code, facts)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({told})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.facts == self.facts

    def __hash__(self) -> int:
        return hash((self.code, tuple(self.facts)))


class Invalid(Refusal):
    """The request cannot mean anything: 422."""

    kind = "invalid"
    code = "kernel.invalid"


class Missing(Refusal):
    """There is no such thing, or none this actor may see: 404."""

    kind = "missing"
    code = "kernel.missing"


class Forbidden(Refusal):
    """It exists, but this actor may not: 403."""

    kind = "forbidden"
    code = "kernel.forbidden"


class Conflict(Refusal):
    """It could be right, but not in the present state of things: 409."""

    kind = "conflict"
    code = "kernel.conflict"


class Busy(Refusal):
    """Not now; the same request may succeed later: 503."""

    kind = "busy"
    code = "kernel.busy"


class InvalidField(Invalid):
    """One field of the input is wrong: which one, what was wrong with it, what came in."""

    code = "kernel.invalid_field"

    def __init__(self, field: str, problem: str, value: object = None) -> None:
        super().__init__(field=field, problem=problem, value=None if value is None else str(value)[:80])


def every_refusal(root: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """All refusals that exist, for the test that each can be put into words."""
    found = []
    for subclass in root.__subclasses__():
        found.append(subclass)
        found.extend(every_refusal(subclass))
    return found
