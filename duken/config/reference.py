"""The pages of docs/reference that are made from the code: `make docs`. A test asks that they are up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from duken.config import home, opened

FOLDER = home.CHECKOUT / "docs" / "reference"


def pages() -> dict[str, str]:
    """Name of the page -> its text, as it must be now."""
    opened.set_up()
    return {
        "commands.md": _page("Commands", "Every command of `duken`; each takes `--help`.", _commands()),
        "scopes.md": _page("Scopes and roles", "A scope allows one thing; a role holds several.", _scopes()),
        "events.md": _page("Events", "What the feed tells (`GET /api/v1/events`). Fields in order.", _events()),
        "personal-data.md": _page("Personal data", _PERSONAL, _personal()),
        "refusals.md": _page("Refusals", "What the shop says no to; the codes are stable.", _refusals()),
    }


def outdated() -> list[str]:
    """Names of the pages that do not say what the code does."""
    return [name for name, text in pages().items() if _written(name) != text]


def _written(name: str) -> str:
    page = FOLDER / name
    return page.read_text(encoding="utf-8") if page.exists() else ""


def _page(title: str, about: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", "", f"{about} Made by `make docs`; do not edit.", "", *lines]) + "\n"


def _commands() -> Iterator[str]:
    from typer.main import get_command

    from duken.config.cli import app

    for name, command in sorted(getattr(get_command(app), "commands", {}).items()):
        inner = getattr(command, "commands", {})
        for path, each in [(f"{name} {below}", inner[below]) for below in sorted(inner)] or [(name, command)]:
            options = " ".join(f"`{choice.opts[0]}`" for choice in each.params if choice.opts[0].startswith("-"))
            yield f"* `duken {path}`: {_first_line(each.help)}" + (f" {options}" if options else "")


def _scopes() -> Iterator[str]:
    from duken.access.scopes import ROLES, SCOPES

    yield from (f"* `{scope}`: {about}" for scope, about in sorted(SCOPES.items()))
    yield ""
    for role, scopes in ROLES.items():
        held = "everything" if scopes == frozenset(SCOPES) else ", ".join(f"`{scope}`" for scope in sorted(scopes))
        yield f"* **{role}**: {held}"


def _events() -> Iterator[str]:
    from dataclasses import fields

    from duken.kernel.events import every_event

    _load_all("events")
    ours = {each.name(): each for each in every_event() if each.__module__.startswith("duken.")}
    for _, event in sorted(ours.items()):  # by name: a dataclass with slots is made twice
        about = "" if (event.__doc__ or "").startswith(f"{event.__name__}(") else _first_line(event.__doc__)
        named = ", ".join(field.name for field in fields(event))
        yield f"* `{event.name()}` ({named}) {about}".rstrip()


def _refusals() -> Iterator[str]:
    from duken.kernel.refusals import every_refusal

    _load_all("*", saying='    code = "')
    told = {
        each.code: each for each in every_refusal() if "code" in vars(each) and each.__module__.startswith("duken.")
    }
    for code, refusal in sorted(told.items()):
        about = "" if refusal.__doc__ == refusal.__base__.__doc__ else _first_line(refusal.__doc__)
        yield f"* `{code}` ({refusal.kind}) {about}".rstrip()


_PERSONAL = "Every column that says something about a customer: why, how long, what an erasure does."


def _personal() -> Iterator[str]:
    from duken.privacy.clocks.defaults import CLOCKS
    from duken.privacy.columns import LEGAL, NOT_PERSONAL, PERSONAL

    yield "| Table | Columns | Why | How long | An erasure |"
    yield "|---|---|---|---|---|"
    for one in PERSONAL:
        kept = f"{CLOCKS[one.kept].days} days (`{one.kept}`)" if one.kept in CLOCKS else one.kept
        named = ", ".join(f"`{name}`" for name in one.columns.split())
        yield f"| `{one.table}` | {named} | {one.why} | {kept} | {one.erased} |"
    yield ""
    yield "Legal documents that name a customer: " + (
        "; ".join(f"`{table}` ({columns}), {years} years: {law}" for table, (columns, years, law) in LEGAL.items())
        or "none."
    )
    yield ""
    yield "Clocks (days; a shop changes them in the settings, for a country too):"
    yield ""
    yield from (f"* `{name}`: {clock.days}, {clock.what}" for name, clock in CLOCKS.items())
    yield ""
    yield f"Looked at and found to say nothing about a customer: {len(NOT_PERSONAL)} tables (duken/privacy/columns.py)."


def _load_all(name: str, *, saying: str = "") -> None:
    """Import our modules of this name that say so, for their classes to be known whoever asks first."""
    import importlib

    for path in sorted((home.CHECKOUT / "duken").glob(f"**/{name}.py")):
        if saying in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(path.relative_to(home.CHECKOUT).with_suffix("").parts))


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n", 1)[0].strip()


def write(folder: Path = FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    write()
