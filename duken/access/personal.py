"""The sign-in of a person who shops. Who works here keeps theirs: it is their employer's business, not the shop's."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from duken.access.models import User
from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of


class SignIn(NamedTuple):
    id: UUID
    email: str
    phone: str
    name: str


def sign_ins_of(customer_ids: Collection[UUID]) -> list[SignIn]:
    """Users of these cards who do not work here. A typed contact makes nobody's sign-in theirs."""
    found = User.objects.filter(customer_id__in=customer_ids, is_staff=False, is_superuser=False, assignments=None)
    return [SignIn(user.pk, user.email or "", user.phone or "", user.get_full_name()) for user in found]


def _held(person: Person) -> Held:
    return {
        "sign_in": rows_of(
            """SELECT email, phone, first_name, last_name, language, date_joined, last_login FROM access_user
               WHERE id = ANY(%s)""",
            [list(person.user_ids)],
        )
    }


def _forget(person: Person) -> int:
    users = list(person.user_ids)
    touched = sql.run(
        "UPDATE django_admin_log SET object_repr = '', change_message = '' WHERE object_id = ANY(%s)",
        [[str(one) for one in [*users, *person.customer_ids]]],
    )
    touched += sql.run(
        "UPDATE access_user SET customer_id = NULL WHERE customer_id = ANY(%s)", [list(person.customer_ids)]
    )
    deleted, _ = User.objects.filter(pk__in=users).delete()  # with what others keep about a user: e-mails, passkeys
    return touched + deleted


KEEPER = Keeper(held=_held, forget=_forget)
