"""The table of all reactions: which function is called when an event of a kind has happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duken.kernel.actor import Actor
from duken.kernel.events import Event, Recorded

ForEach = Callable[[Recorded, Actor], None]
ForAll = Callable[[Sequence[Recorded], Actor], None]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What is done about an event. `asks_outside`: it calls across a network, so no transaction is open around it.

    `for_all`, where there is one, does the same for many events in one transaction; it must do all or fail.
    """

    name: str
    for_each: ForEach
    for_all: ForAll | None = None
    asks_outside: bool = False
    is_urgent: bool = False


Reactions = Mapping[type[Event], Sequence[Reaction]]


def reaction(function: ForEach) -> Reaction:
    """A reaction that works in one transaction with the mark that it was applied."""
    return Reaction(_name(function), function)


def outside(function: ForEach) -> Reaction:
    """A reaction that asks somebody across the network: repeated until it succeeds, so it must be safe to repeat."""
    return Reaction(_name(function), function, asks_outside=True)


def plural(function: ForAll) -> Reaction:
    """A reaction that takes many events in one transaction."""
    return Reaction(_name(function), lambda event, by: function([event], by), for_all=function)


def urgent(function: ForAll) -> Reaction:
    """A reaction on the way of an order to its shop: many events in one transaction, delivered by the relay itself."""
    return Reaction(_name(function), lambda event, by: function([event], by), for_all=function, is_urgent=True)


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__.rsplit('.', 1)[-1]}.{function.__name__}"


class Table:
    """All reactions by name, and the routes of the relay. To `others` somebody else says which events go."""

    def __init__(self, *parts: Reactions, others: Sequence[Reaction] = ()) -> None:
        self.by_name: dict[str, Reaction] = {each.name: each for each in others}
        self.routes: dict[str, list[str]] = {}
        for part in parts:
            for event, reactions in part.items():
                for each in reactions:
                    self.by_name[each.name] = each
                    self.routes.setdefault(event.name(), []).append(each.name)
        self.urgent = frozenset(name for name, each in self.by_name.items() if each.is_urgent)
        self.quick = frozenset(name for name, each in self.by_name.items() if not each.asks_outside)
