"""The answers the API keeps for a week, so that a repeated request gets the same one: some tell of a person."""

from __future__ import annotations

from duken.kernel import sql
from duken.kernel.persons import Keeper, Person

_GONE = b'{"type": "about:blank", "title": "Gone", "status": 410, "code": "customers.person_erased"}'


def _forget(person: Person) -> int:
    """Who asks again hears that it is gone: the act is not done a second time."""
    said = [value for _, value in person.identities]
    if not said:
        return 0
    return sql.run(
        """UPDATE api_given_answer SET status = 410, body = %s
           WHERE EXISTS (SELECT FROM unnest(%s::text[]) said WHERE position(convert_to(said, 'UTF8') IN body) > 0)""",
        [_GONE, said],
    )


KEEPER = Keeper(forget=_forget)
