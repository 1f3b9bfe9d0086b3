"""One log-in for every role, so that each can be tried. Reserved addresses, one password made for this installation."""

from __future__ import annotations

from duken.access.errors import UserExists
from duken.access.staff import create_staff, set_password
from duken.demo.shops import WAREHOUSE
from duken.kernel.actor import Actor
from duken.stores import reads as stores

WORKPLACES = {
    "owner": None,
    "manager": "bath",
    "cashier": "bath",
    "picker": "bath",
    "courier": WAREHOUSE,
    "agent": None,
    "analyst": None,
}


def load_staff(password: str, *, by: Actor) -> None:
    """Make each log-in; those that are there get this password."""
    for role, code in WORKPLACES.items():
        place = stores.location(code).id if code else None
        try:
            create_staff(email_of(role), password=password, roles=[(role, place)], name=f"Demo {role}", by=by)
        except UserExists:
            set_password(email_of(role), password=password, by=by)


def logins(password: str) -> list[tuple[str, str, str]]:
    """(role, e-mail, password), in the order a newcomer tries them."""
    return [(role, email_of(role), password) for role in WORKPLACES]


def email_of(role: str) -> str:
    return f"{role}@example.com"
