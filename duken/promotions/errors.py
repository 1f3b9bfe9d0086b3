"""What promotions refuse."""

from __future__ import annotations

from duken.kernel.refusals import Invalid


class BadRule(Invalid):
    """The rule cannot be understood: where, and what is wrong there."""

    code = "promotions.bad_rule"

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(where=where[:200], problem=problem[:200])
