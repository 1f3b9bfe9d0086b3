"""The list of planted bugs: docs/reference/controls.md, written by `make controls`."""

from __future__ import annotations

from pathlib import Path

from tests.controls.plants import PLANTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "controls.md"
_HEAD = """# Controls

A test proves something only if it fails when what it guards is taken away. Each line is a bug that `make controls`
plants in the tests' own copy of the shop, one guard removed; at least one of the tests beside it must then fail, for
the right reason, and all of them pass without it. A race must fail in 95 of 100 runs. Written by `make controls`; do
not edit.

| Planted bug | The guard that is gone | Caught by |
|---|---|---|
"""


def page() -> str:
    return _HEAD + "".join(
        f"| `{plant.name}` | {plant.guard} | {'<br>'.join(f'`{_short(test)}`' for test in plant.caught_by)}"
        f"{' (race)' if plant.runs > 1 else ''} |\n"
        for plant in PLANTS.values()
    )


def _short(test: str) -> str:
    return test.removeprefix("tests/")
