"""What can be set, asked, happen or be refused stands in docs/reference."""

from __future__ import annotations

import re

from duken.config import home, reference

_ASKED = re.compile(
    r"""(?:environ|environment)(?:\.\w+\(|\[)\s*"([A-Z_]+)"|from_environment\(\s*"([A-Z_]+)"|envvar="([A-Z_]+)\""""
)
_NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PROMETHEUS_MULTIPROC_DIR", "LANG", "LC_ALL", "OPENPYXL_LXML"}


def test_the_pages_made_from_the_code_are_up_to_date() -> None:
    assert reference.outdated() == [], "run: make docs"


def test_every_setting_has_its_line() -> None:
    page = (reference.FOLDER / "settings.md").read_text()
    asked = {
        name
        for path in (home.CHECKOUT / "duken").glob("**/*.py")
        for found in _ASKED.findall(path.read_text())
        for name in found
        if name
    }

    assert sorted(name for name in asked - _NOT_OURS if f"`{name}`" not in page) == []
