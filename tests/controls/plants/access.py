"""Bugs planted in permissions and the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest import mock

from duken.access import audit, keys
from duken.kernel import outgoing
from duken.kernel.actor import Actor, ScopeMissing, StoreForbidden, with_scopes
from duken.orders import reads
from duken.webhooks import kinds, tell
from tests.controls.planting import dropped, instead, plant


@plant("tests/ledger/test_post.py::test_who_may_not_post_does_not", because="DID NOT RAISE")
def scope_not_asked() -> Iterator[None]:
    """A verb does not ask whether its actor holds the scope."""

    def only_the_store(self: Actor, scope: str, *, store: Any = None) -> None:
        if store is not None and self.stores is not None and store not in self.stores:
            raise StoreForbidden(scope)

    with mock.patch.object(Actor, "require", only_the_store):
        yield


@plant("tests/inventory/test_stock.py::test_a_manager_of_one_shop_does_not_touch_another", because="DID NOT RAISE")
def store_not_asked() -> Iterator[None]:
    """A verb does not ask whether its actor works in that store."""

    def only_the_scope(self: Actor, scope: str, *, store: Any = None) -> None:
        if scope not in self.scopes:
            raise ScopeMissing(scope)

    with mock.patch.object(Actor, "require", only_the_scope):
        yield


@plant(
    "tests/orders/test_place.py::test_a_stranger_does_not_see_an_order",
    "tests/channels/api/test_orders.py::test_somebody_elses_order_is_missing",
    because="DID NOT RAISE",
)
def anybody_sees_any_order() -> Iterator[None]:
    """An order is shown without asking whose it is."""
    with instead(reads.sees, lambda *_: True):
        yield


@plant("tests/payments/test_refund_keys.py::test_a_refund_leaves_one_row_in_the_audit_trail", because="assert ")
def no_audit_row() -> Iterator[None]:
    """A privileged act leaves no row in the audit trail."""
    with instead(audit.write, lambda *_, **__: None):
        yield


@plant("tests/ledger/test_append_only.py::test_an_audit_row_stays_as_it_was_written", because="DID NOT RAISE")
def audit_trail_can_be_rewritten() -> Iterator[None]:
    """The trigger that refuses UPDATE and DELETE of audit rows is gone."""
    dropped("trigger", "access_auditentry_append_only", "access_auditentry")
    yield


@plant(
    "tests/security/test_outgoing.py::test_a_name_that_stands_for_a_private_address_is_refused_at_the_connection",
    because="nobody there",
)
def private_addresses_called() -> Iterator[None]:
    """An address is called without asking whether it is public."""
    with instead(outgoing.is_public, lambda _: True):
        yield


@plant("tests/webhooks/test_deliver.py::test_of_people_only_as_much_as_the_scopes_open", because="assert ")
def people_told_to_anybody() -> Iterator[None]:
    """Whose an event was is told to webhooks that may not know it."""
    careful = tell.body_of
    with instead(careful, lambda event, scopes: careful(event, scopes | {kinds.CUSTOMERS})):
        yield


@plant("tests/webhooks/test_deliver.py::test_what_a_key_made_is_silent_when_the_key_is_revoked", because="assert ")
def revoked_key_still_hears() -> Iterator[None]:
    """What a key made goes on when the key is revoked."""
    partner = {"webhooks.manage", "orders.read"}
    with instead(keys.actors_of_keys, lambda found: [with_scopes(f"key:{one}", "api", partner) for one in found]):
        yield
