"""`duken demo`: a shop with a real catalogue and a real year of sales, then everything `duken up` does."""

from __future__ import annotations

import dataclasses
import json
import os
import secrets
import subprocess
from typing import Annotated, Any

import typer

from duken.config import home, saying, start_up
from duken.config.commands import up
from duken.config.faults import Fault
from duken.config.opened import opened
from duken.config.supervise import Child


def demo(
    small: Annotated[bool, typer.Option("--small", help="A tenth of it: ready in seconds.")] = False,
    load_only: Annotated[bool, typer.Option("--load-only", help="Load the data and exit.")] = False,
    part: Annotated[str, typer.Option(help="With --load-only: shop, past, or all.")] = "all",
    as_json: Annotated[bool, typer.Option("--json", help="With --load-only: answer in JSON.")] = False,
) -> None:
    """Fill a shop with demo data and open it. The year of sales is loaded while the shop is open already."""
    home.folder().mkdir(parents=True, exist_ok=True)
    (home.folder() / "demo").touch()  # pages say that they are a demonstration, and the test gateway is open
    if load_only:
        _load(small, part, as_json)
    else:
        _open(small)


def _open(small: bool) -> None:
    told: dict[str, Any] = {}
    size = ["--small"] if small else []
    past = Child("demo history", start_up.command("demo", "--load-only", "--part", "past", *size), starts_again=False)
    up.run(
        before=lambda: told.update(_load_shop_apart(size)),
        after=[past],
        show=lambda: _show_logins(told["logins"], told["pins"]),
    )


def _load_shop_apart(size: list[str]) -> dict[str, Any]:
    """In a process of its own: its memory is given back when the shop opens."""
    loading = subprocess.run(
        start_up.command("demo", "--load-only", "--part", "shop", "--json", *size),
        env=start_up.environment(home.folder()),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if loading.returncode:
        raise Fault("The demo data could not be loaded.", mend="Read the message above; then `duken doctor`.")
    return dict(json.loads(loading.stdout))


def _load(small: bool, part: str, as_json: bool) -> None:
    password = home.secret(home.folder(), "demo-password", lambda: secrets.token_urlsafe(9))
    progress = saying.Progress()
    with opened():
        from duken.demo import load, load_staff, load_tills

        if part in ("shop", "all"):
            load.load_shop(small=small, progress=progress, password=password)
        summary: dict[str, Any] = {"logins": load_staff.logins(password), "pins": load_tills.pins(password)}
        if part in ("past", "all"):
            summary = dataclasses.asdict(load.load_past(small=small, progress=progress, password=password))
    if not saying.answer(summary, as_json=as_json):
        for name, figure in summary.get("figures", {}).items():
            told = f"£{figure / 100:,.2f}" if name.endswith("_minor") else f"{figure:,}"
            saying.out.print(f"  {name.removesuffix('_minor').replace('_', ' '):<36} {told:>14}", highlight=False)


def _show_logins(logins: list[tuple[str, str, str]], pins: list[tuple[str, str, str]]) -> None:
    saying.out.print("  Log in at the back office as")
    for role, email, password in logins:
        saying.out.print(f"    {role:<10} {email:<24} {password}", highlight=False, markup=False)
    shop = os.environ["DUKEN_PUBLIC_URL"]
    saying.out.print(f"  Store screen {shop}/store/")
    told = ", ".join(f"{role} {pin}" for role, _, pin in pins)
    saying.out.print(f"  Till         {shop}/till/ (the code of a till: Back office, Tills; PINs in Bath: {told})")
    saying.out.print(f"  Shoppers sign in with a code that is sent to them: read it at {shop}/messages-sent/")
    saying.out.print()
