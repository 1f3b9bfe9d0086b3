"""The demo asks only for what is right, so a refusal is a fault of ours: say it aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

from duken.kernel.refusals import Refusal

Answer = TypeVar("Answer")


def accepted(answers: Sequence[Answer | Refusal]) -> list[Answer]:
    """All answers, none of them a refusal; else the first refusal is raised."""
    for answer in answers:
        if isinstance(answer, Refusal):
            raise answer
    return cast("list[Answer]", list(answers))
