"""A process that has read everything once and is then copied (fork) for each planted bug: seconds saved each time.

Reads orders from standard input, one JSON line each: {"name": …, "tests": […], "environment": {…}, "output": …}; works
on as many at once as its first argument says; writes each name to standard output when it is done.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

Working = dict[int, tuple[str, str]]  # process -> what it tries, and in which lane: each has a database of its own


def main() -> None:
    _read_everything()
    lanes = [f"plant{number}" for number in range(int(sys.argv[1]))]
    working: Working = {}
    for line in sys.stdin:
        if not lanes:
            lanes.append(_wait_for_one(working))
        order, lane = json.loads(line), lanes.pop()
        working[_begin(order, lane)] = (order["name"], lane)
    while working:
        _wait_for_one(working)


def _read_everything() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    import hypothesis  # noqa: F401
    import pytest  # noqa: F401

    import duken.config.urls  # noqa: F401
    import tests.controls.plants  # noqa: F401


def _begin(order: dict[str, Any], lane: str) -> int:
    child = os.fork()
    if child:
        return child
    import pytest

    os.environ.update(order["environment"], DUKEN_TEST_WORKER=lane)
    with Path(order["output"]).open("w", encoding="utf-8") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
        status = pytest.main(["-p", "tests.controls.plugin", "-p", "no:cacheprovider", "-m", "", *order["tests"]])
        sys.stdout.flush()
    os._exit(int(status))


def _wait_for_one(working: Working) -> str:
    """Answers the lane that is free now."""
    child, _ = os.wait()
    name, lane = working.pop(child)
    sys.stdout.write(name + "\n")
    sys.stdout.flush()
    return lane


if __name__ == "__main__":
    main()
