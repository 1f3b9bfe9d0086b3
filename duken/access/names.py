"""Who an actor's id stands for, as colleagues say it. For timelines and audit trails; two statements at most."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from duken.access.models import ApiKey, User


def actor_names(actor_ids: Iterable[str]) -> dict[str, str]:
    """Names by actor id ("staff:…", "key:…"); ids that stand for nobody here are left out."""
    wanted = set(actor_ids)
    people = {actor: found for actor in wanted if actor.startswith("staff:") and (found := _uuid(actor[6:]))}
    keys = {actor: actor[4:] for actor in wanted if actor.startswith("key:")}
    named: dict[str, str] = {}
    if people:
        users = {user.pk: str(user) for user in User.objects.filter(pk__in=people.values())}
        named |= {actor: users[user] for actor, user in people.items() if user in users}
    if keys:
        prefixes = dict(ApiKey.objects.filter(prefix__in=keys.values()).values_list("prefix", "name"))
        named |= {actor: prefixes[prefix] for actor, prefix in keys.items() if prefix in prefixes}
    return named


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
