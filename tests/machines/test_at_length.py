"""Every state machine of the suite, at length: found by its file, so a new module's machine is here at once."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

_TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _at_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUKEN_HYPOTHESIS", "long")


def _machines() -> dict[str, Any]:
    modules = [importlib.import_module(f"tests.{found.parent.name}.test_machine") for found in _short_runs()]
    return {name: test for module in modules for name, test in vars(module).items() if name.startswith("test_")}


def _short_runs() -> list[Path]:
    return sorted(_TESTS.glob("*/test_machine.py"))


globals().update(_machines())
