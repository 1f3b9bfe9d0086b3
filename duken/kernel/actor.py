"""Actor: who asks, through which channel, with which scopes, in which stores. Every door makes one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from duken.kernel.refusals import Forbidden


class ScopeMissing(Forbidden):
    code = "access.scope_missing"

    def __init__(self, scope: str) -> None:
        super().__init__(scope=scope)


class StoreForbidden(Forbidden):
    code = "access.store_forbidden"

    def __init__(self, scope: str) -> None:
        super().__init__(scope=scope)


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` says who ("staff:…", "key:…", "customer:…", "system"); `stores` None means every store."""

    id: str
    channel: str
    scopes: frozenset[str] = frozenset()
    stores: frozenset[UUID] | None = None
    customer: UUID | None = None
    on_behalf_of: str | None = None
    name: str = field(default="", compare=False)

    def may(self, scope: str, *, store: UUID | None = None) -> bool:
        return scope in self.scopes and (store is None or self.stores is None or store in self.stores)

    def require(self, scope: str, *, store: UUID | None = None) -> None:
        """Pass, or raise ScopeMissing / StoreForbidden. Deny by default."""
        if scope not in self.scopes:
            raise ScopeMissing(scope)
        if store is not None and self.stores is not None and store not in self.stores:
            raise StoreForbidden(scope)

    def lend(self, *scopes: str) -> Actor:
        """The same actor while a verb works for them further down: a cashier may not post to the ledger, a sale may."""
        if isinstance(self.scopes, _EveryScope):
            return self
        return replace(self, scopes=self.scopes.union(scopes))

    def acting_for(self, whom: str) -> Actor:
        return replace(self, on_behalf_of=whom)


class _EveryScope(frozenset[str]):
    """Only the program itself holds this: reactions, schedules, the command line on the server."""

    def __contains__(self, _: object) -> bool:
        return True


def system(name: str, channel: str = "system") -> Actor:
    """The program acting by itself; `name` says which part of it ("reactions.payments")."""
    return Actor(id=f"system:{name}", channel=channel, scopes=_EveryScope())


def with_scopes(actor_id: str, channel: str, scopes: Iterable[str]) -> Actor:
    return Actor(id=actor_id, channel=channel, scopes=frozenset(scopes))
