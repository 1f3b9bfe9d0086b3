"""The smallest JSON that still shows what a large one shows: parts are left out and numbers halved while it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

Json = dict[str, Any]
Path = tuple[str | int, ...]


def smallest(shown: Json, shows: Callable[[Json], bool]) -> Json:
    """Tries every part until nothing can go; `shows` is asked a thousand times and more."""
    smaller = next((tried for tried in _smaller(shown) if shows(tried)), None)
    return shown if smaller is None else smallest(smaller, shows)


def _smaller(shown: Json) -> Iterator[Json]:
    paths = list(_paths(shown))
    for path in sorted(paths, key=len):
        if len(path) > 1:  # a vector keeps its basket and its promotions
            yield _changed(shown, path, lambda holder, name: holder.__delitem__(name))
    for path in paths:
        number = _at(shown, path)
        if type(number) is int and number > 1:
            yield _changed(shown, path, lambda holder, name: holder.__setitem__(name, holder[name] // 2))


def _paths(shown: Any, here: Path = ()) -> Iterator[Path]:
    named: Any = shown.items() if isinstance(shown, dict) else enumerate(shown) if isinstance(shown, list) else ()
    for name, part in named:
        yield (*here, name)
        yield from _paths(part, (*here, name))


def _at(shown: Any, path: Path) -> Any:
    for name in path:
        shown = shown[name]
    return shown


def _changed(shown: Json, path: Path, change: Callable[[Any, str | int], None]) -> Json:
    copy = deepcopy(shown)
    change(_at(copy, path[:-1]), path[-1])
    return copy
