"""The environment of somebody at a terminal: what pytest put into ours is not there."""

import os
from pathlib import Path


def environment(home: Path, **more: str) -> dict[str, str]:
    ours = {"DJANGO_SETTINGS_MODULE", "DUKEN_TEST_HOME", "DATABASE_URL"}
    return {**{name: value for name, value in os.environ.items() if name not in ours}, "DUKEN_HOME": str(home), **more}
