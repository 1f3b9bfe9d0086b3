"""`duken user`: the people who work here."""

from __future__ import annotations

import secrets
import sys
from typing import Annotated
from uuid import UUID

import typer

from duken.config import saying
from duken.config.opened import opened
from duken.kernel import actor

app = typer.Typer(help="The people who work here.", no_args_is_help=True)
_Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
_Email = Annotated[str, typer.Argument(help="The e-mail address they log in with.")]


@app.command()
def create(
    email: _Email,
    role: Annotated[list[str], typer.Option("--role", help="owner, manager, cashier…; `role@STORE` for one store.")],
    name: Annotated[str, typer.Option(help="How colleagues see them.")] = "",
    as_json: _Json = False,
) -> None:
    """Add somebody. The password is read from standard input; from a terminal with an empty answer one is made."""
    password, made = _password()
    with opened():
        from duken.access import staff

        user_id = staff.create_staff(
            email,
            password=password,
            roles=[_role(text) for text in role],
            name=name,
            by=actor.system("command_line"),
        )
    _say({"id": user_id, "email": email}, made, as_json)


@app.command("list")
def list_(as_json: _Json = False) -> None:
    """Show who works here and what they may do."""
    with opened():
        from duken.access import staff
        from duken.stores import reads

        found = staff.list_staff(by=actor.system("command_line"))
        codes = {str(place.id): place.code for place in reads.locations()}
    roles = {
        person.email: [role + (f"@{codes.get(str(store), store)}" if store else "") for role, store in person.roles]
        for person in found
    }
    facts = [
        {"email": each.email, "name": each.name, "active": each.is_active, "roles": roles[each.email]} for each in found
    ]
    if not saying.answer(facts, as_json=as_json):
        lines = [(each.email, each.name, " ".join(roles[each.email]), each.is_active) for each in found]
        saying.table("", ["E-mail", "Name", "Roles", "Active"], lines)


@app.command()
def password(email: _Email, as_json: _Json = False) -> None:
    """Set a new password, read from standard input."""
    chosen, made = _password()
    with opened():
        from duken.access import staff

        staff.set_password(email, password=chosen, by=actor.system("command_line"))
    _say({"email": email}, made, as_json)


def _password() -> tuple[str, str]:
    """(the password, the same when we made it). Never an argument: those are seen by every user of the machine."""
    if sys.stdin.isatty():
        given = typer.prompt("Password (empty: make one)", default="", hide_input=True, show_default=False)
    else:
        given = sys.stdin.readline().rstrip("\n")
    if given:
        return given, ""
    made = secrets.token_urlsafe(12)
    return made, made


def _role(text: str) -> tuple[str, UUID | None]:
    role, _, store = text.partition("@")
    if not store:
        return role, None
    from duken.stores import reads

    return role, reads.location(store).id


def _say(facts: dict[str, object], made_password: str, as_json: bool) -> None:
    if made_password:
        facts["password"] = made_password
    if not saying.answer(facts, as_json=as_json):
        for name, value in facts.items():
            saying.out.print(f"{name}: {value}", highlight=False, markup=False)
