"""States: literal tables of legal moves, and the one guarded UPDATE that makes a move."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from django.db.models import Model

from duken.kernel.refusals import Conflict

Moves = Mapping[str, Set[str]]


class IllegalMove(Conflict):
    code = "kernel.illegal_move"

    def __init__(self, noun: str, now: str, wanted: str) -> None:
        super().__init__(noun=noun, now=now, wanted=wanted)


def sources(moves: Moves, to: str) -> list[str]:
    """The states from which `to` may be reached in one move."""
    return [state for state, targets in moves.items() if to in targets]


def move(model: type[Model], pk: Any, to: str, moves: Moves, *, noun: str, **columns: Any) -> None:
    """Move one row to `to`, testing and taking in one statement; raises IllegalMove and changes nothing.

    `columns` are written in the same statement (who, when, why).
    """
    rows = model._default_manager.filter(pk=pk, status__in=sources(moves, to))
    if rows.update(status=to, **columns):
        return
    status = model._default_manager.filter(pk=pk).values_list("status", flat=True).first()
    raise IllegalMove(noun, str(status), to)
